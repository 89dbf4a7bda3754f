// What the score pane shows of one record: the score, its reasons with their evidence, how it came to be.
#include <algorithm>
#include <cmath>

#include "core/learn/metrics.h"
#include "service/scoring/evidence.h"
#include "service/scoring/service_state.h"
#include "service/scoring/stage_times.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

constexpr int kHistoryLines = 500;

OrderedJson number_or_null(double value) {
  return std::isfinite(value) ? OrderedJson(value) : OrderedJson();
}

template <class T>
OrderedJson column(const Record& row, std::string_view name) {
  const T* value = row.get_as<T>(name);
  return value ? OrderedJson(*value) : OrderedJson();
}

std::string letter_of(std::int64_t grade) {
  return std::string(1, learn::letter(static_cast<learn::Grade>(std::clamp<std::int64_t>(grade, 0, 3))));
}

double rounded(double value) {
  return std::round(value * 10'000) / 10'000;
}

OrderedJson model_json(const LiveModel& live) {
  return {{"id", live.model_id.to_string()}, {"version_id", live.version_id.to_string()}, {"name", live.model_name},
          {"number", live.number},           {"auc", number_or_null(live.auc)},           {"verdict", live.verdict}};
}

/// How the closed records with the same value did, against all of them.
Result<OrderedJson> evidence_of(store::Snapshot& snapshot, const LiveModel& live, const Subject& subject,
                                size_t attribute, const std::optional<ValueCount>& all) {
  const SubjectCells cells(live, subject);
  const auto bucket = live.model->bucket_of(attribute, cells.cells(), subject.as_of).id;
  const auto count = TRY(find_evidence(snapshot, live, attribute, bucket));
  return count && count->closed > 0 ? evidence_json(*count, all) : OrderedJson();
}

/// Time in the stage is told against that of the successes.
void add_stage(OrderedJson& reason, const OrderedJson& stage) {
  if (reason.at("attribute") != "stage/days" || stage.is_null()) return;
  reason["params"]["stage"] = stage.at("name");
  if (!stage.at("usual_days").is_null()) reason["params"]["median_days"] = stage.at("usual_days");
}

Result<OrderedJson> reasons_json(store::Snapshot& snapshot, const LiveModel& live, const Subject& subject,
                                 const Json& stored, const OrderedJson& stage) {
  OrderedJson reasons = OrderedJson::array();
  const auto all = TRY(find_evidence(snapshot, live, std::nullopt, 0));
  const auto& attributes = live.model->attributes();
  for (const Json& each : stored.value("reasons", Json::array())) {
    const std::string name = each.value("attribute", "");
    const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
    OrderedJson reason{{"attribute", name},
                       {"table", each.value("table", "")},
                       {"label", at == attributes.end() ? name : at->label},
                       {"value", each.value("value", "")},
                       {"points", each.value("points", 0)},
                       {"key", each.value("key", "")},
                       {"params", each.value("params", Json::object())}};
    if (at != attributes.end()) {
      const auto attribute = static_cast<size_t>(at - attributes.begin());
      // The label may have been changed since the training.
      if (live.sources[attribute]) reason["label"] = live.sources[attribute]->label;
      reason["evidence"] = TRY(evidence_of(snapshot, live, subject, attribute, all));
    }
    add_stage(reason, stage);
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

/// Blanks that the score was not told of.
OrderedJson ignored_json(const LiveModel& live, const Subject& subject) {
  OrderedJson ignored = OrderedJson::array();
  for (const size_t a : live.ignored_blanks(subject)) {
    const auto& attribute = live.model->attributes()[a];
    const auto& source = live.sources[a];
    ignored.push_back({{"attribute", attribute.name},
                       {"table", source ? source->table : live.scored->table},
                       {"label", source ? source->label : attribute.label}});
  }
  return ignored;
}

/// The newest lines, oldest first.
Result<OrderedJson> history_json(store::Snapshot& snapshot, const ScoredTable& scored, const Uuid& record) {
  query::Query query;
  query.table = "ll_scorepoint";
  query.columns = {"ll_scoredon", "ll_score", "ll_grade", "ll_cause", "ll_modelversionid"};
  query.filter = query::equals(std::string(scored.parent), Value(record));
  query.order = {{{"", "", "ll_scoredon"}, query::Direction::Descending}};
  query.limit = kHistoryLines;
  const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
  std::map<Uuid, std::int64_t> numbers;
  OrderedJson lines = OrderedJson::array();
  for (auto row = page.rows.rbegin(); row != page.rows.rend(); ++row) {
    const Record& line = row->record;
    const auto* at = line.get_as<Timestamp>("ll_scoredon");
    const auto* grade = line.get_as<std::int64_t>("ll_grade");
    const auto* version = line.get_as<record::Reference>("ll_modelversionid");
    OrderedJson number;
    if (version != nullptr) {
      if (!numbers.contains(version->id)) {
        const auto found = TRY(snapshot.find("ll_modelversion", version->id, {"ll_number"}, store::Caller::system()));
        const auto* value = found ? found->get_as<std::int64_t>("ll_number") : nullptr;
        numbers[version->id] = value ? *value : 0;
      }
      number = numbers[version->id];
    }
    lines.push_back({{"at", at ? OrderedJson(base::to_string(*at)) : OrderedJson()},
                     {"score", column<std::int64_t>(line, "ll_score")},
                     {"grade", grade ? OrderedJson(letter_of(*grade)) : OrderedJson()},
                     {"cause", column<std::string>(line, "ll_cause")},
                     {"version", number}});
  }
  return lines;
}

/// Of how many in a hundred scored open records it has the better score; an equal score is half better.
Result<OrderedJson> percentile(store::Snapshot& snapshot, const ScoredTable& scored, std::int64_t score) {
  const auto system = store::Caller::system();
  const std::string column(scored.score);
  const auto open = Outcome().open_filter();
  const auto counted = [&](query::CompareOp op, Value value) {
    return snapshot.count(scored.table, query::all_of({open, query::compare(column, op, std::move(value))}), system);
  };
  const auto all = TRY(counted(query::CompareOp::Ne, Value()));
  if (all == 0) return OrderedJson();
  const auto below = TRY(counted(query::CompareOp::Lt, score));
  const auto equal = TRY(counted(query::CompareOp::Eq, score));
  return OrderedJson(
      std::lround(100 * (static_cast<double>(below) + 0.5 * static_cast<double>(equal)) / static_cast<double>(all)));
}

/// How the closed records with about this score did, scored by a model that had not seen them: what the score is worth.
OrderedJson similar_json(const LiveModel& live, int score) {
  constexpr double kEnough = 30;
  constexpr int kWidest = 10;
  const auto& counts = live.model->score_counts();
  int low = score, high = score;
  feature::ScoringModel::ScoreCount sum = counts[static_cast<size_t>(score)];
  for (int reach = 1; sum.closed < kEnough && reach <= kWidest; ++reach) {
    for (const int end : {score - reach, score + reach}) {
      if (end < 0 || end > 100) continue;
      sum.closed += counts[static_cast<size_t>(end)].closed;
      sum.positives += counts[static_cast<size_t>(end)].positives;
      low = std::min(low, end);
      high = std::max(high, end);
    }
  }
  if (sum.closed < 1) return OrderedJson();
  const auto interval = learn::wilson_interval(sum.positives, sum.closed);
  return {{"low", low},
          {"high", high},
          {"closed", std::llround(sum.closed)},
          {"rate", rounded(sum.positives / sum.closed)},
          {"interval", OrderedJson::array({rounded(interval.low), rounded(interval.high)})}};
}

OrderedJson grades_json(const LiveModel& live) {
  return {{"a", live.bounds.a}, {"b", live.bounds.b}, {"c", live.bounds.c}};
}

OrderedJson factors_json(const LiveModel& live) {
  OrderedJson factors = OrderedJson::array();
  for (const Factor& factor : live.factors) {
    factors.push_back(
        {{"attribute", factor.attribute}, {"label", factor.label}, {"influence", rounded(factor.influence)}});
  }
  return factors;
}

double rate(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : feature::kNoNumber;
}

}  // namespace

OrderedJson evidence_json(const ValueCount& count, const std::optional<ValueCount>& all) {
  const auto median = count.days.median();
  return {{"rate", number_or_null(rounded(rate(count.positives, count.closed)))},
          {"base_rate", all ? number_or_null(rounded(rate(all->positives, all->closed))) : OrderedJson()},
          {"closed", count.closed},
          {"positive", count.positives},
          {"median_days", median ? OrderedJson(*median) : OrderedJson()}};
}

Result<std::shared_ptr<const LiveModel>> ScoringService::version_of(store::Snapshot& snapshot,
                                                                    const Record& score_row) {
  const auto* version = score_row.get_as<record::Reference>("ll_modelversionid");
  if (version == nullptr) return nullptr;
  const auto row = TRY(snapshot.find("ll_modelversion", version->id, {"ll_modelid"}, store::Caller::system()));
  const auto* model = row ? row->get_as<record::Reference>("ll_modelid") : nullptr;
  if (model == nullptr) return nullptr;
  const auto model_row = TRY(snapshot.find("ll_model", model->id, {}, store::Caller::system()));
  if (!model_row) return nullptr;
  return state_->load(snapshot, *model_row, version->id, store_.schema());
}

Result<OrderedJson> ScoringService::explain(std::string_view table, const Uuid& id, const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} have no scores", table);
  const auto snapshot = TRY(store_.snapshot());
  const auto record = TRY(snapshot->find(table, id, {}, caller));
  if (!record) return fail(ErrorCode::NotFound, "no {} with the id {}", table, id.to_string());
  const auto models = TRY(in_force(*snapshot, table));
  const auto* reference = record->get_as<record::Reference>(scored->score_row);
  std::optional<Record> row;
  if (reference != nullptr) {
    row = TRY(snapshot->find("msdyn_predictivescore", reference->id, {}, store::Caller::system()));
  }
  const bool open = Outcome().is_open(*record);
  Surroundings surroundings(*snapshot, *scored, models->wanted);
  const Subject now = TRY(surroundings.now(*record, seconds_of(clock_.now())));
  const LiveModel* published = TRY(models->model_for(now, surroundings));
  if (!row) {
    const std::string_view why = !open                  ? "closed"
                                 : models->empty()      ? "no_model"
                                 : published == nullptr ? "not_covered"
                                                        : "not_scored_yet";
    OrderedJson json{{"score", nullptr}, {"why", why}};
    if (published != nullptr) {
      json["model"] = model_json(*published);
      json["grades"] = grades_json(*published);
      json["factors"] = factors_json(*published);
    }
    json["history"] = TRY(history_json(*snapshot, *scored, id));
    return json;
  }
  // The version that gave the score, which for a closed record may be an older one.
  const auto model = TRY(version_of(*snapshot, *row));
  const auto* text = row->get_as<std::string>("msdyn_scorereasons");
  const Json stored = text ? TRY(base::parse_json(*text)) : Json::object();
  const auto* score = row->get_as<std::int64_t>("msdyn_score");
  const auto* grade = row->get_as<std::int64_t>("msdyn_grade");
  const auto lines = TRY(history_json(*snapshot, *scored, id));
  const auto* modified = row->get_as<Timestamp>("modifiedon");
  OrderedJson json;
  json["score"] = score ? OrderedJson(*score) : OrderedJson();
  json["grade"] = grade ? OrderedJson(letter_of(*grade)) : OrderedJson();
  json["trend"] = column<std::int64_t>(*row, "msdyn_scoretrend");
  json["probability"] = column<double>(*row, "ll_probability");
  json["average"] = stored.value("average", 0);
  json["other"] = stored.value("other", 0);
  json["provisional"] = column<bool>(*row, "ll_provisional");
  json["closed"] = !open;
  json["scored_on"] = modified ? OrderedJson(base::to_string(*modified)) : OrderedJson();
  // A score that nobody keeps up: its model is gone, or has been paused since.
  json["stale"] = open && (!model || published == nullptr || published->version_id != model->version_id);
  json["model"] = model ? model_json(*model) : OrderedJson();
  json["percentile"] = score && open ? TRY(percentile(*snapshot, *scored, *score)) : OrderedJson();
  json["reasons"] = OrderedJson::array();
  json["stage"] = nullptr;
  json["ignored_blanks"] = OrderedJson::array();
  if (model) {
    Surrounding wanted = model->wanted;
    wanted.stages = true;
    Surroundings then(*snapshot, *scored, wanted);
    const Subject subject = TRY(then.now(*record, seconds_of(modified ? *modified : clock_.now())));
    json["stage"] = TRY(stage_json(*snapshot, *scored, model->definition.outcome, subject));
    json["reasons"] = TRY(reasons_json(*snapshot, *model, subject, stored, json["stage"]));
    json["similar"] = score ? similar_json(*model, static_cast<int>(*score)) : OrderedJson();
    json["ignored_blanks"] = ignored_json(*model, subject);
  }
  json["history"] = lines;
  json["grades"] = model ? grades_json(*model) : OrderedJson();
  json["factors"] = model ? factors_json(*model) : OrderedJson();
  return json;
}

}  // namespace leadlight::scoring
