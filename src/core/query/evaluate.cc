#include "core/query/evaluate.h"

#include <algorithm>
#include <compare>
#include <optional>

#include "base/text.h"

namespace leadlight::query {
namespace {

using record::as;
using record::Record;
using record::Reference;
using record::Value;

const Value kNull;

/// The order of two non-null values; nullopt when their types cannot be compared.
using Ordering = std::optional<std::partial_ordering>;

/// Whole numbers, money and doubles compare as numbers; two exact ones compare exactly.
Ordering compare_numbers(const Value& a, const Value& b) {
  struct Number {
    bool exact = false;
    __int128 ten_thousandths = 0;
    double approximate = 0;
  };
  const auto read = [](const Value& value) -> std::optional<Number> {
    if (const auto* whole = as<std::int64_t>(value)) {
      return Number{true, static_cast<__int128>(*whole) * 10'000, static_cast<double>(*whole)};
    }
    if (const auto* amount = as<Amount>(value)) return Number{true, amount->ten_thousandths, amount->to_double()};
    if (const auto* number = as<double>(value)) return Number{false, 0, *number};
    return std::nullopt;
  };
  const auto left = read(a);
  const auto right = read(b);
  if (!left || !right) return std::nullopt;
  if (left->exact && right->exact) return left->ten_thousandths <=> right->ten_thousandths;
  return left->approximate <=> right->approximate;
}

/// A day is its first instant.
std::optional<Timestamp> to_instant(const Value& value) {
  if (const auto* time = as<Timestamp>(value)) return *time;
  if (const auto* date = as<Date>(value)) return Timestamp(*date);
  return std::nullopt;
}

Ordering compare_ids(const Value& a, const Value& b) {
  const auto* left = as<Reference>(a);
  const auto* right = as<Reference>(b);
  const Uuid* left_id = left ? &left->id : as<Uuid>(a);
  const Uuid* right_id = right ? &right->id : as<Uuid>(b);
  if (!left_id || !right_id) return std::nullopt;
  if (*left_id != *right_id || !left || !right) return *left_id <=> *right_id;
  return left->table <=> right->table;
}

Ordering compare_values(const Value& a, const Value& b) {
  if (const auto* left = as<std::string>(a)) {
    const auto* right = as<std::string>(b);
    if (right == nullptr) return std::nullopt;
    return base::fold(*left) <=> base::fold(*right);
  }
  if (const auto* left = as<bool>(a)) {
    const auto* right = as<bool>(b);
    return right ? Ordering(*left <=> *right) : std::nullopt;
  }
  if (const auto left = to_instant(a)) {
    const auto right = to_instant(b);
    return right ? Ordering(*left <=> *right) : std::nullopt;
  }
  if (const auto ids = compare_ids(a, b)) return ids;
  return compare_numbers(a, b);
}

const Value& column_of(const Record& row, std::string_view column, Value& id) {
  const auto found = row.values.find(column);
  if (found != row.values.end()) return found->second;
  const record::TableSchema* table = record::Schema::built_in()->find(row.table);
  if (table == nullptr || table->table().primary_id != column) return kNull;
  id = row.id;
  return id;
}

/// Reads a path's value from a row and, one lookup away, from the row that `resolve` finds.
class Reader {
 public:
  Reader(const Record& row, const Resolve& resolve) : row_(row), resolve_(resolve) {}

  /// Null when the column is, or when there is no related row of the path's table.
  Value read(const Path& path) const {
    Value id;
    if (path.lookup.empty()) return column_of(row_, path.column, id);
    const auto* reference = row_.get_as<Reference>(path.lookup);
    if (reference == nullptr || reference->table != target(path)) return kNull;
    const Record* related = resolve_ ? resolve_(*reference) : nullptr;
    return related ? column_of(*related, path.column, id) : kNull;
  }

 private:
  std::string_view target(const Path& path) const {
    if (!path.lookup_table.empty()) return path.lookup_table;
    const record::TableSchema* table = record::Schema::built_in()->find(row_.table);
    const record::Field* field = table ? table->find(path.lookup) : nullptr;
    return field ? record::lookup_targets(*field).front() : std::string_view{};
  }

  const Record& row_;
  const Resolve& resolve_;
};

bool holds(CompareOp op, std::partial_ordering order) {
  switch (op) {
    case CompareOp::Eq:
      return order == 0;
    case CompareOp::Ne:
      return order != 0;
    case CompareOp::Gt:
      return order > 0;
    case CompareOp::Ge:
      return order >= 0;
    case CompareOp::Lt:
      return order < 0;
    case CompareOp::Le:
      return order <= 0;
  }
  return false;
}

bool compares(const Value& value, CompareOp op, const Value& wanted) {
  if (record::is_null(wanted)) {
    if (op == CompareOp::Eq) return record::is_null(value);
    return op == CompareOp::Ne && !record::is_null(value);
  }
  if (record::is_null(value)) return op == CompareOp::Ne;
  const Ordering order = compare_values(value, wanted);
  return order ? holds(op, *order) : op == CompareOp::Ne;
}

bool text_matches(const Value& value, TextOp op, std::string_view needle) {
  const auto* text = as<std::string>(value);
  if (text == nullptr) return false;
  const std::string folded = base::fold(*text);
  const std::string wanted = base::fold(needle);
  switch (op) {
    case TextOp::Contains:
      return folded.find(wanted) != std::string::npos;
    case TextOp::StartsWith:
      return folded.starts_with(wanted);
    case TextOp::EndsWith:
      return folded.ends_with(wanted);
  }
  return false;
}

bool is_found(const Record& row, const record::TableSchema& table, std::string_view text) {
  std::vector<std::string> columns;
  for (const record::Field* field : table.fields()) {
    if (!field->has(record::kSearchable)) continue;
    if (const auto* value = row.get_as<std::string>(field->name)) columns.push_back(base::fold(*value));
  }
  const std::string folded = base::fold(text);
  return std::ranges::all_of(base::split(folded, ' '), [&](std::string_view word) {
    return word.empty() || std::ranges::any_of(columns, [&](const std::string& column) {
             return column.find(word) != std::string::npos;
           });
  });
}

}  // namespace

bool matches(const Filter& filter, const Record& row, const record::TableSchema& table, const Resolve& resolve) {
  const Reader reader(row, resolve);
  const auto part_matches = [&](const FilterPtr& part) { return matches(*part, row, table, resolve); };
  struct Visitor {
    const Record& row;
    const record::TableSchema& table;
    const Reader& reader;
    const decltype(part_matches)& matches_part;

    bool operator()(const And& all) const { return std::ranges::all_of(all.parts, matches_part); }
    bool operator()(const Or& any) const { return std::ranges::any_of(any.parts, matches_part); }
    bool operator()(const Not& negated) const { return !matches_part(negated.part); }
    bool operator()(const Compare& node) const { return compares(reader.read(node.path), node.op, node.value); }
    bool operator()(const In& node) const {
      const Value value = reader.read(node.path);
      return std::ranges::any_of(node.values,
                                 [&](const Value& wanted) { return compares(value, CompareOp::Eq, wanted); });
    }
    bool operator()(const TextMatch& node) const { return text_matches(reader.read(node.path), node.op, node.needle); }
    bool operator()(const Search& node) const { return is_found(row, table, node.text); }
  };
  return std::visit(Visitor{row, table, reader, part_matches}, filter.node);
}

Value value_at(const Path& path, const Record& row, const Resolve& resolve) {
  return Reader(row, resolve).read(path);
}

int order_values(const Value& a, const Value& b) {
  if (record::is_null(a) || record::is_null(b)) {
    return static_cast<int>(record::is_null(b)) - static_cast<int>(record::is_null(a));
  }
  const Ordering found = compare_values(a, b);
  if (!found) return 0;
  return *found < 0 ? -1 : *found > 0 ? 1 : 0;
}

int compare_rows(const Record& a, const Record& b, const std::vector<Order>& orders, const Resolve& resolve) {
  const Reader left(a, resolve);
  const Reader right(b, resolve);
  for (const Order& order : orders) {
    const Value x = left.read(order.path);
    const Value y = right.read(order.path);
    const int result = order_values(x, y);
    if (result != 0) return order.direction == Direction::Ascending ? result : -result;
  }
  return a.id < b.id ? -1 : b.id < a.id ? 1 : 0;
}

}  // namespace leadlight::query
