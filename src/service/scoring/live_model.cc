#include "service/scoring/live_model.h"

#include "service/scoring/columns.h"

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

double seconds_of(Timestamp time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

RecordCells::RecordCells(const LiveModel& live, const record::Record& record)
    : cells_(live.fields.size()), buffers_(live.fields.size()) {
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (live.fields[i] == nullptr) continue;
    cells_[i] = to_cell(*live.fields[i], record.get(live.fields[i]->name), buffers_[i]);
  }
}

feature::Scored LiveModel::score(const record::Record& record, double as_of) const {
  const RecordCells cells(*this, record);
  feature::Scored result = model->score(cells.cells(), as_of);
  result.grade = grade(result.score);
  return result;
}

int LiveModel::score_number(const record::Record& record, double as_of) const {
  const RecordCells cells(*this, record);
  std::vector<float> features(model->encoder().feature_count());
  model->encoder().encode(cells.cells(), as_of, features);
  return static_cast<int>(std::lround(100 * model->probability(model->margin(features))));
}

std::string LiveModel::shown(const feature::Reason& reason) const {
  const record::Field* field = fields[reason.attribute];
  return field == nullptr || reason.value.empty() ? reason.value : shown_level(*field, reason.value);
}

Result<std::shared_ptr<const LiveModel>> load_live_model(store::Snapshot& snapshot, const record::Record& model_row,
                                                         const Uuid& version,
                                                         std::shared_ptr<const record::Schema> schema) {
  const auto row = TRY(snapshot.find("ll_modelversion", version,
                                     {"ll_number", "ll_auc", "ll_verdict", "ll_trainedon", "ll_report", "ll_bytes"},
                                     store::Caller::system()));
  if (!row) return fail(ErrorCode::NotFound, "no model version with the id {}", version.to_string());
  const auto* bytes = row->get_as<record::Bytes>("ll_bytes");
  if (bytes == nullptr) {
    return fail(ErrorCode::Conflict, "version {} has no model: its training did not finish",
                value_or<std::int64_t>(*row, "ll_number", 0));
  }
  auto live = std::make_shared<LiveModel>();
  live->model = std::make_shared<const feature::ScoringModel>(TRY(feature::ScoringModel::from_bytes(bytes->data)));
  live->model_id = model_row.id;
  live->model_name = value_or<std::string>(model_row, "ll_name", "");
  live->definition = TRY(Definition::parse(value_or<std::string>(model_row, "ll_definition", "")));
  live->bounds = own_bounds(model_row).value_or(live->model->grade_bounds());
  live->version_id = version;
  live->number = value_or<std::int64_t>(*row, "ll_number", 0);
  live->auc = value_or<double>(*row, "ll_auc", feature::kNoNumber);
  live->verdict = value_or<std::string>(*row, "ll_verdict", "");
  if (const auto* trained = row->get_as<Timestamp>("ll_trainedon")) live->trained_on = *trained;
  live->factors = factors_of(row->get_as<std::string>("ll_report"));

  const auto table_name = value_or<std::string>(model_row, "ll_table", "");
  live->scored = find_scored_table(table_name);
  const record::TableSchema* table = schema->find(table_name);
  if (live->scored == nullptr || table == nullptr) {
    return fail(ErrorCode::Corrupt, "the model {} is about {}, which cannot be scored", live->model_name, table_name);
  }
  for (const auto& attribute : live->model->attributes()) live->fields.push_back(table->find(attribute.name));
  live->schema = std::move(schema);
  return std::shared_ptr<const LiveModel>(std::move(live));
}

}  // namespace leadlight::scoring
