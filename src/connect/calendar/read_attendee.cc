#include "connect/calendar/read_attendee.h"

#include "base/text.h"

namespace leadlight::calendar {
namespace {

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/// `anna%2Bsales@acme.com` as it is meant (RFC 6068, 2).
std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low < 0) {
      out.push_back(text[i]);
    } else {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return to_clean_utf8(out);
}

/// The address in `mailto:anna@acme.com?subject=x`; empty in `urn:uuid:...`, `invalid:nomail` and what else is none.
std::string address_in(std::string_view value) {
  constexpr std::string_view kScheme = "mailto:";
  value = base::trim(value);
  if (value.size() >= kScheme.size() && base::equals_ignoring_ascii_case(value.substr(0, kScheme.size()), kScheme)) {
    value.remove_prefix(kScheme.size());
    value = value.substr(0, value.find('?'));
  } else if (value.find(':') != std::string_view::npos) {
    return {};
  }
  const std::string address = percent_decode(base::trim(value));
  const std::size_t at = address.find('@');
  const bool is_one = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                      address.find_first_of(" \t<>") == std::string::npos;
  return is_one ? address : std::string();
}

/// RFC 5545: what is not known counts as the default, for CUTYPE as UNKNOWN.
Answer answer_of(icalproperty* property) {
  icalparameter* given = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
  switch (given == nullptr ? ICAL_PARTSTAT_NEEDSACTION : icalparameter_get_partstat(given)) {
    case ICAL_PARTSTAT_ACCEPTED:
      return Answer::Accepted;
    case ICAL_PARTSTAT_DECLINED:
      return Answer::Declined;
    case ICAL_PARTSTAT_TENTATIVE:
      return Answer::Tentative;
    case ICAL_PARTSTAT_DELEGATED:
      return Answer::Delegated;
    default:
      return Answer::NeedsAction;
  }
}

Role role_of(icalproperty* property) {
  icalparameter* given = icalproperty_get_first_parameter(property, ICAL_ROLE_PARAMETER);
  switch (given == nullptr ? ICAL_ROLE_REQPARTICIPANT : icalparameter_get_role(given)) {
    case ICAL_ROLE_CHAIR:
      return Role::Chair;
    case ICAL_ROLE_OPTPARTICIPANT:
      return Role::Optional;
    case ICAL_ROLE_NONPARTICIPANT:
      return Role::NonParticipant;
    default:
      return Role::Required;
  }
}

AttendeeKind kind_of(icalproperty* property) {
  icalparameter* given = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
  switch (given == nullptr ? ICAL_CUTYPE_INDIVIDUAL : icalparameter_get_cutype(given)) {
    case ICAL_CUTYPE_INDIVIDUAL:
      return AttendeeKind::Individual;
    case ICAL_CUTYPE_GROUP:
      return AttendeeKind::Group;
    case ICAL_CUTYPE_RESOURCE:
      return AttendeeKind::Resource;
    case ICAL_CUTYPE_ROOM:
      return AttendeeKind::Room;
    default:
      return AttendeeKind::Unknown;
  }
}

}  // namespace

Attendee read_attendee(icalproperty* property) {
  Attendee attendee;
  // RFC 7986, 6.2: who has an address of their own beside the one that the calendar writes to. Apple's is another one
  // with each invitation.
  if (icalparameter* email = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER))
    attendee.address = address_in(to_text(icalparameter_get_email(email)));
  if (attendee.address.empty()) attendee.address = address_in(text_of(property));
  if (icalparameter* name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER)) {
    attendee.name = base::trim(to_text(icalparameter_get_cn(name)));
  }
  attendee.answer = answer_of(property);
  attendee.role = role_of(property);
  attendee.kind = kind_of(property);
  return attendee;
}

}  // namespace leadlight::calendar
