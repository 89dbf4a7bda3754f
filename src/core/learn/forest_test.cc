#include "core/learn/forest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/learn/forest_compile.h"
#include "core/learn/forest_oracle.h"
#include "core/learn/forest_random.h"

namespace leadlight::learn {
namespace {

using ::testing::HasSubstr;

constexpr float kAbsent = std::numeric_limits<float>::quiet_NaN();

/// Compares margin and every column for some random rows with XGBoost.
void expect_as_xgboost(const std::string& json, const std::vector<float>& rows, size_t features) {
  const Forest forest = Forest::from_xgboost_json(json).value();
  ASSERT_EQ(forest.feature_count(), features);
  const ForestOracle oracle(json);
  const std::vector<float> expected = oracle.contributions(rows, features);
  const std::vector<float> margins = oracle.margins(rows, features);
  std::vector<double> phi(features);
  for (size_t r = 0; r < margins.size(); ++r) {
    const std::span<const float> row = std::span(rows).subspan(r * features, features);
    const double bias = forest.contributions(row, phi);
    const double tolerance = 1e-5 * std::max(1.0, std::abs(static_cast<double>(margins[r])));
    ASSERT_NEAR(forest.margin(row), margins[r], tolerance) << "row " << r;
    ASSERT_NEAR(bias, expected[r * (features + 1) + features], tolerance) << "row " << r;
    ASSERT_NEAR(bias + std::accumulate(phi.begin(), phi.end(), 0.0), forest.margin(row), tolerance) << "row " << r;
    for (size_t f = 0; f < features; ++f)
      ASSERT_NEAR(phi[f], expected[r * (features + 1) + f], tolerance) << "row " << r << " feature " << f;
  }
}

std::vector<float> random_rows(Random& random, size_t count, size_t features) {
  std::vector<float> rows;
  for (size_t r = 0; r < count; ++r) {
    const auto row = random_row(random, features);
    rows.insert(rows.end(), row.begin(), row.end());
  }
  return rows;
}

class ForestOfDepth : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Depths, ForestOfDepth, ::testing::Values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12));

TEST_P(ForestOfDepth, GivesWhatXgboostGivesOnRandomTrees) {
  Random random(41 + GetParam());
  for (const size_t features : {2, 5, 24}) {
    for (const double stop : {0.0, 0.25}) {
      const std::string json = random_forest_json(
          random, {.features = features, .trees = GetParam() > 8 ? 2 : 12, .depth = GetParam(), .stop = stop});
      expect_as_xgboost(json, random_rows(random, 40, features), features);
    }
  }
}

/// Shapley values by their definition: over all subsets of features, the tree averaged over the unknown ones.
class BruteForce {
 public:
  BruteForce(const Trees& trees, std::span<const float> inputs, unsigned can_be_known = ~0U)
      : trees_(trees), inputs_(inputs), can_be_known_(can_be_known) {}

  std::vector<double> shapley() const {
    const size_t n = trees_.feature_count;
    std::vector<double> phi(n);
    for (unsigned known = 0; known < 1U << n; ++known)
      for (size_t f = 0; f < n; ++f) {
        if (known >> f & 1) continue;
        const int size = std::popcount(known);
        const double weight = std::tgamma(size + 1.0) * std::tgamma(static_cast<double>(n) - size) /
                              std::tgamma(static_cast<double>(n) + 1.0);
        phi[f] += weight * (expected(known | 1U << f) - expected(known));
      }
    return phi;
  }
  double expected(unsigned known) const {
    double sum = trees_.base_margin;
    for (const std::uint32_t root : trees_.roots) sum += visit(root, known & can_be_known_);
    return sum;
  }

 private:
  double visit(std::uint32_t at, unsigned known) const {
    const TreeNode& node = trees_.nodes[at];
    if (node.is_leaf()) return node.value;
    if (known >> node.feature() & 1) return visit(inputs_[node.input] < node.value ? at + 1 : node.right, known);
    const double left = node.cover > 0 ? trees_.nodes[at + 1].cover / node.cover : 0.5;
    return left * visit(at + 1, known) + (1 - left) * visit(node.right, known);
  }

  const Trees& trees_;
  std::span<const float> inputs_;
  unsigned can_be_known_;
};

/// Which features of a row are known, as bits.
unsigned known_of(std::span<const float> row) {
  unsigned known = 0;
  for (size_t f = 0; f < row.size(); ++f) known |= unsigned{row[f] != kUnknown} << f;
  return known;
}

