// A Dovecot of one's own in a temporary folder, with accounts, certificate and free ports. Only test programs include
// this; where Dovecot or openssl are not installed they skip.
#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <thread>
#include <vector>

#include "connect/imap/connection.h"

namespace leadlight::imap {

/// A socket of 127.0.0.1, closed when it goes.
class LocalSocket {
 public:
  LocalSocket() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  explicit LocalSocket(int descriptor) : descriptor_(descriptor) {}
  ~LocalSocket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  LocalSocket(const LocalSocket&) = delete;
  LocalSocket& operator=(const LocalSocket&) = delete;

  std::uint16_t bind() const {
    sockaddr_in address = of(0);
    socklen_t size = sizeof(address);
    ::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }
  bool connect(std::uint16_t port) const {
    const sockaddr_in address = of(port);
    return ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  int get() const { return descriptor_; }

 private:
  static sockaddr_in of(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  int descriptor_;
};

class Dovecot {
 public:
  static bool is_installed() {
    return std::filesystem::exists(kProgram) && std::filesystem::exists("/usr/bin/openssl");
  }

  Dovecot() {
    std::string pattern = (std::filesystem::temp_directory_path() / "leadlight-dovecot-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    {
      const LocalSocket one, two;  // Both open at once: two ports.
      plain_port_ = one.bind();
      tls_port_ = two.bind();
    }
    make_certificate();
    write("users", "ann:{PLAIN}secret word\nbert:{PLAIN}secret word\n");
    start();
  }
  ~Dovecot() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Dovecot(const Dovecot&) = delete;
  Dovecot& operator=(const Dovecot&) = delete;

  Server server(Security security = Security::Tls, const std::string& user = "ann") const {
    return {"localhost", security == Security::Tls ? tls_port_ : plain_port_, security, user, "secret word"};
  }
  std::string certificate() const { return folder_ / "cert.pem"; }
  std::uint16_t tls_port() const { return tls_port_; }

  void start() {
    write("dovecot.conf", configuration());
    if (::geteuid() == 0) run({"chown", "-R", "nobody:nogroup", folder_.string()});
    child_ = spawn(as_nobody({kProgram, "-F", "-c", (folder_ / "dovecot.conf").string()}));
    for (int i = 0; i < 200; ++i) {
      if (LocalSocket().connect(tls_port_)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("Dovecot did not start");
  }
  void stop() {
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
  }

  void save(const std::string& folder, const std::string& message, const std::string& user = "ann") const {
    const auto file = folder_ / "message.eml";
    std::ofstream(file, std::ios::binary) << message;
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    doveadm({"save", "-u", user, "-m", folder, file.string()});
  }
  /// Into ann's INBOX, by the thousand: Dovecot finds the file.
  void deliver(const std::string& message) const {
    const auto inbox = folder_ / "mail" / "ann" / "cur";
    if (!std::filesystem::exists(inbox)) doveadm({"mailbox", "status", "-u", "ann", "messages", "INBOX"});
    static int number = 0;
    const auto file = inbox / fmt::format("{}.leadlight:2,", 1'700'000'000 + ++number);
    std::ofstream(file, std::ios::binary) << message;
    std::filesystem::permissions(file, std::filesystem::perms(0666));
  }
  void create(const std::string& folder) const { doveadm({"mailbox", "create", "-u", "ann", folder}); }
  void rename(const std::string& folder, const std::string& to) const {
    doveadm({"mailbox", "rename", "-u", "ann", folder, to});
  }
  void move(const std::string& id, const std::string& from, const std::string& to) const {
    doveadm({"move", "-u", "ann", to, "mailbox", from, "header", "message-id", id});
  }
  void copy(const std::string& id, const std::string& from, const std::string& to) const {
    doveadm({"copy", "-u", "ann", to, "mailbox", from, "header", "message-id", id});
  }
  void remove(const std::string& id, const std::string& folder) const {
    doveadm({"expunge", "-u", "ann", "mailbox", folder, "header", "message-id", id});
  }
  void remove_folder(const std::string& folder) const { doveadm({"mailbox", "delete", "-u", "ann", folder}); }
  void set_uid_validity(const std::string& folder, std::uint32_t number) const {
    doveadm({"mailbox", "update", "-u", "ann", "--uid-validity", std::to_string(number), folder});
  }
  /// The flags of the mails of a folder, a line each.
  std::string flags(const std::string& folder) const {
    const auto out = folder_ / "flags";
    doveadm({"fetch", "-u", "ann", "flags", "mailbox", folder}, out.string());
    std::ifstream in(out);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  static constexpr const char* kProgram = "/usr/sbin/dovecot";

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  static std::vector<std::string> as_nobody(std::vector<std::string> command) {
    if (::geteuid() != 0) return command;
    command.insert(command.begin(), {"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"});
    return command;
  }
  static pid_t spawn(const std::vector<std::string>& command, const std::string& out = "/dev/null") {
    std::vector<char*> argv;
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
      std::freopen(out.c_str(), "w", stdout);
      ::dup2(STDOUT_FILENO, STDERR_FILENO);
      ::execvp(argv[0], argv.data());
      ::_exit(127);
    }
    return child;
  }
  static void run(const std::vector<std::string>& command, const std::string& out = "/dev/null") {
    int status = 0;
    ::waitpid(spawn(command, out), &status, 0);
    if (status != 0) throw std::runtime_error(fmt::format("{} failed", fmt::join(command, " ")));
  }
  void doveadm(std::vector<std::string> words, const std::string& out = "/dev/null") const {
    words.insert(words.begin(), {"doveadm", "-c", (folder_ / "dovecot.conf").string()});
    run(as_nobody(std::move(words)), out);
  }

  void make_certificate() const {
    run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", (folder_ / "key.pem").string(), "-out", certificate(), "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost"});
  }

  std::string configuration() const {
    const bool root = ::geteuid() == 0;
    const std::string uid = std::to_string(root ? 65534 : ::geteuid()),
                      gid = std::to_string(root ? 65534 : ::getegid());
    std::string name = "nobody", group = "nogroup";
    if (!root) {
      name = std::getenv("USER") != nullptr ? std::getenv("USER") : "";
      group = name;
    }
    std::string text = R"(protocols = imap
listen = 127.0.0.1
base_dir = @/run
state_dir = @/state
log_path = @/log
default_internal_user = NAME
default_internal_group = GROUP
default_login_user = NAME
mail_location = maildir:@/mail/%u
ssl = yes
ssl_cert = <@/cert.pem
ssl_key = <@/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = @/users
}
userdb {
  driver = static
  args = uid=UID gid=GID home=@/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = PLAIN
  }
  inet_listener imaps {
    port = TLS
    ssl = yes
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = .
  mailbox Trash {
    auto = create
    special_use = \Trash
  }
  mailbox Junk {
    auto = create
    special_use = \Junk
  }
  mailbox Drafts {
    auto = create
    special_use = \Drafts
  }
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
}
)";
    const auto put = [&](const std::string& what, const std::string& by) {
      for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
    };
    put("@", folder_.string());
    put("= NAME", "= " + name);
    put("= GROUP", "= " + group);
    put("=UID", "=" + uid);
    put("=GID", "=" + gid);
    put("= PLAIN", "= " + std::to_string(plain_port_));
    put("= TLS", "= " + std::to_string(tls_port_));
    return text;
  }

  std::filesystem::path folder_;
  std::uint16_t plain_port_ = 0, tls_port_ = 0;
  pid_t child_ = -1;
};

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

/// One Dovecot for all tests of a program. Ends with it.
inline Dovecot& shared_dovecot() {
  static Dovecot dovecot;
  return dovecot;
}

}  // namespace leadlight::imap
