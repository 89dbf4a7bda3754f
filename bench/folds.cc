// folds: the whole procedure against XGBoost with deep trees, tuned, on every public data set.
//
// Ten times five seeded folds (default scale: once five). In each fold both learn from the same four fifths and answer
// the fifth they have not seen:
// - Leadlight: `feature::fit`, as a training runs it: leak guard, choice of columns, of the forest's shape by
//   cross-validation, calibration.
// - XGBoost: the columns that guard and screen leave over, by the same encoder; depth (4, 6, 8, 10) and smallest leaf
//   (1, 5) by cross-validation with early stopping, once a repetition on the rows of its first fold; shrinkage 0.1.
//
// - log-loss, ece: Leadlight's mean over the folds, the peer's beside it.
// - log-loss-behind, ece-behind: the mean of the differences between both in each fold, in standard errors of that
//   mean; below 0 Leadlight is better. Folds of one repetition are counted as if they were independent, which makes the
//   standard error smaller, and the bound harder, than it should be.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/feature/fit.h"
#include "core/feature/parts.h"
#include "core/learn/cross_validation.h"
#include "figure.h"
#include "must_have.h"
#include "public_data.h"

namespace leadlight::bench {
namespace {

using feature::TrainingSet;

constexpr int kFolds = 5;
constexpr double kEta = 0.1;

struct Losses {
  std::vector<double> log_loss, ece;  ///< fold by fold

