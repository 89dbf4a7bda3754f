#include "storage/store/reader.h"

#include <unordered_map>

#include "storage/store/changes.h"
#include "storage/store/columns.h"
#include "storage/store/cursor.h"
#include "storage/store/expansion.h"
#include "storage/store/history.h"
#include "storage/store/sql_aggregate.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

Cell read_cell(const Rows& rows, int column, CellType type) {
  if (rows.is_null(column)) return Cell::null(type);
  switch (type) {
    case CellType::Real:
      return Cell::real(rows.real(column));
    case CellType::Text:
    case CellType::Bytes:
      return {type, std::string(rows.bytes(column))};
    case CellType::Uuid:
      return Cell::uuid(Uuid::from_bytes(rows.bytes(column)).value_or(Uuid{}));
    default:
      return {type, rows.integer(column)};
  }
}

}  // namespace

Result<void> SqlReader::read_page(const SelectPlan& plan, int limit, Page& page) {
  const auto full = [&] { return limit > 0 && page.rows.size() == static_cast<std::size_t>(limit); };
  std::vector<Cell> position;
  for (const Statement& statement : plan.statements) {
    const auto rows = TRY(connection_.query(statement));
    while (TRY(rows->next())) {
      if (full()) {
        page.next = make_cursor(plan.shape, position);
        return {};
      }
      int column = 0;
      page.rows.push_back({TRY(plan.row.read(*rows, column)), {}, {}});
      if (!full()) continue;
      for (const CellType type : plan.position) position.push_back(read_cell(*rows, column++, type));
    }
  }
  return {};
}

/// Neither way is good for all words. Of a million rows, a word that none has took 180 ms to find out along the order,
/// and now the time of a look into the index; one that every tenth has would take as long to gather and sort, and fills
/// the page along the order in a millisecond.
Result<SearchBy> SqlReader::search_by(const query::Query& query) {
  constexpr std::int64_t kFew = 2'000;
  const record::TableSchema* table = TRY(find_table(*schema_, query.table));
  const auto words = indexed_words(*table, query.filter);
  if (words.empty() || query.limit == 0) return SearchBy::Order;
  const Dialect& dialect = connection_.dialect();
  if (!dialect.before_count.empty()) TRY(connection_.run_script(dialect.before_count));
  std::int64_t candidates = 0;
  {
    const auto rows = TRY(connection_.query(finish(connection_, dialect.count_candidates(table->name(), words, kFew))));
    if (TRY(rows->next())) candidates = rows->integer(0);
  }
  if (!dialect.after_count.empty()) TRY(connection_.run_script(dialect.after_count));
  if (candidates == 0) return SearchBy::Nothing;
  return candidates < kFew ? SearchBy::Words : SearchBy::Order;
}

Result<Page> SqlReader::select(const query::Query& query, const Caller& caller) {
  SqlContext context{*schema_, connection_.dialect(), caller};
  Expansion expansion(connection_, context, query);
  const SearchBy by = TRY(search_by(query));
  const SelectPlan plan = TRY(plan_select(context, TRY(expansion.with_lookups()), Paging::Page, by));
  Page page;
  if (by == SearchBy::Nothing) {
    if (query.count) page.total = 0;
    return page;
  }
  TRY(read_page(plan, query.limit, page));
  TRY(expansion.fill(page));
  if (query.count) page.total = TRY(count(query.table, query.filter, caller));
  return page;
}

Result<std::optional<record::Record>> SqlReader::find(std::string_view name, const Uuid& id,
                                                      const std::vector<std::string>& columns, const Caller& caller) {
  SqlContext context{*schema_, connection_.dialect(), caller};
  const record::TableSchema* table = TRY(find_table(*schema_, name));
  const RowPlan plan = TRY(plan_row(context, *table, columns));
  const std::string alias = context.next_alias();
  Sql sql("SELECT ");
  sql.add(plan.select_list(alias)).add(" FROM ").add(quoted(name)).add(" ").add(alias).add(" WHERE ");
  sql.add(quoted(alias, table->table().primary_id)).add(" = ").bind(Cell::uuid(id));
  const Predicate readable = access_predicate(context, *table, alias, Verb::Read);
  if (readable.kind != Predicate::Kind::All) sql.add(" AND ").add(readable.condition());
  const auto rows = TRY(connection_.query(std::move(sql).finish(context.dialect.numbered_parameters)));
  if (!TRY(rows->next())) return std::optional<record::Record>();
  int column = 0;
  return std::optional<record::Record>(TRY(plan.read(*rows, column)));
}

