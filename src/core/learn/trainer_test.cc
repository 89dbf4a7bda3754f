#include "core/learn/trainer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "core/learn/booster.h"
#include "core/learn/ensemble.h"

namespace leadlight::learn {
namespace {

/// Ten columns, of which the first two tell the outcome as strongly as `signal` says.
Examples make_examples(size_t n, double signal, std::uint64_t seed) {
  Random random(seed);
  Examples examples;
  examples.rows = {n, 10, {}};
  for (size_t i = 0; i < n; ++i) {
    double margin = -0.5;
    for (int c = 0; c < 10; ++c) {
      const double x = random.normal();
      examples.rows.values.push_back(static_cast<float>(x));
      if (c < 2) margin += signal * x;
    }
    examples.labels.push_back(random.chance(1 / (1 + std::exp(-margin))));
  }
  return examples;
}

/// Grown from rows that are read in parts.
Result<Forest> grow_from(const Examples& examples, const Shape& shape, const TrainerOptions& options) {
  const size_t columns = examples.rows.columns;
  const auto read = [&](size_t first, std::span<float> part) {
    const auto begin = examples.rows.values.begin() + static_cast<std::ptrdiff_t>(first * columns);
    std::copy(begin, begin + static_cast<std::ptrdiff_t>(part.size()), part.begin());
  };
  return grow({examples.rows.rows, columns, read, examples.attribute_of, has_unknown(examples.rows.values)},
              examples.labels, examples.weights, shape, options);
}

Choice choose(const Examples& examples) {
  auto choice = choose_shape(examples, {});
  EXPECT_TRUE(choice) << choice.error().to_string();
  return std::move(*choice);
}

TEST(ChooseShape, FindsASignalAndAnswersEveryRowOnce) {
  const auto examples = make_examples(800, 1, 1);
  const auto choice = choose(examples);
  EXPECT_GT(choice.shape.rounds, 0);
  EXPECT_FALSE(choice.gain.reaches_zero());
  EXPECT_EQ(choice.out_of_fold.rows.size(), 800U);
  EXPECT_GT(auc(choice.out_of_fold.margins, examples.labels), 0.75);
}

TEST(ChooseShape, FindsNothingInNoise) {
  int fooled = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) fooled += !choose(make_examples(500, 0, seed)).gain.reaches_zero();
  EXPECT_LE(fooled, 1);
}

TEST(ChooseShape, WithAnOrderTheOlderHalfIsNotTested) {
  auto examples = make_examples(600, 1, 2);
  for (int i = 0; i < 600; ++i) examples.order.push_back(i);
  const auto choice = choose(examples);
  ASSERT_EQ(choice.out_of_fold.rows.size(), 300U);
  EXPECT_EQ(choice.out_of_fold.rows.front(), 300U);
}

TEST(ChooseShape, RefusesOneOutcome) {
  auto examples = make_examples(50, 1, 3);
  std::fill(examples.labels.begin(), examples.labels.end(), 1);
  const auto choice = choose_shape(examples, {});
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code(), ErrorCode::InvalidInput);
}

TEST(ChooseShape, StopsWhenAskedTo) {
  const auto choice = choose_shape(make_examples(300, 1, 4), {1, 2, [](double) { return false; }});
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code(), ErrorCode::Conflict);
}

TEST(ChooseRounds, IsChooseShapeWithTheShapeGiven) {
  const auto examples = make_examples(600, 1, 11);
  const auto chosen = choose(examples);
  const auto again = choose_rounds(examples, chosen.shape, {});
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->shape.depth, chosen.shape.depth);
  EXPECT_EQ(again->shape.rounds, chosen.shape.rounds);
  EXPECT_EQ(again->out_of_fold.margins, chosen.out_of_fold.margins);
  EXPECT_EQ(again->trials.size(), 1U);
}

