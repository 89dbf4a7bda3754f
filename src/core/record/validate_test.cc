#include "core/record/validate.h"

#include <gtest/gtest.h>

#include <limits>

namespace leadlight::record {
namespace {

const Field& field(std::string_view name, std::string_view table = "lead") {
  return *Schema::built_in()->find(table)->find(name);
}

Value parsed(std::string_view name, std::string_view text, std::string_view table = "lead") {
  const auto value = parse_value(field(name, table), text);
  EXPECT_TRUE(value) << value.error().to_string();
  return value ? *value : Value(std::string("(failed)"));
}

std::string refusal(std::string_view name, std::string_view text, std::string_view table = "lead") {
  const auto value = parse_value(field(name, table), text);
  EXPECT_FALSE(value) << name << " took " << text << " as " << to_string(*value);
  return value ? "" : value.error().to_string();
}

const std::string kId = "0192f3a4-5b6c-7d8e-9f00-112233445566";

TEST(ParseValue, BlankIsNull) {
  for (const auto* name : {"subject", "revenue", "numberofemployees", "decisionmaker", "leadsourcecode", "createdon"}) {
    EXPECT_TRUE(is_null(parsed(name, "  \t"))) << name;
  }
}

TEST(ParseValue, ReadsNumbersInEveryHabit) {
  EXPECT_EQ(parsed("numberofemployees", "1,200"), Value(std::int64_t{1200}));
  EXPECT_EQ(parsed("numberofemployees", "12.00"), Value(std::int64_t{12}));
  EXPECT_EQ(parsed("numberofemployees", "1e3"), Value(std::int64_t{1000}));
  EXPECT_EQ(parsed("revenue", "€ 1.234,50"), Value(Amount{12'345'000}));
  EXPECT_EQ(parsed("exchangerate", "0,85"), Value(0.85));
  EXPECT_EQ(parsed("versionnumber", "9007199254740993"), Value(std::int64_t{9007199254740993}));
}

TEST(ParseValue, SaysWhatIsWrongWithANumber) {
  EXPECT_NE(refusal("numberofemployees", "12.5").find("numberofemployees"), std::string::npos);
  EXPECT_NE(refusal("numberofemployees", "many").find("\"many\" is not a number"), std::string::npos);
  EXPECT_NE(refusal("numberofemployees", "3000000000").find("out of range"), std::string::npos);
  EXPECT_NE(refusal("numberofemployees", "99999999999999999999").find("too large"), std::string::npos);
  refusal("numberofemployees", "1e300");
  EXPECT_NE(refusal("revenue", "1e30").find("too large"), std::string::npos);
  refusal("exchangerate", "nan");
}

TEST(ParseValue, ReadsYesAndNoInTheFiveLanguages) {
  for (const auto* yes : {"yes", "YES", "true", "1", "Ja", "waar", "wahr", "是", "ใช่"}) {
    EXPECT_EQ(parsed("decisionmaker", yes), Value(true)) << yes;
  }
  for (const auto* no : {"no", "False", "0", "nee", "Nein", "否", "ไม่ใช่"}) {
    EXPECT_EQ(parsed("decisionmaker", no), Value(false)) << no;
  }
  refusal("decisionmaker", "maybe");
}

TEST(ParseValue, FindsOptionsByNumberAndByLabelInAnyLanguage) {
  for (const auto* label : {"7", "Trade Show", "trade show", "Vakbeurs", "Messe", "展销会", "งานแสดงสินค้า"}) {
    EXPECT_EQ(parsed("leadsourcecode", label), Value(std::int64_t{7})) << label;
  }
  EXPECT_NE(refusal("leadsourcecode", "Carrier pigeon").find("Trade Show (7)"), std::string::npos);
  refusal("leadsourcecode", "99");
}

TEST(ParseValue, ReadsDatesThatNeedNoGuessing) {
  const Date day = *base::parse_date("2026-12-31");
  for (const auto* text : {"2026-12-31", "31.12.2026", "2026/12/31", "2026-12-31T00:00:00Z"}) {
    EXPECT_EQ(parsed("estimatedclosedate", text), Value(day)) << text;
    EXPECT_EQ(parsed("ll_closedon", text), Value(Timestamp(day))) << text;
  }
  EXPECT_EQ(parsed("estimatedclosedate", "1.2.2026"), Value(*base::parse_date("2026-02-01")));
  EXPECT_NE(refusal("estimatedclosedate", "03/04/2026").find("without guessing"), std::string::npos);
  refusal("estimatedclosedate", "31.02.2026");
  refusal("ll_closedon", "yesterday");
}

TEST(ParseValue, ALookupNeedsItsTableWhenThereAreSeveral) {
  const Uuid id = *Uuid::parse(kId);
  EXPECT_EQ(parsed("parentaccountid", kId), Value(Reference{"account", id}));
  EXPECT_EQ(parsed("ownerid", "team(" + kId + ")"), Value(Reference{"team", id}));
  EXPECT_NE(refusal("ownerid", kId).find("systemuser,team"), std::string::npos);
  EXPECT_NE(refusal("ownerid", "account(" + kId + ")").find("account"), std::string::npos);
  refusal("parentaccountid", "Contoso");
}

TEST(CheckValue, CountsCharactersNotBytes) {
  std::string thai;
  for (int i = 0; i < 50; ++i) thai += "ก";
  EXPECT_TRUE(check_value(field("firstname"), thai));
  const auto refused = check_value(field("firstname"), thai + "ก");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message().find("51 characters; at most 50"), std::string::npos);
}

TEST(CheckValue, RefusesTextThatNoDatabaseKeeps) {
  EXPECT_FALSE(check_value(field("subject"), std::string("a\xff")));
  EXPECT_FALSE(check_value(field("subject"), std::string("a\0b", 3)));
  EXPECT_FALSE(check_value(field("subject"), std::int64_t{1}));
  EXPECT_EQ(*check_value(field("subject"), std::string()), Value{});
}

TEST(CheckValue, ConvertsWithoutLosingAnything) {
  EXPECT_EQ(*check_value(field("numberofemployees"), 12.0), Value(std::int64_t{12}));
  EXPECT_FALSE(check_value(field("numberofemployees"), 12.5));
  EXPECT_FALSE(check_value(field("numberofemployees"), std::int64_t{1} << 31));
  EXPECT_FALSE(check_value(field("versionnumber"), 1e18)) << "a double cannot be trusted there";
  EXPECT_EQ(*check_value(field("exchangerate"), std::int64_t{2}), Value(2.0));
  EXPECT_FALSE(check_value(field("exchangerate"), std::numeric_limits<double>::infinity()));
  EXPECT_EQ(*check_value(field("revenue"), std::int64_t{5}), Value(Amount{50'000}));
  EXPECT_FALSE(check_value(field("revenue"), std::numeric_limits<std::int64_t>::max()));
  EXPECT_FALSE(check_value(field("decisionmaker"), std::int64_t{1}));
  EXPECT_FALSE(check_value(field("leadsourcecode"), std::string("Web")));
}

TEST(CheckValue, TakesDatesAndIdsAsText) {
  EXPECT_EQ(*check_value(field("ll_closedon"), std::string("2026-01-02T03:04:05Z")),
            Value(*base::parse_timestamp("2026-01-02T03:04:05Z")));
  EXPECT_EQ(*check_value(field("leadid"), kId), Value(*Uuid::parse(kId)));
  EXPECT_FALSE(check_value(field("leadid"), Uuid{})) << "the empty id";
  EXPECT_FALSE(check_value(field("parentaccountid"), Reference{"account", Uuid{}}));
  EXPECT_FALSE(check_value(field("parentaccountid"), Reference{"contact", *Uuid::parse(kId)}));
}

TEST(CheckValue, NullPassesEverywhere) {
  for (const Field* each : Schema::built_in()->find("lead")->fields()) EXPECT_TRUE(check_value(*each, Value{}));
}

class CheckChange : public testing::Test {
 protected:
  const TableSchema& lead_ = *Schema::built_in()->find("lead");
  const TableSchema& opportunity_ = *Schema::built_in()->find("opportunity");
};

TEST_F(CheckChange, UnknownAndInternalColumnsAreUnknown) {
  const auto refused = check_change(lead_, {{"nonsense", Value{}}}, ChangeKind::Update);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(), "lead has no column named nonsense");
  const TableSchema& user = *Schema::built_in()->find("systemuser");
  EXPECT_FALSE(check_change(user, {{"ll_passwordhash", std::string("x")}}, ChangeKind::Update));
  EXPECT_TRUE(check_change(user, {{"ll_passwordhash", std::string("x")}}, ChangeKind::Update, Writer::Program));
}

TEST_F(CheckChange, ComputedColumnsAreTheProgramsOwn) {
  const Values score{{"msdyn_leadscore", std::int64_t{99}}};
  EXPECT_FALSE(check_change(lead_, score, ChangeKind::Update));
  EXPECT_TRUE(check_change(lead_, score, ChangeKind::Update, Writer::Program));
}

TEST_F(CheckChange, RequiredColumnsMustBeThereAndStay) {
  EXPECT_FALSE(check_change(opportunity_, {}, ChangeKind::Create));
  EXPECT_FALSE(check_change(opportunity_, {{"name", std::string()}}, ChangeKind::Create));
  EXPECT_TRUE(check_change(opportunity_, {{"name", std::string("Deal")}}, ChangeKind::Create));
  EXPECT_TRUE(check_change(opportunity_, {}, ChangeKind::Update));
  EXPECT_FALSE(check_change(opportunity_, {{"name", Value{}}}, ChangeKind::Update));
  EXPECT_FALSE(check_change(lead_, {{"ownerid", Value{}}}, ChangeKind::Update));
  EXPECT_FALSE(check_change(lead_, {{"statecode", Value{}}}, ChangeKind::Update));
}

TEST_F(CheckChange, StateAndReasonFollowEachOther) {
  const auto created = check_change(lead_, {}, ChangeKind::Create);
  ASSERT_TRUE(created);
  EXPECT_EQ(created->at("statecode"), Value(std::int64_t{0}));
  EXPECT_EQ(created->at("statuscode"), Value(std::int64_t{1}));
  const auto lost = check_change(lead_, {{"statuscode", std::int64_t{4}}}, ChangeKind::Update);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->at("statecode"), Value(std::int64_t{2}));
  const auto qualified = check_change(lead_, {{"statecode", std::int64_t{1}}}, ChangeKind::Update);
  ASSERT_TRUE(qualified);
  EXPECT_EQ(qualified->at("statuscode"), Value(std::int64_t{3}));
  const auto clash =
      check_change(lead_, {{"statecode", std::int64_t{0}}, {"statuscode", std::int64_t{3}}}, ChangeKind::Update);
  ASSERT_FALSE(clash);
  EXPECT_NE(clash.error().message().find("Qualified"), std::string::npos);
  const auto untouched = check_change(lead_, {{"subject", std::string("x")}}, ChangeKind::Update);
  ASSERT_TRUE(untouched);
  EXPECT_FALSE(untouched->contains("statecode"));
}

TEST_F(CheckChange, MakesTheFullNameFromItsParts) {
  const Values parts{{"firstname", std::string("Anna")}, {"lastname", std::string("de Wit")}};
  EXPECT_EQ(check_change(lead_, parts, ChangeKind::Create)->at("fullname"), Value(std::string("Anna de Wit")));
  const Values only_last{{"lastname", std::string("de Wit")}};
  EXPECT_EQ(check_change(lead_, only_last, ChangeKind::Create)->at("fullname"), Value(std::string("de Wit")));
  EXPECT_FALSE(check_change(lead_, only_last, ChangeKind::Update)->contains("fullname")) << "the first name is unknown";
  const Values given{{"fullname", std::string("A. de Wit")}, {"lastname", std::string("de Wit")}};
  EXPECT_EQ(check_change(lead_, given, ChangeKind::Create)->at("fullname"), Value(std::string("A. de Wit")));
}

TEST_F(CheckChange, TheIdIsGivenOnceAndNeverChanged) {
  EXPECT_TRUE(check_change(lead_, {{"leadid", kId}}, ChangeKind::Create)->contains("leadid"));
  EXPECT_FALSE(check_change(lead_, {{"leadid", kId}}, ChangeKind::Update));
}

}  // namespace
}  // namespace leadlight::record
