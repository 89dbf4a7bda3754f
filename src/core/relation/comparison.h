// A record's numbers against those of other records, such as similar won deals (spec 6, 13).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/relation/kpi_table.h"

namespace leadlight::relation {

/// Of the records that have the number.
struct Quartiles {
  std::size_t records = 0;
  double lower = 0;
  double median = 0;
  double upper = 0;
};

struct Comparison {
  const Kpi* kpi;
  std::optional<double> value;      ///< of the record itself
  std::optional<Quartiles> others;  ///< none where no other record has the number
};

/// Between two values as the straight line between them has it (type 7 of Hyndman, Fan 1996). Reorders the values;
/// nullopt without any.
std::optional<Quartiles> quartiles(std::span<double> values);

/// Every KPI of the table that is a quantity, in its order. Whether the others are enough to be shown is for the caller
/// to say.
std::vector<Comparison> compare(const RecordKpis& record, std::span<const RecordKpis> others);

}  // namespace leadlight::relation
