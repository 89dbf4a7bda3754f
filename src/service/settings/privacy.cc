#include "service/settings/privacy.h"

#include "service/settings/stored.h"

namespace leadlight::settings {
namespace {

using query::CompareOp;
using query::FilterPtr;
using record::Value;

constexpr std::string_view kKey = "consent_required";
/// ll_consent
constexpr std::int64_t kGiven = 1, kRefused = 2, kWithdrawn = 3;
/// ll_consentground: consent itself
constexpr std::int64_t kByConsent = 1;

FilterPtr compare(std::string_view lookup, std::string_view table, std::string column, CompareOp op, Value value) {
  query::Compare node{{std::string(lookup), std::string(table), std::move(column)}, op, std::move(value)};
  return std::make_shared<query::Filter>(query::Filter{std::move(node)});
}

}  // namespace

Result<Privacy> read_privacy(store::Snapshot& snapshot) {
  return Privacy{.consent_required = TRY(stored(snapshot, kKey)).value_or("off") == "on"};
}

Result<void> require_consent(store::Transaction& tx, bool required) {
  return keep(tx, kKey, required ? "on" : "off");
}

bool is_left_out(const record::Record& person, const Privacy& privacy) {
  const std::int64_t consent = person.number("ll_consent", 0);
  if (person.is_true("msdyn_gdproptout") || consent == kRefused || consent == kWithdrawn) return true;
  const bool other_ground = person.number("ll_consentground", kByConsent) != kByConsent;
  return privacy.consent_required && consent != kGiven && !other_ground;
}

FilterPtr left_out(std::string_view lookup, const Privacy& privacy) {
  const std::string_view table = lookup.empty() ? "" : "contact";
  const auto is = [&](std::string column, CompareOp op, Value value) {
    return compare(lookup, table, std::move(column), op, std::move(value));
  };
  std::vector<FilterPtr> any{is("msdyn_gdproptout", CompareOp::Eq, true), is("ll_consent", CompareOp::Eq, kRefused),
                             is("ll_consent", CompareOp::Eq, kWithdrawn)};
  if (privacy.consent_required) {
    FilterPtr no_other_ground = query::any_of(
        {is("ll_consentground", CompareOp::Eq, Value()), is("ll_consentground", CompareOp::Eq, kByConsent)});
    std::vector<FilterPtr> all{is("ll_consent", CompareOp::Ne, kGiven), std::move(no_other_ground)};
    // Where the lookup points to nobody there is nobody to ask.
    if (!lookup.empty()) all.push_back(query::compare(std::string(lookup), CompareOp::Ne, Value()));
    any.push_back(query::all_of(std::move(all)));
  }
  return query::any_of(std::move(any));
}

FilterPtr opted_out(std::string_view lookup) {
  return compare(lookup, lookup.empty() ? "" : "systemuser", "msdyn_gdproptout", CompareOp::Eq, true);
}

const std::vector<std::string>& privacy_columns() {
  static const std::vector<std::string> columns{"msdyn_gdproptout", "ll_consent", "ll_consentground"};
  return columns;
}

}  // namespace leadlight::settings
