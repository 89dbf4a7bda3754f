// What people decide about people: who is one person and who is not, which record stands for somebody, which domain is
// no account. Each decision is kept (table ll_peopledecision): imports keep to it, and it can be taken back.
//
// Nothing here asks who may decide: whoever calls has checked. `caller` is who stands as its maker.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "service/capture/people.h"
#include "storage/store/store.h"

namespace leadlight::capture {

enum class PeopleDecision : std::int64_t { OnePerson = 0, Different = 1, Separated = 2, Linked = 3, NoAccount = 4 };

/// All addresses of `other` become those of `into`. Answers the decision, as those below.
/// @errors NotFound; InvalidInput: the same person; Conflict: each has a record of its own
Result<Uuid> join_people(store::Store& store, const Uuid& into, const Uuid& other, const store::Caller& caller);
/// Does what was proposed for an address. @errors as join_people; InvalidInput: nobody is proposed
Result<Uuid> confirm_address(store::Store& store, const Uuid& address, const store::Caller& caller);
/// The person of the address and the one proposed are two, and stay two. @errors NotFound; InvalidInput as above
Result<Uuid> refuse_address(store::Store& store, const Uuid& address, const store::Caller& caller);
/// Takes an address from its person: from here on it is a person of its own.
/// @errors NotFound; InvalidInput: the person has no other; Conflict: the person's record has it as its own
Result<Uuid> separate_address(store::Store& store, const Uuid& address, const store::Caller& caller);
/// The contact, lead or user that stands for somebody; nullopt: none does.
/// @errors NotFound: no such person, or no record that the caller may see; InvalidInput: a record of another table
Result<Uuid> link_person(store::Store& store, const Uuid& person, const std::optional<record::Reference>& record,
                         const store::Caller& caller);
Result<Uuid> link_person(store::Transaction& tx, const Uuid& person, const std::optional<record::Reference>& record,
                         const store::Caller& caller);
/// No account is suggested for this domain any more. @errors InvalidInput: no domain
Result<Uuid> dismiss_domain(store::Store& store, const std::string& domain, const store::Caller& caller);

/// Puts back what was before, where nothing was decided about it since.
/// @errors NotFound; Conflict: all of it has changed since
Result<void> undo_decision(store::Store& store, const Uuid& decision);

/// Which addresses are said to be of different people.
Result<std::vector<Apart>> read_apart(store::Snapshot& snapshot);
/// Domains that are no account, folded.
Result<std::set<std::string>> dismissed_domains(store::Snapshot& snapshot);

}  // namespace leadlight::capture
