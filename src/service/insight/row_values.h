// What the row of a msdyn_*kpiitem table says of one record, however its activities were read.
#pragma once

#include <functional>

#include "core/relation/interaction.h"
#include "service/insight/around.h"
#include "service/insight/settings.h"

namespace leadlight::insight {

/// Of one record, for one call.
struct RowFacts {
  const record::TableSchema& table;  ///< of the row
  const Around& around;
  relation::History history;                               ///< none where it opted out
  std::function<record::Reference(std::uint32_t)> row_at;  ///< the row of an activity, by its place in the history
};

/// Every column but the lookup to the record.
Result<record::Values> row_values(AroundSource& source, const RowFacts& facts, const RelationshipSettings& settings,
                                  Timestamp now);

}  // namespace leadlight::insight