TEST(Relevance, TellsWhatHoldsFromWhatWasMadeUp) {
  int fooled = 0;
  for (std::uint64_t seed = 21; seed <= 24; ++seed) {
    auto examples = make_examples(2500, 0.3, seed);
    for (std::uint32_t c = 0; c < 10; ++c) examples.attribute_of.push_back(c);
    examples.judges_attributes = true;
    const auto relevance = choose(examples).relevance;
    ASSERT_EQ(relevance.size(), 10U);
    for (size_t a = 0; a < 10; ++a) {
      const bool holds = !relevance[a].reaches_zero();
      EXPECT_TRUE(holds || a >= 2) << seed << " " << a;
      fooled += holds && a >= 2;
    }
  }
  EXPECT_LE(fooled, 2);  // of 32; one in forty by chance
}

TEST(Relevance, OfTwinsIsHiddenByNeither) {
  auto examples = make_examples(2000, 0.5, 25);
  for (size_t i = 0; i < 2000; ++i) examples.rows.values[i * 10 + 9] = examples.rows.values[i * 10];
  for (std::uint32_t c = 0; c < 10; ++c) examples.attribute_of.push_back(c);
  examples.judges_attributes = true;
  const auto relevance = choose(examples).relevance;
  EXPECT_FALSE(relevance[0].reaches_zero());
  EXPECT_FALSE(relevance[9].reaches_zero());
}

TEST(Relevance, JudgesColumnsOfOneAttributeTogether) {
  auto examples = make_examples(1000, 1, 26);
  examples.attribute_of = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  examples.judges_attributes = true;
  const auto relevance = choose(examples).relevance;
  ASSERT_EQ(relevance.size(), 2U);
  EXPECT_FALSE(relevance[1].reaches_zero());
}

/// One column that tells, where it is filled in, and a class of its own where it is not.
struct HalfEmpty {
  Examples examples;
  Examples filled;
};

HalfEmpty make_half_empty(float blank, std::uint64_t seed) {
  Random random(seed);
  HalfEmpty made;
  for (int i = 0; i < 4000; ++i) {
    const auto x = static_cast<float>(random.normal());
    const bool is_blank = i % 2 == 0;
    const bool positive = random.chance(is_blank ? 0.9 : 1 / (1 + std::exp(-1.5 * static_cast<double>(x))));
    made.examples.rows.values.push_back(is_blank ? blank : x);
    made.examples.labels.push_back(positive);
    if (is_blank) continue;
    made.filled.rows.values.push_back(x);
    made.filled.labels.push_back(positive);
  }
  for (Examples* examples : {&made.examples, &made.filled}) {
    examples->rows.columns = 1;
    examples->rows.rows = examples->labels.size();
  }
  return made;
}

double margin_of(const Forest& forest, float x) {
  return forest.margin(std::span(&x, 1));
}

TEST(Grow, IsToldNothingByUnknownCells) {
  const Shape shape{.depth = 2, .eta = 0.1, .rounds = 60};
  const auto [unknown, filled] = make_half_empty(kUnknown, 31);
  const Forest forest = grow_from(unknown, shape, {}).value();
  const Forest missing =
      grow_from(make_half_empty(std::numeric_limits<float>::quiet_NaN(), 31).examples, shape, {}).value();
  const Forest alone = grow_from(filled, shape, {}).value();
  const double overall = std::log(base_rate(unknown.labels, {}) / (1 - base_rate(unknown.labels, {})));
  // That blanks end well shows where it may, and is not held against what is filled in where it may not.
  EXPECT_GT(margin_of(missing, std::numeric_limits<float>::quiet_NaN()), overall + 0.7);
  EXPECT_LT(margin_of(missing, 0), overall - 0.5);
  EXPECT_NEAR(margin_of(forest, kUnknown), overall, 0.25);
  EXPECT_NEAR(margin_of(forest, 0), overall, 0.35);
  std::vector<double> phi(1);
  const float blank = kUnknown;
  forest.contributions(std::span(&blank, 1), phi);
  EXPECT_EQ(phi[0], 0);
  // And what the values tell is not watered down by rows that have none.
  const double slope = margin_of(forest, 1) - margin_of(forest, -1);
  EXPECT_NEAR(slope, margin_of(alone, 1) - margin_of(alone, -1), 0.2 * slope);
}