  void add(const std::vector<double>& probabilities, const std::vector<std::uint8_t>& labels) {
    log_loss.push_back(learn::log_loss(probabilities, labels));
    ece.push_back(learn::ece(probabilities, labels));
  }
};

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The rows as the peer learns from them, and the encoder that made them.
struct Encoded {
  feature::Encoder encoder;
  learn::Examples examples;
};

Encoded encode(const TrainingSet& train, const feature::Fitted& fitted) {
  std::vector<std::string> names = fitted.columns;
  for (const auto& each : fitted.excluded) {
    if (each.key == "irrelevant") names.push_back(each.column);
  }
  std::vector<std::uint32_t> columns;
  for (std::uint32_t c = 0; c < train.frame.columns.size(); ++c) {
    if (std::ranges::find(names, train.frame.columns[c].name) != names.end()) columns.push_back(c);
  }
  Encoded encoded{feature::Encoder::fit(train.frame, columns), {}};
  encoded.examples.rows = encoded.encoder.encode(train.frame);
  encoded.examples.labels = train.outcome;
  return encoded;
}

/// Depth, smallest leaf and rounds with the smallest mean log loss over five folds.
learn::Shape tune(const learn::Examples& examples, std::uint64_t seed) {
  std::vector<learn::ReadyFold> folds;
  for (auto& split : learn::make_folds({examples.labels, {}, {}}, kFolds, seed)) {
    folds.push_back(must_have(learn::make_ready(examples, std::move(split))));
  }
  learn::Shape best;
  double least = std::numeric_limits<double>::infinity();
  for (const int depth : {4, 6, 8, 10}) {
    for (const double leaf : {1.0, 5.0}) {
      learn::Shape shape{.depth = depth, .eta = kEta, .min_child_weight = leaf};
      std::vector<learn::FoldRun> runs;
      size_t longest = 0;
      for (const auto& fold : folds) {
        runs.push_back(must_have(learn::run_fold(fold, shape, 1'000, seed)));
        longest = std::max(longest, runs.back().loss.size());
      }
      for (size_t k = 0; k < longest; ++k) {
        double loss = 0;
        for (const auto& run : runs) loss += run.loss_at(k) / kFolds;
        if (loss >= least) continue;
        least = loss;
        best = shape;
        best.rounds = static_cast<int>(k) * runs.front().stride;
      }
    }
  }
  return best;
}

std::vector<double> tuned_answers(const Encoded& train, const TrainingSet& test, const learn::Shape& shape,
                                  std::uint64_t seed) {
  const double rate = learn::base_rate(train.examples.labels, {});
  auto data = must_have(learn::BoosterData::make(train.examples.rows, train.examples.labels));
  auto booster = must_have(learn::Booster::make(std::move(data), {.depth = shape.depth,
                                                                  .eta = shape.eta,
                                                                  .min_child_weight = shape.min_child_weight,
                                                                  .lambda = shape.lambda,
                                                                  .base_rate = rate,
                                                                  .seed = seed,
                                                                  .threads = 2}));
  for (int round = 0; round < shape.rounds; ++round) must_have(booster.step());
  if (shape.rounds == 0) return std::vector<double>(test.outcome.size(), rate);
  const auto rows = must_have(learn::BoosterData::make(train.encoder.encode(test.frame)));
  std::vector<double> answers;
  for (const float margin : must_have(booster.margins(rows))) answers.push_back(1 / (1 + std::exp(-margin)));
  return answers;
}

/// The mean difference in standard errors; 0 where both answer the same.
double behind(const std::vector<double>& ours, const std::vector<double>& peer) {
  const auto difference = learn::paired(ours, peer);
  if (difference.standard_error == 0) return 0;
  return difference.mean / difference.standard_error;
}

void compare(Run& run, std::string_view name, const TrainingSet& set, const std::vector<std::string>& drop) {
  Losses ours, peer;
  const int repeats = run.full() ? 10 : 1;
  for (int repeat = 1; repeat <= repeats; ++repeat) {
    const auto seed = static_cast<std::uint64_t>(repeat);
    learn::Shape tuned;
    bool is_tuned = false;
    for (const auto& split : learn::make_folds({set.outcome, {}, {}}, kFolds, seed)) {
      const TrainingSet train = feature::take(set, split.train), test = feature::take(set, split.test);
      feature::TrainOptions options;
      options.seed = seed;
      options.drop = drop;
      const auto fitted = must_have(feature::fit(train, options, {}));
      ours.add(feature::probabilities_of(fitted.model, test), test.outcome);

      const Encoded encoded = encode(train, fitted);
      if (!is_tuned) tuned = tune(encoded.examples, seed);
      is_tuned = true;
      peer.add(tuned_answers(encoded, test, tuned, seed), test.outcome);
    }
    run.note(fmt::format("{}, repetition {}: tuned to depth {}, smallest leaf {}, {} trees", name, repeat, tuned.depth,
                         tuned.min_child_weight, tuned.rounds));
  }
  const auto figure = [&](std::string_view what, const std::vector<double>& mine, const std::vector<double>& theirs) {
    run.report({fmt::format("{}-{}", name, what), mean(mine), "", Better::Lower, Peer{mean(theirs), ""}, {}});
    const auto must = run.full() ? std::optional(must_value(1)) : std::nullopt;
    run.report(
        {fmt::format("{}-{}-behind", name, what), behind(mine, theirs), "standard errors", Better::Lower, {}, must});
  };
  figure("log-loss", ours.log_loss, peer.log_loss);
  figure("ece", ours.ece, peer.ece);
}

void run_folds(Run& run) {
  if (!has_public_data()) {
    run.note("no data: set LEADLIGHT_DATA to the folder of public data sets");
    return;
  }
  compare(run, "b2b", read_closed("bohanec-b2b/B2B_dataset.csv", "Status=Won"), {});
  compare(run, "olist", read_olist(run.data_dir()), {});
  compare(run, "maven", read_maven(false), {});
  const TrainingSet leads = read_xeducation(run.data_dir());
  compare(run, "xeducation", leads, leaking_columns());
  auto early = leaking_columns();
  early.emplace_back("Last Activity");
  compare(run, "xeducation-early", leads, early);
}

const Registrar kFoldsBench{"folds", "the whole procedure against tuned XGBoost, 10 x 5 folds of public data",
                            run_folds};

}  // namespace
}  // namespace leadlight::bench
