#include "core/learn/trainer.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <optional>

#include "base/random.h"
#include "core/learn/cross_validation.h"
#include "core/learn/ensemble.h"
#include "core/learn/parallel.h"
#include "core/learn/relevance.h"

namespace leadlight::learn {
namespace {

constexpr int kMaxRounds = 3000;

/// What is tried and how often, by the number of rows: few rows need restraint and repetition, many need neither.
struct Plan {
  std::vector<int> depths;
  double first_eta;                    ///< depths are compared at this shrinkage
  std::vector<double> smaller_etas{};  ///< then tried at the depth taken
  int folds = 5;
  int repeats = 1;
  int bags = 1;
  int max_rounds = kMaxRounds;
  double min_child_weight = 2;
  double lambda = 1;
};

Plan plan_for(size_t rows, bool ordered) {
  Plan plan;
  if (rows < 300) {
    plan = {.depths = {1, 2}, .first_eta = 0.1, .repeats = 2, .bags = 3, .max_rounds = 200, .lambda = 5};
  } else if (rows < 2000) {
    plan = {.depths = {1, 2, 3, 4}, .first_eta = 0.1, .smaller_etas = {0.05}, .repeats = 3, .bags = 5, .lambda = 5};
  } else if (rows < 20'000) {
    plan = {.depths = {2, 3, 4, 5, 6}, .first_eta = 0.1, .smaller_etas = {0.05}, .bags = 3};
  } else {
    plan = {.depths = {2, 4, 6}, .first_eta = 0.3, .smaller_etas = {0.15}, .folds = 3, .min_child_weight = 5};
  }
  if (ordered) plan.repeats = 1;  // time can be cut in one way only
  return plan;
}

/// Counts finished pieces towards a whole and asks whether to go on: one thread at a time, never backwards.
class Meter {
 public:
  Meter(const Progress& progress, int pieces) : progress_(progress), pieces_(pieces) {}
  Result<void> done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (progress_ && !progress_(std::min(1.0, static_cast<double>(done_) / pieces_))) stopped_ = true;
    if (stopped_) return fail(ErrorCode::Conflict, "the training was stopped");
    return {};
  }

 private:
  const Progress& progress_;
  int pieces_;
  std::mutex mutex_;
  int done_ = 0;
  bool stopped_ = false;
};

Result<Validation> validate(const std::vector<ReadyFold>& folds, const Shape& shape, int max_rounds,
                            const TrainerOptions& options, Meter& meter) {
  std::vector<std::optional<FoldRun>> runs(folds.size());
  TRY(for_each_parallel(static_cast<int>(folds.size()), options.threads, [&](int f) -> Result<void> {
    runs[f] = TRY(run_fold(folds[f], shape, max_rounds, options.seed + f));
    return meter.done();
  }));
  std::vector<FoldRun> grown;
  for (auto& run : runs) grown.push_back(std::move(*run));
  return judge(shape, std::move(grown));
}

/// Index of the simplest within one standard error of the best; `validations` go from simple to complex.
size_t simplest_good(const std::vector<Validation>& validations) {
  const auto best = std::min_element(validations.begin(), validations.end(),
                                     [](const auto& a, const auto& b) { return a.mean_loss < b.mean_loss; });
  for (size_t i = 0; i < validations.size(); ++i) {
    const auto difference = paired(validations[i].fold_loss, best->fold_loss);
    if (difference.mean <= difference.standard_error) return i;
  }
  return static_cast<size_t>(best - validations.begin());
}

/// Deeper trees cost most and were no better twice in a row.
bool is_past_best(const std::vector<Validation>& tried) {
  const size_t n = tried.size();
  return n > 2 && tried[n - 1].mean_loss > tried[n - 2].mean_loss && tried[n - 2].mean_loss > tried[n - 3].mean_loss;
}

Result<OutOfFold> answers(const std::vector<ReadyFold>& folds, const Validation& taken, size_t rows) {
  std::vector<double> sum(rows), base(rows);
  std::vector<int> count(rows);
  for (size_t f = 0; f < folds.size(); ++f) {
    const double base_margin = std::log(folds[f].base_rate / (1 - folds[f].base_rate));
    std::vector<float> margins(folds[f].split.test.size(), static_cast<float>(base_margin));
    if (taken.shape.rounds > 0) margins = TRY(taken.runs[f].booster.margins(folds[f].test, taken.shape.rounds));
    for (size_t k = 0; k < margins.size(); ++k) {
      const auto row = folds[f].split.test[k];
      sum[row] += margins[k];
      base[row] += base_margin;
      ++count[row];
    }
  }
  OutOfFold out;
  for (std::uint32_t i = 0; i < rows; ++i) {
    if (count[i] == 0) continue;
    out.rows.push_back(i);
    out.margins.push_back(sum[i] / count[i]);
    out.base_margins.push_back(base[i] / count[i]);
  }
  return out;
}

Result<Choice> choose_on(const Examples& examples, const Plan& plan, const TrainerOptions& options) {
  std::vector<ReadyFold> folds;
  for (int r = 0; r < plan.repeats; ++r) {
    for (auto& split :
         make_folds({examples.labels, examples.group, examples.order}, plan.folds, options.seed + 7919 * r)) {
      if (split.train.empty() || split.test.empty()) continue;
      folds.push_back(TRY(make_ready(examples, std::move(split))));
    }
  }
  Meter meter(options.progress, static_cast<int>(folds.size() * (plan.depths.size() + plan.smaller_etas.size())));
  std::vector<Validation> tried;
  for (const int depth : plan.depths) {
    const Shape shape{.depth = depth,
                      .eta = plan.first_eta,
                      .bags = plan.bags,
                      .min_child_weight = plan.min_child_weight,
                      .lambda = plan.lambda};
    tried.push_back(TRY(validate(folds, shape, plan.max_rounds, options, meter)));
    if (is_past_best(tried)) break;
  }
  Validation taken = std::move(tried[simplest_good(tried)]);
  Choice choice;
  for (const auto& each : tried) choice.trials.push_back({each.shape, each.mean_loss});
  for (const double eta : plan.smaller_etas) {
    Shape shape = taken.shape;
    shape.eta = eta;
    auto finer = TRY(validate(folds, shape, plan.max_rounds, options, meter));
    choice.trials.push_back({finer.shape, finer.mean_loss});
    const auto difference = paired(taken.fold_loss, finer.fold_loss);
    if (difference.mean > difference.standard_error) taken = std::move(finer);
  }
  choice.shape = taken.shape;
  choice.out_of_fold = TRY(answers(folds, taken, examples.labels.size()));
  const auto& tested = choice.out_of_fold;
  choice.gain = gain_over(tested.base_margins, tested.margins, take(examples.labels, tested.rows),
                          take(examples.weights, tested.rows), take(examples.group, tested.rows),
                          take(examples.order, tested.rows));
  if (examples.judges_attributes && taken.shape.rounds > 0) {
    choice.relevance = TRY(attribute_relevance(examples, folds, taken));
  }
  return choice;
}

/// The plan for so many rows, changed by `change`.
Result<Choice> choose_by(const Examples& examples, const TrainerOptions& options, auto change) {
  const auto positives = std::count(examples.labels.begin(), examples.labels.end(), 1);
  if (positives == 0 || positives == static_cast<std::ptrdiff_t>(examples.labels.size())) {
    return fail(ErrorCode::InvalidInput, "there is only one outcome to learn from");
  }
  Plan plan = plan_for(examples.labels.size(), !examples.order.empty());
  change(plan);
  return choose_on(examples, plan, options);
}

}  // namespace

