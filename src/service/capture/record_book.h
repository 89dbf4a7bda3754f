// Addresses -> the contact, lead or user who has them as their own.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::capture {

/// Remembers what it found: records that come to be while an import runs are seen by the next one.
class RecordBook {
 public:
  /// Looks up those that are not known yet. @shape addresses: folded
  /// @cost some questions by index; the first call also reads all second addresses
  Result<void> learn(store::Snapshot& snapshot, const std::set<std::string>& addresses);

  /// Where exactly one record has it. Only of addresses that were learned.
  const record::Reference* owner_of(const std::string& folded_address) const;

 private:
  struct Owner {
    std::optional<record::Reference> record;
    int count = 0;
  };
  Result<void> read_second_addresses(store::Snapshot& snapshot);
  void note(std::unordered_map<std::string, Owner>& owners, const std::string& address, record::Reference record);

  bool has_second_addresses_ = false;
  std::unordered_map<std::string, Owner> second_, known_;
};

}  // namespace leadlight::capture
