#include "core/feature/training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/feature/fit.h"
#include "core/feature/parts.h"
#include "core/feature/synthetic.h"

namespace leadlight::feature {
namespace {

TrainedModel must_train(const TrainingSet& set, const TrainOptions& options = {}) {
  auto trained = train(set, options);
  EXPECT_TRUE(trained) << trained.error().to_string();
  return std::move(*trained);
}

std::vector<Cell> cells_of(const ScoringModel& model, const Frame& frame, size_t row) {
  std::vector<Cell> cells;
  for (const auto& attribute : model.attributes()) cells.push_back(frame.find(attribute.name)->cell(row));
  return cells;
}

TEST(Train, ReachesWhatIsThereToBeFound) {
  const auto report = must_train(synthetic::make({.rows = 3000})).report;
  EXPECT_EQ(report.verdict, Verdict::Ready) << report.verdict_reason;
  EXPECT_GT(report.quality.auc, 0.78);
  EXPECT_LT(report.quality.ece, 0.07);
  ASSERT_FALSE(report.factors.empty());
  std::vector<std::string> top;
  for (size_t i = 0; i < 3; ++i) top.push_back(report.factors[i].attribute);
  std::sort(top.begin(), top.end());
  EXPECT_EQ(top, (std::vector<std::string>{"demo_on", "source", "visits"}));
}

TEST(Train, GivesTheSetBackAsItWas) {
  TrainingSet set = synthetic::make({.rows = 600});
  for (size_t i = 0; i < set.outcome.size(); ++i) set.weight.push_back(i % 2 == 0 ? 0.5 : 1);
  const TrainingSet after = must_train(set).set;
  ASSERT_EQ(after.frame.columns.size(), set.frame.columns.size());
  EXPECT_EQ(after.outcome, set.outcome);
  EXPECT_EQ(after.weight, set.weight);
  for (size_t c = 0; c < set.frame.columns.size(); ++c) {
    for (size_t row = 0; row < set.frame.rows; ++row) {
      ASSERT_EQ(after.frame.columns[c].cell(row), set.frame.columns[c].cell(row)) << set.frame.columns[c].name << row;
    }
  }
}

TEST(Train, SaysThatThereIsNoSignal) {
  const auto trained = must_train(synthetic::make({.rows = 1500, .signal = 0}));
  EXPECT_EQ(trained.report.verdict, Verdict::NoSignal);
  EXPECT_TRUE(trained.model.is_constant());
}

TEST(Train, NoSignalStaysNoSignalWhenTheRateDrifts) {
  // The rate falls over time; a date that only says how late it is must not pass for knowledge.
  auto set = synthetic::make({.rows = 1500, .signal = 0});
  Random random(4);
  for (size_t i = 0; i < 1500; ++i) {
    set.order.push_back(static_cast<double>(i));
    set.outcome[i] = random.chance(0.75 - 0.0003 * static_cast<double>(i));
  }
  EXPECT_EQ(must_train(set).report.verdict, Verdict::NoSignal);
}

TEST(Train, AnswersTheSmoothedRateWithFewerThanTenOfAClass) {
  auto set = synthetic::make({.rows = 60});
  for (size_t i = 0; i < 60; ++i) set.outcome[i] = i % 60 < 9;
  const auto trained = must_train(set, {.holdout = 0});
  EXPECT_TRUE(trained.model.provisional());
  EXPECT_TRUE(trained.report.provisional);
  const auto scored = trained.model.score(cells_of(trained.model, set.frame, 0));
  EXPECT_DOUBLE_EQ(scored.probability, 10.0 / 62);
  EXPECT_TRUE(scored.reasons.empty());
}

TEST(Train, TwoMomentsOfARecordAreOneRecord) {
  auto set = synthetic::make({.rows = 60});
  for (std::uint32_t i = 0; i < 60; ++i) {
    set.group.push_back(i / 2);
    set.weight.push_back(0.5);
    set.outcome[i] = i / 2 < 9;  // 18 rows, but nine records
  }
  EXPECT_TRUE(must_train(set, {.holdout = 0}).model.provisional());
}

TEST(Train, SmallDataBeatsOrEqualsTheRate) {
  double model = 0, rate = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto learned = synthetic::make({.rows = 80, .seed = seed}),
               judged = synthetic::make({.rows = 500, .seed = seed + 100});
    const auto trained = must_train(learned, {.holdout = 0, .seed = seed});
    const double positives = static_cast<double>(std::count(learned.outcome.begin(), learned.outcome.end(), 1));
    for (size_t i = 0; i < 500; ++i) {
      const double p = trained.model.score(cells_of(trained.model, judged.frame, i)).probability;
      model += (p - judged.outcome[i]) * (p - judged.outcome[i]);
      rate += ((positives + 1) / 82 - judged.outcome[i]) * ((positives + 1) / 82 - judged.outcome[i]);
    }
  }
  EXPECT_LT(model, rate);
}

TEST(Train, PointsAddUpToTheScoreExactly) {
  const auto set = synthetic::make({.rows = 4000});
  const auto trained = must_train(set, {.holdout = 0.1});
  ASSERT_FALSE(trained.model.is_constant());
  for (size_t row = 0; row < set.frame.rows; ++row) {
    const auto scored = trained.model.score(cells_of(trained.model, set.frame, row));
    int sum = scored.other;
    for (const auto& reason : scored.reasons) {
      EXPECT_NE(reason.points, 0);
      EXPECT_FALSE(reason.key.empty());
      sum += reason.points;
    }
    ASSERT_EQ(sum, scored.score - scored.average) << row;
    ASSERT_EQ(scored.score, std::lround(100 * scored.probability));
  }
}

TEST(Train, ReplayOfTheFeatureRowIsExact) {
  const auto set = synthetic::make({});
  const auto trained = must_train(set);
  for (size_t row = 0; row < 100; ++row) {
    const auto scored = trained.model.score(cells_of(trained.model, set.frame, row));
    const auto replayed = trained.model.score_features(scored.features);
    EXPECT_EQ(replayed.margin, scored.margin);
    EXPECT_EQ(replayed.score, scored.score);
    EXPECT_EQ(replayed.reasons.size(), scored.reasons.size());
  }
}

TEST(Train, TheHoldOutChangesNothingThatIsLearned) {
  const auto set = synthetic::make({.rows = 800});
  const auto split = learn::hold_out({set.outcome, {}, {}}, 0.3, 1);
  auto other = set;
  for (const auto row : split.test) {
    other.outcome[row] ^= 1;
    for (auto& column : other.frame.columns) {
      if (column.is_numeric()) column.numbers[row] = 1e6 + row;
    }
    auto& source = other.frame.columns[0];
    source.codes[row] = static_cast<std::int32_t>(source.levels.size());
    source.levels.push_back("only in the hold-out " + std::to_string(row));
  }
  const auto a = fit(take(set, split.train), {}, {}), b = fit(take(other, split.train), {}, {});
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->model.to_bytes(), b->model.to_bytes());
}

