#include "base/money.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace leadlight::base {

std::string Amount::to_string() const {
  // Through unsigned, so that the most negative value has a magnitude too.
  const bool negative = ten_thousandths < 0;
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(ten_thousandths) : static_cast<std::uint64_t>(ten_thousandths);
  std::string text = fmt::format("{}{}", negative ? "-" : "", magnitude / 10'000);
  std::uint64_t fraction = magnitude % 10'000;
  if (fraction == 0) return text;
  std::string digits = fmt::format("{:04}", fraction);
  while (digits.back() == '0') digits.pop_back();
  return text + "." + digits;
}

std::optional<Amount> Amount::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.empty()) return std::nullopt;
  __int128 value = 0;
  int fraction_digits = -1;
  size_t digits = 0;
  for (char c : text) {
    if (c == '.' && fraction_digits < 0) {
      fraction_digits = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (fraction_digits >= 0 && ++fraction_digits > 4) return std::nullopt;
    value = value * 10 + (c - '0');
    if (++digits > 24) return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  for (int i = fraction_digits < 0 ? 0 : fraction_digits; i < 4; ++i) value *= 10;
  if (negative) value = -value;
  if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return Amount{static_cast<std::int64_t>(value)};
}

std::optional<Amount> Amount::from_double(double value) {
  const double scaled = std::round(value * 10'000.0);
  if (!(std::abs(scaled) < 9.2e18)) return std::nullopt;
  return Amount{static_cast<std::int64_t>(scaled)};
}

}  // namespace leadlight::base
