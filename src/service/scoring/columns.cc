#include "service/scoring/columns.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "core/feature/values.h"

namespace leadlight::scoring {
namespace {

using feature::Cell;
using feature::ColumnKind;
using record::Field;
using record::FieldType;

bool is_named(std::span<const std::string> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool may_be_factor(const Field& field) {
  if (field.type == FieldType::Id || field.type == FieldType::Binary || field.type == FieldType::State) return false;
  if (field.name == "createdon") return true;  // computed, but the one date every record has: its age is a factor
  return !field.has(record::kComputed) && !field.has(record::kInternal);
}

bool is_of_people(const Field& field) {
  return field.type == FieldType::Lookup && field.targets.find("systemuser") != std::string_view::npos;
}

double seconds(Timestamp time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

}  // namespace

std::vector<const Field*> factor_columns(const record::TableSchema& table, std::span<const std::string> keep) {
  std::vector<const Field*> columns;
  for (const Field* field : table.fields()) {
    if (!may_be_factor(*field) || is_of_people(*field)) continue;
    const bool barred = field->has(record::kNoFactor) || field->has(record::kOutcome);
    if (!barred || is_named(keep, field->name)) columns.push_back(field);
  }
  return columns;
}

std::vector<LeftOut> left_out_columns(const record::TableSchema& table, std::span<const std::string> keep) {
  std::vector<LeftOut> columns;
  for (const Field* field : table.fields()) {
    if (!may_be_factor(*field)) continue;
    if (is_of_people(*field)) {
      columns.push_back({field, "owner", "says who handles the record, not what the record is like"});
    } else if (field->has(record::kOutcome) && !is_named(keep, field->name)) {
      columns.push_back({field, "outcome", "known only at or after the close"});
    }
  }
  return columns;
}

ColumnKind column_kind(const Field& field) {
  switch (field.type) {
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Double:
    case FieldType::Money:
      return ColumnKind::Number;
    case FieldType::Boolean:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return ColumnKind::Category;
    case FieldType::DateTime:
    case FieldType::DateOnly:
      return ColumnKind::Time;
    case FieldType::Text:
      return field.has(record::kPersonal) ? ColumnKind::Text : ColumnKind::Category;
    case FieldType::Memo:
    case FieldType::Lookup:
    case FieldType::Id:
    case FieldType::Binary:
      break;
  }
  return ColumnKind::Text;
}

Cell to_cell(const Field& field, const record::Value& value, std::string& buffer) {
  struct Visitor {
    const Field& field;
    std::string& buffer;

    Cell number_as_text(std::int64_t number) const {
      char digits[24];
      const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
      buffer.assign(digits, end);
      return std::string_view(buffer);
    }
    Cell operator()(std::monostate) const { return {}; }
    Cell operator()(bool flag) const { return std::string_view(flag ? "1" : "0"); }
    Cell operator()(std::int64_t number) const {
      if (column_kind(field) == ColumnKind::Category) return number_as_text(number);
      return static_cast<double>(number);
    }
    Cell operator()(double number) const { return number; }
    Cell operator()(const Amount& amount) const { return amount.to_double(); }
    Cell operator()(const std::string& text) const {
      const auto trimmed = base::trim(text);
      if (feature::is_missing(trimmed)) return {};
      if (field.type == FieldType::Memo) return std::string_view("text");
      return trimmed;
    }
    Cell operator()(Timestamp time) const { return seconds(time); }
    Cell operator()(Date date) const { return seconds(Timestamp(date)); }
    Cell operator()(const Uuid&) const { return std::string_view("row"); }
    Cell operator()(const record::Reference&) const { return std::string_view("row"); }
    Cell operator()(const record::Bytes&) const { return {}; }
  };
  return std::visit(Visitor{field, buffer}, value);
}

std::string shown_level(const Field& field, std::string_view level) {
  if (field.type == FieldType::Boolean) return level == "1" ? "Yes" : "No";
  if (field.choices != nullptr) {
    const auto number = base::parse_int(level);
    const record::Option* option = number ? field.choices->find(*number) : nullptr;
    if (option != nullptr) return std::string(option->label.en);
  }
  return std::string(level);
}

}  // namespace leadlight::scoring
