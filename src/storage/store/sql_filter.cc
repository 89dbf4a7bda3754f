#include "storage/store/sql_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "storage/store/columns.h"

namespace leadlight::store {
namespace {

using query::CompareOp;
using record::Field;
using record::FieldType;
using record::Value;

constexpr int kMaxFilterDepth = 100;
constexpr std::size_t kMaxListed = 10'000;
constexpr std::size_t kMinIndexed = 3;  ///< Both search indexes are made of runs of three characters.

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The words of a folded text that the search index can look for.
std::vector<std::string> indexed(std::string_view folded) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(folded, ' ')) {
    if (characters(word) >= kMinIndexed) words.emplace_back(word);
  }
  return words;
}

tl::unexpected<Error> cannot_compare(const Field& field, const Value& value) {
  return fail(ErrorCode::InvalidInput, "column {} cannot be compared with {}", field.name, record::to_string(value));
}

/// A number as a whole or real cell in the units of the column, so that 12.5 can be compared with whole numbers.
Result<Cell> number_cell(const Field& field, const Value& value) {
  const bool money = field.type == FieldType::Money;
  if (const auto* amount = record::as<Amount>(value)) {
    return money ? Cell::integer(amount->ten_thousandths) : Cell::real(amount->to_double());
  }
  if (const auto* real = record::as<double>(value)) {
    // 0.0003 as a double times 10,000 is not 3: the amount that reads as this double is meant.
    const auto amount = money ? Amount::from_double(*real) : std::nullopt;
    if (amount && amount->to_double() == *real) return Cell::integer(amount->ten_thousandths);
    return Cell::real(money ? *real * 10'000.0 : *real);
  }
  const auto* whole = record::as<std::int64_t>(value);
  if (whole == nullptr) return cannot_compare(field, value);
  if (field.type == FieldType::Double) return Cell::real(static_cast<double>(*whole));
  std::int64_t scaled = 0;
  if (!money) return Cell::integer(*whole);
  if (__builtin_mul_overflow(*whole, 10'000, &scaled)) return Cell::real(static_cast<double>(*whole) * 10'000.0);
  return Cell::integer(scaled);
}

/// The value in the form of the column's sort key.
Result<Cell> comparison_cell(const Field& field, const Value& value) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo: {
      const auto* text = record::as<std::string>(value);
      if (text == nullptr) return cannot_compare(field, value);
      return Cell::text(base::fold(*text));
    }
    case FieldType::Id:
    case FieldType::Lookup: {
      if (const auto* id = record::as<Uuid>(value)) return Cell::uuid(*id);
      const auto* reference = record::as<record::Reference>(value);
      if (reference == nullptr) return cannot_compare(field, value);
      return Cell::uuid(reference->id);
    }
    case FieldType::Boolean: {
      const auto* flag = record::as<bool>(value);
      if (flag == nullptr) return cannot_compare(field, value);
      return Cell{CellType::Boolean, std::int64_t{*flag}};
    }
    case FieldType::DateTime: {
      const auto* date = record::as<Date>(value);
      const auto* time = record::as<Timestamp>(value);
      if (date == nullptr && time == nullptr) return cannot_compare(field, value);
      return Cell{CellType::Timestamp, std::int64_t{(time ? *time : Timestamp(*date)).time_since_epoch().count()}};
    }
    case FieldType::DateOnly: {
      const auto* date = record::as<Date>(value);
      if (date == nullptr) return cannot_compare(field, value);
      return Cell{CellType::Date, std::int64_t{date->time_since_epoch().count()}};
    }
    case FieldType::Binary:
      return fail(ErrorCode::Unsupported, "column {} holds bytes and can only be compared with null", field.name);
    default:
      return number_cell(field, value);
  }
}

std::string_view operator_text(CompareOp op) {
  switch (op) {
    case CompareOp::Eq:
      return " = ";
    case CompareOp::Ne:
      return " <> ";
    case CompareOp::Gt:
      return " > ";
    case CompareOp::Ge:
      return " >= ";
    case CompareOp::Lt:
      return " < ";
    case CompareOp::Le:
      return " <= ";
  }
  return " = ";
}

Result<void> check_comparable(const ColumnRef& column) {
  if (!is_text(*column.field) || has_folded(*column.field)) return {};
  return fail(ErrorCode::Unsupported, "column {} of {} can only be compared with null", column.field->name,
              column.table->name());
}

