// How warm a relationship is: its contacts, each weighing less the longer ago it was. The one formula of health.
//
//   E(t)     = sum over the contacts until t of  weight * 0.5^((t - time) / (2 F))
//   score(t) = 100 (1 - 0.4^(E(t) / E_ref))
//
// F is how often contact is expected, and E_ref is E just after a contact where there has always been one every F, each
// of weight 1. So meeting the expectation gives 60, half of it 37, twice it 84 (spec 13). The weight of a contact is
//
//   (1 + influence of its channel) * 1.5 for an exchange, 0.5 for a call that nobody took * 0.5^k
//
// A meeting, a call and whatever goes the other way than the contact before it are an exchange. k is how many contacts
// through the same channel there were before it within one day: ten mails on one day are not ten contacts. What was
// tried and what it gave: docs/decisions/0022-relationship-health.md.
#pragma once

#include <array>

#include "core/relation/health_settings.h"

namespace leadlight::relation {

/// What an exchange weighs; any other contact 1.
inline constexpr double kExchange = 1.5;

/// What a score becomes by one more contact of this weight, made now.
double score_with(double score, double weight);

/// E(t) along a history. Interactions are added in order, and it is asked about moments not before the last of them.
class Warmth {
 public:
  /// @param settings must outlive it
  explicit Warmth(const HealthSettings& settings) : settings_(settings) {}

  /// Returns the weight with which it counts; 0 when it is no contact.
  double add(const Interaction& i);
  /// 0 to 100, not rounded.
  double score(Timestamp time) const;
  /// What is left of a contact after some time, 1 at first.
  double left_after(Timestamp::duration age) const;

  std::uint32_t contacts() const { return contacts_; }
  Timestamp first() const { return first_; }  ///< contact; meaningful when there is one, as is the next
  Timestamp last() const { return last_; }

 private:
  /// Contacts through one channel within one day.
  struct Burst {
    Timestamp begin = Timestamp::min();
    double next = 1;  ///< what one more counts
  };

  double weight_of(const Interaction& contact) const;
  double share_of_burst(const Interaction& contact);

  const HealthSettings& settings_;
  double energy_ = 0;  ///< E at last_
  Timestamp first_{};
  Timestamp last_{};
  Direction last_direction_{};
  std::uint32_t contacts_ = 0;
  std::array<Burst, kChannels> bursts_;
};

}  // namespace leadlight::relation
