// The deals that were won and lost, by what they were like: what similarity is learned from
// (core/relation/similarity.h).
#pragma once

#include <optional>
#include <vector>

#include "core/relation/similarity.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// A column that deals are compared by: their own, or of their account.
struct DealColumn {
  const record::Field* field;  ///< of the snapshot's schema
  bool of_account = false;
};

struct ClosedDeal {
  Uuid id;
  bool won = false;
  std::optional<Timestamp> closed;
  std::optional<Uuid> account;
};

struct ClosedDeals {
  std::vector<DealColumn> columns;
  std::vector<ClosedDeal> deals;  ///< the newest closing first, without the one asked about
  relation::DealTable table;      ///< by `columns`, a row for each of `deals`
  ClosedDeal asked;
  std::vector<double> asked_cells;
};

/// At most the newest 20,000, whoever may read them. Of the opportunity every column that says what the deal is like,
/// custom ones too; not who it is with or whose it is, what is known at or after the close only, bookkeeping, and how
/// far the deal came. Of the account its industry, employees and revenue.
///
/// Amounts are in the organisation's currency and, like employees, logarithms: they differ by their ratio. A column
/// that most of the newest deals got at their close is unknown of all of them.
/// @errors NotFound: no such opportunity
Result<ClosedDeals> read_closed_deals(store::Snapshot& snapshot, const Uuid& asked);

}  // namespace leadlight::insight
