// Scores follow the rows that they depend on: the account of a lead, the e-mails about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/ingest/records.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::ingest {
namespace {

using record::Record;
using record::Reference;
using scoring::at_day;
using scoring::must;

/// Leads of large accounts, and those that write, qualify.
class FreshnessTest : public testing::Test {
 protected:
  void SetUp() override {
    // Many, so that their names say nothing.
    for (int i = 0; i < 40; ++i) {
      large_.push_back(add_account(fmt::format("Large {}", i), 5000));
      small_.push_back(add_account(fmt::format("Small {}", i), 5));
    }
    Random random(3);
    for (int i = 0; i < 500; ++i) add_closed(i, random);
    const Uuid model = must(world_.service.default_model("lead"));
    scoring::TrainRequest request;
    request.model = model;
    request.drop = {"createdon"};
    const Uuid version = must(world_.service.train(request, {}));
    must(world_.service.publish(version, world_.system));
  }

  Reference add_account(std::string name, std::int64_t employees) {
    Reference account{"account", {}};
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(1));
      account.id =
          TRY(tx.insert("account", Uuid{}, {{"name", name}, {"numberofemployees", employees}}, world_.system)).id;
      return {};
    }));
    return account;
  }

  void add_closed(int i, Random& random) {
    const bool large = random.chance(0.5), writes = random.chance(0.5);
    const bool won = random.chance(0.05 + 0.45 * large + 0.45 * writes);
    const auto& accounts = large ? large_ : small_;
    const double day = 20 + i * 0.7;
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(day));
      const Record lead = TRY(tx.insert("lead", Uuid{},
                                        {{"lastname", std::string("Closed")},
                                         {"parentaccountid", accounts[random.below(accounts.size())]},
                                         {"statecode", std::int64_t{0}}},
                                        world_.system));
      tx.set_now(at_day(day + 1));
      if (writes) TRY(tx.insert("email", Uuid{}, email_about(lead.id, day + 1), world_.system));
      tx.set_now(at_day(day + 5));
      TRY(tx.update("lead", lead.id, {{"statecode", std::int64_t{won ? 1 : 2}}, {"ll_closedon", at_day(day + 5)}},
                    std::nullopt, world_.system));
      return {};
    }));
  }

  static record::Values email_about(const Uuid& lead, double day) {
    return {{"regardingobjectid", Reference{"lead", lead}}, {"senton", at_day(day)}, {"directioncode", false}};
  }
  Record add_lead(const Reference& account) {
    return must(records_.create("lead", Uuid{}, {{"lastname", std::string("Open")}, {"parentaccountid", account}},
                                world_.system));
  }
  std::int64_t score(const Uuid& lead) { return world_.read("lead", lead).number("msdyn_leadscore"); }
  std::string reasons(const Uuid& lead) {
    const Uuid row = world_.read("lead", lead).target("msdyn_predictivescoreid");
    return world_.read("msdyn_predictivescore", row).text("msdyn_scorereasons");
  }
  std::string last_cause(const Uuid& lead) { return world_.ledger(lead).back().text("ll_cause"); }
  std::int64_t waiting_jobs() { return must(must(world_.store->snapshot())->count("ll_job", nullptr, world_.system)); }

  scoring::ScoringWorld world_;
  Records records_{*world_.store, world_.service};
  std::vector<Reference> large_, small_;
};

TEST_F(FreshnessTest, AnEmailAboutALeadIsInItsScoreAtOnceAndGoesWithIt) {
  const Record lead = add_lead(small_[0]);
  const auto before = score(lead.id);
  world_.clock.set(at_day(401));
  const Record email = must(records_.create("email", Uuid{}, email_about(lead.id, 399), world_.system));
  EXPECT_GT(score(lead.id), before);
  EXPECT_EQ(last_cause(lead.id), "related");
  EXPECT_EQ(world_.score_now(world_.read("lead", lead.id)), score(lead.id));

  const auto lines = world_.ledger(lead.id).size();
  must(records_.update("email", email.id, {{"subject", std::string("Hello")}}, std::nullopt, world_.system));
  EXPECT_EQ(world_.ledger(lead.id).size(), lines) << "a subject is no fact";
  must(records_.remove("email", email.id, std::nullopt, world_.system));
  EXPECT_EQ(score(lead.id), before);
}

