#include "core/learn/signal.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace leadlight::learn {
namespace {

struct Cluster {
  double sum = 0;  // weighted
  double weight = 0;
};

/// Standard error of a ratio of sums over clusters (linearised).
double clustered_error(const std::vector<Cluster>& clusters, double mean) {
  double total = 0, squares = 0;
  for (const auto& c : clusters) {
    total += c.weight;
    const double residual = c.sum - mean * c.weight;
    squares += residual * residual;
  }
  const double n = static_cast<double>(clusters.size());
  if (n < 2 || !(total > 0)) return INFINITY;
  return std::sqrt(squares * n / (n - 1)) / total;
}

}  // namespace

double log_loss_of(double margin, bool positive) {
  const double towards = positive ? margin : -margin;  // ln(1 + e^-x) without overflow
  return towards > 0 ? std::log1p(std::exp(-towards)) : std::log1p(std::exp(towards)) - towards;
}

Gain mean_over(std::span<const double> values, Weights weights, std::span<const std::uint32_t> group,
               std::span<const double> order) {
  constexpr size_t kStretches = 20;
  const size_t n = values.size();
  std::vector<size_t> by_time(n);
  std::iota(by_time.begin(), by_time.end(), size_t{0});
  if (!order.empty()) {
    const auto at = [&](size_t i) { return std::isnan(order[i]) ? -INFINITY : order[i]; };
    std::stable_sort(by_time.begin(), by_time.end(), [&](size_t a, size_t b) { return at(a) < at(b); });
  }
  std::vector<Cluster> alone, stretches(std::min(kStretches, n));
  std::unordered_map<std::uint32_t, size_t> place;
  Cluster all;
  for (size_t rank = 0; rank < n; ++rank) {
    const size_t i = by_time[rank];
    const double weight = weights.empty() ? 1 : weights[i];
    size_t at = alone.size();
    if (!group.empty()) at = place.try_emplace(group[i], at).first->second;
    if (at == alone.size()) alone.emplace_back();
    for (auto* cluster : {&all, &alone[at], &stretches[rank * stretches.size() / n]}) {
      cluster->sum += weight * values[i];
      cluster->weight += weight;
    }
  }
  Gain out;
  if (!(all.weight > 0)) return out;
  out.mean = all.sum / all.weight;
  out.standard_error = clustered_error(alone, out.mean);
  if (!order.empty()) out.standard_error = std::max(out.standard_error, clustered_error(stretches, out.mean));
  out.interval = {out.mean - 1.96 * out.standard_error, out.mean + 1.96 * out.standard_error};
  return out;
}

Gain gain_over(std::span<const double> base_margins, std::span<const double> margins, Labels labels, Weights weights,
               std::span<const std::uint32_t> group, std::span<const double> order) {
  std::vector<double> saved;
  for (size_t i = 0; i < labels.size(); ++i) {
    saved.push_back(log_loss_of(base_margins[i], labels[i]) - log_loss_of(margins[i], labels[i]));
  }
  return mean_over(saved, weights, group, order);
}

}  // namespace leadlight::learn
