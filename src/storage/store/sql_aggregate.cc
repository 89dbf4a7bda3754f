#include "storage/store/sql_aggregate.h"

#include <fmt/format.h>

#include <algorithm>

#include "storage/store/columns.h"
#include "storage/store/sql_filter.h"

namespace leadlight::store {
namespace {

using query::DatePart;
using query::Method;
using record::Field;
using record::FieldType;
using record::TableSchema;
using record::Value;

/// Sums are taken apart at this number, so that no database runs over 64 bits on the way.
constexpr std::string_view kSplit = "4294967296";

/// One expression of the SELECT: what is compared, and how many cells it is shown by.
struct Shown {
  std::string select;    ///< `a1."statecode"`; several, separated by commas, for a lookup and text.
  std::string group_by;  ///< Empty for measures.
};

/// The table that a lookup's value is of, where it may be read: each target joined, the first that is there.
struct Followed {
  std::string id, table;  ///< Expressions; `table` empty for a lookup of one table.
};

class Planner {
 public:
  Planner(SqlContext& context, const TableSchema& table) : context_(context), scope_(context, table) {}

  Scope& scope() { return scope_; }

  Result<Shown> key(const query::GroupKey& key) {
    const ColumnRef column = TRY(checked(key.path));
    const FieldType type = column.field->type;
    if (key.part != DatePart::Whole) {
      if (type != FieldType::DateTime && type != FieldType::DateOnly) {
        return fail(ErrorCode::InvalidInput, "column {} is no date", column.field->name);
      }
      const std::string part = date_part(column, key.part);
      return Shown{part, part};
    }
    if (is_text(*column.field)) {
      const std::string spelling = "min(" + column.value() + std::string(context_.dialect.as_bytes) + ")";
      return Shown{spelling, column.sort_key()};
    }
    if (type == FieldType::Lookup) {
      const Followed followed = TRY(follow(key.path, column));
      if (followed.table.empty()) return Shown{followed.id, followed.id};
      const std::string both = followed.id + ", " + followed.table;
      return Shown{both, both};
    }
    return Shown{column.value(), column.value()};
  }

  /// Two cells for a measure of whole numbers or money (the halves of its sum) and the count of its values; one for
  /// the others.
  Result<Shown> measure(const query::Measure& measure) {
    if (measure.method == Method::Count) return Shown{"count(*)", {}};
    const ColumnRef column = TRY(checked(measure.path));
    if (!query::can_measure(measure.method, column.field->type)) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("column {} cannot be measured so", column.field->name),
                        "sum and average take numbers; min and max also dates; countdistinct all but long texts."));
    }
    const std::string value = column.value();
    switch (measure.method) {
      case Method::CountDistinct: {
        const bool lookup = column.field->type == FieldType::Lookup;
        const std::string what = lookup ? TRY(follow(measure.path, column)).id : column.sort_key();
        return Shown{"count(DISTINCT " + what + ")", {}};
      }
      case Method::Min:
        return Shown{"min(" + value + ")", {}};
      case Method::Max:
        return Shown{"max(" + value + ")", {}};
      default:
        break;
    }
    if (column.field->type == FieldType::Double) return Shown{"sum(" + value + "), count(" + value + ")", {}};
    return Shown{
        fmt::format("CAST(sum({0} / {1}) AS bigint), CAST(sum({0} % {1}) AS bigint), count({0})", value, kSplit), {}};
  }

 private:
  Result<ColumnRef> checked(const query::Path& path) {
    const ColumnRef column = TRY(scope_.column(path));
    const FieldType type = column.field->type;
    if (type == FieldType::Binary || type == FieldType::Memo) {
      return fail(ErrorCode::InvalidInput, "column {} is too long to group or measure by", column.field->name);
    }
    return column;
  }

  std::string date_part(const ColumnRef& column, DatePart part) {
    const auto index = static_cast<std::size_t>(part) - static_cast<std::size_t>(DatePart::Year);
    const bool instant = column.field->type == FieldType::DateTime;
    const auto& patterns = instant ? context_.dialect.instant_parts : context_.dialect.day_parts;
    return fmt::format(fmt::runtime(patterns[index]), column.value());
  }

  /// A lookup's value as far as the caller may see the row it points to.
  Result<Followed> follow(const query::Path& path, const ColumnRef& column) {
    const auto targets = record::lookup_targets(*column.field);
    bool all_readable = true;
    for (const std::string_view name : targets) {
      const TableSchema* target = TRY(find_table(context_.schema, name));
      const Predicate readable = access_predicate(context_, *target, context_.next_alias(), Verb::Read);
      all_readable = all_readable && readable.kind == Predicate::Kind::All;
    }
    if (all_readable) {
      Followed followed{column.value(), {}};
      if (has_type_column(*column.field)) followed.table = quoted(column.alias, type_column(column.field->name));
      return followed;
    }
    if (path.lookup.empty()) return follow_by_joins(column, targets);
    return fail(Error(ErrorCode::Unsupported,
                      fmt::format("the lookup {} of a related row as a group", column.field->name),
                      "Group the rows of the other table, or by a column of this row."));
  }

  Result<Followed> follow_by_joins(const ColumnRef& column, const std::vector<std::string_view>& targets) {
    std::string ids, tables;
    for (const std::string_view name : targets) {
      const TableSchema* target = TRY(find_table(context_.schema, name));
      const query::Path step{std::string(column.field->name), std::string(name),
                             std::string(target->table().primary_id)};
      const ColumnRef id = TRY(scope_.column(step));
      ids += (ids.empty() ? "" : ", ") + id.value();
      tables += fmt::format(" WHEN {} IS NOT NULL THEN '{}'", id.value(), name);
    }
    Followed followed{targets.size() == 1 ? ids : "coalesce(" + ids + ")", {}};
    if (has_type_column(*column.field)) followed.table = "CASE" + tables + " END";
    return followed;
  }

  SqlContext& context_;
  Scope scope_;
};

