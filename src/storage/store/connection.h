// One connection to one database, as little of it as the shared code needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/store/dialect.h"
#include "storage/store/sql.h"

namespace leadlight::store {

/// The rows of a running query. Views live until the next `next()`. Destroying it ends the query.
class Rows {
 public:
  virtual ~Rows() = default;
  /// Moves to the next row; false after the last.
  virtual Result<bool> next() = 0;
  virtual bool is_null(int column) const = 0;
  /// Integer, Boolean, Timestamp and Date cells, in the units of CellType.
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  /// Text, Bytes and Uuid (16 bytes) cells.
  virtual std::string_view bytes(int column) const = 0;
};

enum class Fetch {
  Whole,      ///< A page: all rows may be held in memory.
  Streaming,  ///< Any number of rows in bounded memory; other statements may run meanwhile.
};

/// @threads one at a time
class Connection {
 public:
  virtual ~Connection() = default;
  virtual const Dialect& dialect() const = 0;
  /// @errors Conflict: a unique index refuses; Unavailable: worth trying again; else Internal or Corrupt
  virtual Result<std::unique_ptr<Rows>> query(const Statement& statement, Fetch fetch = Fetch::Whole) = 0;
  /// How many rows it changed.
  virtual Result<std::int64_t> execute(const Statement& statement) = 0;
  /// Statements that change one row each, in order, at the cost of a single wait for the database.
  /// @errors Internal: one changed none; as for execute
  virtual Result<void> execute_each(std::span<const Statement> statements) = 0;
  /// Several statements without values.
  virtual Result<void> run_script(std::string_view sql) = 0;
  /// Adds one row with a cell for every column; false when its id or another key is taken. No error, because an error
  /// would end a PostgreSQL transaction. Rows come in only here and by insert_rows: both keep the search index.
  virtual Result<bool> insert_row(std::string_view table, const std::vector<std::string>& columns,
                                  const std::vector<Cell>& row) = 0;
  /// Many rows at once. @errors Conflict: a key is taken
  virtual Result<void> insert_rows(std::string_view table, const std::vector<std::string>& columns,
                                   std::span<const std::vector<Cell>> rows) = 0;
};

/// The statement as this database writes its parameters.
inline Statement finish(const Connection& connection, Sql sql) {
  return std::move(sql).finish(connection.dialect().numbered_parameters);
}

}  // namespace leadlight::store
