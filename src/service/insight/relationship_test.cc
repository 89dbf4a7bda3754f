#include "service/insight/relationship.h"

#include "service/insight/insight_fixture.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/notice.h"
#include "service/insight/preview.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class RelationshipTest : public InsightTest {
 protected:
  RelationshipQuery about(std::string table, const Uuid& id, double day = 100) {
    return {.record = {std::move(table), id}, .as_of = on_day(day), .zone = must(TimeZone::named("UTC"))};
  }
  OrderedJson tab(std::string table, const Uuid& id, const store::Caller& caller, double day = 100) {
    return must(relationship(*must(store_->snapshot()), about(std::move(table), id, day), caller));
  }
  OrderedJson tab(std::string table, const Uuid& id, double day = 100) {
    return tab(std::move(table), id, reader(ann_), day);
  }
  static double kpi(const OrderedJson& tab, std::string_view key, const char* period = "value") {
    for (const OrderedJson& each : tab["kpis"]) {
      if (each["key"] == key) return each[period].is_null() ? -1 : each[period].get<double>();
    }
    ADD_FAILURE() << "no KPI " << key;
    return -2;
  }
  static int points(const OrderedJson& tab) {
    int sum = 0;
    for (const OrderedJson& term : tab["health"]["terms"]) sum += term["points"].get<int>();
    return sum;
  }
};

TEST_F(RelationshipTest, AMailOfTheTeamToAStakeholderCountsOnTheDealAndOneOfAnOutsiderDoesNot) {
  add_mail(10, ann_, stakeholder_);
  add_mail(11, bert_, stakeholder_);
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 1);
  EXPECT_EQ(kpi(tab("contact", stakeholder_), "mails_sent"), 2) << "whoever of us it was";
  EXPECT_EQ(kpi(tab("account", account_), "mails_sent"), 2);
}

TEST_F(RelationshipTest, AMemberOfTheSalesTeamCounts) {
  add_mail(11, bert_, stakeholder_);
  add("connection",
      {{"record1id", Reference{"opportunity", deal_}}, {"record2id", user(bert_)}, {"ll_record2role", whole(8)}});
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 1);
}

TEST_F(RelationshipTest, TheAccountsPrimaryContactCountsOnADealOnlyWhereTheMeetingIsAboutIt) {
  const auto meet = [&](double day, Value regarding) {
    Values values{{"scheduledstart", on_day(day)}, {"scheduledend", on_day(day + 1.0 / 24)}};
    if (!record::is_null(regarding)) values["regardingobjectid"] = std::move(regarding);
    add_activity("appointment", values, {{7, user(ann_), {}}, {5, contact(primary_), {}}});
  };
  meet(10, {});
  EXPECT_EQ(kpi(tab("opportunity", deal_), "meetings_sent"), 0);
  EXPECT_EQ(kpi(tab("account", account_), "meetings_sent"), 1);
  EXPECT_EQ(kpi(tab("contact", primary_), "meetings_sent"), 1);
  meet(20, Reference{"opportunity", deal_});
  EXPECT_EQ(kpi(tab("opportunity", deal_), "meetings_sent"), 1);
  EXPECT_EQ(kpi(tab("opportunity", deal_), "time_by_us"), 60);
}

TEST_F(RelationshipTest, SomebodyIsKnownByAnAddressAloneHoweverItIsWritten) {
  add_activity("email", {{"senton", on_day(3)}, {"createdon", on_day(3)}, {"directioncode", false}},
               {{1, {}, "ZOE@lead.example"}, {2, {}, "Bert@ours.example"}});
  const OrderedJson lead = tab("lead", lead_);
  EXPECT_EQ(kpi(lead, "mails_received"), 1);
  EXPECT_EQ(lead["most_contacted"][0]["who"]["id"], lead_.to_string());
  EXPECT_EQ(lead["most_contacted_by"][0]["who"]["id"], bert_.to_string());
}

TEST_F(RelationshipTest, AddressesOfAPersonCountLikeTheRecordsOwn) {
  const Uuid person = add("ll_person", {{"ll_name", text("Stake Holder")}, {"ll_recordid", contact(stakeholder_)}});
  add("ll_personaddress",
      {{"ll_address", text("stake@private.example")}, {"ll_personid", Reference{"ll_person", person}}});
  add_activity("email", {{"senton", on_day(3)}, {"createdon", on_day(3)}, {"directioncode", false}},
               {{1, {}, "Stake@private.example"}, {2, user(ann_), {}}});
  EXPECT_EQ(kpi(tab("contact", stakeholder_), "mails_received"), 1);
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_received"), 1);
}

