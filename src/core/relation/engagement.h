// What became of the mails that are followed (spec 3.3): opened, attachments viewed, links clicked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/time.h"

namespace leadlight::relation {

/// A mail of ours that tells what becomes of it at its recipients.
struct FollowedMail {
  Timestamp sent;
  std::optional<Timestamp> opened;   ///< for the first time, as the next two
  std::optional<Timestamp> viewed;   ///< an attachment
  std::optional<Timestamp> clicked;  ///< a link
  bool has_attachments = false;
  bool has_links = false;
};

/// Each rate is over the mails for which it could have happened; null when there is none.
struct Engagement {
  std::uint32_t followed = 0;
  std::uint32_t with_attachments = 0;
  std::uint32_t with_links = 0;
  std::uint32_t opened = 0;
  std::uint32_t viewed = 0;
  std::uint32_t clicked = 0;

  std::optional<double> open_rate() const { return rate(opened, followed); }
  std::optional<double> view_rate() const { return rate(viewed, with_attachments); }
  std::optional<double> click_rate() const { return rate(clicked, with_links); }

 private:
  static std::optional<double> rate(double part, double whole) {
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
  }
};

/// Mails sent from `from` to `as_of`, in any order; what was opened later is not opened yet.
Engagement engagement(std::span<const FollowedMail> mails, Timestamp from, Timestamp as_of);

}  // namespace leadlight::relation
