#include "service/scoring/hindsight.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/learn/metrics.h"
#include "service/scoring/as_known.h"
#include "service/scoring/columns.h"
#include "service/scoring/compaction.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

/// A first score later than this after the creation was not given to the record as it came.
constexpr std::chrono::days kAtCreation{1};
constexpr std::chrono::days kWeek{7};
/// The alarm on calibration looks at so many weeks, and asks for so much difference beyond chance.
constexpr int kAlarmWeeks = 8;
constexpr double kAlarmDeviations = 3;
constexpr double kAlarmDifference = 0.05;
constexpr double kFewestForAlarm = 30;
/// Records compared for a shift of the inputs: those made lately with those of the half year before.
constexpr std::chrono::days kLately{30};
constexpr std::chrono::days kBefore{180};
constexpr int kMostRecent = 1000, kMostBefore = 2000;
constexpr size_t kFewestRecent = 100;

/// One promise looked back at.
struct Kept {
  double promised = 0;  ///< probability
  bool success = false;
};

struct Closed {
  Promise promise;
  std::optional<Timestamp> created;
  std::vector<ScorePoint> points;
};

std::string shown(const record::Field* field, const Record& row) {
  if (field == nullptr) return "";
  std::string buffer;
  const feature::Cell cell = to_cell(*field, row.get(field->name), buffer);
  const auto* level = std::get_if<std::string_view>(&cell);
  return level == nullptr ? "" : shown_level(*field, *level);
}

Result<std::map<Uuid, std::string>> team_names(store::Snapshot& snapshot) {
  std::map<Uuid, std::string> names;
  TRY(snapshot.scan({.table = "businessunit", .columns = {"name"}}, store::Caller::system(),
                    [&](Record&& unit) -> Result<bool> {
                      names[unit.id] = unit.text("name");
                      return true;
                    }));
  return names;
}

Result<std::map<Uuid, Closed>> read_closed(store::Snapshot& snapshot, const ScoredTable& scored, Timestamp from,
                                           const record::Field* by, const store::Caller& caller) {
  const Outcome outcome;
  const auto teams = TRY(team_names(snapshot));
  query::Query query;
  query.table = scored.table;
  query.columns = {"statecode", "createdon", "owningbusinessunit", std::string(scored.closed_on)};
  if (by != nullptr) query.columns.emplace_back(by->name);
  if (snapshot.schema().find(scored.table)->find("merged") != nullptr) query.columns.emplace_back("merged");
  query.filter = query::all_of(
      {query::compare(std::string(scored.closed_on), query::CompareOp::Ge, from), outcome.closed_filter()});
  std::map<Uuid, Closed> closed;
  TRY(snapshot.scan(query, caller, [&](Record&& row) -> Result<bool> {
    const auto success = outcome.of(row);
    const auto at = row.time(scored.closed_on);
    if (!success || !at) return true;
    Closed& each = closed[row.id];
    each.created = row.time("createdon");
    each.promise.record = row.id;
    each.promise.success = *success;
    each.promise.closed = *at;
    each.promise.group = shown(by, row);
    const auto team = teams.find(row.target("owningbusinessunit"));
    if (team != teams.end()) each.promise.team = team->second;
    return true;
  }));
  return closed;
}

/// Versions whose scores came from outside: nobody promised that they are probabilities.
Result<std::set<Uuid>> versions_from_outside(store::Snapshot& snapshot) {
  std::set<Uuid> versions;
  query::Query query{.table = std::string(kVersion), .columns = {"ll_state"}};
  query.filter = query::equals("ll_state", Value(kExternal));
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& version) -> Result<bool> {
    versions.insert(version.id);
    return true;
  }));
  return versions;
}