TEST_F(RelationshipTest, WhatHappensLaterDoesNotExistYet) {
  add_mail(10, ann_, stakeholder_);
  const OrderedJson before = tab("opportunity", deal_, 20);
  add_mail(21, ann_, stakeholder_, false);
  add_activity("phonecall", {{"actualend", on_day(22)}, {"actualdurationminutes", whole(30)}, {"directioncode", true}},
               {{1, user(ann_), {}}, {2, contact(stakeholder_), {}}});
  EXPECT_EQ(tab("opportunity", deal_, 20), before);
  EXPECT_NE(tab("opportunity", deal_, 30), before);
}

TEST_F(RelationshipTest, HealthIsExplainedToThePoint) {
  for (const double day : {54.0, 67.0, 74.0, 81.0}) add_mail(day, ann_, stakeholder_, day > 70);
  change("opportunity", deal_, {{"estimatedclosedate", Date(std::chrono::year(2026) / 4 / 1)}});
  const OrderedJson deal = tab("opportunity", deal_, 95);
  ASSERT_TRUE(deal["health"]["score"].is_number());
  EXPECT_EQ(points(deal), deal["health"]["score"].get<int>());
  std::vector<std::string> kinds;
  for (const OrderedJson& term : deal["health"]["terms"]) kinds.push_back(term["kind"]);
  EXPECT_THAT(kinds, ElementsAre("contacts", "contacts", "silence", "overdue"));
}

TEST_F(RelationshipTest, AClosedDealHasNoHealthAndKeepsItsNumbers) {
  add_mail(60, ann_, stakeholder_);
  change("opportunity", deal_, {{"statecode", whole(1)}, {"statuscode", whole(3)}});
  const OrderedJson deal = tab("opportunity", deal_);
  EXPECT_FALSE(deal["health"]["applies"]);
  EXPECT_TRUE(deal["health"]["score"].is_null());
  EXPECT_EQ(kpi(deal, "mails_sent"), 1);
}

TEST_F(RelationshipTest, HiddenActivitiesCountAndAreNotShown) {
  add_mail(10, ann_, stakeholder_);
  const Uuid secret = add_mail(12, ann_, stakeholder_, true, {{"ll_private", true}, {"subject", text("Secret")}});
  const OrderedJson closed = tab("opportunity", deal_, reader(bert_));
  EXPECT_EQ(kpi(closed, "mails_sent"), 1) << "its mailbox was not opened for analytics";
  const Uuid mailbox = add(
      "ll_mailbox", {{"ll_name", text("Ann")}, {"ll_kind", whole(0)}, {"ll_analytics", true}, {"ownerid", user(ann_)}});
  add("ll_mailboxitem",
      {{"ll_mailboxid", Reference{"ll_mailbox", mailbox}}, {"activityid", Reference{"email", secret}}});
  const OrderedJson bert = tab("opportunity", deal_, reader(bert_));
  EXPECT_EQ(kpi(bert, "mails_sent"), 2);
  EXPECT_EQ(bert["hidden"], 1);
  EXPECT_EQ(bert["last"]["at"], base::to_string(on_day(12)));
  EXPECT_FALSE(bert["last"].contains("subject"));
  const OrderedJson ann = tab("opportunity", deal_);
  EXPECT_EQ(ann["hidden"], 0);
  EXPECT_EQ(ann["last"]["subject"], "Secret");
}

TEST_F(RelationshipTest, ARecordThatTheCallerMayNotReadIsNotThere) {
  const auto answer =
      relationship(*must(store_->snapshot()), about("opportunity", deal_), reader(bert_, store::Depth::Own));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), ErrorCode::NotFound);
}

TEST_F(RelationshipTest, OfSomebodyWhoOptedOutNothingIsWorkedOut) {
  add_mail(10, ann_, stakeholder_);
  change("contact", stakeholder_, {{"msdyn_gdproptout", true}});
  const OrderedJson self = tab("contact", stakeholder_);
  EXPECT_EQ(self["left_out"], "opted_out");
  EXPECT_EQ(self["activities"], 0);
  EXPECT_TRUE(self["health"].is_null());
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 0) << "nor through them elsewhere";
}

