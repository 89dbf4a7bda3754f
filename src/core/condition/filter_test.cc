#include "core/condition/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/condition/testing.h"

namespace leadlight::condition {
namespace {

using ::testing::HasSubstr;

Result<query::FilterPtr> parse(std::string_view text) {
  static const auto schema = record::Schema::built_in();
  return parse_filter(text, *schema, *schema->find("lead"));
}

std::string read(std::string_view text) {
  const auto filter = parse(text);
  return filter ? to_text(*filter) : filter.error().to_string();
}

struct Case {
  std::string_view text, meaning;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.text;
}

class FilterReads : public ::testing::TestWithParam<Case> {};
TEST_P(FilterReads, AsMeant) {
  EXPECT_EQ(read(GetParam().text), GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    ODataFilter, FilterReads,
    ::testing::Values(
        Case{"statecode eq 0", "statecode eq int 0"}, Case{"subject ne null", "subject ne null"},
        Case{"companyname eq 'O''Neil'", "companyname eq text O'Neil"},
        Case{"companyname eq ''", "companyname eq text "},
        Case{"companyname eq '株式会社 ทดสอบ'", "companyname eq text 株式会社 ทดสอบ"},
        Case{"revenue gt 12.5", "revenue gt money 12.5"}, Case{"revenue le -1e3", "revenue le money -1000"},
        Case{"exchangerate lt 1.5e-3", "exchangerate lt double 0.0015"},
        Case{"numberofemployees ge 10", "numberofemployees ge int 10"},
        Case{"donotemail eq true", "donotemail eq bool true"}, Case{"donotemail", "donotemail eq bool true"},
        Case{"not donotemail", "not(donotemail eq bool true)"},
        Case{"createdon ge 2026-01-31T10:00:00Z", "createdon ge time 2026-01-31T10:00:00Z"},
        Case{"createdon ge 2026-01-31", "createdon ge time 2026-01-31T00:00:00Z"},
        Case{"createdon lt 2026-01-31T10:00:00.000+02:00", "createdon lt time 2026-01-31T08:00:00Z"},
        Case{"estimatedclosedate eq 2026-01-31", "estimatedclosedate eq day 2026-01-31"},
        Case{"estimatedclosedate eq 2026-01-31T00:00:00.000Z", "estimatedclosedate eq day 2026-01-31"},
        Case{"leadid eq 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "leadid eq id 3f2504e0-4f89-11d3-9a0c-0305e82c3301"},
        Case{"leadid eq '3F2504E0-4F89-11D3-9A0C-0305E82C3301'", "leadid eq id 3f2504e0-4f89-11d3-9a0c-0305e82c3301"},
        Case{"leadid eq {3f2504e0-4f89-11d3-9a0c-0305e82c3301}", "leadid eq id 3f2504e0-4f89-11d3-9a0c-0305e82c3301"},
        Case{"_ownerid_value eq af2504e0-4f89-11d3-9a0c-0305e82c3301",
             "ownerid eq id af2504e0-4f89-11d3-9a0c-0305e82c3301"},
        Case{"_ownerid_value eq null", "ownerid eq null"},
        Case{"ownerid/fullname eq 'Mia'", "ownerid(systemuser)/fullname eq text Mia"},
        Case{"ownerid_team/name eq 'North'", "ownerid(team)/name eq text North"},
        Case{"parentaccountid/_parentaccountid_value eq null", "parentaccountid(account)/parentaccountid eq null"},
        Case{"statecode eq 0 and statuscode eq 1 or revenue gt 5",
             "or(and(statecode eq int 0, statuscode eq int 1), revenue gt money 5)"},
        Case{"statecode eq 0 and (statuscode eq 1 or revenue gt 5)",
             "and(statecode eq int 0, or(statuscode eq int 1, revenue gt money 5))"},
        Case{"not (statecode eq 0)", "not(statecode eq int 0)"}, Case{"not(statecode eq 0)", "not(statecode eq int 0)"},
        Case{"statuscode in (1,2 , 3)", "statuscode in [int 1, int 2, int 3]"},
        Case{"statuscode in ()", "statuscode in []"},
        Case{"companyname in ('a','b''c',null)", "or(companyname in [text a, text b'c], companyname eq null)"},
        Case{"contains(companyname,'ltd')", "companyname contains ltd"},
        Case{"startswith(subject, 'A(b,c)')", "subject startswith A(b,c)"},
        Case{"endswith(parentaccountid/name,'x') eq true", "parentaccountid(account)/name endswith x"},
        Case{"contains(subject,'x') eq false", "not(subject contains x)"},
        Case{"contains(subject,'''; drop table lead; --')", "subject contains '; drop table lead; --"},
        Case{"  statecode   eq\t0 ", "statecode eq int 0"}));

struct Refusal {
  std::string_view text;
  ErrorCode code;
  std::string_view says;
};
void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.text;
}

class FilterRefuses : public ::testing::TestWithParam<Refusal> {};
TEST_P(FilterRefuses, NamingWhatAndWhere) {
  const auto filter = parse(GetParam().text);
  ASSERT_FALSE(filter) << to_text(*filter);
  EXPECT_EQ(filter.error().code(), GetParam().code);
  EXPECT_THAT(filter.error().to_string(), HasSubstr(std::string(GetParam().says)));
}

constexpr auto kBad = ErrorCode::InvalidInput;
constexpr auto kNot = ErrorCode::Unsupported;

INSTANTIATE_TEST_SUITE_P(
    ODataFilter, FilterRefuses,
    ::testing::Values(
        Refusal{"", kBad, "position 1: expected a column"},
        Refusal{"colour eq 1", kBad, "position 1: lead has no column 'colour'"},
        Refusal{"companynam eq 'x'", kBad, "Did you mean companyname?"},
        Refusal{"ownerid eq 'x'", kBad, "_ownerid_value"}, Refusal{"_subject_value eq 'x'", kBad, "no column"},
        Refusal{"statecode", kBad, "expected eq, ne"}, Refusal{"statecode eq", kBad, "position 13: expected a value"},
        Refusal{"statecode eq 'Open'", kBad, "lead.statecode takes one of the numbers 0 (Open)"},
        Refusal{"statecode eq 0.5", kBad, "takes one of the numbers"},
        Refusal{"statecode eq 99999999999999999999", kBad, "'99999999999999999999'"},
        Refusal{"revenue eq 1e400", kBad, "takes an amount"}, Refusal{"revenue eq 0.00001", kBad, "four digits"},
        Refusal{"exchangerate eq NaN", kBad, "takes a number"},
        Refusal{"numberofemployees eq true", kBad, "a whole number"}, Refusal{"donotemail eq 1", kBad, "true or false"},
        Refusal{"createdon gt 'yesterday'", kBad, "a time such as"},
        Refusal{"createdon gt 2026-02-30", kBad, "a time such as"},
        Refusal{"estimatedclosedate eq 2026-01-31T10:00:00Z", kBad, "a day such as"},
        Refusal{"subject eq 5", kBad, "a text in single quotes"}, Refusal{"subject eq \"x\"", kBad, "single quotes"},
        Refusal{"subject eq 'x", kBad, "no closing quote"}, Refusal{"leadid eq 5", kBad, "takes an id"},
        Refusal{"statecode eq 0 and", kBad, "expected a column, found the end"},
        Refusal{"statecode eq 0 statuscode eq 1", kBad, "position 16: expected and, or, or the end"},
        Refusal{"(statecode eq 0", kBad, "closing parenthesis"}, Refusal{"statecode eq 0)", kBad, "found ')'"},
        Refusal{"5 eq statecode", kBad, "Write the column first"},
        Refusal{"statecode in 5", kBad, "opening parenthesis"},
        Refusal{"statecode in (1", kBad, "a comma or a closing"},
        Refusal{"statecode in (1,)", kBad, "expected a value"}, Refusal{"contains(subject)", kBad, "expected a comma"},
        Refusal{"contains(revenue,'5')", kBad, "not text"},
        Refusal{"contains(subject,5)", kBad, "a text in single quotes"},
        Refusal{"frobnicate(subject)", kBad, "no function frobnicate"},
        Refusal{"ownerid/colour eq 1", kBad, "systemuser has no column 'colour'"},
        Refusal{"nowhere/name eq 'x'", kBad, "no related row 'nowhere'"},
        Refusal{"ll_passwordhash eq 'x'", kBad, "no column"},
        Refusal{"ownerid/ll_passwordhash eq 'x'", kBad, "no column"},
        Refusal{"ownerid/businessunitid/name eq 'x'", kNot, "more than one step"},
        Refusal{"lead_parentaccountid/any(o:o/x eq 1)", kBad, "no related row"},
        Refusal{"task_regardingobjectid/any(o:o/subject eq 'x')", kNot, "collection task_regardingobjectid"},
        Refusal{"tolower(subject) eq 'x'", kNot, "the function tolower"},
        Refusal{"contains(tolower(subject),'x')", kNot, "tolower inside contains"},
        Refusal{"year(createdon) eq 2026", kNot, "the function year"},
        Refusal{"Microsoft.Dynamics.CRM.LastXDays(x=1)", kNot, "LastXDays"},
        Refusal{"revenue add 5 gt 10", kNot, "the operator add"},
        Refusal{"revenue gt budgetamount", kNot, "two columns"},
        Refusal{"createdon gt now()", kNot, "the function now"}));

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(ODataFilter, NestsAsDeepAsAllowed) {
  EXPECT_EQ(read(repeated("(", 100) + "statecode eq 0" + repeated(")", 100)), "statecode eq int 0");
}

TEST(ODataFilter, DeepNestingIsRefusedNotCrashed) {
  EXPECT_THAT(read(repeated("(", 101) + "statecode eq 0" + repeated(")", 101)), HasSubstr("deeper than 100"));
  EXPECT_THAT(read(repeated("(", 1'000'000)), HasSubstr("deeper than 100"));
  EXPECT_THAT(read(repeated("not ", 1'000'000)), HasSubstr("deeper than 100"));
}

TEST(ODataFilter, EndlessChainsAreRefused) {
  EXPECT_THAT(read(repeated("statecode eq 0 or ", 100'000) + "statecode eq 0"), HasSubstr("more than 500 conditions"));
}

TEST(ODataFilter, AcceptsALongList) {
  const auto filter = parse("statecode in (" + repeated("1,", 5000) + "1)");
  ASSERT_TRUE(filter);
  EXPECT_EQ(std::get<query::In>((*filter)->node).values.size(), 5001u);
}

TEST(ODataOrderBy, ReadsColumnsAndDirections) {
  const auto schema = record::Schema::built_in();
  const auto orders = parse_orderby("createdon desc, ownerid/fullname asc,subject", *schema, *schema->find("lead"));
  ASSERT_TRUE(orders);
  ASSERT_EQ(orders->size(), 3u);
  EXPECT_EQ((*orders)[0].path, (query::Path{{}, {}, "createdon"}));
  EXPECT_EQ((*orders)[0].direction, query::Direction::Descending);
  EXPECT_EQ((*orders)[1].path, (query::Path{"ownerid", "systemuser", "fullname"}));
  EXPECT_EQ((*orders)[2].direction, query::Direction::Ascending);
}

TEST(ODataOrderBy, SaysWhatIsWrong) {
  const auto schema = record::Schema::built_in();
  const auto message = [&](std::string_view text) {
    const auto orders = parse_orderby(text, *schema, *schema->find("lead"));
    return orders ? std::string("fine") : orders.error().message();
  };
  EXPECT_EQ(message("createdon down"), "$orderby: position 11: expected asc, desc, a comma or the end, found 'down'");
  EXPECT_THAT(message("colour"), HasSubstr("no column 'colour'"));
  EXPECT_THAT(message("description"), HasSubstr("long text"));
  EXPECT_THAT(message(""), HasSubstr("expected a column"));
  EXPECT_THAT(message("createdon,"), HasSubstr("expected a column"));
}

}  // namespace
}  // namespace leadlight::condition
