#include "service/access/rows.h"

#include "core/query/query.h"

namespace leadlight::access {

using record::Record;
using record::Reference;
using store::Caller;
using store::Snapshot;

const Caller& program() {
  static const Caller caller = Caller::system();
  return caller;
}

/// Every row of `table` whose `column` equals `value`.
Result<std::vector<Record>> rows_with(Snapshot& snapshot, std::string table, std::string column, record::Value value,
                                      std::vector<std::string> columns) {
  query::Query query;
  query.table = std::move(table);
  query.columns = std::move(columns);
  query.filter = query::equals(std::move(column), std::move(value));
  std::vector<Record> rows;
  TRY(snapshot.scan(query, program(), [&](Record&& row) -> Result<bool> {
    rows.push_back(std::move(row));
    return true;
  }));
  return rows;
}

Result<std::optional<Record>> row_with(Snapshot& snapshot, std::string table, std::string column, record::Value value,
                                       std::vector<std::string> columns) {
  auto rows = TRY(rows_with(snapshot, std::move(table), std::move(column), std::move(value), std::move(columns)));
  if (rows.empty()) return std::optional<Record>();
  return std::optional(std::move(rows.front()));
}

const std::vector<std::string>& user_columns() {
  static const std::vector<std::string> columns = {"domainname",       "fullname",        "ll_language",
                                                   "businessunitid",   "ll_passwordhash", "isdisabled",
                                                   "ll_failedsignins", "ll_lockeduntil"};
  return columns;
}

Result<std::optional<Record>> user_named(Snapshot& snapshot, std::string_view name) {
  return row_with(snapshot, "systemuser", "domainname", std::string(name), user_columns());
}

Result<void> check_password(std::string_view password) {
  if (password.size() < kShortestPassword) {
    return fail(Error(ErrorCode::InvalidInput, "the password is too short",
                      fmt::format("Take at least {} characters.", kShortestPassword)));
  }
  if (password.size() > kLongestPassword) {
    return fail(ErrorCode::InvalidInput, "the password is longer than {} characters", kLongestPassword);
  }
  return {};
}

}  // namespace leadlight::access