TEST(Train, WhatComesLaterDoesNotChangeAnEarlierRow) {
  const auto set = synthetic::make({.rows = 400});
  std::vector<std::uint32_t> early;
  for (std::uint32_t i = 0; i < 200; ++i) early.push_back(i);
  const auto past = take(set, early);
  std::vector<std::uint32_t> columns{0, 1, 2, 7, 8};
  const auto encoder = Encoder::fit(past.frame, columns);
  const auto then = encoder.encode(past.frame), now = encoder.encode(set.frame);
  for (size_t i = 0; i < then.values.size(); ++i) {
    ASSERT_TRUE(then.values[i] == now.values[i] || (std::isnan(then.values[i]) && std::isnan(now.values[i])));
  }
}

TEST(Train, GivesTheSameBytesForTheSameSeed) {
  const auto set = synthetic::make({.rows = 500});
  const auto a = must_train(set, {.seed = 5, .threads = 1}), b = must_train(set, {.seed = 5, .threads = 2});
  EXPECT_EQ(a.model.to_bytes(), b.model.to_bytes());
  EXPECT_EQ(a.report.to_json(), b.report.to_json());
  EXPECT_NE(must_train(set, {.seed = 6}).model.to_bytes(), a.model.to_bytes());
}

TEST(Train, RefusesACopyOfTheOutcomeUntilItIsKept) {
  auto set = synthetic::make({});
  std::vector<double> copy(set.outcome.begin(), set.outcome.end());
  set.frame.columns.push_back(synthetic::numbers("convertions", copy));
  const auto refused = must_train(set).report;
  ASSERT_FALSE(refused.suspects.empty());
  EXPECT_EQ(refused.suspects[0].column, "convertions");
  EXPECT_LT(refused.quality.auc, 0.95);
  const auto kept = must_train(set, {.keep = {"convertions"}}).report;
  EXPECT_GT(kept.quality.auc, 0.99);
  EXPECT_EQ(kept.kept, std::vector<std::string>{"convertions"});
}