TEST_F(RelationshipTest, WhereConsentIsRequiredNobodyWithoutItIsPartOfAnything) {
  add_mail(10, ann_, stakeholder_);
  must(store_->write([](store::Transaction& tx) { return settings::require_consent(tx, true); }));
  const OrderedJson self = tab("contact", stakeholder_);
  EXPECT_EQ(self["left_out"], "no_consent");
  EXPECT_EQ(self["activities"], 0);
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 0);
  change("contact", stakeholder_, {{"ll_consentground", whole(6)}});
  EXPECT_TRUE(tab("contact", stakeholder_)["left_out"].is_null());
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 1);
  change("contact", stakeholder_, {{"ll_consent", whole(3)}});
  EXPECT_EQ(kpi(tab("opportunity", deal_), "mails_sent"), 0) << "withdrawn";
}

TEST_F(RelationshipTest, WhoOptedOutIsNotAmongThePeopleOfOthers) {
  add_activity("email", {{"senton", on_day(10)}, {"directioncode", false}},
               {{1, contact(stakeholder_), {}}, {2, user(ann_), {}}, {3, contact(other_), {}}});
  const auto contacted_by = [&] {
    const OrderedJson deal = tab("opportunity", deal_);
    std::vector<std::string> ids;
    for (const OrderedJson& each : deal["most_contacted"]) ids.push_back(each["who"]["id"]);
    return ids;
  };
  EXPECT_THAT(contacted_by(), UnorderedElementsAre(stakeholder_.to_string(), other_.to_string()));
  change("contact", other_, {{"msdyn_gdproptout", true}});
  EXPECT_THAT(contacted_by(), ElementsAre(stakeholder_.to_string()));
}

TEST_F(RelationshipTest, ASellerWhoOptedOutCountsNowhere) {
  add_mail(10, ann_, stakeholder_);
  add_activity("email", {{"senton", on_day(11)}, {"directioncode", true}},
               {{1, {}, "ann@ours.example"}, {2, contact(stakeholder_), {}}});
  add_activity("appointment", {{"scheduledstart", on_day(12)}},
               {{7, user(ann_), {}}, {5, user(bert_), {}}, {5, contact(stakeholder_), {}}});
  EXPECT_EQ(kpi(tab("contact", stakeholder_), "mails_sent"), 2);
  change("systemuser", ann_, {{"msdyn_gdproptout", true}});
  const OrderedJson after = tab("contact", stakeholder_, reader(bert_));
  EXPECT_EQ(kpi(after, "mails_sent"), 0) << "nobody else of ours took part";
  EXPECT_EQ(after["activities"], 1) << "the meeting was bert's, too";
  ASSERT_EQ(after["most_contacted_by"].size(), 1U);
  EXPECT_EQ(after["most_contacted_by"][0]["who"]["id"], bert_.to_string());
}

TEST_F(RelationshipTest, AMeetingOfACalendarIsAPlanUntilItsTimeComes) {
  const std::vector<Party> parties{{7, user(ann_), {}}, {5, contact(stakeholder_), {}}};
  const Values times{{"scheduledstart", on_day(105)},
                     {"scheduledend", on_day(105.125)},
                     {"createdon", on_day(90)},
                     {"statecode", whole(3)}};
  Values in_calendar = times;
  in_calendar["globalobjectid"] = text("meeting-1");
  add_activity("appointment", in_calendar, parties);
  add_activity("appointment", times, parties);
  const OrderedJson before = tab("contact", stakeholder_);
  EXPECT_EQ(before["next"]["at"], base::to_string(on_day(105)));
  EXPECT_TRUE(before["last"].is_null());
  const OrderedJson after = tab("contact", stakeholder_, 110);
  EXPECT_EQ(after["last"]["at"], base::to_string(on_day(105)));
  EXPECT_EQ(after["most_contacted"][0]["meetings"], 1) << "the other one was entered by hand: nobody said it was held";
}

TEST_F(RelationshipTest, RobotsAndAutomaticRepliesAreNoContact) {
  add_mail(10, ann_, stakeholder_, false, {{"ll_mailkind", whole(3)}});
  EXPECT_EQ(kpi(tab("contact", stakeholder_), "mails_received"), 0);
}

TEST_F(RelationshipTest, MailsOfAMeetingAreToldByIt) {
  add_mail(10, ann_, stakeholder_, true,
           {{"ll_mailkind", whole(6)}, {"ll_meetingid", Reference{"appointment", Uuid::from_name("a meeting")}}});
  add_mail(11, ann_, stakeholder_, true, {{"ll_mailkind", whole(6)}});
  EXPECT_EQ(kpi(tab("contact", stakeholder_), "mails_sent"), 1) << "of the other one no meeting is known";
}

