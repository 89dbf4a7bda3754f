#include "storage/store/writer.h"

#include <algorithm>

#include "storage/store/history.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

using record::Field;
using record::Reference;
using record::TableSchema;
using record::Value;
using record::Values;

constexpr int kCreate = static_cast<int>(HistoryEntry::Kind::Create);
constexpr int kUpdate = static_cast<int>(HistoryEntry::Kind::Update);

const std::vector<std::string>& history_columns() {
  static const std::vector<std::string> columns{"tablename", "recordid", "changedon", "changedby", "kind", "changes"};
  return columns;
}

/// The row as a caller gets it: every column that is not internal, null where it has no value.
record::Record visible(const TableSchema& table, const Uuid& id, const Values& values) {
  record::Record row;
  row.table = table.name();
  row.id = id;
  for (const Field* field : table.fields()) {
    if (field->has(record::kInternal)) continue;
    const auto found = values.find(field->name);
    row.values.emplace(field->name, found == values.end() ? Value() : found->second);
  }
  row.version = *record::as<std::int64_t>(values.find("versionnumber")->second);
  return row;
}

std::string created_changes(const TableSchema& table, const Values& values) {
  std::string json;
  for (const auto& [name, value] : values) {
    const Field* field = table.find(name);
    if (field == nullptr || record::is_null(value) || !is_in_history(*field)) continue;
    append_change(json, *field, {}, value);
  }
  close_changes(json);
  return json;
}

/// Whether the history has a line about it.
bool is_told(const TableSchema& table, int kind, std::string_view changes) {
  return !table.table().has(record::kNoHistory) && (kind != kUpdate || changes != "{}");
}

tl::unexpected<Error> not_found(const TableSchema& table, const Uuid& id) {
  return fail(ErrorCode::NotFound, "no {} with id {}", table.name(), id.to_string());
}

}  // namespace

Result<std::int64_t> SqlWriter::execute(Sql sql) {
  return note(connection_.execute(std::move(sql).finish(connection_.dialect().numbered_parameters)));
}

const TableLayout& SqlWriter::layout(const TableSchema& table) {
  return layouts_.try_emplace(table.name(), table).first->second;
}

void SqlWriter::stamp_created(const TableSchema& table, Values& values, const Caller& caller) {
  const bool keep = caller.is_system;  // an import knows when its records were made
  const auto stamp = [&](const char* name, Value value) {
    const auto found = values.find(name);
    if (keep && found != values.end() && !record::is_null(found->second)) return;
    values.insert_or_assign(name, std::move(value));
  };
  // Dataverse's way: the date a client gives is when the record was made, and the column keeps when it came in here.
  const auto given = values.find("overriddencreatedon");
  const bool overridden = !keep && given != values.end() && !record::is_null(given->second);
  const Value made_on = overridden ? given->second : Value(now_);
  if (overridden) given->second = now_;
  const Value user = caller.user.is_nil() ? Value() : Value(Reference{"systemuser", caller.user});
  stamp("createdon", made_on);
  stamp("createdby", user);
  stamp("modifiedon", now_);
  stamp("modifiedby", user);
  values.insert_or_assign("versionnumber", std::int64_t{1});
  if (!table.is_owned() || caller.user.is_nil()) return;
  Value& owner = values["ownerid"];
  if (record::is_null(owner)) owner = Reference{"systemuser", caller.user};
}

Result<void> SqlWriter::set_business_unit(Values& values, const Caller& caller) {
  Value& unit = values["owningbusinessunit"];
  if (caller.is_system && !record::is_null(unit)) return {};
  const auto* owner = record::as<Reference>(values["ownerid"]);
  unit = owner == nullptr ? Value() : TRY(checks_.business_unit_of(*owner, caller));
  return {};
}

Result<Values> SqlWriter::complete(const TableSchema& table, const Uuid& id, Values values, const Caller& caller) {
  for (auto& [name, value] : values) {
    const Field* field = table.find(name);
    if (field == nullptr) return fail(ErrorCode::InvalidInput, "table {} has no column {}", table.name(), name);
    value = TRY(normalized(*field, std::move(value)));
  }
  const auto given = values.find("overriddencreatedon");
  if (const auto* time = given == values.end() ? nullptr : record::as<Timestamp>(given->second);
      time != nullptr && *time > now_ && !caller.is_system) {
    return fail(ErrorCode::InvalidInput, "overriddencreatedon lies in the future");
  }
  // Before the stamps: what the program fills in needs no check.
  TRY(checks_.check_lookups(table, values, caller));
  values.insert_or_assign(std::string(table.table().primary_id), id);
  stamp_created(table, values, caller);
  if (table.is_owned()) TRY(set_business_unit(values, caller));
  TRY(checks_.check_create(table, values, caller));
  return values;
}

