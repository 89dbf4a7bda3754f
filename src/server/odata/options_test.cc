#include "server/odata/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/odata/testing.h"

namespace leadlight::odata {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<ReadOptions> parse(std::string_view query, Shape shape = Shape::Collection, std::string_view table = "lead") {
  static const auto schema = record::Schema::built_in();
  return parse_read_options(TRY(parse_query_options(query)), *schema, *schema->find(table), shape);
}

TEST(ReadOptions, ReadsAWholeQuestion) {
  const auto options = parse(
      "$select=subject,_ownerid_value,leadid&$filter=statecode%20eq%200&$orderby=createdon%20desc&$top=20&$count=true"
      "&$search=acme+ltd&$expand=ownerid($select=fullname)&$skiptoken=abc&utm=1");
  ASSERT_TRUE(options) << options.error().to_string();
  EXPECT_EQ(options->query.table, "lead");
  EXPECT_THAT(options->query.columns, ElementsAre("subject", "ownerid", "leadid"));
  EXPECT_EQ(to_text(options->query.filter), "and(statecode eq int 0, search acme ltd)");
  EXPECT_EQ(options->query.order.size(), 1u);
  EXPECT_EQ(options->top, 20);
  EXPECT_TRUE(options->query.count);
  EXPECT_EQ(options->query.cursor, "abc");
  ASSERT_EQ(options->query.expand.size(), 1u);
  EXPECT_EQ(options->query.expand[0].table, "systemuser");
  EXPECT_THAT(options->query.expand[0].columns, ElementsAre("fullname"));
}

TEST(ReadOptions, WithNothingAsksForEverything) {
  const auto options = parse("");
  ASSERT_TRUE(options);
  EXPECT_THAT(options->query.columns, IsEmpty());
  EXPECT_EQ(options->query.filter, nullptr);
  EXPECT_FALSE(options->top);
}

TEST(ReadOptions, ExpandsACollectionWithItsOwnOptions) {
  const auto options = parse(
      "$expand=contact_parentcustomerid($select=fullname;$filter=contains(fullname,'a;b(c');$orderby=createdon "
      "desc;$top=3)"
      ",parentaccountid",
      Shape::SingleRow, "account");
  ASSERT_TRUE(options) << options.error().to_string();
  const query::Expand& contacts = options->query.expand.at(0);
  EXPECT_TRUE(contacts.collection);
  EXPECT_EQ(contacts.table, "contact");
  EXPECT_EQ(contacts.lookup, "parentcustomerid");
  EXPECT_EQ(to_text(contacts.filter), "fullname contains a;b(c");
  EXPECT_EQ(contacts.order.size(), 1u);
  EXPECT_EQ(contacts.limit, 3);
  EXPECT_FALSE(options->query.expand.at(1).collection);
}

TEST(ReadOptions, ExpandsThePolymorphicLookupByTarget) {
  const auto options = parse("$expand=ownerid_team($select=name),ownerid");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->query.expand[0].table, "team");
  EXPECT_EQ(options->query.expand[0].lookup, "ownerid");
  EXPECT_EQ(options->query.expand[1].table, "systemuser");
}

struct Refusal {
  std::string_view query;
  ErrorCode code;
  std::string_view says;
};
void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.query;
}

class ReadOptionsRefuses : public ::testing::TestWithParam<Refusal> {};
TEST_P(ReadOptionsRefuses, NamingTheOption) {
  const auto options = parse(GetParam().query);
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().code(), GetParam().code);
  EXPECT_THAT(options.error().to_string(), HasSubstr(std::string(GetParam().says)));
}

constexpr auto kBad = ErrorCode::InvalidInput;
constexpr auto kNot = ErrorCode::Unsupported;

INSTANTIATE_TEST_SUITE_P(
    OData, ReadOptionsRefuses,
    ::testing::Values(Refusal{"$select=colour", kBad, "$select: lead has no column 'colour'"},
                      Refusal{"$select=", kBad, "$select"}, Refusal{"$select=ll_passwordhash", kBad, "no column"},
                      Refusal{"$top=-1", kBad, "$top takes a whole number"}, Refusal{"$top=ten", kBad, "'ten'"},
                      Refusal{"$top=1e3", kBad, "$top"}, Refusal{"$top=99999999999999999999", kBad, "$top"},
                      Refusal{"$count=yes", kBad, "$count takes true or false"},
                      Refusal{"$skip=10", kNot, "@odata.nextLink"}, Refusal{"$apply=groupby((x))", kNot, "$apply"},
                      Refusal{"$compute=x", kNot, "$compute"}, Refusal{"$format=xml", kNot, "$format"},
                      Refusal{"fetchXml=<fetch/>", kNot, "fetchXml"},
                      Refusal{"$filter=statecode eq", kBad, "$filter: position 13"},
                      Refusal{"$expand=nothing", kBad, "$expand: lead has no related rows 'nothing'"},
                      Refusal{"$expand=*", kNot, "expanding '*'"},
                      Refusal{"$expand=ownerid($expand=businessunitid)", kNot, "$expand inside $expand"},
                      Refusal{"$expand=ownerid($top=1)", kBad, "leads to one row"},
                      Refusal{"$expand=ownerid($levels=2)", kNot, "$levels"},
                      Refusal{"$expand=ownerid,ownerid", kBad, "expanded twice"},
                      Refusal{"$expand=ownerid($select=x", kBad, "closing"},
                      Refusal{"$expand=ownerid($select=ll_passwordhash)", kBad, "no column"}));

TEST(ReadOptions, RefusesOptionsForManyRowsOnOneRow) {
  EXPECT_THAT(parse("$filter=statecode eq 0", Shape::SingleRow).error().message(), HasSubstr("this address names one"));
}

TEST(LookupNames, AreAskedForEachTargetOfTheAskedColumns) {
  const auto schema = record::Schema::built_in();
  auto options = parse("$select=subject,_ownerid_value");
  ASSERT_TRUE(options);
  expand_lookup_names(options->query, *schema, *schema->find("lead"));
  ASSERT_EQ(options->query.expand.size(), 2u);
  EXPECT_EQ(options->query.expand[0].navigation, "~ownerid~systemuser");
  EXPECT_THAT(options->query.expand[0].columns, ElementsAre("fullname"));
  EXPECT_EQ(options->query.expand[1].navigation, "~ownerid~team");
}

}  // namespace
}  // namespace leadlight::odata
