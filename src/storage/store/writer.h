// Changing rows through one connection, for both backends: defaults, access, versions, folded columns and history are
// kept right here and nowhere else.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <unordered_map>

#include "base/random.h"
#include "storage/store/connection.h"
#include "storage/store/layout.h"
#include "storage/store/sql_select.h"
#include "storage/store/store.h"
#include "storage/store/write_checks.h"

namespace leadlight::store {

/// The changing methods of Transaction; see there.
class SqlWriter {
 public:
  /// `connection` and `random` outlive the writer.
  SqlWriter(Connection& connection, std::shared_ptr<const record::Schema> schema, Timestamp now, base::Random& random)
      : connection_(connection),
        schema_(std::move(schema)),
        now_(now),
        random_(random),
        checks_(connection, *schema_) {}

  Timestamp now() const { return now_; }
  void set_now(Timestamp now) { now_ = now; }
  Result<record::Record> insert(std::string_view table, Uuid id, record::Values values, const Caller& caller);
  Result<void> insert_many(std::string_view table, std::vector<std::pair<Uuid, record::Values>> rows,
                           const Caller& caller);
  Result<record::Record> update(std::string_view table, const Uuid& id, record::Values changes,
                                std::optional<std::int64_t> expected_version, const Caller& caller);
  Result<std::vector<UpdateOutcome>> update_many(std::string_view table, std::vector<RowChange> rows,
                                                 const Caller& caller);
  Result<void> remove(std::string_view table, const Uuid& id, std::optional<std::int64_t> expected_version,
                      const Caller& caller);

  /// Set when a change failed half-way: the transaction must be rolled back whatever its work answered.
  const std::optional<Error>& failure() const { return failure_; }

 private:
  struct Current {
    record::Record row;
    bool may = false;  ///< The verb that was asked about.
    bool may_assign = false;
  };
  /// What removing a row does to other rows.
  struct Removal {
    struct Cut {
      std::string table;
      Uuid id;
      std::string lookup;
    };
    std::vector<std::pair<std::string, Uuid>> rows;  ///< Dependents first, the row itself last.
    std::vector<Cut> cuts;                           ///< Lookups that become null.
  };

  const TableLayout& layout(const record::TableSchema& table);
  Result<record::Values> complete(const record::TableSchema& table, const Uuid& id, record::Values values,
                                  const Caller& caller);
  void stamp_created(const record::TableSchema& table, record::Values& values, const Caller& caller);
  Result<void> set_business_unit(record::Values& values, const Caller& caller);
  Result<std::map<Uuid, Current>> current_rows(const record::TableSchema& table, std::span<const Uuid> ids, Verb verb,
                                               const Caller& caller);
  Result<Current> current_for(const record::TableSchema& table, const Uuid& id, Verb verb,
                              std::optional<std::int64_t> expected_version, const Caller& caller);
  Result<record::Values> changes_with_stamps(const record::TableSchema& table, const Current& before,
                                             record::Values changes, const Caller& caller);
  Result<record::Values> effective_changes(const record::TableSchema& table, const Current& before,
                                           record::Values changes, const Caller& caller);
  Result<void> check_keys_free(const record::TableSchema& table, const record::Values& values);
  static Sql change_row(const record::TableSchema& table, record::Record& row, const record::Values& changes,
                        std::string& told);
  Result<void> plan_removal(const record::TableSchema& table, const Uuid& id, int depth, Removal& removal);
  Result<void> plan_dependents(const record::TableSchema& from, const record::Field& lookup, std::string_view table,
                               const Uuid& id, int depth, Removal& removal);
  Result<void> carry_out(const Removal& removal, const Caller& caller);
  std::vector<Cell> history_cells(const record::TableSchema& table, const Uuid& id, int kind, std::string changes,
                                  const Caller& caller) const;
  Result<void> write_history(const record::TableSchema& table, const Uuid& id, int kind, std::string changes,
                             const Caller& caller);
  Result<std::int64_t> execute(Sql sql);
  /// Keeps the first error of a change that has begun, see failure().
  template <class T>
  Result<T> note(Result<T> result) {
    if (!result && !failure_) failure_ = result.error();
    return result;
  }

  Connection& connection_;
  std::shared_ptr<const record::Schema> schema_;
  Timestamp now_;
  base::Random& random_;
  WriteChecks checks_;
  std::unordered_map<std::string_view, TableLayout> layouts_;
  std::optional<Error> failure_;
};

}  // namespace leadlight::store
