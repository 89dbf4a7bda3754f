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
  EXPECT_NEAR(average_precision(once_p, once_y, w).value, average_precision(p, y).value, 1e-12);
  EXPECT_NEAR(lift_top_decile(once_p, once_y, w).value, lift_top_decile(p, y).value, 1e-12);
  EXPECT_EQ(f1_threshold(once_p, once_y, w), f1_threshold(p, y));
  EXPECT_EQ(confusion(once_p, once_y, 0.3, w).true_positives, confusion(p, y, 0.3).true_positives);
  for (Interval (*interval)(Probabilities, Labels, Weights) :
       {auc_interval, log_loss_interval, brier_interval, ece_interval}) {
    EXPECT_NEAR(interval(once_p, once_y, w).low, interval(p, y, {}).low, 1e-12);
    EXPECT_NEAR(interval(once_p, once_y, w).high, interval(p, y, {}).high, 1e-12);
  }
  const auto roc = roc_curve(once_p, once_y, w), whole = roc_curve(p, y);
  ASSERT_EQ(roc.size(), whole.size());
  for (size_t i = 0; i < roc.size(); ++i) EXPECT_NEAR(roc[i].x, whole[i].x, 1e-12);
}

TEST(Metrics, TwoMomentsOfARecordMakeNoIntervalNarrower) {
  Random random(5);
  const auto [p, y] = drawn(random, 300, 50);
  P twice_p = p;
  L twice_y = y;
  twice_p.insert(twice_p.end(), p.begin(), p.end());
  twice_y.insert(twice_y.end(), y.begin(), y.end());
  const P halves(600, 0.5);
  EXPECT_NEAR(auc_interval(twice_p, twice_y, halves).low, auc_interval(p, y).low, 1e-12);
  EXPECT_NEAR(log_loss_interval(twice_p, twice_y, halves).low, log_loss_interval(p, y).low, 1e-12);
  const Confusion once = confusion(p, y, 0.5), twice = confusion(twice_p, twice_y, 0.5, halves);
  EXPECT_EQ(twice.true_positives, once.true_positives);
  EXPECT_EQ(twice.precision.interval, once.precision.interval);
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

TEST(Metrics, EceIsAsSureAsItsRowsAllow) {
  // One bin of 10,000 rows at 0.3 where half are positive: 0.2, and a standard error of 0.005.
  P p(10'000, 0.3);
  L y(10'000, 0);
  std::fill(y.begin(), y.begin() + 5'000, 1);
  const auto [low, high] = ece_interval(p, y);
  EXPECT_NEAR(low, 0.2 - 1.959964 * 0.005, 1e-5);
  EXPECT_NEAR(high, 0.2 + 1.959964 * 0.005, 1e-5);
  // Of four such rows nothing is known: with no error at all, as much would show often.
  EXPECT_EQ(ece_interval(P(4, 0.3), L{1, 1, 0, 0}).low, 0);
}

/// How often the interval holds the true error, of scores that promise `off` more than happens.
double coverage_of_ece(Random& random, size_t rows, double off) {
  const int rounds = 400;
  int covered = 0;
  for (int round = 0; round < rounds; ++round) {
    P p;
    L y;
    for (size_t i = 0; i < rows; ++i) {
      p.push_back(0.1 + 0.9 * random.uniform());
      y.push_back(random.chance(p.back() - off));
    }
    const auto [low, high] = ece_interval(p, y);
    EXPECT_LE(low, ece(p, y));
    EXPECT_GE(high, ece(p, y));
    covered += low <= off + 1e-9 && off <= high;
  }
  return static_cast<double>(covered) / rounds;
}

TEST(Metrics, EcesIntervalCoversTheTruthAsOftenAsItSays) {
  Random random(17);
  for (const size_t rows : {80U, 600U}) {
    EXPECT_GT(coverage_of_ece(random, rows, 0), 0.93) << rows;
    EXPECT_GT(coverage_of_ece(random, rows, 0.03), 0.93) << rows;
    EXPECT_GT(coverage_of_ece(random, rows, 0.1), 0.92) << rows;
  }
}

TEST(Metrics, TheWorkedConfusionOfTheSpecificationComesOut) {
  const Confusion c = confusion_of(650, 200, 100, 50);
  EXPECT_NEAR(100 * c.accuracy.value, 75, 1e-9);
  EXPECT_NEAR(100 * c.recall.value, 92.857, 1e-3);
  EXPECT_NEAR(100 * c.base_rate.value, 70, 1e-9);
  EXPECT_NEAR(100 * c.precision.value, 76.471, 1e-3);
  EXPECT_NEAR(c.f1.value, 1300.0 / 1550, 1e-12);
  EXPECT_LT(c.recall.interval.low, c.recall.value);
  EXPECT_GT(c.recall.interval.high, c.recall.value);
}

TEST(Metrics, TheWorkedConfusionFollowsFromTheBestThreshold) {
  // Calling the 850 at 0.8 has an F1 of 1300/1550; calling everybody 1400/1700.
  P p(1000, 0.2);
  L y(1000, 0);
  std::fill(p.begin(), p.begin() + 850, 0.8);
  std::fill(y.begin(), y.begin() + 650, 1);
  std::fill(y.end() - 50, y.end(), 1);
  const double threshold = f1_threshold(p, y);
  EXPECT_EQ(threshold, 0.5);
  const Confusion c = confusion(p, y, threshold);
  EXPECT_EQ(c.true_positives, 650);
  EXPECT_EQ(c.false_positives, 200);
  EXPECT_EQ(c.true_negatives, 100);
  EXPECT_EQ(c.false_negatives, 50);
}

TEST(Metrics, IntervalsOfSharesAreThoseWorkedByHand) {
  // Wilson for 750 of 1000, 650 of 850 and, as 2 s / (1 + s), for 650 of 900.
  const Confusion c = confusion_of(650, 200, 100, 50);
  EXPECT_NEAR(c.accuracy.interval.low, 0.722240, 1e-6);
  EXPECT_NEAR(c.accuracy.interval.high, 0.775847, 1e-6);
  EXPECT_NEAR(c.precision.interval.low, 0.735038, 1e-6);
  EXPECT_NEAR(c.precision.interval.high, 0.791992, 1e-6);
  EXPECT_NEAR(c.f1.interval.low, 0.818010, 1e-6);
  EXPECT_NEAR(c.f1.interval.high, 0.857465, 1e-6);
}

TEST(Metrics, TheF1ThresholdIsTheBestOfAll) {
  Random random(9);
  for (int round = 0; round < 50; ++round) {
    const auto [p, y] = drawn(random, 40, round % 2 ? 5 : 1000);
    const double threshold = f1_threshold(p, y);
    const double best = confusion(p, y, threshold).f1.value;
    for (const double other : p) EXPECT_LE(confusion(p, y, other).f1.value, best + 1e-12);
    EXPECT_LE(confusion(p, y, -1).f1.value, best + 1e-12);
    // The highest of the best: from the next probability on, F1 is lower or positives are the same.
    for (const double other : p)
      if (other > threshold) {
        EXPECT_LT(confusion(p, y, other).f1.value, best);
      }
  }
}

TEST(Metrics, PredictedPositiveIsStrictlyAboveTheThreshold) {
  const Confusion c = confusion(P{0.5, 0.6}, L{1, 1}, 0.5);
  EXPECT_EQ(c.true_positives, 1);
  EXPECT_EQ(c.false_negatives, 1);
}

TEST(Metrics, GainSharesThePlaceAmongTies) {
  // Twenty rows, four positives: one sure, one among four at 0.5, two among fifteen at 0.1.
  P p(20, 0.1);
  L y(20, 0);
  p[0] = 0.9;
  for (int i = 1; i <= 4; ++i) p[i] = 0.5;
  y[0] = y[1] = y[10] = y[11] = 1;
  const auto curve = gain_curve(p, y, {}, 20);
  ASSERT_EQ(curve.size(), 20U);
  EXPECT_NEAR(curve[0].found, 1.0 / 4, 1e-12);
  EXPECT_NEAR(curve[1].found, 1.25 / 4, 1e-12);
  EXPECT_NEAR(curve[4].found, 2.0 / 4, 1e-12);
  EXPECT_NEAR(curve[19].found, 1, 1e-12);
  EXPECT_EQ(curve[1].called, 0.1);
  EXPECT_NEAR(lift_top_decile(p, y).value, (1 + 0.25) / 2 / 0.2, 1e-12);
  // Wilson for 2 of the 5 called, each of whom is a fourth of the positives when right.
  const auto [low, high] = wilson_interval(2, 5);
  EXPECT_NEAR(curve[4].found_interval.low, low * 5 / 4, 1e-12);
  EXPECT_NEAR(curve[4].found_interval.high, std::min(1.0, high * 5 / 4), 1e-12);
}

TEST(Metrics, GainOfAScoreThatKnowsNothingIsThatOfChance) {
  const auto curve = gain_curve(P(40, 0.5), L(40, 1));
  ASSERT_EQ(curve.size(), 100U);
  for (const auto& point : curve) EXPECT_NEAR(point.found, point.called, 1e-12);
}

TEST(Metrics, AveragePrecisionIsThatWorkedByHand) {
  EXPECT_NEAR(average_precision(P{0.9, 0.8, 0.7, 0.6}, L{1, 0, 1, 0}).value, (1 + 2.0 / 3) / 2, 1e-12);
  EXPECT_NEAR(average_precision(P(8, 0.5), L{1, 0, 0, 0, 1, 0, 0, 0}).value, 0.25, 1e-12);
  const auto [value, interval] = average_precision(P{0.9, 0.8, 0.2}, L{1, 1, 0});
  EXPECT_EQ(value, 1);
  EXPECT_NEAR(interval.low, wilson_interval(2, 2).low, 1e-12);
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
  EXPECT_TRUE(std::isnan(ece_interval({}, {}).low));
  EXPECT_TRUE(std::isnan(lift_top_decile(P{0.5}, L{0}).value));
  EXPECT_TRUE(std::isnan(average_precision(P{0.5}, L{0}).value));
  EXPECT_TRUE(gain_curve(P{0.5}, L{0}).empty());
  EXPECT_TRUE(roc_curve(P{0.5}, L{0}).empty());
}

}  // namespace
}  // namespace leadlight::learn
