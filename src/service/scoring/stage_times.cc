#include "service/scoring/stage_times.h"

#include <cmath>

#include "service/scoring/day_counts.h"
#include "service/scoring/live_model.h"

namespace leadlight::scoring {
namespace {

constexpr int kNewest = 1000;

query::FilterPtr succeeded(const ScoredTable& scored, const Outcome& outcome) {
  query::In in{query::Path{std::string(scored.parent), {}, outcome.column}, {}};
  for (const std::int64_t value : outcome.positive) in.values.emplace_back(value);
  return std::make_shared<query::Filter>(query::Filter{std::move(in)});
}

}  // namespace

Result<std::optional<StageTimes>> successes_in_stage(store::Snapshot& snapshot, const ScoredTable& scored,
                                                     const Outcome& outcome, const Uuid& stage) {
  query::Query query;
  query.table = "ll_stagehistory";
  query.columns = {"ll_enteredon", "ll_lefton"};
  query.filter =
      query::all_of({query::equals("processstageid", record::Value(stage)),
                     query::compare("ll_lefton", query::CompareOp::Ne, record::Value()), succeeded(scored, outcome)});
  query.order = {{{"", "", "ll_lefton"}, query::Direction::Descending}};
  query.limit = kNewest;
  DayCounts days;
  StageTimes times;
  const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
  for (const store::Row& row : page.rows) {
    const auto entered = row.record.time("ll_enteredon"), left = row.record.time("ll_lefton");
    if (!entered || !left) continue;
    days.add((seconds_of(*left) - seconds_of(*entered)) / kSecondsADay);
    ++times.successes;
  }
  if (times.successes < kFewestInStage) return std::optional<StageTimes>();
  times.median_days = days.median().value_or(0);
  return std::optional(times);
}

Result<OrderedJson> stage_json(store::Snapshot& snapshot, const ScoredTable& scored, const Outcome& outcome,
                               const Subject& subject) {
  if (subject.stage_id.is_nil()) return OrderedJson();
  const double days = subject.facts[static_cast<size_t>(Fact::StageDays)];
  const auto usual = TRY(successes_in_stage(snapshot, scored, outcome, subject.stage_id));
  return OrderedJson{{"name", subject.stage},
                     {"days", std::isnan(days) ? OrderedJson() : OrderedJson(std::floor(days))},
                     {"usual_days", usual ? OrderedJson(usual->median_days) : OrderedJson()},
                     {"successes", usual ? usual->successes : 0}};
}

}  // namespace leadlight::scoring