Result<void> read_points(store::Snapshot& snapshot, const ScoredTable& scored, Timestamp from,
                         std::map<Uuid, Closed>& closed) {
  const auto from_outside = TRY(versions_from_outside(snapshot));
  query::Query query;
  query.table = kLedger;
  query.columns = {"ll_scoredon", "ll_score", "ll_grade", "ll_modelversionid", std::string(scored.parent)};
  query.filter = std::make_shared<query::Filter>(query::Filter{query::Compare{
      query::Path{std::string(scored.parent), {}, std::string(scored.closed_on)}, query::CompareOp::Ge, from}});
  return snapshot.scan(query, store::Caller::system(), [&](Record&& line) -> Result<bool> {
    const auto found = closed.find(line.target(scored.parent));
    const auto at = line.time("ll_scoredon");
    const Uuid version = line.target("ll_modelversionid");
    if (found == closed.end() || !at || *at >= found->second.promise.closed || from_outside.contains(version)) {
      return true;
    }
    found->second.points.push_back(
        {*at, static_cast<int>(line.number("ll_score", 0)), line.number("ll_grade", 3), version});
    return true;
  });
}

void find_promises(Closed& closed) {
  auto& points = closed.points;
  std::ranges::sort(points, {}, &ScorePoint::at);
  if (points.empty()) return;
  if (closed.created && points.front().at <= *closed.created + kAtCreation) closed.promise.at_creation = points.front();
  for (const ScorePoint& point : points) {
    if (point.at <= closed.promise.closed - kBeforeClose) closed.promise.month_before = point;
  }
}

