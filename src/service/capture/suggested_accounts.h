// Organisations that people write from and that are no account yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::capture {

struct SuggestedAccount {
  std::string domain;
  std::int64_t people = 0;
  std::int64_t messages = 0;  ///< And meetings.
};
/// Organisations that people write from and that no account stands for: without ours, and without domains where
/// everybody may have an address, or that somebody said are none. Those with most people first.
Result<std::vector<SuggestedAccount>> suggest_accounts(store::Snapshot& snapshot, std::size_t most);

/// The account that stands for the domain of an address, by its own addresses and those of its contacts.
Result<std::optional<Uuid>> account_of_address(store::Snapshot& snapshot, std::string_view address);

}  // namespace leadlight::capture
