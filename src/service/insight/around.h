// Who stands around a record: the people through whom activities belong to it (spec/relationship.md, 2.1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/relation/health.h"
#include "core/relation/record_type.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// @errors InvalidInput: the table has no relationships
Result<relation::RecordType> record_type_of(std::string_view table);
std::string_view table_of(relation::RecordType type);

/// Somebody of theirs, with the addresses known of the record itself, folded.
struct Counterpart {
  record::Reference who;
  std::vector<std::string> addresses;
};

/// Why nothing is worked out of somebody's activities.
enum class LeftOut { No, OptedOut, NoConsent };

struct Around {
  relation::RecordType type{};
  record::Reference record;
  std::string name;
  Timestamp created;
  bool open = true;                            ///< of leads and opportunities
  LeftOut left_out = LeftOut::No;              ///< of leads and contacts: nothing is worked out
  std::optional<int> interval;                 ///< days between contacts, where the record or its team says so
  std::vector<Uuid> users;                     ///< of ours: owner and sales team of an opportunity, owner of a lead
  std::vector<Counterpart> theirs;             ///< contacts of interest, without those who are left out
  std::vector<Counterpart> by_account;         ///< of an opportunity: the primary contact of its account
  std::optional<relation::DealProgress> deal;  ///< of an opportunity, as of the moment asked about
};

/// Read with all rights: whom the caller may see is asked where people are shown.
/// @errors NotFound
Result<Around> read_around(store::Snapshot& snapshot, const record::Reference& record, Timestamp as_of);

}  // namespace leadlight::insight