TEST(Train, LeavesOutWhatIsDropped) {
  const auto trained = must_train(synthetic::make({}), {.drop = {"source", "visits"}});
  for (const auto& attribute : trained.model.attributes()) {
    EXPECT_NE(attribute.name, "source");
    EXPECT_NE(attribute.name, "visits");
  }
}

std::vector<std::string> names_of(const ScoringModel& model) {
  std::vector<std::string> names;
  for (const auto& attribute : model.attributes()) names.push_back(attribute.name);
  return names;
}

std::string_view why_not(const Report& report, std::string_view column) {
  const auto at = std::ranges::find(report.excluded, column, &Exclusion::column);
  return at == report.excluded.end() ? "" : at->key;
}

TEST(Train, LeavesOutWhatDoesNotHelpAndSaysSo) {
  const auto trained = must_train(synthetic::make({.rows = 3000}));
  EXPECT_EQ(why_not(trained.report, "city"), "irrelevant");
  const auto names = names_of(trained.model);
  EXPECT_THAT(names, testing::Not(testing::Contains("city")));
  EXPECT_THAT(names, testing::IsSupersetOf({"source", "visits", "demo_on"}));
  // By itself it tells nothing, but the distance of demo_on is counted from it.
  EXPECT_THAT(names, testing::Contains("created"));
}

TEST(Train, KeepsWhatDoesNotHelpWhenToldTo) {
  const auto trained = must_train(synthetic::make({.rows = 3000}), {.keep = {"city"}});
  EXPECT_THAT(names_of(trained.model), testing::Contains("city"));
  EXPECT_EQ(why_not(trained.report, "city"), "");
}

TEST(Train, KeepsWhatIsNotProvenWhileRecordsAreFew) {
  const auto trained = must_train(synthetic::make({.rows = 1000}));
  EXPECT_THAT(names_of(trained.model), testing::Contains("city"));
}

TEST(Train, LeavesOutManyColumnsOfNoise) {
  auto set = synthetic::make({.rows = 4000});
  Random random(12);
  for (int c = 0; c < 20; ++c) {
    std::vector<double> values;
    for (int i = 0; i < 4000; ++i) values.push_back(random.normal());
    set.frame.columns.push_back(synthetic::numbers("noise" + std::to_string(c), std::move(values)));
  }
  const auto names = names_of(must_train(set).model);
  const auto noise = std::ranges::count_if(names, [](const std::string& name) { return name.starts_with("noise"); });
  EXPECT_LE(noise, 2);  // one in forty by chance
  EXPECT_THAT(names, testing::IsSupersetOf({"source", "visits", "demo_on"}));
}

TEST(Train, SurvivesHostileColumns) {
  auto set = synthetic::make({.rows = 120});
  Random random(8);
  for (int c = 0; c < 3000; ++c) {
    std::vector<double> values;
    for (int i = 0; i < 120; ++i)
      values.push_back(c % 3 == 0 ? kNoNumber : c % 3 == 1 ? 7 : 1e308 * (2 * random.uniform() - 1));
    set.frame.columns.push_back(synthetic::numbers("n" + std::to_string(c), std::move(values)));
  }
  must_train(set);
}

TEST(Train, RefusesWhatCannotBeLearnedFrom) {
  auto one = synthetic::make({.rows = 50});
  std::fill(one.outcome.begin(), one.outcome.end(), 1);
  EXPECT_EQ(train(one, {}).error().code(), ErrorCode::InvalidInput);
  EXPECT_FALSE(train({}, {}));
  auto uneven = synthetic::make({.rows = 50});
  uneven.order.push_back(1);
  EXPECT_FALSE(train(uneven, {}));
  EXPECT_FALSE(train(synthetic::make({}), {.drop = {"no such column"}}));
  EXPECT_FALSE(train(synthetic::make({}), {.holdout = 2}));
}

