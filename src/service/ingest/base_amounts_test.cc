#include "service/ingest/base_amounts.h"

#include <gtest/gtest.h>

#include "service/ingest/records.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::ingest {
namespace {

class BaseAmountsTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = records_.create(
        "transactioncurrency", Uuid{},
        {{"currencyname", std::string("US Dollar")}, {"isocurrencycode", std::string("USD")}, {"exchangerate", 1.25}},
        system_);
    ASSERT_TRUE(made) << made.error().to_string();
    dollar_ = record::Reference{"transactioncurrency", made->id};
  }

  record::Record changed(const Uuid& id, record::Values changes) {
    const auto row = records_.update("opportunity", id, std::move(changes), std::nullopt, system_);
    EXPECT_TRUE(row) << row.error().to_string();
    return row.value_or(record::Record{});
  }
  static std::string text(const record::Record& row, std::string_view column) {
    return record::to_string(row.get(column));
  }

  base::FixedClock clock_{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  sqlite::TemporaryStore store_{clock_};
  scoring::ScoringService scoring_{*store_, clock_};
  Records records_{*store_, scoring_};
  const store::Caller system_ = store::Caller::system();
  record::Reference dollar_;
};

TEST_F(BaseAmountsTest, FollowTheRowsCurrencyAndAmounts) {
  const auto made = records_.create(
      "opportunity", Uuid{},
      {{"name", std::string("Deal")}, {"estimatedvalue", Amount{10'000'000}}, {"transactioncurrencyid", dollar_}},
      system_);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(text(*made, "estimatedvalue_base"), "800");
  EXPECT_EQ(made->get("exchangerate"), record::Value(1.25));
  EXPECT_EQ(text(changed(made->id, {{"estimatedvalue", Amount{20'000'000}}}), "estimatedvalue_base"), "1600");
  const auto in_base = changed(made->id, {{"transactioncurrencyid", record::Value()}});
  EXPECT_EQ(text(in_base, "estimatedvalue_base"), "2000");
  EXPECT_EQ(in_base.get("exchangerate"), record::Value(1.0));
  EXPECT_EQ(text(changed(made->id, {{"estimatedvalue", record::Value()}}), "estimatedvalue_base"), "null");
}

TEST_F(BaseAmountsTest, AChangeOfOtherColumnsKeepsTheRateOfItsDay) {
  const auto made = records_.create(
      "opportunity", Uuid{},
      {{"name", std::string("Deal")}, {"estimatedvalue", Amount{10'000'000}}, {"transactioncurrencyid", dollar_}},
      system_);
  ASSERT_TRUE(made);
  ASSERT_TRUE(records_.update("transactioncurrency", dollar_.id, {{"exchangerate", 2.0}}, std::nullopt, system_));
  EXPECT_EQ(text(changed(made->id, {{"name", std::string("Bigger deal")}}), "estimatedvalue_base"), "800");
  EXPECT_EQ(text(changed(made->id, {{"budgetamount", Amount{10'000}}}), "estimatedvalue_base"), "500");
}

TEST_F(BaseAmountsTest, AnUnknownCurrencyIsRefused) {
  const record::Reference nowhere{"transactioncurrency", Uuid::from_name("nowhere")};
  const auto made = records_.create(
      "account", Uuid{}, {{"name", std::string("A")}, {"revenue", Amount{10'000}}, {"transactioncurrencyid", nowhere}},
      system_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code(), ErrorCode::InvalidInput);
}

TEST_F(BaseAmountsTest, AnAmountThatDoesNotFitIsRefused) {
  ASSERT_TRUE(records_.update("transactioncurrency", dollar_.id, {{"exchangerate", 0.001}}, std::nullopt, system_));
  const auto made = records_.create("account", Uuid{},
                                    {{"name", std::string("A")},
                                     {"revenue", Amount{std::numeric_limits<std::int64_t>::max()}},
                                     {"transactioncurrencyid", dollar_}},
                                    system_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code(), ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace leadlight::ingest
