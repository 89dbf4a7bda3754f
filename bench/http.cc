#include "http.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "program.h"

extern char** environ;

namespace leadlight::bench {
namespace {

/// A port that was free a moment ago.
std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

}  // namespace

std::string make_token(const std::vector<std::string>& place) {
  std::string command = shell_word(program()) + " token create --user admin";
  for (const std::string& word : place) command += " " + shell_word(word);
  std::string text = output_of(command + " 2>/dev/null");
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

Client::Client(std::uint16_t port, std::string token) : token_(std::move(token)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Client::~Client() {
  ::close(socket_);
}

Client::Answer Client::request(std::string_view method, std::string_view target, std::string_view body,
                               std::string_view fields) {
  const bool names_type = fields.find("Content-Type:") != std::string_view::npos;
  const std::string text = fmt::format(
      "{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nAccept: application/json\r\n"
      "{}{}Content-Length: {}\r\n\r\n{}",
      method, target, token_, names_type ? "" : "Content-Type: application/json\r\n", fields, body.size(), body);
  for (std::string_view rest = text; !rest.empty();) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server closed the connection");
    rest.remove_prefix(static_cast<size_t>(sent));
  }
  return read_answer();
}

void Client::fill() {
  std::array<char, 65536> buffer;
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got <= 0) throw std::runtime_error("the server closed the connection");
  pending_.append(buffer.data(), static_cast<size_t>(got));
}

Client::Answer Client::read_answer() {
  size_t end = 0;
  while ((end = pending_.find("\r\n\r\n")) == std::string::npos) fill();
  Answer answer;
  answer.head = pending_.substr(0, end + 2);
  pending_.erase(0, end + 4);
  for (char& letter : answer.head) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  answer.status = std::atoi(answer.head.c_str() + answer.head.find(' '));
  const size_t at = answer.head.find("\r\ncontent-length:");
  const size_t length = at == std::string::npos ? 0 : std::strtoull(answer.head.c_str() + at + 17, nullptr, 10);
  while (pending_.size() < length) fill();
  answer.body = pending_.substr(0, length);
  pending_.erase(0, length);
  return answer;
}

Server::Server(const std::vector<std::string>& place, const std::filesystem::path& log, Upkeep upkeep)
    : port_(free_port()) {
  std::vector<std::string> words{program(), "serve", "--listen", fmt::format("127.0.0.1:{}", port_)};
  if (upkeep == Upkeep::Off) words.insert(words.end(), {"--upkeep-every", "0"});
  words.insert(words.end(), place.begin(), place.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int failed = posix_spawn(&process_, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  for (int tries = 0; tries < 300; ++tries) {
    if (Client(port_, "").connected()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  stop();
  throw std::runtime_error("the server did not come up; see " + log.string());
}

Server::~Server() {
  stop();
}

double Server::processor_seconds() const {
  std::ifstream file(fmt::format("/proc/{}/stat", process_));
  std::string line;
  std::getline(file, line);
  line.erase(0, line.rfind(')') + 1);  // the name may hold anything
  unsigned long user = 0, system = 0;
  std::sscanf(line.c_str(), " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void Server::stop() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  process_ = 0;
}

}  // namespace leadlight::bench