Examples Examples::take(std::span<const std::uint32_t> which) const {
  return {rows.take(which),          learn::take(labels, which), learn::take(weights, which),
          learn::take(group, which), learn::take(order, which),  attribute_of,
          judges_attributes};
}

double base_rate(std::span<const std::uint8_t> labels, std::span<const double> weights) {
  double positive = 0.5, total = 1;
  for (size_t i = 0; i < labels.size(); ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    positive += labels[i] ? weight : 0;
    total += weight;
  }
  return positive / total;
}

std::vector<std::uint32_t> rows_to_choose_on(size_t rows, std::uint64_t seed) {
  std::vector<std::uint32_t> all(rows);
  std::iota(all.begin(), all.end(), 0U);
  if (rows <= kChoiceSample) return all;
  Random random(seed);
  for (size_t i = 0; i < kChoiceSample; ++i) std::swap(all[i], all[i + random.below(rows - i)]);
  all.resize(kChoiceSample);
  std::sort(all.begin(), all.end());
  return all;
}

Result<Choice> choose_shape(const Examples& examples, const TrainerOptions& options) {
  return choose_by(examples, options, [](Plan&) {});
}

Result<Choice> choose_rounds(const Examples& examples, const Shape& shape, const TrainerOptions& options) {
  return choose_by(examples, options, [&](Plan& plan) {
    plan.depths = {shape.depth};
    plan.first_eta = shape.eta;
    plan.smaller_etas.clear();
  });
}

Result<Forest> grow(const RowSource& rows, std::span<const std::uint8_t> labels, std::span<const double> weights,
                    const Shape& shape, const TrainerOptions& options) {
  constexpr int kRoundsAPiece = 16;
  std::vector<std::string> models(std::max(1, shape.bags));
  const double rate = base_rate(labels, weights);
  const int threads = models.size() > 1 ? 1 : options.threads;
  Meter meter(options.progress, static_cast<int>(models.size()) * (shape.rounds / kRoundsAPiece + 1));
  TRY(for_each_parallel(static_cast<int>(models.size()), options.threads, [&](int bag) -> Result<void> {
    const std::uint64_t seed = options.seed + 104'729 * bag;
    auto data = TRY(BoosterData::binned(rows, labels, weights, threads, seed));
    auto booster = TRY(Booster::make(std::move(data), {.depth = shape.depth,
                                                       .eta = shape.eta,
                                                       .min_child_weight = shape.min_child_weight,
                                                       .lambda = shape.lambda,
                                                       .base_rate = rate,
                                                       .seed = seed,
                                                       .threads = threads}));
    for (int round = 0; round < shape.rounds; ++round) {
      TRY(booster.step());
      if (round % kRoundsAPiece == 0) TRY(meter.done());
    }
    models[bag] = TRY(booster.to_json());
    return {};
  }));
  return Forest::from_xgboost_json(TRY(mean_of_models(models)));
}

}  // namespace leadlight::learn
