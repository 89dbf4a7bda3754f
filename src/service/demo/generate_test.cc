// The demo company in a real database.
#include "service/demo/generate.h"

#include <gtest/gtest.h>

#include <map>

#include "service/demo/effects.h"
#include "service/demo/plan.h"
#include "service/work/process.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Value;

const Timestamp kNow = *base::parse_timestamp("2026-06-30T12:00:00Z");
const store::Caller kSystem = store::Caller::system();

class Generate : public testing::Test {
 protected:
  /// What the access service makes before anything else.
  void seed_roles() {
    const auto written = store_->write([](store::Transaction& tx) -> Result<void> {
      TRY(tx.insert("role", {}, {{"name", std::string("Sales manager")}}, kSystem));
      TRY(tx.insert("role", {}, {{"name", std::string("Salesperson")}}, kSystem));
      TRY(tx.insert("businessunit", {}, {{"name", std::string("Havenlicht")}}, kSystem));
      return {};
    });
    ASSERT_TRUE(written) << written.error().to_string();
  }
  DemoSummary generate_small(std::int64_t leads = 300) {
    const auto summary = generate(*store_, {.leads = leads, .seed = 1, .now = kNow}, nullptr);
    EXPECT_TRUE(summary) << summary.error().to_string();
    return summary ? *summary : DemoSummary{};
  }
  std::int64_t count(std::string_view table, query::FilterPtr filter = nullptr) {
    return *(*store_->snapshot())->count(table, filter, kSystem);
  }
  std::vector<record::Record> rows(std::string_view table, query::FilterPtr filter = nullptr) {
    std::vector<record::Record> found;
    const auto scanned = (*store_->snapshot())
                             ->scan({.table = std::string(table), .filter = std::move(filter)}, kSystem,
                                    [&](record::Record&& row) -> Result<bool> {
                                      found.push_back(std::move(row));
                                      return true;
                                    });
    EXPECT_TRUE(scanned);
    return found;
  }

  base::FixedClock clock_{kNow};
  sqlite::TemporaryStore store_{clock_};
};

TEST_F(Generate, WritesWhatTheSummarySays) {
  seed_roles();
  const DemoSummary summary = generate_small();
  EXPECT_EQ(summary.leads, 300);
  EXPECT_EQ(count("lead"), 300);
  EXPECT_EQ(count("lead", query::equals("statecode", std::int64_t{0})), summary.open);
  EXPECT_EQ(count("lead", query::equals("statecode", std::int64_t{1})), summary.qualified);
  EXPECT_EQ(count("lead", query::equals("statecode", std::int64_t{2})), summary.disqualified);
  EXPECT_EQ(count("account"), summary.accounts);
  EXPECT_EQ(count("contact"), summary.contacts);
  EXPECT_EQ(count("opportunity"), summary.opportunities);
  EXPECT_EQ(summary.opportunities, summary.qualified);
  EXPECT_EQ(count("email") + count("phonecall") + count("appointment") + count("task"), summary.activities);
  EXPECT_EQ(count("systemuser"), summary.users);
  EXPECT_GE(summary.activities, 300);
  EXPECT_LE(summary.activities, 4 * 300);
  EXPECT_GE(count("activityparty"), 2 * (summary.activities - count("task")));
  EXPECT_GE(count("connection"), summary.opportunities);
}