Result<void> SqlReader::scan(const query::Query& query, const Caller& caller,
                             const std::function<Result<bool>(record::Record&&)>& visit) {
  if (!query.expand.empty()) return fail(ErrorCode::Unsupported, "a scan brings no related rows");
  SqlContext context{*schema_, connection_.dialect(), caller};
  const SelectPlan plan = TRY(plan_select(context, query, Paging::Scan));
  int left = query.limit > 0 ? query.limit : -1;
  for (const Statement& statement : plan.statements) {
    const auto rows = TRY(connection_.query(statement, Fetch::Streaming));
    while (left != 0 && TRY(rows->next())) {
      int column = 0;
      if (!TRY(visit(TRY(plan.row.read(*rows, column))))) return {};
      --left;
    }
  }
  return {};
}

Result<void> SqlReader::stream(const StreamQuery& query, const Caller& caller, const VisitCells& visit) {
  if (!caller.is_system) return fail(ErrorCode::Denied, "whole tables are for the program itself");
  return stream_rows(connection_, *schema_, query, visit);
}

Result<std::int64_t> SqlReader::count(std::string_view table, const query::FilterPtr& filter, const Caller& caller) {
  SqlContext context{*schema_, connection_.dialect(), caller};
  const auto rows = TRY(connection_.query(TRY(plan_count(context, table, filter))));
  if (!TRY(rows->next())) return fail(ErrorCode::Internal, "a count of {} gave no row", table);
  return rows->integer(0);
}

Result<std::vector<query::Group>> SqlReader::aggregate(const query::Aggregate& question, const Caller& caller) {
  SqlContext context{*schema_, connection_.dialect(), caller};
  return read_groups(connection_, context, question);
}

Result<std::vector<Change>> SqlReader::changes(const std::vector<SequenceRange>& ranges, int limit,
                                               const Caller& caller) {
  if (!caller.is_system) return fail(ErrorCode::Denied, "what happened everywhere is for the program itself");
  return read_change_lines(connection_, *schema_, ranges, limit);
}

Result<std::int64_t> SqlReader::last_change(const Caller& caller) {
  if (!caller.is_system) return fail(ErrorCode::Denied, "what happened everywhere is for the program itself");
  return read_last_change(connection_);
}

Result<bool> SqlReader::could_read(std::string_view table, const record::Values& values, const Caller& caller) {
  return read_could_read(connection_, *schema_, table, values, caller);
}

Result<std::vector<HistoryEntry>> SqlReader::history(std::string_view name, const Uuid& id, const Caller& caller) {
  const record::TableSchema* table = TRY(find_table(*schema_, name));
  if (!caller.is_system && !TRY(find(name, id, {std::string(table->table().primary_id)}, caller))) {
    return fail(ErrorCode::NotFound, "no {} with id {}", name, id.to_string());
  }
  return std::move(TRY(read_histories(*table, {&id, 1}, nullptr)).front());
}

Result<std::vector<std::vector<HistoryEntry>>> SqlReader::histories(std::string_view name, std::span<const Uuid> ids,
                                                                    const std::vector<std::string>& created_columns,
                                                                    const Caller& caller) {
  if (!caller.is_system) return fail(ErrorCode::Denied, "many histories at once are for the program itself");
  return read_histories(*TRY(find_table(*schema_, name)), ids, &created_columns);
}

Result<std::vector<std::vector<HistoryEntry>>> SqlReader::read_histories(
    const record::TableSchema& table, std::span<const Uuid> ids, const std::vector<std::string>* created_columns) {
  std::vector<std::vector<HistoryEntry>> histories(ids.size());
  if (ids.empty()) return histories;  // PostgreSQL knows no empty list
  std::unordered_map<std::string_view, std::size_t> places;
  Sql sql("SELECT sequence, changedon, changedby, kind, changes, recordid FROM ");
  sql.add(quoted(kHistoryTable)).add(" WHERE recordid IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    sql.add(i > 0 ? ", " : "").bind(Cell::uuid(ids[i]));
    places.emplace(ids[i].as_bytes(), i);
  }
  sql.add(") AND tablename = ").bind(Cell::text(std::string(table.name()))).add(" ORDER BY recordid, sequence");
  const auto rows = TRY(connection_.query(std::move(sql).finish(connection_.dialect().numbered_parameters)));
  while (TRY(rows->next())) {
    const auto place = places.find(rows->bytes(5));
    if (place == places.end()) continue;
    HistoryEntry entry;
    entry.sequence = rows->integer(0);
    entry.table = table.name();
    entry.record_id = ids[place->second];
    entry.at = Timestamp(std::chrono::microseconds(rows->integer(1)));
    if (!rows->is_null(2)) entry.by = Uuid::from_bytes(rows->bytes(2)).value_or(Uuid{});
    entry.kind = static_cast<HistoryEntry::Kind>(rows->integer(3));
    const bool some = created_columns != nullptr && entry.kind == HistoryEntry::Kind::Create;
    entry.changes =
        TRY(some ? read_changes_of(table, rows->bytes(4), *created_columns) : read_changes(table, rows->bytes(4)));
    histories[place->second].push_back(std::move(entry));
  }
  return histories;
}

}  // namespace leadlight::store
