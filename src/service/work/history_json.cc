#include "service/work/history_json.h"

#include <algorithm>

#include "service/work/names.h"
#include "service/work/rows.h"
#include "service/work/timeline.h"

namespace leadlight::work {

using record::Value;

OrderedJson value_json(const Value& value) {
  if (record::is_null(value)) return nullptr;
  if (const auto* truth = record::as<bool>(value)) return *truth;
  if (const auto* number = record::as<std::int64_t>(value)) return *number;
  if (const auto* number = record::as<double>(value)) return *number;
  if (const auto* amount = record::as<Amount>(value)) return amount->to_double();
  if (const auto* text = record::as<std::string>(value)) return *text;
  if (const auto* reference = record::as<record::Reference>(value)) return reference_json(*reference);
  return record::to_string(value);
}

OrderedJson changes_json(const record::TableSchema& table, const store::HistoryEntry& entry) {
  OrderedJson changes = OrderedJson::array();
  for (const auto& [column, change] : entry.changes) {
    const record::Field* field = table.find(column);
    if (field == nullptr || field->has(record::kInternal)) continue;
    changes.push_back({{"column", column}, {"before", value_json(change.before)}, {"after", value_json(change.after)}});
  }
  return changes;
}

Result<OrderedJson> record_history(const Workplace& place, std::string_view table, const Uuid& id,
                                   const store::Caller& caller) {
  const auto snapshot = TRY(place.store.snapshot());
  TRY(required(*snapshot, table, id, {}, caller));
  const record::TableSchema& schema = *snapshot->schema().find(table);
  OrderedJson list = OrderedJson::array();
  auto entries = TRY(snapshot->history(table, id, caller));
  std::ranges::reverse(entries);
  for (const store::HistoryEntry& entry : entries) {
    using enum store::HistoryEntry::Kind;
    const std::string_view kind = entry.kind == Create ? "create" : entry.kind == Update ? "update" : "delete";
    for (OrderedJson& change : changes_json(schema, entry)) {
      OrderedJson line{
          {"at", base::to_string(entry.at)}, {"by", reference_json({"systemuser", entry.by})}, {"kind", kind}};
      line.update(change);
      list.push_back(std::move(line));
    }
  }
  TRY(add_names(*snapshot, caller, list));
  return OrderedJson{{"changes", std::move(list)}};
}

}  // namespace leadlight::work
