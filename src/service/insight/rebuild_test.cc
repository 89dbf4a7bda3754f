// The rebuild of all rows at once against the same rows worked out record by record.
#include <map>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "service/insight/around.h"
#include "service/insight/insight_fixture.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/make_rows.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using relation::RecordType;

/// An organisation made at random, with everything that decides whether an activity counts and as what.
class RebuildTest : public InsightTest {
 protected:
  base::Random random_{2026};
  std::vector<Uuid> users_, teams_, contacts_, accounts_, leads_, deals_, mailboxes_;
  std::vector<std::string> addresses_;  ///< of anybody or nobody

  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[random_.below(list.size())];
  }
  Value maybe(double chance, Value value) { return random_.chance(chance) ? std::move(value) : Value(); }
  Value day_between(double first, double last) { return on_day(first + (last - first) * random_.uniform()); }
  /// Of few, so that they are shared, and written in many ways.
  Value some_address() {
    std::string address = one_of(addresses_);
    if (random_.chance(0.2)) address = base::to_lower_ascii(address);
    if (random_.chance(0.2)) address += " ";
    return text(address);
  }
  Value owner() {
    return random_.chance(0.3) ? Reference{"team", one_of(teams_)} : Reference{"systemuser", one_of(users_)};
  }
  Value interval() { return maybe(0.2, whole(1 + static_cast<std::int64_t>(random_.below(30)))); }

  /// Mostly given.
  Value consent() { return maybe(0.9, whole(random_.chance(0.9) ? 1 : static_cast<std::int64_t>(random_.below(4)))); }

  void make_people() {
    for (int i = 0; i < 40; ++i) {
      const char* domain = i % 4 == 0 ? "ours.example" : i % 4 == 1 ? "mail.ours.example" : "theirs.example";
      addresses_.push_back(fmt::format("Person.{}@{}", i, i % 8 == 0 ? "seller.example" : domain));
    }
    for (int i = 0; i < 5; ++i) {
      users_.push_back(add("systemuser", {{"domainname", text(fmt::format("user{}", i))},
                                          {"fullname", text("Somebody")},
                                          {"internalemailaddress", i < 4 ? some_address() : Value()},
                                          {"msdyn_gdproptout", i == 1},
                                          {"businessunitid", Reference{"businessunit", unit_}}}));
    }
    for (int i = 0; i < 3; ++i) {
      teams_.push_back(add("team", {{"name", text(fmt::format("Team {}", i))},
                                    {"ll_contactinterval", interval()},
                                    {"businessunitid", Reference{"businessunit", unit_}}}));
      for (const Uuid& member : users_) {
        if (!random_.chance(0.4)) continue;
        add("teammembership", {{"teamid", Reference{"team", teams_.back()}}, {"systemuserid", user(member)}});
      }
    }
  }

  void make_customers() {
    for (int i = 0; i < 12; ++i) {
      accounts_.push_back(add("account", {{"name", text(fmt::format("Account {}", i))},
                                          {"ownerid", owner()},
                                          {"ll_contactinterval", interval()},
                                          {"createdon", on_day(0)}}));
    }
    for (int i = 0; i < 40; ++i) {
      contacts_.push_back(add("contact", {{"fullname", text(fmt::format("Contact {}", i))},
                                          {"emailaddress1", maybe(0.7, some_address())},
                                          {"emailaddress2", maybe(0.2, some_address())},
                                          {"parentcustomerid", maybe(0.8, Reference{"account", one_of(accounts_)})},
                                          {"msdyn_gdproptout", random_.chance(0.1)},
                                          {"ll_consent", consent()},
                                          {"ll_consentground", maybe(0.3, whole(random_.chance(0.5) ? 1 : 6))},
                                          {"ownerid", owner()},
                                          {"ll_contactinterval", interval()},
                                          {"createdon", on_day(0)}}));
    }
    for (const Uuid& account : accounts_) {
      if (random_.chance(0.8)) change("account", account, {{"primarycontactid", contact(one_of(contacts_))}});
    }
    for (int i = 0; i < 20; ++i) {
      leads_.push_back(add("lead", {{"fullname", text(fmt::format("Lead {}", i))},
                                    {"emailaddress1", maybe(0.8, some_address())},
                                    {"msdyn_gdproptout", random_.chance(0.1)},
                                    {"ll_consent", consent()},
                                    {"statecode", whole(random_.chance(0.7) ? 0 : 1)},
                                    {"ownerid", owner()},
                                    {"createdon", on_day(0)}}));
    }
    for (int i = 0; i < 40; ++i) deals_.push_back(make_deal(i));
  }

  Uuid make_deal(int number) {
    const Value customer = random_.chance(0.5) ? contact(one_of(contacts_)) : Reference{"account", one_of(accounts_)};
    const Uuid deal = add("opportunity", {{"name", text(fmt::format("Deal {}", number))},
                                          {"ownerid", owner()},
                                          {"statecode", whole(random_.chance(0.7) ? 0 : 1)},
                                          {"parentcontactid", maybe(0.5, contact(one_of(contacts_)))},
                                          {"customerid", maybe(0.8, customer)},
                                          {"parentaccountid", maybe(0.3, Reference{"account", one_of(accounts_)})},
                                          {"estimatedclosedate", maybe(0.6, Date(std::chrono::days(20'500 + number)))},
                                          {"ll_contactinterval", interval()},
                                          {"createdon", on_day(0)}});
    return deal;
  }

  /// Stakeholders, sales teams, stages.
  void make_links() {
    const auto connect = [&](const char* table, const Uuid& record) {
      add("connection", {{"record1id", Reference{table, record}},
                         {"record2id", random_.chance(0.5) ? contact(one_of(contacts_)) : user(one_of(users_))},
                         {"ll_record2role", whole(random_.chance(0.5) ? 8 : 7)}});
    };
    for (int i = 0; i < 40; ++i) connect("opportunity", one_of(deals_));
    for (int i = 0; i < 10; ++i) connect("lead", one_of(leads_));
    for (int i = 0; i < 60; ++i) {
      add("ll_stagehistory",
          {{"ll_opportunityid", Reference{"opportunity", one_of(deals_)}}, {"ll_enteredon", day_between(1, 120)}});
    }
  }

  /// People found in mail: with several addresses, of a record or of none, some of them ours.
  void make_persons() {
    std::set<std::string> taken;
    for (int i = 0; i < 15; ++i) {
      Value record;
      if (random_.chance(0.5)) {
        record = contact(one_of(contacts_));
      } else if (random_.chance(0.4)) {
        record = random_.chance(0.5) ? Reference{"lead", one_of(leads_)} : user(one_of(users_));
      }
      const Uuid person = add("ll_person", {{"ll_name", text("Found")}, {"ll_recordid", record}});
      for (std::uint64_t n = 1 + random_.below(3); n > 0; --n) {
        const std::string address = one_of(addresses_);
        if (!taken.insert(address).second) continue;
        add("ll_personaddress", {{"ll_address", text(address)},
                                 {"ll_personid", Reference{"ll_person", person}},
                                 {"ll_ours", random_.chance(0.15)}});
      }
    }
    for (const bool opened : {true, false}) {
      mailboxes_.push_back(add(
          "ll_mailbox",
          {{"ll_name", text("Mail")}, {"ll_kind", whole(0)}, {"ll_analytics", opened}, {"ownerid", user(users_[0])}}));
    }
  }

  Party somebody(int role) {
    if (random_.chance(0.4)) return {role, {}, std::get<std::string>(some_address())};
    const std::string address = random_.chance(0.3) ? std::get<std::string>(some_address()) : std::string();
    switch (random_.below(6)) {
      case 0:
      case 1:
        return {role, user(one_of(users_)), address};
      case 2:
        return {role, Reference{"lead", one_of(leads_)}, address};
      case 3:
        if (random_.chance(0.2)) return {role, Reference{"team", one_of(teams_)}, address};
        if (random_.chance(0.2)) return {role, Reference{"account", one_of(accounts_)}, address};
        [[fallthrough]];
      default:
        return {role, contact(one_of(contacts_)), address};
    }
  }
  Value regarding() {
    if (!random_.chance(0.25)) return {};
    switch (random_.below(4)) {
      case 0:
        return Reference{"account", one_of(accounts_)};
      case 1:
        return Reference{"lead", one_of(leads_)};
      case 2:
        return contact(one_of(contacts_));
      default:
        return Reference{"opportunity", one_of(deals_)};
    }
  }

  void make_activity() {
    constexpr std::array kTables = {"email", "email", "email", "appointment", "phonecall", "task"};
    const std::string table = kTables[random_.below(kTables.size())];
    // Many at the same moment.
    const Timestamp when = on_day(static_cast<double>(random_.below(120)));
    Values values{{"regardingobjectid", regarding()},
                  {"createdon", maybe(0.7, when)},
                  {"statecode", whole(static_cast<std::int64_t>(random_.below(table == "appointment" ? 4 : 3)))}};
    const bool mail = table == "email", meeting = table == "appointment";
    if (mail) {
      values["senton"] = maybe(0.9, when);
      values["ll_mailkind"] = maybe(0.5, whole(static_cast<std::int64_t>(random_.below(6))));
      values["ll_meetingid"] = maybe(0.1, Reference{"appointment", Uuid::from_name("a meeting")});
      values["conversationindex"] = maybe(0.8, text(fmt::format("thread {}", random_.below(30))));
    } else {
      values["scheduledstart"] = maybe(0.8, when);
      values["scheduledend"] = maybe(0.8, when + std::chrono::minutes(random_.below(300)));
      values["actualstart"] = maybe(0.3, when);
      values["actualend"] = maybe(0.5, when + std::chrono::minutes(30));
      values["actualdurationminutes"] = maybe(0.5, whole(static_cast<std::int64_t>(random_.below(3)) * 30));
      values["scheduleddurationminutes"] = maybe(0.3, whole(45));
    }
    if (mail || table == "phonecall") values["directioncode"] = maybe(0.7, random_.chance(0.5));
    if (table == "phonecall") values["leftvoicemail"] = maybe(0.5, random_.chance(0.3));
    if (meeting) values["globalobjectid"] = maybe(0.5, text("calendar"));
    if (mail || meeting) {
      values["ll_private"] = maybe(0.5, random_.chance(0.5));
      values["ll_tracked"] = maybe(0.5, random_.chance(0.5));
      values["ll_ignored"] = maybe(0.5, random_.chance(0.1));
    }
    std::vector<Party> parties;
    const int first = meeting ? 7 : 1;
    if (random_.chance(0.9)) parties.push_back(somebody(first));
    if (random_.chance(0.1)) parties.push_back(somebody(first));
    for (std::uint64_t n = random_.below(5); n > 0; --n) {
      parties.push_back(somebody(1 + static_cast<int>(random_.below(9))));
    }
    for (Party& party : parties) party.ignored = random_.chance(0.1);
    const Uuid id = add_activity(table, values, parties);
    if (mail || meeting) keep_in_mailboxes(table, id);
    if (meeting) add_answers(id);
  }

  void keep_in_mailboxes(const std::string& table, const Uuid& id) {
    for (const Uuid& mailbox : mailboxes_) {
      if (!random_.chance(0.4)) continue;
      add("ll_mailboxitem", {{"ll_mailboxid", Reference{"ll_mailbox", mailbox}},
                             {"activityid", Reference{table, id}},
                             {"ll_ignored", maybe(0.5, random_.chance(0.2))}});
    }
  }

  void add_answers(const Uuid& meeting) {
    for (int n = 0; n < 2; ++n) {
      add("activityparty", {{"activityid", Reference{"appointment", meeting}},
                            {"participationtypemask", whole(5)},
                            {"partyid", random_.chance(0.5) ? contact(one_of(contacts_)) : user(one_of(users_))},
                            {"ll_answer", maybe(0.7, whole(static_cast<std::int64_t>(random_.below(2))))},
                            {"ll_answeredon", maybe(0.6, day_between(0, 120))}});
    }
  }

  void make_organisation() {
    make_people();
    make_customers();
    make_links();
    make_persons();
    for (int i = 0; i < 500; ++i) make_activity();
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      TRY(change_settings(tx, {{"our_domains", {"ours.example"}}}));
      return {};
    }));
  }

  std::map<Uuid, Record> rows(RecordType type, const std::vector<Uuid>& records) {
    return must(rows_of(*must(store_->snapshot()), type, records, {}));
  }
  std::vector<Uuid> ids(RecordType type) {
    std::vector<Uuid> ids;
    must(must(store_->snapshot())
             ->scan({.table = std::string(table_of(type))}, system_, [&](Record&& row) -> Result<bool> {
               ids.push_back(row.id);
               return true;
             }));
    return ids;
  }
  void rebuild_all() {
    must(rebuild(*store_, clock_, [](std::int64_t, std::int64_t) { return true; }));
  }
  /// Every row says what working out its record alone says, and none is there or lacks that should not.
  void expect_as_one_by_one() {
    const auto snapshot = must(store_->snapshot());
    const RelationshipSettings settings = must(read_settings(*snapshot));
    for (const RecordType type : kRecordTypes) {
      const std::vector<Uuid> records = ids(type);
      const auto stored = rows(type, records);
      int with_activities = 0;
      for (const Uuid& id : records) {
        const Reference record{std::string(table_of(type)), id};
        const WorkedOut worked = must(work_out(*snapshot, record, settings, clock_.now()));
        ASSERT_EQ(stored.contains(id), worked.any) << record.table << " " << worked.values.at("msdyn_name").index();
        if (!worked.any) continue;
        ++with_activities;
        for (const auto& [column, value] : worked.values) {
          EXPECT_EQ(stored.at(id).get(column), value)
              << record.table << " " << stored.at(id).text("msdyn_name") << ": " << column << " is "
              << record::to_string(stored.at(id).get(column)) << " instead of " << record::to_string(value);
        }
      }
      EXPECT_GT(with_activities, 10) << table_of(type) << ": too few to tell anything";
    }
  }
};

