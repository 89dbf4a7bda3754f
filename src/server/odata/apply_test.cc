#include "server/odata/apply.h"

#include <gtest/gtest.h>

namespace leadlight::odata {
namespace {

using query::Method;

Result<ApplyOptions> parse_apply(std::vector<QueryOption> options) {
  const auto schema = record::Schema::built_in();
  return parse_apply_options(options, *schema, *schema->find("lead"));
}
Result<ApplyOptions> parse_apply(std::string apply) {
  return parse_apply(std::vector<QueryOption>{{"$apply", std::move(apply)}});
}

TEST(Apply, ReadsFilterGroupbyAndAggregate) {
  const auto options = parse_apply(
      "filter(statecode eq 0)/groupby((statuscode,ownerid/fullname,year(createdon),_ownerid_value),"
      "aggregate(revenue with sum as total,$count as n))");
  ASSERT_TRUE(options) << options.error().to_string();
  const query::Aggregate& question = options->aggregate;
  EXPECT_TRUE(question.filter);
  ASSERT_EQ(question.keys.size(), 4u);
  EXPECT_EQ(question.keys[1].path, (query::Path{"ownerid", "systemuser", "fullname"}));
  EXPECT_EQ(question.keys[2].part, query::DatePart::Year);
  EXPECT_EQ(question.keys[3].path.column, "ownerid");
  ASSERT_EQ(question.measures.size(), 2u);
  EXPECT_EQ(question.measures[0].method, Method::Sum);
  EXPECT_EQ(question.measures[1].method, Method::Count);
  std::vector<std::string> names;
  for (const ApplyColumn& column : options->columns) names.push_back(column.name);
  EXPECT_EQ(names, (std::vector<std::string>{"statuscode", "ownerid/fullname", "createdon_year", "_ownerid_value",
                                             "total", "n"}));
}

TEST(Apply, ConditionsOrdersAndTopAreOfTheResult) {
  const auto options = parse_apply({{"$top", "3"},
                                    {"$orderby", "n desc,ownerid/fullname"},
                                    {"$filter", "n gt 1 and total lt 12.5"},
                                    {"$count", "true"},
                                    {"$apply",
                                     "groupby((ownerid/fullname),aggregate($count as n,revenue with max as total))"
                                     "/filter(ownerid/fullname ne null)"}});
  ASSERT_TRUE(options) << options.error().to_string();
  EXPECT_EQ(options->top, 3);
  EXPECT_TRUE(options->count);
  EXPECT_TRUE(options->having);
  ASSERT_EQ(options->order.size(), 2u);
  EXPECT_EQ(options->order[1].path.column, "ownerid/fullname");
  const auto row_of = [&](std::int64_t n, record::Value total) {
    return query::as_row(options->aggregate, {{std::string("x")}, {n, std::move(total)}});
  };
  const auto& table = *record::Schema::built_in()->find("lead");
  EXPECT_TRUE(query::matches(*options->having, row_of(2, Amount{120'000}), table, {}));
  EXPECT_FALSE(query::matches(*options->having, row_of(1, Amount{120'000}), table, {}));
  EXPECT_FALSE(query::matches(*options->having, row_of(2, Amount{130'000}), table, {}));
  EXPECT_FALSE(query::matches(*options->having, row_of(2, {}), table, {}));
}

TEST(Apply, AnAggregateAloneAndAGroupbyAlone) {
  EXPECT_TRUE(parse_apply("aggregate($count as n)"));
  EXPECT_TRUE(parse_apply(" aggregate( revenue  with  average  as mean ) "));
  EXPECT_TRUE(parse_apply("groupby((statecode))"));
  EXPECT_TRUE(parse_apply("groupby( (statecode , month(createdon) as m) , aggregate( $count as n ) )"));
}

struct Refused {
  const char* apply;
  ErrorCode code;
};
class ApplyRefuses : public testing::TestWithParam<Refused> {};

TEST_P(ApplyRefuses, WhatItDoesNotUnderstand) {
  const auto options = parse_apply(GetParam().apply);
  ASSERT_FALSE(options) << GetParam().apply;
  EXPECT_EQ(options.error().code(), GetParam().code) << options.error().to_string();
}

INSTANTIATE_TEST_SUITE_P(
    Apply, ApplyRefuses,
    testing::Values(Refused{"", ErrorCode::InvalidInput}, Refused{"groupby", ErrorCode::InvalidInput},
                    Refused{"groupby()", ErrorCode::InvalidInput}, Refused{"groupby(())", ErrorCode::InvalidInput},
                    Refused{"groupby((nothing))", ErrorCode::InvalidInput},
                    Refused{"groupby((ownerid))", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode,statecode))", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode),aggregate($count as statecode))", ErrorCode::InvalidInput},
                    Refused{"groupby((ownerid/fullname),aggregate($count as ownerid))", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode),aggregate($count))", ErrorCode::InvalidInput},
                    Refused{"aggregate($count as 1x)", ErrorCode::InvalidInput},
                    Refused{"aggregate($count as a\"b)", ErrorCode::InvalidInput},
                    Refused{"aggregate(fullname with sum as s)", ErrorCode::InvalidInput},
                    Refused{"aggregate(revenue with median as s)", ErrorCode::InvalidInput},
                    Refused{"aggregate(revenue as s)", ErrorCode::InvalidInput},
                    Refused{"groupby((year(fullname)))", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode as s))", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode)", ErrorCode::InvalidInput},
                    Refused{"groupby((statecode),sum(revenue))", ErrorCode::InvalidInput},
                    Refused{"filter(statecode eq 0)", ErrorCode::InvalidInput},
                    Refused{"filter(nothing eq 0)/aggregate($count as n)", ErrorCode::InvalidInput},
                    Refused{"aggregate($count as n)/filter(revenue gt 1)", ErrorCode::InvalidInput},
                    Refused{"groupby((ownerid/businessunitid/name))", ErrorCode::Unsupported},
                    Refused{"topcount(5,revenue)", ErrorCode::Unsupported},
                    Refused{"groupby((statecode))/groupby((statecode))", ErrorCode::Unsupported}));

TEST(Apply, OtherOptionsBesideItAreRefusedByName) {
  for (const char* name : {"$select", "$expand", "$search", "$skiptoken", "$skip", "fetchXml"}) {
    const auto options = parse_apply({{"$apply", "aggregate($count as n)"}, {name, "x"}});
    ASSERT_FALSE(options);
    EXPECT_EQ(options.error().code(), ErrorCode::Unsupported);
    EXPECT_NE(options.error().message().find(name), std::string::npos);
  }
}

}  // namespace
}  // namespace leadlight::odata