/// `ownerid = X`, and for lookups of several tables also which table it is.
Sql equals_sql(const Scope& scope, const ColumnRef& column, const Value& value, Cell cell) {
  Sql sql(scope.condition_key(column));
  sql.add(" = ").bind(std::move(cell));
  const auto* reference = record::as<record::Reference>(value);
  if (reference == nullptr || column.field->type != FieldType::Lookup) return sql;
  if (has_type_column(*column.field)) {
    sql.add(" AND ").add(quoted(column.alias, type_column(column.field->name))).add(" = ");
    sql.bind(Cell::text(reference->table));
  } else if (reference->table != column.field->targets) {
    sql.add(" AND FALSE");
  }
  return sql;
}

class Writer {
 public:
  explicit Writer(Scope& scope) : scope_(scope) {}

  /// Every condition is true or not; a null of SQL only ever stands where "not true" is meant.
  Result<Sql> write(const query::Filter& filter, bool negated, int depth) {
    if (depth > kMaxFilterDepth) {
      return fail(ErrorCode::TooLarge, "the filter is nested more than {} levels deep", kMaxFilterDepth);
    }
    if (const auto* node = std::get_if<query::And>(&filter.node)) return join(node->parts, !negated, negated, depth);
    if (const auto* node = std::get_if<query::Or>(&filter.node)) return join(node->parts, negated, negated, depth);
    if (const auto* node = std::get_if<query::Not>(&filter.node)) return write(*node->part, !negated, depth + 1);
    Sql sql("(");
    sql.add(TRY(std::visit([this](const auto& node) { return leaf(node); }, filter.node)));
    sql.add(negated ? ") IS NOT TRUE" : ")");
    return sql;
  }

 private:
  Result<Sql> join(const std::vector<query::FilterPtr>& parts, bool all, bool negated, int depth) {
    if (parts.empty()) return Sql(all ? "TRUE" : "FALSE");
    Sql sql("(");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) sql.add(all ? " AND " : " OR ");
      sql.add(TRY(write(*parts[i], negated, depth + 1)));
    }
    sql.add(")");
    return sql;
  }

  Result<Sql> leaf(const query::Compare& node) {
    const ColumnRef column = TRY(scope_.column(node.path));
    if (record::is_null(node.value)) {
      if (node.op == CompareOp::Eq) return Sql(column.value()).add(" IS NULL");
      if (node.op == CompareOp::Ne) return Sql(column.value()).add(" IS NOT NULL");
      return Sql("FALSE");
    }
    TRY(check_comparable(column));
    Cell cell = TRY(comparison_cell(*column.field, node.value));
    if (node.op == CompareOp::Eq) return equals_sql(scope_, column, node.value, std::move(cell));
    if (node.op == CompareOp::Ne) {
      return Sql("(").add(equals_sql(scope_, column, node.value, std::move(cell))).add(") IS NOT TRUE");
    }
    return Sql(scope_.condition_key(column)).add(operator_text(node.op)).bind(std::move(cell));
  }

  Result<Sql> leaf(const query::In& node) {
    if (node.values.size() > kMaxListed) {
      return fail(ErrorCode::TooLarge, "a list of {} values; at most {} can be compared", node.values.size(),
                  kMaxListed);
    }
    const ColumnRef column = TRY(scope_.column(node.path));
    TRY(check_comparable(column));
    Sql listed, others;
    for (const Value& value : node.values) {
      if (record::is_null(value)) {
        others.add(others.empty() ? "" : " OR ").add(column.value()).add(" IS NULL");
        continue;
      }
      Cell cell = TRY(comparison_cell(*column.field, value));
      if (record::as<record::Reference>(value) != nullptr) {
        others.add(others.empty() ? "(" : " OR (").add(equals_sql(scope_, column, value, std::move(cell))).add(")");
      } else {
        listed.add(listed.empty() ? "" : ", ").bind(std::move(cell));
      }
    }
    Sql sql;
    if (!listed.empty()) sql.add(scope_.condition_key(column)).add(" IN (").add(listed).add(")");
    if (!others.empty()) sql.add(sql.empty() ? "" : " OR ").add(others);
    return sql.empty() ? Sql("FALSE") : sql;
  }

  Result<Sql> leaf(const query::TextMatch& node) {
    const ColumnRef column = TRY(scope_.column(node.path));
    if (!is_text(*column.field)) {
      return fail(ErrorCode::InvalidInput, "column {} of {} is no text", column.field->name, column.table->name());
    }
    TRY(check_comparable(column));
    const std::string needle = base::fold(node.needle);
    if (needle.empty()) return Sql(column.value()).add(" IS NOT NULL");
    switch (node.op) {
      case query::TextOp::Contains:
        return contains(column, needle);
      case query::TextOp::StartsWith: {
        Sql sql(column.sort_key());
        sql.add(" >= ").bind(Cell::text(needle));
        const std::string end = after_prefix(needle);
        if (!end.empty()) sql.add(" AND ").add(column.sort_key()).add(" < ").bind(Cell::text(end));
        return sql;
      }
      case query::TextOp::EndsWith: {
        const auto tail =
            fmt::format(fmt::runtime(scope_.context().dialect.last_characters), column.sort_key(), characters(needle));
        return Sql(tail).add(" = ").bind(Cell::text(needle));
      }
    }
    return Sql("FALSE");
  }

  Result<Sql> leaf(const query::Search& node) {
    const std::string folded = base::fold(node.text);
    Sql sql;
    add_candidates(sql, scope_.alias(), scope_.table(), indexed(folded));
    for (const std::string_view word : base::split(folded, ' ')) {
      if (word.empty()) continue;
      if (!has_search(scope_.table())) return Sql("FALSE");
      if (!sql.empty()) sql.add(" AND ");
      sql.add(position(quoted(scope_.alias(), kSearchColumn), word));
    }
    return sql.empty() ? Sql("TRUE") : sql;
  }

  Result<Sql> leaf(const query::And&) { return Sql("TRUE"); }
  Result<Sql> leaf(const query::Or&) { return Sql("FALSE"); }
  Result<Sql> leaf(const query::Not&) { return Sql("FALSE"); }

  Sql contains(const ColumnRef& column, const std::string& needle) {
    Sql sql;
    if (column.field->has(record::kSearchable) && characters(needle) >= kMinIndexed) {
      add_candidates(sql, column.alias, *column.table, {needle});
      sql.add(" AND ");
    }
    sql.add(position(column.sort_key(), needle));
    return sql;
  }

  void add_candidates(Sql& sql, std::string_view alias, const record::TableSchema& table,
                      const std::vector<std::string>& needles) {
    if (needles.empty() || !has_search(table)) return;
    sql.add(scope_.context().dialect.search_candidates(alias, table.name(), needles));
  }

  Sql position(std::string_view text, std::string_view needle) {
    Sql sql(scope_.context().dialect.position);
    sql.add("(").add(text).add(", ").bind(Cell::text(std::string(needle))).add(") > 0");
    return sql;
  }

  Scope& scope_;
};

