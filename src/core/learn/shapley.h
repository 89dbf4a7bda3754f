// Exact path-dependent Shapley values of one tree, in the two forms the forest needs: a table per leaf, and a walk.
//
// A leaf with value v lies behind n distinct features. For a row, feature j has met_j = 1 if all its splits on the path
// point to the leaf, else 0; unknown_j is the share of training rows that pass those splits. Its Shapley value is
//
//   phi_i = v (met_i - unknown_i) * integral over t in [0, 1] of prod_{j != i} (met_j t + unknown_j (1 - t)) dt
//
// (Owen's multilinear extension: t is the chance that another feature is known.) The integrand is a polynomial of
// degree n - 1, so Gauss-Legendre quadrature with ceil(n / 2) points gives it exactly, with positive terms only.
#pragma once

#include <span>
#include <vector>

#include "core/learn/forest_trees.h"

namespace leadlight::learn {

/// Points and weights on [0, 1].
struct Quadrature {
  std::vector<double> at;
  std::vector<double> weight;
};
/// Gauss-Legendre with `points` points, 1 to kMaxDepth / 2: exact for polynomials of degree 2 points - 1.
const Quadrature& quadrature(int points);

/// The Shapley values of a leaf for each of the 2^n patterns of met features: entry `pattern * n + j`, bit j of the
/// pattern meaning that feature j is met.
std::vector<double> leaf_table(std::span<const double> unknown, double value);

/// Margin expected of a tree when nothing is known: its leaves averaged by cover.
double expected_margin(const Trees& trees, std::uint32_t root);

/// One tree by a walk over all its nodes, O(nodes * depth / 2); needs no memory, whatever the depth.
/// (The summation over edges follows Yu, Xu, Bifet, Read 2022, "Linear TreeSHAP", with quadrature in place of division
/// of polynomials.)
class TreeWalk {
 public:
  TreeWalk(const Trees& trees, std::uint32_t root);

  /// Adds the tree's Shapley values to phi. `inputs` as expand_row makes them.
  void add(const float* inputs, double* phi) const;
  size_t bytes() const { return splits_.size() * sizeof(Split); }

 private:
  /// `unknown` of this split's feature: above it, and at each child.
  struct Split {
    float threshold;
    std::uint32_t input;
    int earlier;  ///< depth of the last split on the path with the same feature, or -1
    double above;
    double below[2];
    std::int32_t child[2];  ///< left, right: a split, or ~leaf
  };
  template <size_t kPoints>
  struct Visit;
  template <size_t kPoints>
  void add_with(const float* inputs, double* phi) const;

  std::int32_t compile(const Trees& trees, std::uint32_t node, std::vector<std::uint32_t>& features,
                       std::vector<double>& unknown);

  std::vector<Split> splits_;
  std::vector<double> leaves_;
  std::int32_t root_;
  const Quadrature* points_;
};

}  // namespace leadlight::learn
