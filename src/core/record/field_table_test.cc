// The rules every table, column and option of the field table keeps.
#include "core/record/field_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "core/record/schema.h"

namespace leadlight::record {
namespace {

std::vector<std::string_view> texts(const Labels& labels) {
  return {labels.en, labels.nl, labels.de, labels.zh, labels.th};
}

void expect_five_languages(const Labels& labels, std::string_view what) {
  for (const std::string_view text : texts(labels)) {
    EXPECT_FALSE(base::trim(text).empty()) << what;
    EXPECT_TRUE(base::is_valid_utf8(text)) << what;
  }
}

bool is_logical_name(std::string_view name) {
  return !name.empty() && name.size() <= 63 && std::ranges::all_of(name, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

const std::vector<const TableSchema*>& tables() {
  return Schema::built_in()->tables();
}

TEST(FieldTable, HasTheTablesThatIntegratorsKnow) {
  for (const auto* name : {"account", "contact", "lead", "opportunity", "systemuser", "team", "businessunit", "task",
                           "phonecall", "appointment", "email", "annotation", "activityparty", "incident", "connection",
                           "transactioncurrency", "msdyn_predictivescore"}) {
    EXPECT_NE(Schema::built_in()->find(name), nullptr) << name;
  }
}

TEST(FieldTable, NamesAreUniqueAndFitEveryDatabase) {
  std::set<std::string_view> names;
  std::set<std::string_view> sets;
  for (const TableSchema* table : tables()) {
    EXPECT_TRUE(is_logical_name(table->name())) << table->name();
    EXPECT_TRUE(names.insert(table->name()).second) << table->name();
    EXPECT_TRUE(sets.insert(table->table().entity_set).second) << table->table().entity_set;
    std::set<std::string_view> columns;
    for (const Field* field : table->fields()) {
      EXPECT_TRUE(is_logical_name(field->name)) << table->name() << "." << field->name;
      EXPECT_TRUE(columns.insert(field->name).second) << table->name() << "." << field->name;
    }
  }
}

TEST(FieldTable, EveryLabelStandsInFiveLanguages) {
  for (const TableSchema* table : tables()) {
    expect_five_languages(table->table().label, table->name());
    expect_five_languages(table->table().plural, table->name());
    for (const Field* field : table->fields()) {
      expect_five_languages(field->label, field->name);
      if (field->choices == nullptr) continue;
      for (const Option& option : field->choices->options) expect_five_languages(option.label, field->choices->name);
    }
  }
}

TEST(FieldTable, LookupsPointToTablesThatExistAndOthersPointNowhere) {
  for (const TableSchema* table : tables()) {
    for (const Field* field : table->fields()) {
      const auto targets = lookup_targets(*field);
      EXPECT_EQ(field->type == FieldType::Lookup, !targets.empty()) << table->name() << "." << field->name;
      for (const std::string_view target : targets) {
        EXPECT_NE(Schema::built_in()->find(target), nullptr) << field->name << " -> " << target;
      }
    }
  }
}

TEST(FieldTable, GradesAndTrendsHaveTheCodesThatIntegrationsKnow) {
  const auto codes_of = [](std::string_view column) {
    std::map<std::int64_t, std::string_view> codes;
    for (const Option& option : Schema::built_in()->find("msdyn_predictivescore")->find(column)->choices->options) {
      codes[option.value] = option.label.en;
    }
    return codes;
  };
  using Codes = std::map<std::int64_t, std::string_view>;
  EXPECT_EQ(codes_of("msdyn_grade"), (Codes{{0, "A"}, {1, "B"}, {2, "C"}, {3, "D"}}));
  EXPECT_EQ(codes_of("msdyn_scoretrend"),
            (Codes{{0, "Improving"}, {1, "Steady"}, {2, "Declining"}, {3, "Not enough info"}}));
}

TEST(FieldTable, ChoicesHaveOptionsWithDistinctValuesAndLabels) {
  for (const TableSchema* table : tables()) {
    for (const Field* field : table->fields()) {
      const bool is_choice =
          field->type == FieldType::Choice || field->type == FieldType::State || field->type == FieldType::Status;
      ASSERT_EQ(is_choice, field->choices != nullptr) << table->name() << "." << field->name;
      if (!is_choice) continue;
      std::set<int> values;
      std::set<std::string> labels;
      for (const Option& option : field->choices->options) {
        EXPECT_TRUE(values.insert(option.value).second) << field->choices->name << " " << option.value;
        EXPECT_TRUE(labels.insert(base::fold(option.label.en)).second) << field->choices->name;
        EXPECT_EQ(field->choices->find(option.value), &option);
      }
      EXPECT_FALSE(values.empty()) << field->choices->name;
    }
  }
}

TEST(FieldTable, EveryStatusReasonBelongsToAStateAndEveryStateHasOne) {
  for (const TableSchema* table : tables()) {
    const Field* state = table->find("statecode");
    const Field* status = table->find("statuscode");
    ASSERT_EQ(state == nullptr, status == nullptr) << table->name();
    if (state == nullptr) continue;
    EXPECT_EQ(state->type, FieldType::State);
    EXPECT_EQ(status->type, FieldType::Status);
    std::set<int> used;
    for (const Option& option : status->choices->options) {
      EXPECT_NE(state->choices->find(option.state), nullptr) << table->name() << " " << option.label.en;
      used.insert(option.state);
    }
    EXPECT_EQ(used.size(), state->choices->options.size()) << table->name();
  }
}

TEST(FieldTable, PrimaryColumnsAndParentsExist) {
  for (const TableSchema* table : tables()) {
    ASSERT_FALSE(table->fields().empty());
    EXPECT_EQ(table->fields().front()->name, table->table().primary_id) << "the id comes first";
    EXPECT_EQ(table->fields().front()->type, FieldType::Id);
    EXPECT_NE(table->find(table->table().primary_name), nullptr) << table->name();
    EXPECT_EQ(table->table().ownership == Ownership::Parent, !table->table().parent.empty()) << table->name();
    if (table->table().parent.empty()) continue;
    for (const std::string_view parent : base::split(table->table().parent, ',')) {
      const Field* field = table->find(parent);
      ASSERT_NE(field, nullptr) << table->name() << "." << parent;
      EXPECT_EQ(field->type, FieldType::Lookup);
    }
  }
}

TEST(FieldTable, WhatIsKnownOnlyAtTheCloseIsNeverAFactor) {
  for (const TableSchema* table : tables()) {
    for (const Field* field : table->fields()) {
      EXPECT_TRUE(!field->has(kOutcome) || field->has(kNoFactor)) << table->name() << "." << field->name;
      EXPECT_FALSE(field->has(kInternal) && field->has(kSearchable)) << table->name() << "." << field->name;
    }
  }
  const TableSchema& opportunity = *Schema::built_in()->find("opportunity");
  for (const auto* name : {"actualvalue", "actualclosedate", "ll_closedon", "ll_closereason"}) {
    EXPECT_TRUE(opportunity.find(name)->has(kOutcome)) << name;
  }
}

TEST(FieldTable, LeadStatusesHaveTheValuesThatIntegratorsKnow) {
  const auto& lead = *Schema::built_in()->find("lead");
  const auto* status = lead.find("statuscode")->choices;
  EXPECT_EQ(status->find(1)->label.en, "New");
  EXPECT_EQ(status->find(3)->label.en, "Qualified");
  EXPECT_EQ(status->find(3)->state, 1);
  EXPECT_EQ(status->find(7)->label.de, "Abgebrochen");
  EXPECT_EQ(lead.find("msdyn_leadgrade")->choices->find(0)->label.en, "A");
  EXPECT_EQ(lead.find("msdyn_leadscoretrend")->choices->find(2)->label.nl, "Wordt slechter");
}

}  // namespace
}  // namespace leadlight::record
