// The forest against XGBoost on trees that were trained on real leads: one-hot categories, missing values, ties.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <numeric>
#include <string>

#include "core/learn/booster.h"
#include "core/learn/forest.h"
#include "core/learn/forest_oracle.h"

namespace leadlight::learn {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

/// One line's fields; quotes only as this file has them.
std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  return out;
}

struct Leads {
  Matrix rows;
  std::vector<std::uint8_t> labels;
};

/// Numbers as they are, every other column as one feature for each value that occurs 50 times or more, missing where
/// the field is empty or "Select".
Leads read_leads(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const auto names = fields(line);
  std::vector<std::vector<std::string>> table;
  while (std::getline(file, line)) {
    table.push_back(fields(line));
    table.back().resize(names.size());
  }
  Leads leads{{table.size(), 0, {}}, {}};
  std::vector<std::vector<float>> columns;
  for (size_t c = 2; c < names.size(); ++c) {
    const auto field = [&](size_t r) -> const std::string& { return table[r][c]; };
    if (names[c] == "Converted") {
      for (size_t r = 0; r < table.size(); ++r) leads.labels.push_back(field(r) == "1");
      continue;
    }
    std::map<std::string, int> counts;
    for (size_t r = 0; r < table.size(); ++r) ++counts[field(r)];
    if (std::ranges::all_of(counts, [](const auto& one) {
          return one.first.empty() || one.first.find_first_not_of("0123456789.") == std::string::npos;
        })) {
      auto& column = columns.emplace_back(table.size(), kMissing);
      for (size_t r = 0; r < table.size(); ++r)
        if (!field(r).empty()) column[r] = std::stof(field(r));
      continue;
    }
    for (const auto& [value, count] : counts) {
      if (count < 50 || value.empty() || value == "Select") continue;
      auto& column = columns.emplace_back(table.size(), 0.0F);
      for (size_t r = 0; r < table.size(); ++r)
        column[r] = field(r).empty() || field(r) == "Select" ? kMissing : field(r) == value ? 1.0F : 0.0F;
    }
  }
  leads.rows.columns = columns.size();
  for (size_t r = 0; r < table.size(); ++r)
    for (const auto& column : columns) leads.rows.values.push_back(column[r]);
  return leads;
}

TEST(ForestOnRealLeads, GivesWhatXgboostGives) {
  const char* given = std::getenv("LEADLIGHT_DATA");
  const auto path = std::filesystem::path(given ? given : "../shared/data") / "xeducation-leads" / "Lead Scoring.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "LEADLIGHT_DATA has no xeducation-leads/Lead Scoring.csv";
  const Leads leads = read_leads(path);
  ASSERT_GT(leads.rows.columns, 50U);
  for (const int depth : {2, 4, 6, 8}) {
    Booster booster = Booster::make(BoosterData::make(leads.rows, leads.labels).value(),
                                    {.depth = depth, .eta = 0.1, .min_child_weight = 1, .base_rate = 0.385})
                          .value();
    for (int round = 0; round < 40; ++round) ASSERT_TRUE(booster.step());
    const std::string json = booster.to_json().value();
    const Forest forest = Forest::from_xgboost_json(json).value();
    ASSERT_EQ(forest.depth(), depth);
    // Every 31st lead, so that all kinds of them are met.
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t r = 0; r < leads.rows.rows; r += 31) chosen.push_back(r);
    const Matrix some = leads.rows.take(chosen);
    const auto expected = ForestOracle(json).contributions(some.values, some.columns);
    std::vector<double> phi(some.columns);
    for (size_t r = 0; r < some.rows; ++r) {
      const double bias = forest.contributions(some.row(r), phi);
      const double margin = forest.margin(some.row(r));
      const double tolerance = 1e-5 * std::max(1.0, std::abs(margin));
      ASSERT_NEAR(bias + std::accumulate(phi.begin(), phi.end(), 0.0), margin, tolerance);
      for (size_t f = 0; f < some.columns; ++f)
        ASSERT_NEAR(phi[f], expected[r * (some.columns + 1) + f], tolerance)
            << "depth " << depth << " row " << r << " feature " << f;
    }
  }
}

}  // namespace
}  // namespace leadlight::learn
