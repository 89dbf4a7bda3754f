// Models: train, publish, grade, and what a score is made of.
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

/// The table that a version's model scores.
Result<std::string> table_of_version(const Deps& deps, const Call& call, const Uuid& version) {
  const auto snapshot = TRY(deps.store.snapshot());
  const record::Record row = TRY(required_row(*snapshot, "ll_modelversion", version, {"ll_modelid"}, call));
  const auto* model = row.get_as<record::Reference>("ll_modelid");
  if (model == nullptr) return fail(ErrorCode::Corrupt, "model version {} has no model", version.to_string());
  const record::Record found = TRY(required_row(*snapshot, "ll_model", model->id, {"ll_table"}, call));
  const auto* table = found.get_as<std::string>("ll_table");
  if (table == nullptr) return fail(ErrorCode::Corrupt, "model {} has no table", model->id.to_string());
  return *table;
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
  const std::string table = TRY(table_of_version(deps, call, version));
  TRY(deps.scoring.publish(version, call.caller()));
  const Json payload{{"table", table}, {"cause", "publish"}};
  return accepted(TRY(jobs::enqueue(deps.store, "rescore", payload, call.caller())));
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

Result<http::Response> lead_score_details(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(200, TRY(deps.scoring.explain("lead", TRY(arguments.id("LeadId")), call.caller())));
}

Result<http::Response> grade_preview(const Deps& deps, const Call& call, const Arguments& arguments) {
  const auto shares =
      TRY(deps.scoring.preview_grades(TRY(arguments.id("ModelId")), TRY(arguments.integer("A")),
                                      TRY(arguments.integer("B")), TRY(arguments.integer("C")), call.caller()));
  OrderedJson grades = OrderedJson::array();
  double successes = 0;
  std::int64_t closed = 0;
  for (size_t i = 0; i < shares.size(); ++i) {
    const scoring::GradeShare& share = shares[i];
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
  return json_response_of(200, OrderedJson{{"grades", std::move(grades)}, {"average_rate", average}});
}

Result<http::Response> scoring_status(const Deps& deps, const Call& call, const Arguments& arguments) {
  return json_response_of(200, TRY(deps.scoring.status(TRY(arguments.text("Table")), call.caller())));
}

}  // namespace leadlight::api