/// Random whole tree through the builder, for what no JSON is needed.
void grow(Random& random, TreesBuilder& builder, std::uint32_t features, int depth, float cover) {
  if (depth == 0 || random.chance(0.15)) {
    ASSERT_TRUE(builder.leaf(static_cast<float>(random.uniform() * 4 - 2), cover));
    return;
  }
  const auto feature = static_cast<std::uint32_t>(random.below(features));
  const float threshold = 0.125F * static_cast<float>(random.below(17)) - 1;
  ASSERT_TRUE(builder.split(feature, random.chance(0.5), threshold, cover));
  // A side without any training row must work too.
  const float share = 0.25F * static_cast<float>(random.below(5));
  grow(random, builder, features, depth - 1, cover * share);
  grow(random, builder, features, depth - 1, cover * (1 - share));
}

TEST(Forest, GivesShapleyValuesByDefinitionInBothForms) {
  Random random(17);
  for (int round = 0; round < 60; ++round) {
    const auto features = static_cast<std::uint32_t>(1 + random.below(6));
    TreesBuilder builder(features, 0.25);
    for (int t = 0; t < 3; ++t) grow(random, builder, features, static_cast<int>(random.below(7)), 64);
    const auto compiled = compile(std::move(builder).finish().value());
    for (int r = 0; r < 10; ++r) {
      const auto row = random_row(random, features);
      std::vector<float> inputs(2 * features);
      expand_row(row.data(), features, features, inputs.data());
      const BruteForce brute(compiled->trees, inputs);
      const std::vector<double> expected = brute.shapley();
      std::vector<double> tables(features);
      add_groups(*compiled, inputs.data(), tables.data());
      std::vector<double> plain(features);
      add_groups(*compiled, inputs.data(), plain.data(), Comparisons::Plain);
      EXPECT_EQ(plain, tables);
      for (const TreeWalk& walk : compiled->walks) walk.add(inputs.data(), tables.data());
      std::vector<double> walked(features);
      for (const std::uint32_t root : compiled->trees.roots)
        TreeWalk(compiled->trees, root).add(inputs.data(), walked.data());
      EXPECT_NEAR(compiled->bias, brute.expected(0), 1e-9);
      for (size_t f = 0; f < features; ++f) {
        ASSERT_NEAR(tables[f], expected[f], 2e-6);
        ASSERT_NEAR(walked[f], expected[f], 1e-9);
      }
    }
  }
}

/// A row of which some cells are unknown.
std::vector<float> partly_unknown(Random& random, size_t features) {
  auto row = random_row(random, features);
  for (float& cell : row) cell = random.chance(0.4) ? kUnknown : cell;
  return row;
}

TEST(Forest, AveragesOverWhatIsUnknownInBothForms) {
  Random random(29);
  for (int round = 0; round < 60; ++round) {
    const auto features = static_cast<std::uint32_t>(1 + random.below(6));
    TreesBuilder builder(features, 0.25);
    for (int t = 0; t < 3; ++t) grow(random, builder, features, static_cast<int>(random.below(7)), 64);
    const auto compiled = compile(std::move(builder).finish().value());
    for (int r = 0; r < 10; ++r) {
      const auto row = partly_unknown(random, features);
      std::vector<float> inputs(2 * features);
      expand_row(row.data(), features, features, inputs.data());
      const std::vector<double> expected = BruteForce(compiled->trees, inputs, known_of(row)).shapley();
      std::vector<double> tables(features), walked(features);
      add_groups_averaged(*compiled, inputs.data(), tables.data());
      for (const TreeWalk& walk : compiled->walks) walk.add(inputs.data(), tables.data());
      for (const std::uint32_t root : compiled->trees.roots)
        TreeWalk(compiled->trees, root).add(inputs.data(), walked.data());
      for (size_t f = 0; f < features; ++f) {
        ASSERT_NEAR(tables[f], expected[f], 2e-6);
        ASSERT_NEAR(walked[f], expected[f], 1e-9);
      }
    }
  }
}

TEST(Forest, GivesWhatIsUnknownNoShareAtAll) {
  Random random(30);
  for (const int depth : {2, 4, 9}) {
    const Forest forest =
        Forest::from_xgboost_json(random_forest_json(random, {.features = 9, .trees = 15, .depth = depth})).value();
    std::vector<double> phi(9);
    for (int r = 0; r < 50; ++r) {
      const auto row = partly_unknown(random, 9);
      const double bias = forest.contributions(row, phi);
      EXPECT_NEAR(bias + std::accumulate(phi.begin(), phi.end(), 0.0), forest.margin(row), 1e-5);
      for (size_t f = 0; f < 9; ++f) EXPECT_TRUE(row[f] != kUnknown || phi[f] == 0);
    }
  }
}

