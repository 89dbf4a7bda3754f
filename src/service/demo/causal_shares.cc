#include "service/demo/causal_shares.h"

#include <algorithm>
#include <cmath>

#include "service/demo/effects.h"

namespace leadlight::demo {
namespace {

using Test = Condition::Test;

std::vector<std::string_view> causal_columns() {
  std::vector<std::string_view> columns;
  for (const Effect& effect : causal_effects()) {
    for (const Condition& condition : {effect.when, effect.also}) {
      const bool is_new = std::ranges::find(columns, condition.attribute) == columns.end();
      if (condition.test != Test::Always && is_new) columns.push_back(condition.attribute);
    }
  }
  return columns;
}

/// Where a condition holds, 0 or 1 for each lead.
struct Held {
  std::vector<double> by_lead;
  double mean = 0;
};

Held held(const Condition& condition, std::span<const record::Values> leads) {
  Held held;
  for (const record::Values& lead : leads) held.by_lead.push_back(condition.holds(lead) ? 1 : 0);
  for (const double one : held.by_lead) held.mean += one / static_cast<double>(leads.size());
  return held;
}

}  // namespace

CausalShares causal_shares(std::span<const record::Values> leads) {
  CausalShares shares{causal_columns(), {}, causal_intercept()};
  shares.of_lead.assign(leads.size(), std::vector<double>(shares.columns.size()));
  const auto index_of = [&](std::string_view column) {
    return static_cast<size_t>(std::ranges::find(shares.columns, column) - shares.columns.begin());
  };
  for (const Effect& effect : causal_effects()) {
    const Held when = held(effect.when, leads), also = held(effect.also, leads);
    double both = 0;
    for (size_t i = 0; i < leads.size(); ++i) {
      both += when.by_lead[i] * also.by_lead[i] / static_cast<double>(leads.size());
    }
    shares.average += effect.log_odds * both;
    const size_t first = index_of(effect.when.attribute);
    for (size_t i = 0; i < leads.size(); ++i) {
      const double a = when.by_lead[i], b = also.by_lead[i];
      std::vector<double>& of_lead = shares.of_lead[i];
      if (effect.also.test == Test::Always) {
        of_lead[first] += effect.log_odds * (a - when.mean);
        continue;
      }
      // The mean of both orders in which two columns can become known.
      of_lead[first] += effect.log_odds / 2 * (a * also.mean - both + a * b - when.mean * b);
      of_lead[index_of(effect.also.attribute)] += effect.log_odds / 2 * (when.mean * b - both + a * b - a * also.mean);
    }
  }
  return shares;
}

std::vector<double> CausalShares::sizes() const {
  std::vector<double> sizes(columns.size());
  for (const auto& lead : of_lead) {
    for (size_t c = 0; c < columns.size(); ++c) sizes[c] += std::abs(lead[c]) / static_cast<double>(of_lead.size());
  }
  return sizes;
}

}  // namespace leadlight::demo
