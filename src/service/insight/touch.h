// What a change means for relationships: whose list columns are no longer true.
#pragma once

#include <span>

#include "storage/store/store.h"

namespace leadlight::insight {

/// Marks the list columns (msdyn_*kpiitem) of every record whose relationship a changed row is part of, to be worked
/// out again (kpi_rows.h). Called in the transaction that changed the row; `before` absent: it was made; `after`
/// absent: it is going. Both hold every column.
Result<void> touch(store::Transaction& tx, const record::Record* before, const record::Record* after);

/// Whether a change of a row concerns relationships that touch() cannot name: who a person is, whether a seller or a
/// mailbox takes part at all. All of them are worked out again then (rebuild(), kpi_rows.h). `before` and `after` as
/// above.
bool concerns_all(const record::Record* before, const record::Record* after);

/// People were put together, separated or linked: `records` stood for them, or do now.
Result<void> touch_people(store::Transaction& tx, std::span<const record::Reference> records);

/// Whether rows of a table are what relationships are made of: many of them at once are followed by a rebuild.
bool brings_relationships(std::string_view table);

/// Whether such a change of a record could concern its own relationship: for those who would have to keep `before`.
bool may_touch(std::string_view table, const record::Values& changes);

}  // namespace leadlight::insight
