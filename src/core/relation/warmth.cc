#include "core/relation/warmth.h"

#include <cmath>

namespace leadlight::relation {
namespace {

using Days = std::chrono::duration<double, std::ratio<86'400>>;

/// A contact has lost half its weight after so many expected intervals.
constexpr double kHalfLife = 2;
/// What is missing to 100 when the expectation is met.
constexpr double kMissingAtReference = 0.4;
constexpr double kMissedCall = 0.5;
/// Each contact of a burst counts so much of the one before it.
constexpr double kBurst = 0.5;
constexpr std::chrono::days kBurstLength{1};

const double kLogMissing = std::log(kMissingAtReference);
const double kReference = 1 / (1 - std::exp2(-1 / kHalfLife));

}  // namespace

double score_with(double score, double weight) {
  // 1 - score / 100 is kMissingAtReference to the power of E / E_ref: the contacts multiply.
  return 100 + (score - 100) * std::pow(kMissingAtReference, weight / kReference);
}

double Warmth::left_after(Timestamp::duration age) const {
  return std::exp2(-Days(age).count() / (kHalfLife * settings_.expected_days));
}

double Warmth::score(Timestamp time) const {
  if (contacts_ == 0) return 0;
  // Old friends still differ where 1 - 0.4^x would be 0.
  return -100 * std::expm1(kLogMissing * energy_ * left_after(time - last_) / kReference);
}

double Warmth::add(const Interaction& i) {
  if (!is_contact(i)) return 0;
  const double weight = weight_of(i) * share_of_burst(i);
  if (contacts_++ == 0) first_ = last_ = i.time;
  energy_ = energy_ * left_after(i.time - last_) + weight;
  last_ = i.time;
  last_direction_ = i.direction;
  return weight;
}

double Warmth::weight_of(const Interaction& contact) const {
  const double influence = 1 + settings_.influence[static_cast<std::size_t>(contact.channel)];
  if (contact.missed) return influence * kMissedCall;
  const bool spoken = contact.channel == Channel::Meeting || contact.channel == Channel::Call;
  const bool answers = contacts_ > 0 && contact.direction != last_direction_;
  return influence * (spoken || answers ? kExchange : 1);
}

double Warmth::share_of_burst(const Interaction& contact) {
  Burst& burst = bursts_[static_cast<std::size_t>(contact.channel)];
  if (contact.time - kBurstLength >= burst.begin) burst = {contact.time, 1};
  const double share = burst.next;
  burst.next *= kBurst;
  return share;
}

}  // namespace leadlight::relation
