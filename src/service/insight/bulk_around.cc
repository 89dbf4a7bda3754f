#include "service/insight/bulk_around.h"

namespace leadlight::insight {
namespace {

using relation::RecordType;
using store::Cells;

template <class Map>
typename Map::mapped_type found_in(const Map& map, const Uuid& id) {
  const auto found = map.find(id);
  return found == map.end() ? typename Map::mapped_type() : found->second;
}

}  // namespace

Result<BulkAround> BulkAround::read(store::Snapshot& snapshot) {
  BulkAround around;
  TRY(around.read_records(snapshot));
  TRY(around.read_links(snapshot));
  return around;
}

Result<void> BulkAround::read_records(store::Snapshot& snapshot) {
  const auto system = store::Caller::system();
  const settings::Privacy privacy = TRY(settings::read_privacy(snapshot));
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const auto type = static_cast<RecordType>(i);
    const query::Query query{.table = std::string(table_of(type)), .columns = around_columns(type)};
    TRY(snapshot.scan(query, system, [&](record::Record&& record) -> Result<bool> {
      AroundRow row = around_row(type, record, privacy);
      if (row.parent_contact && row.state == 0 && type == RecordType::Opportunity)
        ++open_deals_[row.parent_contact->id];
      tables_[i].numbers.add(row.id);
      tables_[i].rows.push_back(std::move(row));
      return true;
    }));
  }
  return {};
}

Result<void> BulkAround::read_links(store::Snapshot& snapshot) {
  const auto system = store::Caller::system();
  TRY(snapshot.stream({"contact", {"contactid", "parentcustomerid"}}, system, [&](const Cells& row) -> Result<bool> {
    if (!row.is_null(1)) contacts_of_account_[row.id(1)].push_back(row.id(0));
    return true;
  }));
  TRY(snapshot.stream(
      {"connection", {"record1id", "record2id", "ll_record2role"}}, system, [&](const Cells& row) -> Result<bool> {
        if (row.is_null(0) || row.is_null(1)) return true;
        connections_[row.id(0)].push_back({{std::string(row.target_table(1)), row.id(1)}, row.whole(2)});
        return true;
      }));
  TRY(snapshot.stream({"teammembership", {"teamid", "systemuserid"}}, system, [&](const Cells& row) -> Result<bool> {
    members_of_team_[row.id(0)].push_back(row.id(1));
    return true;
  }));
  TRY(snapshot.stream({"team", {"teamid", "ll_contactinterval"}}, system, [&](const Cells& row) -> Result<bool> {
    if (!row.is_null(1)) intervals_[row.id(0)] = static_cast<int>(row.whole(1));
    return true;
  }));
  return snapshot.stream({"ll_stagehistory", {"ll_opportunityid", "ll_enteredon"}}, system,
                         [&](const Cells& row) -> Result<bool> {
                           if (!row.is_null(0) && !row.is_null(1)) stages_[row.id(0)].push_back(row.time(1));
                           return true;
                         });
}

Result<std::optional<AroundRow>> BulkAround::row(RecordType type, const Uuid& id) {
  const std::uint32_t number = table(type).numbers.find(id);
  return number == kNoNumber ? std::nullopt : std::optional(table(type).rows[number]);
}

Result<std::vector<AroundRow>> BulkAround::contacts(const std::vector<Uuid>& ids) {
  std::vector<AroundRow> found;
  for (const Uuid& id : ids) {
    if (auto contact = TRY(row(RecordType::Contact, id))) found.push_back(std::move(*contact));
  }
  return found;
}

Result<std::vector<Uuid>> BulkAround::contacts_of_account(const Uuid& account) {
  return found_in(contacts_of_account_, account);
}

Result<std::vector<AroundSource::Connection>> BulkAround::connections_of(const Uuid& record) {
  return found_in(connections_, record);
}

Result<std::vector<Uuid>> BulkAround::members_of_team(const Uuid& team) {
  return found_in(members_of_team_, team);
}

Result<int> BulkAround::interval_of_team(const Uuid& team) {
  return found_in(intervals_, team);
}

Result<std::vector<Timestamp>> BulkAround::stages_of(const Uuid& opportunity) {
  return found_in(stages_, opportunity);
}

Result<std::int64_t> BulkAround::open_deals_of(const Uuid& contact) {
  return found_in(open_deals_, contact);
}

}  // namespace leadlight::insight
