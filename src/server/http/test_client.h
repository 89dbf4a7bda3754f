// For tests: a client of plain sockets that can be as slow, rude or broken as a test wants.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace leadlight::http {

class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    timeval limit{10, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~TestClient() { ::close(fd_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  /// The next whole answer, head and body by its Content-Length; empty when the connection ended.
  std::string answer() {
    while (pending_.find("\r\n\r\n") == std::string::npos) {
      if (!read_more()) return std::exchange(pending_, {});
    }
    const size_t head = pending_.find("\r\n\r\n") + 4;
    const size_t field = pending_.substr(0, head).find("Content-Length: ");
    const size_t body = field == std::string::npos ? 0 : std::stoul(pending_.substr(field + 16));
    while (pending_.size() < head + body) {
      if (!read_more()) break;
    }
    std::string whole = pending_.substr(0, head + body);
    pending_.erase(0, whole.size());
    return whole;
  }
  std::string ask(std::string_view request) {
    send(request);
    return answer();
  }
  /// What was received and not asked for yet.
  std::string rest() { return std::exchange(pending_, {}); }
  /// Whether the server has closed (waits up to the receive limit).
  bool is_closed() { return pending_.empty() && !read_more(); }

 private:
  bool read_more() {
    char buffer[65536];
    const ssize_t size = ::recv(fd_, buffer, sizeof buffer, 0);
    if (size <= 0) return false;
    pending_.append(buffer, static_cast<size_t>(size));
    return true;
  }

  int fd_;
  bool connected_ = false;
  std::string pending_;
};

}  // namespace leadlight::http
