#include "service/settings/switches.h"

#include <array>

#include "core/query/query.h"

namespace leadlight::settings {
namespace {

constexpr std::array<std::pair<Switch, std::string_view>, 3> kKeys{{{Switch::SalesProcesses, "sales_processes"},
                                                                    {Switch::DuplicateDetection, "duplicate_detection"},
                                                                    {Switch::Import, "import"}}};

constexpr std::string_view kTable = "ll_setting";

std::string setting_of(Switch which) {
  return "switch." + std::string(key_of(which));
}

Result<std::optional<record::Record>> row_of(store::Snapshot& snapshot, Switch which) {
  query::Query query{.table = std::string(kTable), .filter = query::equals("ll_key", setting_of(which))};
  query.limit = 1;
  auto page = TRY(snapshot.select(query, store::Caller::system()));
  if (page.rows.empty()) return std::nullopt;
  return std::move(page.rows.front().record);
}

}  // namespace

std::string_view key_of(Switch which) {
  for (const auto& [one, key] : kKeys) {
    if (one == which) return key;
  }
  return {};
}

std::optional<Switch> switch_named(std::string_view key) {
  for (const auto& [one, name] : kKeys) {
    if (name == key) return one;
  }
  return std::nullopt;
}

Result<bool> is_on(store::Snapshot& snapshot, Switch which) {
  const auto row = TRY(row_of(snapshot, which));
  return !row || row->text("ll_value") != "off";
}

Result<void> require_on(store::Store& store, Switch which) {
  if (TRY(is_on(*TRY(store.snapshot()), which))) return {};
  return fail(Error(ErrorCode::Denied, fmt::format("{} is switched off for everybody", key_of(which)),
                    "An administrator can turn it on in the settings."));
}

Result<void> turn(store::Store& store, Switch which, bool on) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const record::Values value{{"ll_value", std::string(on ? "on" : "off")}};
    if (const auto row = TRY(row_of(tx, which))) {
      TRY(tx.update(kTable, row->id, value, std::nullopt, store::Caller::system()));
    } else {
      record::Values values = value;
      values.emplace("ll_key", setting_of(which));
      // The id follows from the key: two nodes that write it first make one row.
      TRY(tx.insert(kTable, Uuid::from_name(setting_of(which)), std::move(values), store::Caller::system()));
    }
    return {};
  });
}

}  // namespace leadlight::settings
