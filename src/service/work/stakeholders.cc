#include "service/work/stakeholders.h"

#include <algorithm>
#include <map>
#include <set>

#include "service/work/rows.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;

constexpr int kMostActivities = 500;
constexpr size_t kMostSuggested = 20;

struct Presence {
  Reference who;
  std::string name, address;
  std::int64_t emails = 0, meetings = 0, calls = 0;
  Timestamp last;
  std::int64_t all() const { return emails + meetings + calls; }
};

/// Activity ids with their times.
Result<std::map<Uuid, Timestamp>> activities_of(store::Snapshot& snapshot, std::string_view table,
                                                const std::vector<Uuid>& records, const store::Caller& caller) {
  query::Query query{.table = std::string(table),
                     .columns = {"createdon", table == "email" ? "senton" : "scheduledstart"},
                     .filter = any_id("regardingobjectid", records)};
  query.order = {{query::Path{.lookup = {}, .lookup_table = {}, .column = "createdon"}, query::Direction::Descending}};
  query.limit = kMostActivities;
  std::map<Uuid, Timestamp> activities;
  for (const store::Row& row : TRY(snapshot.select(query, caller)).rows) {
    const auto* at = row.record.get_as<Timestamp>(query.columns[1]);
    const auto* made = row.record.get_as<Timestamp>("createdon");
    activities[row.record.id] = at != nullptr ? *at : made != nullptr ? *made : Timestamp();
  }
  return activities;
}

Result<std::set<Uuid>> connected_to(store::Snapshot& snapshot, const Uuid& id, const store::Caller& caller) {
  std::set<Uuid> connected{id};
  query::Query query{.table = "connection", .columns = {"record2id"}, .filter = query::equals("record1id", id)};
  query.limit = kMostActivities;
  for (const store::Row& row : TRY(snapshot.select(query, caller)).rows) {
    if (const auto* other = row.record.get_as<Reference>("record2id")) connected.insert(other->id);
  }
  return connected;
}

}  // namespace

Result<OrderedJson> suggested_stakeholders(const Workplace& place, std::string_view table, const Uuid& id,
                                           const store::Caller& caller) {
  if (table != "lead" && table != "opportunity") {
    return fail(ErrorCode::InvalidInput, "leads and opportunities have stakeholders, no {}", table);
  }
  const auto snapshot = TRY(place.store.snapshot());
  const Record self = TRY(required(*snapshot, table, id, {}, caller));
  std::vector<Uuid> records{id};
  if (const auto* lead = self.get_as<Reference>("originatingleadid")) records.push_back(lead->id);
  const auto connected = TRY(connected_to(*snapshot, id, caller));

  std::map<Uuid, Presence> people;
  for (const std::string_view kind : {"email", "appointment", "phonecall"}) {
    const auto activities = TRY(activities_of(*snapshot, kind, records, caller));
    std::vector<Uuid> ids;
    for (const auto& [activity, _] : activities) ids.push_back(activity);
    if (ids.empty()) continue;
    query::Query query{.table = "activityparty", .filter = any_id("activityid", ids)};
    query.limit = 5 * kMostActivities;
    std::set<std::pair<Uuid, Uuid>> counted;  // a person stands on a mail once, however often named
    for (const store::Row& row : TRY(snapshot->select(query, caller)).rows) {
      const auto* who = row.record.get_as<Reference>("partyid");
      const auto* activity = row.record.get_as<Reference>("activityid");
      if (who == nullptr || activity == nullptr || connected.contains(who->id)) continue;
      if (who->table != "contact" && who->table != "systemuser") continue;
      if (!counted.emplace(who->id, activity->id).second) continue;
      Presence& presence = people[who->id];
      presence.who = *who;
      if (presence.address.empty()) presence.address = row.record.text("addressused");
      (kind == "email" ? presence.emails : kind == "appointment" ? presence.meetings : presence.calls) += 1;
      presence.last = std::max(presence.last, activities.at(activity->id));
    }
  }
  const auto* owner = self.get_as<Reference>("ownerid");
  std::vector<Presence> best;
  for (auto& [who, presence] : people) {
    if (owner != nullptr && who == owner->id) continue;
    const auto row = TRY(snapshot->find(presence.who.table, who, {"fullname"}, caller));
    if (!row) continue;  // nobody is suggested whom the caller may not see
    presence.name = row->text("fullname");
    best.push_back(std::move(presence));
  }
  std::ranges::stable_sort(best, std::greater{}, &Presence::all);
  if (best.size() > kMostSuggested) best.resize(kMostSuggested);
  OrderedJson list = OrderedJson::array();
  for (const Presence& each : best) {
    list.push_back({{"table", each.who.table},
                    {"id", each.who.id.to_string()},
                    {"name", each.name},
                    {"address", each.address},
                    {"emails", each.emails},
                    {"meetings", each.meetings},
                    {"calls", each.calls},
                    {"last_on", base::to_string(each.last)}});
  }
  return OrderedJson{{"people", std::move(list)}};
}

}  // namespace leadlight::work
