#include "service/insight/kpi_groups.h"

#include "service/insight/insight_fixture.h"

namespace leadlight::insight {
namespace {

using testing::HasSubstr;

class KpiGroups : public InsightTest {
 protected:
  OrderedJson groups(const Reference& of, std::string_view zone = "UTC") {
    const auto snapshot = must(store_->snapshot());
    return must(kpi_groups(*snapshot, query(of, zone), system_));
  }
  OrderedJson tab(const Reference& of) {
    const auto snapshot = must(store_->snapshot());
    return must(relationship(*snapshot, query(of, "UTC"), system_));
  }
  RelationshipQuery query(const Reference& of, std::string_view zone) {
    return {of, clock_.now(), must(TimeZone::named(zone)), 90};
  }
};

TEST_F(KpiGroups, NumbersAreThoseOfTheTab) {
  for (const int day : {12, 20, 20, 31}) add_mail(day, ann_, stakeholder_);
  add_mail(33, ann_, stakeholder_, false);
  for (const Reference& of : {contact(stakeholder_), Reference{"opportunity", deal_}}) {
    const OrderedJson groups = this->groups(of), tab = this->tab(of);
    for (const char* member : {"activities", "kpis", "last", "next", "responses", "engagement"})
      EXPECT_EQ(groups["Lifetime UI KPIs"][member], tab[member]) << member;
    EXPECT_EQ(groups["Most Contacted KPIs"]["most_contacted"], tab["most_contacted"]);
    EXPECT_EQ(groups["Most Contacted KPIs"]["most_contacted_by"], tab["most_contacted_by"]);
    EXPECT_EQ(groups["Health KPIs"], tab["health"]);
    ASSERT_FALSE(tab["health"]["terms"].empty());
    const OrderedJson& chart = tab["chart"]["with_contact"];
    ASSERT_EQ(groups["Daily UI KPIs"].size(), 4);
    ASSERT_EQ(chart.size(), 4);
    for (std::size_t i = 0; i < chart.size(); ++i) {
      const OrderedJson& day = groups["Daily UI KPIs"][i];
      EXPECT_EQ(day["msdyn_date"], chart[i]["date"]);
      EXPECT_EQ(day["msdyn_emailssent"], chart[i]["email"][0]);
      EXPECT_EQ(day["msdyn_emailsreceived"], chart[i]["email"][1]);
    }
  }
}

TEST_F(KpiGroups, DaysOfManyYearsAgoAreThere) {
  add_mail(-5'000, ann_, stakeholder_);
  EXPECT_EQ(groups(contact(stakeholder_))["Daily UI KPIs"].size(), 1);
}

TEST_F(KpiGroups, WhatIsPlannedHasNotHappened) {
  add_mail(120, ann_, stakeholder_);
  EXPECT_TRUE(groups(contact(stakeholder_))["Daily UI KPIs"].empty());
  EXPECT_TRUE(groups(user(ann_))["Daily UI KPIs"].empty());
}

TEST_F(KpiGroups, WhoOptedOutHasNoNumbersAndItIsSaid) {
  add_mail(20, ann_, stakeholder_);
  change("contact", stakeholder_, {{"msdyn_gdproptout", true}});
  change("systemuser", bert_, {{"msdyn_gdproptout", true}});
  add_mail(21, bert_, primary_);
  for (const Reference& of : {contact(stakeholder_), user(bert_)}) {
    const OrderedJson groups = this->groups(of);
    EXPECT_EQ(groups["left_out"], "opted_out") << of.table;
    EXPECT_TRUE(groups["Daily UI KPIs"].empty()) << of.table;
    EXPECT_TRUE(groups["Health KPIs"].is_null()) << of.table;
  }
}

TEST_F(KpiGroups, AUserHasTheirOwnCountsAndNobodyElses) {
  add_mail(20, ann_, stakeholder_);
  add_mail(20, ann_, primary_);
  add_mail(21, ann_, stakeholder_, false);
  add_mail(22, bert_, stakeholder_);
  add_activity("phonecall", {{"actualstart", on_day(23)}, {"actualend", on_day(23)}},
               {{1, {}, "ANN@ours.example"}, {2, contact(primary_), {}}});
  const OrderedJson groups = this->groups(user(ann_));
  const OrderedJson expected{{"msdyn_emailssent", 2},     {"msdyn_emailsreceived", 1},
                             {"msdyn_meetingssent", 0},   {"msdyn_meetingsreceived", 0},
                             {"msdyn_phonecallsmade", 1}, {"msdyn_phonecallsreceived", 0}};
  EXPECT_EQ(groups["Lifetime UI KPIs"], expected);
  EXPECT_EQ(groups["Daily UI KPIs"].size(), 3);
  EXPECT_EQ(groups["Daily UI KPIs"][0]["msdyn_emailssent"], 2);
  EXPECT_TRUE(groups["Most Contacted KPIs"].is_null());
}

TEST_F(KpiGroups, PrivateMailOfAUserCountsOnlyFromAnOpenedMailbox) {
  const Uuid mail = add_mail(20, ann_, stakeholder_, true, {{"ll_private", true}});
  EXPECT_EQ(groups(user(ann_))["Lifetime UI KPIs"]["msdyn_emailssent"], 0);
  const Uuid mailbox =
      add("ll_mailbox",
          {{"ll_name", text("Mine")}, {"ll_kind", whole(0)}, {"ll_analytics", true}, {"ownerid", user(ann_)}});
  add("ll_mailboxitem", {{"ll_mailboxid", Reference{"ll_mailbox", mailbox}}, {"activityid", Reference{"email", mail}}});
  EXPECT_EQ(groups(user(ann_))["Lifetime UI KPIs"]["msdyn_emailssent"], 1);
}

TEST_F(KpiGroups, DaysAreThoseOfTheZone) {
  add_mail(20.49, ann_, stakeholder_);  // 23:45 UTC
  EXPECT_EQ(groups(user(ann_))["Daily UI KPIs"][0]["msdyn_date"], "2026-01-21");
  EXPECT_EQ(groups(user(ann_), "Europe/Amsterdam")["Daily UI KPIs"][0]["msdyn_date"], "2026-01-22");
}

TEST_F(KpiGroups, AStrangerFindsNobody) {
  const auto snapshot = must(store_->snapshot());
  for (const Reference& of : {contact(stakeholder_), Reference{"lead", lead_}}) {
    const auto answer = kpi_groups(*snapshot, query(of, "UTC"), reader(Uuid::from_name("stranger"), store::Depth::Own));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::NotFound);
  }
  const auto wrong = kpi_groups(*snapshot, query({"task", deal_}, "UTC"), system_);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message(), HasSubstr("task has no relationships"));
}

}  // namespace
}  // namespace leadlight::insight
