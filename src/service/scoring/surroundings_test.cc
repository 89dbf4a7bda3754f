#include "service/scoring/surroundings.h"

#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;

class SurroundingsTest : public testing::Test {
 protected:
  Record add(double day, std::string_view table, record::Values values) {
    Record row;
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(day));
      row = TRY(tx.insert(table, Uuid{}, values, world_.system));
      return {};
    }));
    return row;
  }
  void change(double day, const Record& row, record::Values values) {
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(day));
      TRY(tx.update(row.table, row.id, values, std::nullopt, world_.system));
      return {};
    }));
  }
  void add_email(double day, const Record& about, bool outgoing) {
    add(day, "email",
        {{"regardingobjectid", Reference{about.table, about.id}},
         {"senton", at_day(day)},
         {"directioncode", outgoing}});
  }
  template <class Look>
  auto looking(Look&& look) {
    const auto snapshot = must(world_.store->snapshot());
    Surroundings surroundings(*snapshot, *find_scored_table("lead"), {{true, true}, true, true});
    return look(surroundings);
  }
  /// A fact of the lead as of just before a day.
  double fact_before(const Record& lead, double day, Fact fact) {
    return looking([&](Surroundings& around) {
      return must(around.before(lead, at_day(day), Past::Lived)).facts[static_cast<size_t>(fact)];
    });
  }

  ScoringWorld world_;
};

TEST_F(SurroundingsTest, CountsWhatHadHappenedAndNothingThatCameLater) {
  const Record lead = add(10, "lead", {{"lastname", std::string("Smit")}});
  add_email(12, lead, false);
  add_email(14, lead, true);
  add(20, "phonecall",
      {{"subject", std::string("Call")},
       {"regardingobjectid", Reference{"lead", lead.id}},
       {"actualend", at_day(20)},
       {"directioncode", false}});
  add(20, "phonecall", {{"subject", std::string("Planned")}, {"regardingobjectid", Reference{"lead", lead.id}}});
  EXPECT_EQ(fact_before(lead, 12, Fact::EmailsIn), 0) << "at the very moment it has not happened yet";
  EXPECT_EQ(fact_before(lead, 13, Fact::EmailsIn), 1);
  EXPECT_EQ(fact_before(lead, 13, Fact::EmailsOut), 0);
  EXPECT_TRUE(std::isnan(fact_before(lead, 11, Fact::DaysSinceLast)));
  EXPECT_NEAR(fact_before(lead, 18, Fact::DaysSinceLast), 4, 1e-9);
  EXPECT_NEAR(fact_before(lead, 18, Fact::DaysSinceInbound), 6, 1e-9);
  EXPECT_EQ(fact_before(lead, 30, Fact::Calls), 1) << "a call that was only planned is none";
  EXPECT_EQ(fact_before(lead, 30, Fact::Last30Days), 3);
  EXPECT_EQ(fact_before(lead, 43, Fact::Last30Days), 2);
}

TEST_F(SurroundingsTest, HealthIsThatOfTheActivitiesUntilThen) {
  const Record lead = add(10, "lead", {{"lastname", std::string("Smit")}});
  add_email(12, lead, false);
  EXPECT_TRUE(std::isnan(fact_before(lead, 12, Fact::Health))) << "nobody was in contact yet";
  const double first = fact_before(lead, 13, Fact::Health);
  EXPECT_GT(first, 0);
  EXPECT_LT(fact_before(lead, 40, Fact::Health), first) << "it fades";
  add_email(14, lead, true);
  EXPECT_EQ(fact_before(lead, 13, Fact::Health), first) << "what comes later does not count";
  EXPECT_GT(fact_before(lead, 15, Fact::Health), first);
}

TEST_F(SurroundingsTest, OfPeopleWhoAreLeftOutNothingCounts) {
  const Record contact = add(9, "contact", {{"lastname", std::string("Okafor")}});
  const Record lead =
      add(10, "lead", {{"lastname", std::string("Smit")}, {"parentcontactid", Reference{"contact", contact.id}}});
  add_email(12, lead, false);
  const auto mails = [&] { return fact_before(lead, 20, Fact::EmailsIn); };
  EXPECT_EQ(mails(), 1);
  change(15, lead, {{"msdyn_gdproptout", true}});
  EXPECT_EQ(mails(), 0) << "the lead itself";
  change(15, lead, {{"msdyn_gdproptout", false}});
  change(15, contact, {{"ll_consent", std::int64_t{3}}});
  EXPECT_EQ(mails(), 0) << "its contact withdrew";
  change(15, contact, {{"ll_consent", std::int64_t{1}}});
  EXPECT_EQ(mails(), 1);
  must(world_.store->write([](store::Transaction& tx) { return settings::require_consent(tx, true); }));
  EXPECT_EQ(mails(), 0) << "of the lead itself no ground is known";
  change(15, lead, {{"ll_consentground", std::int64_t{6}}});
  EXPECT_EQ(mails(), 1);
}

