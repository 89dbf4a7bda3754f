// What every backend can do. SQLite and PostgreSQL implement this and pass the same contract tests
// (store_contract.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/query/aggregate.h"
#include "core/query/query.h"
#include "core/record/record.h"
#include "core/record/schema.h"
#include "storage/store/access.h"
#include "storage/store/stream.h"

namespace leadlight::store {

/// A row with what was expanded beside it.
struct Row {
  record::Record record;
  /// Navigation name to the related row (absent: none, or none the caller may see).
  std::map<std::string, std::shared_ptr<record::Record>, std::less<>> related;
  std::map<std::string, std::vector<record::Record>, std::less<>> collections;
};

struct Page {
  std::vector<Row> rows;
  std::optional<std::string> next;    ///< Cursor of the following page; nullopt on the last one.
  std::optional<std::int64_t> total;  ///< When the query asked to count.
};

/// One change of one row, as the field history keeps it.
struct HistoryEntry {
  std::int64_t sequence = 0;
  std::string table;
  Uuid record_id;
  Timestamp at;
  Uuid by;
  enum class Kind { Create, Update, Delete } kind = Kind::Update;
  struct Change {
    record::Value before, after;
  };
  std::map<std::string, Change> changes;  ///< On Create only `after` is set, for every non-null column.
};

/// One line of the field history, for those who follow what happens.
struct Change {
  std::int64_t sequence = 0;
  std::string table;
  Uuid id;
  HistoryEntry::Kind kind = HistoryEntry::Kind::Update;
  record::Values before;  ///< Of an update what changed, of a removal everything.
};

struct RowChange {
  Uuid id;
  record::Values changes;
  std::optional<std::int64_t> expected_version;
};

/// What became of a row among many that were to be changed.
enum class UpdateOutcome {
  Done,
  Gone,              ///< There is none with this id.
  ChangedMeanwhile,  ///< It is at another version than expected, and left as it is.
};

/// From `first` to `last`, both included.
struct SequenceRange {
  std::int64_t first = 0, last = 0;
};

/// A consistent view of the database. Not for sharing between threads; holds a read connection: keep it short.
/// Rows the caller may not read are as if they were not there; unreadable related rows read as null.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual const record::Schema& schema() const = 0;

  /// One page.
  /// @errors InvalidInput: unknown table or column, a cursor of another query; Unsupported: more than one lookup step
  virtual Result<Page> select(const query::Query& query, const Caller& caller) = 0;

  /// The row with this id; nullopt when there is none or the caller may not read it.
  virtual Result<std::optional<record::Record>> find(std::string_view table, const Uuid& id,
                                                     const std::vector<std::string>& columns, const Caller& caller) = 0;

  /// Every match in order, one at a time in bounded memory, until `visit` answers false. `limit` and `cursor` apply.
  virtual Result<void> scan(const query::Query& query, const Caller& caller,
                            const std::function<Result<bool>(record::Record&&)>& visit) = 0;

  /// Every row, in no particular order, in bounded memory, until `visit` answers false: for the program itself, which
  /// reads whole tables. Within `visit` other questions may be asked of this snapshot.
  /// @errors Denied: the caller is a user; InvalidInput: unknown table or column
  virtual Result<void> stream(const StreamQuery& query, const Caller& caller, const VisitCells& visit) = 0;

  virtual Result<std::int64_t> count(std::string_view table, const query::FilterPtr& filter, const Caller& caller) = 0;

  /// Groups and measures of the rows that the caller may read, in the order of their keys.
  /// @errors InvalidInput, Unsupported, TooLarge as read_groups() in sql_aggregate.h
  virtual Result<std::vector<query::Group>> aggregate(const query::Aggregate& question, const Caller& caller) = 0;

  /// Oldest first. Inherits the record's access.
  virtual Result<std::vector<HistoryEntry>> history(std::string_view table, const Uuid& id, const Caller& caller) = 0;
  /// Those of many rows at a fraction of the cost, in the order of `ids`: for the program itself. The entry that made a
  /// row names every column, which is most of the text there is: of it only the changes of `created_columns` are read.
  /// @errors Denied: the caller is a user
  virtual Result<std::vector<std::vector<HistoryEntry>>> histories(std::string_view table, std::span<const Uuid> ids,
                                                                   const std::vector<std::string>& created_columns,
                                                                   const Caller& caller) = 0;

