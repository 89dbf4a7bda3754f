#include "core/learn/shapley.h"

#include <array>
#include <cmath>
#include <numbers>

#include "core/learn/matrix.h"

namespace leadlight::learn {
namespace {

constexpr int kMaxPoints = kMaxDepth / 2;
constexpr int kFewestPoints = 4;

/// Roots of the Legendre polynomial by Newton's method from Chebyshev-like starts.
Quadrature gauss_legendre(int n) {
  Quadrature out;
  for (int i = 0; i < n; ++i) {
    double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
    double slope = 1;
    for (int step = 0; step < 100; ++step) {
      double previous = 1;
      double value = x;
      for (int k = 2; k <= n; ++k) {
        const double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
        previous = value;
        value = next;
      }
      slope = n * (x * value - previous) / (x * x - 1);
      const double move = value / slope;
      x -= move;
      if (std::abs(move) < 1e-16) break;
    }
    out.at.push_back((1 + x) / 2);
    out.weight.push_back(1 / ((1 - x * x) * slope * slope));
  }
  return out;
}

}  // namespace

const Quadrature& quadrature(int points) {
  static const auto kAll = [] {
    std::array<Quadrature, kMaxPoints> all;
    for (int n = 1; n <= kMaxPoints; ++n) all[n - 1] = gauss_legendre(n);
    return all;
  }();
  return kAll[points - 1];
}

std::vector<double> leaf_table(std::span<const double> unknown, double value) {
  const size_t n = unknown.size();
  std::vector<double> table((size_t{1} << n) * n);
  const Quadrature& points = quadrature(static_cast<int>(n + 1) / 2);
  // before[j] is the product of the factors below j; one pass forth and one back give all products but one.
  std::vector<double> factor(n);
  std::vector<double> before(n);
  for (size_t pattern = 0; pattern < size_t{1} << n; ++pattern) {
    double* row = &table[pattern * n];
    for (size_t q = 0; q < points.at.size(); ++q) {
      const double t = points.at[q];
      double product = points.weight[q] * value;
      for (size_t j = 0; j < n; ++j) {
        factor[j] = unknown[j] * (1 - t) + (pattern >> j & 1 ? t : 0);
        before[j] = product;
        product *= factor[j];
      }
      double after = 1;
      for (size_t j = n; j-- > 0;) {
        row[j] += before[j] * after;
        after *= factor[j];
      }
    }
    for (size_t j = 0; j < n; ++j) row[j] *= (pattern >> j & 1 ? 1 : 0) - unknown[j];
  }
  return table;
}

double expected_margin(const Trees& trees, std::uint32_t root) {
  const TreeNode& node = trees.nodes[root];
  if (node.is_leaf()) return node.value;
  const double left = left_share(trees, root);
  return left * expected_margin(trees, root + 1) + (1 - left) * expected_margin(trees, node.right);
}

TreeWalk::TreeWalk(const Trees& trees, std::uint32_t root) {
  std::vector<std::uint32_t> features;
  std::vector<double> unknown;
  points_ = &quadrature(kFewestPoints);
  root_ = compile(trees, root, features, unknown);
}

/// `features` and `unknown` describe the splits above; both are as before when this returns.
std::int32_t TreeWalk::compile(const Trees& trees, std::uint32_t node, std::vector<std::uint32_t>& features,
                               std::vector<double>& unknown) {
  const TreeNode& from = trees.nodes[node];
  if (from.is_leaf()) {
    leaves_.push_back(from.value);
    return ~static_cast<std::int32_t>(leaves_.size() - 1);
  }
  const auto index = static_cast<std::int32_t>(splits_.size());
  Split split{.threshold = from.value, .input = from.input, .earlier = -1, .above = 1, .below = {}, .child = {}};
  for (int depth = static_cast<int>(features.size()) - 1; depth >= 0 && split.earlier < 0; --depth)
    if (features[depth] == from.feature()) split.earlier = depth;
  if (split.earlier >= 0) split.above = unknown[split.earlier];
  const double left = left_share(trees, node);
  split.below[0] = split.above * left;
  split.below[1] = split.above * (1 - left);
  splits_.push_back(split);

  features.push_back(from.feature());
  // In fours, eights and so on, so that the walk's loops over points have fixed lengths; more points do no harm.
  while (2 * points_->at.size() < features.size()) points_ = &quadrature(2 * static_cast<int>(points_->at.size()));
  for (const int side : {0, 1}) {
    unknown.push_back(split.below[side]);
    const std::int32_t child = compile(trees, side == 0 ? node + 1 : from.right, features, unknown);
    splits_[index].child[side] = child;
    unknown.pop_back();
  }
  features.pop_back();
  return index;
}

/// The state of one walk. `met[d]` says whether the feature of the split at depth d is met so far: 1 or 0, or where the
/// row's value is not known the share of training rows that do.
template <size_t kPoints>
struct TreeWalk::Visit {
  using Sums = std::array<double, kPoints>;

