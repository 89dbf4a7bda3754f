#include "core/relation/activity_chart.h"

#include <algorithm>

namespace leadlight::relation {
namespace {

std::vector<Silence> silences_in(const std::vector<Counts>& days, std::size_t begun, std::size_t shortest) {
  std::vector<Silence> out;
  std::size_t first = 0;
  for (std::size_t day = 0; day <= begun; ++day) {
    if (day < begun && days[day] == Counts{}) continue;
    if (day - first >= shortest) out.push_back({first, day - first});
    first = day + 1;
  }
  return out;
}

}  // namespace

ActivityChart activity_chart(History history, std::span<const Timestamp> midnights, Timestamp as_of,
                             std::size_t silence) {
  ActivityChart chart;
  std::size_t begun = 0;
  for (std::size_t day = 0; day + 1 < midnights.size(); ++day) {
    const Timestamp last_moment = midnights[day + 1] - Timestamp::duration(1);
    chart.days.push_back(count(history, {midnights[day], std::min(last_moment, as_of)}));
    begun += midnights[day] <= as_of;
  }
  chart.silences = silences_in(chart.days, begun, silence);
  return chart;
}

std::vector<Timestamp> midnights_until(Timestamp as_of, int days) {
  const Date tomorrow = std::chrono::floor<std::chrono::days>(as_of) + std::chrono::days(1);
  std::vector<Timestamp> midnights;
  for (int day = days; day >= 0; --day) midnights.push_back(tomorrow - std::chrono::days(day));
  return midnights;
}

}  // namespace leadlight::relation
