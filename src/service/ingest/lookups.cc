#include "service/ingest/lookups.h"

#include <algorithm>

#include "base/text.h"

namespace leadlight::ingest {
namespace {

using record::Reference;
using record::Value;

/// The columns by which people name a row of the table, surest first.
std::vector<std::string> naming_columns(const record::TableSchema& table) {
  std::vector<std::string> columns;
  for (const std::string_view column :
       {std::string_view("ll_externalkey"), std::string_view("domainname"), std::string_view("emailaddress1"),
        std::string_view("internalemailaddress"), std::string_view("isocurrencycode"), table.table().primary_name}) {
    if (table.find(column) != nullptr) columns.emplace_back(column);
  }
  return columns;
}

}  // namespace

Result<std::vector<Reference>> LookupResolver::find(std::string_view table, const std::string& column,
                                                    std::string_view cell) {
  const auto snapshot = TRY(store_.snapshot());
  const record::TableSchema* schema = snapshot->schema().find(table);
  const record::Field* field = schema == nullptr ? nullptr : schema->find(column);
  if (field == nullptr) return fail(ErrorCode::InvalidInput, "there is no column {}.{} to look in", table, column);
  if (field->type != record::FieldType::Text) {
    return fail(ErrorCode::InvalidInput, "{}.{} is no text, so nothing can be looked up in it", table, column);
  }
  query::Query query{.table = std::string(table),
                     .columns = {std::string(schema->table().primary_id)},
                     .filter = query::equals(column, std::string(cell))};
  query.limit = 2;
  std::vector<Reference> found;
  for (const store::Row& row : TRY(snapshot->select(query, caller_)).rows) {
    found.push_back({std::string(table), row.record.id});
  }
  return found;
}

Result<Value> LookupResolver::resolve(const record::Field& lookup, const LookupRule& rule, std::string_view cell) {
  const std::string text(base::trim(cell));
  if (text.empty()) return Value{};
  const std::pair<std::string, std::string> key(lookup.name, base::fold(text));
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const auto answer = [&]() -> Result<Value> {
    const auto schema = store_.schema();
    for (const std::string_view table : record::lookup_targets(lookup)) {
      if (!rule.table.empty() && rule.table != table) continue;
      if (const auto id = Uuid::parse(text)) {
        if (TRY(TRY(store_.snapshot())->find(table, *id, {}, caller_))) return Reference{std::string(table), *id};
        continue;
      }
      const auto columns =
          rule.column.empty() ? naming_columns(*schema->find(table)) : std::vector<std::string>{rule.column};
      for (const std::string& column : columns) {
        const auto found = TRY(find(table, column, text));
        if (found.size() == 1) return found.front();
        if (found.size() > 1) {
          return fail(ErrorCode::InvalidInput, "more than one {} has {} \"{}\"", table, column, text.substr(0, 80));
        }
      }
    }
    return fail(ErrorCode::InvalidInput, "\"{}\" was not found", text.substr(0, 80));
  }();
  return known_.emplace(key, answer).first->second;
}

}  // namespace leadlight::ingest
