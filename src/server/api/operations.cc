#include "server/api/operations.h"

#include <algorithm>

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;

constexpr Parameter kJob[] = {{"JobId", "Edm.Guid"}};
constexpr Parameter kTable[] = {{"Table", "Edm.String"}};

constexpr Parameter kTrainIn[] = {
    {"ModelId", "Edm.Guid"}, {"Keep", "Collection(Edm.String)"}, {"Drop", "Collection(Edm.String)"}};
constexpr Parameter kPublishIn[] = {{"ModelVersionId", "Edm.Guid"}};
constexpr Parameter kGradesIn[] = {{"ModelId", "Edm.Guid"}, {"A", "Edm.Int32"}, {"B", "Edm.Int32"}, {"C", "Edm.Int32"}};
constexpr Parameter kModel[] = {{"ModelId", "Edm.Guid"}};
constexpr Parameter kModelIn[] = {{"ModelId", "Edm.Guid"},
                                  {"Name", "Edm.String"},
                                  {"Table", "Edm.String"},
                                  {"Priority", "Edm.Int32"},
                                  {"Definition", "Edm.Untyped"}};
constexpr Parameter kCloneIn[] = {{"ModelId", "Edm.Guid"}, {"Name", "Edm.String"}};
constexpr Parameter kDeleteIn[] = {{"ModelId", "Edm.Guid"}, {"Scores", "Edm.String"}};
constexpr Parameter kCountIn[] = {{"ModelId", "Edm.Guid"},
                                  {"Table", "Edm.String"},
                                  {"Priority", "Edm.Int32"},
                                  {"Name", "Edm.String"},
                                  {"Definition", "Edm.Untyped"}};
constexpr Parameter kCountOut[] = {{"positive", "Edm.Int64"},       {"negative", "Edm.Int64"},
                                   {"open", "Edm.Int64"},           {"too_young", "Edm.Int64"},
                                   {"outside_window", "Edm.Int64"}, {"needed", "Edm.Int64"},
                                   {"enough", "Edm.Boolean"},       {"overlaps", "Collection(Edm.Untyped)"}};
constexpr Parameter kDetailsOut[] = {{"score", "Edm.Int32"},         {"grade", "Edm.String"},
                                     {"trend", "Edm.Int32"},         {"probability", "Edm.Double"},
                                     {"average", "Edm.Int32"},       {"other", "Edm.Int32"},
                                     {"provisional", "Edm.Boolean"}, {"scored_on", "Edm.DateTimeOffset"}};
constexpr Parameter kStepsOut[] = {{"score", "Edm.Int32"}, {"steps", "Collection(Edm.Untyped)"}};
constexpr Parameter kPreviewOut[] = {{"average_rate", "Edm.Double"}};
constexpr Parameter kStatusOut[] = {{"open", "Edm.Int64"}, {"scored", "Edm.Int64"}};
constexpr Parameter kHindsightIn[] = {{"Table", "Edm.String"}, {"Weeks", "Edm.Int32"}, {"By", "Edm.String"}};
constexpr Parameter kHindsightOut[] = {
    {"closed", "Edm.Int64"}, {"moments", "Edm.Untyped"}, {"alarms", "Collection(Edm.Untyped)"}};
constexpr Parameter kFactorsOut[] = {
    {"used", "Edm.Int64"}, {"usable", "Edm.Int64"}, {"factors", "Collection(Edm.Untyped)"}};
constexpr Parameter kInsightIn[] = {
    {"ModelId", "Edm.Guid"}, {"Attribute", "Edm.String"}, {"From", "Edm.DateTimeOffset"}, {"To", "Edm.DateTimeOffset"}};
constexpr Parameter kInsightOut[] = {{"attribute", "Edm.String"}, {"closed", "Edm.Int64"},
                                     {"positive", "Edm.Int64"},   {"open", "Edm.Int64"},
                                     {"rate", "Edm.Double"},      {"bars", "Collection(Edm.Untyped)"}};
constexpr Parameter kColumnsOut[] = {{"columns", "Collection(Edm.Untyped)"}};
constexpr Parameter kWhoOut[] = {
    {"BusinessUnitId", "Edm.Guid"}, {"UserId", "Edm.Guid"}, {"OrganizationId", "Edm.Guid"}};

constexpr OperationRoute kScoringOperations[] = {
    {{Action, "TrainModel", kTrainIn, kJob}, Audience::Administrators, train_model},
    {{Action, "PublishModel", kPublishIn, kJob}, Audience::Administrators, publish_model},
    {{Action, "CancelJob", kJob, {}}, Audience::Everybody, cancel_job},
    {{Action, "SetGrades", kGradesIn, {}}, Audience::Administrators, set_grades},
    {{Action, "SaveModel", kModelIn, kModel}, Audience::Administrators, save_model},
    {{Action, "CloneModel", kCloneIn, kModel}, Audience::Administrators, clone_model},
    {{Action, "PauseModel", kModel, kJob}, Audience::Administrators, pause_model},
    {{Action, "ResumeModel", kModel, kJob}, Audience::Administrators, resume_model},
    {{Action, "DeleteModel", kDeleteIn, kJob}, Audience::Administrators, delete_model},
    {{Action, "CountRecords", kCountIn, kCountOut}, Audience::Administrators, count_records},
    {{Function, "ScoreDetails", kRecordIn, kDetailsOut}, Audience::Everybody, score_details},
    {{Function, "WhatWouldChange", kRecordIn, kStepsOut}, Audience::Everybody, what_would_change},
    {{Function, "GradePreview", kGradesIn, kPreviewOut}, Audience::Everybody, grade_preview},
    {{Function, "ScoringStatus", kTable, kStatusOut}, Audience::Everybody, scoring_status},
    {{Function, "WasItRight", kHindsightIn, kHindsightOut}, Audience::Everybody, was_it_right},
    {{Function, "ModelFactors", kModel, kFactorsOut}, Audience::Everybody, model_factors},
    {{Function, "AttributeInsight", kInsightIn, kInsightOut}, Audience::Everybody, attribute_insight},
    {{Function, "Columns", kTable, kColumnsOut}, Audience::Everybody, columns},
    {{Function, "WhoAmI", {}, kWhoOut}, Audience::Everybody, who_am_i},
};

}  // namespace

http::Response ok(const OrderedJson& json) {
  return json_response(200, base::to_text(json));
}

std::span<const OperationRoute> operations() {
  static const std::vector<OperationRoute> all = [] {
    std::vector<OperationRoute> routes;
    for (const auto& part :
         {std::span<const OperationRoute>(kScoringOperations), work_operations(), relationship_operations(),
          privacy_operations(), people_operations(), import_operations(), mailbox_operations(), ignore_operations(),
          admin_operations(), column_operations(), export_operations()}) {
      routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
  }();
  return all;
}

std::vector<odata::Operation> declared_operations() {
  std::vector<odata::Operation> all;
  for (const OperationRoute& route : operations()) all.push_back(route.operation);
  return all;
}

const OperationRoute* find_operation(std::string_view name) {
  for (std::string_view prefix : {"Microsoft.Dynamics.CRM.", "mscrm."}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  const auto found =
      std::ranges::find_if(operations(), [&](const auto& route) { return route.operation.name == name; });
  return found == operations().end() ? nullptr : &*found;
}

Result<void> require_administrator(const Call& call) {
  const auto& roles = call.identity.user.roles;
  if (std::ranges::find(roles, access::kAdministrator) != roles.end()) return {};
  return fail(Error(ErrorCode::Denied, "only administrators may do this", "Ask an administrator."));
}

}  // namespace leadlight::api
