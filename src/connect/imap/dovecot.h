// A Dovecot of one's own in a temporary folder, with accounts, certificate and free ports. Only test programs include
// this; where Dovecot or openssl are not installed they skip.
#pragma once

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <thread>
#include <vector>

#include "base/temporary_folder.h"
#include "connect/imap/connection.h"
#include "connect/imap/local_socket.h"

namespace leadlight::imap {

class Dovecot {
 public:
  static bool is_installed() {
    return std::filesystem::exists(kProgram) && std::filesystem::exists("/usr/bin/openssl");
  }

  Dovecot() {
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
  ~Dovecot() { stop(); }
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

  const base::TemporaryFolder own_;
  const std::filesystem::path folder_ = own_.path();
  std::uint16_t plain_port_ = 0, tls_port_ = 0;
  pid_t child_ = -1;
};

/// One Dovecot for all tests of a program. Ends with it.
inline Dovecot& shared_dovecot() {
  static Dovecot dovecot;
  return dovecot;
}

}  // namespace leadlight::imap
