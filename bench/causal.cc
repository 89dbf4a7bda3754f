// causal: does a model find what really decided? The demo company's outcomes come from a known table of effects.
//
// The company of service/demo is made with seeds 1, 2 and 3, 6,000 leads each (full: 60,000), and a model of its leads
// is trained, published and run over all of them by the scoring service. The generator and the seeds were fixed before
// any model was tried on them.
//
// - lead-rank-correlation: Spearman's, of the model's influence of each column that the causal model names with what
//   the column truly does. The influence is the mean |Shapley value| in log-odds over records, so the truth is that
//   too: the mean |Shapley value| of the causal model itself (demo::causal_shares), both over the closed leads as they
//   were before their close. (The influence that the model reports is one over all rows it learned from, half of them
//   at earlier moments, when the budget of most was not known yet and so could decide nothing.) The size of a
//   coefficient alone would be another kind of quantity: an effect of 2.0 on one lead in a hundred moves few outcomes.
//   A column that the model does not use has influence 0. The mean over the seeds.
// - lead-leaks-used, lead-leaks-found: a column is planted that is filled in at the close, with the outcome. It must be
//   a refused suspect and in no model.
// - lead-noise-chosen: columns drawn from nothing (demo::noise_columns) that a model uses all the same, over the seeds;
//   lead-noise-influence: the largest share of influence that one of them has.
// - lead-sums-off: records, open and closed, whose points and "other" do not add up to score - average, or whose stored
//   score is another one. Records where large points cancel are counted in a note.
// - lead-signs-agree: of all reasons of 5 points and more on open leads, how many point to where the closed records
//   with that value went: above or below the rate of all.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/log.h"
#include "base/random.h"
#include "figure.h"
#include "must_have.h"
#include "service/access/access.h"
#include "service/demo/causal_shares.h"
#include "service/demo/effects.h"
#include "service/demo/generate.h"
#include "service/scoring/as_known.h"
#include "service/scoring/evidence.h"
#include "service/scoring/live_model.h"
#include "service/scoring/scoring.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::bench {
namespace {

using record::Record;

constexpr std::uint64_t kSeeds[] = {1, 2, 3};
constexpr std::string_view kLeak = "ll_handover_call";
constexpr int kLargePoints = 5;
const Timestamp kNow = *base::parse_timestamp("2026-06-30T12:00:00Z");

const base::FixedClock kClock{kNow};

/// One company with the model learned from it.
struct World {
  std::unique_ptr<store::Store> store;
  std::vector<Record> open, closed;       ///< closed ones as they were known before their close
  std::vector<feature::Scored> at_close;  ///< what the model says of these
  std::shared_ptr<const scoring::LiveModel> live;
  Json report;
};

std::vector<Record> leads_of(store::Store& store, const query::FilterPtr& filter) {
  query::Query query;
  query.table = "lead";
  query.filter = filter;
  std::vector<Record> leads;
  must_have(must_have(store.snapshot())->scan(query, store::Caller::system(), [&](Record&& lead) -> Result<bool> {
    leads.push_back(std::move(lead));
    return true;
  }));
  return leads;
}

query::FilterPtr is_closed() {
  return query::compare("statecode", query::CompareOp::Ne, std::int64_t{0});
}

/// Nine of ten qualified leads get a handover call booked as they are closed, and a few of the others.
void plant_leak(store::Store& store, std::uint64_t seed) {
  must_have(store.add_columns({{"lead", std::string(kLeak), "Handover call", record::FieldType::Boolean, false, 0}}));
  const auto closed = leads_of(store, is_closed());
  constexpr size_t kAtOnce = 500;
  for (size_t first = 0; first < closed.size(); first += kAtOnce) {
    must_have(store.write([&](store::Transaction& tx) -> Result<void> {
      for (size_t i = first; i < std::min(first + kAtOnce, closed.size()); ++i) {
        const Record& lead = closed[i];
        const bool qualified = *lead.get_as<std::int64_t>("statecode") == 1;
        if (!Random(seed * 1'000'003 + i).chance(qualified ? 0.9 : 0.03)) continue;
        tx.set_now(*lead.get_as<Timestamp>("ll_closedon"));
        TRY(tx.update("lead", lead.id, {{std::string(kLeak), true}}, std::nullopt, store::Caller::system()));
      }
      return {};
    }));
  }
}

/// The leads as the model saw them, or would have: closed ones without what their close filled in.
void read_leads(World& world) {
  const auto system = store::Caller::system();
  world.open = leads_of(*world.store, query::equals("statecode", std::int64_t{0}));
  const auto snapshot = must_have(world.store->snapshot());
  scoring::Surroundings surroundings(*snapshot, *world.live->scored, world.live->wanted);
  for (Record& lead : leads_of(*world.store, is_closed())) {
    const auto history = must_have(snapshot->history("lead", lead.id, system));
    const auto life = scoring::life_of(lead, history, world.live->definition.outcome);
    const auto closed_on = lead.time("ll_closedon");
    world.closed.push_back(scoring::before_entries(std::move(lead), history, life.first_after));
    const auto subject = must_have(surroundings.before(world.closed.back(), closed_on, scoring::Past::Lived));
    world.at_close.push_back(world.live->score(subject));
  }
}

void learn(World& world) {
  const auto system = store::Caller::system();
  scoring::ScoringService service(*world.store, kClock);
  scoring::TrainRequest request;
  request.model = must_have(service.default_model("lead"));
  const Uuid version = must_have(service.train(request, {}));
  must_have(service.publish(version, system));
  must_have(service.rescore_all("lead", "publish", {}));
  const auto snapshot = must_have(world.store->snapshot());
  world.live = must_have(service.in_force(*snapshot, "lead"))->models.at(0);
  const auto row = must_have(snapshot->find("ll_modelversion", version, {"ll_report"}, system));
  world.report = must_have(base::parse_json(*row->get_as<std::string>("ll_report")));
}

World make_world(Run& run, std::uint64_t seed) {
  const auto folder = run.data_dir() / fmt::format("seed-{}", seed);
  std::filesystem::remove_all(folder);
  World world;
  world.store = must_have(sqlite::open_sqlite(folder.string(), kClock));
  must_have(world.store->migrate());
  must_have(access::AccessService(*world.store, kClock).seed());
  const double begin = wall_seconds();
  const demo::DemoOptions options{.leads = run.full() ? 60'000 : 6'000, .seed = seed, .now = kNow};
  const auto company = must_have(demo::generate(*world.store, options, nullptr));
  plant_leak(*world.store, seed);
  const double made = wall_seconds();
  learn(world);
  run.note(fmt::format("seed {}: {} closed and {} open leads made in {:.0f} s, learned and scored in {:.1f} s", seed,
                       company.leads - company.open, company.open, made - begin, wall_seconds() - made));
  read_leads(world);
  return world;
}

/// Ranks from 0, equal values sharing the middle of theirs.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<double> ranks;
  for (const double value : values) {
    double below = 0, equal = 0;
    for (const double other : values) {
      below += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    ranks.push_back(below + (equal - 1) / 2);
  }
  return ranks;
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto x = ranks(a), y = ranks(b);
  const double middle = (static_cast<double>(x.size()) - 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) * (x[i] - middle);
    yy += (y[i] - middle) * (y[i] - middle);
  }
  return xy / std::sqrt(xx * yy);
}

