// Contract: groups and measures in SQL mean what core/query/aggregate.cc says, and count no row that may not be read.
#pragma once

#include "core/query/aggregate.h"
#include "storage/store/contract_queries.h"

namespace leadlight::store::contract {

class AggregateContract : public QueryContract {
 protected:
  std::vector<query::Group> in_memory(const query::Aggregate& question, const Caller& caller) {
    std::vector<record::Record> rows;
    for (const Uuid& id : world_.ids("lead")) {
      if (world_.readable(caller, *world_.find(id))) rows.push_back(*world_.find(id));
    }
    return must(
        query::aggregate(question, rows, *record::Schema::built_in()->find("lead"), world_.resolve_for(caller)));
  }
  std::vector<query::Group> in_sql(const query::Aggregate& question, const Caller& caller) {
    return must(must(store().snapshot())->aggregate(question, caller));
  }
  ErrorCode refusal(query::Aggregate question) {
    question.table = "lead";
    return code_of(must(store().snapshot())->aggregate(question, system()));
  }

  query::GroupKey any_key() {
    using enum query::DatePart;
    static const std::vector<query::GroupKey> keys{{"", {"", "", "companyname"}},
                                                   {"", {"", "", "statecode"}},
                                                   {"", {"", "", "donotemail"}},
                                                   {"", {"", "", "revenue"}},
                                                   {"", {"", "", "exchangerate"}},
                                                   {"", {"", "", "numberofemployees"}},
                                                   {"", {"", "", "estimatedclosedate"}},
                                                   {"", {"", "", "estimatedclosedate"}, Year},
                                                   {"", {"", "", "estimatedclosedate"}, Day},
                                                   {"", {"", "", "schedulefollowup_prospect"}},
                                                   {"", {"", "", "schedulefollowup_prospect"}, Month},
                                                   {"", {"", "", "createdon"}, Year},
                                                   {"", {"", "", "ownerid"}},
                                                   {"", {"", "", "customerid"}},
                                                   {"", {"", "", "parentaccountid"}},
                                                   {"", {"parentaccountid", "", "name"}},
                                                   {"", {"parentaccountid", "", "revenue"}},
                                                   {"", {"customerid", "contact", "fullname"}},
                                                   {"", {"ownerid", "team", "name"}},
                                                   {"", {"ownerid", "", "fullname"}}};
    return keys[random_.below(keys.size())];
  }
  query::Measure any_measure() {
    static const std::vector<query::Path> paths{{"", "", "revenue"},
                                                {"", "", "numberofemployees"},
                                                {"", "", "exchangerate"},
                                                {"parentaccountid", "", "revenue"},
                                                {"", "", "schedulefollowup_prospect"},
                                                {"", "", "estimatedclosedate"},
                                                {"", "", "customerid"},
                                                {"", "", "companyname"},
                                                {"parentaccountid", "", "name"},
                                                {"", "", "donotemail"}};
    const std::size_t path = random_.below(paths.size());
    const std::size_t numbers = 4, ordered = 6;
    const auto method = random_.below(path < numbers ? 6 : path < ordered ? 4 : 2);
    constexpr query::Method kMethods[] = {query::Method::Count, query::Method::CountDistinct, query::Method::Min,
                                          query::Method::Max,   query::Method::Sum,           query::Method::Average};
    return {"", kMethods[method], paths[path]};
  }
};

TEST_P(AggregateContract, GroupsMeanTheSameInSqlAndInMemory) {
  FilterMaker make(world_, random_);
  int groups = 0;
  for (int round = 0; round < 600; ++round) {
    query::Aggregate question{.table = "lead"};
    if (random_.chance(0.5)) question.filter = make.make();
    for (auto i = random_.below(4); i > 0; --i) question.keys.push_back(any_key());
    for (auto i = random_.below(4); i > 0; --i) question.measures.push_back(any_measure());
    if (question.keys.empty() && question.measures.empty()) continue;
    const Caller caller = any_caller();
    const auto expected = in_memory(question, caller);
    const auto answered = in_sql(question, caller);
    ASSERT_EQ(answered.size(), expected.size()) << "round " << round;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(answered[i].keys, expected[i].keys) << "round " << round;
      ASSERT_EQ(answered[i].measures, expected[i].measures) << "round " << round;
    }
    groups += static_cast<int>(answered.size());
  }
  EXPECT_GT(groups, 3'000) << "hardly any groups: the test says little";
}

TEST_P(AggregateContract, ALookupToARowThatMayNotBeReadGroupsAsNull) {
  const Uuid hidden = insert("account", {{"name", text("Hidden")}, {"ownerid", to("systemuser", users_[2])}});
  const Uuid lead =
      insert("lead", {{"ownerid", to("systemuser", users_[0])}, {"parentaccountid", to("account", hidden)}});
  const Caller caller = person(0, Depth::Own);
  for (const query::Path& path : {query::Path{"", "", "parentaccountid"}, query::Path{"parentaccountid", "", "name"}}) {
    query::Aggregate question{.table = "lead", .filter = query::equals("leadid", lead)};
    question.keys = {{"", path}};
    question.measures = {{"", query::Method::CountDistinct, path}};
    const auto groups = in_sql(question, caller);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_TRUE(record::is_null(groups[0].keys[0]));
    EXPECT_EQ(groups[0].measures[0], whole(0));
    EXPECT_FALSE(record::is_null(in_sql(question, system())[0].keys[0]));
  }
}

TEST_P(AggregateContract, WhatCannotBeGroupedOrMeasuredIsRefused) {
  using enum query::Method;
  const query::Path name{"", "", "fullname"}, memo{"", "", "description"}, revenue{"", "", "revenue"};
  EXPECT_EQ(refusal({.measures = {{"", Sum, name}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.measures = {{"", Min, name}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.measures = {{"", Sum, {"", "", "nothing"}}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.keys = {{"", memo}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.keys = {{"", {"", "", "x\" FROM lead --"}}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.keys = {{"", revenue, query::DatePart::Year}}}), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.keys = std::vector<query::GroupKey>(query::kMaxKeys + 1, {"", revenue})}), ErrorCode::TooLarge);
  EXPECT_EQ(refusal({.measures = std::vector<query::Measure>(query::kMaxMeasures + 1)}), ErrorCode::TooLarge);
}

TEST_P(AggregateContract, SumsAreExactBeyond64Bits) {
  const Amount most{std::numeric_limits<std::int64_t>::max()};
  for (int i = 0; i < 3; ++i) insert("lead", {{"companyname", text("Rich")}, {"revenue", most}});
  insert("lead", {{"companyname", text("Rich")}, {"revenue", Amount{-most.ten_thousandths}}});
  insert("lead", {{"companyname", text("Rich")}, {"revenue", Amount{-most.ten_thousandths}}});
  query::Aggregate question{.table = "lead", .filter = query::equals("companyname", text("Rich"))};
  question.measures = {{"", query::Method::Sum, {"", "", "revenue"}}};
  EXPECT_EQ(in_sql(question, system())[0].measures[0], record::Value(most));
  insert("lead", {{"companyname", text("Rich")}, {"revenue", most}});
  EXPECT_EQ(refusal(question), ErrorCode::TooLarge);
  question.measures[0].method = query::Method::Average;
  EXPECT_EQ(in_sql(question, system())[0].measures[0], record::Value(Amount{most.ten_thousandths / 3}));
}

TEST_P(AggregateContract, MoreGroupsThanAnAnswerHoldsAreRefused) {
  must(store().write([&](Transaction& tx) -> Result<void> {
    std::vector<std::pair<Uuid, record::Values>> rows(query::kMaxGroups + 1);
    for (auto& [id, values] : rows) values["lastname"] = text("x");
    return tx.insert_many("lead", std::move(rows), system());
  }));
  EXPECT_EQ(refusal({.keys = {{"", {"", "", "leadid"}}}}), ErrorCode::TooLarge);
  const auto groups = in_sql({.table = "lead", .keys = {{"", {"", "", "lastname"}}}}, system());
  EXPECT_EQ(groups.size(), 2u);
}

TEST_P(AggregateContract, PartsOfDatesAreThoseOfUtcAlsoBefore1970) {
  for (const char* when : {"1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2024-02-29T23:30:00Z"}) {
    insert("lead", {{"companyname", text("Dated")},
                    {"schedulefollowup_prospect", *base::parse_timestamp(when)},
                    {"estimatedclosedate", *base::parse_date(std::string(when).substr(0, 10))}});
  }
  for (const char* column : {"schedulefollowup_prospect", "estimatedclosedate"}) {
    query::Aggregate question{.table = "lead", .filter = query::equals("companyname", text("Dated"))};
    for (const auto part : {query::DatePart::Year, query::DatePart::Month, query::DatePart::Day}) {
      question.keys.push_back({"", {"", "", column}, part});
    }
    const auto groups = in_sql(question, system());
    ASSERT_EQ(groups.size(), 3u);
    EXPECT_EQ(groups[0].keys, (std::vector<record::Value>{whole(1969), whole(12), whole(31)}));
    EXPECT_EQ(groups[1].keys, (std::vector<record::Value>{whole(1970), whole(1), whole(1)}));
    EXPECT_EQ(groups[2].keys, (std::vector<record::Value>{whole(2024), whole(2), whole(29)}));
  }
}

}  // namespace leadlight::store::contract
