#include "core/feature/names.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace leadlight::feature {
namespace {

using Words = std::vector<std::string>;

TEST(WordsOf, SplitsAtMarksAndCapitals) {
  EXPECT_EQ(words_of("TotalVisits"), (Words{"total", "visits"}));
  EXPECT_EQ(words_of("mql_id"), (Words{"mql", "id"}));
  EXPECT_EQ(words_of("CRMOwnerName"), (Words{"crm", "owner", "name"}));
  EXPECT_EQ(words_of("  E-mail 1 "), (Words{"e", "mail", "1"}));
  EXPECT_EQ(words_of("---"), Words{});
}

TEST(NameRole, RecognisesWhoAndWhich) {
  EXPECT_EQ(name_role("Owner"), NameRole::Owner);
  EXPECT_EQ(name_role("sales_agent"), NameRole::Owner);
  EXPECT_EQ(name_role("Lead Number"), NameRole::Identifier);
  EXPECT_EQ(name_role("opportunity_id"), NameRole::Identifier);
  EXPECT_EQ(name_role("First Name"), NameRole::FirstName);
  EXPECT_EQ(name_role("Name"), NameRole::PersonName);
  EXPECT_EQ(name_role("EMailAddress1"), NameRole::Email);
  EXPECT_EQ(name_role("engage_date"), NameRole::Created);
}

TEST(NameRole, IsNotFooledByPartsOfWords) {
  for (const auto* name : {"Number of employees", "Company name", "Paid ads clicks", "Ownership", "Idea"}) {
    EXPECT_EQ(name_role(name), NameRole::Plain) << name;
  }
}

TEST(LeakName, RefusesWhatIsWrittenAtTheClose) {
  for (const auto* name : {"Close Date", "close_date", "ActualRevenue", "Lost Reason", "won_date", "Invoice no"}) {
    ASSERT_NE(leak_name(name), nullptr) << name;
    EXPECT_EQ(leak_name(name)->action, LeakAction::Refused) << name;
  }
}

TEST(LeakName, AsksAboutWhatKeepsMoving) {
  for (const auto* name :
       {"Last Activity", "Last Notable Activity", "Tags", "Lead Quality", "Lead Score", "Status Reason"}) {
    ASSERT_NE(leak_name(name), nullptr) << name;
    EXPECT_EQ(leak_name(name)->action, LeakAction::Check) << name;
  }
}

TEST(LeakName, LeavesPlansAndPlainColumnsAlone) {
  for (const auto* name : {"Estimated Close Date", "expected_close_date", "Total Time Spent on Website", "Lead Source",
                           "City", "Budget amount", "Page Views Per Visit"}) {
    EXPECT_EQ(leak_name(name), nullptr) << name;
  }
}

TEST(LeakNames, ArePublished) {
  auto folder = std::filesystem::current_path();  // somewhere in the checkout
  while (folder.has_relative_path() && !exists(folder / "docs/models/leak-guard.md")) folder = folder.parent_path();
  std::ifstream file(folder / "docs/models/leak-guard.md");
  if (!file) GTEST_SKIP() << "not run inside the checkout";
  std::stringstream text;
  text << file.rdbuf();
  for (const auto& entry : leak_names()) {
    EXPECT_NE(text.str().find(fmt::format("`{}`", entry.words)), std::string::npos) << entry.words;
  }
}

}  // namespace
}  // namespace leadlight::feature
