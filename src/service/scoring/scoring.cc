#include "service/scoring/scoring.h"

#include <algorithm>

#include "service/scoring/live_model.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
using record::Record;
using record::Value;
using record::Values;

ScoringService::ScoringService(store::Store& store, const Clock& clock)
    : store_(store), clock_(clock), state_(std::make_unique<State>()) {}
ScoringService::~ScoringService() = default;

bool is_damage(const Error& error) {
  const ErrorCode code = error.code();
  return code == ErrorCode::Corrupt || code == ErrorCode::InvalidInput || code == ErrorCode::Unsupported;
}

Uuid ready_made_model(std::string_view table) {
  return Uuid::from_name("default model of " + std::string(table));
}

std::int64_t priority_of(const Record& model) {
  return model.number("ll_priority", kLastPriority);
}

std::string name_of(const Record& model) {
  return model.text("ll_name");
}

bool is_deleted(const Record& model) {
  const auto state = model.number("ll_state");
  return state == kDeleted || state == kDeletedScoresKept;
}

bool is_external(const Record& model) {
  return !record::is_null(model.get("ll_predictionid"));
}

Result<std::vector<Record>> models_of(store::Snapshot& snapshot, std::string_view table, ModelSet which) {
  query::Query query;
  query.table = kModel;
  std::vector<query::FilterPtr> filters{query::equals("ll_table", Value(std::string(table)))};
  if (which != ModelSet::All) {
    filters.push_back(query::compare("ll_publishedversionid", query::CompareOp::Ne, Value()));
  }
  if (which == ModelSet::InForce) filters.push_back(query::compare("ll_state", query::CompareOp::Ne, kPaused));
  query.filter = query::all_of(std::move(filters));
  std::vector<Record> models;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& model) -> Result<bool> {
    if (!is_deleted(model)) models.push_back(std::move(model));
    return true;
  }));
  std::sort(models.begin(), models.end(), [](const Record& a, const Record& b) {
    return std::make_tuple(priority_of(a), name_of(a), a.id) < std::make_tuple(priority_of(b), name_of(b), b.id);
  });
  return models;
}

Result<Uuid> ScoringService::default_model(std::string_view table) {
  if (find_scored_table(table) == nullptr) {
    return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", table);
  }
  Uuid id;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    const auto models = TRY(models_of(tx, table, ModelSet::All));
    const auto first = std::ranges::find_if_not(models, is_external);
    if (first != models.end()) {
      id = first->id;
      return {};
    }
    // The id follows from the table: two nodes that start together make one model. One that was deleted keeps its id.
    id = ready_made_model(table);
    if (TRY(tx.find(kModel, id, {"ll_state"}, store::Caller::system()))) id = Uuid{};
    std::string name(table);
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    id = TRY(tx.insert(kModel, id,
                       {{"ll_name", name + " scoring"},
                        {"ll_table", std::string(table)},
                        {"ll_definition", Definition().to_json()},
                        {"ll_state", kDraft}},
                       store::Caller::system()))
             .id;
    return {};
  }));
  return id;
}

Result<std::shared_ptr<const ModelsInForce>> ScoringService::in_force(store::Snapshot& snapshot,
                                                                      std::string_view table) {
  auto all = std::make_shared<ModelsInForce>();
  if (find_scored_table(table) == nullptr) return std::shared_ptr<const ModelsInForce>(std::move(all));
  for (const Record& model : TRY(models_of(snapshot, table, ModelSet::InForce))) {
    if (is_external(model)) {
      all->external.push_back({model.id, model.target("ll_publishedversionid"), name_of(model), all->models.size()});
      continue;
    }
    // Where none can be used the others still score. The page of the model and `doctor` say what is wrong with it.
    if (auto live = TRY(serving(snapshot, model)).live) all->add(std::move(live));
  }
  return std::shared_ptr<const ModelsInForce>(std::move(all));
}

Result<std::shared_ptr<const LiveModel>> ScoringService::State::load(store::Snapshot& snapshot, const Record& model,
                                                                     const Uuid& version,
                                                                     std::shared_ptr<const record::Schema> schema) {
  constexpr size_t kMostKept = 8;
  const Key key{version, model.version, schema->version()};
  {
    const std::scoped_lock lock(mutex);
    const auto found = std::find_if(cache.begin(), cache.end(), [&](const auto& entry) { return entry.first == key; });
    if (found != cache.end()) return found->second;
  }
  auto live = load_live_model(snapshot, model, version, std::move(schema));
  if (!live && !is_damage(live.error())) return live;
  const std::scoped_lock lock(mutex);
  if (cache.size() == kMostKept) cache.erase(cache.begin());
  cache.emplace_back(key, live);
  return live;
}

Result<void> ScoringService::publish(const Uuid& model_version, const store::Caller& caller) {
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    const auto version = TRY(tx.find(kVersion, model_version, {"ll_modelid", "ll_state", "ll_number"}, caller));
    if (!version) return fail(ErrorCode::NotFound, "no model version with the id {}", model_version.to_string());
    const auto* state = version->get_as<std::int64_t>("ll_state");
    const auto* model_id = version->get_as<record::Reference>("ll_modelid");
    if (!state || !model_id) return fail(ErrorCode::Corrupt, "a model version without state or model");
    if (*state == kPublished) return {};
    if (*state != kReady && *state != kRetired) {
      return fail(Error(ErrorCode::Conflict,
                        *state == kNoSignal ? "this version found no signal: it would give every record the same score"
                                            : "this version has no finished model",
                        "Train again, with more closed records or other columns."));
    }
    const auto model = TRY(tx.find(kModel, model_id->id, {}, caller));
    if (!model || is_deleted(*model)) {
      return fail(ErrorCode::NotFound, "no model with the id {}", model_id->id.to_string());
    }
    // As the caller: whether he may publish is whether he may change the model.
    const auto now_published = TRY(tx.update(
        kModel, model->id,
        {{"ll_publishedversionid", record::Reference{"ll_modelversion", model_version}}, {"ll_state", kPublished}},
        model->version, caller));
    if (const auto* earlier = model->get_as<record::Reference>("ll_publishedversionid")) {
      TRY(tx.update(kVersion, earlier->id, {{"ll_state", kRetired}}, std::nullopt, system));
    }
    TRY(tx.update(kVersion, model_version, {{"ll_state", kPublished}}, std::nullopt, system));
    const auto live = TRY(state_->load(tx, now_published, model_version, store_.schema()));
    return catch_up_evidence(tx, *live);
  });
}

}  // namespace leadlight::scoring
