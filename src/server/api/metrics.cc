#include "server/api/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace leadlight::api {

void Metrics::record(std::string_view route, std::string_view method, int status, double seconds) {
  const size_t bucket = static_cast<size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
  std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), std::string(method), status}];
  auto histogram = seconds_.find(route);
  if (histogram == seconds_.end()) histogram = seconds_.emplace(std::string(route), Histogram{}).first;
  if (bucket < kBounds.size()) ++histogram->second.buckets[bucket];
  ++histogram->second.count;
  histogram->second.sum += seconds;
}

std::string Metrics::to_text(const http::ServerStats& server,
                             const std::map<std::string, std::int64_t>& jobs_by_state) const {
  std::string out;
  const auto line = [&](std::string_view name, std::string_view labels, auto value) {
    fmt::format_to(std::back_inserter(out), "leadlight_{}{} {}\n", name, labels, value);
  };
  const auto head = [&](std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP leadlight_{0} {1}\n# TYPE leadlight_{0} {2}\n", name, help, type);
  };
  {
    std::lock_guard lock(mutex_);
    head("http_requests_total", "counter", "Requests answered, by route, method and status.");
    for (const auto& [key, count] : requests_) {
      line("http_requests_total",
           fmt::format("{{route=\"{}\",method=\"{}\",status=\"{}\"}}", key.route, key.method, key.status), count);
    }
    head("http_request_seconds", "histogram", "Time to an answer, without waiting and sending.");
    for (const auto& [route, histogram] : seconds_) {
      std::uint64_t below = 0;
      for (size_t i = 0; i < kBounds.size(); ++i) {
        below += histogram.buckets[i];
        line("http_request_seconds_bucket", fmt::format("{{route=\"{}\",le=\"{}\"}}", route, kBounds[i]), below);
      }
      line("http_request_seconds_bucket", fmt::format("{{route=\"{}\",le=\"+Inf\"}}", route), histogram.count);
      line("http_request_seconds_sum", fmt::format("{{route=\"{}\"}}", route), histogram.sum);
      line("http_request_seconds_count", fmt::format("{{route=\"{}\"}}", route), histogram.count);
    }
  }
  head("http_connections", "gauge", "Open connections.");
  line("http_connections", "", server.connections);
  head("http_connections_total", "counter", "Connections accepted.");
  line("http_connections_total", "", server.accepted);
  head("http_queue_depth", "gauge", "Requests waiting for a worker.");
  line("http_queue_depth", "", server.queue_depth);
  head("http_rejected_total", "counter", "Answered 503 because the queue or the connections were full.");
  line("http_rejected_total", "", server.rejected);
  head("http_protocol_errors_total", "counter", "Refused as no HTTP, or over a limit.");
  line("http_protocol_errors_total", "", server.protocol_errors);
  head("http_timeouts_total", "counter", "Connections closed for slowness.");
  line("http_timeouts_total", "", server.timeouts);
  head("jobs", "gauge", "Jobs by state.");
  for (const auto& [state, count] : jobs_by_state) line("jobs", fmt::format("{{state=\"{}\"}}", state), count);
  return out;
}

}  // namespace leadlight::api
