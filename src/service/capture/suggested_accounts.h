// What records could be made of who writes: accounts of their organisations, contacts of themselves.
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

/// The addresses of a person, those of work first: `ann@acme.com` before `ann@gmail.com`. At most 50.
Result<std::vector<std::string>> addresses_of_person(store::Snapshot& snapshot, const Uuid& person);

}  // namespace leadlight::capture
