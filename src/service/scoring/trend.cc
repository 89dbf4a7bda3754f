#include "service/scoring/trend.h"

#include "service/scoring/as_known.h"

namespace leadlight::scoring {
namespace {

constexpr std::string_view kScoredOn = "ll_scoredon";

ScorePoint point_of(const record::Record& line) {
  ScorePoint point;
  if (const auto* at = line.get_as<Timestamp>("ll_scoredon")) point.at = *at;
  if (const auto* score = line.get_as<std::int64_t>("ll_score")) point.score = static_cast<int>(*score);
  if (const auto* grade = line.get_as<std::int64_t>("ll_grade")) point.grade = *grade;
  if (const auto* version = line.get_as<record::Reference>("ll_modelversionid")) point.version = version->id;
  return point;
}

Result<std::optional<ScorePoint>> first_line(store::Snapshot& snapshot, query::FilterPtr filter,
                                             query::Direction direction) {
  query::Query query;
  query.table = "ll_scorepoint";
  query.columns = {std::string(kScoredOn), "ll_score", "ll_grade", "ll_modelversionid"};
  query.filter = std::move(filter);
  query.order = {{{"", "", std::string(kScoredOn)}, direction}};
  query.limit = 1;
  const auto page = TRY(snapshot.select(query, store::Caller::system()));
  if (page.rows.empty()) return std::optional<ScorePoint>();
  return std::optional<ScorePoint>(point_of(page.rows.front().record));
}

}  // namespace

Result<TrendBase> find_trend_base(store::Snapshot& snapshot, const ScoredTable& scored, int trend_days,
                                  const Uuid& record, Timestamp now) {
  const Timestamp moment = now - std::chrono::days(trend_days);
  const auto of_record = query::equals(std::string(scored.parent), record::Value(record));
  TrendBase base;
  base.last = TRY(first_line(snapshot, of_record, query::Direction::Descending));
  if (!base.last || base.last->at <= moment) {
    base.point = base.last;
    return base;
  }
  const auto until = query::compare(std::string(kScoredOn), query::CompareOp::Le, moment);
  base.point = TRY(first_line(snapshot, query::all_of({of_record, until}), query::Direction::Descending));
  if (!base.point) base.point = TRY(first_line(snapshot, of_record, query::Direction::Ascending));
  return base;
}

Result<Trend> trend_of(store::Snapshot& snapshot, const LiveModel& live, const record::Record& record, int score,
                       const TrendBase& base) {
  if (!base.point) return Trend::NotEnoughInfo;
  int before = base.point->score;
  if (base.point->version != live.version_id) {
    const auto history = TRY(snapshot.history(live.scored->table, record.id, store::Caller::system()));
    // The record given may hold changes that are not written yet; the history is undone from what is.
    auto stored = TRY(snapshot.find(live.scored->table, record.id, {}, store::Caller::system()));
    if (!stored) return Trend::NotEnoughInfo;
    const auto then = as_of(std::move(*stored), history, base.point->at);
    if (!then) return Trend::NotEnoughInfo;
    // As of the moment itself: what that score was given for had happened.
    Surroundings surroundings(snapshot, *live.scored, live.wanted);
    before =
        live.score_number(TRY(surroundings.before(*then, base.point->at + std::chrono::microseconds(1), Past::Lived)));
  }
  return trend_of_change(score - before, live.definition.trend_points);
}

Trend trend_of_change(int change, int steady_points) {
  if (change > steady_points) return Trend::Improving;
  return change < -steady_points ? Trend::Declining : Trend::Steady;
}

}  // namespace leadlight::scoring
