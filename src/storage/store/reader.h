// Reading rows through one connection: what snapshots and transactions of both backends share.
#pragma once

#include <memory>

#include "storage/store/connection.h"
#include "storage/store/sql_select.h"
#include "storage/store/store.h"

namespace leadlight::store {

/// The methods of Snapshot; see there.
class SqlReader {
 public:
  /// `connection` outlives the reader.
  SqlReader(Connection& connection, std::shared_ptr<const record::Schema> schema)
      : connection_(connection), schema_(std::move(schema)) {}

  const record::Schema& schema() const { return *schema_; }
  Result<Page> select(const query::Query& query, const Caller& caller);
  Result<std::optional<record::Record>> find(std::string_view table, const Uuid& id,
                                             const std::vector<std::string>& columns, const Caller& caller);
  Result<void> scan(const query::Query& query, const Caller& caller,
                    const std::function<Result<bool>(record::Record&&)>& visit);
  Result<void> stream(const StreamQuery& query, const Caller& caller, const VisitCells& visit);
  Result<std::int64_t> count(std::string_view table, const query::FilterPtr& filter, const Caller& caller);
  Result<std::vector<query::Group>> aggregate(const query::Aggregate& question, const Caller& caller);
  Result<std::vector<Change>> changes(const std::vector<SequenceRange>& ranges, int limit, const Caller& caller);
  Result<std::int64_t> last_change(const Caller& caller);
  Result<bool> could_read(std::string_view table, const record::Values& values, const Caller& caller);
  Result<std::vector<HistoryEntry>> history(std::string_view table, const Uuid& id, const Caller& caller);
  Result<std::vector<std::vector<HistoryEntry>>> histories(std::string_view table, std::span<const Uuid> ids,
                                                           const std::vector<std::string>& created_columns,
                                                           const Caller& caller);

 private:
  Result<SearchBy> search_by(const query::Query& query);
  Result<std::vector<std::vector<HistoryEntry>>> read_histories(const record::TableSchema& table,
                                                                std::span<const Uuid> ids,
                                                                const std::vector<std::string>* created_columns);
  Result<void> read_page(const SelectPlan& plan, int limit, Page& page);

  Connection& connection_;
  std::shared_ptr<const record::Schema> schema_;
};

}  // namespace leadlight::store
