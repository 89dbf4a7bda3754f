// The inner loop of Shapley values: which way at up to eight splits, one table row, a few additions.
#include <utility>

#include "core/learn/forest_compile.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leadlight::learn {
namespace {

/// Bit i is set when the row goes left at the group's split i.
struct Plain {
  static unsigned pattern(const Group& group, const float* inputs) {
    unsigned bits = 0;
    for (int i = 0; i < kGroupSplits; ++i) bits |= unsigned{inputs[group.input[i]] < group.threshold[i]} << i;
    return bits;
  }
};

/// All groups with one number of distinct features, so that the loop over them has a fixed length.
template <size_t kWidth>
void add_plain(const Group* begin, const Group* end, const float* tables, const float* inputs, double* phi) {
  for (const Group* group = begin; group != end; ++group) {
    const float* row = tables + group->table + Plain::pattern(*group, inputs) * table_stride(kWidth);
    for (size_t j = 0; j < kWidth; ++j) phi[group->feature[j]] += static_cast<double>(row[j]);
  }
}

#if defined(__x86_64__)
/// The same sums in the same order, with the eight comparisons at once.
template <size_t kWidth>
__attribute__((target("avx2"))) void add_avx2(const Group* begin, const Group* end, const float* tables,
                                              const float* inputs, double* phi) {
  for (const Group* group = begin; group != end; ++group) {
    const __m256i index = _mm256_load_si256(reinterpret_cast<const __m256i*>(group->input.data()));
    const __m256 x = _mm256_i32gather_ps(inputs, index, 4);
    const __m256 left = _mm256_cmp_ps(x, _mm256_load_ps(group->threshold.data()), _CMP_LT_OQ);
    const auto pattern = static_cast<unsigned>(_mm256_movemask_ps(left));
    const float* row = tables + group->table + pattern * table_stride(kWidth);
    for (size_t j = 0; j < kWidth; ++j) phi[group->feature[j]] += static_cast<double>(row[j]);
  }
}
#endif

using Add = void (*)(const Group*, const Group*, const float*, const float*, double*);

template <size_t... kWidths>
std::array<Add, kGroupSplits> choose(std::index_sequence<kWidths...>) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return {add_avx2<kWidths + 1>...};
#endif
  return {add_plain<kWidths + 1>...};
}

}  // namespace

void add_groups(const CompiledForest& forest, const float* inputs, double* phi) {
  static const auto kAdd = choose(std::make_index_sequence<kGroupSplits>());
  const float* tables = forest.tables.empty() ? nullptr : forest.tables.front().values;
  for (size_t width = 1; width <= kGroupSplits; ++width)
    kAdd[width - 1](forest.groups.data() + forest.width_begin[width],
                    forest.groups.data() + forest.width_begin[width + 1], tables, inputs, phi);
}

}  // namespace leadlight::learn
