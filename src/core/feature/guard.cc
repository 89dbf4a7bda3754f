#include "core/feature/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "core/learn/metrics.h"

namespace leadlight::feature {
namespace {

constexpr int kFolds = 5;
constexpr size_t kNumberBins = 32;
constexpr double kRefusedAuc = 0.90, kCheckListAuc = 0.68, kCheckNumberAuc = 0.80;

/// A column cut into few values; bin 0 is "not filled in".
struct Binned {
  std::vector<std::uint32_t> bin;
  size_t count = 1;
  std::vector<std::string> names;  ///< of bins, for lists
};

Binned bin(const Column& column) {
  Binned out;
  if (!column.is_numeric()) {
    for (const auto code : column.codes) out.bin.push_back(static_cast<std::uint32_t>(code + 1));
    out.count = column.levels.size() + 1;
    out.names.push_back("");
    out.names.insert(out.names.end(), column.levels.begin(), column.levels.end());
    return out;
  }
  std::vector<double> sorted;
  for (const double v : column.numbers) {
    if (!std::isnan(v)) sorted.push_back(v);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> cuts;  // first value of each bin but the first
  for (size_t k = 1; k < kNumberBins && !sorted.empty(); ++k) {
    const double cut = sorted[sorted.size() * k / kNumberBins];
    if (cut > sorted.front() && (cuts.empty() || cut > cuts.back())) cuts.push_back(cut);
  }
  for (const double v : column.numbers) {
    const auto at = std::upper_bound(cuts.begin(), cuts.end(), v) - cuts.begin();
    out.bin.push_back(std::isnan(v) ? 0 : static_cast<std::uint32_t>(at + 1));
  }
  out.count = cuts.size() + 2;
  return out;
}

struct Tally {
  double rows = 0;
  double positives = 0;
};

/// AUC and its lower 95 % bound when each row is predicted by the outcomes of the other folds' rows in its bin.
struct Alone {
  double auc = 0.5;
  double low = 0.5;
};

Alone predict_alone(const std::vector<std::uint32_t>& bins, size_t bin_count, const Outcomes& outcomes, double base,
                    std::uint64_t seed) {
  constexpr double kPrior = 3;  // rows of base rate each bin starts from
  const size_t n = bins.size();
  std::vector<std::uint8_t> fold(n);
  for (size_t i = 0; i < n; ++i) {
    fold[i] = Random(seed + 0x9e37 * (outcomes.group.empty() ? i : outcomes.group[i])).below(kFolds);
  }
  std::vector<Tally> tallies(bin_count * kFolds), all(bin_count);
  for (size_t i = 0; i < n; ++i) {
    for (auto* tally : {&tallies[bins[i] * kFolds + fold[i]], &all[bins[i]]}) {
      tally->rows += 1;
      tally->positives += outcomes.labels[i];
    }
  }
  std::vector<double> predicted(n);
  for (size_t i = 0; i < n; ++i) {
    const auto& own = tallies[bins[i] * kFolds + fold[i]];
    const auto& sum = all[bins[i]];
    predicted[i] = (sum.positives - own.positives + kPrior * base) / (sum.rows - own.rows + kPrior);
  }
  const double auc = learn::auc(predicted, outcomes.labels);
  return std::isnan(auc) ? Alone{} : Alone{auc, learn::auc_interval(predicted, outcomes.labels).low};
}

bool is_pure(const Tally& tally, double base, bool positive) {
  const double expected = positive ? 1 - base : base;  // share of the outcome that is absent here
  const double seen = positive ? tally.rows - tally.positives : tally.positives;
  return tally.rows * expected >= 8 && seen / tally.rows <= std::min(0.05, expected / 5);
}

std::string percent(double share) {
  if (share > 0.99 && share < 1) return "over 99 %";
  return fmt::format("{:.0f} %", 100 * share);
}

/// Collects what speaks against a column.
struct Case {
  Suspect suspect;
  bool any = false;
  void charge(LeakAction action, std::string_view rule, std::string sentence) {
    if (!any || action == LeakAction::Refused) suspect.action = action;
    any = true;
    suspect.why.emplace_back(rule);
    if (!suspect.reason.empty()) suspect.reason += "; ";
    suspect.reason += sentence;
  }
};

void charge_pure(Case& file, const Binned& binned, const std::vector<Tally>& tallies, double base, double rows) {
  double pure = 0;
  size_t largest = 0;
  for (size_t b = 1; b < tallies.size(); ++b) {
    if (!is_pure(tallies[b], base, true) && !is_pure(tallies[b], base, false)) continue;
    pure += tallies[b].rows;
    if (largest == 0 || tallies[b].rows > tallies[largest].rows) largest = b;
  }
  const double share = pure / rows;
  if (share < (binned.names.empty() ? 0.4 : 0.05)) return;
  const auto example = binned.names.empty() || largest == 0
                           ? std::string()
                           : fmt::format(" (\"{}\": {} of {})", binned.names[largest], tallies[largest].positives,
                                         tallies[largest].rows);
  file.charge(share >= 0.4 ? LeakAction::Refused : LeakAction::Check, "pure",
              fmt::format("on {} of the records its value leaves almost only one outcome{}", percent(share), example));
}

void charge_filled(Case& file, const Tally& empty, const Tally& filled, double base) {
  const bool towards_positive = filled.rows > 0 && filled.positives / filled.rows > base;
  const double of_outcome = towards_positive ? filled.positives : filled.rows - filled.positives;
  const double outcome_total =
      towards_positive ? filled.positives + empty.positives : of_outcome + empty.rows - empty.positives;
  if (empty.rows == 0 || outcome_total == 0 || !is_pure(filled, base, towards_positive)) return;
  if (of_outcome / filled.rows < 0.97 || of_outcome / outcome_total < 0.5) return;
  file.charge(LeakAction::Refused, "filled_at_outcome",
              fmt::format("filled in on {} records, of which {} ended the same way", filled.rows, of_outcome));
}

}  // namespace

std::optional<Suspect> suspect(const Column& column, const Outcomes& outcomes, std::uint64_t seed) {
  const double n = static_cast<double>(outcomes.labels.size());
  const double positives = static_cast<double>(std::count(outcomes.labels.begin(), outcomes.labels.end(), 1));
  Case file;
  file.suspect.column = column.name;
  if (positives >= 5 && n - positives >= 5) {
    const double base = positives / n;
    const auto binned = bin(column);
    const auto alone = predict_alone(binned.bin, binned.count, outcomes, base, seed);
    file.suspect.auc_alone = alone.auc;
    const double check = column.is_numeric() ? kCheckNumberAuc : kCheckListAuc;
    if (alone.auc >= kRefusedAuc && alone.low >= kRefusedAuc - 0.05) {
      file.charge(LeakAction::Refused, "alone",
                  fmt::format("alone it tells the outcome with an AUC of {:.2f}", alone.auc));
    } else if (alone.low >= check) {
      file.charge(LeakAction::Check, "alone",
                  fmt::format("alone it reaches an AUC of {:.2f}, much for one {}", alone.auc,
                              column.is_numeric() ? "number" : "list of values"));
    }
    std::vector<Tally> tallies(binned.count);
    for (size_t i = 0; i < binned.bin.size(); ++i) {
      tallies[binned.bin[i]].rows += 1;
      tallies[binned.bin[i]].positives += outcomes.labels[i];
    }
    charge_pure(file, binned, tallies, base, n);
    const Tally filled{n - tallies[0].rows, positives - tallies[0].positives};
    charge_filled(file, tallies[0], filled, base);
    if (tallies[0].rows > 0 && filled.rows > 0) {
      std::vector<std::uint32_t> presence(binned.bin.size());
      std::transform(binned.bin.begin(), binned.bin.end(), presence.begin(), [](auto b) { return b > 0 ? 1U : 0U; });
      const auto told = predict_alone(presence, 2, outcomes, base, seed);
      if (told.low >= kCheckListAuc) {
        file.charge(LeakAction::Check, "missing_tells",
                    fmt::format("whether it is filled in already tells the outcome (AUC {:.2f})", told.auc));
      }
    }
  }
  if (const auto* entry = leak_name(column.name)) {
    file.charge(entry->action, "name", fmt::format("by its name: {}", entry->why));
  }
  if (!file.any) return std::nullopt;
  return file.suspect;
}

}  // namespace leadlight::feature
