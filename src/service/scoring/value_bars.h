// The values of one attribute in a few parts that a person can read, and how the records of each ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/feature/frame.h"

namespace leadlight::scoring {

enum class Ending : std::uint8_t { Open, Negative, Positive };

/// `key` as the reasons of a score have it (docs/api.md).
struct ValueBar {
  std::string_view key;
  std::string value = {};           ///< key `value`: the level; mail_domain and name_valid: the class
  double low = feature::kNoNumber;  ///< [low, high) of numbers and days; NaN = no end
  double high = feature::kNoNumber;
  std::int64_t open = 0, closed = 0, positive = 0;
};

/// The column of a frame, alone in it: levels by frequency and then all others, numbers and ages in rising ranges; last
/// what is not filled in. Parts without records are left out.
std::vector<ValueBar> bars_of(const feature::Frame& frame, const std::vector<Ending>& endings);

/// At most four numbers that part the values into about equal shares, rounded as far as that leaves them apart. Few
/// different values each have their own part.
std::vector<double> readable_cuts(std::vector<double> values);

}  // namespace leadlight::scoring
