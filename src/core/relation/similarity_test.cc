#include "core/relation/similarity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"

namespace leadlight::relation {
namespace {

using enum AttributeKind;

struct Deals {
  DealTable table;
  std::vector<bool> won;
};

/// Attribute 0, a category of four levels, decides 85 of 100 deals; the others are noise, numbers and categories by
/// turns.
Deals planted(std::size_t deals, std::size_t noise, std::uint64_t seed, double strength = 0.85) {
  Random random(seed);
  Deals out;
  out.table.attributes.push_back(Category);
  for (std::size_t i = 0; i < noise; ++i) out.table.attributes.push_back(i % 2 == 0 ? Number : Category);
  for (std::size_t deal = 0; deal < deals; ++deal) {
    const auto level = random.below(4);
    out.won.push_back(random.chance(level < 2 ? strength : 1 - strength));
    out.table.cells.push_back(static_cast<double>(level));
    for (std::size_t i = 0; i < noise; ++i) {
      out.table.cells.push_back(i % 2 == 0 ? random.normal() : static_cast<double>(random.below(6)));
    }
  }
  return out;
}

double sum_of_weights(const Measure& measure) {
  return std::accumulate(measure.begin(), measure.end(), 0.0,
                         [](double sum, const Yardstick& each) { return sum + each.weight; });
}

/// All of the same weight.
Measure even(std::vector<AttributeKind> kinds, double range = 1) {
  Measure measure;
  for (const AttributeKind kind : kinds) measure.push_back({kind, range, 1 / static_cast<double>(kinds.size())});
  return measure;
}

using Row = std::vector<double>;

double apart(const Measure& measure, const Row& a, const Row& b) {
  const auto found = distance(measure, a, b);
  return found ? found->value : -1;
}

TEST(Similarity, GivesWeightToWhatTellsOfWinningAndNextToNoneToNoise) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Deals deals = planted(400, 20, seed);
    const Measure measure = learn_measure(deals.table, deals.won);
    EXPECT_GT(measure[0].weight, 0.95) << seed;
    EXPECT_NEAR(sum_of_weights(measure), 1, 1e-12);
  }
}

TEST(Similarity, SeesAPlantedAttributeInTheFewestDealsThatAreEnough) {
  int seen = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Deals deals = planted(60, 20, seed);
    if (learn_measure(deals.table, deals.won)[0].weight > 0.8) ++seen;
  }
  EXPECT_GE(seen, 16);
}

TEST(Similarity, FindsNothingWhereNothingTells) {
  int any = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Deals deals = planted(200, 20, seed, 0.5);
    if (sum_of_weights(learn_measure(deals.table, deals.won)) > 0) ++any;
  }
  EXPECT_LE(any, 15) << "one history in ten is meant";
}

TEST(Similarity, SeesNumbersThatTellAndMostOfWhichAreTheSame) {
  Random random(1);
  DealTable table{.attributes = {Number, Number}, .cells = {}};
  std::vector<bool> won;
  for (int deal = 0; deal < 200; ++deal) {
    const double size = random.normal();
    const bool flag = random.chance(0.2);
    won.push_back(random.chance(std::clamp(0.5 + 0.2 * size + (flag ? 0.3 : -0.1), 0.05, 0.95)));
    table.cells.insert(table.cells.end(), {size, flag ? 1.0 : 0.0});
  }
  const Measure measure = learn_measure(table, won);
  EXPECT_GT(measure[0].weight, 0.3);
  EXPECT_GT(measure[1].weight, 0.1);
}

TEST(Similarity, AnAttributeThatFewDealsHaveGetsNoWeight) {
  Deals deals = planted(400, 1, 3);
  for (std::size_t deal = 0; deal < 330; ++deal) deals.table.cells[2 * deal] = kUnknown;
  EXPECT_EQ(learn_measure(deals.table, deals.won)[0].weight, 0) << "70 of 400";
}

TEST(Similarity, ACategoryThatNamesDealsGetsNoWeight) {
  DealTable table{.attributes = {Category}, .cells = {}};
  std::vector<bool> won;
  for (int deal = 0; deal < 200; ++deal) {
    table.cells.push_back(deal / 2);
    won.push_back(deal % 4 < 2);
  }
  EXPECT_EQ(learn_measure(table, won)[0].weight, 0);
}

TEST(Similarity, NothingIsLearnedFromNothing) {
  EXPECT_EQ(sum_of_weights(learn_measure({.attributes = {Number, Category}, .cells = {}}, {})), 0);
  EXPECT_TRUE(learn_measure({}, {}).empty());
}