TEST_F(Generate, EveryLeadsHistoryTellsItsLifeFromTheFirstDay) {
  seed_roles();
  generate_small();
  const auto snapshot = std::move(*store_->snapshot());
  std::size_t changed = 0;
  for (const record::Record& lead : rows("lead")) {
    const auto history = snapshot->history("lead", lead.id, kSystem);
    ASSERT_TRUE(history);
    ASSERT_FALSE(history->empty());
    EXPECT_EQ(history->front().kind, store::HistoryEntry::Kind::Create);
    EXPECT_EQ(history->front().at, *lead.get_as<Timestamp>("createdon"));
    EXPECT_EQ(history->front().by, lead.get_as<Reference>("ownerid")->id);
    EXPECT_EQ(history->front().changes.at("statecode").after, Value(std::int64_t{0}));
    for (std::size_t i = 1; i < history->size(); ++i) EXPECT_GT((*history)[i].at, (*history)[i - 1].at);
    EXPECT_LE(history->back().at, kNow);
    changed += history->size() - 1;
    if (lead.get("statecode") == Value(std::int64_t{0})) continue;
    EXPECT_EQ(history->back().changes.at("statecode").after, lead.get("statecode"));
    EXPECT_EQ(history->back().at, *lead.get_as<Timestamp>("ll_closedon"));
  }
  EXPECT_GT(changed, 2u * 300) << "several changes a lead";
}

TEST_F(Generate, ALeadInTheDatabaseHasTheMarginOfItsStory) {
  seed_roles();
  generate_small();
  double qualified = 0, lost = 0, qualified_count = 0, lost_count = 0;
  for (const record::Record& lead : rows("lead", query::compare("statecode", query::CompareOp::Ne, std::int64_t{0}))) {
    const double margin = causal_margin(lead.values);
    const bool won = lead.get("statecode") == Value(std::int64_t{1});
    (won ? qualified : lost) += margin;
    (won ? qualified_count : lost_count) += 1;
  }
  EXPECT_GT(qualified / qualified_count, lost / lost_count + 0.8);
}

TEST_F(Generate, EveryOpportunityStandsInItsProcess) {
  seed_roles();
  ASSERT_TRUE(work::seed_processes(*store_));
  generate_small();
  std::map<Uuid, std::vector<record::Record>> stays;
  for (record::Record& stay : rows("ll_stagehistory")) stays[stay.target("ll_processinstanceid")].push_back(stay);
  std::int64_t open = 0, instances = 0;
  for (const record::Record& instance : rows("ll_processinstance")) {
    ++instances;
    const auto opportunity = rows("opportunity", query::equals("opportunityid", instance.target("ll_opportunityid")));
    ASSERT_EQ(opportunity.size(), 1u);
    auto& course = stays[instance.id];
    ASSERT_FALSE(course.empty());
    std::ranges::sort(course, {}, [](const record::Record& stay) { return *stay.time("ll_enteredon"); });
    EXPECT_EQ(course.front().time("ll_enteredon"), opportunity[0].time("createdon"));
    for (size_t i = 1; i < course.size(); ++i) {
      EXPECT_EQ(course[i].time("ll_enteredon"), course[i - 1].time("ll_lefton"));
    }
    EXPECT_EQ(course.back().target("processstageid"), instance.target("activestageid"));
    EXPECT_EQ(course.back().time("ll_enteredon"), instance.time("activestagestartedon"));
    EXPECT_EQ(course.back().time("ll_lefton"), opportunity[0].time("ll_closedon")) << "none while it is open";
    EXPECT_EQ(instance.time("completedon"), opportunity[0].time("ll_closedon"));
    EXPECT_EQ(static_cast<std::int64_t>(course.size()) - 1, opportunity[0].number("salesstage"));
    const bool is_open = opportunity[0].number("statecode") == 0;
    EXPECT_EQ(instance.number("statuscode"), is_open ? 1 : 2);
    open += is_open;
  }
  EXPECT_EQ(instances, count("opportunity"));
  EXPECT_GT(open, 3);
}

TEST_F(Generate, WithoutAProcessOpportunitiesOnlyHaveTheirStage) {
  seed_roles();
  generate_small(60);
  EXPECT_EQ(count("ll_processinstance"), 0);
  EXPECT_EQ(count("ll_stagehistory"), 0);
  EXPECT_GT(count("opportunity"), 0);
}

