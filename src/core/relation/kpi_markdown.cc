#include "core/relation/kpi_markdown.h"

#include <fmt/format.h>

#include "core/relation/kpi_table.h"

namespace leadlight::relation {
namespace {

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::Count:
      return "number";
    case Unit::Minutes:
      return "minutes";
    case Unit::Hours:
      return "hours";
    case Unit::Ratio:
      return "ratio";
    case Unit::Share:
      return "share, 0 to 1";
    case Unit::Points:
      return "0 to 100";
    case Unit::Code:
      return "choice";
    case Unit::Moment:
      return "activity and its time";
    case Unit::People:
      return "people";
    case Unit::Days:
      return "numbers by day";
    case Unit::Comparison:
      return "numbers beside others'";
  }
  return "";
}

std::string names_of(RecordTypes records) {
  constexpr std::pair<RecordType, std::string_view> kNames[] = {{RecordType::Account, "account"},
                                                                {RecordType::Contact, "contact"},
                                                                {RecordType::Lead, "lead"},
                                                                {RecordType::Opportunity, "opportunity"}};
  std::string names;
  for (const auto& [type, name] : kNames) {
    if (records.contain(type)) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  }
  return names;
}

}  // namespace

std::string kpis_markdown() {
  std::string text =
      "# KPIs of relationships\n\n"
      "Generated from `src/core/relation/kpi_table.cc` by `leadlight_generate`. \"Us\" are the people who work here,\n"
      "\"them\" those of the customer. What robots sent, auto-replies, bounces and what was called off never count.\n\n"
      "| KPI | column | unit | how it is computed | on |\n|---|---|---|---|---|\n";
  for (const Kpi& kpi : kpi_table()) {
    const std::string column = kpi.column.empty() ? "" : fmt::format("`{}`", kpi.column);
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", kpi.key, column, name_of(kpi.unit), kpi.formula,
                        names_of(kpi.records));
  }
  return text;
}

}  // namespace leadlight::relation