TEST(ChooseShape, AnswersRowsWithUnknownCellsByTheirOtherCells) {
  auto examples = make_examples(800, 1, 32);
  for (size_t i = 0; i < 800; i += 3) examples.rows.values[i * 10] = kUnknown;
  const auto choice = choose(examples);
  ASSERT_EQ(choice.out_of_fold.rows.size(), 800U);
  EXPECT_FALSE(choice.gain.reaches_zero());
  // Much less is known of them: their answers lie closer together.
  const auto spread_of = [&](bool unknown) {
    double sum = 0, squares = 0, n = 0;
    for (size_t i = 0; i < 800; ++i) {
      if ((i % 3 == 0) != unknown) continue;
      const double margin = choice.out_of_fold.margins[i];
      sum += margin, squares += margin * margin, ++n;
    }
    return squares / n - sum / n * (sum / n);
  };
  EXPECT_LT(spread_of(true), 0.8 * spread_of(false));
}

TEST(Booster, WritesItsFirstTreesAlone) {
  const auto examples = make_examples(300, 1, 7);
  const auto data = BoosterData::make(examples.rows, examples.labels);
  ASSERT_TRUE(data);
  auto booster = Booster::make(*data, {.depth = 2});
  ASSERT_TRUE(booster);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(booster->step());
  const auto first = Forest::from_xgboost_json(*booster->to_json(4));
  ASSERT_TRUE(first) << first.error().to_string();
  EXPECT_EQ(first->tree_count(), 4U);
  const auto margins = booster->margins(*data, 4);
  ASSERT_TRUE(margins);
  for (size_t i = 0; i < 300; ++i) EXPECT_NEAR(first->margin(examples.rows.row(i)), (*margins)[i], 1e-5);
}

TEST(Grow, GivesTheSameForestForTheSameSeedOnAnyNumberOfThreads) {
  const auto examples = make_examples(400, 1, 5);
  const Shape shape{.depth = 3, .eta = 0.1, .rounds = 20, .bags = 3};
  const auto one = grow_from(examples, shape, {7, 1, {}}), two = grow_from(examples, shape, {7, 2, {}}),
             other = grow_from(examples, shape, {8, 2, {}});
  ASSERT_TRUE(one && two && other);
  EXPECT_EQ(one->to_bytes(), two->to_bytes());
  EXPECT_NE(one->to_bytes(), other->to_bytes());
}

