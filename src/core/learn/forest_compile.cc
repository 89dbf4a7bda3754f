#include "core/learn/forest_compile.h"

#include <algorithm>
#include <optional>

namespace leadlight::learn {
namespace {

struct Step {
  std::uint32_t node;
  bool left;
};

/// A group before its table is made: the subtree at `node`, the path to it, and the splits of both.
struct Draft {
  std::uint32_t node;
  std::vector<Step> path;
  std::vector<std::uint32_t> splits;
  std::vector<std::uint32_t> features;
  std::vector<double> values;  ///< once filled: 2^splits rows of `features.size()`

  size_t patterns() const { return size_t{1} << splits.size(); }
  size_t floats() const { return std::max<size_t>(8, patterns() * table_stride(features.size())); }
};

/// Cuts one tree into groups, the largest that fit. Planning is cheap, so that a tree whose tables are not wanted costs
/// nothing; fill() computes them.
class Cutter {
 public:
  explicit Cutter(const Trees& trees) : trees_(trees) {}

  /// Nothing when the tree is too deep.
  std::optional<std::vector<Draft>> cut(std::uint32_t root) {
    if (!visit(root)) return std::nullopt;
    return std::move(drafts_);
  }

  void fill(Draft& draft) {
    draft.values.resize(draft.patterns() * draft.features.size());
    path_ = draft.path;
    add_leaves(draft.node, draft);
  }

 private:
  bool visit(std::uint32_t node) {
    if (path_.size() > kGroupSplits) return false;
    Draft draft{.node = node, .path = path_, .splits = {}, .features = {}, .values = {}};
    for (const Step& step : path_) draft.splits.push_back(step.node);
    if (collect_splits(node, draft.splits)) {
      if (draft.splits.empty()) return true;  // a single leaf explains nothing
      for (const std::uint32_t split : draft.splits) {
        const std::uint32_t feature = trees_.nodes[split].feature();
        if (std::ranges::find(draft.features, feature) == draft.features.end()) draft.features.push_back(feature);
      }
      drafts_.push_back(std::move(draft));
      return true;
    }
    for (const bool left : {true, false}) {
      path_.push_back({node, left});
      const bool fits = visit(left ? node + 1 : trees_.nodes[node].right);
      path_.pop_back();
      if (!fits) return false;
    }
    return true;
  }

  /// Appends the splits of a subtree; false as soon as there are too many.
  bool collect_splits(std::uint32_t node, std::vector<std::uint32_t>& splits) const {
    if (trees_.nodes[node].is_leaf()) return true;
    if (splits.size() == kGroupSplits) return false;
    splits.push_back(node);
    return collect_splits(node + 1, splits) && collect_splits(trees_.nodes[node].right, splits);
  }

  void add_leaves(std::uint32_t node, Draft& draft) {
    if (trees_.nodes[node].is_leaf()) return add_leaf(trees_.nodes[node].value, draft);
    for (const bool left : {true, false}) {
      path_.push_back({node, left});
      add_leaves(left ? node + 1 : trees_.nodes[node].right, draft);
      path_.pop_back();
    }
  }

