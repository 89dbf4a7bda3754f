// Who stands around a record: the people through whom activities belong to it (spec/relationship.md, 2.1).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/relation/health.h"
#include "core/relation/record_type.h"
#include "service/settings/privacy.h"
#include "storage/store/store.h"

namespace leadlight::insight {

inline constexpr std::array kRecordTypes = {relation::RecordType::Account, relation::RecordType::Contact,
                                            relation::RecordType::Lead, relation::RecordType::Opportunity};

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
  std::vector<Counterpart> theirs;             ///< contacts of interest by id, each once; without those left out
  std::vector<Counterpart> by_account;         ///< of an opportunity: the primary contact of its account
  std::optional<relation::DealProgress> deal;  ///< of an opportunity, as of the moment asked about
};

/// A record or a contact, as far as it matters to who stands around a record. Its table may have no such column.
struct AroundRow {
  Uuid id;
  std::string name;
  Timestamp created;
  std::int64_t state = 0;
  LeftOut left_out = LeftOut::No;
  int interval = 0;  ///< days; 0: as its owner's team has it
  std::optional<record::Reference> owner, parent_contact, customer, parent_account, primary_contact;
  std::optional<Date> estimated_close;
  std::vector<std::string> addresses;  ///< folded
};

/// Where rows are found: in the store by index, or in memory where all of them are read.
class AroundSource {
 public:
  struct Connection {
    record::Reference other;
    std::int64_t role = 0;
  };
  virtual ~AroundSource() = default;
  virtual Result<std::optional<AroundRow>> row(relation::RecordType type, const Uuid& id) = 0;
  /// Those there are, in any order, with their addresses and whether they are left out.
  virtual Result<std::vector<AroundRow>> contacts(const std::vector<Uuid>& ids) = 0;
  virtual Result<std::vector<Uuid>> contacts_of_account(const Uuid& account) = 0;
  virtual Result<std::vector<Connection>> connections_of(const Uuid& record) = 0;
  virtual Result<std::vector<Uuid>> members_of_team(const Uuid& team) = 0;
  virtual Result<int> interval_of_team(const Uuid& team) = 0;  ///< days; 0: none
  /// When an opportunity entered its stages.
  virtual Result<std::vector<Timestamp>> stages_of(const Uuid& opportunity) = 0;
  virtual Result<std::int64_t> open_deals_of(const Uuid& contact) = 0;
};

/// Columns of a record type's table that around_row() reads.
const std::vector<std::string>& around_columns(relation::RecordType type);
AroundRow around_row(relation::RecordType type, const record::Record& row, const settings::Privacy& privacy);

/// Whether and why a contact or lead is left out.
LeftOut left_out(const record::Record& person, const settings::Privacy& privacy);

/// Read with all rights: whom the caller may see is asked where people are shown.
/// @errors NotFound
Result<Around> read_around(AroundSource& source, const record::Reference& record, Timestamp as_of);
Result<Around> read_around(store::Snapshot& snapshot, const record::Reference& record, Timestamp as_of);

}  // namespace leadlight::insight
