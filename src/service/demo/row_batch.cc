#include "service/demo/row_batch.h"

#include <algorithm>

#include "core/record/validate.h"
#include "service/ingest/base_amounts.h"

namespace leadlight::demo {

RowBatch::RowBatch(std::initializer_list<std::string_view> order) {
  for (const std::string_view table : order) tables_.push_back({std::string(table), {}});
}

void RowBatch::add(std::string_view table, const Uuid& id, record::Values values) {
  auto found = std::ranges::find(tables_, table, &TableRows::table);
  if (found == tables_.end()) found = tables_.insert(found, {std::string(table), {}});
  if (const auto created = values.find("createdon"); created != values.end()) values["modifiedon"] = created->second;
  found->rows.emplace_back(id, std::move(values));
}

Result<void> RowBatch::write(store::Transaction& tx) const {
  ingest::BaseAmounts amounts(tx);
  for (const auto& [name, rows] : tables_) {
    if (rows.empty()) continue;
    const record::TableSchema& table = *tx.schema().find(name);
    std::vector<std::pair<Uuid, record::Values>> checked;
    checked.reserve(rows.size());
    for (const auto& [id, values] : rows) {
      auto row = TRY(record::check_change(table, values, record::ChangeKind::Create, record::Writer::Program));
      TRY(amounts.complete(table, nullptr, row));
      checked.emplace_back(id, std::move(row));
    }
    TRY(tx.insert_many(name, std::move(checked), store::Caller::system()));
  }
  return {};
}

std::int64_t RowBatch::count(std::string_view table) const {
  const auto found = std::ranges::find(tables_, table, &TableRows::table);
  return found == tables_.end() ? 0 : std::ssize(found->rows);
}

}  // namespace leadlight::demo