TEST(Train, StopsWhenAskedTo) {
  const auto stopped =
      train(synthetic::make({}), {.progress = [](double share, std::string_view) { return share < 0.3; }});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code(), ErrorCode::Conflict);
}

TEST(Report, NamesTheDaysOfTheHoldOut) {
  auto set = synthetic::make({.rows = 400});
  for (size_t i = 0; i < 400; ++i) set.order.push_back(86'400.0 * static_cast<double>(i) + 3'600);
  set.order[0] = kNoNumber;
  EXPECT_TRUE(must_train(set).report.to_json().at("split").at("holdout_from").is_null()) << "a number is no day";
  set.dated = true;
  const auto split = must_train(set).report.to_json().at("split");
  EXPECT_EQ(split.at("holdout_from"), "1970-11-17");  // day 320 of 0 to 399
  EXPECT_EQ(split.at("holdout_to"), "1971-02-04");
}

TEST(Report, HasEveryFigureWithItsIntervalAndTheCurves) {
  const auto json = must_train(synthetic::make({.rows = 1500})).report.to_json();
  for (const char* figure : {"auc", "average_precision", "lift_top_decile", "log_loss", "brier", "ece"}) {
    const double value = json.at(figure);
    const auto& interval = json.at(std::string(figure) + "_interval");
    EXPECT_LE(interval.at(0).get<double>(), value) << figure;
    EXPECT_GE(interval.at(1).get<double>(), value) << figure;
  }
  for (const char* figure : {"accuracy", "precision", "recall", "f1", "conversion_rate"}) {
    const auto& estimate = json.at("confusion").at(figure);
    EXPECT_LE(estimate.at("interval").at(0), estimate.at("value")) << figure;
    EXPECT_GE(estimate.at("interval").at(1), estimate.at("value")) << figure;
  }
  EXPECT_EQ(json.at("verdict_key"), "auc_good");
  EXPECT_EQ(json.at("roc").back(), OrderedJson::parse("[1.0,1.0]"));
  EXPECT_EQ(json.at("precision_recall").back().at(0), 1);
  const auto& gain = json.at("cumulative_gain");
  ASSERT_EQ(gain.size(), 100U);
  EXPECT_EQ(gain.at(9).at("called"), 0.1);
  EXPECT_DOUBLE_EQ(gain.at(9).at("found").get<double>() / 0.1, json.at("lift_top_decile"));
  EXPECT_DOUBLE_EQ(gain.back().at("found"), 1);
}

TEST(Quality, TwoMomentsOfARecordAreJudgedAsOne) {
  const std::vector<double> p = {0.9, 0.7, 0.4, 0.2, 0.9, 0.7, 0.4, 0.2}, halves(8, 0.5);
  const std::vector<std::uint8_t> labels = {1, 1, 0, 0, 1, 1, 0, 0};
  const auto twice = judge_quality(p, labels, halves, 0.5);
  const auto once = judge_quality(std::span(p).first(4), std::span(labels).first(4), {}, 0.5);
  EXPECT_EQ(twice.rows, 8U);
  EXPECT_EQ(twice.records, 4);
  EXPECT_EQ(twice.confusion.true_positives, once.confusion.true_positives);
  EXPECT_EQ(twice.auc_interval, once.auc_interval);
}

TEST(Evidence, CountsWhatHappenedPerValue) {
  auto set = synthetic::make({.rows = 800});
  for (size_t i = 0; i < 800; ++i) set.days_to_close.push_back(static_cast<double>(i % 30));
  const auto trained = must_train(set);
  const auto& evidence = trained.model.evidence();
  ASSERT_EQ(evidence.size(), trained.model.attributes().size());
  for (const auto& buckets : evidence) {
    double closed = 0, positives = 0;
    for (const auto& bucket : buckets) {
      closed += bucket.closed;
      positives += bucket.positives;
    }
    EXPECT_EQ(closed, 800);
    EXPECT_EQ(positives, static_cast<double>(trained.report.positives));
  }
}

