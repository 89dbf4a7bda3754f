// For tests: a network that fails.
#pragma once

#include <poll.h>

#include <array>
#include <atomic>
#include <thread>

#include "connect/imap/local_socket.h"

namespace leadlight::imap {

/// Hands on what is said between a client and a server on this machine, and cuts it off after so many bytes of the
/// server.
class CuttingProxy {
 public:
  explicit CuttingProxy(std::uint16_t to) : to_(to), port_(listener_.bind()) {
    ::listen(listener_.get(), 16);
    thread_ = std::thread([this] { serve(); });
  }
  ~CuttingProxy() {
    over_ = true;
    thread_.join();
  }
  std::uint16_t port() const { return port_; }
  /// Of each connection from now on.
  void cut_after(std::uint64_t bytes) { cut_after_ = bytes; }
  /// From now on nothing more of what the server says comes through, and nothing is closed.
  void fall_silent_after(std::uint64_t bytes) { silent_after_ = bytes; }
  int connections() const { return connections_; }

 private:
  static constexpr int kLook = 20;  // Milliseconds.

  void serve() {
    while (!over_) {
      pollfd wait{listener_.get(), POLLIN, 0};
      if (::poll(&wait, 1, kLook) <= 0) continue;
      const LocalSocket client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      const LocalSocket server;
      ++connections_;
      if (server.connect(to_)) relay(client, server);
      // A copy of this process may hold them, too: closing alone would not end them.
      for (const LocalSocket* each : {&client, &server}) ::shutdown(each->get(), SHUT_RDWR);
    }
  }
  void relay(const LocalSocket& client, const LocalSocket& server) {
    std::array<char, 4096> buffer;
    for (std::uint64_t passed = 0; !over_;) {
      std::array<pollfd, 2> wait{{{client.get(), POLLIN, 0}, {server.get(), POLLIN, 0}}};
      ::poll(wait.data(), wait.size(), kLook);
      for (const bool from_server : {false, true}) {
        if (wait[from_server ? 1 : 0].revents == 0) continue;
        const LocalSocket& from = from_server ? server : client;
        const ssize_t got = ::recv(from.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) return;
        if (from_server && (passed += static_cast<std::uint64_t>(got)) > cut_after_) return;
        if (from_server && passed > silent_after_) continue;
        ::send((from_server ? client : server).get(), buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
      }
    }
  }

  std::uint16_t to_;
  LocalSocket listener_;
  std::uint16_t port_;
  std::atomic<bool> over_{false};
  std::atomic<std::uint64_t> cut_after_{UINT64_MAX}, silent_after_{UINT64_MAX};
  std::atomic<int> connections_{0};
  std::thread thread_;
};

}  // namespace leadlight::imap
