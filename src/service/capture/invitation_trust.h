// Whose word in a mail counts about a meeting. Whoever knows its UID can send an invitation, a cancellation or an
// answer with it: everybody who was asked knows it. So an organizer moves and cancels what is his, and everybody
// answers for himself.
#pragma once

#include <string_view>

namespace leadlight::capture {

/// Whether what this address writes may be taken as the organizer's: it is his, or that of somebody who writes for him
/// in the same organisation. At providers where everybody may have an address (gmail.com) only his own is.
/// @shape folded addresses
/// What From says is believed, as in everything else: that it is true is checked where mail is received (DMARC). What
/// Sender and Reply-To say is checked nowhere.
bool may_speak_for(std::string_view sender, std::string_view organizer);

/// Whether a calendar writes from this address for its users, each of whom it knows: what the invitation says of who
/// sends it is true. @shape folded address
bool is_calendar_service(std::string_view sender);

}  // namespace leadlight::capture
