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

/// Brings what was seen together with what is known. What was confirmed or separated by hand stays.
/// @cost reads all addresses that are known
Result<PeopleReport> keep_people(store::Store& store, const PeopleEvidence& evidence);

/// Takes an address from its person, for good. @errors NotFound
Result<void> separate_address(store::Store& store, const Uuid& person_address);
/// Does what was proposed. @errors NotFound; InvalidInput when nothing was
Result<void> confirm_address(store::Store& store, const Uuid& person_address);

struct SuggestedAccount {
  std::string domain;
  std::int64_t people = 0;
  std::int64_t messages = 0;  ///< And meetings; one with two of them counts twice.
};
/// Organisations that people write from and that no account stands for: without ours, and without domains where
/// everybody may have an address. Those with most people first.
Result<std::vector<SuggestedAccount>> suggest_accounts(store::Snapshot& snapshot, std::size_t most);

}  // namespace leadlight::capture
