#include "service/scoring/training_rows.h"

#include "base/json.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Value;
using record::Values;

TrainingRows read(ScoringWorld& world, TrainingSource source = {}) {
  source.table = "lead";
  return must(read_training_rows(*world.store, source, world.clock.now(), {}));
}

/// Where each record's rows are, by group.
std::map<std::uint32_t, std::vector<size_t>> rows_by_record(const TrainingRows& rows) {
  std::map<std::uint32_t, std::vector<size_t>> found;
  for (size_t row = 0; row < rows.set.group.size(); ++row) found[rows.set.group[row]].push_back(row);
  return found;
}

TEST(TrainingRows, ALifeGivesTwoMomentsOfHalfWeight) {
  ScoringWorld world;
  world.add_closed(50, 1);
  const TrainingRows rows = read(world);
  EXPECT_EQ(rows.records, 50);
  EXPECT_EQ(rows.with_life, 50);
  EXPECT_EQ(rows.as_imported, 0);
  ASSERT_EQ(rows.set.outcome.size(), 100u);
  for (const auto& [record, at] : rows_by_record(rows)) {
    ASSERT_EQ(at.size(), 2u);
    EXPECT_EQ(rows.set.weight[at[0]] + rows.set.weight[at[1]], 1);
    EXPECT_EQ(rows.set.outcome[at[0]], rows.set.outcome[at[1]]);
    EXPECT_EQ(rows.is_last[at[0]] + rows.is_last[at[1]], 1);
    EXPECT_LT(rows.set.frame.as_of[at[0]], rows.set.frame.as_of[at[1]]) << "the earlier moment stands first";
    EXPECT_EQ(rows.set.order[at[0]], rows.set.order[at[1]]);
    EXPECT_GT(rows.set.days_to_close[at[0]], 4);
  }
  // The job title came on the second day: half of the early moments are before it, all last ones after it.
  const feature::Column* title = rows.set.frame.find("jobtitle");
  ASSERT_NE(title, nullptr);
  int without = 0;
  for (size_t row = 0; row < 100; ++row) {
    if (rows.is_last[row]) {
      EXPECT_FALSE(title->missing(row));
    }
    without += title->missing(row);
  }
  EXPECT_GT(without, 2);
  EXPECT_LT(without, 40);
}

TEST(TrainingRows, OldestCloseFirst) {
  ScoringWorld world;
  world.add_closed(50, 1);
  const TrainingRows rows = read(world);
  EXPECT_TRUE(std::is_sorted(rows.set.order.begin(), rows.set.order.end()));
}

TEST(TrainingRows, WhatTheCloseWroteIsNotSeenButSuspected) {
  ScoringWorld world;
  world.add_closed(50, 1);
  const TrainingRows rows = read(world);
  const feature::Column* description = rows.set.frame.find("description");
  ASSERT_NE(description, nullptr) << "under suspicion, so it is shown";
  for (size_t row = 0; row < rows.set.outcome.size(); ++row) EXPECT_TRUE(description->missing(row));
  ASSERT_EQ(rows.set.suspects.size(), 1u);
  EXPECT_EQ(rows.set.suspects[0].column, "description");
  EXPECT_EQ(rows.set.suspects[0].action, feature::LeakAction::Refused);
  EXPECT_EQ(rows.set.suspects[0].why, std::vector<std::string>{"filled_at_close"});
}

TEST(TrainingRows, TheSameSeedDrawsTheSameMoments) {
  ScoringWorld world;
  world.add_closed(30, 1);
  const TrainingRows once = read(world), again = read(world);
  EXPECT_EQ(once.set.frame.as_of, again.set.frame.as_of);
  EXPECT_EQ(once.fingerprint, again.fingerprint);
  TrainingSource other;
  other.seed = 2;
  EXPECT_NE(read(world, other).set.frame.as_of, once.set.frame.as_of);
}

TEST(TrainingRows, WhatIsChangedLaterDoesNotReachARow) {
  ScoringWorld world;
  world.add_closed(30, 1);
  const TrainingRows before = read(world);
  const Uuid lead = Uuid::from_name("closed 1 4");
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    tx.set_now(at_day(395));
    TRY(tx.update("lead", lead, {{"leadsourcecode", std::int64_t{9}}, {"jobtitle", std::string("Retired")}},
                  std::nullopt, world.system));
    return {};
  }));
  const TrainingRows after = read(world);
  EXPECT_EQ(after.set.frame.as_of, before.set.frame.as_of);
  for (const char* name : {"leadsourcecode", "jobtitle"}) {
    const auto *old = before.set.frame.find(name), *now = after.set.frame.find(name);
    EXPECT_EQ(old->codes, now->codes) << name;
    EXPECT_EQ(old->levels, now->levels) << name;
  }
  EXPECT_NE(after.fingerprint, before.fingerprint);
}

