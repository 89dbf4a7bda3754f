#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/scoring/models.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using testing::HasSubstr;

ModelSettings with_attributes(AttributeChoice choice) {
  ModelSettings settings;
  settings.name = "By hand";
  settings.table = "lead";
  settings.definition.attributes = std::move(choice);
  return settings;
}

Uuid train_published(ScoringWorld& world, const Uuid& model) {
  TrainRequest request;
  request.model = model;
  const Uuid version = must(world.service.train(request, {}));
  must(world.service.publish(version, world.system));
  return version;
}

OrderedJson factor_of(const OrderedJson& factors, std::string_view attribute) {
  for (const auto& each : factors.at("factors")) {
    if (each.at("attribute") == attribute) return each;
  }
  ADD_FAILURE() << "no factor " << attribute;
  return OrderedJson::object();
}

OrderedJson bar_of(const OrderedJson& insight, std::string_view value) {
  for (const auto& each : insight.at("bars")) {
    if (each.at("value") == value || each.at("key") == value) return each;
  }
  ADD_FAILURE() << "no bar " << value;
  return OrderedJson::object();
}

store::Caller nobody() {
  store::Caller caller;
  caller.user = Uuid::from_name("nobody");
  return caller;
}

TEST(Factors, BeforeATrainingAreAllThatMayBeUsed) {
  ScoringWorld world;
  const Uuid model = must(world.service.default_model("lead"));
  const OrderedJson factors = must(world.service.factors(model, world.system));
  EXPECT_TRUE(factors.at("version").is_null());
  EXPECT_EQ(factors.at("used"), 0);
  const OrderedJson source = factor_of(factors, "leadsourcecode");
  EXPECT_EQ(source.at("group"), "primary");
  EXPECT_EQ(source.at("type"), "Choice");
  EXPECT_TRUE(source.at("influence").is_null());
  EXPECT_TRUE(source.at("why").is_null());
  EXPECT_EQ(source.at("choice"), "automatic");
  EXPECT_EQ(source.at("can_ignore_empty"), true);
  EXPECT_EQ(factor_of(factors, "parentaccountid/industrycode").at("group"), "related");
  EXPECT_EQ(factor_of(factors, "activity/calls").at("ignore_empty_bar"), "derived");
  EXPECT_EQ(factor_of(factors, "mobilephone").at("ignore_empty_bar"), "presence");
}

TEST(Factors, SayWhatTheVersionMadeOfEach) {
  ScoringWorld world;
  world.add_closed(400, 3);
  const Uuid model = must(world.service.default_model("lead"));
  train_published(world, model);
  const OrderedJson factors = must(world.service.factors(model, world.system));
  EXPECT_EQ(factors.at("version").at("published"), true);
  const OrderedJson source = factor_of(factors, "leadsourcecode");
  EXPECT_EQ(source.at("used"), true);
  EXPECT_EQ(source.at("word"), "very_high");
  EXPECT_TRUE(source.at("why").is_null());
  EXPECT_EQ(factor_of(factors, "emailaddress1").at("ignore_empty_bar"), "engineered");
  const OrderedJson description = factor_of(factors, "description");
  EXPECT_EQ(description.at("used"), false);
  EXPECT_EQ(description.at("why"), "suspect");
  EXPECT_EQ(description.at("suspect").at("action"), "refused");
  EXPECT_EQ(factor_of(factors, "websiteurl").at("why"), "empty");
  // Of what may never be used the reason stands there, too.
  for (const char* outcome : {"statecode", "ll_closedon", "qualificationcomments"}) {
    EXPECT_EQ(factor_of(factors, outcome).at("usable"), false) << outcome;
    EXPECT_EQ(factor_of(factors, outcome).at("why"), "outcome") << outcome;
  }
  EXPECT_EQ(factor_of(factors, "ownerid").at("why"), "owner");
}

TEST(Factors, OfAnOpportunityNeverHaveItsActualRevenueOrClose) {
  ScoringWorld world;
  const Uuid model = must(world.service.default_model("opportunity"));
  const OrderedJson factors = must(world.service.factors(model, world.system));
  for (const char* outcome : {"actualvalue", "actualclosedate"}) {
    EXPECT_EQ(factor_of(factors, outcome).at("usable"), false) << outcome;
    EXPECT_EQ(factor_of(factors, outcome).at("why"), "outcome") << outcome;
  }
}

