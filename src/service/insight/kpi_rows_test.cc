#include "service/insight/kpi_rows.h"

#include <map>

#include "base/random.h"
#include "service/insight/around.h"
#include "service/insight/insight_fixture.h"
#include "service/insight/kpi_follower.h"
#include "service/insight/touch.h"

namespace leadlight::insight {
namespace {

class KpiRowsTest : public InsightTest {
 protected:
  /// A change as the services make it: written and told.
  Uuid make(std::string_view table, const Values& values) {
    Uuid id;
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      const Record made = TRY(tx.insert(table, {}, values, system_));
      id = made.id;
      return touch(tx, nullptr, &made);
    }));
    return id;
  }
  void alter(std::string_view table, const Uuid& id, const Values& changes) {
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      const auto before = TRY(tx.find(table, id, {}, system_));
      const Record after = TRY(tx.update(table, id, changes, std::nullopt, system_));
      return touch(tx, &*before, &after);
    }));
  }
  void drop(std::string_view table, const Uuid& id) {
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      const auto before = TRY(tx.find(table, id, {}, system_));
      TRY(touch(tx, &*before, nullptr));
      return tx.remove(table, id, std::nullopt, system_);
    }));
  }
  Uuid make_mail(double day, const Uuid& from, const Uuid& to, bool outgoing = true) {
    const Uuid id = make("email", {{"subject", text("Talk")},
                                   {"ownerid", user(from)},
                                   {"statecode", whole(1)},
                                   {"senton", on_day(day)},
                                   {"createdon", on_day(day)},
                                   {"directioncode", outgoing}});
    make("activityparty", {{"activityid", Reference{"email", id}},
                           {"participationtypemask", whole(outgoing ? 1 : 2)},
                           {"partyid", user(from)}});
    make("activityparty", {{"activityid", Reference{"email", id}},
                           {"participationtypemask", whole(outgoing ? 2 : 1)},
                           {"partyid", contact(to)}});
    return id;
  }
  void settle() {
    while (must(refresh_due(*store_, clock_, 10)) == 10) {
    }
  }
  std::optional<Record> row(std::string_view table, const Uuid& id) {
    const KpiTable& kpis = kpi_table_of(*record_type_of(table));
    return must(must(store_->snapshot())->find(kpis.table, kpi_row_id({std::string(table), id}), {}, system_));
  }
  /// Every row without what tells only when it was worked out.
  std::map<std::string, std::string> rows() {
    std::map<std::string, std::string> out;
    const auto snapshot = must(store_->snapshot());
    for (const char* table : {"account", "contact", "lead", "opportunity"}) {
      const std::string kpis(kpi_table_of(*record_type_of(table)).table);
      must(snapshot->scan({.table = kpis}, system_, [&](Record&& found) -> Result<bool> {
        std::string words;
        for (const auto& [column, value] : found.values) {
          if (column != "versionnumber" && column != "createdon" && column != "modifiedon") {
            words += column + "=" + record::to_string(value) + " ";
          }
        }
        out[kpis + found.id.to_string()] = words;
        return true;
      }));
    }
    return out;
  }
};

TEST_F(KpiRowsTest, AMailReachesTheListColumnsOfAllItConcerns) {
  make_mail(90, ann_, stakeholder_);
  settle();
  for (const auto& [table, id] : {std::pair{"opportunity", deal_}, {"contact", stakeholder_}, {"account", account_}}) {
    ASSERT_TRUE(row(table, id)) << table;
    EXPECT_EQ(row(table, id)->number("msdyn_emailssent"), 1) << table;
  }
  EXPECT_FALSE(row("contact", other_)) << "nobody wrote to them";
  const Record deal = read("opportunity", deal_);
  EXPECT_EQ(deal.target("msdyn_opportunitykpiid"), row("opportunity", deal_)->id);
  EXPECT_EQ(row("opportunity", deal_)->time("msdyn_lastactivitybyteam"), on_day(90));
  EXPECT_EQ(row("opportunity", deal_)->text("msdyn_lastactivitytype"), "email");
  EXPECT_EQ(row("opportunity", deal_)->number("msdyn_lastactivitydirection"), 1) << "outgoing";
}

