#include "server/odata/row_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/condition/names.h"
#include "server/odata/base64.h"
#include "server/odata/json_text.h"
#include "server/odata/options.h"

namespace leadlight::odata {
namespace {

using record::Field;
using record::FieldType;
using record::Record;
using record::Value;

struct ValueWriter {
  std::string& out;
  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool flag) const { out += flag ? "true" : "false"; }
  void operator()(std::int64_t number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
  void operator()(double number) const { out += base::to_string(number); }
  void operator()(const Amount& amount) const { out += amount.to_string(); }
  void operator()(const std::string& text) const { append_json_string(out, text); }
  void operator()(Timestamp time) const { quoted(base::to_string(time)); }
  void operator()(Date date) const { quoted(base::to_string(date)); }
  void operator()(const Uuid& id) const { quoted(id.to_string()); }
  void operator()(const record::Reference& reference) const { quoted(reference.id.to_string()); }
  void operator()(const record::Bytes& bytes) const { quoted(to_base64(bytes.data)); }
  void quoted(std::string_view plain) const { out.append("\"").append(plain).append("\""); }
};

std::string_view in_language(const record::Labels& labels, std::string_view language) {
  std::string_view text = labels.en;
  if (language == "nl") text = labels.nl;
  if (language == "de") text = labels.de;
  if (language == "zh") text = labels.zh;
  if (language == "th") text = labels.th;
  return text.empty() ? labels.en : text;
}

constexpr record::Labels kYes{"Yes", "Ja", "Ja", "是", "ใช่"};
constexpr record::Labels kNo{"No", "Nee", "Nein", "否", "ไม่ใช่"};

/// The name of the row a lookup points to, from what expand_lookup_names() brought along.
std::string_view name_of(const Field& lookup, const record::Reference& reference, const Related* names) {
  if (names == nullptr) return {};
  const auto found = names->find(name_navigation(lookup, reference.table));
  if (found == names->end() || found->second == nullptr) return {};
  for (const auto& [column, value] : found->second->values) {
    // The expansion asked for one text column; stores may add the id.
    if (const auto* text = record::as<std::string>(value)) return *text;
  }
  return {};
}

std::string_view formatted(const Field& field, const Value& value, std::string_view language, const Related* names) {
  if (const auto* reference = record::as<record::Reference>(value)) return name_of(field, *reference, names);
  return label_of(field, value, language);
}

std::string_view name_of_column(const RowShapes::Column& column) {
  return column.field->name;
}

bool asks_for(std::string_view list, std::string_view annotation) {
  for (std::string_view entry : base::split(list, ',')) {
    entry = base::trim(entry);
    if (entry.ends_with('*') ? annotation.starts_with(entry.substr(0, entry.size() - 1)) : entry == annotation)
      return true;
  }
  return false;
}

}  // namespace

void append_value(std::string& out, const Value& value) {
  std::visit(ValueWriter{out}, value);
}

std::string_view label_of(const Field& field, const Value& value, std::string_view language) {
  if (const auto* flag = record::as<bool>(value)) return in_language(*flag ? kYes : kNo, language);
  const auto* number = record::as<std::int64_t>(value);
  if (number == nullptr || field.choices == nullptr) return {};
  const record::Option* option = field.choices->find(*number);
  return option == nullptr ? std::string_view{} : in_language(option->label, language);
}

Annotations parse_annotations(std::string_view prefer_value) {
  std::string_view list = base::trim(prefer_value);
  if (list.size() >= 2 && list.front() == '"' && list.back() == '"') list = list.substr(1, list.size() - 2);
  Annotations annotations;
  annotations.formatted = asks_for(list, kFormattedValue);
  annotations.lookup_tables = asks_for(list, kLookupTable);
  return annotations;
}

std::string etag(std::int64_t version) {
  return fmt::format("W/\"{}\"", version);
}

RowShapes::RowShapes(std::shared_ptr<const record::Schema> schema) : schema_(std::move(schema)) {
  for (const record::TableSchema* table : schema_->tables()) {
    Table& shape = tables_[std::string(table->name())];
    shape.id_key = fmt::format(",\"{}\":\"", table->table().primary_id);
    for (const Field* field : condition::visible_fields(*table)) {
      if (field->type == FieldType::Id) continue;
      const std::string property = condition::property_name(*field);
      Column column{field, fmt::format(",\"{}\":", property), {}, {}};
      const bool is_lookup = field->type == FieldType::Lookup;
      if (is_lookup || field->choices != nullptr || field->type == FieldType::Boolean) {
        column.formatted_key = fmt::format(",\"{}@{}\":", property, kFormattedValue);
      }
      if (is_lookup) column.table_key = fmt::format(",\"{}@{}\":", property, kLookupTable);
      shape.columns.push_back(std::move(column));
    }
    std::ranges::sort(shape.columns, {}, name_of_column);
  }
}

const RowShapes::Table* RowShapes::find(std::string_view table) const {
  const auto found = tables_.find(table);
  return found == tables_.end() ? nullptr : &found->second;
}

RowWriter::RowWriter(const RowShapes& shapes, const query::Query& query, Annotations annotations)
    : annotations_(std::move(annotations)) {
  const RowShapes::Table* table = shapes.find(query.table);
  if (table == nullptr) return;
  selection_ = select(*table, query.columns);
  for (const query::Expand& expand : query.expand) {
    const RowShapes::Table* target = shapes.find(expand.table);
    if (target == nullptr || expand.navigation.starts_with('~')) continue;
    std::string key = ",";
    append_json_string(key, expand.navigation);
    expansions_.push_back({expand.navigation, key + ":", expand.collection, select(*target, expand.columns)});
  }
}

RowWriter::Selection RowWriter::select(const RowShapes::Table& table, const std::vector<std::string>& columns) {
  Selection selection{table.id_key, {}};
  if (columns.empty()) {
    for (const RowShapes::Column& column : table.columns) selection.columns.push_back(&column);
    return selection;
  }
  for (const std::string& name : columns) {
    const auto found = std::ranges::lower_bound(table.columns, std::string_view(name), {}, name_of_column);
    if (found != table.columns.end() && found->field->name == name) selection.columns.push_back(&*found);
  }
  std::ranges::sort(selection.columns);  // they stand in one array, so their order is that of the names
  return selection;
}

void RowWriter::write_column(std::string& out, const RowShapes::Column& column, const Value& value,
                             const Related* names) const {
  if (!record::is_null(value)) {
    if (annotations_.formatted && !column.formatted_key.empty()) {
      const std::string_view text = formatted(*column.field, value, annotations_.language, names);
      if (!text.empty()) {
        out += column.formatted_key;
        append_json_string(out, text);
      }
    }
    const auto* reference = record::as<record::Reference>(value);
    if (annotations_.lookup_tables && !column.table_key.empty() && reference != nullptr) {
      out += column.table_key;
      append_json_string(out, reference->table);
    }
  }
  out += column.key;
  std::visit(ValueWriter{out}, value);
}

void RowWriter::write_members(std::string& out, const Selection& selection, const Record& row,
                              const Related* names) const {
  fmt::format_to(std::back_inserter(out), "\"@odata.etag\":\"W/\\\"{}\\\"\"", row.version);
  out += selection.id_key;
  out += row.id.to_string();
  out.push_back('"');
  static const Value kNull;
  // Both sides are ordered by name: one pass instead of a search for every column.
  auto value = row.values.begin();
  for (const RowShapes::Column* column : selection.columns) {
    const std::string_view name = column->field->name;
    while (value != row.values.end() && value->first < name) ++value;
    const bool present = value != row.values.end() && value->first == name;
    write_column(out, *column, present ? value->second : kNull, names);
  }
}

void RowWriter::write(std::string& out, const Record& row, const Related& related, const Collections& collections,
                      std::string_view context) const {
  out.push_back('{');
  if (!context.empty()) {
    out += "\"@odata.context\":";
    append_json_string(out, context);
    out.push_back(',');
  }
  write_members(out, selection_, row, &related);
  for (const Expansion& expansion : expansions_) {
    out += expansion.key;
    if (!expansion.collection) {
      const auto found = related.find(expansion.navigation);
      if (found == related.end() || found->second == nullptr) {
        out += "null";
        continue;
      }
      out.push_back('{');
      write_members(out, expansion.selection, *found->second, nullptr);
      out.push_back('}');
      continue;
    }
    out.push_back('[');
    const auto found = collections.find(expansion.navigation);
    if (found != collections.end()) {
      bool first = true;
      for (const Record& many : found->second) {
        out += first ? "{" : ",{";
        first = false;
        write_members(out, expansion.selection, many, nullptr);
        out.push_back('}');
      }
    }
    out.push_back(']');
  }
  out.push_back('}');
}

}  // namespace leadlight::odata
