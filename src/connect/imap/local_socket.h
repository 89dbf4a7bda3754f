// For tests: a socket of this machine.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

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

}  // namespace leadlight::imap
