#include "service/insight/make_rows.h"

#include "service/insight/around.h"
#include "service/insight/rows.h"

namespace leadlight::insight {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using relation::RecordType;

Result<void> make_rows(store::Transaction& tx, RecordType type, std::map<Uuid, Values> of_record) {
  const auto system = store::Caller::system();
  const KpiTable& table = kpi_table_of(type);
  const std::string name(table_of(type));
  const std::string key(tx.schema().find(name)->table().primary_id);
  std::vector<Value> ids;
  for (const auto& [id, _] : of_record) ids.emplace_back(id);
  std::vector<std::pair<Uuid, Values>> rows;
  std::vector<store::RowChange> links;
  TRY(for_each_of(tx, name, key, ids, {key}, system, [&](Record&& found) -> Result<void> {
    const Reference record{name, found.id};
    const Uuid row = kpi_row_id(record);
    Values& values = of_record.at(found.id);
    values[std::string(table.of_record)] = record;
    rows.emplace_back(row, std::move(values));
    links.push_back(
        {found.id, {{std::string(table.on_record), Reference{std::string(table.table), row}}}, std::nullopt});
    return {};
  }));
  if (rows.empty()) return {};
  TRY(tx.insert_many(table.table, std::move(rows), system));
  TRY(tx.update_many(name, std::move(links), system));
  return {};
}

Result<std::map<Uuid, Record>> rows_of(store::Snapshot& snapshot, RecordType type, std::span<const Uuid> records,
                                       const std::vector<std::string>& columns) {
  const KpiTable& table = kpi_table_of(type);
  std::map<Uuid, Record> out;
  TRY(for_each_of(snapshot, table.table, table.of_record, {records.begin(), records.end()}, columns,
                  store::Caller::system(), [&](Record&& row) -> Result<void> {
                    out.emplace(row.target(table.of_record), std::move(row));
                    return {};
                  }));
  return out;
}

}  // namespace leadlight::insight
