// The trees of a forest as plain data: one flat array, read and checked by both formats.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/result.h"

namespace leadlight::learn {

/// Limits of what is read; training stays far below (3,000 trees of depth 8 at most).
inline constexpr std::uint32_t kMaxFeatures = 65'535;
inline constexpr std::uint32_t kMaxTrees = 20'000;
inline constexpr std::uint32_t kMaxNodes = 8'000'000;
inline constexpr int kMaxDepth = 64;
/// Of a leaf, in log-odds: far beyond any meaning, and sums of them stay finite in float.
inline constexpr float kMaxLeaf = 1e6F;

/// A split or a leaf. The left child of a split is the node after it, so trees stand in preorder.
struct TreeNode {
  float value;          ///< a split's threshold, a leaf's margin
  float cover;          ///< summed hessian of the training rows that came here
  std::uint32_t input;  ///< 2 * feature + (missing goes left)
  std::uint32_t right;  ///< index of the right child; 0 marks a leaf

  bool is_leaf() const { return right == 0; }
  std::uint32_t feature() const { return input / 2; }
};

struct Trees {
  std::uint32_t feature_count = 0;
  double base_margin = 0;
  std::vector<std::uint32_t> roots;
  std::vector<TreeNode> nodes;
  int depth = 0;
};

/// Appends trees node by node in preorder and keeps every invariant that the evaluators rely on: finite numbers,
/// features in range, whole trees, bounded depth.
class TreesBuilder {
 public:
  TreesBuilder(std::uint32_t feature_count, double base_margin);

  Result<void> split(std::uint32_t feature, bool missing_left, float threshold, float cover);
  Result<void> leaf(float margin, float cover);
  /// Whether the next node starts a new tree.
  bool between_trees() const { return open_.empty(); }

  /// @errors InvalidInput when a tree is unfinished
  Result<Trees> finish() &&;

 private:
  Result<void> append(TreeNode node);

  Trees trees_;
  /// Splits that wait for a child: index, and whether the left one is there.
  struct Open {
    std::uint32_t index;
    bool has_left;
  };
  std::vector<Open> open_;
};

/// Share of a split's training rows that went left; one half where the model does not say.
inline double left_share(const Trees& trees, std::uint32_t node) {
  const double left = trees.nodes[node + 1].cover;
  const double right = trees.nodes[trees.nodes[node].right].cover;
  return left + right > 0 ? left / (left + right) : 0.5;
}

/// A row as splits compare it: at 2 f and 2 f + 1 the value, or where it is missing NaN (never below a threshold: goes
/// right) and minus infinity (always below: goes left). `inputs` holds 2 * feature_count floats.
void expand_row(const float* row, std::size_t given, std::size_t feature_count, float* inputs);

}  // namespace leadlight::learn