  /// Adds the leaf at the end of the path to every pattern of the group.
  void add_leaf(double value, Draft& draft) const {
    struct Condition {
      size_t place;  ///< of the feature in the table row
      unsigned left = 0;
      unsigned right = 0;  ///< bits of the splits that must go that way
    };
    std::vector<Condition> conditions;
    std::vector<double> unknown;
    for (const Step& step : path_) {
      const size_t bit = std::ranges::find(draft.splits, step.node) - draft.splits.begin();
      const size_t place =
          std::ranges::find(draft.features, trees_.nodes[step.node].feature()) - draft.features.begin();
      auto at = std::ranges::find(conditions, place, &Condition::place);
      if (at == conditions.end()) {
        at = conditions.insert(at, Condition{.place = place});
        unknown.push_back(1);
      }
      (step.left ? at->left : at->right) |= 1U << bit;
      const double left = left_share(trees_, step.node);
      unknown[at - conditions.begin()] *= step.left ? left : 1 - left;
    }
    const size_t n = conditions.size();
    const std::vector<double> shares = leaf_table(unknown, value);
    for (size_t pattern = 0; pattern < draft.patterns(); ++pattern) {
      size_t met = 0;
      for (size_t j = 0; j < n; ++j)
        if ((pattern & conditions[j].left) == conditions[j].left && (pattern & conditions[j].right) == 0)
          met |= size_t{1} << j;
      double* row = &draft.values[pattern * draft.features.size()];
      for (size_t j = 0; j < n; ++j) row[conditions[j].place] += shares[met * n + j];
    }
  }

  const Trees& trees_;
  std::vector<Step> path_;
  std::vector<Draft> drafts_;
};

LeftShares left_shares(const Trees& trees, const Draft& draft) {
  LeftShares shares{};
  std::ranges::transform(draft.splits, shares.begin(),
                         [&](std::uint32_t split) { return static_cast<float>(left_share(trees, split)); });
  return shares;
}

Group place(const Trees& trees, const Draft& draft, std::vector<CompiledForest::TableBlock>& tables) {
  Group group{};
  group.threshold.fill(-std::numeric_limits<float>::infinity());
  for (size_t i = 0; i < draft.splits.size(); ++i) {
    group.threshold[i] = trees.nodes[draft.splits[i]].value;
    group.input[i] = static_cast<std::int32_t>(trees.nodes[draft.splits[i]].input);
  }
  std::ranges::copy(draft.features, group.feature.begin());
  group.width = static_cast<std::uint32_t>(draft.features.size());
  group.table = static_cast<std::uint32_t>(tables.size() * 8);
  tables.resize(tables.size() + (draft.floats() + 7) / 8);
  const size_t stride = table_stride(group.width);
  for (size_t pattern = 0; pattern < draft.patterns(); ++pattern)
    for (size_t j = 0; j < group.width; ++j) {
      const size_t at = group.table + pattern * stride + j;
      tables[at / 8].values[at % 8] = static_cast<float>(draft.values[pattern * group.width + j]);
    }
  return group;
}

}  // namespace

std::shared_ptr<const CompiledForest> compile(Trees trees) {
  auto forest = std::make_shared<CompiledForest>();
  forest->bias = trees.base_margin;
  std::vector<std::pair<Group, LeftShares>> groups;
  for (const std::uint32_t root : trees.roots) {
    forest->bias += expected_margin(trees, root);
    if (trees.nodes[root].is_leaf()) continue;
    Cutter cutter(trees);
    auto drafts = cutter.cut(root);
    size_t bytes = 0;
    if (drafts)
      for (const Draft& draft : *drafts) bytes += draft.floats() * sizeof(float);
    if (!drafts || bytes > kTreeTableBytes || forest->tables.size() * 32 + bytes > kForestTableBytes) {
      forest->walks.emplace_back(trees, root);
      continue;
    }
    for (Draft& draft : *drafts) {
      cutter.fill(draft);
      groups.emplace_back(place(trees, draft, forest->tables), left_shares(trees, draft));
    }
  }
  std::ranges::stable_sort(groups, {}, [](const auto& group) { return group.first.width; });
  for (const auto& [group, shares] : groups) {
    forest->groups.push_back(group);
    forest->left_shares.push_back(shares);
  }
  for (std::uint32_t width = 0; width < forest->width_begin.size(); ++width)
    forest->width_begin[width] = static_cast<std::uint32_t>(
        std::ranges::lower_bound(forest->groups, width, {}, &Group::width) - forest->groups.begin());
  forest->tables.shrink_to_fit();
  forest->trees = std::move(trees);
  return forest;
}

}  // namespace leadlight::learn
