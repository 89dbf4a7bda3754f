#include "core/learn/forest.h"

#include <algorithm>

#include "core/learn/forest_compile.h"
#include "core/learn/matrix.h"

namespace leadlight::learn {
namespace {

/// The row's inputs, on the stack for any usual number of features.
class Inputs {
 public:
  Inputs(std::span<const float> row, size_t feature_count) {
    if (2 * feature_count > small_.size()) large_.resize(2 * feature_count);
    expand_row(row.data(), row.size(), feature_count, data());
  }
  float* data() { return large_.empty() ? small_.data() : large_.data(); }

 private:
  std::array<float, 1024> small_;
  std::vector<float> large_;
};

/// The margin of a tree where splits on unknown cells go both ways.
double averaged_margin(const Trees& trees, std::uint32_t at, const float* x) {
  const TreeNode& node = trees.nodes[at];
  if (node.is_leaf()) return node.value;
  if (x[node.input] != kUnknown) return averaged_margin(trees, x[node.input] < node.value ? at + 1 : node.right, x);
  const double left = left_share(trees, at);
  return left * averaged_margin(trees, at + 1, x) + (1 - left) * averaged_margin(trees, node.right, x);
}

}  // namespace

size_t Forest::feature_count() const {
  return compiled_->trees.feature_count;
}
size_t Forest::tree_count() const {
  return compiled_->trees.roots.size();
}
int Forest::depth() const {
  return compiled_->trees.depth;
}

size_t Forest::table_bytes() const {
  size_t bytes = compiled_->tables.size() * sizeof(CompiledForest::TableBlock);
  bytes += compiled_->groups.size() * (sizeof(Group) + sizeof(LeftShares));
  for (const TreeWalk& walk : compiled_->walks) bytes += walk.bytes();
  return bytes;
}

double Forest::margin(std::span<const float> row) const {
  const Trees& trees = compiled_->trees;
  Inputs inputs(row, feature_count());
  const float* x = inputs.data();
  double margin = trees.base_margin;
  if (has_unknown(row)) {
    for (const std::uint32_t root : trees.roots) margin += averaged_margin(trees, root, x);
    return margin;
  }
  for (std::uint32_t at : trees.roots) {
    const TreeNode* nodes = trees.nodes.data();
    while (!nodes[at].is_leaf()) at = x[nodes[at].input] < nodes[at].value ? at + 1 : nodes[at].right;
    margin += static_cast<double>(nodes[at].value);
  }
  return margin;
}

double Forest::contributions(std::span<const float> row, std::span<double> phi) const {
  std::ranges::fill(phi, 0.0);
  Inputs inputs(row, feature_count());
  const bool averaged = has_unknown(row);
  averaged ? add_groups_averaged(*compiled_, inputs.data(), phi.data())
           : add_groups(*compiled_, inputs.data(), phi.data());
  for (const TreeWalk& walk : compiled_->walks) walk.add(inputs.data(), phi.data());
  // Zero by definition; what the tables give is what they round off.
  for (size_t f = 0; averaged && f < row.size(); ++f) {
    if (row[f] == kUnknown) phi[f] = 0;
  }
  return compiled_->bias;
}

}  // namespace leadlight::learn
