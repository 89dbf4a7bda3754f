#include "app/evaluate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/time.h"

namespace leadlight::app {
namespace {

using feature::LeakAction;
using feature::Report;
using feature::Verdict;

std::string_view headline(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ready:
      return "READY: the scores can be relied on";
    case Verdict::Ok:
      return "OK: the scores help, with care";
    case Verdict::NotReady:
      return "NOT READY: do not rely on these scores";
    case Verdict::NoSignal:
      return "NO SIGNAL: these columns do not foretell the outcome";
  }
  return "";
}

std::string figure(std::string_view name, const learn::Estimate& estimate, std::string_view rest = "") {
  const auto& [value, interval] = estimate;
  if (std::isnan(value)) return fmt::format("  {:<17} not defined here\n", name);
  return fmt::format("  {:<17} {:.3f}  ({:.3f} to {:.3f}){}\n", name, value, interval.low, interval.high, rest);
}

std::string held_out(const Report& report) {
  if (!report.ordered) return "drawn by chance";
  if (!report.holdout_from) return "the newest";
  return fmt::format("the newest ({} to {})", base::to_string(*report.holdout_from),
                     base::to_string(*report.holdout_to));
}

/// What calling the best so many brings: above the threshold, and by share of all.
std::string calling(const feature::Quality& quality) {
  const auto& c = quality.confusion;
  std::string text =
      fmt::format("\n  calling all above {:.0f} points, where F1 is best\n", std::floor(100 * c.threshold));
  text += figure("precision", c.precision,
                 fmt::format("   {} right of {} called", c.true_positives, c.true_positives + c.false_positives));
  text += figure("recall", c.recall,
                 fmt::format("   {} of {} found", c.true_positives, c.true_positives + c.false_negatives));
  text += figure("F1", c.f1);
  text += figure("accuracy", c.accuracy);
  if (!quality.gain.empty()) text += "\n  called   found     lift\n";
  for (size_t i = 4; i < quality.gain.size() / 2; i = 2 * i + 1) {  // 5, 10, 20 and 40 %
    const auto& [called, found, interval] = quality.gain[i];
    text += fmt::format("  {:>4.0f} %  {:>4.0f} %  {:>5.2f} x\n", 100 * called, 100 * found, found / called);
  }
  return text;
}

std::string figures(const Report& report) {
  const auto& q = report.quality;
  if (q.rows == 0) return "Nothing was held out, so nothing was judged.\n";
  std::string text =
      fmt::format("Judged on {} of them, {}, from which nothing was learned:\n", q.rows, held_out(report));
  text += figure("AUC", {q.auc, q.auc_interval}, "   0.5 is chance, 1 is perfect");
  text +=
      figure("average precision", q.average_precision, fmt::format("   {:.3f} is chance", q.confusion.base_rate.value));
  text += figure("Brier", {q.brier, q.brier_interval},
                 fmt::format("   always answering the rate: {:.3f}", q.brier_of_rate));
  text += figure("log loss", {q.log_loss, q.log_loss_interval},
                 fmt::format("   always answering the rate: {:.3f}", q.log_loss_of_rate));
  text += figure("ECE", {q.ece, q.ece_interval}, "   mean distance between what was promised and what happened");
  text += calling(q);
  text += "\n  promised   happened   records\n";
  for (const auto& bin : q.reliability) {
    if (bin.count == 0) continue;
    text += fmt::format("  {:>6.1f} %   {:>6.1f} %   {:>7}   {}\n", 100 * bin.mean_predicted, 100 * bin.observed,
                        bin.count, std::string(static_cast<size_t>(std::lround(30 * bin.observed)), '#'));
  }
  return text;
}

std::string columns(const Report& report) {
  std::string text;
  for (const auto action : {LeakAction::Refused, LeakAction::Check}) {
    bool first = true;
    for (const auto& s : report.suspects) {
      if (s.action != action) continue;
      if (first) {
        text += action == LeakAction::Refused
                    ? "\nRefused, because they seem to know the outcome (--keep COLUMN uses one anyway):\n"
                    : "\nTo check: used, but are they filled in before the outcome is known? (--drop COLUMN leaves one "
                      "out)\n";
      }
      first = false;
      const bool kept = std::find(report.kept.begin(), report.kept.end(), s.column) != report.kept.end();
      text += fmt::format("  {}: {}{}\n", s.column, s.reason, kept ? " (kept by hand)" : "");
    }
  }
  if (!report.excluded.empty()) text += "\nNot used:\n";
  for (const auto& e : report.excluded) text += fmt::format("  {}: {}\n", e.column, e.reason);
  if (!report.factors.empty()) text += "\nWhat moves the score most:\n";
  for (size_t i = 0; i < report.factors.size() && i < 10; ++i) {
    const auto& f = report.factors[i];
    text += fmt::format("  {:>4.0f} %  {}\n", 100 * f.influence, f.label);
  }
  return text;
}

}  // namespace

std::string to_text(const Report& report) {
  std::string text = fmt::format("{}\n  {}\n\n", headline(report.verdict), report.verdict_reason);
  text += fmt::format("{} closed records, {} positive ({:.1f} %).\n", report.rows, report.positives,
                      100 * report.base_rate);
  text += figures(report);
  text += columns(report);
  if (!report.notes.empty()) text += "\nNotes:\n";
  for (const auto& note : report.notes) text += fmt::format("  {}\n", note);
  return text;
}

}  // namespace leadlight::app
