#include "service/ingest/key_updates.h"

#include <span>

#include "base/text.h"
#include "service/ingest/batch_writer.h"

namespace leadlight::ingest {
namespace {

/// Rows in a transaction: each is read, scored and written under the writer's lock.
constexpr size_t kRowsAtOnce = 100;

record::Values differences(const record::Record& before, const record::Values& wanted) {
  record::Values changes;
  for (const auto& [column, value] : wanted) {
    if (before.get(column) != value) changes.emplace(column, value);
  }
  return changes;
}

}  // namespace

Result<std::map<std::string, Uuid>> KeyUpdates::find(const std::vector<std::string>& keys) {
  query::In in{query::Path{{}, {}, std::string(kExternalKey)}, {}};
  for (const std::string& key : keys) in.values.emplace_back(key);
  query::Query query{.table = table_, .columns = {std::string(kExternalKey)}};
  query.filter = std::make_shared<query::Filter>(query::Filter{std::move(in)});
  std::map<std::string, Uuid> found;
  // A key that belongs to a record the caller may not see is found too: the update will say it is not there.
  TRY(TRY(store_.snapshot())->scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
    if (const auto* key = row.get_as<std::string>(kExternalKey)) found.emplace(base::fold(*key), row.id);
    return true;
  }));
  return found;
}

Result<std::vector<KeyUpdates::Refused>> KeyUpdates::write(const std::vector<std::pair<Uuid, KeyedRow>>& rows) {
  std::vector<Refused> refused;
  for (size_t at = 0; at < rows.size(); at += kRowsAtOnce) {
    const auto part = std::span(rows).subspan(at, std::min(kRowsAtOnce, rows.size() - at));
    Written written;
    std::vector<Refused> refused_here;
    TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
      written = {};
      refused_here.clear();
      for (const auto& [id, row] : part) {
        const auto before = TRY(tx.find(table_, id, {}, caller_));
        if (!before) {
          refused_here.push_back({row.line, fmt::format("the record with the key {} is not yours to change", row.key)});
          continue;
        }
        record::Values changes = differences(*before, row.values);
        if (changes.empty()) {
          ++written.unchanged;
          continue;
        }
        const auto done = records_.update_in(tx, table_, id, std::move(changes), std::nullopt, caller_, "import");
        if (done) {
          ++written.updated;
        } else if (done.error().code() == ErrorCode::Denied || done.error().code() == ErrorCode::InvalidInput) {
          refused_here.push_back({row.line, done.error().message()});
        } else {
          return fail(done.error());
        }
      }
      return {};
    }));
    written_.updated += written.updated;
    written_.unchanged += written.unchanged;
    refused.insert(refused.end(), refused_here.begin(), refused_here.end());
  }
  return refused;
}

}  // namespace leadlight::ingest