TEST(Grow, FromManyRowsIsAsGoodAsFromAllAtOnce) {
  // More rows than a batch has, some cells missing.
  auto examples = make_examples(70'000, 0.7, 12);
  for (size_t i = 0; i < examples.rows.values.size(); i += 7) {
    examples.rows.values[i] = std::numeric_limits<float>::quiet_NaN();
  }
  const auto forest = grow_from(examples, {.depth = 4, .eta = 0.3, .rounds = 40}, {});
  ASSERT_TRUE(forest) << forest.error().to_string();
  auto booster = Booster::make(*BoosterData::make(examples.rows, examples.labels),
                               {.depth = 4, .eta = 0.3, .base_rate = base_rate(examples.labels, {}), .threads = 2});
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(booster->step());
  const auto whole = Forest::from_xgboost_json(*booster->to_json());
  const auto other = make_examples(20'000, 0.7, 13);
  const auto loss_of = [&](const Forest& one) {
    double loss = 0;
    for (size_t i = 0; i < other.rows.rows; ++i) loss += log_loss_of(one.margin(other.rows.row(i)), other.labels[i]);
    return loss / static_cast<double>(other.rows.rows);
  };
  EXPECT_NEAR(loss_of(*forest), loss_of(*whole), 0.002);
}

TEST(RowsToChooseOn, AreASampleOfManyAndAllOfFew) {
  EXPECT_EQ(rows_to_choose_on(3, 1), (std::vector<std::uint32_t>{0, 1, 2}));
  const auto some = rows_to_choose_on(200'000, 1);
  EXPECT_EQ(some.size(), kChoiceSample);
  EXPECT_TRUE(std::ranges::is_sorted(some));
  EXPECT_EQ(std::ranges::adjacent_find(some), some.end());
  EXPECT_GT(some.back(), 199'000U);
  EXPECT_NE(some, rows_to_choose_on(200'000, 2));
}

TEST(MeanOfModels, HasTheMeanOfTheirMargins) {
  const auto examples = make_examples(300, 1, 6);
  std::vector<std::string> models;
  std::vector<Forest> forests;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    auto data = BoosterData::make(examples.rows, examples.labels);
    ASSERT_TRUE(data);
    auto booster = Booster::make(std::move(*data), {.depth = 3, .base_rate = 0.4, .seed = seed});
    ASSERT_TRUE(booster);
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(booster->step());
    models.push_back(*booster->to_json());
    forests.push_back(*Forest::from_xgboost_json(models.back()));
  }
  const auto joined = mean_of_models(models);
  ASSERT_TRUE(joined) << joined.error().to_string();
  const auto mean = Forest::from_xgboost_json(*joined);
  ASSERT_TRUE(mean) << mean.error().to_string();
  for (size_t i = 0; i < 300; ++i) {
    double expected = 0;
    for (const auto& forest : forests) expected += forest.margin(examples.rows.row(i)) / 3;
    EXPECT_NEAR(mean->margin(examples.rows.row(i)), expected, 1e-5);
  }
}

TEST(Gain, CountsWitnessesByRecordNotByRow) {
  // Each record twice: twice the rows know no more.
  std::vector<double> base, margins, doubled_base, doubled_margins;
  std::vector<std::uint8_t> labels, doubled_labels;
  std::vector<std::uint32_t> group;
  Random random(9);
  for (std::uint32_t i = 0; i < 200; ++i) {
    base.push_back(0);
    margins.push_back(random.normal());
    labels.push_back(random.chance(1 / (1 + std::exp(-margins.back()))));
    for (int twice = 0; twice < 2; ++twice) {
      doubled_base.push_back(0);
      doubled_margins.push_back(margins.back());
      doubled_labels.push_back(labels.back());
      group.push_back(i);
    }
  }
  const auto alone = gain_over(base, margins, labels, {}, {}, {});
  const auto grouped = gain_over(doubled_base, doubled_margins, doubled_labels, {}, group, {});
  EXPECT_NEAR(grouped.mean, alone.mean, 1e-12);
  EXPECT_NEAR(grouped.standard_error, alone.standard_error, 1e-12);
}

TEST(Gain, IsDoubtfulWhenItComesFromOneStretchOfTime) {
  std::vector<double> base(400, 0), margins(400, 0), order(400);
  std::vector<std::uint8_t> labels(400);
  for (int i = 0; i < 400; ++i) {
    order[i] = i;
    labels[i] = i % 2;
    if (i < 40) margins[i] = labels[i] ? 3 : -3;  // brilliant for a while, then nothing
  }
  EXPECT_FALSE(gain_over(base, margins, labels, {}, {}, {}).reaches_zero());
  EXPECT_TRUE(gain_over(base, margins, labels, {}, {}, order).reaches_zero());
}

TEST(LogLossOf, StaysExactForLargeMargins) {
  EXPECT_NEAR(log_loss_of(0, true), std::log(2), 1e-15);
  EXPECT_DOUBLE_EQ(log_loss_of(-800, true), 800);
  EXPECT_EQ(log_loss_of(800, true), 0);
}

}  // namespace
}  // namespace leadlight::learn
