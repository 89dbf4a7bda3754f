// Models: train, publish, grade, and what a score is made of.
#include "service/scoring/models.h"
#include "server/api/operations.h"
#include "service/jobs/jobs.h"

namespace leadlight::api {
namespace {

http::Response json_response_of(int status, const OrderedJson& json) {
  return json_response(status, base::to_text(json));
}

http::Response accepted(const Uuid& job) {
  return json_response_of(202, OrderedJson{{"JobId", job.to_string()}});
}

/// A row that must be there for this caller.
Result<record::Record> required_row(store::Snapshot& snapshot, std::string_view table, const Uuid& id,
                                    const std::vector<std::string>& columns, const Call& call) {
  auto found = TRY(snapshot.find(table, id, columns, call.caller()));
  if (!found) return fail(ErrorCode::NotFound, "there is no {} {}", table, id.to_string());
  return *std::move(found);
}

/// The model of a version.
Result<Uuid> model_of_version(const Deps& deps, const Call& call, const Uuid& version) {
  const auto snapshot = TRY(deps.store.snapshot());
  const record::Record row = TRY(required_row(*snapshot, "ll_modelversion", version, {"ll_modelid"}, call));
  return row.target("ll_modelid");
}

/// After models changed their share of a table's records: the job that brings the scores along.
Result<http::Response> rescored(const Deps& deps, const Call& call, const Uuid& model, std::string_view cause) {
  const auto row = TRY(TRY(deps.store.snapshot())->find("ll_model", model, {"ll_table"}, call.caller()));
  const Json payload{
      {"table", row ? row->text("ll_table") : std::string()}, {"cause", cause}, {"model", model.to_string()}};
  return accepted(TRY(jobs::enqueue(deps.store, "rescore", payload, call.caller())));
}

/// What a model is about, as SaveModel and CountRecords take it.
Result<scoring::ModelSettings> settings_of(const Arguments& arguments) {
  scoring::ModelSettings settings;
  settings.id = TRY(arguments.optional_id("ModelId"));
  settings.table = TRY(arguments.text("Table"));
  settings.priority = TRY(arguments.optional_integer("Priority")).value_or(settings.priority);
  if (const Json* definition = TRY(arguments.object("Definition"))) {
    auto parsed = scoring::Definition::parse(base::to_text(*definition));
    if (!parsed) return fail(ErrorCode::InvalidInput, "Definition: {}", parsed.error().message());
    settings.definition = std::move(*parsed);
  }
  return settings;
}

}  // namespace

Result<http::Response> train_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid model = TRY(arguments.id("ModelId"));
  const Json payload{
      {"model", model.to_string()}, {"keep", TRY(arguments.texts("Keep"))}, {"drop", TRY(arguments.texts("Drop"))}};
  TRY(required_row(*TRY(deps.store.snapshot()), "ll_model", model, {"ll_name"}, call));
  return accepted(TRY(jobs::enqueue(deps.store, "train", payload, call.caller())));
}

Result<http::Response> publish_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid version = TRY(arguments.id("ModelVersionId"));
  const Uuid model = TRY(model_of_version(deps, call, version));
  TRY(deps.scoring.publish(version, call.caller()));
  return rescored(deps, call, model, "publish");
}

Result<http::Response> cancel_job(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(jobs::cancel(deps.store, TRY(arguments.id("JobId")), call.caller()));
  return no_content();
}

Result<http::Response> set_grades(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(deps.scoring.set_grades(TRY(arguments.id("ModelId")), TRY(arguments.integer("A")), TRY(arguments.integer("B")),
                              TRY(arguments.integer("C")), call.caller()));
  return no_content();
}

Result<http::Response> score_details(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(
      200, TRY(deps.scoring.explain(TRY(arguments.text("Table")), TRY(arguments.id("Id")), call.caller())));
}

Result<http::Response> what_would_change(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(
      200, TRY(deps.scoring.what_would_change(TRY(arguments.text("Table")), TRY(arguments.id("Id")), call.caller())));
}

Result<http::Response> was_it_right(const Deps& deps, const Call& call, const Arguments& arguments) {
  constexpr int kHalfAYear = 26;
  const int weeks = TRY(arguments.optional_integer("Weeks")).value_or(kHalfAYear);
  return json_response_of(200, TRY(deps.scoring.was_it_right(TRY(arguments.text("Table")), weeks,
                                                             TRY(arguments.optional_text("By")), call.caller())));
}

