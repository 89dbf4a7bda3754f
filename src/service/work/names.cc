#include "service/work/names.h"

#include <map>

#include "service/work/rows.h"

namespace leadlight::work {
namespace {

constexpr std::size_t kIdsAtOnce = 500;

/// References without a name, by table.
using Unnamed = std::map<std::string, std::map<Uuid, std::vector<OrderedJson*>>>;

void collect(OrderedJson& json, Unnamed& unnamed) {
  if (json.is_object() && json.contains("name") && json["name"].is_null() && json.contains("table")) {
    if (const auto id = Uuid::parse(json.value("id", ""))) unnamed[json["table"]][*id].push_back(&json);
    return;
  }
  if (!json.is_structured()) return;
  for (OrderedJson& part : json) collect(part, unnamed);
}

}  // namespace

OrderedJson reference_json(const record::Reference& reference) {
  return {{"table", reference.table}, {"id", reference.id.to_string()}, {"name", nullptr}};
}

Result<void> add_names(store::Snapshot& snapshot, const store::Caller& caller, OrderedJson& json) {
  Unnamed unnamed;
  collect(json, unnamed);
  for (auto& [table, places] : unnamed) {
    const record::TableSchema* schema = snapshot.schema().find(table);
    if (schema == nullptr || schema->table().primary_name.empty()) continue;
    const std::string column(schema->table().primary_name);
    std::vector<Uuid> ids;
    for (auto place = places.begin(); place != places.end();) {
      ids.push_back(place->first);
      if (++place != places.end() && ids.size() < kIdsAtOnce) continue;
      query::Query query{
          .table = table, .columns = {column}, .filter = any_id(schema->table().primary_id, std::exchange(ids, {}))};
      query.limit = static_cast<int>(kIdsAtOnce);
      for (const store::Row& row : TRY(snapshot.select(query, caller)).rows) {
        for (OrderedJson* reference : places[row.record.id]) (*reference)["name"] = row.record.text(column);
      }
    }
  }
  return {};
}

}  // namespace leadlight::work
