// A stored activity as the interaction that KPIs see.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/relation/interaction.h"
#include "core/relation/link.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// A table of activities that have relationships.
struct ActivityTable {
  std::string_view name;
  relation::Channel channel;
  std::vector<std::string> columns;  ///< that interaction_of() reads
};
std::span<const ActivityTable> activity_tables();
const ActivityTable* find_activity_table(std::string_view name);

/// A party as the link test sees it, with what the store says of an invitation.
struct ActivityParty {
  relation::Party party;
  bool answer_known = false;  ///< whether the store keeps what became of the invitation
  std::optional<Timestamp> answered;
};

/// Numbers conversations within one history, from 1.
using Threads = std::unordered_map<std::string, std::uint32_t>;

relation::Interaction interaction_of(const ActivityTable& table, const record::Record& row,
                                     std::span<const ActivityParty> parties, Threads& threads);

}  // namespace leadlight::insight