Result<http::Response> save_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  scoring::ModelSettings settings = TRY(settings_of(arguments));
  settings.name = TRY(arguments.text("Name"));
  const auto saved = TRY(scoring::save_model(deps.store, settings, call.caller()));
  if (saved.order_changed) TRY(rescored(deps, call, saved.model, "related"));
  return json_response_of(200, OrderedJson{{"ModelId", saved.model.to_string()}});
}

Result<http::Response> clone_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid copy =
      TRY(scoring::clone_model(deps.store, TRY(arguments.id("ModelId")), TRY(arguments.text("Name")), call.caller()));
  return json_response_of(200, OrderedJson{{"ModelId", copy.to_string()}});
}

Result<http::Response> pause_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid model = TRY(arguments.id("ModelId"));
  TRY(scoring::pause_model(deps.store, model, call.caller()));
  return rescored(deps, call, model, "pause");
}

Result<http::Response> resume_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid model = TRY(arguments.id("ModelId"));
  TRY(scoring::resume_model(deps.store, model, call.caller()));
  return rescored(deps, call, model, "publish");
}

Result<http::Response> delete_model(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid model = TRY(arguments.id("ModelId"));
  const std::string scores = TRY(arguments.text("Scores"));
  if (scores != "clear" && scores != "keep") {
    return fail(ErrorCode::InvalidInput, "Scores takes clear or keep, not {}", scores);
  }
  using enum scoring::ScoresOfDeleted;
  TRY(scoring::delete_model(deps.store, model, scores == "keep" ? Keep : Clear, call.caller()));
  return rescored(deps, call, model, "delete");
}

Result<http::Response> count_records(const Deps& deps, const Call&, const Arguments& arguments) {
  scoring::ModelSettings settings = TRY(settings_of(arguments));
  settings.name = TRY(arguments.optional_text("Name"));
  const auto counts = TRY(scoring::count_records(*TRY(deps.store.snapshot()), settings, deps.clock.now()));
  OrderedJson overlaps = OrderedJson::array();
  for (const auto& other : counts.overlaps) {
    overlaps.push_back({{"ModelId", other.model.to_string()},
                        {"Name", other.name},
                        {"Priority", other.priority},
                        {"Open", other.open},
                        {"Wins", other.wins}});
  }
  const std::int64_t needed = scoring::kClosingsNeeded;
  return json_response_of(200, OrderedJson{{"positive", counts.positive},
                                           {"negative", counts.negative},
                                           {"open", counts.open},
                                           {"too_young", counts.too_young},
                                           {"outside_window", counts.outside_window},
                                           {"needed", needed},
                                           {"enough", std::min(counts.positive, counts.negative) >= needed},
                                           {"overlaps", std::move(overlaps)}});
}

Result<http::Response> grade_preview(const Deps& deps, const Call& call, const Arguments& arguments) {
  const scoring::GradePreview preview =
      TRY(deps.scoring.preview_grades(TRY(arguments.id("ModelId")), TRY(arguments.integer("A")),
                                      TRY(arguments.integer("B")), TRY(arguments.integer("C")), call.caller()));
  OrderedJson grades = OrderedJson::array();
  double successes = 0;
  std::int64_t closed = 0;
  for (size_t i = 0; i < preview.grades.size(); ++i) {
    const scoring::GradeShare& share = preview.grades[i];
    grades.push_back({{"grade", std::string(1, static_cast<char>('A' + i))},
                      {"lower", share.lower},
                      {"open", share.open},
                      {"share_of_open", share.share_of_open},
                      {"closed", share.closed},
                      {"success_rate", share.success_rate}});
    successes += share.success_rate * static_cast<double>(share.closed);
    closed += share.closed;
  }
  const double average = closed == 0 ? 0.0 : successes / static_cast<double>(closed);
  return json_response_of(
      200, OrderedJson{{"grades", std::move(grades)}, {"average_rate", average}, {"open_scores", preview.open_scores}});
}

Result<http::Response> model_factors(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(200, TRY(deps.scoring.factors(TRY(arguments.id("ModelId")), call.caller())));
}

Result<http::Response> attribute_insight(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(200, TRY(deps.scoring.insight(TRY(arguments.id("ModelId")), TRY(arguments.text("Attribute")),
                                                        TRY(arguments.optional_time("From")),
                                                        TRY(arguments.optional_time("To")), call.caller())));
}

Result<http::Response> scoring_status(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(200, TRY(deps.scoring.status(TRY(arguments.text("Table")), call.caller())));
}

}  // namespace leadlight::api
