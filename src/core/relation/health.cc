#include "core/relation/health.h"

#include <cmath>

#include "core/relation/health_steps.h"
#include "core/relation/warmth.h"

namespace leadlight::relation {
namespace {

constexpr std::chrono::days kTwoYears{730};
/// Contacts from which on there is something to tell.
constexpr std::uint32_t kEnough = 3;
/// Points that the score must move over the window of the trend.
constexpr double kTrendBand = 5;
/// Moments at which the trend looks at the score; even, and many enough that no rhythm of contacts looks like a slope.
constexpr int kTrendSteps = 28;

Timestamp::duration days(double number) {
  return std::chrono::duration_cast<Timestamp::duration>(std::chrono::duration<double, std::ratio<86'400>>(number));
}

/// Takes everything until `as_of`; returns the rise of the straight line through the scores of the last 4 F days, from
/// its beginning to its end (least squares).
double take_all(Warmth& warmth, History past, Timestamp as_of, const HealthSettings& settings) {
  const Timestamp::duration step = days(4 * settings.expected_days) / kTrendSteps;
  auto next = past.begin();
  double moment = 0;
  double inertia = 0;
  for (int k = 0; k <= kTrendSteps; ++k) {
    const Timestamp time = as_of - (kTrendSteps - k) * step;
    while (next != past.end() && next->time <= time) warmth.add(*next++);
    const double arm = k - kTrendSteps / 2.0;
    moment += arm * warmth.score(time);
    inertia += arm * arm;
  }
  return kTrendSteps * moment / inertia;
}

HealthTrend trend_of(double rise) {
  if (rise >= kTrendBand) return HealthTrend::Improving;
  return rise <= -kTrendBand ? HealthTrend::Declining : HealthTrend::Steady;
}

/// A state without a score, if there is one.
std::optional<HealthState> missing(const Warmth& warmth, Timestamp created, Timestamp as_of,
                                   const HealthSettings& settings) {
  if (warmth.contacts() == 0) return HealthState::NoClosedActivities;
  if (warmth.last() < as_of - kTwoYears && created < as_of - kTwoYears) return HealthState::TooOld;
  if (warmth.contacts() < kEnough && warmth.first() > as_of - days(settings.expected_days))
    return HealthState::NotEnoughInfo;
  return std::nullopt;
}

}  // namespace

Health health(History history, Timestamp created, const DealProgress* deal, Timestamp as_of,
              const HealthSettings& settings) {
  Warmth warmth(settings);
  const double rise = take_all(warmth, within(history, until(as_of)), as_of, settings);
  Health out;
  out.value = health_steps(warmth, deal, as_of, settings).total;
  if (warmth.contacts() >= kEnough) out.trend = trend_of(rise);
  const auto without_score = missing(warmth, created, as_of, settings);
  if (!without_score) out.score = static_cast<int>(std::lround(out.value));
  out.state = without_score ? *without_score : band(*out.score, settings);
  return out;
}

HealthState band(int score, const HealthSettings& settings) {
  if (score >= settings.good) return HealthState::Good;
  return score >= settings.fair ? HealthState::Fair : HealthState::Poor;
}

}  // namespace leadlight::relation