TEST(Forest, ComparesInFloatAndSendsMissingToTheDefaultSide) {
  TreesBuilder builder(2, 0);
  ASSERT_TRUE(builder.split(0, true, 1.5F, 4));
  ASSERT_TRUE(builder.leaf(-1, 2));
  ASSERT_TRUE(builder.split(1, false, 0.0F, 2));
  ASSERT_TRUE(builder.leaf(1, 1));
  ASSERT_TRUE(builder.leaf(3, 1));
  const auto compiled = compile(std::move(builder).finish().value());
  const auto margin = [&](float a, float b) {
    std::vector<float> inputs(4);
    const float row[] = {a, b};
    expand_row(row, 2, 2, inputs.data());
    return BruteForce(compiled->trees, inputs).expected(3);
  };
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(margin(1.5F, -0.5F), 1);
  EXPECT_EQ(margin(std::nextafter(1.5F, 0.0F), 0), -1);
  EXPECT_EQ(margin(kAbsent, 5), -1);
  EXPECT_EQ(margin(2, kAbsent), 3);
  EXPECT_EQ(margin(2, -0.0F), 3);
  EXPECT_EQ(margin(kInfinity, -kInfinity), 1);
  EXPECT_EQ(margin(-kInfinity, 0), -1);
}

TEST(Forest, TakesAShortRowAsMissingAtItsEnd) {
  Random random(8);
  const Forest forest =
      Forest::from_xgboost_json(random_forest_json(random, {.features = 6, .trees = 9, .depth = 4})).value();
  std::vector<float> row = random_row(random, 6);
  row[4] = row[5] = kAbsent;
  std::vector<double> full(6);
  std::vector<double> cut(6);
  forest.contributions(row, full);
  forest.contributions(std::span(row).first(4), cut);
  EXPECT_EQ(full, cut);
  EXPECT_EQ(forest.margin(row), forest.margin(std::span(row).first(4)));
}

TEST(Forest, WithoutTreesIsTheBaseScore) {
  Random random(1);
  const Forest forest = Forest::from_xgboost_json(random_forest_json(random, {.features = 3, .trees = 0})).value();
  std::vector<double> phi(3, 7.0);
  EXPECT_NEAR(forest.margin(std::vector<float>(3)), std::log(0.3 / 0.7), 1e-7);
  EXPECT_NEAR(forest.contributions(std::vector<float>(3), phi), std::log(0.3 / 0.7), 1e-7);
  EXPECT_EQ(phi, std::vector<double>(3));
  EXPECT_EQ(Forest::from_bytes(forest.to_bytes()).value().tree_count(), 0U);
}

TEST(Forest, ComesBackFromItsBytesTheSame) {
  Random random(23);
  for (const int depth : {1, 4, 8}) {
    const Forest forest =
        Forest::from_xgboost_json(random_forest_json(random, {.features = 9, .trees = 15, .depth = depth})).value();
    const std::string bytes = forest.to_bytes();
    const Forest again = Forest::from_bytes(bytes).value();
    EXPECT_EQ(again.to_bytes(), bytes);
    EXPECT_EQ(again.depth(), forest.depth());
    std::vector<double> first(9);
    std::vector<double> second(9);
    for (int r = 0; r < 20; ++r) {
      const auto row = random_row(random, 9);
      EXPECT_EQ(forest.margin(row), again.margin(row));
      EXPECT_EQ(forest.contributions(row, first), again.contributions(row, second));
      EXPECT_EQ(first, second);
    }
  }
}

/// Puts a right checksum under changed bytes, so that the checks behind it are reached.
std::string sealed(std::string bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (size_t i = 0; i + 8 < bytes.size(); ++i) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ULL;
  if (bytes.size() >= 8) std::memcpy(bytes.data() + bytes.size() - 8, &hash, 8);
  return bytes;
}

