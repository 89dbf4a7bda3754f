// People and their addresses as they are kept.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "service/capture/people_evidence.h"
#include "service/capture/record_book.h"
#include "storage/store/store.h"

namespace leadlight::capture {

struct PeopleReport {
  std::uint64_t addresses = 0;   ///< Of those seen.
  std::uint64_t people = 0;      ///< They belong to.
  std::uint64_t to_confirm = 0;  ///< Addresses with a proposal.
};

/// Brings what was seen together with what is known, in short transactions. What was confirmed or separated by hand
/// stays. Cut off in the middle, what was written is right, and the rest is done by the next one that sees it.
/// @cost reads all addresses that are known
Result<PeopleReport> keep_people(store::Store& store, const PeopleEvidence& evidence);

}  // namespace leadlight::capture
