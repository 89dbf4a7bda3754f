#include "core/learn/folds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/random.h"

namespace leadlight::learn {
namespace {

/// Rows that must stay together, with what a split needs to know of them.
struct Unit {
  std::vector<std::uint32_t> rows;
  bool positive = false;
  double order = 0;
};

std::vector<Unit> units_of(const Rows& rows) {
  std::vector<Unit> units;
  std::unordered_map<std::uint32_t, size_t> place;
  for (std::uint32_t i = 0; i < rows.labels.size(); ++i) {
    size_t at = units.size();
    if (!rows.group.empty()) at = place.try_emplace(rows.group[i], at).first->second;
    const double order = rows.order.empty() || std::isnan(rows.order[i]) ? -INFINITY : rows.order[i];
    if (at == units.size()) units.push_back({{}, false, order});
    units[at].rows.push_back(i);
    units[at].positive |= rows.labels[i] != 0;
    units[at].order = std::max(units[at].order, order);
  }
  return units;
}

/// Oldest first; ties stay in the order of the rows.
void sort_by_time(std::vector<Unit>& units) {
  std::stable_sort(units.begin(), units.end(), [](const Unit& a, const Unit& b) { return a.order < b.order; });
}

void shuffle(std::vector<Unit>& units, std::uint64_t seed) {
  Random random(seed);
  for (size_t i = units.size(); i > 1; --i) std::swap(units[i - 1], units[random.below(i)]);
  std::stable_partition(units.begin(), units.end(), [](const Unit& unit) { return unit.positive; });
}

Split split_of(const std::vector<Unit>& units, auto in_train, auto in_test) {
  Split split;
  for (size_t u = 0; u < units.size(); ++u) {
    if (in_train(u)) split.train.insert(split.train.end(), units[u].rows.begin(), units[u].rows.end());
    if (in_test(u)) split.test.insert(split.test.end(), units[u].rows.begin(), units[u].rows.end());
  }
  std::sort(split.train.begin(), split.train.end());
  std::sort(split.test.begin(), split.test.end());
  return split;
}

}  // namespace

Split hold_out(const Rows& rows, double share, std::uint64_t seed) {
  auto units = units_of(rows);
  if (!rows.order.empty()) {
    sort_by_time(units);
    const auto from = units.size() - static_cast<size_t>(std::lround(share * static_cast<double>(units.size())));
    return split_of(
        units, [&](size_t u) { return u < from; }, [&](size_t u) { return u >= from; });
  }
  shuffle(units, seed);
  // Of each class the first round(share * n): the draw was made by shuffling.
  const size_t positives = std::count_if(units.begin(), units.end(), [](const Unit& unit) { return unit.positive; });
  const auto held = [&](size_t u) {
    const size_t n = u < positives ? positives : units.size() - positives, k = u < positives ? u : u - positives;
    return k < static_cast<size_t>(std::lround(share * static_cast<double>(n)));
  };
  return split_of(
      units, [&](size_t u) { return !held(u); }, held);
}

std::vector<Split> make_folds(const Rows& rows, int count, std::uint64_t seed) {
  auto units = units_of(rows);
  std::vector<Split> folds;
  if (rows.order.empty()) {
    shuffle(units, seed);
    for (int f = 0; f < count; ++f) {
      const auto tested = [&](size_t u) { return static_cast<int>(u % count) == f; };
      folds.push_back(split_of(
          units, [&](size_t u) { return !tested(u); }, tested));
    }
    return folds;
  }
  sort_by_time(units);
  const size_t half = units.size() / 2;
  const auto cut = [&](int f) { return half + (units.size() - half) * f / count; };
  for (int f = 0; f < count; ++f) {
    folds.push_back(split_of(
        units, [&](size_t u) { return u < cut(f); }, [&](size_t u) { return u >= cut(f) && u < cut(f + 1); }));
  }
  return folds;
}

}  // namespace leadlight::learn