TEST_F(FreshnessTest, AnActivityThatMovesToAnotherLeadIsInBothScores) {
  const Record one = add_lead(small_[0]), other = add_lead(small_[0]);
  const auto without = score(one.id);
  const Record email = must(records_.create("email", Uuid{}, email_about(one.id, 399), world_.system));
  must(records_.update("email", email.id, {{"regardingobjectid", Reference{"lead", other.id}}}, std::nullopt,
                       world_.system));
  EXPECT_EQ(score(one.id), without);
  EXPECT_GT(score(other.id), without);
}

TEST_F(FreshnessTest, AnAccountsChangeIsInTheScoresOfItsLeadsAndTheirModifiedDateStays) {
  const Reference account = add_account("Growing", 5);
  const Record lead = add_lead(account);
  const auto before = score(lead.id);
  must(
      records_.update("account", account.id, {{"numberofemployees", std::int64_t{5000}}}, std::nullopt, world_.system));
  EXPECT_GT(score(lead.id), before);
  EXPECT_EQ(world_.read("lead", lead.id).get("modifiedon"), lead.get("modifiedon"));
  const auto lines = world_.ledger(lead.id).size();
  must(records_.update("account", account.id, {{"fax", std::string("020 1234567")}}, std::nullopt, world_.system));
  EXPECT_EQ(world_.ledger(lead.id).size(), lines) << "a column that no model reads";
  must(records_.remove("account", account.id, std::nullopt, world_.system));
  EXPECT_EQ(world_.score_now(world_.read("lead", lead.id)), score(lead.id));
}

TEST_F(FreshnessTest, ManyLeadsOfAnAccountAreLeftToAJob) {
  const Reference account = add_account("Growing", 5);
  std::vector<Uuid> leads;
  for (int i = 0; i < 60; ++i) leads.push_back(add_lead(account).id);
  const auto before = score(leads.front());
  must(
      records_.update("account", account.id, {{"numberofemployees", std::int64_t{5000}}}, std::nullopt, world_.system));
  EXPECT_EQ(score(leads.front()), before);
  ASSERT_EQ(waiting_jobs(), 1);
  must(world_.service.rescore_all("lead", "related", {}, query::equals("parentaccountid", account.id)));
  EXPECT_GT(score(leads.back()), before);
}

TEST_F(FreshnessTest, AJobTellsTheNewValueAmongTheReasonsThoughTheScoreStays) {
  const Reference account = add_account("Grown", 5000);
  std::vector<Uuid> leads;
  for (int i = 0; i < 60; ++i) leads.push_back(add_lead(account).id);
  const auto before = score(leads.front());
  for (const std::int64_t employees : {5003, 5007}) {
    must(records_.update("account", account.id, {{"numberofemployees", employees}}, std::nullopt, world_.system));
    must(world_.service.rescore_all("lead", "related", {}));
    for (const Uuid& lead : {leads.front(), leads.back()}) {
      EXPECT_EQ(score(lead), before);
      EXPECT_THAT(reasons(lead), testing::HasSubstr(fmt::format("\"value\":\"{}\"", employees)));
      EXPECT_EQ(world_.ledger(lead).size(), 1u) << "nothing of what the ledger tells is new";
    }
  }
}

TEST_F(FreshnessTest, ManyLeadsOfAnAccountNeedNotWaitForAPassOverAllLeads) {
  const Reference account = add_account("Growing", 5);
  for (int i = 0; i < 60; ++i) add_lead(account);
  must(
      records_.update("account", account.id, {{"numberofemployees", std::int64_t{5000}}}, std::nullopt, world_.system));
  const auto of_kind = [&](std::string kind) {
    return must(
        must(world_.store->snapshot())->count("ll_job", query::equals("ll_kind", std::move(kind)), world_.system));
  };
  EXPECT_EQ(of_kind("rescore_related"), 1);
  EXPECT_EQ(of_kind("rescore"), 0);
}

TEST_F(FreshnessTest, AnotherOrderOfTheModelsIsLeftToAJob) {
  const Uuid model = must(world_.service.default_model("lead"));
  must(records_.update("ll_model", model, {{"ll_name", std::string("Renamed")}}, std::nullopt, world_.system));
  EXPECT_EQ(waiting_jobs(), 0);
  must(records_.update("ll_model", model, {{"ll_priority", std::int64_t{3}}}, std::nullopt, world_.system));
  EXPECT_EQ(waiting_jobs(), 1);
}

}  // namespace
}  // namespace leadlight::ingest
