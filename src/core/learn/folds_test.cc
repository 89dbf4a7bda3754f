#include "core/learn/folds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"

namespace leadlight::learn {
namespace {

struct Dealt {
  std::vector<std::uint8_t> labels;
  std::vector<std::uint32_t> group;
  std::vector<double> order;
  Rows rows() const { return {labels, group, order}; }
};

/// Every third row positive; two rows a record.
Dealt deal(size_t n, bool ordered) {
  Dealt sample;
  Random random(1);
  for (size_t i = 0; i < n; ++i) {
    sample.labels.push_back(i / 2 % 3 == 0);
    sample.group.push_back(static_cast<std::uint32_t>(i / 2));
    if (ordered) sample.order.push_back(random.uniform());
  }
  return sample;
}

std::vector<std::uint32_t> groups_of(const Dealt& sample, const std::vector<std::uint32_t>& rows) {
  std::set<std::uint32_t> groups;
  for (const auto row : rows) groups.insert(sample.group[row]);
  return {groups.begin(), groups.end()};
}

void expect_no_group_on_both_sides(const Dealt& sample, const Split& split) {
  const auto train = groups_of(sample, split.train), test = groups_of(sample, split.test);
  std::vector<std::uint32_t> both;
  std::set_intersection(train.begin(), train.end(), test.begin(), test.end(), std::back_inserter(both));
  EXPECT_TRUE(both.empty());
}

TEST(HoldOut, KeepsTheShareOfPositives) {
  const auto sample = deal(600, false);
  const auto split = hold_out(sample.rows(), 0.25, 1);
  EXPECT_EQ(split.test.size(), 150U);
  EXPECT_EQ(split.train.size() + split.test.size(), 600U);
  EXPECT_EQ(std::count_if(split.test.begin(), split.test.end(), [&](auto i) { return sample.labels[i]; }), 50);
  expect_no_group_on_both_sides(sample, split);
}

TEST(HoldOut, TakesTheNewestWhenThereIsAnOrder) {
  Dealt sample;
  for (int i = 0; i < 100; ++i) {
    sample.labels.push_back(i % 2);
    sample.order.push_back(99 - i);
  }
  sample.order[0] = NAN;  // unknown counts as oldest
  const auto split = hold_out(sample.rows(), 0.2, 1);
  ASSERT_EQ(split.test.size(), 20U);
  EXPECT_EQ(split.test.front(), 1U);
  EXPECT_EQ(split.test.back(), 20U);
}

TEST(HoldOut, OfNothingIsNothing) {
  EXPECT_TRUE(hold_out(deal(10, false).rows(), 0, 1).test.empty());
}

TEST(MakeFolds, TestEveryRowOnceAndNoGroupTwice) {
  const auto sample = deal(500, false);
  std::vector<int> tested(500);
  for (const auto& fold : make_folds(sample.rows(), 5, 3)) {
    expect_no_group_on_both_sides(sample, fold);
    for (const auto row : fold.test) ++tested[row];
  }
  EXPECT_EQ(std::count(tested.begin(), tested.end(), 1), 500);
}

TEST(MakeFolds, WithAnOrderOnlyThePastTeaches) {
  const auto sample = deal(500, true);
  const auto folds = make_folds(sample.rows(), 5, 3);
  ASSERT_EQ(folds.size(), 5U);
  // A record stands where its last moment stands.
  std::vector<double> last(250);
  for (size_t i = 0; i < 500; ++i) last[sample.group[i]] = std::max(last[sample.group[i]], sample.order[i]);
  for (const auto& fold : folds) {
    expect_no_group_on_both_sides(sample, fold);
    double newest_taught = 0, oldest_tested = 1;
    for (const auto row : fold.train) newest_taught = std::max(newest_taught, last[sample.group[row]]);
    for (const auto row : fold.test) oldest_tested = std::min(oldest_tested, last[sample.group[row]]);
    EXPECT_LT(newest_taught, oldest_tested);
    EXPECT_GE(fold.train.size(), 250U);
  }
}

TEST(MakeFolds, AreTheSameForTheSameSeed) {
  const auto sample = deal(200, false);
  const auto a = make_folds(sample.rows(), 5, 9), b = make_folds(sample.rows(), 5, 9),
             c = make_folds(sample.rows(), 5, 10);
  EXPECT_EQ(a[0].test, b[0].test);
  EXPECT_NE(a[0].test, c[0].test);
}

}  // namespace
}  // namespace leadlight::learn