TEST(Factors, AreToldOnlyToWhoMayReadModels) {
  ScoringWorld world;
  const Uuid model = must(world.service.default_model("lead"));
  EXPECT_EQ(world.service.factors(model, nobody()).error().code(), ErrorCode::Denied);
  EXPECT_EQ(world.service.insight(model, "leadsourcecode", {}, {}, nobody()).error().code(), ErrorCode::Denied);
  EXPECT_EQ(world.service.factors(Uuid::from_name("no model"), world.system).error().code(), ErrorCode::NotFound);
}

TEST(Include, UsesOnlyTheAttributesNamed) {
  ScoringWorld world;
  world.add_closed(300, 3);
  AttributeChoice choice;
  choice.include = {"leadsourcecode", "budgetamount"};
  choice.drop = {"address1_country"};  // not among them anyway
  const Uuid model = must(save_model(*world.store, with_attributes(choice), world.system)).model;
  train_published(world, model);
  const auto live = world.live();
  for (const auto& attribute : live->model->attributes()) {
    EXPECT_TRUE(attribute.name == "leadsourcecode" || attribute.name == "budgetamount") << attribute.name;
  }
  EXPECT_FALSE(live->model->is_constant());
  const OrderedJson factors = must(world.service.factors(model, world.system));
  EXPECT_EQ(factor_of(factors, "emailaddress1").at("why"), "not_included");
  EXPECT_EQ(factor_of(factors, "emailaddress1").at("choice"), "never");
}

/// Leads of which those without a source ended well, whatever else they are like.
void empty_sources_of_won_leads(ScoringWorld& world) {
  std::vector<Uuid> won;
  query::Query query;
  query.table = "lead";
  query.columns = {"statecode"};
  must(must(world.store->snapshot())->scan(query, world.system, [&](Record&& lead) -> Result<bool> {
    if (lead.number("statecode") == 1 && won.size() < 80) won.push_back(lead.id);
    return true;
  }));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    tx.set_now(at_day(1));  // before everything else: it was never filled in
    for (const Uuid& id : won) {
      TRY(tx.update("lead", id, {{"leadsourcecode", record::Value()}}, std::nullopt, world.system));
    }
    return {};
  }));
}

TEST(IgnoreEmpty, MakesABlankContributeNothingAndSaysSo) {
  ScoringWorld world;
  world.add_closed(400, 3);
  AttributeChoice choice;
  choice.ignore_empty = {"leadsourcecode"};
  const Uuid model = must(save_model(*world.store, with_attributes(choice), world.system)).model;
  train_published(world, model);
  const auto leads = world.add_open(20, 9);
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    for (const Uuid& id : leads) {
      TRY(tx.update("lead", id, {{"leadsourcecode", record::Value()}}, std::nullopt, world.system));
    }
    return {};
  }));
  must(world.service.rescore_all("lead", "publish", {}));
  const auto live = world.live();
  ASSERT_TRUE(std::ranges::any_of(live->model->attributes(), [](const auto& each) {
    return each.name == "leadsourcecode" && each.ignores_empty;
  })) << "the source is in use";
  for (const Uuid& id : leads) {
    const OrderedJson details = must(world.service.explain("lead", id, world.system));
    int sum = details.at("other").get<int>();
    for (const auto& reason : details.at("reasons")) {
      EXPECT_NE(reason.at("attribute"), "leadsourcecode");
      sum += reason.at("points").get<int>();
    }
    EXPECT_EQ(sum, details.at("score").get<int>() - details.at("average").get<int>());
    ASSERT_EQ(details.at("ignored_blanks").size(), 1U);
    EXPECT_EQ(details.at("ignored_blanks")[0].at("attribute"), "leadsourcecode");
  }
}

