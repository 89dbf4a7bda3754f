#include "core/record/schema.h"

#include <algorithm>

#include "base/text.h"
#include "core/record/field_table.h"

namespace leadlight::record {
namespace {

constexpr std::size_t kMaxCustomColumns = 500;
constexpr std::size_t kMaxNameBytes = 50;

}  // namespace

const Field* TableSchema::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const TableSchema* Schema::find(std::string_view table) const {
  const auto found = by_name_.find(table);
  return found == by_name_.end() ? nullptr : found->second;
}

const TableSchema* Schema::find_by_entity_set(std::string_view entity_set) const {
  const auto found = by_entity_set_.find(entity_set);
  return found == by_entity_set_.end() ? nullptr : found->second;
}

void Schema::add_built_in_tables() {
  for (const Table& table : built_in_tables()) {
    TableSchema& schema = storage_.emplace_back();
    schema.table_ = &table;
    schema.add(own_fields_.emplace_back(Field{table.primary_id, FieldType::Id, id_label(), kNoFactor}));
    for (const Field& field : table.fields) schema.add(field);
    if (schema.is_owned()) {
      for (const Field& field : owner_fields()) schema.add(field);
    }
    for (const Field& field : standard_fields()) schema.add(field);
    tables_.push_back(&schema);
    by_name_.emplace(table.name, &schema);
    if (!table.has(kNoApi)) by_entity_set_.emplace(table.entity_set, &schema);
  }
}

void TableSchema::add(const Field& field) {
  fields_.push_back(&field);
  by_name_.emplace(field.name, &field);
}

Result<void> Schema::add_custom_column(const CustomColumn& column) {
  const auto found = std::ranges::find(storage_, column.table, &TableSchema::name);
  if (found == storage_.end()) return fail(ErrorCode::InvalidInput, "no table named {}", column.table);
  TableSchema& table = *found;
  if (table.by_name_.contains(column.name) || !table.custom_names_.insert(column.name).second) {
    return fail(ErrorCode::InvalidInput, "column {} of {} exists already", column.name, column.table);
  }
  if (table.custom_names_.size() > kMaxCustomColumns) {
    return fail(ErrorCode::InvalidInput, "{} has {} custom columns already, the most a table can have", column.table,
                kMaxCustomColumns);
  }
  if (column.type == FieldType::Id || column.type == FieldType::Lookup || column.type == FieldType::Choice ||
      column.type == FieldType::State || column.type == FieldType::Status) {
    return fail(ErrorCode::InvalidInput, "column {} of {}: a custom column cannot be of this type", column.name,
                column.table);
  }
  if (column.retired) return {};
  const Labels labels{column.label, column.label, column.label, column.label, column.label};
  table.add(own_fields_.emplace_back(Field{column.name, column.type, labels, kCustom | column.extra_flags}));
  return {};
}

Result<std::shared_ptr<const Schema>> Schema::make(std::vector<CustomColumn> custom, std::int64_t version) {
  std::shared_ptr<Schema> schema(new Schema);
  schema->custom_ = std::move(custom);  // before anything looks into its strings
  schema->version_ = version;
  schema->add_built_in_tables();
  for (const CustomColumn& column : schema->custom_) TRY(schema->add_custom_column(column));
  return schema;
}

std::shared_ptr<const Schema> Schema::built_in() {
  static const std::shared_ptr<const Schema> schema = *make({}, 0);
  return schema;
}

std::vector<std::string_view> lookup_targets(const Field& field) {
  if (field.targets.empty()) return {};
  return base::split(field.targets, ',');
}

std::string custom_column_name(std::string_view label, const TableSchema& taken) {
  std::string slug = "ll_";
  for (const char letter : base::fold(label)) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (plain) {
      slug += letter;
    } else if (slug.back() != '_') {
      slug += '_';
    }
  }
  while (slug.size() > 3 && slug.back() == '_') slug.pop_back();
  if (slug.size() == 3) slug += "column";  // a label without Latin letters or digits
  slug.resize(std::min(slug.size(), kMaxNameBytes));
  std::string name = slug;
  for (int number = 2; taken.is_taken(name); ++number) {
    const std::string suffix = "_" + std::to_string(number);
    name = slug.substr(0, kMaxNameBytes - suffix.size()) + suffix;
  }
  return name;
}

}  // namespace leadlight::record
