#include "core/record/schema.h"

#include <gtest/gtest.h>

namespace leadlight::record {
namespace {

CustomColumn column(std::string name, std::string label = "Label", bool retired = false) {
  return {.table = "lead", .name = std::move(name), .label = std::move(label), .retired = retired};
}

TEST(Schema, AddsTheStandardColumnsByOwnership) {
  const auto schema = Schema::built_in();
  EXPECT_NE(schema->find("lead")->find("ownerid"), nullptr);
  EXPECT_NE(schema->find("lead")->find("owningbusinessunit"), nullptr);
  EXPECT_NE(schema->find("lead")->find("createdon"), nullptr);
  EXPECT_EQ(schema->find("team")->find("ownerid"), nullptr);
  EXPECT_NE(schema->find("team")->find("versionnumber"), nullptr);
  EXPECT_EQ(schema->find("lead")->find("nonsense"), nullptr);
}

TEST(Schema, FindsTablesByEntitySetButNotTheProgramsOwn) {
  const auto schema = Schema::built_in();
  EXPECT_EQ(schema->find_by_entity_set("opportunities"), schema->find("opportunity"));
  EXPECT_EQ(schema->find_by_entity_set("ll_sessions"), nullptr);
  EXPECT_NE(schema->find("ll_session"), nullptr);
}

TEST(Schema, CustomColumnsComeLastAndCarryTheirLabelInEveryLanguage) {
  const auto schema = Schema::make({column("ll_tags", "Tags")}, 7);
  ASSERT_TRUE(schema);
  const Field* field = (*schema)->find("lead")->find("ll_tags");
  ASSERT_NE(field, nullptr);
  EXPECT_TRUE(field->has(kCustom));
  EXPECT_EQ(field->label.th, "Tags");
  EXPECT_EQ((*schema)->find("lead")->fields().back(), field);
  EXPECT_EQ((*schema)->version(), 7);
}

TEST(Schema, ARetiredColumnIsHiddenButItsNameStaysTaken) {
  const auto schema = Schema::make({column("ll_old", "Old", true)}, 1);
  ASSERT_TRUE(schema);
  const TableSchema& lead = *(*schema)->find("lead");
  EXPECT_EQ(lead.find("ll_old"), nullptr);
  EXPECT_TRUE(lead.is_taken("ll_old"));
  EXPECT_EQ(custom_column_name("Old", lead), "ll_old_2");
}

TEST(Schema, RefusesWhatCannotBeAColumn) {
  EXPECT_FALSE(Schema::make({column("subject")}, 1)) << "taken by a built-in column";
  EXPECT_FALSE(Schema::make({column("ll_a"), column("ll_a")}, 1)) << "twice";
  auto lookup = column("ll_lookup");
  lookup.type = FieldType::Lookup;
  EXPECT_FALSE(Schema::make({lookup}, 1));
  auto nowhere = column("ll_a");
  nowhere.table = "nowhere";
  EXPECT_FALSE(Schema::make({nowhere}, 1));
}

TEST(Schema, AtMostFiveHundredCustomColumnsFitATable) {
  std::vector<CustomColumn> columns;
  for (int i = 0; i < 500; ++i) columns.push_back(column("ll_c" + std::to_string(i)));
  EXPECT_TRUE(Schema::make(columns, 1));
  columns.push_back(column("ll_one_more"));
  const auto refused = Schema::make(columns, 1);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message().find("500"), std::string::npos);
}

TEST(CustomColumnName, IsASlugOfTheLabel) {
  const TableSchema& lead = *Schema::built_in()->find("lead");
  EXPECT_EQ(custom_column_name("Total Time Spent on Website", lead), "ll_total_time_spent_on_website");
  EXPECT_EQ(custom_column_name("  Größe (m²)! ", lead), "ll_grosse_m2");
  EXPECT_EQ(custom_column_name("\"; DROP TABLE lead; --", lead), "ll_drop_table_lead");
  EXPECT_EQ(custom_column_name("คะแนน", lead), "ll_column");
  EXPECT_EQ(custom_column_name("", lead), "ll_column");
  EXPECT_EQ(custom_column_name("External key", lead), "ll_external_key");
}

TEST(CustomColumnName, StaysWithinFiftyBytesAndMakesTwinsDifferent) {
  const std::string label(200, 'a');
  const auto first = custom_column_name(label, *Schema::built_in()->find("lead"));
  EXPECT_EQ(first.size(), 50u);
  const auto schema = Schema::make({column(first)}, 1);
  ASSERT_TRUE(schema);
  const auto second = custom_column_name(label, *(*schema)->find("lead"));
  EXPECT_EQ(second.size(), 50u);
  EXPECT_TRUE(second.ends_with("_2"));
}

TEST(LookupTargets, AreListedInOrder) {
  const TableSchema& lead = *Schema::built_in()->find("lead");
  EXPECT_EQ(lookup_targets(*lead.find("ownerid")), (std::vector<std::string_view>{"systemuser", "team"}));
  EXPECT_TRUE(lookup_targets(*lead.find("subject")).empty());
}

}  // namespace
}  // namespace leadlight::record
