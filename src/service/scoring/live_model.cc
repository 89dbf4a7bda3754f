#include "service/scoring/live_model.h"

#include <algorithm>

#include "core/query/evaluate.h"
#include "service/scoring/columns.h"
#include "service/scoring/models.h"

namespace leadlight::scoring {
namespace {

constexpr size_t kShownFactors = 20;

std::vector<Factor> factors_of(const std::string* report) {
  std::vector<Factor> factors;
  if (report == nullptr) return factors;
  const auto json = base::parse_json(*report);
  if (!json || !json->is_object()) return factors;
  const Json list = json->value("factors", Json::array());
  for (const Json& each : list) {
    if (!each.is_object() || factors.size() == kShownFactors) continue;
    factors.push_back({each.value("attribute", ""), each.value("label", ""), each.value("influence", 0.0)});
  }
  return factors;
}

/// What the version was trained for; what sellers can change, how a trend is told and when to train again is the
/// model's of now.
Result<Definition> definition_of(const record::Record& model_row, const record::Record& version) {
  Definition now = TRY(Definition::parse(model_row.text("ll_definition")));
  const auto report = base::parse_json(version.text("ll_report"));
  if (!report || !report->is_object() || !report->contains("definition")) return now;
  Definition then = TRY(Definition::parse(base::to_text(report->at("definition"))));
  then.attributes.actionable = now.attributes.actionable;
  then.trend_days = now.trend_days;
  then.trend_points = now.trend_points;
  then.retrain = now.retrain;
  then.retrain_days = now.retrain_days;
  return then;
}

std::optional<learn::GradeBounds> own_bounds(const record::Record& model_row) {
  const auto* a = model_row.get_as<std::int64_t>("ll_grade_a");
  const auto* b = model_row.get_as<std::int64_t>("ll_grade_b");
  const auto* c = model_row.get_as<std::int64_t>("ll_grade_c");
  if (!a || !b || !c) return std::nullopt;
  const auto bounds = learn::checked({static_cast<int>(*a), static_cast<int>(*b), static_cast<int>(*c)});
  return bounds ? std::optional(*bounds) : std::nullopt;
}

template <class T>
T value_or(const record::Record& record, std::string_view column, T otherwise) {
  const T* value = record.get_as<T>(column);
  return value ? *value : otherwise;
}

}  // namespace

learn::GradeBounds bounds_of(const LiveModel& live, const record::Record& model_row) {
  return own_bounds(model_row).value_or(live.model->grade_bounds());
}

double seconds_of(Timestamp time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

SubjectCells::SubjectCells(const LiveModel& live, const Subject& subject)
    : cells_(live.sources.size()), buffers_(live.sources.size()) {
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (live.sources[i]) cells_[i] = cell_of(*live.sources[i], subject, buffers_[i]);
  }
}

feature::Scored LiveModel::score(const Subject& subject) const {
  const SubjectCells cells(*this, subject);
  feature::Scored result = model->score(cells.cells(), subject.as_of);
  result.grade = grade(result.score);
  return result;
}

double LiveModel::probability(const Subject& subject) const {
  const SubjectCells cells(*this, subject);
  std::vector<float> features(model->encoder().feature_count());
  model->encoder().encode(cells.cells(), subject.as_of, features);
  return model->probability(model->margin(features));
}

int LiveModel::score_number(const Subject& subject) const {
  return static_cast<int>(std::lround(100 * probability(subject)));
}

std::vector<size_t> LiveModel::ignored_blanks(const Subject& subject) const {
  const SubjectCells cells(*this, subject);
  std::vector<size_t> blanks;
  for (size_t a = 0; a < sources.size(); ++a) {
    if (model->encoder().ignores(a, cells.cells()[a])) blanks.push_back(a);
  }
  return blanks;
}

Result<bool> LiveModel::covers(const Subject& subject, Surroundings& surroundings) const {
  if (!definition.is_about(subject.process_id, subject.stage_id)) return false;
  if (filter == nullptr) return true;
  std::optional<Error> failed;
  const auto resolve = [&](const record::Reference& reference) -> const record::Record* {
    auto row = surroundings.row(reference);
    if (!row) failed = row.error();
    return row ? row->get() : nullptr;
  };
  const bool matches = query::matches(*filter, *subject.record, *schema->find(scored->table), resolve);
  if (failed) return fail(std::move(*failed));
  return matches;
}

void ModelsInForce::add(std::shared_ptr<const LiveModel> model) {
  for (size_t i = 0; i < kRelations.size(); ++i) wanted.related[i] |= model->wanted.related[i];
  wanted.activities |= model->wanted.activities;
  wanted.stages |= model->wanted.stages;
  models.push_back(std::move(model));
}

Result<const LiveModel*> ModelsInForce::model_for(const Subject& subject, Surroundings& surroundings) const {
  for (const auto& model : models) {
    if (TRY(model->covers(subject, surroundings))) return model.get();
  }
  return nullptr;
}

std::string LiveModel::shown(const feature::Reason& reason) const {
  const auto& source = sources[reason.attribute];
  const bool as_it_is = !source || source->field == nullptr || reason.value.empty();
  return as_it_is ? reason.value : shown_level(*source->field, reason.value);
}

Result<std::shared_ptr<const LiveModel>> load_live_model(store::Snapshot& snapshot, const record::Record& model_row,
                                                         const Uuid& version,
                                                         std::shared_ptr<const record::Schema> schema) {
  const auto row = TRY(snapshot.find(
      "ll_modelversion", version,
      {"ll_number", "ll_auc", "ll_verdict", "ll_trainedon", "ll_rows", "ll_positives", "ll_report", "ll_bytes"},
      store::Caller::system()));
  if (!row) return fail(ErrorCode::NotFound, "no model version with the id {}", version.to_string());
  const auto* bytes = row->get_as<record::Bytes>("ll_bytes");
  if (bytes == nullptr) {
    return fail(ErrorCode::Corrupt, "version {} has no model: its training did not finish, or the file is gone",
                value_or<std::int64_t>(*row, "ll_number", 0));
  }
  auto live = std::make_shared<LiveModel>();
  live->model = std::make_shared<const feature::ScoringModel>(TRY(feature::ScoringModel::from_bytes(bytes->data)));
  live->model_id = model_row.id;
  live->model_name = value_or<std::string>(model_row, "ll_name", "");
  live->definition = TRY(definition_of(model_row, *row));
  live->bounds = bounds_of(*live, model_row);
  live->version_id = version;
  live->number = value_or<std::int64_t>(*row, "ll_number", 0);
  live->auc = value_or<double>(*row, "ll_auc", feature::kNoNumber);
  live->verdict = value_or<std::string>(*row, "ll_verdict", "");
  const std::int64_t positives = row->number("ll_positives", 0);
  live->provisional = std::min(positives, row->number("ll_rows", 0) - positives) < kClosingsNeeded;
  if (const auto* trained = row->get_as<Timestamp>("ll_trainedon")) live->trained_on = *trained;
  live->factors = factors_of(row->get_as<std::string>("ll_report"));

  const auto table_name = value_or<std::string>(model_row, "ll_table", "");
  live->scored = find_scored_table(table_name);
  const record::TableSchema* table = schema->find(table_name);
  if (live->scored == nullptr || table == nullptr) {
    return fail(ErrorCode::Corrupt, "the model {} is about {}, which cannot be scored", live->model_name, table_name);
  }
  std::vector<Source> known;
  for (const auto& attribute : live->model->attributes()) {
    live->sources.push_back(find_source(*schema, *live->scored, attribute.name));
    if (live->sources.back()) known.push_back(*live->sources.back());
  }
  live->wanted = surrounding_of(known);
  live->wanted.stages |= live->definition.process.has_value();
  live->filter = TRY(filter_of(live->definition, *schema, *live->scored));
  live->schema = std::move(schema);
  return std::shared_ptr<const LiveModel>(std::move(live));
}

}  // namespace leadlight::scoring
