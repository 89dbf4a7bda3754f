// The inner loop of Shapley values: which way at up to eight splits, one table row, a few additions.
//
// Rows are found and fetched ahead for a block of groups before any is added: nearly every row is a miss in the cache
// (and at depth 6 in the page tables), and so the misses overlap. Measured three times faster at depth 4, five at 6.
#include <algorithm>
#include <bit>
#include <utility>

#include "core/learn/forest_compile.h"
#include "core/learn/matrix.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leadlight::learn {
namespace {

constexpr size_t kBlock = 32;

/// Sets rows[g] to the table row of each of `count` groups of one width, and starts to fetch it.
using FindRows = void (*)(const Group* groups, size_t count, const float* tables, const float* inputs,
                          const float** rows);

void find_rows_plain(const Group* groups, size_t count, const float* tables, const float* inputs, const float** rows) {
  const size_t stride = table_stride(groups->width);
  for (size_t g = 0; g < count; ++g) {
    unsigned pattern = 0;  // bit i: left at split i
    for (int i = 0; i < kGroupSplits; ++i)
      pattern |= unsigned{inputs[groups[g].input[i]] < groups[g].threshold[i]} << i;
    rows[g] = tables + groups[g].table + pattern * stride;
    __builtin_prefetch(rows[g]);
  }
}

#if defined(__x86_64__)
/// The same with the eight comparisons at once.
__attribute__((target("avx2"))) void find_rows_avx2(const Group* groups, size_t count, const float* tables,
                                                    const float* inputs, const float** rows) {
  const size_t stride = table_stride(groups->width);
  for (size_t g = 0; g < count; ++g) {
    const __m256i index = _mm256_load_si256(reinterpret_cast<const __m256i*>(groups[g].input.data()));
    const __m256 x = _mm256_i32gather_ps(inputs, index, 4);
    const __m256 left = _mm256_cmp_ps(x, _mm256_load_ps(groups[g].threshold.data()), _CMP_LT_OQ);
    rows[g] = tables + groups[g].table + static_cast<unsigned>(_mm256_movemask_ps(left)) * stride;
    __builtin_prefetch(rows[g]);
  }
}
#endif

FindRows fastest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return find_rows_avx2;
#endif
  return find_rows_plain;
}

/// Groups with one number of distinct features, so that the innermost loop has a fixed length.
template <size_t kWidth>
void add_width(const CompiledForest& forest, FindRows find_rows, const float* inputs, double* phi) {
  const Group* group = forest.groups.data() + forest.width_begin[kWidth];
  const Group* const end = forest.groups.data() + forest.width_begin[kWidth + 1];
  const float* rows[kBlock];
  while (group != end) {
    const size_t count = std::min<size_t>(kBlock, end - group);
    find_rows(group, count, forest.tables.front().values, inputs, rows);
    for (size_t g = 0; g < count; ++g)
      for (size_t j = 0; j < kWidth; ++j) phi[group[g].feature[j]] += static_cast<double>(rows[g][j]);
    group += count;
  }
}

}  // namespace

void add_groups(const CompiledForest& forest, const float* inputs, double* phi, Comparisons comparisons) {
  static const FindRows kFastest = fastest();
  const FindRows find_rows = comparisons == Comparisons::Fastest ? kFastest : find_rows_plain;
  [&]<size_t... kWidths>(std::index_sequence<kWidths...>) {
    (add_width<kWidths + 1>(forest, find_rows, inputs, phi), ...);
  }
  (std::make_index_sequence<kGroupSplits>());
}

void add_groups_averaged(const CompiledForest& forest, const float* inputs, double* phi) {
  for (size_t g = 0; g < forest.groups.size(); ++g) {
    const Group& group = forest.groups[g];
    const LeftShares& shares = forest.left_shares[g];
    unsigned pattern = 0, open = 0;  // bits of the splits: left, and either way
    for (int i = 0; i < kGroupSplits; ++i) {
      const float x = inputs[group.input[i]];
      const bool is_split = group.threshold[i] > -std::numeric_limits<float>::infinity();
      open |= unsigned{x == kUnknown && is_split} << i;
      pattern |= unsigned{x != kUnknown && x < group.threshold[i]} << i;
    }
    // Every way the open ones may go: all subsets, the empty one last.
    for (unsigned left = open;; left = (left - 1) & open) {
      double weight = 1;
      for (unsigned rest = open; rest != 0; rest &= rest - 1) {
        const int i = std::countr_zero(rest);
        weight *= left >> i & 1 ? shares[i] : 1 - shares[i];
      }
      const float* row = forest.tables.front().values + group.table + (pattern | left) * table_stride(group.width);
      for (size_t j = 0; j < group.width; ++j) phi[group.feature[j]] += weight * static_cast<double>(row[j]);
      if (left == 0) break;
    }
  }
}

}  // namespace leadlight::learn
