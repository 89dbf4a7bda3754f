// quality: how good the scores are on public data, on rows that nothing was learned from.
//
// Every figure is the mean over seeded splits (30 % held out) of the very steps `leadlight evaluate` takes: screen,
// leak guard, encoder, choice of the forest's shape, calibration. Needs LEADLIGHT_DATA (default: ../shared/data beside
// the checkout).
//
// - xeducation, xeducation-early: 9,240 leads; the columns known to leak dropped by hand except, or with, Last
// Activity.
// - guard: the same leads, nothing dropped: which of the nine leaking columns are flagged, and how many others.
// - b2b: 448 deals of a software firm.
// - no-signal: 6,711 closed opportunities whose outcome cannot be foretold; the gain over the base rate must not be
//   told apart from nothing.
// - few-N: N closings drawn from the leads, judged on 2,000 others, against always answering those N rows' smoothed
// rate.
//
// Default scale: fewer seeds and draws. Peers were recorded on the same rows: see data/README.md of the data folder.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "base/random.h"
#include "core/feature/fit.h"
#include "core/feature/parts.h"
#include "figure.h"
#include "must_have.h"
#include "public_data.h"

namespace leadlight::bench {
namespace {

using feature::Fitted;
using feature::LeakAction;
using feature::TrainingSet;
using feature::TrainOptions;

constexpr std::string_view kOdoo = "Odoo 14, naive Bayes";

struct Means {
  double auc = 0, brier = 0, log_loss = 0, ece = 0, extreme = 0;
};

Means judge(const TrainingSet& set, const std::vector<std::string>& drop, int seeds) {
  Means means;
  for (int seed = 1; seed <= seeds; ++seed) {
    TrainOptions options;
    options.seed = static_cast<std::uint64_t>(seed);
    options.drop = drop;
    const auto split = learn::hold_out({set.outcome, set.group, set.order}, 0.3, options.seed);
    const auto fitted = must_have(feature::fit(take(set, split.train), options, {}));
    const auto test = take(set, split.test);
    const auto p = feature::probabilities_of(fitted.model, test);
    const auto& y = test.outcome;
    const double extreme =
        static_cast<double>(std::count_if(p.begin(), p.end(), [](double x) { return x < 0.01 || x > 0.99; }));
    means.auc += learn::auc(p, y) / seeds;
    means.brier += learn::brier(p, y) / seeds;
    means.log_loss += learn::log_loss(p, y) / seeds;
    means.ece += learn::ece(p, y) / seeds;
    means.extreme += 100 * extreme / static_cast<double>(p.size()) / seeds;
  }
  return means;
}

Peer odoo(double value) {
  return {value, std::string(kOdoo)};
}

void guard(Run& run, const TrainingSet& leads) {
  TrainOptions options;
  const auto split = learn::hold_out({leads.outcome, leads.group, leads.order}, 0.3, options.seed);
  const auto train = take(leads, split.train);
  std::set<std::string> leaking(leaking_columns().begin(), leaking_columns().end());
  leaking.insert("Last Activity");
  int flagged = 0, by_behaviour = 0, innocent = 0, refused_tags = 0;
  for (const auto& column : train.frame.columns) {
    const auto found =
        feature::screen(column, true) ? std::nullopt : feature::suspect(column, {train.outcome, {}}, options.seed);
    if (!found) continue;
    const bool leaks = leaking.count(column.name) > 0;
    (leaks ? flagged : innocent) += 1;
    by_behaviour += leaks && found->why.front() != "name" ? 1 : 0;
    refused_tags += column.name == "Tags" && found->action == LeakAction::Refused ? 1 : 0;
  }
  run.report({"guard-tags-refused", static_cast<double>(refused_tags), "of 1", Better::Higher, {}, must_value(1)});
  run.report({"guard-flagged", static_cast<double>(flagged), "of 9", Better::Higher, {}, must_value(6)});
  run.report({"guard-by-behaviour", static_cast<double>(by_behaviour), "of 9", Better::Higher, {}, must_value(4)});
  run.report({"guard-innocent", static_cast<double>(innocent), "columns", Better::Lower, {}, must_value(2)});
}

void few(Run& run, const TrainingSet& leads, size_t closings, int draws) {
  constexpr size_t kJudgedOn = 2000;
  double model = 0, rate = 0, slowest = 0;
  int counted = 0;
  for (int draw = 0; draw < draws; ++draw) {
    Random random(1000 * closings + static_cast<std::uint64_t>(draw));
    std::vector<std::uint32_t> rows(leads.outcome.size());
    std::iota(rows.begin(), rows.end(), 0U);
    for (size_t i = 0; i < closings + kJudgedOn; ++i) std::swap(rows[i], rows[i + random.below(rows.size() - i)]);
    const auto train = take(leads, std::span(rows).first(closings));
    const auto test = take(leads, std::span(rows).subspan(closings, kJudgedOn));
    const auto positives = static_cast<double>(std::count(train.outcome.begin(), train.outcome.end(), 1));
    if (positives == 0 || positives == static_cast<double>(closings)) continue;
    TrainOptions options;
    options.seed = static_cast<std::uint64_t>(draw) + 1;
    options.drop = leaking_columns();
    const double began = wall_seconds();
    const auto fitted = must_have(feature::fit(train, options, {}));
    slowest = std::max(slowest, wall_seconds() - began);
    const auto p = feature::probabilities_of(fitted.model, test);
    const auto& y = test.outcome;
    const std::vector<double> rates(y.size(), (positives + 1) / (static_cast<double>(closings) + 2));
    model += learn::brier(p, y);
    rate += learn::brier(rates, y);
    ++counted;
  }
  // A few parts in a million of rounding are no difference.
  const double excess = std::round(1e6 * (model - rate) / counted) / 1e6 + 0.0;
  run.report({fmt::format("few-{}-brier", closings),
              model / counted,
              "",
              Better::Lower,
              Peer{rate / counted, "the smoothed rate, same rows"},
              {}});
  run.report({fmt::format("few-{}-above-rate", closings), excess, "", Better::Lower, {}, must_value(0)});
  run.note(fmt::format("few-{}: {} draws, the slowest learned in {:.2f} s", closings, counted, slowest));
}

void no_signal(Run& run) {
  const TrainingSet set = read_maven(true);
  TrainOptions options;
  options.keep = {"sales_agent"};  // else the columns are too few to be a test
  const auto trained = must_have(feature::train(set, options));
  const bool none = trained.report.verdict == feature::Verdict::NoSignal;
  run.report({"no-signal-said", none ? 1.0 : 0.0, "of 1", Better::Higher, {}, must_value(1)});
}

void run_quality(Run& run) {
  const bool full = run.full();
  if (!has_public_data()) {
    run.note("no data: set LEADLIGHT_DATA to the folder of public data sets");
    return;
  }
  const auto leads = read_xeducation(run.data_dir());
  const auto late = judge(leads, leaking_columns(), 5);
  run.report({"xeducation-auc", late.auc, "", Better::Higher, odoo(0.880), must_value(0.90)});
  run.report({"xeducation-brier", late.brier, "", Better::Lower, odoo(0.136), must_value(0.122)});
  run.report({"xeducation-ece", late.ece, "", Better::Lower, odoo(0.037), must_value(0.025)});
  run.report({"xeducation-beyond-1-99", late.extreme, "%", Better::Lower, odoo(13), {}});
  auto early_columns = leaking_columns();
  early_columns.push_back("Last Activity");
  const auto early = judge(leads, early_columns, full ? 5 : 1);
  run.report({"xeducation-early-auc", early.auc, "", Better::Higher, {}, must_value(0.875)});
  guard(run, leads);
  const auto deals = read_closed("bohanec-b2b/B2B_dataset.csv", "Status=Won");
  const auto b2b = judge(deals, {}, full ? 20 : 5);
  run.report({"b2b-auc", b2b.auc, "", Better::Higher, odoo(0.810), must_value(0.82)});
  run.report({"b2b-brier", b2b.brier, "", Better::Lower, odoo(0.201), must_value(0.175)});
  run.report({"b2b-log-loss", b2b.log_loss, "", Better::Lower, odoo(0.850), must_value(0.53)});
  run.report({"b2b-ece", b2b.ece, "", Better::Lower, odoo(0.178), {}});
  run.report({"b2b-beyond-1-99", b2b.extreme, "%", Better::Lower, {}, must_value(1)});
  no_signal(run);
  for (const size_t closings : {10, 40, 80, 200}) few(run, leads, closings, full ? 200 : 10);
}

const Registrar kQuality{"quality", "how good the scores are on public data", run_quality};

}  // namespace
}  // namespace leadlight::bench
