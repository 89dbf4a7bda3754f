// What people do with records: qualify, win, lose, close, reopen, assign, merge. Each is one transaction that keeps
// histories, links and scores right; a record the caller may not see does not exist for any of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/ingest/records.h"
#include "storage/store/store.h"

namespace leadlight::work {

/// What the functions of this folder stand on.
struct Workplace {
  store::Store& store;
  ingest::Records& records;
};

/// A record that an action made or linked.
struct LinkedRecord {
  Uuid id;
  std::string name;
  bool created = false;
};

struct Qualification {
  Uuid lead = {};
  bool create_account = true;
  bool create_contact = true;
  bool create_opportunity = true;
  std::optional<Uuid> account = {};  ///< An account that is there already; wins over create_account.
  std::optional<Uuid> contact = {};  ///< As account.
  record::Values opportunity = {};   ///< Columns that differ from what the lead says.
  std::int64_t status = 3;           ///< A statuscode of the qualified state.
};
struct Qualified {
  std::optional<LinkedRecord> account, contact, opportunity;
};

/// Makes or links account, contact and opportunity, carries over what the lead says, its owner and its stakeholders,
/// and closes the lead as qualified. An account is made only where the lead names a company.
/// @errors NotFound; Conflict: the lead is closed; Denied: no right to one of the steps; InvalidInput
Result<Qualified> qualify_lead(const Workplace& place, const Qualification& wanted, const store::Caller& caller);
/// @errors Conflict: closed already; InvalidInput: `status` is none of the disqualified state
Result<void> disqualify_lead(const Workplace& place, const Uuid& lead, std::int64_t status, std::string reason,
                             const store::Caller& caller);

struct OpportunityClosing {
  Uuid opportunity;
  std::int64_t status = 3;             ///< 3 won; 4 cancelled, 5 out-sold.
  std::string subject, description;    ///< `description` is the reason.
  std::optional<Amount> revenue;       ///< Absent: the estimate when won, nothing when lost.
  std::optional<Timestamp> closed_on;  ///< Absent: now.
};
/// Closes it, and leaves an `opportunityclose` row in its history.
/// @errors Conflict: closed already; InvalidInput: `status` is none of the `won` (or lost) state
Result<void> close_opportunity(const Workplace& place, const OpportunityClosing& closing, bool won,
                               const store::Caller& caller);
Result<void> close_case(const Workplace& place, const Uuid& incident, std::int64_t status, std::string resolution,
                        const store::Caller& caller);
/// `status` absent: the first of the completed state.
Result<void> complete_activity(const Workplace& place, std::string_view table, const Uuid& id,
                               std::optional<std::int64_t> status, std::optional<Timestamp> ended,
                               const store::Caller& caller);
/// Opens a closed lead, opportunity or case again and forgets what its closing said; what a lead became stays.
/// @errors Conflict: it is open, or was merged into another one
Result<void> reopen(const Workplace& place, std::string_view table, const Uuid& id, const store::Caller& caller);

struct BulkResult {
  std::int64_t done = 0;
  struct Failure {
    Uuid id;
    std::string message;
  };
  std::vector<Failure> failed;
};
inline constexpr size_t kMostAtOnce = 1000;

/// Each record on its own: one that fails leaves the others done.
Result<BulkResult> assign(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                          const record::Reference& owner, const store::Caller& caller);
/// Disqualifies leads, loses (or wins) opportunities, closes cases, completes activities, by the state of `status`.
Result<BulkResult> close_all(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                             std::int64_t status, const store::Caller& caller);
Result<BulkResult> remove_all(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                              const store::Caller& caller);

/// Puts two leads, contacts or accounts together: what pointed to the subordinate points to the target, the target
/// takes `content`, the subordinate is closed and says what it was merged into. Both keep their histories.
/// @errors InvalidInput: another table, the same record twice; Conflict: one was merged before
Result<void> merge(const Workplace& place, std::string_view table, const Uuid& target, const Uuid& subordinate,
                   record::Values content, const store::Caller& caller);

struct Duplicate {
  Uuid id;
  std::string name;
  std::vector<std::string> why;  ///< The columns that agree.
  double likeness = 0;           ///< 0..1
};
/// Records of the same table that may be the same person or company, most alike first, at most 20.
Result<std::vector<Duplicate>> find_duplicates(const Workplace& place, std::string_view table, const Uuid& id,
                                               const store::Caller& caller);

}  // namespace leadlight::work
