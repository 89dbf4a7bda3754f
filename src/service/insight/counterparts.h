// By what the contacts of interest of a record are known in activities.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "service/insight/around.h"

namespace leadlight::insight {

struct Counterparts {
  std::vector<record::Value> records;  ///< Ids.
  /// Folded, and whose: those of the records, then those that only people and their mail tell. A later line overrules.
  std::vector<std::pair<std::string, record::Reference>> addresses;
};
/// Read with all rights.
Result<Counterparts> read_counterparts(store::Snapshot& snapshot, const Around& around);

}  // namespace leadlight::insight