TEST_F(KpiRowsTest, WhatGoesIsTakenBack) {
  const Uuid mail = make_mail(90, ann_, stakeholder_);
  settle();
  drop("email", mail);
  settle();
  EXPECT_EQ(row("opportunity", deal_)->number("msdyn_emailssent"), 0);
  EXPECT_FALSE(row("opportunity", deal_)->time("msdyn_lastactivitybyteam"));
}

TEST_F(KpiRowsTest, HealthFadesWithoutAnyChange) {
  for (const double day : {70.0, 77.0, 84.0, 91.0, 98.0}) make_mail(day, ann_, stakeholder_);
  settle();
  const std::int64_t before = row("contact", stakeholder_)->number("msdyn_relationshiphealthscorevalue");
  clock_.set(on_day(120));
  settle();
  EXPECT_LT(row("contact", stakeholder_)->number("msdyn_relationshiphealthscorevalue"), before);
}

TEST_F(KpiRowsTest, WhoSomebodyIsAndWhoseActivitiesCountConcernsAll) {
  const auto with = [](Record row, std::string column, Value value) {
    row.values.insert_or_assign(std::move(column), std::move(value));
    return row;
  };
  const Record ann = read("systemuser", ann_);
  const Record opted_out = with(ann, "msdyn_gdproptout", true), renamed = with(ann, "fullname", text("Anna"));
  EXPECT_TRUE(concerns_all(&ann, &opted_out));
  EXPECT_FALSE(concerns_all(&ann, &renamed));
  const Record address{"ll_personaddress", Uuid::from_name("address"), 1, {{"ll_personid", contact(other_)}}};
  EXPECT_TRUE(concerns_all(&address, nullptr));
  EXPECT_TRUE(concerns_all(nullptr, &address));
  EXPECT_FALSE(concerns_all(&address, &address));
}

TEST_F(KpiRowsTest, NothingIsDueTwice) {
  make_mail(90, ann_, stakeholder_);
  settle();
  EXPECT_EQ(must(refresh_due(*store_, clock_, 10)), 0);
}

class KpiFollowerTest : public KpiRowsTest {
 protected:
  void SetUp() override {
    KpiRowsTest::SetUp();
    must(follower_.start(*must(store_->snapshot()), clock_.now()));
  }
  /// What is told at the next look, a second later.
  std::vector<std::string> told(int limit = 100) {
    clock_.set(clock_.now() + std::chrono::seconds(1));
    std::vector<std::string> out;
    for (const Reference& record : must(follower_.next(*must(store_->snapshot()), clock_.now(), limit))) {
      out.push_back(record.table);
    }
    return out;
  }

  KpiFollower follower_;
};

TEST_F(KpiFollowerTest, TellsOnceWhoseListColumnsWereWorkedOut) {
  EXPECT_TRUE(told().empty());
  make_mail(90, ann_, stakeholder_);
  EXPECT_TRUE(told().empty()) << "they are due, and not worked out";
  settle();
  EXPECT_THAT(told(), testing::UnorderedElementsAre("contact", "account", "opportunity"));
  EXPECT_TRUE(told().empty());
  make_mail(91, ann_, stakeholder_);
  EXPECT_TRUE(told().empty()) << "a mark alone moves no figure";
  settle();
  EXPECT_EQ(told().size(), 3U);
}

TEST_F(KpiFollowerTest, WhatWasWorkedOutBeforeIsNotTold) {
  make_mail(90, ann_, stakeholder_);
  settle();
  must(follower_.start(*must(store_->snapshot()), clock_.now()));
  EXPECT_TRUE(told().empty());
}

TEST_F(KpiFollowerTest, ManyOfOneMomentAreToldInParts) {
  for (const Uuid& person : {primary_, stakeholder_, other_}) make_mail(90, ann_, person);
  settle();
  std::vector<std::string> all;
  for (int look = 0; look < 5; ++look) {
    for (std::string& table : told(2)) all.push_back(std::move(table));
  }
  EXPECT_GE(std::ranges::count(all, "contact"), 2);
  EXPECT_EQ(std::ranges::count(all, "opportunity"), 1);
  // It goes on with what comes later.
  make_mail(91, ann_, stakeholder_);
  settle();
  EXPECT_EQ(told().size(), 3U);
}

