#include "core/relation/link.h"

#include <algorithm>

namespace leadlight::relation {
namespace {

/// Documented but for the organizer (spec 2.2): a meeting that the customer calls for is one with the customer.
bool role_links(Channel channel, Role role) {
  switch (channel) {
    case Channel::Email:
      return role == Role::From || role == Role::To || role == Role::Cc;
    case Channel::Meeting:
      return role == Role::Organizer || role == Role::Required || role == Role::Optional;
    case Channel::Call:
      return role == Role::From || role == Role::To;
    case Channel::Task:
    case Channel::Other:
      break;
  }
  return false;
}

bool has(const std::vector<std::uint32_t>& people, std::uint32_t person) {
  return std::ranges::binary_search(people, person);
}

}  // namespace

Interest interest_of(RecordType type, const Uuid& record, People people) {
  for (auto* list : {&people.owner_and_team, &people.contacts, &people.account_primary}) std::ranges::sort(*list);
  Interest interest{
      .record = record, .any_of_ours = false, .ours = {}, .theirs = std::move(people.contacts), .by_account = {}};
  interest.any_of_ours = type == RecordType::Account || type == RecordType::Contact;
  if (!interest.any_of_ours) interest.ours = std::move(people.owner_and_team);
  if (type == RecordType::Opportunity) interest.by_account = std::move(people.account_primary);
  return interest;
}

std::string_view to_string(LinkReason reason) {
  switch (reason) {
    case LinkReason::Regarding:
      return "the activity is regarding this record";
    case LinkReason::People:
      return "one of our people for this record and one of its contacts took part";
    case LinkReason::NoContact:
      return "none of the record's contacts took part";
    case LinkReason::OnlyAccountPrimary:
      return "only the account's primary contact took part, and the activity is not regarding this record";
    case LinkReason::NobodyOfOurs:
      return "nobody who works on this record took part";
  }
  return "";
}

LinkReason link(const LinkedActivity& activity, const Interest& interest) {
  if (!activity.regarding.is_nil() && activity.regarding == interest.record) return LinkReason::Regarding;
  bool ours = false;
  bool theirs = false;
  bool by_account = false;
  for (const Party& party : activity.parties) {
    if (party.side == Side::Us) {
      ours |= interest.any_of_ours || has(interest.ours, party.person);
    } else if (role_links(activity.channel, party.role)) {
      theirs |= has(interest.theirs, party.person);
      by_account |= has(interest.by_account, party.person);
    }
  }
  if (!theirs) return by_account ? LinkReason::OnlyAccountPrimary : LinkReason::NoContact;
  return ours ? LinkReason::People : LinkReason::NobodyOfOurs;
}

}  // namespace leadlight::relation
