#include "public_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <stdexcept>

#include "connect/csv/writer.h"
#include "must_have.h"

namespace leadlight::bench {
namespace {

void write_file(const std::filesystem::path& file, csv::Writer& writer) {
  std::ofstream(file, std::ios::binary) << writer.take();
}

std::size_t place_of(const csv::Document& document, std::string_view column) {
  const auto at = std::find(document.columns.begin(), document.columns.end(), column);
  if (at == document.columns.end()) throw std::runtime_error(fmt::format("there is no column {}", column));
  return static_cast<std::size_t>(at - document.columns.begin());
}

}  // namespace

std::string data_path(std::string_view file) {
  const char* folder = std::getenv("LEADLIGHT_DATA");
  return fmt::format("{}/{}", folder ? folder : LEADLIGHT_CHECKOUT "/../shared/data", file);
}

bool has_public_data() {
  return std::filesystem::exists(data_path("xeducation-leads/Lead Scoring.csv"));
}

feature::TrainingSet read_closed(std::string_view file, std::string_view outcome, std::string_view created) {
  const std::string path = std::filesystem::path(file).is_absolute() ? std::string(file) : data_path(file);
  return must_have(app::read_evaluate_set({path, std::string(outcome), "", std::string(created), "", {}, {}})).set;
}

feature::TrainingSet read_xeducation(const std::filesystem::path& folder) {
  const auto joined = folder / "leads.csv";
  if (!std::filesystem::exists(joined)) {
    auto first = must_have(csv::read_document(data_path("xeducation-leads/Lead Scoring.csv")));
    auto second = must_have(csv::read_document(data_path("xeducation-leads/eval_leads.csv")));
    first.rows.insert(first.rows.end(), second.rows.begin(), second.rows.end());
    csv::Writer writer;
    writer.write(first.columns);
    for (const auto& row : first.rows) writer.write(row);
    write_file(joined, writer);
  }
  return read_closed(joined.string(), "Converted=1");
}

const std::vector<std::string>& leaking_columns() {
  static const std::vector<std::string> columns{"Tags",
                                                "Lead Quality",
                                                "Lead Profile",
                                                "Asymmetrique Activity Index",
                                                "Asymmetrique Profile Index",
                                                "Asymmetrique Activity Score",
                                                "Asymmetrique Profile Score",
                                                "Last Notable Activity"};
  return columns;
}

feature::TrainingSet read_maven(bool with_date) {
  auto set = read_closed("maven-crm/sales_pipeline.csv", "deal_stage=Won", with_date ? "engage_date" : "");
  std::set<std::string, std::less<>> known{"sales_agent", "product", "account"};
  if (with_date) known.insert("engage_date");
  std::erase_if(set.frame.columns, [&](const feature::Column& column) { return !known.contains(column.name); });
  return set;
}

feature::TrainingSet read_olist(const std::filesystem::path& folder) {
  const auto joined = folder / "olist.csv";
  if (!std::filesystem::exists(joined)) {
    const auto leads =
        must_have(csv::read_document(data_path("olist-funnel/olist_marketing_qualified_leads_dataset.csv")));
    const auto deals = must_have(csv::read_document(data_path("olist-funnel/olist_closed_deals_dataset.csv")));
    std::set<std::string> won;
    for (const auto& deal : deals.rows) won.insert(deal.at(place_of(deals, "mql_id")));
    csv::Writer writer;
    writer.write(std::vector<std::string>{"origin", "landing_page_id", "won"});
    for (const auto& lead : leads.rows) {
      writer.write(std::vector<std::string>{lead.at(place_of(leads, "origin")),
                                            lead.at(place_of(leads, "landing_page_id")),
                                            won.contains(lead.at(place_of(leads, "mql_id"))) ? "1" : "0"});
    }
    write_file(joined, writer);
  }
  return read_closed(joined.string(), "won=1");
}

}  // namespace leadlight::bench
