#include "core/learn/metrics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace leadlight::learn {
namespace {

using P = std::vector<double>;
using L = std::vector<std::uint8_t>;

/// Probabilities on a coarse grid (many ties) and labels drawn from them.
struct Drawn {
  P p;
  L y;
};
Drawn drawn(Random& random, size_t n, int grid) {
  Drawn out;
  for (size_t i = 0; i < n; ++i) {
    out.p.push_back(static_cast<double>(random.below(grid)) / grid);
    out.y.push_back(random.chance(out.p.back()));
  }
  return out;
}

TEST(Metrics, AucIsTheShareOfPairsInTheRightOrder) {
  Random random(3);
  for (int round = 0; round < 30; ++round) {
    const auto [p, y] = drawn(random, 60, 7);
    double won = 0;
    double pairs = 0;
    for (size_t i = 0; i < p.size(); ++i)
      for (size_t j = 0; j < p.size(); ++j)
        if (y[i] && !y[j]) {
          ++pairs;
          won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
        }
    EXPECT_NEAR(auc(p, y), won / pairs, 1e-12);
  }
}

TEST(Metrics, WeightsCountLikeRepeatedRows) {
  const P p = {0.9, 0.9, 0.4, 0.2, 0.2, 0.7};
  const L y = {1, 1, 0, 1, 1, 0};
  const P once_p = {0.9, 0.4, 0.2, 0.7};
  const L once_y = {1, 0, 1, 0};
  const P w = {2, 1, 2, 1};
  EXPECT_NEAR(auc(once_p, once_y, w), auc(p, y), 1e-12);
  EXPECT_NEAR(brier(once_p, once_y, w), brier(p, y), 1e-12);
  EXPECT_NEAR(log_loss(once_p, once_y, w), log_loss(p, y), 1e-12);
  EXPECT_NEAR(ece(once_p, once_y, w), ece(p, y), 1e-12);
}

TEST(Metrics, DeLongsIntervalAgreesWithAWorkedExample) {
  // Placements: positives 1, 1, 2/3; negatives 1, 1, 2/3. Variances 1/27 in each class, so Var = 2/81.
  const P p = {0.9, 0.8, 0.3, 0.4, 0.2, 0.1};
  const L y = {1, 1, 1, 0, 0, 0};
  EXPECT_NEAR(auc(p, y), 8.0 / 9, 1e-12);
  const auto [low, high] = auc_interval(p, y);
  EXPECT_NEAR(low, 8.0 / 9 - 1.959964 * std::sqrt(2.0 / 81), 1e-6);
  EXPECT_EQ(high, 1);
}

TEST(Metrics, DeLongsIntervalCoversTheTruthAsOftenAsItSays) {
  Random random(11);
  int covered = 0;
  // Two normals one apart: AUC = Phi(1 / sqrt 2).
  const double truth = 0.5 * std::erfc(-0.5);
  for (int round = 0; round < 1000; ++round) {
    P p;
    L y;
    for (int i = 0; i < 120; ++i) {
      y.push_back(i % 3 == 0);
      p.push_back(random.normal() + (y.back() ? 1 : 0));
    }
    const auto [low, high] = auc_interval(p, y);
    covered += low <= truth && truth <= high;
  }
  EXPECT_GT(covered, 920);
  EXPECT_LT(covered, 975);
}

TEST(Metrics, APerfectAucOfAFewRowsIsNotCertain) {
  const auto [low, high] = auc_interval(P{0.9, 0.8, 0.1, 0.2}, L{1, 1, 0, 0});
  EXPECT_LT(low, 0.5);
  EXPECT_EQ(high, 1);
}

TEST(Metrics, LossesAreThoseWorkedByHand) {
  const P p = {0.8, 0.4};
  const L y = {1, 0};
  EXPECT_NEAR(brier(p, y), (0.04 + 0.16) / 2, 1e-12);
  EXPECT_NEAR(log_loss(p, y), -(std::log(0.8) + std::log(0.6)) / 2, 1e-12);
  EXPECT_NEAR(log_loss(P{0}, L{1}), -std::log(1e-15), 1e-9);
  const auto [low, high] = brier_interval(p, y);
  const double half = 1.959964 * (0.12 / std::sqrt(2.0)) / std::sqrt(2.0);  // sd of {0.04, 0.16} over sqrt n
  EXPECT_NEAR(low, 0.1 - half, 1e-6);
  EXPECT_NEAR(high, 0.1 + half, 1e-6);
}

TEST(Metrics, ReliabilityPutsEdgesInTheUpperBinAndOneInTheLast) {
  const P p = {0.0, 0.05, 0.1, 0.3, 0.7, 1.0};
  const auto bins = reliability(p, L{0, 1, 0, 1, 1, 1});
  ASSERT_EQ(bins.size(), 10U);
  EXPECT_EQ(bins[0].count, 2);
  EXPECT_NEAR(bins[0].mean_predicted, 0.025, 1e-12);
  EXPECT_EQ(bins[0].observed, 0.5);
  EXPECT_EQ(bins[1].count, 1);
  EXPECT_EQ(bins[3].count, 1);
  EXPECT_EQ(bins[7].count, 1);
  EXPECT_EQ(bins[9].count, 1);
  EXPECT_TRUE(std::isnan(bins[5].observed));
  EXPECT_LT(bins[9].observed_low, 0.3);
  EXPECT_EQ(bins[9].observed_high, 1);
}

TEST(Metrics, EceIsTheGapWeightedByCount) {
  // Bin 1: three rows at 0.15, one positive; bin 8: one row at 0.85, positive.
  EXPECT_NEAR(ece(P{0.15, 0.15, 0.15, 0.85}, L{1, 0, 0, 1}), (3 * (1.0 / 3 - 0.15) + 0.15) / 4, 1e-12);
}

TEST(Metrics, TheWorkedConfusionOfTheSpecificationComesOut) {
  const Confusion c = confusion_of(650, 200, 100, 50);
  EXPECT_NEAR(100 * c.accuracy.value, 75, 1e-9);
  EXPECT_NEAR(100 * c.recall.value, 92.857, 1e-3);
  EXPECT_NEAR(100 * c.base_rate.value, 70, 1e-9);
  EXPECT_NEAR(100 * c.precision.value, 76.471, 1e-3);
  EXPECT_NEAR(c.f1, 1300.0 / 1550, 1e-12);
  EXPECT_LT(c.recall.interval.low, c.recall.value);
  EXPECT_GT(c.recall.interval.high, c.recall.value);
}

TEST(Metrics, TheF1ThresholdIsTheBestOfAll) {
  Random random(9);
  for (int round = 0; round < 50; ++round) {
    const auto [p, y] = drawn(random, 40, round % 2 ? 5 : 1000);
    const double threshold = f1_threshold(p, y);
    const double best = confusion(p, y, threshold).f1;
    for (const double other : p) EXPECT_LE(confusion(p, y, other).f1, best + 1e-12);
    EXPECT_LE(confusion(p, y, -1).f1, best + 1e-12);
    // The highest of the best: from the next probability on, F1 is lower or positives are the same.
    for (const double other : p)
      if (other > threshold) {
        EXPECT_LT(confusion(p, y, other).f1, best);
      }
  }
}

TEST(Metrics, PredictedPositiveIsStrictlyAboveTheThreshold) {
  const Confusion c = confusion(P{0.5, 0.6}, L{1, 1}, 0.5);
  EXPECT_EQ(c.true_positives, 1U);
  EXPECT_EQ(c.false_negatives, 1U);
}

TEST(Metrics, LiftSharesThePlaceAmongTies) {
  // Twenty rows, the decile has two places: one sure positive, and one place for four rows with one positive.
  P p(20, 0.1);
  L y(20, 0);
  p[0] = 0.9;
  for (int i = 1; i <= 4; ++i) p[i] = 0.5;
  y[0] = y[1] = y[10] = y[11] = 1;
  EXPECT_NEAR(lift_top_decile(p, y), (1 + 0.25) / 2 / 0.2, 1e-12);
}

TEST(Metrics, CurvesRunFromEndToEndWithFewPoints) {
  Random random(1);
  const auto [p, y] = drawn(random, 5000, 100'000);
  const auto roc = roc_curve(p, y);
  EXPECT_LE(roc.size(), 200U);
  EXPECT_EQ(roc.front().x, 0);
  EXPECT_EQ(roc.front().y, 0);
  EXPECT_EQ(roc.back().x, 1);
  EXPECT_EQ(roc.back().y, 1);
  double area = 0;
  for (size_t i = 1; i < roc.size(); ++i) area += (roc[i].x - roc[i - 1].x) * (roc[i].y + roc[i - 1].y) / 2;
  EXPECT_NEAR(area, auc(p, y), 0.002);
  const auto pr = precision_recall_curve(p, y);
  EXPECT_LE(pr.size(), 200U);
  EXPECT_EQ(pr.back().x, 1);
  const Confusion at = confusion(p, y, roc[100].threshold);
  EXPECT_NEAR(at.recall.value, roc[100].y, 1e-12);
}

TEST(Metrics, WhatIsNotDefinedIsNotANumber) {
  EXPECT_TRUE(std::isnan(auc(P{0.1, 0.2}, L{1, 1})));
  EXPECT_TRUE(std::isnan(auc_interval(P{0.1, 0.2}, L{0, 0}).low));
  EXPECT_TRUE(std::isnan(log_loss({}, {})));
  EXPECT_TRUE(std::isnan(ece({}, {})));
  EXPECT_TRUE(std::isnan(f1_threshold({}, {})));
  EXPECT_TRUE(std::isnan(lift_top_decile(P{0.5}, L{0})));
  EXPECT_TRUE(roc_curve(P{0.5}, L{0}).empty());
}

}  // namespace
}  // namespace leadlight::learn
