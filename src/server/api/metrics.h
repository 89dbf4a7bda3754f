// Numbers for monitoring, in Prometheus' text format.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/http/server.h"

namespace leadlight::api {

/// @threads any
class Metrics {
 public:
  /// `route`: one of a few names, never something a client made up.
  void record(std::string_view route, std::string_view method, int status, double seconds);

  /// Everything recorded so far, and what the server and the job table say now.
  std::string to_text(const http::ServerStats& server, const std::map<std::string, std::int64_t>& jobs_by_state) const;

 private:
  static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0};
  struct Histogram {
    std::array<std::uint64_t, kBounds.size()> buckets{};  ///< Not cumulative.
    std::uint64_t count = 0;
    double sum = 0;
  };
  struct Key {
    std::string route, method;
    int status;
    auto operator<=>(const Key&) const = default;
  };

  mutable std::mutex mutex_;
  std::map<Key, std::uint64_t> requests_;
  std::map<std::string, Histogram, std::less<>> seconds_;
};

}  // namespace leadlight::api
