#include "storage/postgres/postgres_dialect.h"

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

}  // namespace

const store::Dialect& dialect() {
  static constexpr store::Dialect kDialect{
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
  };
  return kDialect;
}

}  // namespace leadlight::postgres