  const TreeWalk& tree;
  const float* inputs;
  double* phi;
  std::array<double, kMaxDepth> met;

  /// The sum over points of sums / factor, where a feature that is neither met nor ever passed counts nothing.
  double divided(const Sums& sums, double met_by, double unknown) const {
    double total = 0;
    for (size_t q = 0; q < kPoints; ++q) {
      const double t = tree.points_->at[q];
      const double factor = met_by * t + unknown * (1 - t);
      if (factor > 0) total += sums[q] / factor;
    }
    return total;
  }

  /// `product[q]` is the product of all factors on the path. Returns it times value and weight, summed over leaves.
  Sums walk(std::int32_t at, int depth, const Sums& product) {
    Sums sums{};
    if (at < 0) {
      for (size_t q = 0; q < kPoints; ++q) sums[q] = tree.leaves_[~at] * tree.points_->weight[q] * product[q];
      return sums;
    }
    const Split& split = tree.splits_[at];
    const double met_above = split.earlier < 0 ? 1 : met[split.earlier];
    const bool is_known = inputs[split.input] != kUnknown;
    const int row_goes = inputs[split.input] < split.threshold ? 0 : 1;
    double share = 0;
    for (const int side : {0, 1}) {
      const double met_below = !is_known ? split.below[side] : side == row_goes ? met_above : 0;
      met[depth] = met_below;
      Sums below{};
      for (size_t q = 0; q < kPoints; ++q) {
        const double t = tree.points_->at[q];
        const double old_factor = met_above * t + split.above * (1 - t);
        const double new_factor = met_below * t + split.below[side] * (1 - t);
        below[q] = old_factor > 0 ? product[q] / old_factor * new_factor : 0;
      }
      const Sums found = walk(split.child[side], depth + 1, below);
      share += (met_below - split.below[side]) * divided(found, met_below, split.below[side]);
      // The leaves below no longer count with the interval of the earlier split on this feature.
      if (split.earlier >= 0) share -= (met_above - split.above) * divided(found, met_above, split.above);
      for (size_t q = 0; q < kPoints; ++q) sums[q] += found[q];
    }
    phi[split.input / 2] += share;
    return sums;
  }
};

template <size_t kPoints>
void TreeWalk::add_with(const float* inputs, double* phi) const {
  Visit<kPoints> visit{.tree = *this, .inputs = inputs, .phi = phi, .met = {}};
  typename Visit<kPoints>::Sums one;
  one.fill(1);
  visit.walk(root_, 0, one);
}

void TreeWalk::add(const float* inputs, double* phi) const {
  if (root_ < 0) return;
  switch (points_->at.size()) {
    case 4:
      return add_with<4>(inputs, phi);
    case 8:
      return add_with<8>(inputs, phi);
    case 16:
      return add_with<16>(inputs, phi);
    default:
      return add_with<32>(inputs, phi);
  }
}

}  // namespace leadlight::learn
