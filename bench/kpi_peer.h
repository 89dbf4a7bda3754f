#pragma once

#include <vector>

#include "core/relation/interaction.h"
#include "figure.h"

namespace leadlight::bench {

/// Histories one after the other.
struct KpiRecords {
  std::vector<relation::Interaction> interactions;
  std::vector<std::size_t> begins;  ///< of each record, and the end of the last

  std::size_t count() const { return begins.size() - 1; }
  relation::History of(std::size_t record) const {
    return std::span(interactions).subspan(begins[record], begins[record + 1] - begins[record]);
  }
};

/// The part `same-as-sql` of the benchmark kpi (kpi.cc).
void run_kpi_peer(Run& run, const KpiRecords& records, Timestamp as_of);

}  // namespace leadlight::bench
