// What a forest is in memory: its trees, and for shallow ones tables from which Shapley values are read.
//
// A *group* is a subtree with the splits above it, at most eight splits in all. Which way a row goes at them makes a
// pattern of up to eight bits, and the sum of the Shapley values of the subtree's leaves depends on that pattern only:
// one table row per pattern, one float per distinct feature. A full tree of depth 4 is two groups, so it costs sixteen
// comparisons, two reads of 32 bytes and at most sixteen additions. Trees too deep for that are walked (shapley.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/learn/forest_trees.h"
#include "core/learn/shapley.h"

namespace leadlight::learn {

inline constexpr int kGroupSplits = 8;
/// Most a tree's tables may take (a full tree of depth 6 takes half), and those of a forest. 200 full trees take 3 MB
/// at depth 4 and 13 MB at depth 6; of 3,000 trees of depth 6 the first thousand get tables, the rest are walked.
inline constexpr size_t kTreeTableBytes = 128 << 10;
inline constexpr size_t kForestTableBytes = 64 << 20;

struct alignas(32) Group {
  std::array<float, kGroupSplits> threshold;  ///< minus infinity in unused places: never goes left
  std::array<std::int32_t, kGroupSplits> input;
  std::array<std::uint16_t, kGroupSplits> feature;  ///< which phi each place of a table row belongs to
  std::uint32_t table;                              ///< offset of the pattern 0 in floats
  std::uint32_t width;                              ///< distinct features, 1 to 8
};

/// Of each split of a group, the share of its training rows that went left. Beside the groups, for only rows with
/// unknown cells need it.
using LeftShares = std::array<float, kGroupSplits>;

/// Table rows are 4 or 8 floats apart, so that none lies across two cache lines.
inline constexpr size_t table_stride(size_t width) {
  return width <= 4 ? 4 : 8;
}

struct CompiledForest {
  Trees trees;
  double bias = 0;
  /// Ordered by width; those of width w are [width_begin[w], width_begin[w + 1]).
  std::vector<Group> groups;
  std::vector<LeftShares> left_shares;  ///< of each group
  std::array<std::uint32_t, kGroupSplits + 2> width_begin{};
  struct alignas(32) TableBlock {
    float values[8];
  };
  std::vector<TableBlock> tables;
  std::vector<TreeWalk> walks;
};

std::shared_ptr<const CompiledForest> compile(Trees trees);

/// Plain is what any processor can; both give the same bits.
enum class Comparisons { Fastest, Plain };

/// Adds the Shapley values of all groups to phi. `inputs` as expand_row makes them.
void add_groups(const CompiledForest& forest, const float* inputs, double* phi,
                Comparisons comparisons = Comparisons::Fastest);

/// The same for a row with unknown cells: Shapley values are linear in whether a split is passed, so a split that may
/// go either way takes the mean of both table rows, weighted by the training rows.
void add_groups_averaged(const CompiledForest& forest, const float* inputs, double* phi);

}  // namespace leadlight::learn
