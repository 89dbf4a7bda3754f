#include "storage/sqlite/sqlite_dialect.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "storage/store/columns.h"

namespace leadlight::sqlite {
namespace {

using store::Cell;
using store::CellType;
using store::SchemaObject;
using store::Sql;

std::string_view column_type(CellType type) {
  switch (type) {
    case CellType::Integer:
    case CellType::Boolean:
    case CellType::Timestamp:
    case CellType::Date:
      return "INTEGER";
    case CellType::Real:
      return "REAL";
    case CellType::Text:
      return "TEXT";
    case CellType::Bytes:
    case CellType::Uuid:
      return "BLOB";
  }
  return "BLOB";
}

std::string search_table(std::string_view table) {
  return std::string(table) + "_search";
}

/// Every run of three characters as an FTS5 string. The index knows which rows have a run, not where it stands
/// (detail=none), so runs are joined by AND and the position is checked afterwards.
///
/// Every third run holds all characters. The runs between would leave hardly fewer candidates, and the lists of runs
/// that many rows have take long to read: two frequent words took 120 ms of a million rows with all runs.
std::string runs_of_three(std::string_view text) {
  constexpr std::size_t kMaxRuns = 40;  // enough to leave few candidates
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80) starts.push_back(i);
  }
  starts.push_back(text.size());
  std::string match;
  const std::size_t runs = std::min(starts.size() - 3, kMaxRuns);  // one more start than characters
  for (std::size_t i = 0;; i = std::min(i + 3, runs - 1)) {
    match += match.empty() ? "\"" : " AND \"";
    for (const char c : text.substr(starts[i], starts[i + 3] - starts[i])) match.append(c == '"' ? 2 : 1, c);
    match += '"';
    if (i + 1 == runs) break;
  }
  return match;
}

/// `SELECT rowid FROM "lead_search" WHERE "lead_search" MATCH ?`
Sql matching_rows(std::string_view table, std::span<const std::string> needles) {
  std::string match;
  for (const std::string& needle : needles) match += (match.empty() ? "" : " AND ") + runs_of_three(needle);
  const std::string index = store::quoted(search_table(table));
  Sql sql("SELECT rowid FROM ");
  sql.add(index).add(" WHERE ").add(index).add(" MATCH ").bind(Cell::text(std::move(match)));
  return sql;
}

Sql search_candidates(std::string_view alias, std::string_view table, std::span<const std::string> needles) {
  Sql sql(store::quoted(alias, "row_number"));
  sql.add(" IN (").add(matching_rows(table, needles)).add(")");
  return sql;
}

Sql count_candidates(std::string_view table, std::span<const std::string> needles, std::int64_t most) {
  Sql sql("SELECT count(*) FROM (");
  sql.add(matching_rows(table, needles)).add(" LIMIT ").bind(Cell::integer(most)).add(")");
  return sql;
}

/// The text stays in the table (content=). Triggers keep the index when it changes or goes; new rows come in through
/// the connection, which adds them itself.
std::vector<SchemaObject> search_index(std::string_view table) {
  const std::string name = search_table(table), index = store::quoted(name), rows = store::quoted(table);
  const std::string column = store::quoted(store::kSearchColumn);
  const auto trigger = [&](const std::string& suffix, const std::string& event, const std::string& body) {
    const std::string trigger_name = name + suffix;
    return SchemaObject{
        trigger_name, "CREATE TRIGGER " + store::quoted(trigger_name) + " AFTER " + event + " BEGIN\n" + body + "END"};
  };
  // FTS5 must never be told to forget a row it does not know: rows without words are not in it.
  const std::string add = "  INSERT INTO " + index + " (rowid, " + column + ") SELECT new.row_number, new." + column +
                          " WHERE new." + column + " IS NOT NULL;\n";
  const std::string take = "  INSERT INTO " + index + " (" + index + ", rowid, " + column +
                           ") SELECT 'delete', old.row_number, old." + column + " WHERE old." + column +
                           " IS NOT NULL;\n";
  return {{name, "CREATE VIRTUAL TABLE " + index + " USING fts5(" + column + ", content='" + std::string(table) +
                     "', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"},
          trigger("_delete", "DELETE ON " + rows, take),
          trigger("_update", "UPDATE OF " + column + " ON " + rows + " WHEN old." + column + " IS NOT new." + column,
                  take + add)};
}

/// There is one writer, so one shard is enough.
std::vector<SchemaObject> count_triggers(std::string_view table) {
  const auto add = [&](std::string_view row, int rows) {
    return fmt::format(
        "  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('{}', coalesce({}.statecode, -1), 0, "
        "{}) "
        "ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;\n",
        table, row, rows);
  };
  const auto trigger = [&](std::string_view suffix, std::string_view event, std::string_view when,
                           const std::string& body) {
    const std::string name = fmt::format("{}_count_{}", table, suffix);
    return SchemaObject{name, fmt::format("CREATE TRIGGER {} AFTER {} ON {}{} BEGIN\n{}END", store::quoted(name), event,
                                          store::quoted(table), when, body)};
  };
  return {trigger("insert", "INSERT", "", add("new", 1)), trigger("delete", "DELETE", "", add("old", -1)),
          trigger("update", "UPDATE OF \"statecode\"", " WHEN old.statecode IS NOT new.statecode",
                  add("old", -1) + add("new", 1))};
}

}  // namespace

std::string search_table(std::string_view table) {
  return std::string(table) + "_search";
}

const store::Dialect& dialect() {
  static const store::Dialect kDialect{
      .name = "sqlite",
      .numbered_parameters = false,
      .column_type = column_type,
      .folded_type = "TEXT",  // compared as bytes unless told otherwise
      .row_number = "INTEGER PRIMARY KEY",
      .sequence_type = "INTEGER PRIMARY KEY",
      .table_suffix = " STRICT",
      .position = "instr",
      .last_characters = "substr({0}, -{1})",
      .as_bytes = "",
      // Division cuts towards zero; moments before 1970 lie before their second.
      .instant_parts = {"CAST(strftime('%Y', {0} / 1000000 - ({0} % 1000000 < 0), 'unixepoch') AS INTEGER)",
                        "CAST(strftime('%m', {0} / 1000000 - ({0} % 1000000 < 0), 'unixepoch') AS INTEGER)",
                        "CAST(strftime('%d', {0} / 1000000 - ({0} % 1000000 < 0), 'unixepoch') AS INTEGER)"},
      .day_parts = {"CAST(strftime('%Y', {0} * 86400, 'unixepoch') AS INTEGER)",
                    "CAST(strftime('%m', {0} * 86400, 'unixepoch') AS INTEGER)",
                    "CAST(strftime('%d', {0} * 86400, 'unixepoch') AS INTEGER)"},
      .row_lock = "",  // there is one writer
      .share_lock = "",
      .queue_lock = "",
      .not_by_index = "+",
      .nulls_first = "",  // nulls are smallest here
      .nulls_last = "",
      .unordered = "+{0}",
      .search_candidates = search_candidates,
      .count_candidates = count_candidates,
      .before_count = "",
      .after_count = "",
      .search_index = search_index,
      .count_functions = {},
      .count_triggers = count_triggers,
  };
  return kDialect;
}

}  // namespace leadlight::sqlite