TEST(TrainingRows, ImportedRecordsGiveOneRowAsTheyCame) {
  ScoringWorld world;
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    for (int i = 0; i < 40; ++i) {
      Values values{{"lastname", std::string("N")},
                    {"statecode", std::int64_t{1 + i % 2}},
                    {"leadsourcecode", std::int64_t{1 + i % 3}}};
      if (i < 20) {
        values["createdon"] = at_day(i);
        values["ll_closedon"] = at_day(i + 7);
      }
      TRY(tx.insert("lead", Uuid{}, std::move(values), world.system));
    }
    return {};
  }));
  const TrainingRows rows = read(world);
  EXPECT_EQ(rows.records, 40);
  EXPECT_EQ(rows.as_imported, 40);
  EXPECT_EQ(rows.with_life, 0);
  EXPECT_EQ(rows.without_dates, 20);
  EXPECT_TRUE(rows.set.weight.empty());
  const feature::Column* created = rows.set.frame.find("createdon");
  ASSERT_NE(created, nullptr);
  int known = 0;
  for (size_t row = 0; row < 40; ++row) {
    known += !created->missing(row);
    EXPECT_EQ(created->missing(row), std::isnan(rows.set.order[row])) << "an import's own moment is no creation date";
    if (!created->missing(row)) {
      EXPECT_EQ(rows.set.days_to_close[row], 7);
    }
  }
  EXPECT_EQ(known, 20);
}

TEST(TrainingRows, AHorizonAsksAtMomentsThatDoNotTellTheAnswer) {
  ScoringWorld world;
  world.add_closed(300, 1);  // closed 5 to 15 days after their creation
  TrainingSource source;
  source.definition.outcome.negative_after_days = 10;
  const TrainingRows rows = read(world, source);
  EXPECT_EQ(rows.records, 300);
  ASSERT_EQ(rows.set.weight.size(), rows.set.outcome.size());
  const feature::Column* created = rows.set.frame.find("createdon");
  ASSERT_NE(created, nullptr);
  std::map<bool, std::vector<double>> later_ages;
  for (size_t row = 0; row < rows.set.outcome.size(); ++row) {
    EXPECT_EQ(rows.set.weight[row], 0.5);
    const double made = created->numbers[row], age = (rows.set.frame.as_of[row] - made) / kSecondsADay;
    EXPECT_NEAR(rows.set.order[row], made + 10 * kSecondsADay, 1);
    if (rows.is_last[row]) {
      EXPECT_NEAR(age, 0, 1e-6) << "all are asked when they were made";
    } else {
      later_ages[rows.set.outcome[row] != 0].push_back(age);
    }
  }
  // As old as each other while none has closed: only the last half of the horizon has closings in it.
  for (const auto& [positive, ages] : later_ages) {
    const auto young = std::count_if(ages.begin(), ages.end(), [](double age) { return age < 5; });
    EXPECT_GT(young, 20) << positive;
    EXPECT_TRUE(std::all_of(ages.begin(), ages.end(), [](double age) { return age >= 0 && age < 10; }));
  }
}

TEST(TrainingRows, WithAHorizonImportedRecordsAreAskedWhenTheyWereMade) {
  ScoringWorld world;
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    for (int i = 0; i < 60; ++i) {
      const bool won = i % 3 == 0;
      Values values{{"lastname", std::string("N")}, {"createdon", at_day(i)}, {"statecode", std::int64_t{won}}};
      if (won) values["ll_closedon"] = at_day(i + 7);
      TRY(tx.insert("lead", Uuid{}, std::move(values), world.system));
    }
    return {};
  }));
  TrainingSource source;
  source.definition.outcome.negative_after_days = 90;
  const TrainingRows rows = read(world, source);
  ASSERT_EQ(rows.set.outcome.size(), 60u);
  EXPECT_EQ(std::count(rows.set.outcome.begin(), rows.set.outcome.end(), 1), 20);
  const feature::Column* created = rows.set.frame.find("createdon");
  for (size_t row = 0; row < 60; ++row) {
    EXPECT_EQ(rows.set.frame.as_of[row], created->numbers[row]) << "an age would tell who was still open";
    EXPECT_EQ(rows.set.order[row], created->numbers[row] + 90 * kSecondsADay);
  }
}