TEST_F(RebuildTest, GivesEveryRecordWhatItsOwnActivitiesGive) {
  make_organisation();
  rebuild_all();
  expect_as_one_by_one();
}

TEST_F(RebuildTest, LeavesOutWhoeverTheRecordsThemselvesLeaveOut) {
  make_organisation();
  must(store_->write([](store::Transaction& tx) { return settings::require_consent(tx, true); }));
  rebuild_all();
  expect_as_one_by_one();
}

TEST_F(RebuildTest, LeavesRowsAloneThatSayItAlready) {
  make_organisation();
  rebuild_all();
  std::map<Uuid, std::int64_t> versions;
  for (const RecordType type : kRecordTypes) {
    for (const auto& [id, row] : rows(type, ids(type))) versions[id] = row.version;
  }
  const Uuid spoilt = rows(RecordType::Contact, contacts_).begin()->first;
  change("msdyn_contactkpiitem", kpi_row_id(contact(spoilt)), {{"msdyn_emailssent", whole(77)}});
  rebuild_all();
  for (const RecordType type : kRecordTypes) {
    for (const auto& [id, row] : rows(type, ids(type))) {
      EXPECT_EQ(row.version, versions.at(id) + (id == spoilt ? 2 : 0)) << row.text("msdyn_name");
      EXPECT_NE(row.number("msdyn_emailssent"), 77);
    }
  }
}

TEST_F(RebuildTest, LeavesToTheNextWhatIsTouchedMeanwhile) {
  make_organisation();
  rebuild_all();
  const Uuid touched = rows(RecordType::Contact, contacts_).begin()->first;
  const Reference record = contact(touched);
  bool first = true;
  must(rebuild(*store_, clock_, [&](std::int64_t, std::int64_t) {
    if (!std::exchange(first, false)) return true;
    must(store_->write([&](store::Transaction& tx) { return mark_due(tx, {&record, 1}); }));
    return true;
  }));
  expect_as_one_by_one();
}

TEST_F(RebuildTest, EndsWhenItIsTold) {
  add_mail(90, ann_, stakeholder_);
  const auto stopped = rebuild(*store_, clock_, [](std::int64_t, std::int64_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code(), ErrorCode::Unavailable);
}

}  // namespace
}  // namespace leadlight::insight
