// What the score pane shows of one record: the score, its reasons with their evidence, how it came to be.
#include <algorithm>
#include <cmath>

#include "core/learn/metrics.h"
#include "service/scoring/evidence.h"
#include "service/scoring/external.h"
#include "service/scoring/score_text.h"
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

OrderedJson letter_or_null(const std::int64_t* grade) {
  return grade ? OrderedJson(std::string(1, learn::letter(*grade))) : OrderedJson();
}

double rounded(double value) {
  return std::round(value * 10'000) / 10'000;
}

OrderedJson model_json(const LiveModel& live) {
  return {{"id", live.model_id.to_string()},
          {"version_id", live.version_id.to_string()},
          {"name", live.model_name},
          {"number", live.number},
          {"auc", number_or_null(live.auc)},
          {"verdict", live.verdict},
          {"external", false}};
}

/// Whose score a row holds.
struct Giver {
  Record model;
  Uuid version;
  std::shared_ptr<const LiveModel> live;  ///< nullptr: a model outside of Leadlight, or a version that is damaged.
};

OrderedJson model_json(const Giver& giver) {
  OrderedJson json = giver.live ? model_json(*giver.live)
                                : OrderedJson{{"id", giver.model.id.to_string()},
                                              {"version_id", giver.version.to_string()},
                                              {"name", name_of(giver.model)},
                                              {"number", nullptr},
                                              {"auc", nullptr},
                                              {"verdict", ""},
                                              {"external", is_external(giver.model)}};
  if (is_deleted(giver.model)) json["name"] = "";  // nobody knows it any more; its name may be another's
  return json;
}

/// How the closed records with the same value did, against all of them.
Result<OrderedJson> evidence_of(const Evidence& evidence, const LiveModel& live, const Subject& subject,
                                size_t attribute, const std::optional<ValueCount>& all) {
  const SubjectCells cells(live, subject);
  const auto bucket = live.model->bucket_of(attribute, cells.cells(), subject.as_of).id;
  const auto count = TRY(evidence.find(attribute, bucket));
  return count && count->closed > 0 ? evidence_json(*count, all) : OrderedJson();
}

/// Time in the stage is told against that of the successes.
void add_stage(OrderedJson& reason, const OrderedJson& stage) {
  if (reason.at("attribute") != "stage/days" || stage.is_null()) return;
  reason["params"]["stage"] = stage.at("name");
  if (!stage.at("usual_days").is_null()) reason["params"]["median_days"] = stage.at("usual_days");
}

/// As they were written down with the score.
OrderedJson stored_reasons(const Json& stored) {
  OrderedJson reasons = OrderedJson::array();
  for (const Json& each : stored.value("reasons", Json::array())) {
    const std::string attribute = each.value("attribute", ""), label = each.value("label", "");
    reasons.push_back({{"attribute", attribute},
                       {"table", each.value("table", "")},
                       {"label", label.empty() ? attribute : label},
                       {"value", each.value("value", "")},
                       {"points", each.contains("points") ? OrderedJson(each.at("points")) : OrderedJson()},
                       {"key", each.value("key", "")},
                       {"params", each.value("params", Json::object())}});
  }
  return reasons;
}

/// The same with the labels of now and what history says about each value.
Result<OrderedJson> reasons_json(store::Snapshot& snapshot, const LiveModel& live, const Subject& subject,
                                 const Json& stored, const OrderedJson& stage) {
  OrderedJson reasons = stored_reasons(stored);
  const Evidence evidence = TRY(Evidence::read(snapshot, live));
  const auto all = TRY(evidence.find(std::nullopt, 0));
  const auto& attributes = live.model->attributes();
  for (OrderedJson& reason : reasons) {
    add_stage(reason, stage);
    const auto at = std::ranges::find(attributes, reason.value("attribute", ""), &feature::Attribute::name);
    if (at == attributes.end()) continue;
    const auto attribute = static_cast<size_t>(at - attributes.begin());
    // The label may have been changed since the training.
    reason["label"] = live.sources[attribute] ? live.sources[attribute]->label : at->label;
    reason["evidence"] = TRY(evidence_of(evidence, live, subject, attribute, all));
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

/// The attribute whose points changed most from one line to another of the same version.
OrderedJson mover_json(const record::Schema& schema, const ScoredTable& scored, const Record& before,
                       const Record& line) {
  if (!(before.get("ll_modelversionid") == line.get("ll_modelversionid"))) return {};
  std::map<std::string, int> changes = read_ledger_text(line.text("ll_reasons")).points;
  for (const auto& [attribute, points] : read_ledger_text(before.text("ll_reasons")).points)
    changes[attribute] -= points;
  const auto most = std::ranges::max_element(
      changes, [](const auto& a, const auto& b) { return std::abs(a.second) < std::abs(b.second); });
  if (most == changes.end() || most->second == 0) return {};
  const auto source = find_source(schema, scored, most->first);
  return {{"attribute", most->first},
          {"table", source ? source->table : scored.table},
          {"label", source ? source->label : most->first},
          {"points", most->second}};
}

/// The newest lines, oldest first, each with what moved the score from the one before.
Result<OrderedJson> history_json(store::Snapshot& snapshot, const ScoredTable& scored, const Uuid& record) {
  query::Query query;
  query.table = kLedger;
  query.columns = {"ll_scoredon", "ll_score", "ll_grade", "ll_cause", "ll_modelversionid", "ll_reasons"};
  query.filter = query::equals(std::string(scored.parent), Value(record));
  query.order = {{{"", "", "ll_scoredon"}, query::Direction::Descending}};
  query.limit = kHistoryLines;
  const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
  std::map<Uuid, std::int64_t> numbers;
  OrderedJson lines = OrderedJson::array();
  const Record* before = nullptr;  // the last line that tells of points: one that only grades anew does not
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
                     {"grade", letter_or_null(grade)},
                     {"cause", column<std::string>(line, "ll_cause")},
                     {"version", number},
                     {"moved_by", nullptr}});
    if (record::is_null(line.get("ll_reasons"))) continue;
    if (before != nullptr) lines.back()["moved_by"] = mover_json(snapshot.schema(), scored, *before, line);
    before = &line;
  }
  return lines;
}