OrderedJson number_of(double value) {
  return std::isfinite(value) ? OrderedJson(std::round(value * 10'000) / 10'000) : OrderedJson();
}

double sum_of(const std::vector<Kept>& kept, auto member) {
  return std::accumulate(kept.begin(), kept.end(), 0.0,
                         [&](double sum, const Kept& each) { return sum + static_cast<double>(each.*member); });
}

/// Promised against happened.
OrderedJson kept_json(const std::vector<Kept>& kept) {
  const auto records = static_cast<double>(kept.size());
  const double successes = sum_of(kept, &Kept::success);
  const auto interval = learn::wilson_interval(successes, records);
  return {{"records", kept.size()},
          {"expected", number_of(sum_of(kept, &Kept::promised) / records)},
          {"actual", number_of(successes / records)},
          {"interval", OrderedJson::array({number_of(interval.low), number_of(interval.high)})}};
}

OrderedJson overall_json(const std::vector<Kept>& kept) {
  OrderedJson json = kept_json(kept);
  std::vector<double> promised;
  std::vector<std::uint8_t> labels;
  for (const Kept& each : kept) {
    promised.push_back(each.promised);
    labels.push_back(each.success);
  }
  const auto interval = learn::auc_interval(promised, labels);
  json["brier"] = number_of(learn::brier(promised, labels));
  json["auc"] = number_of(learn::auc(promised, labels));
  json["auc_interval"] = OrderedJson::array({number_of(interval.low), number_of(interval.high)});
  return json;
}

using Moment = std::optional<ScorePoint> Promise::*;

/// Promises of one moment, by a key of each.
template <class Key>
OrderedJson by_key(const std::vector<Promise>& promises, Moment moment, std::string_view name, Key&& key) {
  std::map<std::string, std::vector<Kept>> groups;
  for (const Promise& promise : promises) {
    if (const auto& point = promise.*moment)
      groups[key(promise, *point)].push_back({point->score / 100.0, promise.success});
  }
  OrderedJson list = OrderedJson::array();
  for (const auto& [value, kept] : groups) {
    OrderedJson json{{name, value}};
    json.update(kept_json(kept));
    list.push_back(std::move(json));
  }
  return list;
}

/// Monday of the week.
std::string week_of(Timestamp at) {
  const Date day = std::chrono::floor<std::chrono::days>(at);
  return base::to_string(day - (std::chrono::weekday(day) - std::chrono::Monday));
}

OrderedJson moment_json(const std::vector<Promise>& promises, Moment moment, bool grouped) {
  std::vector<Kept> all;
  for (const Promise& promise : promises) {
    if (const auto& point = promise.*moment) all.push_back({point->score / 100.0, promise.success});
  }
  if (all.empty()) return OrderedJson();
  OrderedJson json{{"all", overall_json(all)}};
  json["weeks"] =
      by_key(promises, moment, "week", [](const Promise& each, const ScorePoint&) { return week_of(each.closed); });
  json["grades"] = by_key(promises, moment, "grade", [](const Promise&, const ScorePoint& point) {
    return std::string(1, learn::letter(point.grade));
  });
  json["teams"] = by_key(promises, moment, "team", [](const Promise& each, const ScorePoint&) { return each.team; });
  json["groups"] = OrderedJson::array();
  if (grouped) {
    json["groups"] =
        by_key(promises, moment, "group", [](const Promise& each, const ScorePoint&) { return each.group; });
  }
  return json;
}

/// Whether what happened lately is further from what was promised than chance explains.
void add_calibration_alarm(const std::vector<Promise>& promises, Moment moment, std::string_view name, Timestamp now,
                           OrderedJson& alarms) {
  std::vector<Kept> lately;
  double variance = 0;
  for (const Promise& promise : promises) {
    const auto& point = promise.*moment;
    if (!point || promise.closed < now - kAlarmWeeks * kWeek) continue;
    const double p = point->score / 100.0;
    lately.push_back({p, promise.success});
    variance += p * (1 - p);
  }
  const auto records = static_cast<double>(lately.size());
  if (records < kFewestForAlarm) return;
  const double difference = sum_of(lately, &Kept::success) - sum_of(lately, &Kept::promised);
  if (std::abs(difference) < kAlarmDeviations * std::sqrt(variance)) return;
  if (std::abs(difference) < kAlarmDifference * records) return;
  OrderedJson alarm{{"kind", "calibration"}, {"moment", name}, {"weeks", kAlarmWeeks}};
  alarm.update(kept_json(lately));
  alarms.push_back(std::move(alarm));
}

/// How often each bucket of each attribute occurs among records as they were when they were made.
using Counts = std::vector<std::vector<double>>;

Result<size_t> count_made(store::Snapshot& snapshot, const LiveModel& live, const query::FilterPtr& made, int most,
                          Counts& counts) {
  const auto system = store::Caller::system();
  query::Query query;
  query.table = live.scored->table;
  std::vector<query::FilterPtr> filters{made};
  if (live.filter) filters.push_back(live.filter);
  query.filter = query::all_of(std::move(filters));
  query.order = {{{"", "", "createdon"}, query::Direction::Descending}};
  query.limit = most;
  const store::Page page = TRY(snapshot.select(query, system));
  const auto histories = TRY(histories_of(snapshot, page, live.scored->table, {}));
  for (size_t i = 0; i < page.rows.size(); ++i) {
    const store::Row& row = page.rows[i];
    const auto& history = histories[i];
    const Record first = history.empty() ? row.record : before_entries(row.record, history, 1);
    Subject subject;
    subject.record = &first;
    if (const auto created = row.record.time("createdon")) subject.as_of = seconds_of(*created);
    const SubjectCells cells(live, subject);
    for (size_t a = 0; a < counts.size(); ++a) {
      if (!counts[a].empty()) ++counts[a][live.model->bucket_of(a, cells.cells(), subject.as_of).id];
    }
  }
  return page.rows.size();
}

/// Room for the attributes that can shift: the record's own, but no ages.
Counts room_for(const LiveModel& live) {
  Counts counts(live.sources.size());
  for (size_t a = 0; a < counts.size(); ++a) {
    const bool own = live.sources[a] && live.sources[a]->group == SourceGroup::Primary;
    if (own && live.model->attributes()[a].use != feature::Use::Days) {
      counts[a].resize(live.model->encoder().bucket_count(a));
    }
  }
  return counts;
}

Result<void> add_input_alarms(store::Snapshot& snapshot, const LiveModel& live, Timestamp now, OrderedJson& alarms) {
  for (const InputShift& shift : TRY(input_shifts(snapshot, live, now))) {
    if (shift.index < kLargeShift) break;
    const Source& source = *live.sources[shift.attribute];
    alarms.push_back({{"kind", "input"},
                      {"model", live.model_name},
                      {"attribute", source.name},
                      {"table", source.table},
                      {"label", source.label},
                      {"index", number_of(shift.index)}});
  }
  return {};
}

}  // namespace

