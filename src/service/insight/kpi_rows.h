// The list columns of relationships: one row of a msdyn_*kpiitem table for each record that has had an activity. Lists
// sort and filter by them. The tab never reads them: it is computed when asked for, by the same functions.
#pragma once

#include <functional>
#include <span>

#include "core/relation/record_type.h"
#include "service/insight/settings.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// The table of a record type's rows, its lookup to the record, and the record's lookup to it.
struct KpiTable {
  std::string_view table;
  std::string_view of_record;  ///< `msdyn_leadid`
  std::string_view on_record;  ///< `msdyn_leadkpiid`
};
const KpiTable& kpi_table_of(relation::RecordType type);

/// The row of a record. Its id follows from the record's, so that two nodes make one row.
Uuid kpi_row_id(const record::Reference& record);

/// What the row of a record says.
struct WorkedOut {
  record::Values values;  ///< every column but the lookup to the record
  bool any;               ///< whether there are activities: without them no row need be made
};
/// From what the store has of this record alone, found by index. @errors NotFound
Result<WorkedOut> work_out(store::Snapshot& snapshot, const record::Reference& record,
                           const RelationshipSettings& settings, Timestamp now);

/// Marks the rows of these records as due now; those that have none get one, to be filled by refresh_due().
Result<void> mark_due(store::Transaction& tx, std::span<const record::Reference> records);

/// Works out again what is due, the longest due first, each row in a transaction of its own.
/// @param most at most so many
/// @returns how many were worked out; fewer than `most`: nothing else was due
Result<int> refresh_due(store::Store& store, const Clock& clock, int most);

/// Waits until this process has marked rows, at most so long; whoever marked them may not have committed yet.
/// @returns whether any were marked since the last call @threads one waits, any may mark
bool wait_for_marks(std::chrono::milliseconds most);

/// Told how many records are done of how many; false cancels.
using RebuildProgress = std::function<bool(std::int64_t done, std::int64_t total)>;
/// Works out every row anew, from everything at once (rebuild.cc), and makes those that lack. A row that says it
/// already is left as it is; one that is touched meanwhile is worked out after that.
/// @returns how many records have a row
Result<std::int64_t> rebuild(store::Store& store, const Clock& clock, const RebuildProgress& progress);

}  // namespace leadlight::insight
