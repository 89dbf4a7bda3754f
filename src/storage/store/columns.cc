#include "storage/store/columns.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"

namespace leadlight::store {

using record::Field;
using record::FieldType;
using record::Value;

CellType cell_type(FieldType type) {
  switch (type) {
    case FieldType::Id:
    case FieldType::Lookup:
      return CellType::Uuid;
    case FieldType::Text:
    case FieldType::Memo:
      return CellType::Text;
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Money:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return CellType::Integer;
    case FieldType::Double:
      return CellType::Real;
    case FieldType::Boolean:
      return CellType::Boolean;
    case FieldType::DateTime:
      return CellType::Timestamp;
    case FieldType::DateOnly:
      return CellType::Date;
    case FieldType::Binary:
      return CellType::Bytes;
  }
  return CellType::Text;
}

bool is_text(const Field& field) {
  return field.type == FieldType::Text || field.type == FieldType::Memo;
}

bool has_folded(const Field& field) {
  if (field.type == FieldType::Text) return true;
  return field.type == FieldType::Memo && !field.has(record::kInternal) && !field.has(record::kComputed);
}

std::string folded_column(std::string_view field) {
  return std::string(field) + "_folded";
}

bool has_type_column(const Field& field) {
  return field.type == FieldType::Lookup && field.targets.find(',') != std::string_view::npos;
}

std::string type_column(std::string_view field) {
  return std::string(field) + "type";
}

bool has_search(const record::TableSchema& table) {
  return std::ranges::any_of(table.fields(),
                             [](const Field* field) { return field->has(record::kSearchable) && is_text(*field); });
}

std::vector<PhysicalColumn> physical_columns(const Field& field) {
  std::vector<PhysicalColumn> columns{{std::string(field.name), cell_type(field.type)}};
  if (has_type_column(field)) columns.push_back({type_column(field.name), CellType::Text});
  if (has_folded(field)) columns.push_back({folded_column(field.name), CellType::Text, true});
  return columns;
}

std::vector<PhysicalColumn> physical_columns(const record::TableSchema& table) {
  std::vector<PhysicalColumn> columns;
  for (const Field* field : table.fields()) {
    for (PhysicalColumn& column : physical_columns(*field)) columns.push_back(std::move(column));
  }
  if (has_search(table)) columns.push_back({std::string(kSearchColumn), CellType::Text, true});
  return columns;
}

namespace {

tl::unexpected<Error> wrong_type(const Field& field, const Value& value) {
  return fail(ErrorCode::InvalidInput, "column {}: {} is not of its type", field.name, record::to_string(value));
}

Result<Value> normalized_text(const Field& field, std::string&& text) {
  if (!base::is_valid_utf8(text)) return fail(ErrorCode::InvalidInput, "column {}: not valid UTF-8", field.name);
  if (text.find('\0') != std::string::npos) {
    return fail(ErrorCode::InvalidInput, "column {}: a zero byte cannot be stored in a text", field.name);
  }
  return Value(std::move(text));
}

Result<Value> normalized_lookup(const Field& field, const Value& value) {
  const auto targets = record::lookup_targets(field);
  if (const auto* id = record::as<Uuid>(value); id != nullptr && targets.size() == 1) {
    return Value(record::Reference{std::string(targets.front()), *id});
  }
  const auto* reference = record::as<record::Reference>(value);
  if (reference == nullptr) return wrong_type(field, value);
  if (std::ranges::find(targets, reference->table) == targets.end()) {
    return fail(ErrorCode::InvalidInput, "column {} cannot point to a row of {}, only of {}", field.name,
                reference->table, field.targets);
  }
  return value;
}

}  // namespace

Result<Value> normalized(const Field& field, Value value) {
  if (record::is_null(value)) return value;
  bool fits = false;
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo: {
      auto* text = std::get_if<std::string>(&value);
      if (text == nullptr) return wrong_type(field, value);
      return normalized_text(field, std::move(*text));
    }
    case FieldType::Lookup:
      return normalized_lookup(field, value);
    case FieldType::Double:
      if (const auto* number = record::as<std::int64_t>(value)) return Value(static_cast<double>(*number));
      fits = record::as<double>(value) != nullptr;
      break;
    case FieldType::Money:
      if (const auto* number = record::as<std::int64_t>(value)) {
        std::int64_t scaled = 0;
        if (__builtin_mul_overflow(*number, 10'000, &scaled)) return wrong_type(field, value);
        return Value(Amount{scaled});
      }
      fits = record::as<Amount>(value) != nullptr;
      break;
    case FieldType::Id:
      fits = record::as<Uuid>(value) != nullptr;
      break;
    case FieldType::Boolean:
      fits = record::as<bool>(value) != nullptr;
      break;
    case FieldType::DateTime:
      fits = record::as<Timestamp>(value) != nullptr;
      break;
    case FieldType::DateOnly:
      fits = record::as<Date>(value) != nullptr;
      break;
    case FieldType::Binary:
      fits = record::as<record::Bytes>(value) != nullptr;
      break;
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      fits = record::as<std::int64_t>(value) != nullptr;
      break;
  }
  if (!fits) return wrong_type(field, value);
  return value;
}

void append_cells(const Field& field, const Value& value, std::vector<Cell>& cells) {
  struct Visitor {
    const Field& field;
    std::vector<Cell>& cells;
    void operator()(std::monostate) const {
      for (const PhysicalColumn& column : physical_columns(field)) cells.push_back(Cell::null(column.type));
    }
    void operator()(bool flag) const { cells.push_back({CellType::Boolean, std::int64_t{flag}}); }
    void operator()(std::int64_t number) const { cells.push_back(Cell::integer(number)); }
    void operator()(double number) const { cells.push_back(Cell::real(number)); }
    void operator()(const Amount& amount) const { cells.push_back(Cell::integer(amount.ten_thousandths)); }
    void operator()(const std::string& text) const {
      cells.push_back(Cell::text(text));
      if (has_folded(field)) cells.push_back(Cell::text(base::fold(text)));
    }
    void operator()(Timestamp time) const {
      cells.push_back({CellType::Timestamp, std::int64_t{time.time_since_epoch().count()}});
    }
    void operator()(Date date) const {
      cells.push_back({CellType::Date, std::int64_t{date.time_since_epoch().count()}});
    }
    void operator()(const Uuid& id) const { cells.push_back(Cell::uuid(id)); }
    void operator()(const record::Reference& reference) const {
      cells.push_back(Cell::uuid(reference.id));
      if (has_type_column(field)) cells.push_back(Cell::text(reference.table));
    }
    void operator()(const record::Bytes& bytes) const { cells.push_back({CellType::Bytes, bytes.data}); }
  };
  std::visit(Visitor{field, cells}, value);
}

Cell search_cell(const record::TableSchema& table, const record::Values& values) {
  std::string all;
  for (const Field* field : table.fields()) {
    if (!field->has(record::kSearchable) || !is_text(*field)) continue;
    const auto found = values.find(field->name);
    if (found == values.end()) continue;
    const auto* text = record::as<std::string>(found->second);
    if (text == nullptr) continue;
    // A folded text holds no line feed, so no word can be found across two columns.
    if (!all.empty()) all.push_back('\n');
    all += base::fold(*text);
  }
  return all.empty() ? Cell::null(CellType::Text) : Cell::text(std::move(all));
}

void append_select(const Field& field, std::string_view alias, std::string& list) {
  if (!list.empty()) list += ", ";
  list += quoted(alias, field.name);
  if (has_type_column(field)) list.append(", ").append(quoted(alias, type_column(field.name)));
}

Result<Value> read_value(const Field& field, const Rows& rows, int& column) {
  const int at = column++;
  const int type_at = has_type_column(field) ? column++ : at;
  if (rows.is_null(at)) return Value();
  switch (field.type) {
    case FieldType::Id:
    case FieldType::Lookup: {
      const auto id = Uuid::from_bytes(rows.bytes(at));
      if (!id) return fail(ErrorCode::Corrupt, "column {}: an id of {} bytes", field.name, rows.bytes(at).size());
      if (field.type == FieldType::Id) return Value(*id);
      return Value(record::Reference{std::string(type_at == at ? field.targets : rows.bytes(type_at)), *id});
    }
    case FieldType::Text:
    case FieldType::Memo:
      return Value(std::string(rows.bytes(at)));
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return Value(rows.integer(at));
    case FieldType::Money:
      return Value(Amount{rows.integer(at)});
    case FieldType::Double:
      return Value(rows.real(at));
    case FieldType::Boolean:
      return Value(rows.integer(at) != 0);
    case FieldType::DateTime:
      return Value(Timestamp(std::chrono::microseconds(rows.integer(at))));
    case FieldType::DateOnly:
      return Value(Date(std::chrono::days(rows.integer(at))));
    case FieldType::Binary:
      return Value(record::Bytes{std::string(rows.bytes(at))});
  }
  return Value();
}

}  // namespace leadlight::store