TEST_F(RelationshipTest, AnswersAtNoKnownTimeAskNothing) {
  const auto meet = [&](int day, Value answer, Value on) {
    const Uuid id = add_activity("appointment", {{"scheduledstart", on_day(day + 5)}, {"createdon", on_day(day)}},
                                 {{7, user(ann_), {}}});
    add("activityparty", {{"activityid", Reference{"appointment", id}},
                          {"participationtypemask", whole(5)},
                          {"partyid", contact(stakeholder_)},
                          {"ll_answer", std::move(answer)},
                          {"ll_answeredon", std::move(on)}});
  };
  meet(10, whole(1), {});
  EXPECT_EQ(tab("contact", stakeholder_)["responses"]["all"]["theirs"]["asked"], 0);
  meet(20, whole(0), {});
  meet(30, whole(2), on_day(30.5));
  const OrderedJson theirs = tab("contact", stakeholder_)["responses"]["all"]["theirs"];
  EXPECT_EQ(theirs["asked"], 2);
  EXPECT_EQ(theirs["answered"], 1);
  EXPECT_DOUBLE_EQ(theirs["hours"]["mean"].get<double>(), 12);
}

TEST_F(RelationshipTest, AnswersArePairedByConversation) {
  add_mail(10, ann_, stakeholder_, true, {{"conversationindex", text("a")}});
  add_mail(10.25, ann_, stakeholder_, false, {{"conversationindex", text("a")}});
  add_mail(10.1, ann_, stakeholder_, false, {{"conversationindex", text("b")}});
  const OrderedJson theirs = tab("contact", stakeholder_)["responses"]["mail"]["theirs"];
  EXPECT_EQ(theirs["asked"], 1);
  EXPECT_EQ(theirs["answered"], 1);
  EXPECT_DOUBLE_EQ(theirs["hours"]["mean"].get<double>(), 6);
}

TEST_F(RelationshipTest, ThisYearAndEarlierAddUp) {
  add_mail(-30, ann_, stakeholder_);
  add_mail(10, ann_, stakeholder_);
  const OrderedJson contact = tab("contact", stakeholder_);
  EXPECT_EQ(kpi(contact, "mails_sent"), 2);
  EXPECT_EQ(kpi(contact, "mails_sent", "this_year"), 1);
  EXPECT_EQ(kpi(contact, "mails_sent", "earlier"), 1);
}

TEST_F(RelationshipTest, TheChartShowsDaysOfTheViewersZoneAndItsSilences) {
  add_mail(80.49, ann_, stakeholder_);  // 23:45 UTC is the next day in Bangkok
  auto wanted = about("contact", stakeholder_);
  wanted.days = 30;
  wanted.zone = must(TimeZone::named("Asia/Bangkok"));
  const OrderedJson chart = must(relationship(*must(store_->snapshot()), wanted, reader(ann_)))["chart"];
  ASSERT_EQ(chart["with_contact"].size(), 1U);
  EXPECT_EQ(chart["with_contact"][0]["date"], "2026-03-23");
  EXPECT_EQ(chart["with_contact"][0]["email"], (OrderedJson{1, 0}));
  EXPECT_EQ(chart["silences"].size(), 2U);
}

TEST_F(RelationshipTest, ANumberOpensTheActivitiesBehindIt) {
  add_mail(10, ann_, stakeholder_, true, {{"subject", text("First")}});
  add_mail(12, ann_, stakeholder_, false, {{"subject", text("Second")}});
  add_mail(14, ann_, stakeholder_, true, {{"subject", text("Third")}});
  BehindQuery wanted{.relationship = about("contact", stakeholder_), .channel = "email", .direction = "outgoing"};
  const auto snapshot = must(store_->snapshot());
  const OrderedJson all = must(activities_behind(*snapshot, wanted, reader(ann_)));
  std::vector<std::string> subjects;
  for (const OrderedJson& each : all["activities"]) subjects.push_back(each["subject"]);
  EXPECT_THAT(subjects, ElementsAre("Third", "First"));
  wanted.to = on_day(14);
  wanted.top = 1;
  EXPECT_EQ(must(activities_behind(*snapshot, wanted, reader(ann_)))["activities"].size(), 1U);
  const auto not_his = activities_behind(*snapshot, wanted, reader(bert_, store::Depth::Own));
  ASSERT_FALSE(not_his);
  EXPECT_EQ(not_his.error().code(), ErrorCode::NotFound);
  wanted.channel = "smoke";
  EXPECT_EQ(activities_behind(*snapshot, wanted, reader(ann_)).error().code(), ErrorCode::InvalidInput);
}

