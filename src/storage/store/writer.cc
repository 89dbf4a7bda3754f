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
  TRY(write_history(*table, id, static_cast<int>(HistoryEntry::Kind::Create), created_changes(*table, row), caller));
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
      constexpr int kCreate = static_cast<int>(HistoryEntry::Kind::Create);
      history.push_back(history_cells(*table, id, kCreate, created_changes(*table, row), caller));
    }
    if (cells.size() == kRowsAtOnce) TRY(flush());
  }
  return flush();
}

Result<std::optional<SqlWriter::Current>> SqlWriter::current(const TableSchema& table, const Uuid& id, Verb verb,
                                                             const Caller& caller) {
  SqlContext context{*schema_, connection_.dialect(), caller};
  const RowPlan plan = plan_whole_row(table);
  const std::string alias = context.next_alias();
  Sql sql("SELECT ");
  sql.add(plan.select_list(alias)).add(", ");
  sql.add(access_predicate(context, table, alias, verb).condition()).add(", ");
  sql.add(access_predicate(context, table, alias, Verb::Assign).condition()).add(" FROM ");
  sql.add(quoted(table.name())).add(" ").add(alias).add(" WHERE ");
  sql.add(quoted(alias, table.table().primary_id)).add(" = ").bind(Cell::uuid(id));
  sql.add(" AND ").add(access_predicate(context, table, alias, Verb::Read).condition());
  sql.add(context.dialect.row_lock);
  const auto rows = TRY(connection_.query(std::move(sql).finish(context.dialect.numbered_parameters)));
  if (!TRY(rows->next())) return std::optional<Current>();
  int column = 0;
  Current found{TRY(plan.read(*rows, column)), false, false};
  found.may = !rows->is_null(column) && rows->integer(column) != 0;
  found.may_assign = !rows->is_null(column + 1) && rows->integer(column + 1) != 0;
  return std::optional<Current>(std::move(found));
}

Result<SqlWriter::Current> SqlWriter::current_for(const TableSchema& table, const Uuid& id, Verb verb,
                                                  std::optional<std::int64_t> expected_version, const Caller& caller) {
  std::optional<Current> found = TRY(current(table, id, verb, caller));
  if (!found) return not_found(table, id);
  if (!found->may) return denied(verb, table);
  if (expected_version && *expected_version != found->row.version) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("this {} was changed meanwhile: it is at version {}, not {}", table.name(),
                                  found->row.version, *expected_version),
                      "Read it again and repeat the change."));
  }
  return std::move(*found);
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

Result<record::Record> SqlWriter::update(std::string_view name, const Uuid& id, Values changes,
                                         std::optional<std::int64_t> expected_version, const Caller& caller) {
  const TableSchema* table = TRY(find_table(*schema_, name));
  const Current before = TRY(current_for(*table, id, Verb::Write, expected_version, caller));
  Values effective = TRY(effective_changes(*table, before, std::move(changes), caller));
  record::Record after = before.row;
  if (effective.empty()) return visible(*table, id, after.values);
  const bool only_computed = std::ranges::all_of(
      effective, [&](const auto& change) { return table->find(change.first)->has(record::kComputed); });
  for (const auto& [column, value] : effective) after.values.insert_or_assign(column, value);
  TRY(checks_.check_parent(*table, after.values, caller));
  // A score written by the program is no modification by anybody.
  if (!caller.is_system || !only_computed) {
    if (!caller.is_system || !effective.contains("modifiedon")) effective.insert_or_assign("modifiedon", now_);
    if (!caller.user.is_nil()) effective.insert_or_assign("modifiedby", Reference{"systemuser", caller.user});
  }
  effective.insert_or_assign("versionnumber", before.row.version + 1);
  TRY(write_changes(*table, before.row, after, effective, caller));
  return visible(*table, id, after.values);
}

Result<void> SqlWriter::write_changes(const TableSchema& table, const record::Record& before, record::Record& after,
                                      const Values& changes, const Caller& caller) {
  Sql sql("UPDATE ");
  sql.add(quoted(table.name())).add(" SET ");
  std::string json;
  bool searchable = false;
  std::vector<Cell> cells;
  std::vector<std::string> names;
  for (const auto& [name, value] : changes) {
    const Field* field = table.find(name);
    searchable = searchable || (field->has(record::kSearchable) && is_text(*field));
    for (PhysicalColumn& column : physical_columns(*field)) names.push_back(std::move(column.name));
    append_cells(*field, value, cells);
    if (is_in_history(*field)) append_change(json, *field, before.get(name), value);
    after.values.insert_or_assign(name, value);
  }
  close_changes(json);
  if (searchable) {
    names.emplace_back(kSearchColumn);
    cells.push_back(search_cell(table, after.values));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    sql.add(i > 0 ? ", " : "").add(quoted(names[i])).add(" = ").bind(std::move(cells[i]));
  }
  sql.add(" WHERE ").add(quoted(table.table().primary_id)).add(" = ").bind(Cell::uuid(before.id));
  if (TRY(execute(std::move(sql))) != 1) return fail(ErrorCode::Internal, "the {} vanished while locked", table.name());
  return write_history(table, before.id, static_cast<int>(HistoryEntry::Kind::Update), std::move(json), caller);
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
  constexpr int kUpdate = static_cast<int>(HistoryEntry::Kind::Update);
  if (table.table().has(record::kNoHistory) || (kind == kUpdate && changes == "{}")) return {};
  const std::vector<Cell> cells = history_cells(table, id, kind, std::move(changes), caller);
  TRY(note(connection_.insert_row(kHistoryTable, history_columns(), cells)));
  return {};
}

}  // namespace leadlight::store
