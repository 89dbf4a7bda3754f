#include "service/capture/invitation_trust.h"

#include <algorithm>

#include "connect/mail/domain.h"
#include "core/feature/contact.h"

namespace leadlight::capture {

bool may_speak_for(std::string_view sender, std::string_view organizer) {
  if (sender.empty() || organizer.empty()) return false;
  if (sender == organizer) return true;
  if (feature::mail_class(organizer) != feature::MailClass::Business) return false;
  const std::string domain = mail::registrable_domain(organizer);
  return !domain.empty() && domain == mail::registrable_domain(sender);
}

bool is_calendar_service(std::string_view sender) {
  static constexpr std::string_view kServices[] = {"noreply@email.apple.com"};
  return std::ranges::find(kServices, sender) != std::end(kServices);
}

}  // namespace leadlight::capture
