#include "app/evaluate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

std::string range(learn::Interval interval, int digits) {
  if (std::isnan(interval.low)) return "";
  return fmt::format("  ({:.{}f} to {:.{}f})", interval.low, digits, interval.high, digits);
}

std::string figures(const Report& report) {
  const auto& q = report.quality;
  if (q.rows == 0) return "Nothing was held out, so nothing was judged.\n";
  std::string text = fmt::format("Judged on {} of them, {}, from which nothing was learned:\n", q.rows,
                                 report.ordered ? "the newest" : "drawn by chance");
  const auto figure = [&](std::string_view name, double value, const std::string& rest) {
    text += std::isnan(value) ? fmt::format("  {:<15} not defined here\n", name)
                              : fmt::format("  {:<15} {:.3f}{}\n", name, value, rest);
  };
  figure("AUC", q.auc, range(q.auc_interval, 3) + "   0.5 is chance, 1 is perfect");
  figure("Brier", q.brier,
         range(q.brier_interval, 3) + fmt::format("   always answering the rate: {:.3f}", q.brier_of_rate));
  figure("log loss", q.log_loss,
         range(q.log_loss_interval, 3) + fmt::format("   always answering the rate: {:.3f}", q.log_loss_of_rate));
  figure("ECE", q.ece, "   mean distance between what was promised and what happened");
  if (!std::isnan(q.lift_top_decile)) {
    text += fmt::format("  {:<15} {:.2f} x the rate\n", "top tenth", q.lift_top_decile);
  }
  const auto& c = q.confusion;
  text += fmt::format("  above {:>2.0f} points  {} right of {} called, {} of {} found (where F1 is best)\n",
                      std::floor(100 * c.threshold), c.true_positives, c.true_positives + c.false_positives,
                      c.true_positives, c.true_positives + c.false_negatives);
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
