#include "service/work/work.h"

#include <gmock/gmock.h>

#include "core/record/field_table.h"
#include "core/record/short_words.h"
#include "service/scoring/scoring_fixture.h"
#include "service/scoring/training_rows.h"
#include "service/work/process.h"
#include "service/work/stakeholders.h"
#include "service/work/timeline.h"

namespace leadlight::work {
namespace {

using base::must;
using record::Record;
using record::Reference;
using record::text;
using record::Value;
using record::Values;
using record::whole;
using scoring::at_day;
using testing::ElementsAre;
using testing::HasSubstr;

/// May do everything with rows of its own.
store::Caller seller_named(std::string_view name) {
  store::Caller seller;
  seller.user = Uuid::from_name(name);
  for (const record::Table& table : record::built_in_tables()) {
    for (int verb = 0; verb < store::kVerbCount; ++verb) {
      seller.privileges.grant(table.name, static_cast<store::Verb>(verb), store::Depth::Own);
    }
  }
  return seller;
}

class WorkTest : public testing::Test {
 protected:
  scoring::ScoringWorld world_;
  ingest::Records records_{*world_.store, world_.service};
  Workplace place_{*world_.store, records_};
  store::Caller seller_ = seller_named("seller"), other_ = seller_named("other");

  void SetUp() override {
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      const Uuid unit = Uuid::from_name("unit");
      TRY(tx.insert("businessunit", unit, {{"name", text("Sales")}}, store::Caller::system()));
      for (const auto& [caller, name] : {std::pair{&seller_, "seller"}, std::pair{&other_, "other"}}) {
        caller->business_unit = unit;
        TRY(tx.insert("systemuser", caller->user,
                      {{"domainname", text(name)}, {"businessunitid", Reference{"businessunit", unit}}},
                      store::Caller::system()));
      }
      return {};
    }));
  }

  Record add(std::string_view table, Values values) {
    return must(records_.create(table, Uuid{}, std::move(values), seller_));
  }
  Record add_lead(Values values = {}) {
    Values all{{"lastname", text("Okafor")},
               {"firstname", text("Ada")},
               {"companyname", text("Northwind")},
               {"subject", text("50 seats")},
               {"emailaddress1", text("ada@northwind.example")},
               {"estimatedamount", Amount{12'500'000}}};
    for (auto& [column, value] : values) all.insert_or_assign(column, std::move(value));
    return add("lead", std::move(all));
  }
  Record add_opportunity() {
    return add("opportunity", {{"name", text("A deal")}, {"estimatedvalue", Amount{10'000}}});
  }
  Record read(std::string_view table, const Uuid& id) { return world_.read(table, id); }
};

TEST_F(WorkTest, AQualifiedLeadBecomesAccountContactAndOpportunity) {
  const Record lead = add_lead();
  const Qualified made = must(qualify_lead(place_, {.lead = lead.id}, seller_));
  ASSERT_TRUE(made.account && made.contact && made.opportunity);
  EXPECT_EQ(made.account->name, "Northwind");
  EXPECT_EQ(made.contact->name, "Ada Okafor");
  const Record deal = read("opportunity", made.opportunity->id);
  EXPECT_EQ(deal.get("name"), text("50 seats"));
  EXPECT_EQ(deal.get("estimatedvalue"), Value(Amount{12'500'000}));
  EXPECT_EQ(deal.get_as<Reference>("originatingleadid")->id, lead.id);
  EXPECT_EQ(deal.get_as<Reference>("customerid")->id, made.account->id);
  EXPECT_EQ(deal.get_as<Reference>("ownerid")->id, seller_.user);
  EXPECT_EQ(read("contact", made.contact->id).get_as<Reference>("parentcustomerid")->id, made.account->id);
  const Record after = read("lead", lead.id);
  EXPECT_EQ(after.get("statecode"), whole(1));
  EXPECT_EQ(after.get("statuscode"), whole(3));
  EXPECT_FALSE(record::is_null(after.get("ll_closedon")));
  EXPECT_EQ(after.get_as<Reference>("qualifyingopportunityid")->id, made.opportunity->id);
}

TEST_F(WorkTest, QualifyingLinksWhatIsThereAndLeavesOutWhatIsNotWanted) {
  const Record account = add("account", {{"name", text("Northwind Group")}});
  const Record lead = add_lead();
  const Qualified made = must(qualify_lead(
      place_, {.lead = lead.id, .create_contact = false, .create_opportunity = false, .account = account.id}, seller_));
  EXPECT_FALSE(made.account->created);
  EXPECT_FALSE(made.contact || made.opportunity);
  EXPECT_EQ(read("lead", lead.id).get_as<Reference>("parentaccountid")->id, account.id);
}

TEST_F(WorkTest, NothingStaysOfAQualificationThatFails) {
  const Record lead = add_lead();
  const auto refused = qualify_lead(place_, {.lead = lead.id, .contact = Uuid::from_name("nobody")}, seller_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::NotFound);
  EXPECT_EQ(must(must(world_.store->snapshot())->count("account", nullptr, store::Caller::system())), 0);
  EXPECT_EQ(read("lead", lead.id).get("statecode"), whole(0));
}

TEST_F(WorkTest, StakeholdersGoOnWithTheDeal) {
  const Record lead = add_lead();
  const Record contact = add("contact", {{"lastname", text("Berg")}});
  add("connection", {{"record1id", Reference{"lead", lead.id}},
                     {"record2id", Reference{"contact", contact.id}},
                     {"ll_record2role", whole(3)}});
  const auto made = must(qualify_lead(place_, {.lead = lead.id}, seller_));
  const auto snapshot = must(world_.store->snapshot());
  EXPECT_EQ(must(snapshot->count("connection", query::equals("record1id", made.opportunity->id), seller_)), 1);
}

TEST_F(WorkTest, ALeadOfSomebodyElseDoesNotExist) {
  const Record lead = add_lead();
  for (const auto code : {qualify_lead(place_, {.lead = lead.id}, other_).error().code(),
                          disqualify_lead(place_, lead.id, 4, "", other_).error().code(),
                          reopen(place_, "lead", lead.id, other_).error().code(),
                          timeline(place_, {.table = "lead", .id = lead.id}, other_).error().code(),
                          record_history(place_, "lead", lead.id, other_).error().code(),
                          process_of(place_, "lead", lead.id, other_).error().code(),
                          find_duplicates(place_, "lead", lead.id, other_).error().code(),
                          suggested_stakeholders(place_, "lead", lead.id, other_).error().code()}) {
    EXPECT_EQ(code, ErrorCode::NotFound);
  }
}

TEST_F(WorkTest, ADisqualifiedLeadKeepsItsReasonUntilItIsReopened) {
  const Record lead = add_lead();
  must(disqualify_lead(place_, lead.id, 6, "bought elsewhere", seller_));
  EXPECT_EQ(read("lead", lead.id).get("ll_disqualificationreason"), text("bought elsewhere"));
  EXPECT_EQ(disqualify_lead(place_, lead.id, 6, "", seller_).error().code(), ErrorCode::Conflict);
  must(reopen(place_, "lead", lead.id, seller_));
  const Record open = read("lead", lead.id);
  EXPECT_EQ(open.get("statecode"), whole(0));
  EXPECT_EQ(open.get("statuscode"), whole(1));
  EXPECT_TRUE(record::is_null(open.get("ll_disqualificationreason")));
  EXPECT_TRUE(record::is_null(open.get("ll_closedon")));
}

TEST_F(WorkTest, AStatusThatDoesNotDisqualifyIsRefused) {
  const Record lead = add_lead();
  for (const std::int64_t status : {1, 3, 99}) {
    EXPECT_EQ(disqualify_lead(place_, lead.id, status, "", seller_).error().code(), ErrorCode::InvalidInput) << status;
  }
}

TEST_F(WorkTest, AWonOpportunityTakesItsEstimateWhenNothingElseIsSaid) {
  const Record deal = add_opportunity();
  OpportunityClosing closing;
  closing.opportunity = deal.id;
  must(close_opportunity(place_, closing, true, seller_));
  const Record won = read("opportunity", deal.id);
  EXPECT_EQ(won.get("statecode"), whole(1));
  EXPECT_EQ(won.get("actualvalue"), Value(Amount{10'000}));
  EXPECT_FALSE(record::is_null(won.get("actualclosedate")));
}

TEST_F(WorkTest, ALostOpportunityKeepsDateAndReason) {
  const Record deal = add_opportunity();
  OpportunityClosing closing;
  closing.opportunity = deal.id;
  closing.status = 5;
  closing.description = "a competitor was cheaper";
  closing.closed_on = at_day(300);
  must(close_opportunity(place_, closing, false, seller_));
  const Record lost = read("opportunity", deal.id);
  EXPECT_EQ(lost.get("statecode"), whole(2));
  EXPECT_EQ(lost.get("ll_closedon"), Value(at_day(300)));
  EXPECT_EQ(lost.get("ll_closereason"), text("a competitor was cheaper"));
  EXPECT_EQ(close_opportunity(place_, closing, true, seller_).error().code(), ErrorCode::InvalidInput);
}

TEST_F(WorkTest, AnOpportunityCannotBeClosedInTheFuture) {
  OpportunityClosing closing;
  closing.opportunity = add_opportunity().id;
  closing.closed_on = at_day(4000);
  EXPECT_EQ(close_opportunity(place_, closing, true, seller_).error().code(), ErrorCode::InvalidInput);
}

TEST_F(WorkTest, ACompletedTaskIsDoneNow) {
  const Record task = add("task", {{"subject", text("Call back")}});
  must(complete_activity(place_, "task", task.id, {}, {}, seller_));
  const Record done = read("task", task.id);
  EXPECT_EQ(done.get("statecode"), whole(1));
  EXPECT_EQ(done.get("percentcomplete"), whole(100));
  EXPECT_FALSE(record::is_null(done.get("actualend")));
}

TEST_F(WorkTest, OneThatFailsLeavesTheOthersDone) {
  const Record one = add_lead(), two = add_lead();
  must(disqualify_lead(place_, two.id, 4, "", seller_));
  const std::vector<Uuid> ids{one.id, two.id, Uuid::from_name("absent")};
  const BulkResult result = must(close_all(place_, "lead", ids, 7, seller_));
  EXPECT_EQ(result.done, 1);
  ASSERT_EQ(result.failed.size(), 2u);
  EXPECT_THAT(result.failed[0].message, HasSubstr("closed already"));
}

TEST_F(WorkTest, MergingKeepsWhatPointedToTheDuplicate) {
  const Record target = add_lead(), duplicate = add_lead({{"telephone1", text("+31 20 1234567")}});
  const Record task = add("task", {{"subject", text("Call")}, {"regardingobjectid", Reference{"lead", duplicate.id}}});
  must(merge(place_, "lead", target.id, duplicate.id, {{"telephone1", text("+31 20 1234567")}}, seller_));
  EXPECT_EQ(read("task", task.id).get_as<Reference>("regardingobjectid")->id, target.id);
  EXPECT_EQ(read("lead", target.id).get("telephone1"), text("+31 20 1234567"));
  const Record merged = read("lead", duplicate.id);
  EXPECT_EQ(merged.get("merged"), Value(true));
  EXPECT_EQ(merged.get_as<Reference>("masterid")->id, target.id);
  EXPECT_EQ(merged.get("statecode"), whole(2));
  EXPECT_EQ(reopen(place_, "lead", duplicate.id, seller_).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(merge(place_, "lead", target.id, duplicate.id, {}, seller_).error().code(), ErrorCode::Conflict);
}

TEST_F(WorkTest, AMergedLeadIsScored) {
  world_.publish_learned();
  const Record target = add_lead(), duplicate = add_lead();
  const std::size_t before = world_.ledger(target.id).size();
  must(merge(place_, "lead", target.id, duplicate.id, {{"leadsourcecode", whole(1)}}, seller_));
  EXPECT_GT(world_.ledger(target.id).size(), before);
}

TEST_F(WorkTest, ATimelineNamesWhatItPointsAtUnlessTheReaderMayNotSeeIt) {
  const Record mine = add("account", {{"name", text("Harbour Works")}});
  const Record lead = add_lead({{"parentaccountid", Reference{"account", mine.id}}});
  Record theirs;
  must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
    theirs = TRY(tx.insert("account", {}, {{"name", text("Secret")}}, other_));
    TRY(tx.update("lead", lead.id, {{"parentaccountid", Reference{"account", theirs.id}}}, std::nullopt,
                  store::Caller::system()));
    return {};
  }));
  TimelineQuery wanted;
  wanted.table = "lead";
  wanted.id = lead.id;
  wanted.kinds = {"change"};
  const auto items = must(timeline(place_, wanted, seller_))["items"];
  ASSERT_EQ(items.size(), 1u);
  const auto change = items[0]["changes"][0];
  EXPECT_EQ(change["column"], "parentaccountid");
  EXPECT_EQ(change["before"]["name"], "Harbour Works");
  EXPECT_EQ(change["after"]["id"], theirs.id.to_string());
  EXPECT_TRUE(change["after"]["name"].is_null());
}

TEST_F(WorkTest, AMergedDuplicateIsNeitherWonNorLost) {
  world_.publish_learned();
  const auto system = store::Caller::system();
  const auto closed = [&] { return must(world_.service.status("lead", system))["closed"]; };
  const auto taught = [&] {
    return must(scoring::read_training_rows(*world_.store, {.table = "lead", .definition = {}}, world_.clock.now(),
                                            nullptr))
        .records;
  };
  const auto before = closed();
  const auto rows = taught();
  const Record target = add_lead(), open = add_lead(), lost = add_lead();
  must(merge(place_, "lead", target.id, open.id, {}, seller_));
  EXPECT_EQ(closed(), before);
  must(disqualify_lead(place_, lost.id, 4, "", seller_));
  EXPECT_EQ(taught(), rows + 1);
  must(merge(place_, "lead", target.id, lost.id, {}, seller_));
  EXPECT_EQ(closed(), before);
  EXPECT_EQ(taught(), rows);
}

TEST_F(WorkTest, NoRecordIsMergedWithItself) {
  const Record lead = add_lead();
  EXPECT_EQ(merge(place_, "lead", lead.id, lead.id, {}, seller_).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(merge(place_, "task", lead.id, lead.id, {}, seller_).error().code(), ErrorCode::InvalidInput);
}

TEST_F(WorkTest, DuplicatesAgreeInWhatIdentifiesThem) {
  const Record lead = add_lead();
  const Record same = add_lead({{"lastname", text("OKAFOR")}});
  add_lead({{"emailaddress1", text("else@other.example")}, {"lastname", text("Other")}, {"companyname", text("X")}});
  const auto found = must(find_duplicates(place_, "lead", lead.id, seller_));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, same.id);
  EXPECT_THAT(found[0].why, ElementsAre("emailaddress1", "fullname", "companyname"));
  EXPECT_GT(found[0].likeness, 0.9);
}

TEST_F(WorkTest, ARecordStandsInTheFirstStageUntilItMoves) {
  must(seed_processes(*world_.store));
  const Record lead = add_lead();
  const ProcessState before = must(process_of(place_, "lead", lead.id, seller_));
  ASSERT_TRUE(before.instance);
  EXPECT_FALSE(before.instance->id);
  ASSERT_GE(before.stages.size(), 2u);
  EXPECT_EQ(before.instance->active_stage, before.stages[0].id);

  must(set_stage(place_, "lead", lead.id, before.stages[1].id, seller_));
  const ProcessState after = must(process_of(place_, "lead", lead.id, seller_));
  EXPECT_EQ(after.instance->active_stage, before.stages[1].id);
  EXPECT_TRUE(after.stages[0].left_on);
  EXPECT_TRUE(after.stages[1].entered_on);
  EXPECT_FALSE(after.stages[1].left_on);
}

TEST_F(WorkTest, AFinishedProcessIsTakenUpAgainBeforeItMoves) {
  must(seed_processes(*world_.store));
  const Record deal = add_opportunity();
  const auto stages = must(process_of(place_, "opportunity", deal.id, seller_)).stages;
  must(set_process_status(place_, "opportunity", deal.id, 2, seller_));
  EXPECT_EQ(must(process_of(place_, "opportunity", deal.id, seller_)).instance->status, 2);
  EXPECT_EQ(set_stage(place_, "opportunity", deal.id, stages[2].id, seller_).error().code(), ErrorCode::Conflict);
  must(set_process_status(place_, "opportunity", deal.id, 1, seller_));
  must(set_stage(place_, "opportunity", deal.id, stages[2].id, seller_));
  EXPECT_EQ(read("opportunity", deal.id).get("stepname"), text("Propose"));
  EXPECT_EQ(read("opportunity", deal.id).get("salesstage"), whole(2));
}

TEST_F(WorkTest, SeedingTwiceMakesNoSecondProcess) {
  must(seed_processes(*world_.store));
  must(seed_processes(*world_.store));
  EXPECT_EQ(must(process_of(place_, "lead", add_lead().id, seller_)).choices.size(), 1u);
}

TEST_F(WorkTest, TheTimelineIsNewestFirstAndPagesWithoutOverlap) {
  const Record lead = add_lead();
  const Reference regarding{"lead", lead.id};
  for (int day = 0; day < 7; ++day) {
    add("email", {{"subject", text(fmt::format("mail {}", day))},
                  {"regardingobjectid", regarding},
                  {"senton", at_day(100 + day / 2)}});  // pairs at the same moment
  }
  add("annotation", {{"notetext", text("note")}, {"objectid", regarding}});
  std::vector<std::string> seen;
  TimelineQuery wanted{.table = "lead", .id = lead.id, .kinds = {"email", "note"}, .top = 3};
  for (int page = 0; page < 5; ++page) {
    const auto json = must(timeline(place_, wanted, seller_));
    for (const auto& item : json["items"]) seen.push_back(item["kind"] == "note" ? "note" : item["title"]);
    if (json["next"].is_null()) break;
    wanted.before = json["next"];
  }
  ASSERT_EQ(seen.size(), 8u);
  EXPECT_EQ(seen[0], "note");
  EXPECT_EQ(seen[1], "mail 6");
  std::ranges::sort(seen);
  EXPECT_EQ(std::ranges::unique(seen).size(), 0u);
}

TEST_F(WorkTest, TheTimelineShowsEveryChangeWithOldAndNew) {
  const Record lead = add_lead();
  must(records_.update("lead", lead.id, {{"subject", text("80 seats")}}, std::nullopt, seller_));
  const auto json = must(timeline(place_, {.table = "lead", .id = lead.id, .kinds = {"change", "created"}}, seller_));
  ASSERT_EQ(json["items"].size(), 2u);
  const auto change = json["items"][0]["kind"] == "change" ? json["items"][0] : json["items"][1];
  EXPECT_EQ(change["changes"][0]["column"], "subject");
  EXPECT_EQ(change["changes"][0]["before"], "50 seats");
  EXPECT_EQ(change["changes"][0]["after"], "80 seats");
}

TEST_F(WorkTest, TheTimelineOfADealTakesInThatOfItsLead) {
  const Record lead = add_lead();
  add("phonecall", {{"subject", text("First call")}, {"regardingobjectid", Reference{"lead", lead.id}}});
  const auto made = must(qualify_lead(place_, {.lead = lead.id}, seller_));
  const auto json =
      must(timeline(place_, {.table = "opportunity", .id = made.opportunity->id, .kinds = {"phonecall"}}, seller_));
  ASSERT_EQ(json["items"].size(), 1u);
  EXPECT_EQ(json["items"][0]["title"], "First call");
}

TEST_F(WorkTest, TheTimelineFindsWords) {
  const Record lead = add_lead();
  add("task", {{"subject", text("Send the OFFER")}, {"regardingobjectid", Reference{"lead", lead.id}}});
  add("task", {{"subject", text("Call")}, {"regardingobjectid", Reference{"lead", lead.id}}});
  const auto json = must(timeline(place_, {.table = "lead", .id = lead.id, .search = "offer"}, seller_));
  EXPECT_EQ(json["items"].size(), 1u);
}

TEST_F(WorkTest, ATimelineRefusesWhatItDoesNotKnow) {
  const Record lead = add_lead();
  EXPECT_FALSE(timeline(place_, {.table = "lead", .id = lead.id, .kinds = {"fax"}}, seller_));
  EXPECT_FALSE(timeline(place_, {.table = "lead", .id = lead.id, .before = "yesterday"}, seller_));
}

TEST_F(WorkTest, WhoAppearsOnTheMailsIsSuggestedUntilConnected) {
  const Record deal = add_opportunity();
  const Record contact = add("contact", {{"lastname", text("Berg")}});
  for (int i = 0; i < 2; ++i) {
    const Record mail =
        add("email", {{"subject", text("offer")}, {"regardingobjectid", Reference{"opportunity", deal.id}}});
    add("activityparty", {{"activityid", Reference{"email", mail.id}},
                          {"partyid", Reference{"contact", contact.id}},
                          {"participationtypemask", whole(2)},
                          {"addressused", text("berg@example.org")}});
  }
  const auto json = must(suggested_stakeholders(place_, "opportunity", deal.id, seller_));
  ASSERT_EQ(json["people"].size(), 1u);
  EXPECT_EQ(json["people"][0]["name"], "Berg");
  EXPECT_EQ(json["people"][0]["emails"], 2);
  add("connection",
      {{"record1id", Reference{"opportunity", deal.id}}, {"record2id", Reference{"contact", contact.id}}});
  EXPECT_TRUE(must(suggested_stakeholders(place_, "opportunity", deal.id, seller_))["people"].empty());
}

}  // namespace
}  // namespace leadlight::work