/// The code point after `c` that UTF-8 can hold; 0 after the last.
char32_t next_code_point(char32_t c) {
  if (c == 0xD7FF) return 0xE000;
  return c == 0x10FFFF ? 0 : c + 1;
}

char32_t decode(std::string_view utf8) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  if (utf8.size() == 1) return byte(0);
  char32_t c = byte(0) & (0xFF >> (utf8.size() + 1));
  for (std::size_t i = 1; i < utf8.size(); ++i) c = c << 6 | (byte(i) & 0x3F);
  return c;
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
    return;
  }
  constexpr unsigned kLead[] = {0, 0xC0, 0xE0, 0xF0};
  const int extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  text.push_back(static_cast<char>(kLead[extra] | (c >> (6 * extra))));
  for (int i = extra - 1; i >= 0; --i) text.push_back(static_cast<char>(0x80 | (c >> (6 * i) & 0x3F)));
}

}  // namespace

std::vector<std::string> indexed_words(const record::TableSchema& table, const query::FilterPtr& filter) {
  if (filter == nullptr || !has_search(table)) return {};
  if (const auto* search = std::get_if<query::Search>(&filter->node)) return indexed(base::fold(search->text));
  std::vector<std::string> words;
  if (const auto* all = std::get_if<query::And>(&filter->node)) {
    for (const auto& part : all->parts) {
      for (std::string& word : indexed_words(table, part)) words.push_back(std::move(word));
    }
  }
  return words;
}

bool names_owner(const query::FilterPtr& filter) {
  if (filter == nullptr) return false;
  if (const auto* all = std::get_if<query::And>(&filter->node)) return std::ranges::any_of(all->parts, names_owner);
  const auto* one = std::get_if<query::Compare>(&filter->node);
  return one != nullptr && one->op == CompareOp::Eq && one->path.lookup.empty() && !record::is_null(one->value) &&
         (one->path.column == "ownerid" || one->path.column == "owningbusinessunit");
}

std::string after_prefix(std::string_view folded) {
  while (!folded.empty()) {
    std::size_t start = folded.size() - 1;
    while (start > 0 && (folded[start] & 0xC0) == 0x80) --start;
    const char32_t next = next_code_point(decode(folded.substr(start)));
    if (next != 0) {
      std::string end(folded.substr(0, start));
      append_utf8(end, next);
      return end;
    }
    folded = folded.substr(0, start);
  }
  return {};
}

Result<Sql> filter_condition(Scope& scope, const query::FilterPtr& filter) {
  if (filter == nullptr) return Sql();
  return Writer(scope).write(*filter, false, 0);
}

}  // namespace leadlight::store
