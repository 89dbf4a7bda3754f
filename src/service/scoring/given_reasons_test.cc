#include "service/scoring/given_reasons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"

namespace leadlight::scoring {
namespace {

using ::testing::HasSubstr;

Json kept(std::string_view sent, std::int64_t score = 70) {
  const auto text = given_reasons(sent, score, "lead");
  EXPECT_TRUE(text) << text.error().to_string();
  return text && !text->empty() ? *base::parse_json(*text) : Json();
}

TEST(GivenReasons, TakesAReasonALine) {
  const Json json = kept("Visited the price page\n\n  Known industry \n");
  ASSERT_EQ(json.at("reasons").size(), 2u);
  EXPECT_EQ(json.at("reasons").at(1).at("value"), "Known industry");
  EXPECT_EQ(json.at("reasons").at(1).at("key"), "text");
  EXPECT_TRUE(json.at("reasons").at(0).at("points").is_null());
  EXPECT_FALSE(json.contains("average"));
  EXPECT_TRUE(kept("  ").is_null());
}

TEST(GivenReasons, MakesTheSumRightWhereAnAverageIsGiven) {
  const Json json = kept(R"({"average":40,"reasons":[{"label":"Visits","value":12,"points":25},
                            {"attribute":"leadsourcecode","value":"Web","points":-3,"params":{"option":8}}]})");
  EXPECT_EQ(json.at("other"), 70 - 40 - 25 + 3);
  EXPECT_EQ(json.at("reasons").at(0).at("value"), "12");
  EXPECT_EQ(json.at("reasons").at(1).at("params").at("option"), 8);
  EXPECT_EQ(json.at("reasons").at(1).at("table"), "lead");
}

TEST(GivenReasons, RefusesWhatItCannotShow) {
  for (const auto& [sent, why] : std::initializer_list<std::pair<const char*, const char*>>{
           {"{", "msdyn_scorereasons"},
           {R"({"points":3})", "no list \"reasons\""},
           {R"({"reasons":[3]})", "a reason is an object"},
           {R"({"reasons":[{"points":3}]})", "needs a \"label\""},
           {R"({"reasons":[{"label":"a","points":"many"}]})", "whole number"},
           {R"({"reasons":[{"label":["a"]}]})", "takes a text"},
           {R"({"average":"x","reasons":[]})", "\"average\""}}) {
    const auto text = given_reasons(sent, 70, "lead");
    ASSERT_FALSE(text) << sent;
    EXPECT_EQ(text.error().code(), ErrorCode::InvalidInput);
    EXPECT_THAT(text.error().message(), HasSubstr(why));
  }
  EXPECT_FALSE(given_reasons(std::string(9'990, 'x'), 70, "lead")) << "with its frame it does not fit";
}

TEST(GivenReasons, GiveTheLedgerTheirPoints) {
  const auto text =
      given_reasons(R"({"average":40,"reasons":[{"label":"Visits","points":25},{"label":"Mood"}]})", 70, "lead");
  const Json line = *base::parse_json(given_points(*text));
  EXPECT_EQ(line.at("points"), Json({{"Visits", 25}}));
  EXPECT_EQ(line.at("average"), 40);
  EXPECT_EQ(line.at("other"), 5);
  EXPECT_EQ(given_points("not json"), "");
}

}  // namespace
}  // namespace leadlight::scoring