TEST_F(RelationshipTest, APreviewTellsStatesAsTheyAreAndAsTheyWouldBe) {
  for (const double day : {70.0, 77.0, 84.0, 91.0, 98.0}) add_mail(day, ann_, stakeholder_, day < 80);
  must(rebuild(*store_, clock_, [](std::int64_t, std::int64_t) { return true; }));
  const int score = tab("contact", stakeholder_)["health"]["score"].get<int>();
  const auto contacts = [&](const Json& changes) {
    const OrderedJson preview = must(preview_settings(*must(store_->snapshot()), changes, clock_.now()));
    for (const OrderedJson& table : preview["tables"]) {
      if (table["table"] == "contact") return table;
    }
    return OrderedJson();
  };
  const OrderedJson would_be = contacts({{"good", score + 1}, {"fair", score}});
  EXPECT_EQ(would_be["sampled"], 1) << "only the stakeholder has a row";
  EXPECT_EQ(would_be["then"]["fair"], 1);
  EXPECT_EQ(contacts({{"good", score + 2}, {"fair", score + 1}})["then"]["poor"], 1);
  EXPECT_EQ(contacts({{"health_on", false}})["then"]["none"], 1);
  EXPECT_EQ(contacts({{"health_on", false}})["now"], would_be["now"]) << "nothing was saved";
  EXPECT_EQ(preview_settings(*must(store_->snapshot()), {{"good", 0}}, clock_.now()).error().code(),
            ErrorCode::InvalidInput);
}

TEST_F(RelationshipTest, TheNoticeIsReadPerVersion) {
  const auto write = [&](auto what) { return store_->write(what); };
  const auto read = [&](std::int64_t version) {
    return write([&](store::Transaction& tx) { return acknowledge_notice(tx, ann_, version); });
  };
  const auto notice = [&] { return must(notice_for(*must(store_->snapshot()), ann_)); };
  EXPECT_TRUE(notice()["read"].is_null());
  must(read(1));
  must(read(1));
  EXPECT_EQ(notice()["read"]["version"], 1);
  must(write([](store::Transaction& tx) -> Result<void> {
    TRY(change_settings(tx, {{"notice", "Ask Ann."}}));
    return {};
  }));
  EXPECT_EQ(notice()["version"], 2);
  EXPECT_EQ(notice()["text"], "Ask Ann.");
  EXPECT_EQ(read(1).error().code(), ErrorCode::Conflict) << "that one is no more in force";
  const OrderedJson readers = must(notice_readers(*must(store_->snapshot())));
  ASSERT_EQ(readers["readers"].size(), 2U);
  EXPECT_EQ(readers["readers"][0]["read"]["version"], 1) << "ann";
  EXPECT_TRUE(readers["readers"][1]["read"].is_null()) << "bert";
}

TEST_F(RelationshipTest, SettingsAreKeptAndWrongOnesNamed) {
  const auto set = [&](const Json& changes) {
    Result<RelationshipSettings> now = RelationshipSettings{};
    const auto written = store_->write([&](store::Transaction& tx) -> Result<void> {
      now = TRY(change_settings(tx, changes));
      return {};
    });
    return written ? now : fail(written.error());
  };
  must(set({{"expected_days", 14}, {"our_domains", {"Ours.example"}}}));
  const RelationshipSettings settings = must(set({{"good", 70}}));
  EXPECT_EQ(settings.health.expected_days, 14);
  EXPECT_EQ(settings.health.good, 70);
  EXPECT_THAT(settings.our_domains.list(), ElementsAre("ours.example"));
  EXPECT_EQ(to_json(must(read_settings(*must(store_->snapshot())))), to_json(settings));
  for (const Json& wrong : {Json{{"good", 30}}, Json{{"expected_days", 0}}, Json{{"influence", {{"emails", 2}}}},
                            Json{{"colour", 1}}, Json{{"working_week", {{"opens", "9"}}}}}) {
    const auto refused = set(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code(), ErrorCode::InvalidInput);
  }
}

}  // namespace
}  // namespace leadlight::insight
