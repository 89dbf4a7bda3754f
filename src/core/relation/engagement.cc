#include "core/relation/engagement.h"

namespace leadlight::relation {

Engagement engagement(std::span<const FollowedMail> mails, Timestamp from, Timestamp as_of) {
  Engagement out;
  const auto by_then = [&](const std::optional<Timestamp>& moment) { return moment && *moment <= as_of; };
  for (const FollowedMail& mail : mails) {
    if (mail.sent < from || mail.sent > as_of) continue;
    ++out.followed;
    out.with_attachments += mail.has_attachments;
    out.with_links += mail.has_links;
    // Who clicked or looked at an attachment had the mail open, though its picture was never fetched.
    out.opened += by_then(mail.opened) || by_then(mail.viewed) || by_then(mail.clicked);
    out.viewed += mail.has_attachments && by_then(mail.viewed);
    out.clicked += mail.has_links && by_then(mail.clicked);
  }
  return out;
}

}  // namespace leadlight::relation