TEST_F(KpiRowsTest, SomebodyNewBringsTheMailsOfTheirAddress) {
  make("email", {{"subject", text("Hello")},
                 {"ownerid", user(ann_)},
                 {"statecode", whole(1)},
                 {"senton", on_day(50)},
                 {"directioncode", false}});
  const Uuid mail = make("email", {{"subject", text("Hello")},
                                   {"ownerid", user(ann_)},
                                   {"statecode", whole(1)},
                                   {"senton", on_day(51)},
                                   {"directioncode", false}});
  make("activityparty", {{"activityid", Reference{"email", mail}},
                         {"participationtypemask", whole(1)},
                         {"addressused", text("New@Face.example")}});
  make("activityparty",
       {{"activityid", Reference{"email", mail}}, {"participationtypemask", whole(2)}, {"partyid", user(ann_)}});
  const Uuid face = make("contact", {{"fullname", text("New Face")}, {"emailaddress1", text("new@face.example")}});
  settle();
  ASSERT_TRUE(row("contact", face));
  EXPECT_EQ(row("contact", face)->number("msdyn_emailsreceived"), 1);
}

TEST_F(KpiRowsTest, KeptByChangesOrRebuiltTheRowsAreTheSame) {
  base::Random random(11);
  const std::vector<Uuid> contacts{primary_, stakeholder_, other_};
  const std::vector<Uuid> users{ann_, bert_};
  std::vector<Uuid> mails;
  for (int step = 0; step < 40; ++step) {
    const double kind = random.uniform();
    if (mails.empty() || kind < 0.6) {
      mails.push_back(make_mail(60 + step, users[random.below(2)], contacts[random.below(3)], random.chance(0.5)));
    } else if (kind < 0.7) {
      const std::size_t at = random.below(mails.size());
      drop("email", mails[at]);
      mails.erase(mails.begin() + static_cast<std::ptrdiff_t>(at));
    } else if (kind < 0.8) {
      alter("email", mails[random.below(mails.size())],
            {{"regardingobjectid", random.chance(0.5) ? Value(Reference{"opportunity", deal_}) : Value()}});
    } else if (kind < 0.85) {
      alter("account", account_, {{"primarycontactid", contact(contacts[random.below(3)])}});
    } else if (kind < 0.9) {
      alter("contact", contacts[random.below(3)], {{"msdyn_gdproptout", random.chance(0.5)}});
    } else if (kind < 0.95) {
      alter("opportunity", deal_, {{"ownerid", user(users[random.below(2)])}});
    } else {
      make("connection", {{"record1id", Reference{"opportunity", deal_}},
                          {"record2id", random.chance(0.5) ? contact(contacts[random.below(3)]) : user(bert_)},
                          {"ll_record2role", whole(8)}});
    }
    if (random.chance(0.3)) settle();
  }
  settle();
  const auto kept = rows();
  ASSERT_FALSE(kept.empty());
  must(rebuild(*store_, clock_, [](std::int64_t, std::int64_t) { return true; }));
  EXPECT_EQ(rows(), kept);
}

TEST_F(KpiRowsTest, ARebuildMakesTheRowsThatLackAndNoneOfRecordsWithoutActivities) {
  add_mail(90, ann_, stakeholder_);  // Nobody told of it.
  ASSERT_TRUE(rows().empty());
  EXPECT_EQ(must(rebuild(*store_, clock_, [](std::int64_t, std::int64_t) { return true; })), 3);
  EXPECT_EQ(rows().size(), 3U) << "the contact, its account and the deal";
  EXPECT_EQ(row("opportunity", deal_)->number("msdyn_emailssent"), 1);
  EXPECT_EQ(read("opportunity", deal_).target("msdyn_opportunitykpiid"), row("opportunity", deal_)->id);
}

TEST_F(KpiRowsTest, ARecordThatCannotBeWorkedOutKeepsNoOtherWaiting) {
  const Uuid orphan = add(
      "msdyn_contactkpiitem",
      {{"msdyn_contactid", contact(Uuid::from_name("nobody"))}, {"ll_dueon", on_day(1)}, {"msdyn_name", text("?")}});
  make_mail(90, ann_, stakeholder_);
  settle();
  EXPECT_EQ(row("contact", stakeholder_)->number("msdyn_emailssent"), 1);
  EXPECT_EQ(read("msdyn_contactkpiitem", orphan).number("msdyn_relationshiphealthscorestate"), 6) << "it says so";
  EXPECT_EQ(must(refresh_due(*store_, clock_, 10)), 0) << "not tried again at once";
}

}  // namespace
}  // namespace leadlight::insight
