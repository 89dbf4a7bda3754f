#include "core/learn/forest_trees.h"

#include <cmath>

namespace leadlight::learn {

TreesBuilder::TreesBuilder(std::uint32_t feature_count, double base_margin) {
  trees_.feature_count = feature_count;
  trees_.base_margin = base_margin;
}

Result<void> TreesBuilder::split(std::uint32_t feature, bool missing_left, float threshold, float cover) {
  if (feature >= trees_.feature_count)
    return fail(ErrorCode::InvalidInput, "tree {}: split on feature {} of {}", trees_.roots.size(), feature,
                trees_.feature_count);
  if (open_.size() >= kMaxDepth)
    return fail(ErrorCode::TooLarge, "tree {}: deeper than {} splits", trees_.roots.size(), kMaxDepth);
  TRY(append({.value = threshold, .cover = cover, .input = 2 * feature + (missing_left ? 1U : 0U), .right = 1}));
  open_.push_back({static_cast<std::uint32_t>(trees_.nodes.size() - 1), false});
  trees_.depth = std::max(trees_.depth, static_cast<int>(open_.size()));
  return {};
}

Result<void> TreesBuilder::leaf(float margin, float cover) {
  if (std::abs(margin) > kMaxLeaf)
    return fail(ErrorCode::InvalidInput, "tree {}: a leaf of {} log-odds", trees_.roots.size(), margin);
  TRY(append({.value = margin, .cover = cover, .input = 0, .right = 0}));
  // A leaf completes its side; completed splits complete the side they stand on.
  while (!open_.empty() && open_.back().has_left) open_.pop_back();
  if (!open_.empty()) {
    open_.back().has_left = true;
    trees_.nodes[open_.back().index].right = static_cast<std::uint32_t>(trees_.nodes.size());
  }
  return {};
}

Result<void> TreesBuilder::append(TreeNode node) {
  if (!std::isfinite(node.value))
    return fail(ErrorCode::InvalidInput, "tree {}: value not finite", trees_.roots.size());
  if (!std::isfinite(node.cover) || node.cover < 0)
    return fail(ErrorCode::InvalidInput, "tree {}: cover {} is no count of rows", trees_.roots.size(), node.cover);
  if (trees_.nodes.size() >= kMaxNodes) return fail(ErrorCode::TooLarge, "more than {} nodes", kMaxNodes);
  if (between_trees()) {
    if (trees_.roots.size() >= kMaxTrees) return fail(ErrorCode::TooLarge, "more than {} trees", kMaxTrees);
    trees_.roots.push_back(static_cast<std::uint32_t>(trees_.nodes.size()));
  }
  trees_.nodes.push_back(node);
  return {};
}

Result<Trees> TreesBuilder::finish() && {
  if (!between_trees()) return fail(ErrorCode::InvalidInput, "tree {} ends in the middle", trees_.roots.size());
  if (trees_.feature_count > kMaxFeatures)
    return fail(ErrorCode::TooLarge, "{} features, at most {}", trees_.feature_count, kMaxFeatures);
  if (!(std::abs(trees_.base_margin) <= kMaxLeaf))
    return fail(ErrorCode::InvalidInput, "a base margin of {} log-odds", trees_.base_margin);
  trees_.nodes.shrink_to_fit();
  return std::move(trees_);
}

void expand_row(const float* row, std::size_t given, std::size_t feature_count, float* inputs) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (std::size_t f = 0; f < feature_count; ++f) {
    const float x = f < given ? row[f] : std::numeric_limits<float>::quiet_NaN();
    inputs[2 * f] = x;
    inputs[2 * f + 1] = std::isnan(x) ? -kInfinity : x;
  }
}

}  // namespace leadlight::learn
