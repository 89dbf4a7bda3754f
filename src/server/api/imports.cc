// Files into records: whole in a request, or uploaded in parts and imported by a job.
#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "connect/csv/writer.h"
#include "core/record/type_names.h"
#include "server/api/operations.h"
#include "service/ingest/import_options.h"
#include "service/ingest/uploads.h"
#include "service/jobs/jobs.h"
#include "service/settings/switches.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;
constexpr size_t kSamplesShown = 3;
constexpr size_t kLongestSample = 80;

Answer import_file(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(settings::require_on(deps.store, settings::Switch::Import));
  const ingest::ImportOptions options = TRY(ingest::import_options(arguments.json()));
  csv::Reader reader = TRY(csv::Reader::from_text(TRY(arguments.text("Content"))));
  const ingest::ImportReport report =
      TRY(ingest::import_file(deps.store, deps.scoring, reader, options, call.caller(), deps.clock, nullptr));
  return ok(to_json(report));
}

Answer begin_upload(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid id = TRY(ingest::begin_upload(deps.store, TRY(arguments.text("Name")), call.caller(), deps.clock));
  return ok({{"UploadId", id.to_string()}});
}

Answer upload_part(const Deps& deps, const Call& call, const Arguments& arguments) {
  const std::string encoding = TRY(arguments.optional_text("Encoding"));
  std::string content = TRY(arguments.text("Content"));
  if (encoding == "base64") {
    auto bytes = base::decode_base64(content);
    if (!bytes) return fail(ErrorCode::InvalidInput, "Content is no base64");
    content = *std::move(bytes);
  } else if (!encoding.empty() && encoding != "text") {
    return fail(ErrorCode::InvalidInput, "Encoding is text or base64, not {}", encoding.substr(0, 40));
  }
  TRY(ingest::add_part(deps.store, TRY(arguments.id("UploadId")), TRY(arguments.integer("Number")), std::move(content),
                       call.caller()));
  return no_content();
}

std::string_view use_name(ingest::ColumnPlan::Use use) {
  using enum ingest::ColumnPlan::Use;
  return use == Column ? "column" : use == NewColumn ? "new" : use == Outcome ? "outcome" : "left_out";
}

/// The first values that differ: three times the same one would tell little.
OrderedJson samples_of(const ingest::Sample& rows, size_t column) {
  OrderedJson samples = OrderedJson::array();
  for (const auto& row : rows) {
    if (samples.size() == kSamplesShown) break;
    if (base::trim(row[column]).empty()) continue;
    std::string sample = row[column].substr(0, kLongestSample);
    if (std::find(samples.begin(), samples.end(), sample) == samples.end()) samples.push_back(std::move(sample));
  }
  return samples;
}

Answer preview_import(const Deps& deps, const Call& call, const Arguments& arguments) {
  const ingest::ImportOptions options = TRY(ingest::import_options(arguments.json()));
  csv::Reader reader = TRY(ingest::open_upload(deps.store, TRY(arguments.id("UploadId")), call.caller()));
  const auto preview = TRY(ingest::preview_import(deps.store, reader, options));
  const record::TableSchema* table = call.schema->find(options.table);
  OrderedJson columns = OrderedJson::array(), problems = OrderedJson::array();
  for (size_t i = 0; i < preview.columns.size(); ++i) {
    const ingest::ColumnPlan& plan = preview.columns[i];
    const record::Field* field = table->find(plan.target);
    OrderedJson column{{"header", plan.header},
                       {"use", use_name(plan.use)},
                       {"target", plan.target},
                       {"how", plan.how},
                       {"type", record::type_name(plan.type)},
                       {"samples", samples_of(preview.sample, i)}};
    if (field != nullptr && field->type == record::FieldType::Lookup) column["lookup"] = field->targets;
    columns.push_back(std::move(column));
  }
  for (const csv::Skipped& skipped : reader.report().skipped) {
    problems.push_back({{"line", skipped.line}, {"reason", skipped.reason}});
  }
  return ok({{"columns", std::move(columns)},
             {"rows_sampled", preview.sample.size()},
             {"key_candidates", preview.key_candidates},
             {"problems", std::move(problems)}});
}