TEST(TrainingRows, CancellingStopsReading) {
  ScoringWorld world;
  world.add_closed(10, 1);
  TrainingSource source;
  source.table = "lead";
  const auto result =
      read_training_rows(*world.store, source, world.clock.now(), [](std::int64_t, std::int64_t) { return false; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::Unavailable);
}

/// Rows of an imported file: a channel, visits, a field of noise; no dates, but a number that grows with time.
struct MadeRow {
  std::string channel, noise;
  double visits;
  bool positive;
};

std::vector<MadeRow> make_rows(size_t count) {
  Random random(11);
  std::vector<MadeRow> rows;
  const char* const channels[] = {"Search", "Referral", "Fair", "Mail"};
  for (size_t i = 0; i < count; ++i) {
    const auto channel = random.below(4);
    const double visits = std::floor(random.uniform() * 20);
    const double logit = -1.5 + (channel == 1 ? 1.8 : 0) + visits / 8;
    rows.push_back(
        {channels[channel], random.chance(0.5) ? "x" : "y", visits, random.chance(1 / (1 + std::exp(-logit)))});
  }
  return rows;
}

TEST(TrainingRows, ADatabaseLearnsTheSameAsTheSameRowsInMemory) {
  const auto made = make_rows(700);
  ScoringWorld world;
  must(world.store->add_columns({{"lead", "ll_channel", "Channel", record::FieldType::Text},
                                 {"lead", "ll_visits", "Visits", record::FieldType::Double},
                                 {"lead", "ll_noise", "Noise", record::FieldType::Text},
                                 {"lead", "ll_number", "Number", record::FieldType::Integer}}));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    for (size_t i = 0; i < made.size(); ++i) {
      TRY(tx.insert("lead", Uuid::from_name(std::to_string(i)),
                    {{"statecode", std::int64_t{made[i].positive ? 1 : 2}},
                     {"ll_channel", made[i].channel},
                     {"ll_visits", made[i].visits},
                     {"ll_noise", made[i].noise},
                     {"ll_number", static_cast<std::int64_t>(i)}},
                    world.system));
    }
    return {};
  }));
  TrainRequest request;
  request.model = must(world.service.default_model("lead"));
  request.order_column = "ll_number";
  const auto version = world.read("ll_modelversion", must(world.service.train(request, {})));
  const Json stored = must(base::parse_json(*version.get_as<std::string>("ll_report")));

  feature::TrainingSet set;
  set.frame.rows = made.size();
  feature::ColumnBuilder channel("ll_channel", feature::ColumnKind::Category),
      noise("ll_noise", feature::ColumnKind::Category);
  feature::ColumnBuilder visits("ll_visits", feature::ColumnKind::Number);
  for (size_t i = 0; i < made.size(); ++i) {
    channel.add(std::string_view(made[i].channel));
    noise.add(std::string_view(made[i].noise));
    visits.add(made[i].visits);
    set.outcome.push_back(made[i].positive);
    set.order.push_back(static_cast<double>(i));
  }
  set.frame.columns.push_back(std::move(channel).finish());
  set.frame.columns.push_back(std::move(visits).finish());
  set.frame.columns.push_back(std::move(noise).finish());
  const Json direct = must(base::parse_json(base::to_text(must(feature::train(set, {})).report.to_json())));
  for (const char* figure : {"rows", "positives", "split", "auc", "auc_interval", "log_loss", "brier", "ece",
                             "reliability", "threshold", "confusion", "lift_top_decile", "verdict", "gain", "model"}) {
    EXPECT_EQ(stored.at(figure), direct.at(figure)) << figure;
  }
  EXPECT_GT(stored.at("auc").get<double>(), 0.65);
}

TEST(SuspectsByHistory, TellFilledAtTheCloseFromChangedAtTheClose) {
  const auto suspects = suspects_by_history(
      {{"innocent", 100, 60, 5, 8}, {"reason", 100, 2, 90, 92}, {"rating", 100, 95, 2, 40}, {"rare", 12, 0, 12, 12}});
  ASSERT_EQ(suspects.size(), 2u) << "twelve closings prove nothing";
  EXPECT_EQ(suspects[0].column, "reason");
  EXPECT_EQ(suspects[0].action, feature::LeakAction::Refused);
  EXPECT_EQ(suspects[1].column, "rating");
  EXPECT_EQ(suspects[1].action, feature::LeakAction::Check);
  EXPECT_EQ(suspects[1].why, std::vector<std::string>{"changed_at_close"});
}

}  // namespace
}  // namespace leadlight::scoring
