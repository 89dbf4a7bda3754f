#include "service/insight/bulk_people.h"

#include "base/text.h"
#include "service/settings/privacy.h"

namespace leadlight::insight {
namespace {

using record::Reference;
using relation::RecordType;
using store::Cells;

class PeopleReading {
 public:
  PeopleReading(store::Snapshot& snapshot, BulkParties& parties) : snapshot_(snapshot), parties_(parties) {}

  Result<BulkPeople> run(const BulkAround& around, const OurDomains& our_domains) {
    // An activity may know them by their address alone.
    for (const RecordType type : {RecordType::Contact, RecordType::Lead}) {
      for (std::size_t i = 0; i < around.count(type); ++i) parties_.people.add(around.id(type, i));
    }
    const auto addresses = static_cast<std::uint32_t>(parties_.addresses.size());
    for (std::uint32_t address = 0; address < addresses; ++address) {
      out_.behind.push_back(address | kAddressAlone);
      out_.ours.push_back(our_domains.has(parties_.addresses.at(address)));
    }
    TRY(read_persons());
    TRY(read_users());
    return read_left_out();
  }

 private:
  std::uint32_t find(std::string_view address) const { return parties_.addresses.find(base::fold(address)); }

  Result<void> read_persons() {
    std::unordered_map<Uuid, Reference> records;
    TRY(snapshot_.stream({"ll_person", {"ll_personid", "ll_recordid"}}, system_, [&](const Cells& row) -> Result<bool> {
      // Without a record of its own a person is known by the row itself.
      records.emplace(row.id(0), row.is_null(1) ? Reference{"ll_person", row.id(0)}
                                                : Reference{std::string(row.target_table(1)), row.id(1)});
      return true;
    }));
    return snapshot_.stream({"ll_personaddress", {"ll_address", "ll_personid", "ll_ours"}}, system_,
                            [&](const Cells& row) -> Result<bool> {
                              const std::uint32_t address = find(row.text(0));
                              if (address == kNoNumber) return true;
                              if (row.is_true(2)) out_.ours[address] = true;
                              const auto who = records.find(row.id(1));
                              if (who != records.end()) add_person(address, who->second);
                              return true;
                            });
  }

  void add_person(std::uint32_t address, const Reference& who) {
    const std::uint32_t person = parties_.people.add(who.id);
    out_.behind[address] = person;
    out_.other_addresses[person].push_back(address);
    if (who.table == "systemuser") out_.ours[address] = true;
  }

  /// An address of a user is theirs, whatever else is said of it; of two users with one address the later id's.
  Result<void> read_users() {
    std::unordered_map<std::uint32_t, Uuid> users;
    TRY(snapshot_.stream({"systemuser", {"systemuserid", "internalemailaddress"}}, system_,
                         [&](const Cells& row) -> Result<bool> {
                           const std::uint32_t address = find(row.text(1));
                           if (address == kNoNumber) return true;
                           Uuid& user = users[address];
                           user = std::max(user, row.id(0));
                           return true;
                         }));
    for (const auto& [address, user] : users) {
      out_.behind[address] = parties_.people.add(user);
      out_.ours[address] = true;
    }
    return {};
  }

  Result<BulkPeople> read_left_out() {
    out_.left_out.assign(parties_.people.size(), false);
    const settings::Privacy privacy = TRY(settings::read_privacy(snapshot_));
    for (const char* table : {"contact", "lead"}) TRY(leave_out(table, settings::left_out("", privacy)));
    TRY(leave_out("systemuser", settings::opted_out("")));
    return std::move(out_);
  }
  Result<void> leave_out(const std::string& table, query::FilterPtr who) {
    const std::string key(snapshot_.schema().find(table)->table().primary_id);
    const query::Query query{.table = table, .columns = {key}, .filter = std::move(who)};
    return snapshot_.scan(query, system_, [&](record::Record&& row) -> Result<bool> {
      const std::uint32_t person = parties_.people.find(row.id);
      if (person != kNoNumber) out_.left_out[person] = true;
      return true;
    });
  }

  store::Snapshot& snapshot_;
  BulkParties& parties_;
  const store::Caller system_ = store::Caller::system();
  BulkPeople out_;
};

}  // namespace

Result<BulkPeople> read_bulk_people(store::Snapshot& snapshot, const BulkAround& around, const OurDomains& our_domains,
                                    BulkParties& parties) {
  return PeopleReading(snapshot, parties).run(around, our_domains);
}

}  // namespace leadlight::insight
