#include "core/learn/forest.h"

#include <algorithm>

#include "core/learn/forest_compile.h"

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
  bytes += compiled_->groups.size() * sizeof(Group);
  for (const TreeWalk& walk : compiled_->walks) bytes += walk.bytes();
  return bytes;
}

double Forest::margin(std::span<const float> row) const {
  const Trees& trees = compiled_->trees;
  Inputs inputs(row, feature_count());
  const float* x = inputs.data();
  double margin = trees.base_margin;
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
  add_groups(*compiled_, inputs.data(), phi.data());
  for (const TreeWalk& walk : compiled_->walks) walk.add(inputs.data(), phi.data());
  return compiled_->bias;
}

}  // namespace leadlight::learn