Result<void> SqlWriter::check_keys_free(const TableSchema& table, const Values& values) {
  for (const Field* field : table.fields()) {
    if (!field->has(record::kUnique)) continue;
    const auto found = values.find(field->name);
    if (found == values.end() || record::is_null(found->second)) continue;
    std::vector<Cell> cells;
    append_cells(*field, found->second, cells);
    Sql sql("SELECT 1 FROM ");
    sql.add(quoted(table.name())).add(" WHERE ");
    sql.add(quoted(has_folded(*field) ? folded_column(field->name) : std::string(field->name))).add(" = ");
    sql.bind(cells.back());
    const auto rows = TRY(connection_.query(std::move(sql).finish(connection_.dialect().numbered_parameters)));
    if (TRY(rows->next())) {
      return fail(ErrorCode::Conflict, "there is a {} with the {} \"{}\" already", table.name(), field->name,
                  record::to_string(found->second));
    }
  }
  return {};
}

Result<record::Record> SqlWriter::insert(std::string_view name, Uuid id, Values values, const Caller& caller) {
  const TableSchema* table = TRY(find_table(*schema_, name));
  if (id.is_nil()) id = Uuid::make(now_, random_);
  const Values row = TRY(complete(*table, id, std::move(values), caller));
  const TableLayout& columns = layout(*table);
  if (!TRY(note(connection_.insert_row(name, columns.names(), columns.cells(row))))) {
    TRY(check_keys_free(*table, row));
    return fail(ErrorCode::Conflict, "there is a {} with the id {} already", name, id.to_string());
  }
  TRY(write_history(*table, id, kCreate, created_changes(*table, row), caller));
  return visible(*table, id, row);
}

Result<void> SqlWriter::insert_many(std::string_view name, std::vector<std::pair<Uuid, Values>> rows,
                                    const Caller& caller) {
  constexpr std::size_t kRowsAtOnce = 256;
  const TableSchema* table = TRY(find_table(*schema_, name));
  const TableLayout& columns = layout(*table);
  const bool keeps_history = !table->table().has(record::kNoHistory);
  std::vector<std::vector<Cell>> cells, history;
  const auto flush = [&]() -> Result<void> {
    TRY(note(connection_.insert_rows(name, columns.names(), cells)));
    if (keeps_history) TRY(note(connection_.insert_rows(kHistoryTable, history_columns(), history)));
    cells.clear();
    history.clear();
    return {};
  };
  for (auto& [given, values] : rows) {
    const Uuid id = given.is_nil() ? Uuid::make(now_, random_) : given;
    // Rows before this one may be written already: none of them may stay without the others.
    const Values row = TRY(note(complete(*table, id, std::move(values), caller)));
    cells.push_back(columns.cells(row));
    if (keeps_history) {
      history.push_back(history_cells(*table, id, kCreate, created_changes(*table, row), caller));
    }
    if (cells.size() == kRowsAtOnce) TRY(flush());
  }
  return flush();
}