double stability_index(const std::vector<double>& before, const std::vector<double>& after) {
  const double n = std::accumulate(before.begin(), before.end(), 0.0);
  const double m = std::accumulate(after.begin(), after.end(), 0.0);
  double values = 0;  // that occur at all
  for (size_t i = 0; i < before.size(); ++i) values += before[i] + after[i] > 0;
  double index = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i] + after[i] == 0) continue;
    const double p = (before[i] + 0.5) / (n + 0.5 * values), q = (after[i] + 0.5) / (m + 0.5 * values);
    index += (p - q) * std::log(p / q);
  }
  return index - (values - 1) * (1 / n + 1 / m);
}

Result<std::vector<Promise>> read_promises(store::Snapshot& snapshot, const ScoredTable& scored, Timestamp from,
                                           std::string_view by, const store::Caller& caller) {
  const record::Field* field = by.empty() ? nullptr : snapshot.schema().find(scored.table)->find(by);
  if (!by.empty() && (field == nullptr || field->choices == nullptr)) {
    return fail(ErrorCode::InvalidInput, "By: {} has no choice column \"{}\"", scored.table, by);
  }
  auto closed = TRY(read_closed(snapshot, scored, from, field, caller));
  TRY(read_points(snapshot, scored, from, closed));
  std::vector<Promise> promises;
  for (auto& [id, each] : closed) {
    find_promises(each);
    promises.push_back(std::move(each.promise));
  }
  std::ranges::sort(promises, {}, [](const Promise& each) { return std::pair(each.closed, each.record); });
  return promises;
}

Result<std::vector<InputShift>> input_shifts(store::Snapshot& snapshot, const LiveModel& live, Timestamp now) {
  using query::CompareOp;
  Counts before = room_for(live), after = room_for(live);
  const Timestamp lately = now - kLately;
  const auto made_lately = query::compare("createdon", CompareOp::Ge, lately);
  const auto made_before = query::all_of({query::compare("createdon", CompareOp::Ge, lately - kBefore),
                                          query::compare("createdon", CompareOp::Lt, lately)});
  std::vector<InputShift> shifts;
  if (TRY(count_made(snapshot, live, made_lately, kMostRecent, after)) < kFewestRecent) return shifts;
  if (TRY(count_made(snapshot, live, made_before, kMostBefore, before)) < kFewestRecent) return shifts;
  for (size_t a = 0; a < before.size(); ++a) {
    if (!before[a].empty()) shifts.push_back({a, stability_index(before[a], after[a])});
  }
  std::ranges::sort(shifts, std::greater(), &InputShift::index);
  return shifts;
}

Result<OrderedJson> ScoringService::was_it_right(std::string_view table, int weeks, std::string_view by,
                                                 const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", table);
  if (weeks < 1 || weeks > 520) return fail(ErrorCode::InvalidInput, "Weeks takes 1 to 520, not {}", weeks);
  const auto snapshot = TRY(store_.snapshot());
  const Timestamp now = clock_.now(), from = now - weeks * kWeek;
  const auto promises = TRY(read_promises(*snapshot, *scored, from, by, caller));
  OrderedJson moments = OrderedJson::object(), alarms = OrderedJson::array();
  for (const auto& [name, moment] :
       {std::pair("creation", &Promise::at_creation), std::pair("month_before", &Promise::month_before)}) {
    moments[name] = moment_json(promises, moment, !by.empty());
    add_calibration_alarm(promises, moment, name, now, alarms);
  }
  // About records of the whole organisation.
  const auto models =
      may_read_models(caller) ? TRY(in_force(*snapshot, table)) : std::make_shared<const ModelsInForce>();
  for (const auto& live : models->models) TRY(add_input_alarms(*snapshot, *live, now, alarms));
  return OrderedJson{{"table", table},
                     {"from", base::to_string(from)},
                     {"closed", promises.size()},
                     {"moments", std::move(moments)},
                     {"alarms", std::move(alarms)}};
}

}  // namespace leadlight::scoring
