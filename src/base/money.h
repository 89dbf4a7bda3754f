// Amounts of money: exact, in 1/10,000 of the currency's unit.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadlight::base {

/// A fixed-point amount. The currency stands on the record (`transactioncurrencyid`), as in the CRM.
struct Amount {
  std::int64_t ten_thousandths = 0;

  double to_double() const { return static_cast<double>(ten_thousandths) / 10'000.0; }
  std::string to_string() const;  ///< Shortest exact decimal: `12.5`, `-0.0001`, `100`.
  /// A decimal number with at most four digits after the point, within int64; nullopt otherwise.
  static std::optional<Amount> parse(std::string_view text);
  /// Rounded to the nearest 1/10,000; nullopt when out of range or not finite.
  static std::optional<Amount> from_double(double value);

  friend auto operator<=>(const Amount&, const Amount&) = default;
};

}  // namespace leadlight::base

namespace leadlight {
using base::Amount;
}
