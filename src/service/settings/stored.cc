#include "service/settings/stored.h"

namespace leadlight::settings {
namespace {

constexpr std::string_view kTable = "ll_setting";

Result<std::optional<record::Record>> row_of(store::Snapshot& snapshot, std::string_view key) {
  query::Query query{.table = std::string(kTable), .filter = query::equals("ll_key", std::string(key))};
  query.limit = 1;
  auto page = TRY(snapshot.select(query, store::Caller::system()));
  if (page.rows.empty()) return std::nullopt;
  return std::move(page.rows.front().record);
}

}  // namespace

Result<std::optional<std::string>> stored(store::Snapshot& snapshot, std::string_view key) {
  const auto row = TRY(row_of(snapshot, key));
  if (!row) return std::nullopt;
  return row->text("ll_value");
}

Result<void> keep(store::Transaction& tx, std::string_view key, std::string value) {
  const store::Caller system = store::Caller::system();
  record::Values values{{"ll_value", std::move(value)}};
  if (const auto row = TRY(row_of(tx, key))) {
    TRY(tx.update(kTable, row->id, std::move(values), std::nullopt, system));
    return {};
  }
  values.emplace("ll_key", std::string(key));
  // The id follows from the key: two nodes that write it first make one row.
  TRY(tx.insert(kTable, Uuid::from_name(key), std::move(values), system));
  return {};
}

}  // namespace leadlight::settings
