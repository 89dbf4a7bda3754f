#include "service/insight/kpi_groups.h"

#include <map>

#include "core/relation/counts.h"
#include "service/insight/activities.h"
#include "service/insight/settings.h"
#include "service/insight/user_activities.h"

namespace leadlight::insight {
namespace {

using relation::Channel;
using relation::Counts;
using relation::Direction;

constexpr std::string_view kDaily = "Daily UI KPIs", kLifetime = "Lifetime UI KPIs",
                           kMostContacted = "Most Contacted KPIs", kHealth = "Health KPIs";

/// By the names of the columns that hold them.
void add_counts(OrderedJson& out, const Counts& counts) {
  out["msdyn_emailssent"] = counts.of(Channel::Email, Direction::Outgoing);
  out["msdyn_emailsreceived"] = counts.of(Channel::Email, Direction::Incoming);
  out["msdyn_meetingssent"] = counts.of(Channel::Meeting, Direction::Outgoing);
  out["msdyn_meetingsreceived"] = counts.of(Channel::Meeting, Direction::Incoming);
  out["msdyn_phonecallsmade"] = counts.of(Channel::Call, Direction::Outgoing);
  out["msdyn_phonecallsreceived"] = counts.of(Channel::Call, Direction::Incoming);
}

/// Every day with a mail, meeting or call.
OrderedJson daily(relation::History history, const RelationshipQuery& wanted) {
  OrderedJson list = OrderedJson::array();
  const relation::History past = relation::within(history, relation::until(wanted.as_of));
  for (std::size_t first = 0, end = 0; first < past.size(); first = end) {
    const Date day = wanted.zone.day_of(past[first].time);
    while (end < past.size() && wanted.zone.day_of(past[end].time) == day) ++end;
    const Counts counts = relation::count(past.subspan(first, end - first), relation::until(wanted.as_of));
    if (counts.begun_by(Direction::Outgoing) + counts.begun_by(Direction::Incoming) == 0) continue;
    OrderedJson entry{{"msdyn_date", base::to_string(day)}};
    add_counts(entry, counts);
    list.push_back(std::move(entry));
  }
  return list;
}

OrderedJson part(const OrderedJson& tab, std::initializer_list<const char*> members) {
  OrderedJson out = OrderedJson::object();
  for (const char* member : members) out[member] = tab.at(member);
  return out;
}

Result<OrderedJson> groups_of_record(store::Snapshot& snapshot, const RelationshipQuery& wanted,
                                     const store::Caller& caller) {
  RelationshipQuery tab_query = wanted;
  tab_query.days = 1;
  const OrderedJson tab = TRY(relationship(snapshot, tab_query, caller));
  const RelationshipSettings settings = TRY(read_settings(snapshot));
  const Around around = TRY(read_around(snapshot, wanted.record, wanted.as_of));
  Activities activities;
  if (around.left_out == LeftOut::No)
    activities = TRY(read_activities(snapshot, {around, settings.our_domains}, caller));
  OrderedJson out = part(tab, {"left_out"});
  out[kDaily] = daily(activities.history, wanted);
  out[kLifetime] = part(tab, {"activities", "kpis", "last", "next", "responses", "engagement"});
  out[kMostContacted] = part(tab, {"most_contacted", "most_contacted_by"});
  out[kHealth] = tab.at("health");
  return out;
}

Result<OrderedJson> groups_of_user(store::Snapshot& snapshot, const RelationshipQuery& wanted,
                                   const store::Caller& caller) {
  const auto user = TRY(snapshot.find("systemuser", wanted.record.id, {"msdyn_gdproptout"}, caller));
  if (!user) return fail(ErrorCode::NotFound, "no systemuser with this id");
  const bool opted_out = user->is_true("msdyn_gdproptout");
  std::vector<relation::Interaction> history;
  if (!opted_out) history = TRY(activities_of_user(snapshot, wanted.record.id));
  OrderedJson out{{"left_out", opted_out ? OrderedJson("opted_out") : OrderedJson()}};
  out[kDaily] = daily(history, wanted);
  out[kLifetime] = OrderedJson::object();
  add_counts(out[kLifetime], relation::count(history, relation::until(wanted.as_of)));
  // Nobody is ranked as an employee, and health is of relationships: of users neither is worked out.
  out[kMostContacted] = nullptr;
  out[kHealth] = nullptr;
  return out;
}

}  // namespace

Result<OrderedJson> kpi_groups(store::Snapshot& snapshot, const RelationshipQuery& wanted,
                               const store::Caller& caller) {
  return wanted.record.table == "systemuser" ? groups_of_user(snapshot, wanted, caller)
                                             : groups_of_record(snapshot, wanted, caller);
}

}  // namespace leadlight::insight
