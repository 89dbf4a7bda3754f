#include "service/insight/around_in_store.h"

#include "service/insight/rows.h"

namespace leadlight::insight {

using record::Record;
using record::Reference;
using relation::RecordType;

Result<std::optional<AroundRow>> AroundInStore::row(RecordType type, const Uuid& id) {
  const auto row = TRY(snapshot_.find(table_of(type), id, around_columns(type), system_));
  if (!row) return std::optional<AroundRow>();
  return std::optional(around_row(type, *row, privacy_));
}

Result<std::vector<AroundRow>> AroundInStore::contacts(const std::vector<Uuid>& ids) {
  std::vector<AroundRow> found;
  TRY(for_each_of(snapshot_, "contact", "contactid", {ids.begin(), ids.end()}, around_columns(RecordType::Contact),
                  system_, [&](Record&& row) -> Result<void> {
                    found.push_back(around_row(RecordType::Contact, row, privacy_));
                    return {};
                  }));
  return found;
}

Result<std::vector<Uuid>> AroundInStore::contacts_of_account(const Uuid& account) {
  std::vector<Uuid> contacts;
  TRY(for_each_of(snapshot_, "contact", "parentcustomerid", {account}, {"contactid"}, system_,
                  [&](Record&& row) -> Result<void> {
                    contacts.push_back(row.id);
                    return {};
                  }));
  return contacts;
}

Result<std::vector<AroundSource::Connection>> AroundInStore::connections_of(const Uuid& record) {
  std::vector<Connection> connections;
  TRY(for_each_of(snapshot_, "connection", "record1id", {record}, {"record2id", "ll_record2role"}, system_,
                  [&](Record&& row) -> Result<void> {
                    const auto* other = row.get_as<Reference>("record2id");
                    if (other != nullptr) connections.push_back({*other, row.number("ll_record2role", 0)});
                    return {};
                  }));
  return connections;
}

Result<std::vector<Uuid>> AroundInStore::members_of_team(const Uuid& team) {
  std::vector<Uuid> members;
  TRY(for_each_of(snapshot_, "teammembership", "teamid", {team}, {"systemuserid"}, system_,
                  [&](Record&& row) -> Result<void> {
                    members.push_back(row.target("systemuserid"));
                    return {};
                  }));
  return members;
}

Result<int> AroundInStore::interval_of_team(const Uuid& team) {
  const auto row = TRY(snapshot_.find("team", team, {"ll_contactinterval"}, system_));
  return row ? static_cast<int>(row->number("ll_contactinterval", 0)) : 0;
}

Result<std::vector<Timestamp>> AroundInStore::stages_of(const Uuid& opportunity) {
  std::vector<Timestamp> stages;
  TRY(for_each_of(snapshot_, "ll_stagehistory", "ll_opportunityid", {opportunity}, {"ll_enteredon"}, system_,
                  [&](Record&& row) -> Result<void> {
                    if (const auto entered = row.time("ll_enteredon")) stages.push_back(*entered);
                    return {};
                  }));
  return stages;
}

Result<std::int64_t> AroundInStore::open_deals_of(const Uuid& contact) {
  const auto deals =
      query::all_of({query::equals("parentcontactid", contact), query::equals("statecode", std::int64_t{0})});
  return snapshot_.count("opportunity", deals, system_);
}

}  // namespace leadlight::insight