/// Of how many in a hundred scored open records it has the better score; an equal score is half better. Never all of
/// them: it is one itself.
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
  return OrderedJson((100 * below + 50 * equal) / all);
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

OrderedJson grades_json(const learn::GradeBounds& bounds) {
  return {{"a", bounds.a}, {"b", bounds.b}, {"c", bounds.c}};
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

OrderedJson no_score_json(bool open, const ModelsInForce& models, const LiveModel* covering) {
  const std::string_view why = !open                 ? "closed"
                               : models.empty()      ? "no_model"
                               : covering == nullptr ? "not_covered"
                                                     : "not_scored_yet";
  OrderedJson json{{"score", nullptr}, {"why", why}};
  if (covering != nullptr) {
    json["model"] = model_json(*covering);
    json["grades"] = grades_json(covering->bounds);
    json["factors"] = factors_json(*covering);
  }
  return json;
}

/// What the score row says of itself.
OrderedJson score_json(const Record& row, bool open) {
  const auto stored = base::parse_json(row.text("msdyn_scorereasons"));
  const auto part = [&](const char* member) {
    const bool known = stored && stored->is_object() && stored->contains(member);
    return known ? OrderedJson(stored->at(member)) : OrderedJson();
  };
  const auto* grade = row.get_as<std::int64_t>("msdyn_grade");
  const auto modified = row.time("modifiedon");
  return {{"score", column<std::int64_t>(row, "msdyn_score")},
          {"grade", letter_or_null(grade)},
          {"trend", column<std::int64_t>(row, "msdyn_scoretrend")},
          {"probability", column<double>(row, "ll_probability")},
          {"average", part("average")},
          {"other", part("other")},
          {"provisional", column<bool>(row, "ll_provisional")},
          {"closed", !open},
          {"scored_on", modified ? OrderedJson(base::to_string(*modified)) : OrderedJson()}};
}

/// The model that a version is of; nullopt when it is gone.
Result<std::optional<Record>> model_of_version(store::Snapshot& snapshot, const Uuid& version) {
  if (version.is_nil()) return std::nullopt;
  const auto row = TRY(snapshot.find(kVersion, version, {"ll_modelid"}, store::Caller::system()));
  if (!row || row->target("ll_modelid").is_nil()) return std::nullopt;
  return snapshot.find(kModel, row->target("ll_modelid"), {}, store::Caller::system());
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

Result<std::shared_ptr<const LiveModel>> ScoringService::version_of(store::Snapshot& snapshot, const Record& model,
                                                                    const Uuid& version) {
  if (is_external(model)) return nullptr;
  auto live = state_->load(snapshot, model, version, store_.schema());
  if (!live && is_damage(live.error())) return nullptr;
  return live;
}

Result<OrderedJson> ScoringService::explain(std::string_view table, const Uuid& id, const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} have no scores", table);
  const auto snapshot = TRY(store_.snapshot());
  const auto record = TRY(snapshot->find(table, id, {}, caller));
  if (!record) return fail(ErrorCode::NotFound, "no {} with the id {}", table, id.to_string());
  const Uuid score_row = record->target(scored->score_row);
  const auto row =
      score_row.is_nil() ? std::nullopt : TRY(snapshot->find(kScoreTable, score_row, {}, store::Caller::system()));
  const auto models = TRY(in_force(*snapshot, table));
  Surroundings surroundings(*snapshot, *scored, models->wanted);
  const Subject now = TRY(surroundings.now(*record, seconds_of(clock_.now())));
  const LiveModel* covering = TRY(models->model_for(now, surroundings));
  const auto history = TRY(history_json(*snapshot, *scored, id));
  const bool open = Outcome().is_open(*record);
  if (!row) {
    OrderedJson json = no_score_json(open, *models, covering);
    json["history"] = history;
    return json;
  }

  const Uuid version = row->target("ll_modelversionid");
  std::optional<Giver> giver;
  if (const auto model = TRY(model_of_version(*snapshot, version))) {
    giver = Giver{*model, version, TRY(version_of(*snapshot, *model, version))};
  }
  const auto given = TRY(find_given_score(*snapshot, *models, covering, id));
  const Uuid in_force_now = given ? given->model->version : covering != nullptr ? covering->version_id : Uuid();
  OrderedJson json = score_json(*row, open);
  // A score that nobody keeps up: its model is gone, or has been paused since.
  json["stale"] = open && (!giver || giver->version != in_force_now);
  json["model"] = giver ? model_json(*giver) : OrderedJson();
  const auto* score = row->get_as<std::int64_t>("msdyn_score");
  json["percentile"] = score && open ? TRY(percentile(*snapshot, *scored, *score)) : OrderedJson();
  const std::string reasons = row->text("msdyn_scorereasons");
  const Json stored = reasons.empty() ? Json::object() : TRY(base::parse_json(reasons));
  json["stage"] = nullptr;
  json["ignored_blanks"] = OrderedJson::array();
  if (giver && giver->live) {
    const LiveModel& live = *giver->live;
    Surrounding wanted = live.wanted;
    wanted.stages = true;
    Surroundings then(*snapshot, *scored, wanted);
    const Subject subject = TRY(then.now(*record, seconds_of(row->time("modifiedon").value_or(clock_.now()))));
    json["stage"] = TRY(stage_json(*snapshot, *scored, live.definition.outcome, subject));
    json["reasons"] = TRY(reasons_json(*snapshot, live, subject, stored, json["stage"]));
    json["similar"] = score ? similar_json(live, static_cast<int>(*score)) : OrderedJson();
    json["ignored_blanks"] = ignored_json(live, subject);
  } else {
    json["reasons"] = stored_reasons(stored);
  }
  json["history"] = history;
  json["grades"] = giver && giver->live ? grades_json(giver->live->bounds) : grades_json(learn::preset_75_50_25());
  json["factors"] = giver && giver->live ? factors_json(*giver->live) : OrderedJson::array();
  return json;
}

}  // namespace leadlight::scoring