TEST(IgnoreEmpty, IsRefusedWhereBeingFilledInIsWhatIsUsed) {
  ScoringWorld world;
  for (const char* name : {"mobilephone", "activity/days_since_last", "description"}) {
    AttributeChoice choice;
    choice.ignore_empty = {name};
    const auto saved = save_model(*world.store, with_attributes(choice), world.system);
    ASSERT_FALSE(saved) << name;
    EXPECT_THAT(saved.error().to_string(), HasSubstr(name));
  }
}

TEST(Insight, CountsHowRecordsEndedByTheirValues) {
  ScoringWorld world;
  world.add_closed(400, 3);
  world.add_open(30, 4);
  empty_sources_of_won_leads(world);
  const Uuid model = must(world.service.default_model("lead"));
  const OrderedJson insight = must(world.service.insight(model, "leadsourcecode", {}, {}, world.system));
  EXPECT_EQ(insight.at("closed"), 400);
  EXPECT_EQ(insight.at("open"), 30);
  EXPECT_NEAR(insight.at("rate").get<double>(), insight.at("positive").get<double>() / 400, 1e-4);
  EXPECT_EQ(insight.at("filled_closed"), 0.8);
  EXPECT_EQ(insight.at("filled_open"), 1.0);
  std::int64_t closed = 0, positive = 0, open = 0;
  for (const auto& bar : insight.at("bars")) {
    closed += bar.at("closed").get<std::int64_t>();
    positive += bar.at("positive").get<std::int64_t>();
    open += bar.at("open").get<std::int64_t>();
    EXPECT_LE(bar.at("interval")[0], bar.at("rate"));
    EXPECT_GE(bar.at("interval")[1], bar.at("rate"));
  }
  EXPECT_EQ(closed, 400);
  EXPECT_EQ(open, 30);
  EXPECT_EQ(positive, insight.at("positive"));
  const OrderedJson empty = bar_of(insight, "empty");
  EXPECT_EQ(empty.at("rate"), 1.0);
  EXPECT_NEAR(empty.at("gap").get<double>(), 100 - 100 * insight.at("rate").get<double>(), 0.06);
  EXPECT_EQ(insight.at("bars").back(), empty);
}

TEST(Insight, IsOfWhatTheModelIsAboutAndOfThePeriodAskedFor) {
  ScoringWorld world;
  world.add_closed(400, 3);
  ModelSettings settings = with_attributes({});
  settings.definition.filter = "leadsourcecode eq 1";
  const Uuid model = must(save_model(*world.store, settings, world.system)).model;
  const OrderedJson all = must(world.service.insight(model, "budgetamount", {}, {}, world.system));
  EXPECT_LT(all.at("closed"), 150);
  const OrderedJson source = must(world.service.insight(model, "leadsourcecode", {}, {}, world.system));
  ASSERT_EQ(source.at("bars").size(), 1U);
  EXPECT_EQ(source.at("bars")[0].at("gap"), 0.0);
  const OrderedJson early = must(world.service.insight(model, "budgetamount", {}, at_day(100), world.system));
  const OrderedJson late = must(world.service.insight(model, "budgetamount", at_day(100), {}, world.system));
  EXPECT_GT(early.at("closed"), 10);
  EXPECT_EQ(early.at("closed").get<int>() + late.at("closed").get<int>(), all.at("closed").get<int>());
  EXPECT_EQ(world.service.insight(model, "no_such_thing", {}, {}, world.system).error().code(),
            ErrorCode::InvalidInput);
}

TEST(Insight, TakesWhatHappenedAsOfTheClose) {
  ScoringWorld world;
  world.add_closed(60, 3);
  const Uuid model = must(world.service.default_model("lead"));
  const OrderedJson ages = must(world.service.insight(model, "createdon", {}, {}, world.system));
  for (const auto& bar : ages.at("bars"))
    EXPECT_LE(bar.at("params").value("low", 0.0), 20) << "days from made to closed";
  EXPECT_EQ(ages.at("bars")[0].at("key"), "age_days");
  const OrderedJson calls = must(world.service.insight(model, "activity/calls", {}, {}, world.system));
  EXPECT_EQ(calls.at("values"), "at_close");
  EXPECT_EQ(calls.at("filled_closed"), 1.0);
}

}  // namespace
}  // namespace leadlight::scoring
