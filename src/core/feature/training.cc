#include "core/feature/training.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

#include "core/feature/fit.h"
#include "core/feature/parts.h"

namespace leadlight::feature {
namespace {

// Beyond this many rows the served model takes over what was chosen without the hold-out; below, the whole procedure is
// cheap enough to run again on all rows, and the newest rows teach the choice too.
constexpr size_t kFitTwice = 4'000;
constexpr size_t kInfluenceRows = 2'000;

Result<void> check(const TrainingSet& set, const TrainOptions& options) {
  const size_t n = set.outcome.size();
  const auto fits = [&](size_t size) { return size == 0 || size == n; };
  bool same = set.frame.rows == n && fits(set.order.size()) && fits(set.weight.size()) && fits(set.group.size()) &&
              fits(set.days_to_close.size()) && fits(set.frame.as_of.size());
  std::set<std::string> names;
  for (const auto& column : set.frame.columns) {
    same = same && column.size() == n;
    if (!names.insert(column.name).second)
      return fail(ErrorCode::InvalidInput, "two columns are named \"{}\"", column.name);
  }
  if (!same) return fail(ErrorCode::InvalidInput, "columns, outcomes, order, weights and groups differ in length");
  const auto positives = std::count(set.outcome.begin(), set.outcome.end(), 1);
  if (positives == 0 || positives == static_cast<std::ptrdiff_t>(n)) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("all {} records ended the same way", n),
                      "A model needs closed records of both outcomes."));
  }
  for (const auto* list : {&options.drop, &options.keep}) {
    for (const auto& name : *list) {
      if (!names.count(name))
        return fail(ErrorCode::InvalidInput, "there is no column \"{}\" to {}", name,
                    list == &options.drop ? "drop" : "keep");
    }
  }
  if (!(options.holdout >= 0 && options.holdout <= 0.9)) {
    return fail(ErrorCode::InvalidInput, "the hold-out must be a share from 0 to 0.9, not {}", options.holdout);
  }
  return {};
}

/// Mean |contribution| of each attribute in log-odds, as shares of their sum.
std::vector<Factor> influences(const ScoringModel& model, const TrainingSet& set) {
  std::vector<Factor> factors;
  if (model.is_constant()) return factors;
  const size_t step = std::max<size_t>(1, set.outcome.size() / kInfluenceRows);
  std::vector<std::uint32_t> rows;
  for (size_t i = 0; i < set.outcome.size(); i += step) rows.push_back(static_cast<std::uint32_t>(i));
  const auto features = model.encoder().encode(take(set, rows).frame);
  std::vector<double> sums = model.mean_contributions(features);
  double total = 0;
  for (const double sum : sums) total += sum;
  for (size_t a = 0; a < sums.size(); ++a) {
    const auto& attribute = model.attributes()[a];
    if (sums[a] > 0) factors.push_back({attribute.name, attribute.label, sums[a] / total});
  }
  std::stable_sort(factors.begin(), factors.end(),
                   [](const Factor& a, const Factor& b) { return a.influence > b.influence; });
  return factors;
}

/// A refused column is in use that nobody kept by hand.
bool is_unanswered(const Fitted& judged, const TrainOptions& options) {
  return std::any_of(judged.suspects.begin(), judged.suspects.end(), [&](const Suspect& suspect) {
    const auto has = [&](const auto& list) {
      return std::find(list.begin(), list.end(), suspect.column) != list.end();
    };
    return suspect.action == LeakAction::Refused && has(judged.columns) && !has(options.keep);
  });
}

void decide(Report& report, const Fitted& judged, const TrainOptions& options) {
  const auto set = [&](Verdict verdict, std::string_view key, std::string reason) {
    report.verdict = verdict;
    report.verdict_key = key;
    report.verdict_reason = std::move(reason);
  };
  const double auc = report.quality.auc;
  if (judged.provisional) {
    return set(Verdict::NotReady, "too_few",
               "fewer than 10 closed records of either outcome: every answer is their rate, for now");
  }
  if (judged.model.attributes().empty()) return set(Verdict::NoSignal, "no_columns", "no column is left to learn from");
  if (judged.no_signal) {
    return set(Verdict::NoSignal, "no_better_than_rate",
               "the columns do not foretell the outcome better than the base rate does");
  }
  if (std::isnan(auc)) {
    return set(Verdict::NotReady, "not_judged", "the hold-out does not have both outcomes, so nothing could be judged");
  }
  if (auc < kAucOk) {
    return set(Verdict::NotReady, "auc_low", fmt::format("AUC {:.3f} is below {:.2f}", auc, kAucOk));
  }
  if (auc < kAucReady) return set(Verdict::Ok, "auc_fair", fmt::format("AUC {:.3f} is below {:.2f}", auc, kAucReady));
  if (is_unanswered(judged, options)) {
    return set(Verdict::Ok, "refused_in_use", "a refused column is in use without anyone having kept it by hand");
  }
  set(Verdict::Ready, "auc_good", fmt::format("AUC {:.3f}", auc));
}

void judge(Report& report, const TrainingSet& test, learn::Probabilities probabilities, double rate) {
  report.quality = judge_quality(probabilities, test.outcome, test.weight, rate);
  if (!test.dated) return;
  for (const double seconds : test.order) {
    if (std::isnan(seconds)) continue;
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds))));
    if (!report.holdout_from || day < *report.holdout_from) report.holdout_from = day;
    if (!report.holdout_to || day > *report.holdout_to) report.holdout_to = day;
  }
}

