// Writing rows of the msdyn_*kpiitem tables.
#pragma once

#include <map>

#include "service/insight/kpi_rows.h"

namespace leadlight::insight {

/// Makes the rows of records that have none; of those that are gone it makes none.
Result<void> make_rows(store::Transaction& tx, relation::RecordType type, std::map<Uuid, record::Values> of_record);

/// The rows there are of some records, whole or some columns of them, by record.
Result<std::map<Uuid, record::Record>> rows_of(store::Snapshot& snapshot, relation::RecordType type,
                                               std::span<const Uuid> records, const std::vector<std::string>& columns);

}  // namespace leadlight::insight
