#include "service/capture/placed_addresses.h"

#include "base/text.h"
#include "service/insight/rows.h"

namespace leadlight::capture {

Result<void> PlacedAddresses::learn(store::Snapshot& snapshot, const std::set<std::string>& addresses) {
  std::vector<record::Value> keys;
  for (const std::string& address : addresses) {
    if (known_.try_emplace(address, false).second) keys.emplace_back(address);
  }
  return insight::for_each_of(snapshot, "ll_personaddress", "ll_address", keys, {"ll_address"}, store::Caller::system(),
                              [&](record::Record&& row) -> Result<void> {
                                known_[base::fold(row.text("ll_address"))] = true;
                                return {};
                              });
}

bool PlacedAddresses::has(const std::string& folded_address) const {
  const auto found = known_.find(folded_address);
  return found != known_.end() && found->second;
}

}  // namespace leadlight::capture