TEST(ScoringModelTest, ComesBackFromItsBytes) {
  const auto set = synthetic::make({});
  for (const double signal : {1.0, 0.0}) {
    const auto trained = must_train(synthetic::make({.signal = signal}));
    const auto bytes = trained.model.to_bytes();
    const auto read = ScoringModel::from_bytes(bytes);
    ASSERT_TRUE(read) << read.error().to_string();
    EXPECT_EQ(read->to_bytes(), bytes);
    for (size_t row = 0; row < 50; ++row) {
      const auto a = trained.model.score(cells_of(trained.model, set.frame, row)),
                 b = read->score(cells_of(*read, set.frame, row));
      EXPECT_EQ(a.margin, b.margin);
      EXPECT_EQ(a.score, b.score);
      EXPECT_EQ(a.grade, b.grade);
    }
  }
}

/// Blanks of the source end well, whatever the record is like.
TrainingSet telling_blanks() {
  auto set = synthetic::make({.rows = 1500});
  Column& source = set.frame.columns.front();
  for (size_t i = 0; i < 1500; ++i) {
    if (set.outcome[i] && i % 2 == 0) source.codes[i] = -1;
  }
  return set;
}

TEST(IgnoreEmpty, LetsABlankContributeExactlyNothing) {
  const auto set = telling_blanks();
  const auto told = must_train(set).model, ignoring = must_train(set, {.ignore_empty = {"source"}}).model;
  const auto points_of = [](const ScoringModel& model, std::vector<Cell> cells) {
    int points = 0;
    const auto scored = model.score(cells);
    int sum = scored.other;
    for (const auto& reason : scored.reasons) {
      sum += reason.points;
      if (model.attributes()[reason.attribute].name == "source") points = reason.points;
    }
    EXPECT_EQ(sum, scored.score - scored.average);
    return points;
  };
  int blanks = 0;
  for (size_t row = 0; row < set.frame.rows; ++row) {
    if (!set.frame.columns.front().missing(row)) continue;
    EXPECT_GT(points_of(told, cells_of(told, set.frame, row)), 0);
    EXPECT_EQ(points_of(ignoring, cells_of(ignoring, set.frame, row)), 0);
    if (++blanks == 50) break;
  }
  EXPECT_EQ(blanks, 50);
}

TEST(IgnoreEmpty, LeavesTheOrderOfTheValuesAsItIs) {
  const auto set = telling_blanks();
  const auto model = must_train(set, {.ignore_empty = {"source"}}).model;
  auto cells = cells_of(model, set.frame, 0);
  const auto source = static_cast<size_t>(std::ranges::find(model.attributes(), "source", &Attribute::name) -
                                          model.attributes().begin());
  const auto margin_with = [&](const Cell& cell) {
    cells[source] = cell;
    return model.score(cells).margin;
  };
  const double best = margin_with(std::string_view("Referral")), worst = margin_with(std::string_view("Cold call"));
  EXPECT_GT(best, worst + 0.8);
  EXPECT_LT(margin_with(Cell{}), best);
  EXPECT_GT(margin_with(Cell{}), worst);
}

TEST(IgnoreEmpty, IsInTheBytesAndLeavesThoseOfOtherModelsAsTheyWere) {
  const auto set = synthetic::make({});
  EXPECT_TRUE(must_train(set).model.to_bytes().starts_with("LLMODEL 1 "));
  const auto model = must_train(set, {.ignore_empty = {"source"}}).model;
  const auto bytes = model.to_bytes();
  EXPECT_TRUE(bytes.starts_with("LLMODEL 2 "));
  const auto read = ScoringModel::from_bytes(bytes);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->to_bytes(), bytes);
  const std::vector<Cell> blank(model.attributes().size());
  EXPECT_EQ(read->score(blank).margin, model.score(blank).margin);
}

TEST(ScoringModelTest, RefusesDamagedBytes) {
  const auto bytes = must_train(synthetic::make({})).model.to_bytes();
  for (size_t cut = 0; cut < bytes.size(); cut += 1 + bytes.size() / 200) {
    EXPECT_FALSE(ScoringModel::from_bytes(std::string_view(bytes).substr(0, cut))) << cut;
  }
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    auto damaged = bytes;
    for (int k = 0; k < 4; ++k) damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    (void)ScoringModel::from_bytes(damaged);  // whatever it says, it returns
  }
  EXPECT_FALSE(ScoringModel::from_bytes("LLMODEL 99 2\n{}"));
  EXPECT_FALSE(ScoringModel::from_bytes("LLMODEL 1 99999999999999999999\n{}"));
}

}  // namespace
}  // namespace leadlight::feature
