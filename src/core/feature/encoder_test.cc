#include "core/feature/encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/json.h"
#include "core/feature/synthetic.h"

namespace leadlight::feature {
namespace {

std::vector<std::uint32_t> all_columns(const Frame& frame) {
  std::vector<std::uint32_t> columns(frame.columns.size());
  std::iota(columns.begin(), columns.end(), 0U);
  return columns;
}

Encoder fit(const Frame& frame) {
  return Encoder::fit(frame, all_columns(frame));
}

std::vector<float> encode(const Encoder& encoder, std::vector<Cell> cells, double as_of = kNoNumber) {
  std::vector<float> features(encoder.feature_count());
  encoder.encode(cells, as_of, features);
  return features;
}

bool same(float a, float b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

TEST(EncoderTest, OneRowAndTheWholeFrameAgree) {
  const auto set = synthetic::make({});
  const auto encoder = fit(set.frame);
  const auto matrix = encoder.encode(set.frame);
  for (size_t row = 0; row < set.frame.rows; ++row) {
    std::vector<Cell> cells;
    for (const auto& column : set.frame.columns) cells.push_back(column.cell(row));
    const auto features = encode(encoder, cells);
    for (size_t f = 0; f < features.size(); ++f) ASSERT_TRUE(same(features[f], matrix.row(row)[f])) << row << ' ' << f;
  }
}

TEST(EncoderTest, GroupsSpellingsAndRareValues) {
  std::vector<std::string> values(300, "Google");
  for (size_t i = 0; i < 100; ++i) values[i] = i % 2 ? "google" : "Bing";
  values[299] = "once";
  Frame frame{300, {synthetic::list("source", values)}, {}};
  const auto encoder = fit(frame);
  const auto& attribute = encoder.attributes()[0];
  ASSERT_EQ(attribute.levels, (std::vector<std::string>{"Google", "Bing"}));
  EXPECT_EQ(attribute.level_of("GOOGLE"), 0);
  EXPECT_EQ(attribute.level_of("once"), -1);
  EXPECT_EQ(encoder.bucket_of(0, std::vector<Cell>{std::string_view("once")}, 0).key, "other_value");
  EXPECT_EQ(encoder.bucket_of(0, std::vector<Cell>{Cell{}}, 0).key, "empty");
}

TEST(EncoderTest, ABlankThatTellsNothingIsUnknownInAllItsFeatures) {
  const auto set = synthetic::make({});
  const std::vector<std::string> ignored{"source", "visits", "email", "created"};
  const auto encoder = Encoder::fit(set.frame, all_columns(set.frame), ignored);
  std::vector<Cell> cells(set.frame.columns.size());
  const auto features = encode(encoder, cells);
  for (size_t a = 0; a < cells.size(); ++a) {
    const auto& attribute = encoder.attributes()[a];
    const bool is_ignored = attribute.name == "source" || attribute.name == "visits" || attribute.name == "created";
    EXPECT_EQ(encoder.ignores(a, cells[a]), is_ignored) << attribute.name;
    for (size_t f = 0; f < attribute.feature_count; ++f) {
      EXPECT_EQ(features[attribute.first_feature + f] == learn::kUnknown, is_ignored) << attribute.name;
    }
  }
  // A date measured against one that is not known has an unknown distance, not a missing one.
  const auto demo = static_cast<size_t>(std::ranges::find(encoder.attributes(), "demo_on", &Attribute::name) -
                                        encoder.attributes().begin());
  cells[demo] = 1.7e9;
  EXPECT_EQ(encode(encoder, cells)[encoder.attributes()[demo].first_feature + 1], learn::kUnknown);
  const auto again = Encoder::from_json(encoder.to_json());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->to_json(), encoder.to_json());
  EXPECT_TRUE(again->ignores(0, Cell{}));
}

TEST(EncoderTest, DatesAreOnlyEverDistances) {
  const auto set = synthetic::make({});
  auto later = set.frame;
  for (auto& column : later.columns) {
    if (column.kind != ColumnKind::Time) continue;
    for (auto& time : column.numbers) time += 1e8;
  }
  const auto encoder = fit(set.frame);
  const auto now = encoder.encode(set.frame), then = encoder.encode(later);
  for (size_t i = 0; i < now.values.size(); ++i) ASSERT_TRUE(same(now.values[i], then.values[i]));
}

TEST(EncoderTest, AgesNeedTheMomentOfTheRow) {
  Frame frame{
      3, {{"created", "", ColumnKind::Time, {0, 86400, 2 * 86400}, {}, {}}}, {10 * 86400, 10 * 86400, 10 * 86400}};
  const auto encoder = fit(frame);
  EXPECT_EQ(encode(encoder, {Cell(86400.0)}, 11 * 86400)[0], 10);
  EXPECT_TRUE(std::isnan(encode(encoder, {Cell(86400.0)})[0]));
}

TEST(EncoderTest, SurvivesWhatNobodyExpects) {
  Frame frame{
      4,
      {synthetic::numbers("n", {1e308, -1e308, kNoNumber, 0}), synthetic::list("c", {"é", "日本", "", "\xff\xfe"})},
      {}};
  const auto encoder = fit(frame);
  for (const float value : encoder.encode(frame).values) EXPECT_FALSE(std::isinf(value));
  // Cells of the wrong type count as missing.
  const auto odd = encode(encoder, {Cell(std::string_view("text")), Cell(1.0)});
  const auto none = encode(encoder, {Cell{}, Cell{}});
  for (size_t f = 0; f < odd.size(); ++f) EXPECT_TRUE(same(odd[f], none[f]));
}

TEST(EncoderTest, ComesBackFromJson) {
  const auto set = synthetic::make({});
  const auto encoder = fit(set.frame);
  const auto read = Encoder::from_json(encoder.to_json());
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->to_json(), encoder.to_json());
  const auto before = encoder.encode(set.frame), after = read->encode(set.frame);
  for (size_t i = 0; i < before.values.size(); ++i) ASSERT_TRUE(same(before.values[i], after.values[i]));
}

TEST(EncoderTest, RefusesJsonThatWouldReadOutOfRange) {
  const auto set = synthetic::make({});
  for (const auto damage : {0, 1, 2, 3}) {
    auto json = fit(set.frame).to_json();
    if (damage == 0) json.erase("reference");
    if (damage == 1) json["reference"] = 99;
    if (damage == 2) json["attributes"][0]["use"] = 42;
    if (damage == 3) json["attributes"][0]["spellings"] = {{"x", 1000}};
    EXPECT_FALSE(Encoder::from_json(json)) << damage;
  }
}

TEST(EncoderTest, EveryValueFallsIntoOneOfItsBuckets) {
  const auto set = synthetic::make({});
  const auto encoder = fit(set.frame);
  for (size_t row = 0; row < set.frame.rows; ++row) {
    std::vector<Cell> cells;
    for (const auto& column : set.frame.columns) cells.push_back(column.cell(row));
    for (size_t a = 0; a < cells.size(); ++a) {
      const auto bucket = encoder.bucket_of(a, cells, kNoNumber);
      ASSERT_LT(bucket.id, encoder.bucket_count(a));
      if (bucket.key == "number") {
        const double value = std::get<double>(cells[a]);
        EXPECT_TRUE(std::isnan(bucket.low) || bucket.low <= value);
        EXPECT_TRUE(std::isnan(bucket.high) || value < bucket.high);
      }
    }
  }
}

}  // namespace
}  // namespace leadlight::feature
