// Which addresses belong to somebody already. What is known of those that do not is gathered from every mail they are
// in, new or not: an import that was cut off wrote mails and no people.
#pragma once

#include <set>
#include <string>
#include <unordered_map>

#include "storage/store/store.h"

namespace leadlight::capture {

class PlacedAddresses {
 public:
  /// Looks up those that are not known yet. @shape addresses: folded
  Result<void> learn(store::Snapshot& snapshot, const std::set<std::string>& addresses);
  /// Only of addresses that were learned.
  bool has(const std::string& folded_address) const;

 private:
  std::unordered_map<std::string, bool> known_;
};

}  // namespace leadlight::capture
