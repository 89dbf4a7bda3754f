#include "storage/postgres/postgres_dialect.h"

#include <fmt/format.h>

#include <vector>

#include "storage/store/columns.h"

namespace leadlight::postgres {
namespace {

using store::Cell;
using store::CellType;
using store::SchemaObject;
using store::Sql;

std::string_view column_type(CellType type) {
  switch (type) {
    case CellType::Integer:
      return "bigint";
    case CellType::Boolean:
      return "boolean";
    case CellType::Timestamp:
      return "timestamptz";
    case CellType::Date:
      return "date";
    case CellType::Real:
      return "double precision";
    case CellType::Text:
      return "text";
    case CellType::Bytes:
      return "bytea";
    case CellType::Uuid:
      return "uuid";
  }
  return "bytea";
}

/// pg_trgm serves LIKE with a text in the middle. Where it finds no letters to index in the needle (it knows those of
/// the database's locale) it looks at every entry, and the answer is right all the same.
Sql search_candidates(std::string_view alias, std::string_view, std::span<const std::string> needles) {
  Sql sql;
  for (const std::string& needle : needles) {
    std::string pattern = "%";
    for (const char c : needle) {
      if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
      pattern.push_back(c);
    }
    sql.add(sql.empty() ? "" : " AND ").add(store::quoted(alias, store::kSearchColumn));
    sql.add(" LIKE ").bind(Cell::text(pattern + "%"));
  }
  return sql;
}

Sql count_candidates(std::string_view table, std::span<const std::string> needles, std::int64_t most) {
  Sql sql("SELECT count(*) FROM (SELECT 1 FROM ");
  sql.add(store::quoted(table)).add(" c WHERE ").add(search_candidates("c", table, needles));
  sql.add(" LIMIT ").bind(Cell::integer(most)).add(") found");
  return sql;
}

std::vector<SchemaObject> search_index(std::string_view table) {
  const std::string name = std::string(table) + "_search_idx";
  return {{name, "CREATE INDEX " + store::quoted(name) + " ON " + store::quoted(table) + " USING gin (" +
                     store::quoted(store::kSearchColumn) + " gin_trgm_ops)"}};
}

/// A row that every writer changed would make them wait for each other and, as transactions see one moment
/// (REPEATABLE READ), begin anew. So each connection has rows of its own.
constexpr std::string_view kAddCounts =
    "INSERT INTO ll_rowcount AS c (tablename, statecode, shard, rows) "
    "SELECT TG_TABLE_NAME, coalesce(statecode, -1), pg_backend_pid() % 1024, {} FROM {} "
    "ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = c.rows + excluded.rows; RETURN NULL";

std::vector<SchemaObject> count_functions() {
  const auto function = [](std::string name, std::string_view rows, std::string_view from) {
    const std::string body = fmt::format(kAddCounts, rows, from);
    return SchemaObject{name, fmt::format("CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS "
                                          "$$ BEGIN {}; END $$",
                                          name, body)};
  };
  return {function("ll_count_added", "count(*)", "changed GROUP BY statecode"),
          function("ll_count_removed", "-count(*)", "changed GROUP BY statecode"),
          function("ll_count_moved", "moved.rows",
                   "(VALUES (OLD.statecode, -1), (NEW.statecode, 1)) moved(statecode, rows)")};
}

std::vector<SchemaObject> count_triggers(std::string_view table) {
  const auto trigger = [&](std::string_view suffix, std::string_view event, std::string_view rest) {
    const std::string name = fmt::format("{}_count_{}", table, suffix);
    return SchemaObject{name, fmt::format("CREATE TRIGGER {} AFTER {} ON {} {}", store::quoted(name), event,
                                          store::quoted(table), rest)};
  };
  return {
      trigger("insert", "INSERT", "REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added()"),
      trigger("delete", "DELETE", "REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed()"),
      trigger("update", "UPDATE OF statecode",
              "FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved()")};
}

}  // namespace

const store::Dialect& dialect() {
  static const store::Dialect kDialect{
      .name = "postgres",
      .numbered_parameters = true,
      .column_type = column_type,
      .folded_type = "text COLLATE \"C\"",
      .row_number = "",
      .sequence_type = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      .table_suffix = "",
      .position = "strpos",
      .last_characters = "right({0}, {1})",
      .as_bytes = " COLLATE \"C\"",
      .instant_parts = {"CAST(extract(year FROM {0} AT TIME ZONE 'UTC') AS bigint)",
                        "CAST(extract(month FROM {0} AT TIME ZONE 'UTC') AS bigint)",
                        "CAST(extract(day FROM {0} AT TIME ZONE 'UTC') AS bigint)"},
      .day_parts = {"CAST(extract(year FROM {0}) AS bigint)", "CAST(extract(month FROM {0}) AS bigint)",
                    "CAST(extract(day FROM {0}) AS bigint)"},
      .row_lock = " FOR NO KEY UPDATE",  // lets others see that the row is there (share_lock)
      .share_lock = " FOR KEY SHARE",
      .queue_lock = " FOR NO KEY UPDATE SKIP LOCKED",
      .not_by_index = "",
      .nulls_first = " NULLS FIRST",
      .nulls_last = " NULLS LAST",
      .unordered = "(SELECT {0})",
      .search_candidates = search_candidates,
      .count_candidates = count_candidates,
      // It takes any row for a likely match, and so would look at all of them where there is none.
      .before_count = "SET LOCAL enable_seqscan TO off",
      .after_count = "SET LOCAL enable_seqscan TO DEFAULT",
      .search_index = search_index,
      .count_functions = count_functions(),
      .count_triggers = count_triggers,
  };
  return kDialect;
}

}  // namespace leadlight::postgres
