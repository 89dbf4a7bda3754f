// reasons: exact contributions of every feature to a score, against XGBoost's own pred_contribs on the same model.
//
// The model is trained here: 10,000 rows (full: 50,000) of 40 columns, 28 numeric and 12 coded categories, 5 % missing;
// 200 trees of depth 4 and of depth 6. Before anything is timed, every column is compared with the peer's.
//
// - depth-N-batch: us a row over many rows. Peer: one DMatrix of them all, made beforehand (its making is not counted).
// - depth-N-one-row: us for one row as a request needs it, margin and contributions, the median over different rows.
//   Peer: DMatrix of one row, pred_contribs (which holds the margin), free; value prediction is not asked besides.
// - depth-N-load: ms from a model file's bytes to a forest that can explain, tables included.
//
// One thread for both, timed by the CPU time of that thread, which other programs disturb little. Batches are timed in
// turns of ours and theirs, the median of the turns.
#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

#include "base/random.h"
#include "core/learn/booster.h"
#include "core/learn/forest.h"
#include "core/learn/forest_oracle.h"
#include "figure.h"
#include "must_have.h"

namespace leadlight::bench {
namespace {

using learn::Forest;
using learn::ForestOracle;

constexpr size_t kColumns = 40;
constexpr size_t kNumeric = 28;

struct Table {
  learn::Matrix rows;
  std::vector<std::uint8_t> labels;
};

/// Outcomes follow a few columns of each kind, with interactions and noise.
Table make_table(size_t count, std::uint64_t seed) {
  Random random(seed);
  Table table{{count, kColumns, {}}, {}};
  table.rows.values.reserve(count * kColumns);
  for (size_t r = 0; r < count; ++r) {
    double margin = -1;
    double first = 0;
    for (size_t c = 0; c < kColumns; ++c) {
      const double levels = static_cast<double>(2 + 16 * (c - std::min(c, kNumeric)));
      const double x = c < kNumeric ? random.normal() : std::floor(levels * random.uniform() * random.uniform());
      if (c == 0) first = x;
      if (c < kNumeric)
        margin += x / static_cast<double>(2 + c) + (c == 5 ? 0.5 * x * first : 0);
      else if (static_cast<int>(x) % 3 == 1)
        margin += 0.4;
      table.rows.values.push_back(random.chance(0.05) ? std::numeric_limits<float>::quiet_NaN()
                                                      : static_cast<float>(x));
    }
    table.labels.push_back(random.chance(1 / (1 + std::exp(-margin))));
  }
  return table;
}

std::string train(const Table& table, int depth) {
  auto data = must_have(learn::BoosterData::make(table.rows, table.labels));
  auto booster = must_have(learn::Booster::make(
      std::move(data), {.depth = depth, .eta = 0.1, .min_child_weight = 1, .base_rate = 0.35, .threads = 2}));
  for (int round = 0; round < 200; ++round)
    if (auto step = booster.step(); !step) throw std::runtime_error(step.error().to_string());
  return must_have(booster.to_json());
}

std::span<const float> row_of(const std::vector<float>& rows, size_t r) {
  return std::span(rows).subspan(r * kColumns, kColumns);
}

/// Throws when any column of any row differs beyond the tolerance of the tests.
void compare(const Forest& forest, const ForestOracle& oracle, const std::vector<float>& rows) {
  const auto expected = oracle.contributions(rows, kColumns);
  std::vector<double> phi(kColumns);
  for (size_t r = 0; r < rows.size() / kColumns; ++r) {
    forest.contributions(row_of(rows, r), phi);
    const double tolerance = 1e-5 * std::max(1.0, std::abs(forest.margin(row_of(rows, r))));
    for (size_t c = 0; c < kColumns; ++c)
      if (!(std::abs(phi[c] - static_cast<double>(expected[r * (kColumns + 1) + c])) <= tolerance))
        throw std::runtime_error(
            fmt::format("row {} column {}: {} is not {}", r, c, phi[c], expected[r * (kColumns + 1) + c]));
  }
}

/// Median over turns of microseconds of CPU a row: ours, theirs.
std::pair<double, double> batch(const Forest& forest, const ForestOracle& oracle, const std::vector<float>& rows,
                                int turns) {
  const double count = static_cast<double>(rows.size() / kColumns);
  const ForestOracle::Rows prepared(rows, kColumns);
  std::vector<double> phi(kColumns);
  std::vector<double> ours;
  std::vector<double> theirs;
  double kept = 0;
  for (int turn = 0; turn < turns; ++turn) {
    const double start = thread_seconds();
    for (size_t r = 0; r < rows.size() / kColumns; ++r) kept += forest.contributions(row_of(rows, r), phi) + phi[0];
    const double middle = thread_seconds();
    kept += static_cast<double>(oracle.contributions(prepared).front());
    theirs.push_back(1e6 * (thread_seconds() - middle) / count);
    ours.push_back(1e6 * (middle - start) / count);
  }
  if (!std::isfinite(kept)) throw std::runtime_error("contributions are not finite");
  return {quantile(ours, 0.5), quantile(theirs, 0.5)};
}

/// Median microseconds of CPU for one row after another.
std::pair<double, double> one_row(const Forest& forest, const ForestOracle& oracle, const std::vector<float>& rows) {
  std::vector<double> phi(kColumns);
  std::vector<double> ours;
  std::vector<double> theirs;
  double kept = 0;
  for (size_t r = 0; r < rows.size() / kColumns; ++r) {
    const auto row = row_of(rows, r);
    const double start = thread_seconds();
    kept += forest.margin(row) + forest.contributions(row, phi) + phi[0];
    ours.push_back(1e6 * (thread_seconds() - start));
  }
  for (size_t r = 0; r < rows.size() / kColumns; ++r) {
    const double start = thread_seconds();
    kept += static_cast<double>(oracle.contributions(row_of(rows, r), kColumns).front());
    theirs.push_back(1e6 * (thread_seconds() - start));
  }
  if (!std::isfinite(kept)) throw std::runtime_error("contributions are not finite");
  return {quantile(ours, 0.5), quantile(theirs, 0.5)};
}

void run_depth(Run& run, const Table& table, int depth) {
  const std::string json = train(table, depth);
  const std::string bytes = must_have(Forest::from_xgboost_json(json)).to_bytes();
  const double start = wall_seconds();
  const Forest forest = must_have(Forest::from_bytes(bytes));
  const double load = 1e3 * (wall_seconds() - start);
  const ForestOracle oracle(json);

  const size_t count = run.full() ? 5000 : 1000;
  const std::vector<float> rows = make_table(count, 2).rows.values;
  compare(forest, oracle, rows);
  run.note(fmt::format("depth {}: {} trees, model file {} KB, tables {:.1f} MB", depth, forest.tree_count(),
                       bytes.size() / 1000, 1e-6 * static_cast<double>(forest.table_bytes())));
  const auto [ours, theirs] = batch(forest, oracle, rows, 5);
  run.report({.part = fmt::format("depth-{}-batch", depth),
              .value = ours,
              .unit = "us/row",
              .better = Better::Lower,
              .peer = Peer{theirs, {}},
              .must = must_ratio(depth == 4 ? 10 : 6)});
  const auto [our_row, their_row] = one_row(forest, oracle, rows);
  run.report({.part = fmt::format("depth-{}-one-row", depth),
              .value = our_row,
              .unit = "us",
              .better = Better::Lower,
              .peer = Peer{their_row, {}},
              .must = depth == 4 ? std::optional(must_value(30)) : std::nullopt});
  run.report({.part = fmt::format("depth-{}-load", depth),
              .value = load,
              .unit = "ms",
              .better = Better::Lower,
              .peer = {},
              .must = {}});
}

void run_reasons(Run& run) {
  const Table table = make_table(run.full() ? 50'000 : 10'000, 1);
  for (const int depth : {4, 6}) run_depth(run, table, depth);
}

const Registrar kReasons{"reasons", "exact contributions of every feature, against XGBoost's pred_contribs",
                         run_reasons};

}  // namespace
}  // namespace leadlight::bench