/// Mean |Shapley value| of a column over the closed leads.
double influence_at_close(const World& world, const std::vector<double>& contributions, std::string_view column) {
  const auto& attributes = world.live->model->attributes();
  const auto at = std::ranges::find(attributes, column, &feature::Attribute::name);
  return at == attributes.end() ? 0 : contributions[static_cast<size_t>(at - attributes.begin())];
}

std::vector<double> contributions_at_close(const World& world) {
  learn::Matrix rows{world.at_close.size(), world.at_close.front().features.size(), {}};
  for (const feature::Scored& scored : world.at_close) {
    rows.values.insert(rows.values.end(), scored.features.begin(), scored.features.end());
  }
  return world.live->model->mean_contributions(rows);
}

/// As the model reports it: over the rows it learned from.
double influence_of(const World& world, std::string_view column) {
  const auto& factors = world.live->factors;
  const auto at = std::ranges::find(factors, column, &scoring::Factor::attribute);
  return at == factors.end() ? 0 : at->influence;
}

bool is_used(const World& world, std::string_view column) {
  const auto& attributes = world.live->model->attributes();
  return std::ranges::find(attributes, column, &feature::Attribute::name) != attributes.end();
}

double correlation_with_truth(Run& run, const World& world) {
  std::vector<record::Values> leads;
  for (const Record& lead : world.closed) leads.push_back(lead.values);
  const auto truth = demo::causal_shares(leads);
  const auto sizes = truth.sizes();
  const auto contributions = contributions_at_close(world);
  std::vector<double> influences, reported;
  std::string table;
  for (size_t c = 0; c < sizes.size(); ++c) {
    influences.push_back(influence_at_close(world, contributions, truth.columns[c]));
    reported.push_back(influence_of(world, truth.columns[c]));
    table += fmt::format(" {} {:.3f}/{:.3f}", truth.columns[c], influences.back(), sizes[c]);
  }
  run.note("mean |Shapley value| before the close / of the causal model:" + table);
  run.note(fmt::format("rank correlation of the reported influence, over all moments: {:.3f}",
                       rank_correlation(reported, sizes)));
  return rank_correlation(influences, sizes);
}

bool leak_found(const World& world) {
  return std::ranges::any_of(world.report.at("suspects"), [](const Json& suspect) {
    return suspect.at("column") == kLeak && suspect.at("action") == "refused";
  });
}

/// What the reasons of many records come to.
struct Reasons {
  int records = 0, off = 0, cancelling = 0;
  int large = 0, agreeing = 0;
  std::map<std::string, int> against;  ///< large reasons that disagree, by column
};

