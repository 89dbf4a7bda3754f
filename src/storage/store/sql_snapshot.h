// Snapshot and Transaction on top of one connection, for both backends.
#pragma once

#include <memory>
#include <utility>

#include "storage/store/reader.h"
#include "storage/store/store.h"
#include "storage/store/take.h"
#include "storage/store/writer.h"

namespace leadlight::store {

/// Reads on a connection that the deriving backend gives back when it is destroyed.
class SqlSnapshot : public Snapshot {
 public:
  SqlSnapshot(Connection& connection, std::shared_ptr<const record::Schema> schema)
      : reader_(connection, std::move(schema)) {}

  const record::Schema& schema() const override { return reader_.schema(); }
  Result<Page> select(const query::Query& query, const Caller& caller) override {
    return reader_.select(query, caller);
  }
  Result<std::optional<record::Record>> find(std::string_view table, const Uuid& id,
                                             const std::vector<std::string>& columns, const Caller& caller) override {
    return reader_.find(table, id, columns, caller);
  }
  Result<void> scan(const query::Query& query, const Caller& caller,
                    const std::function<Result<bool>(record::Record&&)>& visit) override {
    return reader_.scan(query, caller, visit);
  }
  Result<void> stream(const StreamQuery& query, const Caller& caller, const VisitCells& visit) override {
    return reader_.stream(query, caller, visit);
  }
  Result<std::int64_t> count(std::string_view table, const query::FilterPtr& filter, const Caller& caller) override {
    return reader_.count(table, filter, caller);
  }
  Result<std::vector<query::Group>> aggregate(const query::Aggregate& question, const Caller& caller) override {
    return reader_.aggregate(question, caller);
  }
  Result<std::vector<Change>> changes(const std::vector<SequenceRange>& ranges, int limit,
                                      const Caller& caller) override {
    return reader_.changes(ranges, limit, caller);
  }
  Result<std::int64_t> last_change(const Caller& caller) override { return reader_.last_change(caller); }
  Result<bool> could_read(std::string_view table, const record::Values& values, const Caller& caller) override {
    return reader_.could_read(table, values, caller);
  }
  Result<std::vector<HistoryEntry>> history(std::string_view table, const Uuid& id, const Caller& caller) override {
    return reader_.history(table, id, caller);
  }
  Result<std::vector<std::vector<HistoryEntry>>> histories(std::string_view table, std::span<const Uuid> ids,
                                                           const std::vector<std::string>& created_columns,
                                                           const Caller& caller) override {
    return reader_.histories(table, ids, created_columns, caller);
  }

 private:
  SqlReader reader_;
};

/// Lives within a transaction that the backend begins and ends.
class SqlTransaction final : public Transaction {
 public:
  SqlTransaction(Connection& connection, const std::shared_ptr<const record::Schema>& schema, Timestamp now,
                 base::Random& random)
      : connection_(connection), reader_(connection, schema), writer_(connection, schema, now, random) {}

  /// Set when a change failed half-way: the backend rolls back, whatever the work answered.
  const std::optional<Error>& failure() const { return writer_.failure(); }

  const record::Schema& schema() const override { return reader_.schema(); }
  Result<Page> select(const query::Query& query, const Caller& caller) override {
    return reader_.select(query, caller);
  }
  Result<std::optional<record::Record>> find(std::string_view table, const Uuid& id,
                                             const std::vector<std::string>& columns, const Caller& caller) override {
    return reader_.find(table, id, columns, caller);
  }
  Result<void> scan(const query::Query& query, const Caller& caller,
                    const std::function<Result<bool>(record::Record&&)>& visit) override {
    return reader_.scan(query, caller, visit);
  }
  Result<void> stream(const StreamQuery& query, const Caller& caller, const VisitCells& visit) override {
    return reader_.stream(query, caller, visit);
  }
  Result<std::int64_t> count(std::string_view table, const query::FilterPtr& filter, const Caller& caller) override {
    return reader_.count(table, filter, caller);
  }
  Result<std::vector<query::Group>> aggregate(const query::Aggregate& question, const Caller& caller) override {
    return reader_.aggregate(question, caller);
  }
  Result<std::vector<Change>> changes(const std::vector<SequenceRange>& ranges, int limit,
                                      const Caller& caller) override {
    return reader_.changes(ranges, limit, caller);
  }
  Result<std::int64_t> last_change(const Caller& caller) override { return reader_.last_change(caller); }
  Result<bool> could_read(std::string_view table, const record::Values& values, const Caller& caller) override {
    return reader_.could_read(table, values, caller);
  }
  Result<std::vector<HistoryEntry>> history(std::string_view table, const Uuid& id, const Caller& caller) override {
    return reader_.history(table, id, caller);
  }
  Result<std::vector<std::vector<HistoryEntry>>> histories(std::string_view table, std::span<const Uuid> ids,
                                                           const std::vector<std::string>& created_columns,
                                                           const Caller& caller) override {
    return reader_.histories(table, ids, created_columns, caller);
  }

  Result<std::optional<record::Record>> take(const query::Query& query) override {
    const Caller program = Caller::system();
    SqlContext context{reader_.schema(), connection_.dialect(), program};
    return take_row(connection_, context, query);
  }
  Timestamp now() const override { return writer_.now(); }
  void set_now(Timestamp now) override { writer_.set_now(now); }
  Result<record::Record> insert(std::string_view table, Uuid id, record::Values values, const Caller& caller) override {
    return writer_.insert(table, id, std::move(values), caller);
  }
  Result<void> insert_many(std::string_view table, std::vector<std::pair<Uuid, record::Values>> rows,
                           const Caller& caller) override {
    return writer_.insert_many(table, std::move(rows), caller);
  }
  Result<record::Record> update(std::string_view table, const Uuid& id, record::Values changes,
                                std::optional<std::int64_t> expected_version, const Caller& caller) override {
    return writer_.update(table, id, std::move(changes), expected_version, caller);
  }
  Result<std::vector<UpdateOutcome>> update_many(std::string_view table, std::vector<RowChange> rows,
                                                 const Caller& caller) override {
    return writer_.update_many(table, std::move(rows), caller);
  }
  Result<void> remove(std::string_view table, const Uuid& id, std::optional<std::int64_t> expected_version,
                      const Caller& caller) override {
    return writer_.remove(table, id, expected_version, caller);
  }

 private:
  Connection& connection_;
  SqlReader reader_;
  SqlWriter writer_;
};

}  // namespace leadlight::store
