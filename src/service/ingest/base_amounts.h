// Amounts in the organisation's own currency beside those in the row's: `estimatedvalue_base` is `estimatedvalue`
// divided by the exchange rate of the row's currency, which the row keeps as `exchangerate`. A row without a currency
// is in the base currency. Every write of such a row comes through here: the API's, an action's, an import's.
#pragma once

#include <map>

#include "base/result.h"
#include "core/record/record.h"
#include "core/record/schema.h"
#include "storage/store/store.h"

namespace leadlight::ingest {

/// @threads not for sharing: made for one transaction or batch, whose rates it remembers
class BaseAmounts {
 public:
  explicit BaseAmounts(store::Snapshot& snapshot) : snapshot_(snapshot) {}

  /// Sets `exchangerate` and the base amounts in `changes` where they follow from what is changed. `before`: the row as
  /// it stands; nullptr for a new one. Costs nothing when neither an amount nor the currency is changed.
  /// @errors InvalidInput: the currency is not there, or an amount is too large in the base currency
  Result<void> complete(const record::TableSchema& table, const record::Record* before, record::Values& changes);

 private:
  /// Units of the currency for one of the base currency.
  Result<double> rate_of(const Uuid& currency);

  store::Snapshot& snapshot_;
  std::map<Uuid, double> rates_;
};

}  // namespace leadlight::ingest
