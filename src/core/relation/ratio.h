// Mails sent against mails received, from both ends (spec 3.2).
#pragma once

#include <optional>

#include "core/relation/counts.h"

namespace leadlight::relation {

/// A ratio is null where the other side sent nothing: the counts then say what there is to say.
struct MailRatio {
  std::uint32_t sent = 0;
  std::uint32_t received = 0;

  std::optional<double> by_us() const { return ratio(sent, received); }
  std::optional<double> by_them() const { return ratio(received, sent); }

 private:
  static std::optional<double> ratio(double part, double other) {
    return other > 0 ? std::optional(part / other) : std::nullopt;
  }
};

inline MailRatio mail_ratio(const Counts& counts) {
  return {counts.of(Channel::Email, Direction::Outgoing), counts.of(Channel::Email, Direction::Incoming)};
}

}  // namespace leadlight::relation
