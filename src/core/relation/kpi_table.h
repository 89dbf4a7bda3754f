// Every KPI of relationships: one table that documentation, API, lists, comparison and export read.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/relation/record_kpis.h"
#include "core/relation/record_type.h"

namespace leadlight::relation {

enum class Unit {
  Count,
  Minutes,
  Hours,
  Ratio,   ///< of two counts, 0 up to any
  Share,   ///< 0..1, shown in per cent
  Points,  ///< 0..100
  Code,    ///< a stored choice (spec 4.2)
  Moment,  ///< an activity and its time
  People,
  Days,        ///< counts day by day
  Comparison,  ///< numbers beside those of other records
};

struct Kpi {
  std::string_view key;     ///< `mails_sent`: our name for it everywhere
  std::string_view column;  ///< of the msdyn_*kpiitem tables; empty where they have none
  Unit unit;
  std::string_view formula;  ///< in words
  RecordTypes records;       ///< that show it
  std::string_view spec;     ///< section
  std::string_view header;   ///< where it is computed
  /// The number in a record's KPIs; null pointer for what is no number, nullopt where there is nothing to tell.
  std::optional<double> (*value)(const RecordKpis&);
};

std::span<const Kpi> kpi_table();
/// nullptr for an unknown key.
const Kpi* find_kpi(std::string_view key);

}  // namespace leadlight::relation