TEST_F(Generate, NothingHappensToAnOpportunityAfterItsCloseOrAfterNow) {
  seed_roles();
  generate_small();
  std::map<Uuid, record::Record> opportunities;
  for (record::Record& each : rows("opportunity")) opportunities.emplace(each.id, std::move(each));
  int seen = 0;
  for (const char* table : {"email", "phonecall", "appointment"}) {
    for (const record::Record& activity : rows(table)) {
      const auto found = opportunities.find(activity.target("regardingobjectid"));
      if (found == opportunities.end()) continue;
      ++seen;
      EXPECT_LE(*activity.time("createdon"), kNow) << table;
      EXPECT_GE(*activity.time("createdon"), *found->second.time("createdon")) << table;
      const auto ended = activity.time("actualend");
      const auto closed = found->second.time("ll_closedon");
      EXPECT_TRUE(ended || !closed) << "only an open one still waits for something";
      EXPECT_LE(ended.value_or(kNow), closed.value_or(kNow)) << table;
    }
  }
  EXPECT_GT(seen, 2 * count("opportunity"));
}

TEST_F(Generate, SellersOwnTheirLeadsAndHoldTheirRole) {
  seed_roles();
  const DemoSummary summary = generate_small();
  EXPECT_EQ(summary.seller, "anna.jansen");
  const auto sellers = rows("systemuser", query::equals("domainname", summary.seller));
  ASSERT_EQ(sellers.size(), 1u);
  EXPECT_GT(count("lead", query::equals("ownerid", sellers[0].id)), 10);
  EXPECT_EQ(count("systemuserroles", query::equals("systemuserid", sellers[0].id)), 1);
  EXPECT_EQ(count("teammembership", query::equals("systemuserid", sellers[0].id)), 1);
  for (const record::Record& lead : rows("lead", query::equals("ownerid", sellers[0].id))) {
    EXPECT_EQ(lead.get("owningbusinessunit"), sellers[0].get("businessunitid"));
  }
}

TEST_F(Generate, EveryAmountAlsoStandsInTheCurrencyOfTheOrganisation) {
  seed_roles();
  generate_small(100);
  int foreign = 0;
  for (const auto& [table, column] :
       {std::pair{"opportunity", "estimatedvalue"}, std::pair{"account", "revenue"}, std::pair{"lead", "revenue"}}) {
    for (const record::Record& row : rows(table)) {
      const auto* amount = row.get_as<Amount>(column);
      const auto* base = row.get_as<Amount>(std::string(column) + "_base");
      ASSERT_EQ(amount == nullptr, base == nullptr) << table;
      if (amount == nullptr) continue;
      const double rate = *row.get_as<double>("exchangerate");
      EXPECT_NEAR(base->to_double(), amount->to_double() / rate, 0.01) << table;
      foreign += rate != 1;
    }
  }
  EXPECT_GT(foreign, 10);
}

TEST_F(Generate, RefusesADatabaseThatHasLeadsAndSizesItCannotMake) {
  seed_roles();
  EXPECT_EQ(generate(*store_, {.leads = 0, .now = kNow}, nullptr).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(generate(*store_, {.leads = 2'000'000, .now = kNow}, nullptr).error().code(), ErrorCode::InvalidInput);
  generate_small(20);
  const auto again = generate(*store_, {.leads = 20, .now = kNow}, nullptr);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::Conflict);
  EXPECT_EQ(count("lead"), 20);
}

TEST_F(Generate, NamesWhatIsMissingWhenTheRolesAreNotThere) {
  const auto refused = generate(*store_, {.leads = 20, .now = kNow}, nullptr);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::NotFound);
  EXPECT_EQ(count("lead"), 0);
}

TEST_F(Generate, StopsWhenItIsToldTo) {
  seed_roles();
  const auto stopped =
      generate(*store_, {.leads = 600, .now = kNow}, [](double share, std::string_view) { return share < 0.5; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code(), ErrorCode::Unavailable);
}

}  // namespace
}  // namespace leadlight::demo
