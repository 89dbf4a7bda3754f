#include "core/query/evaluate.h"

#include <gtest/gtest.h>

namespace leadlight::query {
namespace {

using record::Record;
using record::Reference;
using record::Value;

class Evaluate : public testing::Test {
 protected:
  bool matches(const FilterPtr& filter) const { return matches(filter, lead_); }
  bool matches(const FilterPtr& filter, const Record& row) const {
    return query::matches(*filter, row, *record::Schema::built_in()->find("lead"), resolve_);
  }
  static FilterPtr through(std::string lookup, std::string column, CompareOp op, Value value, std::string table = {}) {
    return std::make_shared<Filter>(Filter{Compare{Path{lookup, table, column}, op, std::move(value)}});
  }
  static FilterPtr text(std::string column, TextOp op, std::string needle) {
    return std::make_shared<Filter>(Filter{TextMatch{Path{{}, {}, std::move(column)}, op, std::move(needle)}});
  }
  static FilterPtr in(std::string column, std::vector<Value> values) {
    return std::make_shared<Filter>(Filter{In{Path{{}, {}, std::move(column)}, std::move(values)}});
  }
  static FilterPtr search(std::string words) { return std::make_shared<Filter>(Filter{Search{std::move(words)}}); }

  const Uuid user_ = Uuid::from_name("user");
  const Uuid team_ = Uuid::from_name("team");
  const Record owner_{"systemuser", user_, 1, {{"fullname", std::string("Zoë Bakker")}}};
  const Record lead_{"lead",
                     Uuid::from_name("lead"),
                     1,
                     {{"subject", std::string("Café in Köln")},
                      {"companyname", std::string("Contoso GmbH")},
                      {"telephone1", Value{}},
                      {"numberofemployees", std::int64_t{250}},
                      {"revenue", Amount{12'345'000}},
                      {"exchangerate", 0.5},
                      {"decisionmaker", true},
                      {"createdon", *base::parse_timestamp("2026-03-01T12:00:00Z")},
                      {"estimatedclosedate", *base::parse_date("2026-04-01")},
                      {"ownerid", Reference{"systemuser", user_}}}};
  const Resolve resolve_ = [this](const Reference& reference) { return reference.id == user_ ? &owner_ : nullptr; };
};

TEST_F(Evaluate, TextIsComparedFolded) {
  EXPECT_TRUE(matches(equals("subject", std::string("CAFE IN KOLN"))));
  EXPECT_TRUE(matches(compare("subject", CompareOp::Gt, std::string("cab"))));
  EXPECT_FALSE(matches(compare("subject", CompareOp::Ne, std::string("cafe in koln"))));
}

TEST_F(Evaluate, NullIsOnlyEqualToNull) {
  for (const auto* column : {"telephone1", "fax"}) {  // null, and not there at all
    EXPECT_TRUE(matches(equals(column, Value{}))) << column;
    EXPECT_FALSE(matches(compare(column, CompareOp::Ne, Value{}))) << column;
    EXPECT_TRUE(matches(compare(column, CompareOp::Ne, std::string("1")))) << column;
    for (const auto op : {CompareOp::Eq, CompareOp::Gt, CompareOp::Ge, CompareOp::Lt, CompareOp::Le}) {
      EXPECT_FALSE(matches(compare(column, op, std::string("1")))) << column;
    }
    for (const auto op : {CompareOp::Gt, CompareOp::Ge, CompareOp::Lt, CompareOp::Le}) {
      EXPECT_FALSE(matches(compare(column, op, Value{}))) << column;
    }
  }
  EXPECT_TRUE(matches(compare("subject", CompareOp::Ne, Value{})));
  EXPECT_FALSE(matches(equals("subject", Value{})));
}

TEST_F(Evaluate, NumbersCompareAcrossTheirTypes) {
  EXPECT_TRUE(matches(compare("numberofemployees", CompareOp::Gt, 249.5)));
  EXPECT_TRUE(matches(equals("revenue", 1234.5)));
  EXPECT_TRUE(matches(equals("revenue", Amount{12'345'000})));
  EXPECT_TRUE(matches(compare("revenue", CompareOp::Lt, std::int64_t{1235})));
  EXPECT_TRUE(matches(compare("exchangerate", CompareOp::Le, 0.5)));
  EXPECT_FALSE(matches(compare("revenue", CompareOp::Gt, std::int64_t{9'000'000'000'000'000'000}))) << "no overflow";
}

TEST_F(Evaluate, WhatCannotBeComparedIsOnlyUnequal) {
  EXPECT_FALSE(matches(equals("subject", std::int64_t{1})));
  EXPECT_TRUE(matches(compare("subject", CompareOp::Ne, std::int64_t{1})));
  EXPECT_FALSE(matches(compare("numberofemployees", CompareOp::Lt, std::string("300"))));
  EXPECT_FALSE(matches(equals("decisionmaker", std::int64_t{1})));
}

TEST_F(Evaluate, DaysAndInstantsCompare) {
  EXPECT_TRUE(matches(compare("createdon", CompareOp::Gt, *base::parse_date("2026-03-01"))));
  EXPECT_TRUE(matches(compare("createdon", CompareOp::Lt, *base::parse_date("2026-03-02"))));
  EXPECT_TRUE(matches(equals("estimatedclosedate", *base::parse_timestamp("2026-04-01T00:00:00Z"))));
}

TEST_F(Evaluate, LookupsCompareById) {
  EXPECT_TRUE(matches(equals("ownerid", user_)));
  EXPECT_TRUE(matches(equals("ownerid", Reference{"systemuser", user_})));
  EXPECT_FALSE(matches(equals("ownerid", Reference{"team", user_})));
  EXPECT_FALSE(matches(equals("ownerid", team_)));
  EXPECT_TRUE(matches(equals("leadid", Uuid::from_name("lead"))));
}

TEST_F(Evaluate, APathReadsTheRelatedRow) {
  EXPECT_TRUE(matches(through("ownerid", "fullname", CompareOp::Eq, std::string("zoe bakker"))));
  EXPECT_TRUE(matches(through("ownerid", "systemuserid", CompareOp::Eq, user_)));
  EXPECT_TRUE(matches(through("ownerid", "title", CompareOp::Eq, Value{})));
  EXPECT_FALSE(matches(through("ownerid", "name", CompareOp::Ne, Value{}, "team"))) << "the owner is no team";
}

TEST_F(Evaluate, ARelatedRowThatCannotBeSeenReadsAsNull) {
  EXPECT_TRUE(matches(through("parentaccountid", "name", CompareOp::Eq, Value{})));
  Record row = lead_;
  row.values["ownerid"] = Reference{"systemuser", Uuid::from_name("hidden")};
  EXPECT_TRUE(matches(through("ownerid", "fullname", CompareOp::Eq, Value{}), row));
  EXPECT_TRUE(matches(through("ownerid", "fullname", CompareOp::Ne, std::string("Zoë Bakker")), row));
}

TEST_F(Evaluate, TextOperators) {
  EXPECT_TRUE(matches(text("subject", TextOp::Contains, "FE IN")));
  EXPECT_TRUE(matches(text("subject", TextOp::StartsWith, "cafe")));
  EXPECT_TRUE(matches(text("subject", TextOp::EndsWith, "köln")));
  EXPECT_FALSE(matches(text("subject", TextOp::Contains, "%")));
  EXPECT_FALSE(matches(text("subject", TextOp::StartsWith, "in")));
  EXPECT_FALSE(matches(text("telephone1", TextOp::Contains, ""))) << "null never matches";
  EXPECT_TRUE(matches(text("subject", TextOp::Contains, "")));
}

TEST_F(Evaluate, InIsAnyEqual) {
  EXPECT_TRUE(matches(in("numberofemployees", {std::int64_t{1}, std::int64_t{250}})));
  EXPECT_FALSE(matches(in("numberofemployees", {})));
  EXPECT_TRUE(matches(in("telephone1", {Value{}})));
  EXPECT_FALSE(matches(in("telephone1", {std::string("1")})));
  EXPECT_TRUE(matches(negate(in("telephone1", {std::string("1")})))) << "two-valued: not of false is true";
}

TEST_F(Evaluate, EmptyAndIsEverythingEmptyOrIsNothing) {
  EXPECT_TRUE(matches(all_of({})));
  EXPECT_FALSE(matches(any_of({})));
  EXPECT_FALSE(matches(negate(all_of({}))));
  EXPECT_TRUE(matches(all_of({equals("decisionmaker", true), any_of({all_of({}), any_of({})})})));
}

TEST_F(Evaluate, SearchWantsEveryWordInSomeSearchableColumn) {
  EXPECT_TRUE(matches(search("koln contoso")));
  EXPECT_TRUE(matches(search("   ")));
  EXPECT_FALSE(matches(search("koln fabrikam")));
  EXPECT_TRUE(matches(search("tos")));
}

TEST_F(Evaluate, RowsAreOrderedNullsFirstThenById) {
  const auto row = [](std::string name, Value subject) {
    return Record{"lead", Uuid::from_name(name), 1, {{"subject", std::move(subject)}}};
  };
  const std::vector<Order> up{{Path{{}, {}, "subject"}, Direction::Ascending}};
  const std::vector<Order> down{{Path{{}, {}, "subject"}, Direction::Descending}};
  const Record empty = row("a", Value{});
  const Record apple = row("b", std::string("Äpfel"));
  const Record zebra = row("c", std::string("zebra"));
  EXPECT_EQ(compare_rows(empty, apple, up, nullptr), -1);
  EXPECT_EQ(compare_rows(empty, apple, down, nullptr), 1);
  EXPECT_EQ(compare_rows(apple, zebra, up, nullptr), -1);
  EXPECT_EQ(compare_rows(apple, zebra, down, nullptr), 1);
  const Record twin = row("d", std::string("apfel"));
  EXPECT_EQ(compare_rows(apple, twin, up, nullptr), apple.id < twin.id ? -1 : 1);
  EXPECT_EQ(compare_rows(apple, apple, up, nullptr), 0);
}

TEST_F(Evaluate, OrdersByARelatedColumn) {
  Record other = lead_;
  other.id = Uuid::from_name("other");
  other.values.erase("ownerid");
  const std::vector<Order> orders{{Path{"ownerid", {}, "fullname"}, Direction::Ascending}};
  EXPECT_EQ(compare_rows(other, lead_, orders, resolve_), -1);
}

}  // namespace
}  // namespace leadlight::query
