#include "core/relation/comparison.h"

#include <algorithm>
#include <cmath>

namespace leadlight::relation {
namespace {

double quantile(std::span<const double> sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

}  // namespace

std::optional<Quartiles> quartiles(std::span<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  return Quartiles{values.size(), quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

std::vector<Comparison> compare(const RecordKpis& record, std::span<const RecordKpis> others) {
  std::vector<Comparison> out;
  std::vector<double> values;
  for (const Kpi& kpi : kpi_table()) {
    if (!kpi.value || kpi.unit == Unit::Code) continue;
    values.clear();
    for (const RecordKpis& other : others) {
      if (const auto value = kpi.value(other)) values.push_back(*value);
    }
    out.push_back({&kpi, kpi.value(record), quartiles(values)});
  }
  return out;
}

}  // namespace leadlight::relation
