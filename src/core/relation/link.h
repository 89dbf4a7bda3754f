// Which activities belong to a record: the contacts of interest on both sides, and the test (spec 2.1 to 2.3, 13).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "core/relation/interaction.h"
#include "core/relation/record_type.h"

namespace leadlight::relation {

/// How somebody took part.
enum class Role : std::uint8_t { From, To, Cc, Bcc, Organizer, Required, Optional };

struct Party {
  std::uint32_t person;  ///< with all addresses: people are merged before
  Role role;
  Side side;
};

struct LinkedActivity {
  Channel channel;
  Uuid regarding;  ///< nil: nothing
  std::span<const Party> parties;
};

/// The people through whom an activity belongs to a record. Lists are sorted.
struct Interest {
  Uuid record;
  bool any_of_ours = false;               ///< accounts and contacts: whoever of us it was
  std::vector<std::uint32_t> ours;        ///< a lead's owner; an opportunity's owner and sales team
  std::vector<std::uint32_t> theirs;      ///< the customer's contacts, stakeholders, a lead's or contact's own data
  std::vector<std::uint32_t> by_account;  ///< of an opportunity: the primary contact of its account
};

/// The people of a record before they are sorted into an Interest.
struct People {
  std::vector<std::uint32_t> owner_and_team;   ///< of a lead (its owner) or an opportunity
  std::vector<std::uint32_t> contacts;         ///< see Interest::theirs
  std::vector<std::uint32_t> account_primary;  ///< of an opportunity
};
Interest interest_of(RecordType type, const Uuid& record, People people);

enum class LinkReason {
  Regarding,           ///< counts: the activity names the record
  People,              ///< counts: one of ours and one of theirs took part
  NoContact,           ///< nobody of theirs in a role that counts
  OnlyAccountPrimary,  ///< theirs is here through the account only, and the activity does not name the record
  NobodyOfOurs,        ///< nobody of the owner and team took part
};
constexpr bool counts(LinkReason reason) {
  return reason == LinkReason::Regarding || reason == LinkReason::People;
}
/// In words, for who asks why an activity is or is not there.
std::string_view to_string(LinkReason reason);

/// Whether an activity counts on a record. Of theirs, From, To and Cc of a mail count (not Bcc), everybody invited to a
/// meeting and who called for it, both ends of a call; tasks and all else count only by what they are regarding.
LinkReason link(const LinkedActivity& activity, const Interest& interest);

}  // namespace leadlight::relation
