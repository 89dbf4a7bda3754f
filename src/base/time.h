// Points in time: UTC microseconds and calendar days. A clock is a parameter, never a global.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace leadlight::base {

using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;
using Date = std::chrono::sys_days;

/// Where "now" comes from. Threads: now() may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

/// A clock that stands still until told otherwise, for tests and the demo.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp now) : now_(now) {}
  Timestamp now() const override { return now_; }
  void set(Timestamp now) { now_ = now; }

 private:
  Timestamp now_;
};

/// `2026-11-22`; nullopt when it is not that or no real day.
std::optional<Date> parse_date(std::string_view text);
/// ISO 8601 with `Z`, an offset, or neither (taken as UTC); `T` or a blank between; a bare date is midnight.
std::optional<Timestamp> parse_timestamp(std::string_view text);
std::string to_string(Date date);
/// `2026-11-22T10:15:30Z`, with as many fraction digits (0, 3 or 6) as are needed.
std::string to_string(Timestamp time);
/// Whether the IANA database (as ICU has it) knows the name, like `Europe/Amsterdam`.
bool is_time_zone(std::string_view name);

}  // namespace leadlight::base

namespace leadlight {
using base::Clock;
using base::Date;
using base::Timestamp;
}  // namespace leadlight
