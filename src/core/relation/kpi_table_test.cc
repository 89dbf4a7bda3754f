#include "core/relation/kpi_table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "core/relation/comparison.h"
#include "core/relation/testing.h"

namespace leadlight::relation {
namespace {

using namespace testing;

TEST(KpiTable, NamesEveryHeaderThatComputesAKpi) {
  // What the KPIs stand on, and what is no KPI itself.
  const std::set<std::string, std::less<>> others{"conversation.h",    "health_explanation.h",
                                                  "health_settings.h", "health_steps.h",
                                                  "interaction.h",     "kpi_markdown.h",
                                                  "kpi_table.h",       "link.h",
                                                  "record_kpis.h",     "record_type.h",
                                                  "shares.h",          "similarity.h",
                                                  "testing.h",         "warmth.h"};
  std::set<std::string, std::less<>> named;
  for (const Kpi& kpi : kpi_table()) named.emplace(kpi.header);
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(__FILE__).parent_path())) {
    const std::string name = file.path().filename().string();
    if (file.path().extension() != ".h") continue;
    EXPECT_NE(named.contains(name), others.contains(name)) << name << " computes a KPI that the table does not name";
    named.erase(name);
  }
  EXPECT_TRUE(named.empty()) << *named.begin() << " is in the table, but not there";
}

TEST(KpiTable, HasOneRowAKey) {
  std::set<std::string_view> keys;
  std::set<std::string_view> columns;
  for (const Kpi& kpi : kpi_table()) {
    EXPECT_TRUE(keys.insert(kpi.key).second) << kpi.key;
    if (!kpi.column.empty()) {
      EXPECT_TRUE(kpi.column.starts_with("msdyn_") && columns.insert(kpi.column).second) << kpi.key;
    }
    EXPECT_FALSE(kpi.formula.empty() || kpi.spec.empty()) << kpi.key;
    EXPECT_NE(kpi.records.bits, 0) << kpi.key;
    EXPECT_EQ(find_kpi(kpi.key), &kpi);
  }
  EXPECT_EQ(find_kpi("sentiment"), nullptr);
}

TEST(KpiTable, ReadsEachNumberFromWhereItSays) {
  const auto history = in_order({sent(0, 1), received(1, 1), meeting(2, 30, 2), call(3, Direction::Outgoing)});
  ResponseScratch scratch;
  const std::vector<FollowedMail> followed{{.sent = on_day(0), .opened = on_day(1), .viewed = {}, .clicked = {}}};
  const RecordKpis kpis = record_kpis({on_day(0), history, followed, nullptr}, until(on_day(4)), {}, scratch);
  const auto value = [&](std::string_view key) { return find_kpi(key)->value(kpis); };
  EXPECT_EQ(value("mails_sent"), 1);
  EXPECT_EQ(value("mails_received"), 1);
  EXPECT_EQ(value("meetings_sent"), 1);
  EXPECT_EQ(value("calls_received"), 0);
  EXPECT_EQ(value("begun_by_us"), 3);
  EXPECT_EQ(value("time_by_us"), 7.5 + 60 + 10);
  EXPECT_EQ(value("time_by_them"), 7.5 + 30 + 10);
  EXPECT_EQ(value("ratio_by_them"), 1);
  EXPECT_EQ(value("mail_response_by_them"), 24);
  EXPECT_EQ(value("mail_response_by_us"), std::nullopt);
  EXPECT_EQ(value("mail_answered_by_us"), 0);
  EXPECT_EQ(value("open_rate"), 1);
  EXPECT_EQ(value("click_rate"), std::nullopt);
  EXPECT_EQ(value("health"), *kpis.health.score);
  EXPECT_EQ(find_kpi("most_contacted")->value, nullptr);
}

TEST(Comparison, HasQuartilesOfTheRecordsThatHaveTheNumber) {
  ResponseScratch scratch;
  std::vector<RecordKpis> others;
  for (int mails = 1; mails <= 5; ++mails) {
    std::vector<Interaction> history;
    for (int i = 0; i < mails; ++i) history.push_back(sent(i, 1));
    if (mails == 5) history.push_back(received(5, 1));
    others.push_back(record_kpis({on_day(0), history, {}, nullptr}, until(on_day(9)), {}, scratch));
  }
  const auto lines = compare(others[0], others);
  const auto line = [&](std::string_view key) {
    return *std::ranges::find(lines, key, [](const Comparison& one) { return one.kpi->key; });
  };
  EXPECT_EQ(line("mails_sent").value, 1);
  EXPECT_EQ(line("mails_sent").others->lower, 2);
  EXPECT_EQ(line("mails_sent").others->median, 3);
  EXPECT_EQ(line("mails_sent").others->upper, 4);
  EXPECT_EQ(line("mail_response_by_them").value, std::nullopt);
  EXPECT_EQ(line("mail_response_by_them").others->records, 1);
  EXPECT_FALSE(line("open_rate").others);
}

TEST(Comparison, TakesQuartilesBetweenValues) {
  std::vector<double> values{4, 1, 2, 3};
  EXPECT_EQ(quartiles(values)->lower, 1.75);
  EXPECT_EQ(quartiles(values)->median, 2.5);
  EXPECT_FALSE(quartiles({}));
}

}  // namespace
}  // namespace leadlight::relation