/// Learns from the older rows alone and judges what came of it on the newer ones.
Result<Fitted> fit_and_judge(TrainingSet& set, const learn::Split& split, const TrainOptions& options,
                             const StepProgress& progress, Report& report, std::vector<double>& unseen) {
  TrainingSet older, newer;
  take_apart(set, split, older, newer);
  auto fitted = fit(older, options, progress);
  if (fitted) {
    unseen = probabilities_of(fitted->model, newer);
    judge(report, newer, unseen, fitted->model.base_rate());
  }
  put_together(set, split, older, newer);
  return fitted;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ready:
      return "ready";
    case Verdict::Ok:
      return "ok";
    case Verdict::NotReady:
      return "not_ready";
    case Verdict::NoSignal:
      return "no_signal";
  }
  return "";
}

std::vector<double> probabilities_of(const ScoringModel& model, const TrainingSet& set,
                                     std::span<const std::uint32_t> rows) {
  const learn::RowSource source = model.encoder().rows_of(set.frame);
  std::vector<float> features(source.columns);
  std::vector<double> probabilities;
  for (const std::uint32_t row : rows) {
    source.read(row, features);
    probabilities.push_back(model.probability(model.margin(features)));
  }
  return probabilities;
}

std::vector<double> probabilities_of(const ScoringModel& model, const TrainingSet& set) {
  std::vector<std::uint32_t> rows(set.outcome.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return probabilities_of(model, set, rows);
}

Quality judge_quality(learn::Probabilities p, learn::Labels labels, learn::Weights weights, double rate) {
  constexpr size_t kCurvePoints = 60;
  Quality q;
  q.rows = labels.size();
  q.records = weights.empty() ? static_cast<double>(q.rows) : std::accumulate(weights.begin(), weights.end(), 0.0);
  q.positives = static_cast<size_t>(std::count(labels.begin(), labels.end(), 1));
  if (q.rows == 0) return q;
  q.auc = learn::auc(p, labels, weights);
  q.auc_interval = learn::auc_interval(p, labels, weights);
  q.log_loss = learn::log_loss(p, labels, weights);
  q.log_loss_interval = learn::log_loss_interval(p, labels, weights);
  q.brier = learn::brier(p, labels, weights);
  q.brier_interval = learn::brier_interval(p, labels, weights);
  q.ece = learn::ece(p, labels, weights);
  q.ece_interval = learn::ece_interval(p, labels, weights);
  q.reliability = learn::reliability(p, labels, weights);
  q.confusion = learn::confusion(p, labels, learn::f1_threshold(p, labels, weights), weights);
  q.lift_top_decile = learn::lift_top_decile(p, labels, weights);
  q.average_precision = learn::average_precision(p, labels, weights);
  q.roc = learn::roc_curve(p, labels, weights, kCurvePoints);
  q.precision_recall = learn::precision_recall_curve(p, labels, weights, kCurvePoints);
  q.gain = learn::gain_curve(p, labels, weights);
  const std::vector<double> rates(labels.size(), rate);
  q.brier_of_rate = learn::brier(rates, labels, weights);
  q.log_loss_of_rate = learn::log_loss(rates, labels, weights);
  return q;
}

Result<TrainedModel> train(TrainingSet set, const TrainOptions& options) {
  TRY(check(set, options));
  const auto tell = [&](double from, double to, std::string_view step) -> StepProgress {
    return [&options, from, to, step](double share) {
      return !options.progress || options.progress(from + share * (to - from), step);
    };
  };
  const learn::Rows rows{set.outcome, set.group, set.order};
  const auto split = learn::hold_out(rows, options.holdout, options.seed);
  const bool judging = !split.test.empty() && !split.train.empty();
  const bool twice = set.outcome.size() <= kFitTwice;
  const double judged_at = !judging ? 0.95 : twice ? 0.5 : 0.8;  // of the progress
  Report report;
  report.rows = set.outcome.size();
  report.positives = static_cast<size_t>(std::count(set.outcome.begin(), set.outcome.end(), 1));
  report.base_rate = static_cast<double>(report.positives) / static_cast<double>(report.rows);
  report.ordered = !set.order.empty();
  report.train_rows = judging ? split.train.size() : set.outcome.size();
  report.holdout = options.holdout;
  report.seed = options.seed;
  std::vector<double> unseen;
  const auto first = tell(0.02, judged_at, judging ? "learning from the older records" : "learning");
  auto judged = TRY(judging ? fit_and_judge(set, split, options, first, report, unseen) : fit(set, options, first));
  report.gain = judged.choice.gain;
  report.shape = judged.choice.shape;
  report.trials = judged.choice.trials;
  report.provisional = judged.provisional;
  report.suspects = judged.suspects;
  for (const auto& suspect : judged.suspects) {
    if (std::find(options.keep.begin(), options.keep.end(), suspect.column) != options.keep.end())
      report.kept.push_back(suspect.column);
  }
  report.excluded = judged.excluded;
  decide(report, judged, options);

  Fitted served = std::move(judged);
  if (judging) {
    const auto progress = tell(judged_at, 0.98, "learning from all records");
    served = twice || served.provisional ? TRY(fit(set, options, progress, &served))
                                         : TRY(refit(set, served, options, progress));
  }
  served.model.set_evidence(count_evidence(set, served.model.encoder()));
  report.factors = influences(served.model, set);
  report.features = served.model.encoder().feature_count();
  report.attributes = served.model.attributes().size();
  report.trees = served.model.tree_count();
  if (options.progress && !options.progress(1, "done")) return fail(ErrorCode::Conflict, "the training was stopped");
  return TrainedModel{std::move(served.model), std::move(report), judging ? split.test : std::vector<std::uint32_t>(),
                      std::move(unseen), std::move(set)};
}

}  // namespace leadlight::feature
