// What was seen together with what is known -> the changes that make it people, in parts that each stand alone.
#pragma once

#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "service/capture/people.h"
#include "storage/store/store.h"

namespace leadlight::capture {

/// Changes for one transaction. Whoever they are about is in no other part: a merged person, who was merged into them,
/// who is proposed for them.
struct PeoplePart {
  struct Settled {
    std::size_t fact = 0;  ///< Of those seen.
    Uuid person;
    bool to_confirm = false;
  };
  std::vector<Settled> settled;
  std::vector<std::pair<Uuid, record::Values>> new_people, new_addresses;
  std::vector<store::RowChange> people, addresses;  ///< At the versions that were read.
  std::vector<Uuid> emptied;                        ///< People whose last address went to another.
};

struct PeoplePlan {
  std::vector<PeoplePart> parts;
  std::unordered_set<std::string> known;  ///< All addresses there were and will be.
};

/// A part has so many addresses, or more where that many are about the same people.
/// @cost reads all addresses that are known
Result<PeoplePlan> plan_people(store::Snapshot& snapshot, std::vector<AddressFacts> seen, std::size_t part_addresses);

/// Of the addresses kept in the database and not among `known`: what they are compared by (comparison_keys).
Result<std::unordered_set<std::string>> keys_of_others(store::Snapshot& snapshot,
                                                       const std::unordered_set<std::string>& known);

}  // namespace leadlight::capture
