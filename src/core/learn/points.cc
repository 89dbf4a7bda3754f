#include "core/learn/points.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leadlight::learn {
namespace {

/// Below this distance the difference quotient would be rounding noise.
constexpr double kSamePlace = 1e-7;
/// Far more than any score can move; keeps whole numbers whole.
constexpr double kMostPoints = 1e6;

double points_per_margin(double from, double to, const Calibration& f) {
  if (std::abs(to - from) < kSamePlace) return 100 * f.derivative(from);
  return 100 * (f.probability(to) - f.probability(from)) / (to - from);
}

}  // namespace

int score_of(double margin, const Calibration& f) {
  return std::clamp(static_cast<int>(std::lround(100 * f.probability(margin))), 0, 100);
}

Points to_points(std::span<const double> phi_per_attribute, double bias_margin, double margin, const Calibration& f) {
  Points out;
  out.score = score_of(margin, f);
  out.average = score_of(bias_margin, f);
  const double scale = points_per_margin(bias_margin, margin, f);

  // Every share is rounded down; the units that are then missing go to the largest remainders. A share that is whole
  // takes none, so no attribute is rounded by a unit or more, and 0 stays 0.
  std::vector<double> remainder;
  int given = 0;
  for (const double phi : phi_per_attribute) {
    const double exact = std::isfinite(phi * scale) ? std::clamp(phi * scale, -kMostPoints, kMostPoints) : 0;
    const double down = std::floor(exact);
    out.points.push_back(static_cast<int>(down));
    remainder.push_back(exact - down);
    given += out.points.back();
  }
  // Units left over by what is in no attribute are not for the attributes to take.
  const double in_attributes = std::accumulate(phi_per_attribute.begin(), phi_per_attribute.end(), 0.0);
  const double beside = (margin - bias_margin - in_attributes) * scale;
  const int reserved =
      std::abs(beside) >= 0.5 && std::abs(beside) < kMostPoints ? static_cast<int>(std::lround(beside)) : 0;
  int missing = out.score - out.average - given - reserved;

  std::vector<size_t> order(out.points.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](size_t i) { return remainder[i]; });
  for (const size_t i : order) {
    if (missing <= 0 || remainder[i] <= 0) break;
    ++out.points[i];
    ++given;
    --missing;
  }
  out.other = out.score - out.average - given;
  return out;
}

}  // namespace leadlight::learn
