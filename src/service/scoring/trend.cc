#include "service/scoring/trend.h"

#include <set>

#include "service/scoring/as_known.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

constexpr std::string_view kScoredOn = "ll_scoredon";
const std::vector<std::string> kLineColumns{std::string(kScoredOn), "ll_score", "ll_grade", "ll_modelversionid"};

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
  query.table = kLedger;
  query.columns = kLineColumns;
  query.filter = std::move(filter);
  query.order = {{{"", "", std::string(kScoredOn)}, direction}};
  query.limit = 1;
  const auto page = TRY(snapshot.select(query, store::Caller::system()));
  if (page.rows.empty()) return std::optional<ScorePoint>();
  return std::optional<ScorePoint>(point_of(page.rows.front().record));
}

/// The moments of lines by record, one for each method.
using Moments = std::map<Uuid, std::vector<Timestamp>>;

Result<Moments> moments_of(store::Snapshot& snapshot, const ScoredTable& scored, query::FilterPtr lines,
                           std::initializer_list<query::Method> methods) {
  query::Aggregate question{.table = std::string(kLedger), .filter = std::move(lines)};
  question.keys = {{"record", {"", "", std::string(scored.parent)}}};
  for (const query::Method method : methods) {
    question.measures.push_back({std::to_string(question.measures.size()), method, {"", "", std::string(kScoredOn)}});
  }
  Moments moments;
  for (const query::Group& group : TRY(snapshot.aggregate(question, store::Caller::system()))) {
    const auto* record = record::as<record::Reference>(group.keys.front());
    if (record == nullptr) continue;
    for (const record::Value& measure : group.measures) {
      if (const auto* at = record::as<Timestamp>(measure)) moments[record->id].push_back(*at);
    }
  }
  return moments;
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

Result<std::map<Uuid, TrendBase>> find_trend_bases(store::Snapshot& snapshot, const ScoredTable& scored, int trend_days,
                                                   std::span<const Uuid> records, Timestamp now) {
  std::map<Uuid, TrendBase> bases;
  if (records.empty()) return bases;
  const Timestamp moment = now - std::chrono::days(trend_days);
  const auto of_records = std::make_shared<query::Filter>(
      query::Filter{query::In{{"", "", std::string(scored.parent)}, {records.begin(), records.end()}}});
  const auto until = query::compare(std::string(kScoredOn), query::CompareOp::Le, moment);
  const Moments ends = TRY(moments_of(snapshot, scored, of_records, {query::Method::Min, query::Method::Max}));
  const Moments before = TRY(moments_of(snapshot, scored, query::all_of({of_records, until}), {query::Method::Max}));
  struct Wanted {
    Timestamp last, point;
  };
  std::map<Uuid, Wanted> wanted;
  std::vector<query::FilterPtr> lines;
  for (const auto& [record, first_and_last] : ends) {
    const auto found = before.find(record);
    const Timestamp point = found != before.end() ? found->second.front() : first_and_last.front();
    wanted.emplace(record, Wanted{first_and_last.back(), point});
    // Each by the index; two lists, of records and of moments, would be looked up in every combination.
    for (const Timestamp at : std::set{first_and_last.back(), point}) {
      lines.push_back(query::all_of({query::equals(std::string(scored.parent), record::Value(record)),
                                     query::equals(std::string(kScoredOn), record::Value(at))}));
    }
  }
  if (lines.empty()) return bases;
  query::Query query{.table = std::string(kLedger), .columns = kLineColumns};
  query.columns.emplace_back(scored.parent);
  query.filter = query::any_of(std::move(lines));
  TRY(snapshot.scan(query, store::Caller::system(), [&](record::Record&& line) -> Result<bool> {
    const Uuid record = line.target(scored.parent);
    const ScorePoint point = point_of(line);
    const Wanted& of_record = wanted.at(record);
    if (point.at == of_record.last) bases[record].last = point;
    if (point.at == of_record.point) bases[record].point = point;
    return true;
  }));
  return bases;
}

void Trends::read_together(std::span<const record::Record* const> records) {
  for (const record::Record* record : records) {
    if (stored_.emplace(record->id, record).second) ids_.push_back(record->id);
  }
}

Result<TrendBase> Trends::base(const Uuid& record, int trend_days) {
  if (!stored_.contains(record)) return find_trend_base(snapshot_, scored_, trend_days, record, now_);
  const auto known = bases_.find(trend_days);
  const auto& bases =
      known != bases_.end()
          ? known->second
          : bases_.emplace(trend_days, TRY(find_trend_bases(snapshot_, scored_, trend_days, ids_, now_))).first->second;
  const auto found = bases.find(record);
  return found != bases.end() ? found->second : TrendBase();
}

Result<std::optional<record::Record>> Trends::as_of_base(const Uuid& record, Timestamp moment) {
  const auto system = store::Caller::system();
  const auto known = stored_.find(record);
  if (known == stored_.end()) {
    // The record that is scored may hold changes that are not written yet; the history is undone from what is.
    auto stored = TRY(snapshot_.find(scored_.table, record, {}, system));
    if (!stored) return std::optional<record::Record>();
    return as_of(std::move(*stored), TRY(snapshot_.history(scored_.table, record, system)), moment);
  }
  if (histories_.empty()) {
    auto histories = TRY(snapshot_.histories(scored_.table, ids_, {}, system));
    for (size_t i = 0; i < ids_.size(); ++i) histories_.emplace(ids_[i], std::move(histories[i]));
    TRY(surroundings_.read_histories_ahead());
  }
  return as_of(*known->second, histories_.at(record), moment);
}

Result<Trend> Trends::trend(const LiveModel& live, const Uuid& record, int score, const TrendBase& base) {
  if (!base.point) return Trend::NotEnoughInfo;
  int before = base.point->score;
  if (base.point->version != live.version_id) {
    const auto then = TRY(as_of_base(record, base.point->at));
    if (!then) return Trend::NotEnoughInfo;
    // As of the moment itself: what that score was given for had happened.
    const auto just_after = base.point->at + std::chrono::microseconds(1);
    before = live.score_number(TRY(surroundings_.before(*then, just_after, Past::Lived)));
  }
  return trend_of_change(score - before, live.definition.trend_points);
}

Trend trend_of_change(int change, int steady_points) {
  if (change > steady_points) return Trend::Improving;
  return change < -steady_points ? Trend::Declining : Trend::Steady;
}

}  // namespace leadlight::scoring
