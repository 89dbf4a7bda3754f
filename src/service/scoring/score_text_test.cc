#include "service/scoring/score_text.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

namespace leadlight::scoring {
namespace {

/// A model of text columns that is only there to name them.
LiveModel model_of(const std::vector<std::string>& names) {
  feature::Frame frame;
  frame.rows = 6;
  std::vector<std::uint32_t> columns;
  for (const std::string& name : names) {
    feature::ColumnBuilder builder(name, feature::ColumnKind::Category);
    for (const char* level : {"a", "a", "a", "b", "b", "b"}) builder.add(std::string_view(level));
    frame.columns.push_back(std::move(builder).finish());
    columns.push_back(static_cast<std::uint32_t>(columns.size()));
  }
  LiveModel live;
  live.scored = find_scored_table("lead");
  live.model = std::make_shared<const feature::ScoringModel>(
      feature::ScoringModel::constant(0.3, feature::Encoder::fit(frame, columns), false));
  for (const auto& attribute : live.model->attributes()) {
    live.sources.push_back(find_source(*record::Schema::built_in(), *live.scored, attribute.name));
  }
  return live;
}

int sum_of(const Json& json) {
  int sum = json.at("other").get<int>();
  for (const Json& reason : json.at("reasons")) sum += reason.at("points").get<int>();
  return sum;
}

TEST(ReasonsText, IsTheJsonOfTheApi) {
  const LiveModel live = model_of({"leadsourcecode", "decisionmaker", "jobtitle"});
  feature::Scored scored;
  scored.score = 62;
  scored.average = 31;
  scored.other = 1;
  scored.reasons = {{0, "8", 20, "value"}, {1, "1", 13, "value"}, {2, "", -3, "empty", 1.5, 4}};
  const Json json = *base::parse_json(reasons_text(live, scored));
  EXPECT_EQ(sum_of(json), 31);
  EXPECT_EQ(json.at("average"), 31);
  const Json& source = json.at("reasons").at(0);
  EXPECT_EQ(source.at("attribute"), "leadsourcecode");
  EXPECT_EQ(source.at("table"), "lead");
  EXPECT_EQ(source.at("value"), "Web") << "an option's label, not its number";
  EXPECT_EQ(source.at("params").at("option"), 8) << "and its number, for other languages";
  EXPECT_EQ(json.at("reasons").at(1).at("value"), "Yes");
  const Json& empty = json.at("reasons").at(2);
  EXPECT_EQ(empty.at("key"), "empty");
  EXPECT_EQ(empty.at("params").at("low"), 1.5);
  EXPECT_EQ(empty.at("params").at("high"), 4);
}

TEST(ReasonsText, AwkwardTextStaysJson) {
  const LiveModel live = model_of({"jobtitle"});
  feature::Scored scored;
  const std::string awkward = "\"quoted\" \\ \n\t\x01 é 经理";
  scored.reasons = {{0, awkward, 5, "value"}};
  EXPECT_EQ(base::parse_json(reasons_text(live, scored))->at("reasons").at(0).at("value"), awkward);
}

TEST(ReasonsText, FoldsTheSmallestReasonsIntoOtherWhenThereAreTooMany) {
  std::vector<std::string> names;
  for (int i = 0; i < 400; ++i) names.push_back("column_" + std::to_string(i));
  const LiveModel live = model_of(names);
  feature::Scored scored;
  scored.average = 20;
  scored.other = -2;
  int sum = -2;
  for (std::uint32_t i = 0; i < 400; ++i) {
    const int points = (i % 3 == 0 ? -1 : 1) * static_cast<int>(500 - i);
    scored.reasons.push_back({i, std::string(40, 'x'), points, "value"});
    sum += points;
  }
  const std::string text = reasons_text(live, scored);
  EXPECT_LE(text.size(), kMaxReasonsText);
  const Json json = *base::parse_json(text);
  EXPECT_EQ(sum_of(json), sum) << "nothing is lost";
  EXPECT_GT(json.at("reasons").size(), 50u);
  EXPECT_EQ(json.at("reasons").at(0).at("points"), -500) << "the largest stay";
  EXPECT_LE(ledger_text(live, scored).size(), kMaxReasonsText);
  const Json ledger = *base::parse_json(ledger_text(live, scored));
  int ledger_sum = ledger.at("other").get<int>();
  for (const auto& [name, points] : ledger.at("points").items()) ledger_sum += points.get<int>();
  EXPECT_EQ(ledger_sum, sum);
}

TEST(LedgerText, WhatIsNoneReadsAsNoPoints) {
  for (const char* text : {"", "[]", R"({"average":"20","other":0,"points":{}})",
                           R"({"average":20,"other":0,"points":{"leadsourcecode":"5"}})"}) {
    const LedgerPoints read = read_ledger_text(text);
    EXPECT_EQ(read.average, 0) << text;
    EXPECT_TRUE(read.points.empty()) << text;
  }
}

TEST(FeatureBytes, ReadBackBitForBit) {
  std::vector<float> features(300, 0.0F);
  features[0] = -0.0F;
  features[7] = std::numeric_limits<float>::quiet_NaN();
  features[8] = 1e-42F;
  features[299] = -std::numeric_limits<float>::infinity();
  const std::string bytes = feature_bytes(features);
  EXPECT_LT(bytes.size(), 40u);
  EXPECT_LT(feature_bytes(std::vector<float>(300, features[7])).size(), 8u) << "missing costs nothing either";
  const auto read = read_feature_bytes(bytes);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), features.size());
  EXPECT_EQ(std::memcmp(read->data(), features.data(), features.size() * sizeof(float)), 0);
  EXPECT_TRUE(read_feature_bytes(feature_bytes({}))->empty());
}

TEST(FeatureBytes, DamagedOnesAreRefused) {
  std::string bytes = feature_bytes(std::vector<float>{1, 2, 3});
  EXPECT_FALSE(read_feature_bytes(""));
  EXPECT_FALSE(read_feature_bytes(bytes.substr(0, bytes.size() - 1)));
  bytes[6] = 9;  // a feature that is not there
  const auto result = read_feature_bytes(bytes);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::Corrupt);
}

}  // namespace
}  // namespace leadlight::scoring
