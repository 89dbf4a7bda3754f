// `leadlight serve` as a child, and connections to it that speak just enough HTTP/1.1.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::bench {

inline constexpr std::string_view kRoot = "/api/data/v9.2";

/// A bearer token of the user admin; `place` are the options that name the database.
std::string make_token(const std::vector<std::string>& place);

/// One kept-alive connection. Throws when the server closes it.
class Client {
 public:
  struct Answer {
    int status = 0;
    std::string head;  ///< Lower case.
    std::string body;
  };

  Client(std::uint16_t port, std::string token);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  /// `fields`: further lines of the header, each with its "\r\n".
  Answer request(std::string_view method, std::string_view target, std::string_view body = {},
                 std::string_view fields = {});

 private:
  void fill();
  Answer read_answer();

  std::string token_;
  int socket_ = -1;
  bool connected_ = false;
  std::string pending_;
};

/// Whether a server looks for what is due (nightly passes, automatic trainings) as it does for its users.
enum class Upkeep { Off, On };

/// A server on a free port of this machine, ended with the object.
class Server {
 public:
  Server(const std::vector<std::string>& place, const std::filesystem::path& log, Upkeep upkeep = Upkeep::Off);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return port_; }
  /// Processor seconds it has used so far.
  double processor_seconds() const;

 private:
  void stop();

  std::uint16_t port_;
  pid_t process_ = 0;
};

}  // namespace leadlight::bench
