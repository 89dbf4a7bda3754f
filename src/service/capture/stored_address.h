// An address of somebody as it is kept.
#pragma once

#include <string>
#include <vector>

#include "core/record/record.h"
#include "service/capture/people.h"

namespace leadlight::capture {

struct StoredAddress {
  Uuid id, person;
  std::int64_t version = 0;
  record::Values values;  ///< As they are.
  std::string address, name;
  std::vector<std::string> spellings;
  Certainty certainty = Certainty::Certain;
  bool ours = false;
};

extern const std::vector<std::string> kAddressColumns;
/// @shape row: with kAddressColumns
StoredAddress stored_address(record::Record row);

/// Adds what is known to what was seen of the same address.
void know(const StoredAddress& stored, AddressFacts& facts);
AddressFacts as_known(const StoredAddress& stored);

}  // namespace leadlight::capture