TEST(Forest, RefusesTenThousandDamagedFilesOrReadsThemWhole) {
  Random random(77);
  const std::string good =
      Forest::from_xgboost_json(random_forest_json(random, {.features = 5, .trees = 4, .depth = 3})).value().to_bytes();
  int changed_files = 0;
  int refused = 0;
  for (int round = 0; round < 10'000; ++round) {
    std::string bytes = good;
    for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes) {
      const size_t at = random.below(bytes.size());
      switch (random.below(4)) {
        case 0:
          bytes[at] = static_cast<char>(random.next());
          break;
        case 1:
          bytes[at] ^= static_cast<char>(1 << random.below(8));
          break;
        case 2:
          bytes.erase(at, random.below(20));
          break;
        default:
          bytes.insert(at, random.below(20), static_cast<char>(random.next()));
      }
      if (bytes.empty()) break;
    }
    if (bytes != good) ++changed_files;
    if (!Forest::from_bytes(bytes)) ++refused;
    const auto forest = Forest::from_bytes(sealed(bytes));
    if (!forest) {
      EXPECT_FALSE(forest.error().message().empty());
      continue;
    }
    EXPECT_EQ(forest->to_bytes(), sealed(bytes)) << "two files for one forest";
    std::vector<double> phi(forest->feature_count());
    const auto row = random_row(random, forest->feature_count());
    EXPECT_TRUE(std::isfinite(forest->contributions(row, phi) + forest->margin(row)));
  }
  EXPECT_EQ(refused, changed_files) << "files with a wrong checksum must be refused";
}

TEST(Forest, SaysWhatIsWrongWithAFile) {
  Random random(2);
  const std::string good =
      Forest::from_xgboost_json(random_forest_json(random, {.features = 5, .trees = 4, .depth = 3})).value().to_bytes();
  EXPECT_THAT(Forest::from_bytes("").error().message(), HasSubstr("not a Leadlight model file"));
  EXPECT_EQ(Forest::from_bytes(good.substr(0, good.size() - 1)).error().code(), ErrorCode::Corrupt);
  std::string newer = good;
  newer[8] = 9;
  EXPECT_EQ(Forest::from_bytes(newer).error().code(), ErrorCode::Unsupported);
  std::string huge = good;
  huge[23] = 0x7f;  // the highest byte of the node count
  EXPECT_EQ(Forest::from_bytes(huge).error().code(), ErrorCode::TooLarge);
  std::string flipped = good;
  flipped[40] ^= 1;
  EXPECT_THAT(Forest::from_bytes(flipped).error().message(), HasSubstr("checksum"));
}

/// A model with one JSON text put for another.
Result<Forest> changed(std::string_view from, std::string_view to) {
  Random random(3);
  std::string json = random_forest_json(random, {.features = 5, .trees = 2, .depth = 2, .stop = 0});
  const size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return Forest::from_xgboost_json(json.replace(at, from.size(), to));
}

TEST(Forest, RefusesModelsItCannotReadAndSaysWhy) {
  EXPECT_EQ(changed("gbtree\"", "dart\"").error().code(), ErrorCode::Unsupported);
  EXPECT_EQ(changed("binary:logistic", "reg:squarederror").error().code(), ErrorCode::Unsupported);
  EXPECT_THAT(changed("3E-1", "1.5").error().message(), HasSubstr("base_score"));
  EXPECT_THAT(changed("\"left_children\":[1,", "\"left_children\":[0,").error().message(), HasSubstr("circle"));
  EXPECT_THAT(changed("\"left_children\":[1,", "\"left_children\":[99,").error().message(), HasSubstr("child"));
  EXPECT_THAT(changed("\"sum_hessian\":[1024.0,", "\"sum_hessian\":[-1,").error().message(), HasSubstr("cover"));
  EXPECT_THAT(changed("\"split_type\":[0,", "\"split_type\":[1,").error().message(), HasSubstr("categorical"));
  EXPECT_THAT(changed("\"sum_hessian\":[1024.0,", "\"sum_hessian\":[").error().message(), HasSubstr("sum_hessian"));
  EXPECT_EQ(Forest::from_xgboost_json("{}").error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(Forest::from_xgboost_json("[").error().code(), ErrorCode::InvalidInput);
}

TEST(Forest, RefusesAPathLongerThanTheLimit) {
  TreesBuilder builder(1, 0);
  Result<void> result;
  for (int depth = 0; depth <= kMaxDepth && result; ++depth) {
    result = builder.split(0, false, static_cast<float>(depth), 1);
    if (result) result = builder.leaf(0, 0);
  }
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::TooLarge);
}

}  // namespace
}  // namespace leadlight::learn
