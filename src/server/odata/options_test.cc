#include "server/odata/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/condition/testing.h"

namespace leadlight::odata {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<ReadOptions> parse_options(std::string_view query, Shape shape = Shape::Collection,
                                  std::string_view table = "lead") {
  static const auto schema = record::Schema::built_in();
  return parse_read_options(TRY(parse_query_options(query)), *schema, *schema->find(table), shape);
}

TEST(ReadOptions, ReadsAWholeQuestion) {
  const auto options = parse_options(
      "$select=subject,_ownerid_value,leadid&$filter=statecode%20eq%200&$orderby=createdon%20desc&$top=20&$count=true"
      "&$search=acme+ltd&$expand=ownerid($select=fullname)&$skiptoken=abc&utm=1");
  ASSERT_TRUE(options) << options.error().to_string();
  EXPECT_EQ(options->query.table, "lead");
  EXPECT_THAT(options->query.columns, ElementsAre("subject", "ownerid", "leadid"));
  EXPECT_EQ(condition::to_text(options->query.filter), "and(statecode eq int 0, search acme ltd)");
  EXPECT_EQ(options->query.order.size(), 1u);
  EXPECT_EQ(options->top, 20);
  EXPECT_TRUE(options->query.count);
  EXPECT_EQ(options->query.cursor, "abc");
  ASSERT_EQ(options->query.expand.size(), 1u);
  EXPECT_EQ(options->query.expand[0].table, "systemuser");
  EXPECT_THAT(options->query.expand[0].columns, ElementsAre("fullname"));
}

TEST(ReadOptions, WithNothingAsksForEverything) {
  const auto options = parse_options("");
  ASSERT_TRUE(options);
  EXPECT_THAT(options->query.columns, IsEmpty());
  EXPECT_EQ(options->query.filter, nullptr);
  EXPECT_FALSE(options->top);
}

TEST(ReadOptions, ExpandsACollectionWithItsOwnOptions) {
  const auto options = parse_options(
      "$expand=contact_parentcustomerid($select=fullname;$filter=contains(fullname,'a;b(c');$orderby=createdon "
      "desc;$top=3)"
      ",parentaccountid",
      Shape::SingleRow, "account");
  ASSERT_TRUE(options) << options.error().to_string();
  const query::Expand& contacts = options->query.expand.at(0);
  EXPECT_TRUE(contacts.collection);
  EXPECT_EQ(contacts.table, "contact");
  EXPECT_EQ(contacts.lookup, "parentcustomerid");
  EXPECT_EQ(condition::to_text(contacts.filter), "fullname contains a;b(c");
  EXPECT_EQ(contacts.order.size(), 1u);
  EXPECT_EQ(contacts.limit, 3);
  EXPECT_FALSE(options->query.expand.at(1).collection);
}

TEST(ReadOptions, ExpandsThePolymorphicLookupByTarget) {
  const auto options = parse_options("$expand=ownerid_team($select=name),ownerid");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->query.expand[0].table, "team");
  EXPECT_EQ(options->query.expand[0].lookup, "ownerid");
  EXPECT_EQ(options->query.expand[1].table, "systemuser");
}

struct RefusedOptions {
  std::string_view query;
  ErrorCode code;
  std::string_view says;
};
void PrintTo(const RefusedOptions& refusal, std::ostream* out) {
  *out << refusal.query;
}

class ReadOptionsRefuses : public ::testing::TestWithParam<RefusedOptions> {};
TEST_P(ReadOptionsRefuses, NamingTheOption) {
  const auto options = parse_options(GetParam().query);
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().code(), GetParam().code);
  EXPECT_THAT(options.error().to_string(), HasSubstr(std::string(GetParam().says)));
}

constexpr auto kBadOptions = ErrorCode::InvalidInput;
constexpr auto kUnsupportedOptions = ErrorCode::Unsupported;

INSTANTIATE_TEST_SUITE_P(
    OData, ReadOptionsRefuses,
    ::testing::Values(RefusedOptions{"$select=colour", kBadOptions, "$select: lead has no column 'colour'"},
                      RefusedOptions{"$select=", kBadOptions, "$select"},
                      RefusedOptions{"$select=ll_passwordhash", kBadOptions, "no column"},
                      RefusedOptions{"$top=-1", kBadOptions, "$top takes a whole number"},
                      RefusedOptions{"$top=ten", kBadOptions, "'ten'"}, RefusedOptions{"$top=1e3", kBadOptions, "$top"},
                      RefusedOptions{"$top=99999999999999999999", kBadOptions, "$top"},
                      RefusedOptions{"$count=yes", kBadOptions, "$count takes true or false"},
                      RefusedOptions{"$skip=10", kUnsupportedOptions, "@odata.nextLink"},
                      RefusedOptions{"$apply=groupby((x))", kUnsupportedOptions, "$apply"},
                      RefusedOptions{"$compute=x", kUnsupportedOptions, "$compute"},
                      RefusedOptions{"$format=xml", kUnsupportedOptions, "$format"},
                      RefusedOptions{"fetchXml=<fetch/>", kUnsupportedOptions, "fetchXml"},
                      RefusedOptions{"$filter=statecode eq", kBadOptions, "$filter: position 13"},
                      RefusedOptions{"$expand=nothing", kBadOptions, "$expand: lead has no related rows 'nothing'"},
                      RefusedOptions{"$expand=*", kUnsupportedOptions, "expanding '*'"},
                      RefusedOptions{"$expand=ownerid($expand=businessunitid)", kUnsupportedOptions,
                                     "$expand inside $expand"},
                      RefusedOptions{"$expand=ownerid($top=1)", kBadOptions, "leads to one row"},
                      RefusedOptions{"$expand=ownerid($levels=2)", kUnsupportedOptions, "$levels"},
                      RefusedOptions{"$expand=ownerid,ownerid", kBadOptions, "expanded twice"},
                      RefusedOptions{"$expand=ownerid($select=x", kBadOptions, "closing"},
                      RefusedOptions{"$expand=ownerid($select=ll_passwordhash)", kBadOptions, "no column"}));

TEST(ReadOptions, RefusesOptionsForManyRowsOnOneRow) {
  EXPECT_THAT(parse_options("$filter=statecode eq 0", Shape::SingleRow).error().message(),
              HasSubstr("this address names one"));
}

TEST(LookupNames, AreAskedForEachTargetOfTheAskedColumns) {
  const auto schema = record::Schema::built_in();
  auto options = parse_options("$select=subject,_ownerid_value");
  ASSERT_TRUE(options);
  expand_lookup_names(options->query, *schema, *schema->find("lead"));
  ASSERT_EQ(options->query.expand.size(), 2u);
  EXPECT_EQ(options->query.expand[0].navigation, "~ownerid~systemuser");
  EXPECT_THAT(options->query.expand[0].columns, ElementsAre("fullname"));
  EXPECT_EQ(options->query.expand[1].navigation, "~ownerid~team");
}

}  // namespace
}  // namespace leadlight::odata