TEST(Similarity, ScalesDoNotMatter) {
  Random random(2);
  DealTable table{.attributes = {Number}, .cells = {}};
  std::vector<bool> won;
  for (int deal = 0; deal < 100; ++deal) {
    table.cells.push_back(static_cast<double>(random.below(1'000)));
    won.push_back(table.cells.back() + 200 * random.normal() > 500);
  }
  DealTable scaled = table;
  for (double& cell : scaled.cells) cell = 1'024 * cell - 7;
  const Measure one = learn_measure(table, won), other = learn_measure(scaled, won);
  EXPECT_EQ(one[0].weight, other[0].weight);
  for (std::size_t deal = 1; deal < 100; ++deal) {
    EXPECT_NEAR(distance(one, table.deal(0), table.deal(deal))->value,
                distance(other, scaled.deal(0), scaled.deal(deal))->value, 1e-12);
  }
}

TEST(Similarity, OneAbsurdNumberDoesNotMakeAllOthersAlike) {
  DealTable table{.attributes = {Number}, .cells = {}};
  std::vector<bool> won;
  for (int deal = 0; deal < 100; ++deal) {
    table.cells.push_back(deal);
    won.push_back(deal > 50);
  }
  table.cells[99] = 1e12;
  const Measure measure = learn_measure(table, won);
  EXPECT_NEAR(measure[0].range, 90, 1);
  EXPECT_EQ(apart(measure, {10}, {1e12}), 1);
}

TEST(Distance, IsSymmetricWithin0And1And0ToItself) {
  Random random(4);
  const Deals deals = planted(60, 6, 4);
  const Measure measure = even(deals.table.attributes, 2);
  for (std::size_t a = 0; a < 60; ++a) {
    EXPECT_EQ(distance(measure, deals.table.deal(a), deals.table.deal(a))->value, 0);
    for (std::size_t b = 0; b < a; ++b) {
      const double there = distance(measure, deals.table.deal(a), deals.table.deal(b))->value;
      EXPECT_EQ(there, distance(measure, deals.table.deal(b), deals.table.deal(a))->value);
      EXPECT_GE(there, 0);
      EXPECT_LE(there, 1);
    }
  }
  EXPECT_EQ(apart(even({Number, Category}), {0, 1}, {50, 2}), 1);
}

TEST(Distance, LeavesOutWhatOneOfThemLacks) {
  const Measure measure = even({Category, Category, Number}, 10);
  EXPECT_DOUBLE_EQ(apart(measure, {1, 2, 0}, {1, 3, 5}), 0.5);
  EXPECT_DOUBLE_EQ(apart(measure, {1, kUnknown, 0}, {1, 3, 5}), 0.25);
  EXPECT_DOUBLE_EQ(apart(measure, {1, kUnknown, 0}, {2, kUnknown, 0}), 0.5) << "both unknown is not equal";
  EXPECT_DOUBLE_EQ(distance(measure, Row{1, kUnknown, 0}, Row{1, 3, 5})->compared, 2.0 / 3);
  EXPECT_FALSE(distance(measure, Row{1, kUnknown, kUnknown}, Row{kUnknown, 1, 1}));
}

TEST(Distance, OfAttributesWithoutWeightIsNone) {
  EXPECT_FALSE(distance({{Number, 1, 0}}, Row{1}, Row{1}));
}

TEST(MatchedAttributes, AreTheEqualAndTheNearOnesByWeight) {
  const Measure measure{{Category, 1, 0.2}, {Number, 10, 0.5}, {Category, 1, 0.3}, {Category, 1, 0}};
  EXPECT_EQ(matched_attributes(measure, Row{1, 5, 2, 4}, Row{1, 5.9, 2, 4}), (std::vector<std::size_t>{1, 2, 0}));
  EXPECT_EQ(matched_attributes(measure, Row{1, 5, 2, 4}, Row{2, 6.1, kUnknown, 4}), (std::vector<std::size_t>{}));
}

TEST(Nearest, AreOrderedByDistanceThenByWhatIsSharedThenByTheCandidates) {
  const Measure measure = even({Number, Number}, 10);
  const DealTable table{.attributes = {Number, Number}, .cells = {5, 5, 1, kUnknown, 0, 1, 1, 0, 1, 1}};
  const std::vector<std::size_t> candidates{4, 3, 2, 1, 0};
  std::vector<std::size_t> places;
  for (const Neighbour& each : nearest(measure, Row{1, 1}, table, candidates, 4)) places.push_back(each.place);
  EXPECT_EQ(places, (std::vector<std::size_t>{4, 1, 3, 2}));
  const DealTable twins{.attributes = {Number, Number}, .cells = {1, kUnknown, 1, 1}};
  EXPECT_EQ(nearest(measure, Row{1, 1}, twins, std::vector<std::size_t>{0, 1}, 1)[0].place, 1) << "shares more";
}

TEST(Nearest, OfEquallyNearOnesIsWhoIsAlikeInWhatTellsNothing) {
  const Measure measure{{Category, 1, 1}, {Number, 10, 0}};
  const DealTable table{.attributes = {Category, Number}, .cells = {1, 9, 1, 4, 2, 3, 1, kUnknown}};
  const std::vector<std::size_t> candidates{0, 1, 2, 3};
  std::vector<std::size_t> places;
  for (const Neighbour& each : nearest(measure, Row{1, 3}, table, candidates, 4)) places.push_back(each.place);
  EXPECT_EQ(places, (std::vector<std::size_t>{3, 1, 0, 2}));
}

TEST(Nearest, PassOverWhomLittleIsKnownOf) {
  const Measure measure{{Category, 1, 0.3}, {Category, 1, 0.7}};
  const DealTable table{.attributes = {Category, Category}, .cells = {1, kUnknown, 2, 2}};
  const std::vector<std::size_t> candidates{0, 1};
  EXPECT_EQ(nearest(measure, Row{1, 1}, table, candidates, 5).size(), 1);
  EXPECT_EQ(nearest(measure, Row{1, kUnknown}, table, candidates, 5).size(), 2) << "measured by what the deal has";
  EXPECT_TRUE(nearest(measure, Row{kUnknown, kUnknown}, table, candidates, 5).empty());
}

}  // namespace
}  // namespace leadlight::relation
