// Who stands behind numbers and addresses, of everybody who took part in anything.
#pragma once

#include <unordered_map>

#include "service/insight/bulk_activities.h"
#include "service/insight/bulk_around.h"
#include "service/insight/our_domains.h"

namespace leadlight::insight {

/// A person's number, or that of an address which stands for itself.
inline constexpr std::uint32_t kAddressAlone = 0x8000'0000;

struct BulkPeople {
  /// By address: who it is to whom it is not one of a record's own people.
  std::vector<std::uint32_t> behind;
  std::vector<bool> ours;      ///< by address
  std::vector<bool> left_out;  ///< by person: nothing may be worked out of them
  /// By person: addresses that only people and their mail tell.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> other_addresses;
};

/// Numbers those who are met here for the first time.
Result<BulkPeople> read_bulk_people(store::Snapshot& snapshot, const BulkAround& around, const OurDomains& our_domains,
                                    BulkParties& parties);

}  // namespace leadlight::insight
