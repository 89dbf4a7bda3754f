#include "service/insight/rows.h"

#include <algorithm>

namespace leadlight::insight {
namespace {

constexpr std::size_t kKeysAtOnce = 400;

}  // namespace

Result<void> for_each_of(store::Snapshot& snapshot, std::string_view table, std::string_view column,
                         const std::vector<record::Value>& keys, const std::vector<std::string>& columns,
                         const store::Caller& caller, const Visit& visit) {
  for (std::size_t first = 0; first < keys.size(); first += kKeysAtOnce) {
    const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = keys.begin() + static_cast<std::ptrdiff_t>(std::min(first + kKeysAtOnce, keys.size()));
    query::In in{{{}, {}, std::string(column)}, {begin, end}};
    query::Query query{.table = std::string(table), .columns = columns};
    query.filter = std::make_shared<query::Filter>(query::Filter{std::move(in)});
    TRY(snapshot.scan(query, caller, [&](record::Record&& row) -> Result<bool> {
      TRY(visit(std::move(row)));
      return true;
    }));
  }
  return {};
}

}  // namespace leadlight::insight
