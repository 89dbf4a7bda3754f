#include "service/ingest/base_amounts.h"

#include <string>

namespace leadlight::ingest {
namespace {

using record::Reference;
using record::Value;
using record::Values;

constexpr std::string_view kCurrency = "transactioncurrencyid";
constexpr std::string_view kRate = "exchangerate";
constexpr std::string_view kBaseSuffix = "_base";

/// The money column that a base column belongs to; empty for other columns.
std::string_view amount_of(const record::Field& field) {
  if (field.type != record::FieldType::Money || !field.name.ends_with(kBaseSuffix)) return {};
  return field.name.substr(0, field.name.size() - kBaseSuffix.size());
}

/// The column as it will be.
const Value& after(const record::Record* before, const Values& changes, std::string_view column) {
  static const Value null;
  const auto changed = changes.find(column);
  if (changed != changes.end()) return changed->second;
  return before != nullptr ? before->get(column) : null;
}

}  // namespace

Result<void> BaseAmounts::complete(const record::TableSchema& table, const record::Record* before, Values& changes) {
  const record::Field* lookup = table.find(kCurrency);
  // In the table of currencies itself that is the id, and the rate is its own.
  if (lookup == nullptr || lookup->type != record::FieldType::Lookup || table.find(kRate) == nullptr) return {};
  // A rate is the currency's: what a client says of it is not taken.
  const bool new_rate = changes.contains(kCurrency) || changes.contains(kRate);
  bool touched = new_rate;
  for (const record::Field* field : table.fields()) {
    const std::string_view amount = amount_of(*field);
    touched = touched || (!amount.empty() && changes.contains(amount));
  }
  if (!touched) return {};

  const auto* currency = record::as<Reference>(after(before, changes, kCurrency));
  const double rate = currency != nullptr ? TRY(rate_of(currency->id)) : 1;
  changes.insert_or_assign(std::string(kRate), rate);
  for (const record::Field* field : table.fields()) {
    const std::string_view name = amount_of(*field);
    if (name.empty()) continue;
    const auto* amount = record::as<Amount>(after(before, changes, name));
    if (amount == nullptr) {
      if (before != nullptr) changes.insert_or_assign(std::string(field->name), Value());
      continue;
    }
    const auto base = rate == 1 ? std::optional(*amount) : Amount::from_double(amount->to_double() / rate);
    if (!base) return fail(ErrorCode::InvalidInput, "column {}: too large in the base currency", name);
    changes.insert_or_assign(std::string(field->name), *base);
  }
  return {};
}

Result<double> BaseAmounts::rate_of(const Uuid& currency) {
  const auto known = rates_.find(currency);
  if (known != rates_.end()) return known->second;
  const auto row = TRY(snapshot_.find("transactioncurrency", currency, {std::string(kRate)}, store::Caller::system()));
  if (!row) return fail(ErrorCode::InvalidInput, "column {}: there is no such currency", kCurrency);
  const auto* rate = row->get_as<double>(kRate);
  // A currency whose rate nobody has set counts as the base currency.
  const double used = rate != nullptr && *rate > 0 ? *rate : 1;
  rates_[currency] = used;
  return used;
}

}  // namespace leadlight::ingest
