#include "service/insight/notice.h"

#include <map>

#include "service/insight/json_parts.h"
#include "service/insight/rows.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;

constexpr std::string_view kTable = "ll_noticereading";

struct Reading {
  std::int64_t version = 0;
  Timestamp at;
};
OrderedJson to_json(const Reading& reading) {
  return {{"version", reading.version}, {"at", base::to_string(reading.at)}};
}

/// The latest version that each has read.
Result<std::map<Uuid, Reading>> readings(store::Snapshot& snapshot, const std::vector<record::Value>& users) {
  std::map<Uuid, Reading> out;
  TRY(for_each_of(snapshot, kTable, "ll_systemuserid", users, {"ll_systemuserid", "ll_version", "createdon"},
                  store::Caller::system(), [&](Record&& row) -> Result<void> {
                    Reading& latest = out[row.target("ll_systemuserid")];
                    const std::int64_t version = row.number("ll_version", 0);
                    if (version >= latest.version) latest = {version, row.time("createdon").value_or(Timestamp())};
                    return {};
                  }));
  return out;
}

}  // namespace

Result<OrderedJson> notice_for(store::Snapshot& snapshot, const Uuid& user) {
  const RelationshipSettings settings = TRY(read_settings(snapshot));
  const auto read = TRY(readings(snapshot, {user}));
  const auto mine = read.find(user);
  return OrderedJson{{"version", settings.notice_version},
                     {"text", settings.notice},
                     {"read", mine == read.end() ? OrderedJson() : to_json(mine->second)}};
}

Result<void> acknowledge_notice(store::Transaction& tx, const Uuid& user, std::int64_t version) {
  const RelationshipSettings settings = TRY(read_settings(tx));
  if (version != settings.notice_version) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("the notice is at version {}, not {}", settings.notice_version, version),
                      "Read it again."));
  }
  // The id follows from both: reading it twice is reading it.
  const Uuid id = Uuid::from_name(fmt::format("notice/{}/{}", user.to_string(), version));
  const auto system = store::Caller::system();
  if (TRY(tx.find(kTable, id, {"ll_version"}, system))) return {};
  TRY(tx.insert(kTable, id,
                {{"ll_systemuserid", Reference{"systemuser", user}},
                 {"ll_version", version},
                 {"ll_name", fmt::format("{}", version)},
                 {"ll_notice", settings.notice}},
                system));
  return {};
}

Result<OrderedJson> notice_readers(store::Snapshot& snapshot) {
  const RelationshipSettings settings = TRY(read_settings(snapshot));
  query::Query query{.table = "systemuser",
                     .columns = {"fullname"},
                     .filter = query::compare("isdisabled", query::CompareOp::Ne, true)};
  query.order = {{query::Path{{}, {}, "fullname"}, query::Direction::Ascending}};
  std::vector<record::Value> ids;
  std::vector<Record> users;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& user) -> Result<bool> {
    ids.emplace_back(user.id);
    users.push_back(std::move(user));
    return true;
  }));
  const auto read = TRY(readings(snapshot, ids));
  OrderedJson list = OrderedJson::array();
  for (const Record& user : users) {
    OrderedJson who = reference_json({"systemuser", user.id});
    who["name"] = user.text("fullname");
    const auto at = read.find(user.id);
    list.push_back({{"who", std::move(who)}, {"read", at == read.end() ? OrderedJson() : to_json(at->second)}});
  }
  return OrderedJson{{"version", settings.notice_version}, {"readers", std::move(list)}};
}

}  // namespace leadlight::insight
