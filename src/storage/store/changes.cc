#include "storage/store/changes.h"

#include "base/text.h"
#include "storage/store/columns.h"
#include "storage/store/history.h"
#include "storage/store/sql_access.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

Result<Change> read_change_line(const Rows& rows, const record::Schema& schema) {
  Change change;
  change.sequence = rows.integer(0);
  change.table = std::string(rows.bytes(1));
  change.id = Uuid::from_bytes(rows.bytes(2)).value_or(Uuid{});
  change.kind = static_cast<HistoryEntry::Kind>(rows.integer(3));
  const record::TableSchema* table = schema.find(change.table);
  if (table == nullptr || change.kind == HistoryEntry::Kind::Create) return change;
  for (auto& [name, values] : TRY(read_changes(*table, rows.bytes(4)))) change.before[name] = std::move(values.before);
  return change;
}

/// The cells of one column as a table of one row, so that the predicate of real rows can be asked about them.
void add_cells(Sql& sql, const record::Field& field, const record::Value& value) {
  const auto columns = physical_columns(field);
  std::vector<Cell> cells;
  append_cells(field, value, cells);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!sql.empty()) sql.add(", ");
    sql.bind(cells[i]).add(" AS ").add(quoted(columns[i].name));
  }
}

/// The business unit of an owner: the history does not keep the one a row had, because it follows its owner's.
Result<record::Value> unit_of_owner(Connection& connection, const record::Values& values) {
  const auto found = values.find("ownerid");
  const auto* owner = found == values.end() ? nullptr : record::as<record::Reference>(found->second);
  if (owner == nullptr) return record::Value();
  const bool is_team = owner->table == "team";
  Sql sql("SELECT businessunitid FROM ");
  sql.add(quoted(is_team ? "team" : "systemuser")).add(" WHERE ").add(is_team ? "teamid" : "systemuserid");
  sql.add(" = ").bind(Cell::uuid(owner->id));
  const auto rows = TRY(connection.query(finish(connection, std::move(sql))));
  if (!TRY(rows->next()) || rows->is_null(0)) return record::Value();
  const auto unit = Uuid::from_bytes(rows->bytes(0));
  return unit ? record::Value(record::Reference{"businessunit", *unit}) : record::Value();
}

}  // namespace

Result<std::vector<Change>> read_change_lines(Connection& connection, const record::Schema& schema,
                                              const std::vector<SequenceRange>& ranges, int limit) {
  std::vector<Change> changes;
  if (ranges.empty()) return changes;
  Sql sql("SELECT sequence, tablename, recordid, kind, changes FROM ");
  sql.add(quoted(kHistoryTable)).add(" WHERE ");
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    sql.add(i > 0 ? " OR " : "").add("sequence BETWEEN ").bind(Cell::integer(ranges[i].first));
    sql.add(" AND ").bind(Cell::integer(ranges[i].last));
  }
  sql.add(" ORDER BY sequence LIMIT ").bind(Cell::integer(limit));
  const auto rows = TRY(connection.query(finish(connection, std::move(sql))));
  while (TRY(rows->next())) changes.push_back(TRY(read_change_line(*rows, schema)));
  return changes;
}

Result<std::int64_t> read_last_change(Connection& connection) {
  Sql sql("SELECT sequence FROM ");
  sql.add(quoted(kHistoryTable)).add(" ORDER BY sequence DESC LIMIT 1");
  const auto rows = TRY(connection.query(finish(connection, std::move(sql))));
  return TRY(rows->next()) ? rows->integer(0) : std::int64_t{0};
}

Result<bool> read_could_read(Connection& connection, const record::Schema& schema, std::string_view name,
                             const record::Values& values, const Caller& caller) {
  const record::TableSchema* table = schema.find(name);
  if (table == nullptr) return false;
  SqlContext context{schema, connection.dialect(), caller};
  const std::string alias = context.next_alias();
  const Predicate readable = access_predicate(context, *table, alias, Verb::Read);
  if (readable.kind != Predicate::Kind::Some) return readable.kind == Predicate::Kind::All;
  Sql cells;
  const auto add = [&](std::string_view column, const record::Value& value) {
    if (const record::Field* field = table->find(column)) add_cells(cells, *field, value);
  };
  const auto value_of = [&](std::string_view column) {
    const auto found = values.find(column);
    return found == values.end() ? record::Value() : found->second;
  };
  if (table->is_owned()) {
    add("ownerid", value_of("ownerid"));
    add("owningbusinessunit", TRY(unit_of_owner(connection, values)));
    if (table->table().has(record::kPrivate)) {
      for (const auto* column : {"ll_private", "ll_tracked", "regardingobjectid"}) add(column, value_of(column));
      add(table->table().primary_id, record::Value());
    }
  }
  add("ll_ignored", value_of("ll_ignored"));
  for (const std::string_view parent : base::split(table->table().parent, ',')) add(parent, value_of(parent));
  if (cells.empty()) return false;
  Sql sql("SELECT 1 FROM (SELECT ");
  sql.add(cells).add(") ").add(alias).add(" WHERE ").add(readable.condition());
  const auto rows = TRY(connection.query(finish(connection, std::move(sql))));
  return rows->next();
}

}  // namespace leadlight::store