Result<std::map<Uuid, SqlWriter::Current>> SqlWriter::current_rows(const TableSchema& table, std::span<const Uuid> ids,
                                                                   Verb verb, const Caller& caller) {
  std::map<Uuid, Current> found;
  if (ids.empty()) return found;
  SqlContext context{*schema_, connection_.dialect(), caller};
  const RowPlan plan = plan_whole_row(table);
  const std::string alias = context.next_alias();
  const std::string key = quoted(alias, table.table().primary_id);
  Sql sql("SELECT ");
  sql.add(plan.select_list(alias)).add(", ");
  sql.add(access_predicate(context, table, alias, verb).condition()).add(", ");
  sql.add(access_predicate(context, table, alias, Verb::Assign).condition()).add(" FROM ");
  sql.add(quoted(table.name())).add(" ").add(alias).add(" WHERE ").add(key).add(" IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) sql.add(i > 0 ? ", " : "").bind(Cell::uuid(ids[i]));
  sql.add(") AND ").add(access_predicate(context, table, alias, Verb::Read).condition());
  // Locked in this order by everybody, so that no two wait for each other.
  if (ids.size() > 1) sql.add(" ORDER BY ").add(key);
  sql.add(context.dialect.row_lock);
  const auto rows = TRY(connection_.query(finish(connection_, std::move(sql))));
  while (TRY(rows->next())) {
    int column = 0;
    Current current{TRY(plan.read(*rows, column)), false, false};
    current.may = !rows->is_null(column) && rows->integer(column) != 0;
    current.may_assign = !rows->is_null(column + 1) && rows->integer(column + 1) != 0;
    const Uuid id = current.row.id;
    found.emplace(id, std::move(current));
  }
  return found;
}

Result<SqlWriter::Current> SqlWriter::current_for(const TableSchema& table, const Uuid& id, Verb verb,
                                                  std::optional<std::int64_t> expected_version, const Caller& caller) {
  auto rows = TRY(current_rows(table, {&id, 1}, verb, caller));
  if (rows.empty()) return not_found(table, id);
  Current& found = rows.begin()->second;
  if (!found.may) return denied(verb, table);
  if (expected_version && *expected_version != found.row.version) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("this {} was changed meanwhile: it is at version {}, not {}", table.name(),
                                  found.row.version, *expected_version),
                      "Read it again and repeat the change."));
  }
  return std::move(found);
}

/// What really changes, with the columns that follow from it.
Result<Values> SqlWriter::effective_changes(const TableSchema& table, const Current& before, Values changes,
                                            const Caller& caller) {
  Values effective;
  for (auto& [name, value] : changes) {
    const Field* field = table.find(name);
    if (field == nullptr) return fail(ErrorCode::InvalidInput, "table {} has no column {}", table.name(), name);
    Value wanted = TRY(normalized(*field, std::move(value)));
    if (wanted == before.row.get(name) || name == "versionnumber") continue;
    if (field->type == record::FieldType::Id) {
      return fail(ErrorCode::InvalidInput, "the id of a {} cannot be changed", table.name());
    }
    if (name == "overriddencreatedon" && !caller.is_system) {
      return fail(ErrorCode::InvalidInput, "overriddencreatedon can only be given to a new {}", table.name());
    }
    effective.emplace(name, std::move(wanted));
  }
  TRY(checks_.check_lookups(table, effective, caller));
  const auto owner = effective.find("ownerid");
  if (table.is_owned() && owner != effective.end()) {
    if (!before.may_assign) return denied(Verb::Assign, table);
    if (!caller.is_system || !effective.contains("owningbusinessunit")) {
      const auto* reference = record::as<Reference>(owner->second);
      effective["owningbusinessunit"] = reference ? TRY(checks_.business_unit_of(*reference, caller)) : Value();
    }
  }
  Values keys;
  for (const auto& [name, value] : effective) {
    if (table.find(name)->has(record::kUnique)) keys.emplace(name, value);
  }
  TRY(check_keys_free(table, keys));
  return effective;
}

/// What changes, with version and stamps; empty when nothing does.
Result<Values> SqlWriter::changes_with_stamps(const TableSchema& table, const Current& before, Values changes,
                                              const Caller& caller) {
  Values effective = TRY(effective_changes(table, before, std::move(changes), caller));
  if (effective.empty()) return effective;
  const bool only_computed = std::ranges::all_of(
      effective, [&](const auto& change) { return table.find(change.first)->has(record::kComputed); });
  Values after = before.row.values;
  for (const auto& [column, value] : effective) after.insert_or_assign(column, value);
  TRY(checks_.check_parent(table, after, caller));
  // A score written by the program is no modification by anybody.
  if (!caller.is_system || !only_computed) {
    if (!caller.is_system || !effective.contains("modifiedon")) effective.insert_or_assign("modifiedon", now_);
    if (!caller.user.is_nil()) effective.insert_or_assign("modifiedby", Reference{"systemuser", caller.user});
  }
  effective.insert_or_assign("versionnumber", before.row.version + 1);
  return effective;
}