TEST_F(SurroundingsTest, WhatASellerDidWhoOptedOutDoesNotCount) {
  const Record seller = add(1, "systemuser", {{"domainname", std::string("optout")}});
  const Record lead = add(10, "lead", {{"lastname", std::string("Smit")}});
  add(12, "email",
      {{"regardingobjectid", Reference{"lead", lead.id}},
       {"senton", at_day(12)},
       {"directioncode", true},
       {"ownerid", Reference{"systemuser", seller.id}}});
  EXPECT_EQ(fact_before(lead, 20, Fact::EmailsOut), 1);
  change(15, seller, {{"msdyn_gdproptout", true}});
  EXPECT_EQ(fact_before(lead, 20, Fact::EmailsOut), 0);
}

TEST_F(SurroundingsTest, AFactDoesNotChangeWhenTheNextDayArrives) {
  const Record lead = add(10, "lead", {{"lastname", std::string("Smit")}});
  add_email(12, lead, false);
  const auto row = [&] {
    return looking([&](Surroundings& around) { return must(around.before(lead, at_day(20), Past::Lived)).facts; });
  };
  const auto before = row();
  add_email(21, lead, false);
  add(22, "task",
      {{"subject", std::string("Call")}, {"regardingobjectid", Reference{"lead", lead.id}}, {"actualend", at_day(22)}});
  const auto after = row();
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_TRUE(before[i] == after[i] || (std::isnan(before[i]) && std::isnan(after[i]))) << i;
  }
}

TEST_F(SurroundingsTest, ARelatedRowIsTakenAsItStoodThen) {
  const Record account = add(5, "account", {{"name", std::string("Acme")}, {"numberofemployees", std::int64_t{10}}});
  const Record lead =
      add(10, "lead", {{"lastname", std::string("Smit")}, {"parentaccountid", Reference{"account", account.id}}});
  change(20, account, {{"numberofemployees", std::int64_t{500}}});
  const auto employees = [&](std::optional<double> day, Past past) -> std::int64_t {
    return looking([&](Surroundings& around) -> std::int64_t {
      const auto subject = day ? must(around.before(lead, at_day(*day), past)) : must(around.now(lead, 0));
      return subject.related[0] ? subject.related[0]->number("numberofemployees") : -2;
    });
  };
  EXPECT_EQ(employees(15, Past::Lived), 10);
  EXPECT_EQ(employees(21, Past::Lived), 500);
  EXPECT_EQ(employees(std::nullopt, Past::Lived), 500);
  EXPECT_EQ(employees(3, Past::Lived), -2) << "it was not there yet";
  EXPECT_EQ(employees(3, Past::CameIn), 10) << "what came in together counts as it first was";
}

TEST_F(SurroundingsTest, TheStageIsWhereTheRecordStoodThen) {
  const Record lead = add(10, "lead", {{"lastname", std::string("Smit")}});
  const Record process = add(1, "workflow", {{"name", std::string("Leads")}, {"primaryentity", std::string("lead")}});
  const Reference to_process{"workflow", process.id};
  const Record first =
      add(1, "processstage",
          {{"stagename", std::string("Qualify")}, {"processid", to_process}, {"ll_order", std::int64_t{1}}});
  const Record second =
      add(1, "processstage",
          {{"stagename", std::string("Develop")}, {"processid", to_process}, {"ll_order", std::int64_t{2}}});
  const Record instance =
      add(10, "ll_processinstance",
          {{"processid", to_process}, {"ll_leadid", Reference{"lead", lead.id}}, {"statuscode", std::int64_t{1}}});
  const auto stay = [&](const Record& stage, double from, std::optional<double> to) {
    record::Values values{{"ll_name", stage.text("stagename")},
                          {"ll_processinstanceid", Reference{"ll_processinstance", instance.id}},
                          {"ll_leadid", Reference{"lead", lead.id}},
                          {"processstageid", Reference{"processstage", stage.id}},
                          {"ll_enteredon", at_day(from)}};
    if (to) values["ll_lefton"] = at_day(*to);
    add(from, "ll_stagehistory", std::move(values));
  };
  stay(first, 10, 15);
  stay(second, 15, std::nullopt);
  const auto at = [&](double day) {
    return looking([&](Surroundings& around) { return must(around.before(lead, at_day(day), Past::Lived)); });
  };
  EXPECT_EQ(at(12).stage, "Qualify");
  EXPECT_EQ(at(12).process_id, process.id);
  EXPECT_NEAR(at(12).facts[static_cast<size_t>(Fact::StageDays)], 2, 1e-9);
  EXPECT_EQ(at(18).stage_id, second.id);
  EXPECT_EQ(at(9).stage, "");
}

TEST_F(SurroundingsTest, APageReadAheadGivesWhatOneByOneGives) {
  std::vector<Record> leads;
  for (int i = 0; i < 5; ++i) {
    leads.push_back(add(10 + i, "lead", {{"lastname", std::string("Smit")}}));
    for (int mail = 0; mail < i; ++mail) add_email(20 + mail, leads.back(), mail % 2 == 0);
  }
  std::vector<const Record*> page;
  for (const Record& lead : leads) page.push_back(&lead);
  const auto together = looking([&](Surroundings& around) {
    must(around.read_ahead(page));
    std::vector<double> counts;
    for (const Record& lead : leads) counts.push_back(must(around.now(lead, seconds_of(at_day(50)))).facts[0]);
    return counts;
  });
  for (size_t i = 0; i < leads.size(); ++i) EXPECT_EQ(together[i], fact_before(leads[i], 50, Fact::EmailsIn));
}

}  // namespace
}  // namespace leadlight::scoring