Answer start_import(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(settings::require_on(deps.store, settings::Switch::Import));
  const Uuid upload = TRY(arguments.id("UploadId"));
  TRY(ingest::import_options(arguments.json()));
  TRY(ingest::open_upload(deps.store, upload, call.caller()));  // a file that cannot be read is refused now
  Json payload = arguments.json();
  // New columns are everybody's, so only an administrator adds them.
  if (!require_administrator(call)) payload["NewColumns"] = false;
  payload["user"] = call.identity.user.id.to_string();
  const Uuid job = TRY(jobs::enqueue(deps.store, "import", payload, call.caller()));
  return json_response(202, base::to_text(OrderedJson{{"JobId", job.to_string()}}));
}

Answer import_problems(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid id = TRY(arguments.id("JobId"));
  const auto job = TRY(TRY(deps.store.snapshot())->find("ll_job", id, {"ll_kind", "ll_result"}, call.caller()));
  if (!job || job->text("ll_kind") != "import")
    return fail(ErrorCode::NotFound, "there is no import {}", id.to_string());
  csv::Writer writer(',', csv::Formulas::Disarm);
  writer.write(std::vector<std::string>{"line", "column", "reason"});
  if (const auto* result = job->get_as<std::string>("ll_result")) {
    const Json report = TRY(base::parse_json(*result));
    for (const Json& problem : report.value("problems", Json::array())) {
      writer.write(std::vector<std::string>{std::to_string(problem.value("line", 0)), problem.value("column", ""),
                                            problem.value("reason", "")});
    }
  }
  http::Response response;
  response.status = 200;
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"import-problems.csv\"");
  response.body = "\xEF\xBB\xBF" + writer.take();
  return response;
}

constexpr Parameter kNameIn[] = {{"Name", "Edm.String"}};
constexpr Parameter kUploadIdOut[] = {{"UploadId", "Edm.Guid"}};
constexpr Parameter kPartIn[] = {
    {"UploadId", "Edm.Guid"}, {"Number", "Edm.Int32"}, {"Content", "Edm.String"}, {"Encoding", "Edm.String"}};
constexpr Parameter kImportIn[] = {
    {"UploadId", "Edm.Guid"},     {"Content", "Edm.String"},       {"Table", "Edm.String"},
    {"Mapping", "Edm.Untyped"},   {"Lookups", "Edm.Untyped"},      {"Key", "Edm.String"},
    {"Mode", "Edm.String"},       {"Owner", "Edm.String"},         {"Created", "Edm.String"},
    {"Closed", "Edm.String"},     {"OutcomeColumn", "Edm.String"}, {"OutcomePositive", "Edm.String"},
    {"NewColumns", "Edm.Untyped"}};
constexpr Parameter kImportPreviewOut[] = {{"columns", "Collection(Edm.Untyped)"},
                                           {"rows_sampled", "Edm.Int64"},
                                           {"key_candidates", "Collection(Edm.String)"},
                                           {"problems", "Collection(Edm.Untyped)"}};
constexpr Parameter kImportJob[] = {{"JobId", "Edm.Guid"}};
constexpr Parameter kImportReportOut[] = {
    {"rows", "Edm.Int64"},      {"created", "Edm.Int64"},       {"imported", "Edm.Int64"}, {"updated", "Edm.Int64"},
    {"unchanged", "Edm.Int64"}, {"there_already", "Edm.Int64"}, {"skipped", "Edm.Int64"}};

constexpr OperationRoute kImportRoutes[] = {
    {{Action, "ImportFile", kImportIn, kImportReportOut}, Audience::Administrators, import_file},
    {{Action, "BeginUpload", kNameIn, kUploadIdOut}, Audience::Everybody, begin_upload},
    {{Action, "UploadPart", kPartIn, {}}, Audience::Everybody, upload_part},
    {{Action, "PreviewImport", kImportIn, kImportPreviewOut}, Audience::Everybody, preview_import},
    {{Action, "StartImport", kImportIn, kImportJob}, Audience::Everybody, start_import},
    {{Function, "ImportProblems", kImportJob, {}}, Audience::Everybody, import_problems},
};

}  // namespace

std::span<const OperationRoute> import_operations() {
  return kImportRoutes;
}

}  // namespace leadlight::api