/// Rates of closed records by attribute and bucket, as the score pane shows them.
class Rates {
 public:
  explicit Rates(const World& world)
      : snapshot_(must_have(world.store->snapshot())),
        evidence_(must_have(scoring::Evidence::read(*snapshot_, *world.live))),
        base_(find(std::nullopt, 0)) {}
  double base() const { return base_; }
  double of(size_t attribute, std::uint32_t bucket) {
    const auto [at, is_new] = known_.try_emplace({attribute, bucket}, 0);
    if (is_new) at->second = find(attribute, bucket);
    return at->second;
  }

 private:
  double find(std::optional<size_t> attribute, std::uint32_t bucket) {
    const auto count = must_have(evidence_.find(attribute, bucket));
    if (!count || count->closed == 0) return feature::kNoNumber;
    return static_cast<double>(count->positives) / static_cast<double>(count->closed);
  }

  std::unique_ptr<store::Snapshot> snapshot_;
  scoring::Evidence evidence_;
  double base_;
  std::map<std::pair<size_t, std::uint32_t>, double> known_;
};

void add_up(const feature::Scored& scored, Reasons& all) {
  int sum = scored.other;
  bool large = false;
  for (const auto& reason : scored.reasons) {
    sum += reason.points;
    large = large || std::abs(reason.points) >= kLargePoints;
  }
  ++all.records;
  all.off += sum != scored.score - scored.average;
  all.cancelling += large && std::abs(scored.score - scored.average) <= 1;
}

void compare_signs(const World& world, const scoring::Subject& subject, const feature::Scored& scored, Rates& rates,
                   Reasons& all) {
  const scoring::SubjectCells cells(*world.live, subject);
  for (const auto& reason : scored.reasons) {
    if (std::abs(reason.points) < kLargePoints) continue;
    const auto bucket = world.live->model->bucket_of(reason.attribute, cells.cells(), subject.as_of);
    const double rate = rates.of(reason.attribute, bucket.id);
    if (std::isnan(rate)) continue;  // no closed record has this value: the pane shows no evidence
    ++all.large;
    const bool agrees = (rate > rates.base()) == (reason.points > 0);
    all.agreeing += agrees;
    if (!agrees) ++all.against[world.live->model->attributes()[reason.attribute].name];
  }
}

void check_reasons(const World& world, Reasons& all) {
  Rates rates(world);
  const double now = scoring::seconds_of(kNow);
  const auto snapshot = must_have(world.store->snapshot());
  scoring::Surroundings surroundings(*snapshot, *world.live->scored, world.live->wanted);
  for (const Record& lead : world.open) {
    const auto subject = must_have(surroundings.now(lead, now));
    const auto scored = world.live->score(subject);
    add_up(scored, all);
    const auto* stored = lead.get_as<std::int64_t>("msdyn_leadscore");
    all.off += stored == nullptr || *stored != scored.score;
    compare_signs(world, subject, scored, rates, all);
  }
  for (const feature::Scored& scored : world.at_close) add_up(scored, all);
}

void run_causal(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  double correlation = 0, noise_influence = 0;
  int leaks_found = 0, leaks_used = 0, noise_chosen = 0;
  Reasons reasons;
  for (const std::uint64_t seed : kSeeds) {
    const World world = make_world(run, seed);
    correlation += correlation_with_truth(run, world) / std::size(kSeeds);
    leaks_found += leak_found(world);
    leaks_used += is_used(world, kLeak);
    for (const std::string_view noise : demo::noise_columns()) {
      noise_chosen += is_used(world, noise);
      noise_influence = std::max(noise_influence, influence_of(world, noise));
    }
    check_reasons(world, reasons);
  }
  const auto report = [&](std::string part, double value, std::string unit, Better better, double must) {
    run.report({std::move(part), value, std::move(unit), better, {}, must_value(must)});
  };
  const auto seeds = static_cast<double>(std::size(kSeeds));
  report("lead-rank-correlation", correlation, "", Better::Higher, 0.85);
  report("lead-leaks-found", leaks_found, fmt::format("of {}", seeds), Better::Higher, seeds);
  report("lead-leaks-used", leaks_used, "", Better::Lower, 0);
  report("lead-noise-chosen", noise_chosen, fmt::format("of {}", seeds * demo::noise_columns().size()), Better::Lower,
         0);
  report("lead-noise-influence", 100 * noise_influence, "%", Better::Lower, 1);
  report("lead-sums-off", reasons.off, fmt::format("of {} records", reasons.records), Better::Lower, 0);
  run.note(fmt::format("on {} of them points of {} and more cancel", reasons.cancelling, kLargePoints));
  report("lead-signs-agree", 100.0 * reasons.agreeing / std::max(1, reasons.large),
         fmt::format("% of {} large reasons", reasons.large), Better::Higher, 88);
  std::string against;
  for (const auto& [column, count] : reasons.against) against += fmt::format(" {} {}", column, count);
  run.note("signs that do not agree:" + against);
}

const Registrar kCausal{"causal", "does a model find what really decided in the demo company", run_causal};

}  // namespace
}  // namespace leadlight::bench
