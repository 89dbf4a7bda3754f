#include "core/learn/cross_validation.h"

#include <algorithm>
#include <cmath>

namespace leadlight::learn {
namespace {

constexpr size_t kOftenJudged = 5000;  // test rows from which on judging each single tree costs as much as growing it

double mean_log_loss(std::span<const float> margins, const ReadyFold& fold) {
  double loss = 0, weight = 0;
  for (size_t i = 0; i < margins.size(); ++i) {
    loss += fold.test_weights[i] * log_loss_of(margins[i], fold.test_labels[i]);
    weight += fold.test_weights[i];
  }
  return weight > 0 ? loss / weight : 0;
}

}  // namespace

Result<ReadyFold> make_ready(const Examples& examples, Split split) {
  const Examples train = examples.take(split.train), test = examples.take(split.test);
  auto train_data = TRY(BoosterData::make(train.rows, train.labels, train.weights, {examples.attribute_of}));
  auto test_data = TRY(BoosterData::make(test.rows, {}, {}, {examples.attribute_of}));
  auto weights = test.weights.empty() ? std::vector<double>(test.labels.size(), 1.0) : test.weights;
  return ReadyFold{std::move(split), std::move(train_data), std::move(test_data),
                   test.labels,      std::move(weights),    base_rate(train.labels, train.weights)};
}

Result<FoldRun> run_fold(const ReadyFold& fold, const Shape& shape, int max_rounds, std::uint64_t seed) {
  const BoosterOptions options{.depth = shape.depth,
                               .eta = shape.eta,
                               .min_child_weight = shape.min_child_weight,
                               .lambda = shape.lambda,
                               .base_rate = fold.base_rate,
                               .seed = seed,
                               .threads = 1};
  const int patience = static_cast<int>(std::lround(2.5 / shape.eta));
  const int stride = fold.test_labels.size() < kOftenJudged ? 1 : 4;
  FoldRun run{TRY(Booster::make(fold.train, options)), {}, stride};
  const std::vector<float> base(fold.test_labels.size(),
                                static_cast<float>(std::log(fold.base_rate / (1 - fold.base_rate))));
  run.loss.push_back(mean_log_loss(base, fold));
  double best_loss = run.loss.front();
  int best = 0;
  while (run.booster.rounds() < max_rounds && run.booster.rounds() - best < patience) {
    for (int t = 0; t < stride; ++t) TRY(run.booster.step());
    run.loss.push_back(mean_log_loss(TRY(run.booster.margins(fold.test)), fold));
    if (run.loss.back() < best_loss) {
      best = run.booster.rounds();
      best_loss = run.loss.back();
    }
  }
  return run;
}

PairedDifference paired(std::span<const double> a, std::span<const double> b) {
  const double n = static_cast<double>(a.size());
  double mean = 0, squares = 0;
  for (size_t i = 0; i < a.size(); ++i) mean += (a[i] - b[i]) / n;
  for (size_t i = 0; i < a.size(); ++i) squares += (a[i] - b[i] - mean) * (a[i] - b[i] - mean);
  return {mean, n > 1 ? std::sqrt(squares / (n - 1) / n) : 0};
}

Validation judge(Shape shape, std::vector<FoldRun> runs) {
  size_t longest = 0;
  for (const auto& run : runs) longest = std::max(longest, run.loss.size());
  const auto losses_at = [&](size_t k) {
    std::vector<double> losses;
    for (const auto& run : runs) losses.push_back(run.loss_at(k));
    return losses;
  };
  const auto mean_at = [&](size_t k) {
    double sum = 0;
    for (const auto& run : runs) sum += run.loss_at(k);
    return sum / static_cast<double>(runs.size());
  };
  size_t best = 0;
  for (size_t t = 1; t < longest; ++t) {
    if (mean_at(t) < mean_at(best)) best = t;
  }
  const auto best_losses = losses_at(best);
  size_t taken = best;
  for (size_t t = 0; t < best; ++t) {
    const auto difference = paired(losses_at(t), best_losses);
    if (difference.mean <= difference.standard_error) {
      taken = t;
      break;
    }
  }
  shape.rounds = static_cast<int>(taken) * runs.front().stride;
  auto losses = losses_at(taken);
  const double mean = mean_at(taken);
  return {shape, std::move(runs), std::move(losses), mean};
}

}  // namespace leadlight::learn
