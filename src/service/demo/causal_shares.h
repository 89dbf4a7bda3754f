// What each column does for each lead in the causal model, in the unit in which a trained model's reasons are given.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/record/record.h"

namespace leadlight::demo {

/// Exact Shapley values of causal_margin(), in log-odds. A column whose value is not known counts with its mean over
/// the same leads (interventional values: no column answers for another that goes along with it). A single effect is
/// its column's own, minus its mean; an interaction is shared by its two columns.
struct CausalShares {
  std::vector<std::string_view> columns;     ///< every column that causal_effects() names, in that order
  std::vector<std::vector<double>> of_lead;  ///< [lead][column]
  double average = 0;                        ///< average + sum(of_lead[i]) == causal_margin(leads[i])

  /// Mean |share| of each column over the leads: how much it moves outcomes, as a model's influence is counted.
  std::vector<double> sizes() const;
};
CausalShares causal_shares(std::span<const record::Values> leads);

}  // namespace leadlight::demo
