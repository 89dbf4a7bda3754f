// For tests: an IMAP server that says what a test wants said, right or wrong.
#pragma once

#include <poll.h>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "connect/imap/connection.h"
#include "connect/imap/local_socket.h"

namespace leadlight::imap {

/// What is said to one command.
struct Said {
  std::string first;
  std::string forever = {};              ///< Again and again, until the client goes.
  std::chrono::milliseconds pause = {};  ///< Between two of them.
};

class ScriptedServer {
 public:
  /// The script gets tag and command: `A7`, `EXAMINE "INBOX"`. Signing in it need not answer: where it says nothing,
  /// the command is done.
  using Script = std::function<Said(const std::string& tag, const std::string& command)>;
  explicit ScriptedServer(Script script) : script_(std::move(script)), port_(listener_.bind()) {
    ::listen(listener_.get(), 4);
    thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedServer() {
    over_ = true;
    thread_.join();
  }
  Server server() const { return {"localhost", port_, Security::None, "ann", "secret word"}; }

  static Said done(const std::string& tag, const std::string& untagged = {}) {
    return {untagged + tag + " OK done\r\n"};
  }

 private:
  static constexpr int kLook = 20;  // Milliseconds.

  void serve() {
    while (!over_) {
      pollfd wait{listener_.get(), POLLIN, 0};
      if (::poll(&wait, 1, kLook) <= 0) continue;
      const LocalSocket client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      converse(client);
      ::shutdown(client.get(), SHUT_RDWR);
    }
  }
  void converse(const LocalSocket& client) {
    if (!say(client, "* OK ready\r\n")) return;
    std::array<char, 4096> buffer;
    for (std::string heard; !over_;) {
      const std::size_t end = heard.find("\r\n");
      if (end != std::string::npos) {
        if (!answer(client, heard.substr(0, end))) return;
        heard.erase(0, end + 2);
        continue;
      }
      pollfd wait{client.get(), POLLIN, 0};
      if (::poll(&wait, 1, kLook) <= 0) continue;
      const ssize_t got = ::recv(client.get(), buffer.data(), buffer.size(), 0);
      if (got <= 0) return;
      heard.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  bool answer(const LocalSocket& client, const std::string& line) {
    const std::size_t blank = line.find(' ');
    const std::string tag = line.substr(0, blank), command = line.substr(blank + 1);
    Said said = script_(tag, command);
    if (said.first.empty() && said.forever.empty())
      said = done(tag, command == "CAPABILITY" ? "* CAPABILITY IMAP4rev1\r\n" : "");
    if (!say(client, said.first)) return false;
    while (!said.forever.empty() && !over_) {
      if (!say(client, said.forever)) return false;
      std::this_thread::sleep_for(said.pause);
    }
    return true;
  }
  /// False when nobody listens any more.
  bool say(const LocalSocket& client, std::string_view bytes) const {
    while (!bytes.empty() && !over_) {
      pollfd wait{client.get(), POLLOUT, 0};
      if (::poll(&wait, 1, kLook) <= 0) continue;
      const ssize_t sent = ::send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  Script script_;
  LocalSocket listener_;
  std::uint16_t port_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace leadlight::imap
