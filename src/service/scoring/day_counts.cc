#include "service/scoring/day_counts.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace leadlight::scoring {
namespace {

constexpr int kLongest = 3'660;

int step_of(double days) {
  const int day = static_cast<int>(std::floor(std::clamp(std::isnan(days) ? 0.0 : days, 0.0, double{kLongest})));
  if (day < 60) return day;
  if (day < 365) return 60 + (day - 60) / 5 * 5;
  return 365 + (day - 365) / 30 * 30;
}

}  // namespace

void DayCounts::add(double days, std::int64_t times) {
  const auto at = counts_.try_emplace(step_of(days), 0).first;
  at->second += times;
  if (at->second <= 0) counts_.erase(at);
}

std::optional<double> DayCounts::median() const {
  std::int64_t all = 0;
  for (const auto& [day, count] : counts_) all += count;
  std::int64_t seen = 0;
  for (const auto& [day, count] : counts_) {
    seen += count;
    if (seen * 2 >= all) return day;
  }
  return std::nullopt;
}

std::string DayCounts::to_text() const {
  std::string text;
  for (const auto& [day, count] : counts_) {
    if (!text.empty()) text += ' ';
    text += std::to_string(day) + ":" + std::to_string(count);
  }
  return text;
}

DayCounts DayCounts::parse(std::string_view text) {
  DayCounts counts;
  for (const std::string_view part : base::split(text, ' ')) {
    const auto colon = part.find(':');
    if (colon == std::string_view::npos) continue;
    const auto day = base::parse_int(part.substr(0, colon));
    const auto count = base::parse_int(part.substr(colon + 1));
    if (day && count && *day >= 0 && *day <= kLongest && *count > 0) counts.counts_[static_cast<int>(*day)] = *count;
  }
  return counts;
}

}  // namespace leadlight::scoring