  /// The lines of the field history in these ranges, in order: for the program itself, which asks about each row again
  /// in the name of whom it tells (ChangeFollower).
  /// @errors Denied: the caller is a user
  virtual Result<std::vector<Change>> changes(const std::vector<SequenceRange>& ranges, int limit,
                                              const Caller& caller) = 0;
  /// The number of the last line; 0 when there is none. @errors Denied: the caller is a user
  virtual Result<std::int64_t> last_change(const Caller& caller) = 0;
  /// Whether the caller could read a row with these values: one that is gone, or as it was before.
  virtual Result<bool> could_read(std::string_view table, const record::Values& values, const Caller& caller) = 0;
};

/// A change in the making; also sees what it wrote. Each change keeps `versionnumber`, `modifiedon/by`,
/// `createdon/by`, owner defaults, folded shadow columns and the field history right in one place.
class Transaction : public Snapshot {
 public:
  /// When it happens, for created and modified columns and the history.
  virtual Timestamp now() const = 0;

  /// Adds a row. `values` must have passed record::check_change. `id` nil: a new one is made. Owner absent: the caller.
  /// System callers may set the created columns (imports). Computed columns are the service's, which adds them to its
  /// user's values (scores); computed lookups are not checked, so that two new rows may point at each other.
  /// @errors Denied; Conflict (id or alternate key taken); InvalidInput (a lookup points nowhere)
  virtual Result<record::Record> insert(std::string_view table, Uuid id, record::Values values,
                                        const Caller& caller) = 0;

  /// Changes the given columns and answers the row as it is now (all non-internal columns). A change of computed
  /// columns only (a rescoring) leaves `modifiedon/by` and the field history as they are; only `versionnumber` grows.
  /// @errors NotFound (absent or unreadable), Denied (readable, not writable), Conflict (`expected_version` differs)
  virtual Result<record::Record> update(std::string_view table, const Uuid& id, record::Values changes,
                                        std::optional<std::int64_t> expected_version, const Caller& caller) = 0;

  /// Adds many rows at a fraction of the cost of one at a time, with the same defaults, checks and history. An id that
  /// is nil is made.
  /// @errors as for insert; after a Conflict the transaction cannot be committed any more
  virtual Result<void> insert_many(std::string_view table, std::vector<std::pair<Uuid, record::Values>> rows,
                                   const Caller& caller) = 0;

  /// Changes many rows, none of them twice, at a fraction of the cost of one at a time: for the program itself. What
  /// became of each, in their order. @errors as for update, but for NotFound and Conflict of a version
  virtual Result<std::vector<UpdateOutcome>> update_many(std::string_view table, std::vector<RowChange> rows,
                                                         const Caller& caller) = 0;

  /// The first match, kept from all others until the end of the transaction; rows that another transaction keeps are
  /// passed over. For queues, with the rights of the system. `limit`, `cursor` and `expand` do not apply.
  virtual Result<std::optional<record::Record>> take(const query::Query& query) = 0;

  /// From here on changes are dated so, for system use: history that happened earlier.
  virtual void set_now(Timestamp now) = 0;

  /// Rows that belong to this one (Ownership::Parent) go too, lookups that point to it become null.
  /// @errors as for update; Conflict when rows need it (it owns records, or a required lookup points to it)
  virtual Result<void> remove(std::string_view table, const Uuid& id, std::optional<std::int64_t> expected_version,
                              const Caller& caller) = 0;
};

/// A database. @threads every method may be called from any thread
class Store {
 public:
  virtual ~Store() = default;

  /// "sqlite" or "postgres", for messages.
  virtual std::string_view backend() const = 0;

  /// Creates or upgrades the tables under a lock.
  /// @errors Conflict when the database was written by a newer program
  virtual Result<void> migrate() = 0;

  virtual std::shared_ptr<const record::Schema> schema() const = 0;

  virtual Result<std::unique_ptr<Snapshot>> snapshot() = 0;

  /// Runs `work` in a transaction and returns after it is durable; nothing of it stays when it fails. `work` may be
  /// run again after a conflict with another writer, so it must have no effects but its answer.
  virtual Result<void> write(const std::function<Result<void>(Transaction&)>& work) = 0;

  /// Adds custom columns on a live database; other nodes notice by the schema's version.
  virtual Result<void> add_columns(std::vector<record::CustomColumn> columns) = 0;
  virtual Result<void> change_column(std::string_view table, std::string_view name, std::string label,
                                     bool retired) = 0;
};

}  // namespace leadlight::store