/// Reads the answers of a plan in the order of its expressions.
class GroupReader {
 public:
  GroupReader(const record::Schema& schema, const TableSchema& table) : schema_(schema), table_(table) {}

  Result<Value> key(const query::GroupKey& key, const Rows& rows, int& column) const {
    const Field& field = *field_at(key.path);
    if (key.part == DatePart::Whole) return read_value(field, rows, column);
    const int at = column++;
    return rows.is_null(at) ? Value() : Value(rows.integer(at));
  }

  Result<Value> measure(const query::Measure& measure, const Rows& rows, int& column) const {
    const int at = column++;
    if (measure.method == Method::Count || measure.method == Method::CountDistinct) return Value(rows.integer(at));
    const Field& field = *field_at(measure.path);
    if (measure.method == Method::Min || measure.method == Method::Max) {
      column = at;
      return read_value(field, rows, column);
    }
    if (field.type == FieldType::Double) {
      const std::int64_t count = rows.integer(column++);
      if (count == 0) return Value();
      const double sum = rows.real(at);
      return Value(measure.method == Method::Sum ? sum : sum / static_cast<double>(count));
    }
    const int low = column++;
    const std::int64_t count = rows.integer(column++);
    if (count == 0) return Value();
    const __int128 sum = static_cast<__int128>(rows.integer(at)) * 4'294'967'296 + rows.integer(low);
    return query::exact_total(measure.method, field.type, sum, count);
  }

 private:
  const Field* field_at(const query::Path& path) const {
    if (path.lookup.empty()) return table_.find(path.column);
    const auto targets = record::lookup_targets(*table_.find(path.lookup));
    return schema_.find(path.lookup_table.empty() ? targets.front() : std::string_view(path.lookup_table))
        ->find(path.column);
  }

  const record::Schema& schema_;
  const TableSchema& table_;
};

Result<void> check_size(const query::Aggregate& question) {
  if (question.keys.size() > query::kMaxKeys) {
    return fail(ErrorCode::TooLarge, "grouped by {} columns; at most {} are possible", question.keys.size(),
                query::kMaxKeys);
  }
  if (question.measures.size() > query::kMaxMeasures) {
    return fail(ErrorCode::TooLarge, "{} measures; at most {} are possible", question.measures.size(),
                query::kMaxMeasures);
  }
  return {};
}

Result<Statement> plan_groups(SqlContext& context, const query::Aggregate& question, const TableSchema& table) {
  Planner planner(context, table);
  std::string list, group_by;
  for (const query::GroupKey& key : question.keys) {
    const Shown shown = TRY(planner.key(key));
    list += (list.empty() ? "" : ", ") + shown.select;
    group_by += (group_by.empty() ? "" : ", ") + shown.group_by;
  }
  for (const query::Measure& measure : question.measures) {
    list += (list.empty() ? "" : ", ") + TRY(planner.measure(measure)).select;
  }
  if (list.empty()) list = "count(*)";
  Sql conditions = TRY(filter_condition(planner.scope(), question.filter));
  const Predicate readable = access_predicate(context, table, planner.scope().alias(), Verb::Read);
  if (readable.kind != Predicate::Kind::All) {
    if (!conditions.empty()) conditions.add(" AND ");
    conditions.add(readable.condition());
  }
  Sql sql("SELECT ");
  sql.add(list).add(" FROM ").add(planner.scope().from());
  if (!conditions.empty()) sql.add(" WHERE ").add(conditions);
  if (!group_by.empty()) sql.add(" GROUP BY ").add(group_by);
  sql.add(" LIMIT ").bind(Cell::integer(static_cast<std::int64_t>(query::kMaxGroups) + 1));
  return std::move(sql).finish(context.dialect.numbered_parameters);
}

}  // namespace

Result<std::vector<query::Group>> read_groups(Connection& connection, SqlContext& context,
                                              const query::Aggregate& question) {
  TRY(check_size(question));
  const TableSchema* table = TRY(find_table(context.schema, question.table));
  const auto rows = TRY(connection.query(TRY(plan_groups(context, question, *table))));
  const GroupReader reader(context.schema, *table);
  std::vector<query::Group> groups;
  while (TRY(rows->next())) {
    if (groups.size() == query::kMaxGroups) {
      return fail(Error(ErrorCode::TooLarge, fmt::format("more than {} groups", query::kMaxGroups),
                        "Filter the rows, or group by a column with fewer values."));
    }
    query::Group group;
    int column = 0;
    for (const query::GroupKey& key : question.keys) group.keys.push_back(TRY(reader.key(key, *rows, column)));
    for (const query::Measure& measure : question.measures) {
      group.measures.push_back(TRY(reader.measure(measure, *rows, column)));
    }
    groups.push_back(std::move(group));
  }
  query::sort_groups(groups);
  return groups;
}

}  // namespace leadlight::store
