#include "core/query/aggregate.h"

#include <gtest/gtest.h>

#include <limits>

namespace leadlight::query {
namespace {

using record::Record;
using record::Reference;
using record::Value;

class Aggregation : public testing::Test {
 protected:
  Record& add(record::Values values) {
    return rows_.emplace_back(Record{"lead", Uuid::from_name(std::to_string(rows_.size())), 1, std::move(values)});
  }
  Result<std::vector<Group>> ask(std::vector<GroupKey> keys, std::vector<Measure> measures, FilterPtr filter = {}) {
    return aggregate({"lead", filter, std::move(keys), std::move(measures)}, rows_,
                     *record::Schema::built_in()->find("lead"), resolve_);
  }
  static Path at(std::string column, std::string lookup = {}) { return {std::move(lookup), {}, std::move(column)}; }
  static Value text(std::string value) { return value; }

  std::vector<Record> rows_;
  const Record seen_{"account", Uuid::from_name("seen"), 1, {{"name", std::string("Seen")}}};
  Resolve resolve_ = [this](const Reference& reference) { return reference.id == seen_.id ? &seen_ : nullptr; };
};

TEST_F(Aggregation, GroupsTextFoldedAndShowsItsSmallestSpelling) {
  for (const char* name : {"acme", "ACME", "Acme", "Other"}) add({{"companyname", text(name)}});
  add({});
  const auto groups = *ask({{"companyname", at("companyname")}}, {{"n", Method::Count, {}}});
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].keys[0], Value());
  EXPECT_EQ(groups[1].keys[0], text("ACME"));
  EXPECT_EQ(groups[1].measures[0], Value(std::int64_t{3}));
  EXPECT_EQ(groups[2].keys[0], text("Other"));
}

TEST_F(Aggregation, MeasuresLeaveNullsOut) {
  add({{"revenue", Amount{10'000}}, {"numberofemployees", std::int64_t{3}}});
  add({{"revenue", Amount{20'001}}});
  add({});
  const auto groups = *ask({}, {{"n", Method::Count, {}},
                                {"sum", Method::Sum, at("revenue")},
                                {"mean", Method::Average, at("revenue")},
                                {"least", Method::Min, at("revenue")},
                                {"most", Method::Max, at("revenue")},
                                {"kinds", Method::CountDistinct, at("revenue")},
                                {"staff", Method::Average, at("numberofemployees")},
                                {"none", Method::Sum, at("budgetamount")}});
  ASSERT_EQ(groups.size(), 1u);
  const std::vector<Value> expected{
      std::int64_t{3}, Amount{30'001}, Amount{15'001}, Amount{10'000}, Amount{20'001}, std::int64_t{2}, 3.0, Value()};
  EXPECT_EQ(groups[0].measures, expected);
}

TEST_F(Aggregation, NothingIsOneGroupWithoutKeysAndNoneWithKeys) {
  const auto all = *ask({}, {{"n", Method::Count, {}}, {"sum", Method::Sum, at("revenue")}});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].measures, (std::vector<Value>{std::int64_t{0}, Value()}));
  EXPECT_TRUE(ask({{"statecode", at("statecode")}}, {})->empty());
}

TEST_F(Aggregation, ARowThatMayNotBeSeenGroupsAsNull) {
  add({{"parentaccountid", Reference{"account", seen_.id}}});
  add({{"parentaccountid", Reference{"account", Uuid::from_name("hidden")}}});
  add({});
  for (const GroupKey& key : {GroupKey{"a", at("parentaccountid")}, GroupKey{"a", at("name", "parentaccountid")}}) {
    const auto groups = *ask({key}, {{"n", Method::Count, {}}});
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].keys[0], Value());
    EXPECT_EQ(groups[0].measures[0], Value(std::int64_t{2}));
  }
  EXPECT_EQ((*ask({}, {{"n", Method::CountDistinct, at("parentaccountid")}}))[0].measures[0], Value(std::int64_t{1}));
}

TEST_F(Aggregation, DatesGroupByYearMonthAndDay) {
  for (const char* when : {"2025-12-31T23:59:59.999999Z", "2026-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z"}) {
    add({{"createdon", *base::parse_timestamp(when)}});
  }
  const auto groups = *ask({{"y", at("createdon"), DatePart::Year},
                            {"m", at("createdon"), DatePart::Month},
                            {"d", at("createdon"), DatePart::Day}},
                           {});
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].keys, (std::vector<Value>{std::int64_t{1969}, std::int64_t{12}, std::int64_t{31}}));
  EXPECT_EQ(groups[1].keys, (std::vector<Value>{std::int64_t{2025}, std::int64_t{12}, std::int64_t{31}}));
  EXPECT_EQ(groups[2].keys, (std::vector<Value>{std::int64_t{2026}, std::int64_t{1}, std::int64_t{1}}));
}

TEST_F(Aggregation, ASumThatDoesNotFitIsRefusedAndItsAverageIsNot) {
  const Amount most{std::numeric_limits<std::int64_t>::max()};
  add({{"revenue", most}});
  add({{"revenue", most}});
  EXPECT_EQ(ask({}, {{"s", Method::Sum, at("revenue")}}).error().code(), ErrorCode::TooLarge);
  EXPECT_EQ((*ask({}, {{"s", Method::Average, at("revenue")}}))[0].measures[0], Value(most));
}

TEST_F(Aggregation, TheFilterIsOfTheRows) {
  add({{"statecode", std::int64_t{0}}});
  add({{"statecode", std::int64_t{1}}});
  const auto groups = *ask({}, {{"n", Method::Count, {}}}, equals("statecode", std::int64_t{1}));
  EXPECT_EQ(groups[0].measures[0], Value(std::int64_t{1}));
}

TEST_F(Aggregation, AveragesOfMoneyRoundHalfAwayFromZero) {
  EXPECT_EQ(*exact_total(Method::Average, record::FieldType::Money, 3, 2), Value(Amount{2}));
  EXPECT_EQ(*exact_total(Method::Average, record::FieldType::Money, -3, 2), Value(Amount{-2}));
  EXPECT_EQ(*exact_total(Method::Average, record::FieldType::Money, 4, 3), Value(Amount{1}));
  EXPECT_EQ(*exact_total(Method::Average, record::FieldType::Money, -5, 3), Value(Amount{-2}));
}

}  // namespace
}  // namespace leadlight::query