Result<record::Record> SqlWriter::update(std::string_view name, const Uuid& id, Values changes,
                                         std::optional<std::int64_t> expected_version, const Caller& caller) {
  const TableSchema* table = TRY(find_table(*schema_, name));
  Current before = TRY(current_for(*table, id, Verb::Write, expected_version, caller));
  const Values effective = TRY(changes_with_stamps(*table, before, std::move(changes), caller));
  if (effective.empty()) return visible(*table, id, before.row.values);
  std::string told;
  Sql sql = change_row(*table, before.row, effective, told);
  if (TRY(execute(std::move(sql))) != 1) return fail(ErrorCode::Internal, "the {} vanished while locked", name);
  TRY(write_history(*table, id, kUpdate, std::move(told), caller));
  return visible(*table, id, before.row.values);
}

Result<std::vector<UpdateOutcome>> SqlWriter::update_many(std::string_view name, std::vector<RowChange> rows,
                                                          const Caller& caller) {
  if (!caller.is_system) return fail(ErrorCode::Denied, "changing many rows at once is for the program itself");
  const TableSchema* table = TRY(find_table(*schema_, name));
  std::vector<UpdateOutcome> outcomes(rows.size(), UpdateOutcome::Gone);
  std::vector<Uuid> ids;
  for (const RowChange& row : rows) ids.push_back(row.id);
  auto found = TRY(current_rows(*table, ids, Verb::Write, caller));
  std::vector<Statement> statements;
  std::vector<std::vector<Cell>> history;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto current = found.find(rows[i].id);
    if (current == found.end()) continue;
    Current& before = current->second;
    const auto& expected = rows[i].expected_version;
    outcomes[i] = expected && *expected != before.row.version ? UpdateOutcome::ChangedMeanwhile : UpdateOutcome::Done;
    if (outcomes[i] != UpdateOutcome::Done) continue;
    const Values effective = TRY(changes_with_stamps(*table, before, std::move(rows[i].changes), caller));
    if (effective.empty()) continue;
    std::string told;
    statements.push_back(finish(connection_, change_row(*table, before.row, effective, told)));
    if (!is_told(*table, kUpdate, told)) continue;
    history.push_back(history_cells(*table, rows[i].id, kUpdate, std::move(told), caller));
  }
  TRY(note(connection_.execute_each(statements)));
  TRY(note(connection_.insert_rows(kHistoryTable, history_columns(), history)));
  return outcomes;
}

/// The statement that writes `changes`, which are in `row` from here on; `told` is what the history says of them.
Sql SqlWriter::change_row(const TableSchema& table, record::Record& row, const Values& changes, std::string& told) {
  Sql sql("UPDATE ");
  sql.add(quoted(table.name())).add(" SET ");
  bool searchable = false;
  std::vector<Cell> cells;
  std::vector<std::string> names;
  for (const auto& [name, value] : changes) {
    const Field* field = table.find(name);
    searchable = searchable || (field->has(record::kSearchable) && is_text(*field));
    for (PhysicalColumn& column : physical_columns(*field)) names.push_back(std::move(column.name));
    append_cells(*field, value, cells);
    if (is_in_history(*field)) append_change(told, *field, row.get(name), value);
    row.values.insert_or_assign(name, value);
  }
  close_changes(told);
  if (searchable) {
    names.emplace_back(kSearchColumn);
    cells.push_back(search_cell(table, row.values));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    sql.add(i > 0 ? ", " : "").add(quoted(names[i])).add(" = ").bind(std::move(cells[i]));
  }
  sql.add(" WHERE ").add(quoted(table.table().primary_id)).add(" = ").bind(Cell::uuid(row.id));
  return sql;
}

std::vector<Cell> SqlWriter::history_cells(const TableSchema& table, const Uuid& id, int kind, std::string changes,
                                           const Caller& caller) const {
  return {Cell::text(std::string(table.name())),
          Cell::uuid(id),
          {CellType::Timestamp, std::int64_t{now_.time_since_epoch().count()}},
          caller.user.is_nil() ? Cell::null(CellType::Uuid) : Cell::uuid(caller.user),
          Cell::integer(kind),
          Cell::text(std::move(changes))};
}

Result<void> SqlWriter::write_history(const TableSchema& table, const Uuid& id, int kind, std::string changes,
                                      const Caller& caller) {
  if (!is_told(table, kind, changes)) return {};
  const std::vector<Cell> cells = history_cells(table, id, kind, std::move(changes), caller);
  TRY(note(connection_.insert_row(kHistoryTable, history_columns(), cells)));
  return {};
}

}  // namespace leadlight::store
