// An imported file teaches what the file itself teaches.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/json.h"
#include "connect/csv/reader.h"
#include "core/feature/infer.h"
#include "core/feature/training.h"
#include "service/ingest/import.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::ingest {
namespace {

using scoring::must;

constexpr size_t kRows = 2'500;  // enough to tell models apart, and learned in seconds

std::string xeducation() {
  const char* given = std::getenv("LEADLIGHT_DATA");
  const auto folder = std::filesystem::path(given ? given : "../shared/data") / "xeducation-leads";
  return (folder / "Lead Scoring.csv").string();
}

/// The newest rows of the file, newest first as it has them, with its header.
csv::Document newest_rows(const std::string& path) {
  csv::Document document = must(csv::read_document(path));
  document.rows.resize(std::min(document.rows.size(), kRows));
  return document;
}

std::string as_csv(const csv::Document& document) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string text;
    for (const std::string& cell : cells) {
      std::string doubled;
      for (const char letter : cell) doubled.append(letter == '"' ? 2 : 1, letter);
      text += (text.empty() ? "\"" : ",\"") + doubled + "\"";
    }
    return text + "\n";
  };
  std::string text = line(document.columns);
  for (const auto& row : document.rows) text += line(row);
  return text;
}

/// The same rows without a database, oldest first.
feature::TrainingSet in_memory(csv::Document document) {
  const auto at = [&](std::string_view name) {
    return static_cast<size_t>(std::find(document.columns.begin(), document.columns.end(), name) -
                               document.columns.begin());
  };
  const size_t number = at("Lead Number"), converted = at("Converted");
  std::sort(document.rows.begin(), document.rows.end(),
            [&](const auto& a, const auto& b) { return std::stol(a[number]) < std::stol(b[number]); });
  feature::TrainingSet set;
  set.frame.rows = document.rows.size();
  for (size_t c = 0; c < document.columns.size(); ++c) {
    if (c == number || c == converted) continue;
    const auto cell = [&](size_t row) { return std::string_view(document.rows[row][c]); };
    const auto format = feature::infer_format(cell, document.rows.size());
    set.frame.columns.push_back(feature::read_column(document.columns[c], format, cell, document.rows.size()));
  }
  for (const auto& row : document.rows) {
    set.outcome.push_back(row[converted] == "1");
    set.order.push_back(static_cast<double>(std::stol(row[number])));
  }
  return set;
}

std::set<std::string> refused(const Json& report, const std::map<std::string, std::string>& header_of) {
  std::set<std::string> columns;
  for (const Json& suspect : report.at("suspects")) {
    if (suspect.at("action") != "refused") continue;
    const std::string column = suspect.at("column");
    const auto header = header_of.find(column);
    columns.insert(header == header_of.end() ? column : header->second);
  }
  return columns;
}

TEST(Learning, AnImportedFileTeachesWhatTheFileItselfTeaches) {
  if (!std::filesystem::exists(xeducation())) GTEST_SKIP() << "LEADLIGHT_DATA has no xeducation-leads/Lead Scoring.csv";
  const csv::Document document = newest_rows(xeducation());
  scoring::ScoringWorld world;
  auto reader = must(csv::Reader::from_text(as_csv(document)));
  ImportOptions options;
  options.outcome = OutcomeColumn{"Converted", "1"};
  options.key_column = "Prospect ID";
  const auto imported = must(import_file(*world.store, world.service, reader, options, world.system, world.clock, {}));
  EXPECT_EQ(imported.imported, document.rows.size());
  std::map<std::string, std::string> header_of;
  scoring::TrainRequest request;
  for (const ColumnPlan& plan : imported.columns) {
    header_of[plan.target] = plan.header;
    if (plan.header == "Lead Number") request.order_column = plan.target;
  }
  ASSERT_FALSE(request.order_column.empty());
  request.model = must(world.service.default_model("lead"));
  const Uuid version = must(world.service.train(request, {}));
  const Json stored = must(base::parse_json(*world.read("ll_modelversion", version).get_as<std::string>("ll_report")));
  const Json direct =
      must(base::parse_json(base::to_text(must(feature::train(in_memory(document), {})).report.to_json())));

  // Columns stand in another order and options are numbers, so trees differ by a hair; the findings do not.
  EXPECT_EQ(stored.at("rows"), direct.at("rows"));
  EXPECT_EQ(stored.at("positives"), direct.at("positives"));
  EXPECT_EQ(stored.at("split"), direct.at("split"));
  EXPECT_EQ(refused(stored, header_of), refused(direct, {}));
  EXPECT_NEAR(stored.at("auc").get<double>(), direct.at("auc").get<double>(), 0.01);
  EXPECT_NEAR(stored.at("brier").get<double>(), direct.at("brier").get<double>(), 0.005);
  EXPECT_EQ(stored.at("verdict"), direct.at("verdict"));
}

}  // namespace
}  // namespace leadlight::ingest
