// Qualify, win, lose, close, reopen, assign, merge; timelines, processes and the people around a deal.
#include "service/work/work.h"
#include <algorithm>

#include "base/text.h"
#include "server/api/operations.h"
#include "server/odata/row_reader.h"
#include "service/work/process.h"
#include "service/work/stakeholders.h"
#include "service/work/timeline.h"
#include "service/work/track.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using record::Reference;
using enum odata::Operation::Kind;

work::Workplace place_of(const Deps& deps) {
  return {deps.store, deps.records};
}

OrderedJson linked_json(const std::optional<work::LinkedRecord>& linked) {
  if (!linked) return nullptr;
  return {{"id", linked->id.to_string()}, {"name", linked->name}, {"created", linked->created}};
}

/// The columns of a row given as a JSON object.
Result<record::Values> values_of(const Call& call, std::string_view table, const Json* json) {
  if (json == nullptr) return record::Values{};
  const record::TableSchema* schema = call.schema->find(table);
  if (schema == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", table);
  return TRY(odata::read_row(*json, *call.schema, *schema)).values;
}

Answer qualify(const Deps& deps, const Call& call, const Arguments& arguments) {
  work::Qualification wanted;
  wanted.lead = TRY(arguments.id("LeadId"));
  wanted.create_account = TRY(arguments.flag("CreateAccount", true));
  wanted.create_contact = TRY(arguments.flag("CreateContact", true));
  wanted.create_opportunity = TRY(arguments.flag("CreateOpportunity", true));
  wanted.account = TRY(arguments.optional_id("AccountId"));
  wanted.contact = TRY(arguments.optional_id("ContactId"));
  wanted.opportunity = TRY(values_of(call, "opportunity", TRY(arguments.object("Opportunity"))));
  wanted.status = TRY(arguments.optional_integer("Status")).value_or(3);
  const auto made = TRY(work::qualify_lead(place_of(deps), wanted, call.caller()));
  return ok({{"account", linked_json(made.account)},
             {"contact", linked_json(made.contact)},
             {"opportunity", linked_json(made.opportunity)}});
}

Answer disqualify(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::disqualify_lead(place_of(deps), TRY(arguments.id("LeadId")),
                            TRY(arguments.optional_integer("Status")).value_or(4),
                            TRY(arguments.optional_text("Reason")), call.caller()));
  return no_content();
}

/// `{"Status","OpportunityClose":{...}}`, the shape that Dataverse clients send.
Result<work::OpportunityClosing> closing_of(const Call& call, const Arguments& arguments, int status) {
  const Json* json = TRY(arguments.object("OpportunityClose"));
  if (json == nullptr) {
    return fail(Error(ErrorCode::InvalidInput, "OpportunityClose is missing",
                      R"j(Send {"OpportunityClose":{"opportunityid@odata.bind":"/opportunities(ID)"}}.)j"));
  }
  const record::Values values = TRY(values_of(call, "opportunityclose", json));
  const record::Record row{"opportunityclose", {}, 0, values};
  const auto* opportunity = row.get_as<Reference>("opportunityid");
  if (opportunity == nullptr) return fail(ErrorCode::InvalidInput, "OpportunityClose names no opportunityid");
  work::OpportunityClosing closing;
  closing.opportunity = opportunity->id;
  closing.status = TRY(arguments.optional_integer("Status")).value_or(status);
  if (const auto* text = row.get_as<std::string>("subject")) closing.subject = *text;
  if (const auto* text = row.get_as<std::string>("description")) closing.description = *text;
  if (const auto* amount = row.get_as<Amount>("actualrevenue")) closing.revenue = *amount;
  if (const auto* time = row.get_as<Timestamp>("actualend")) closing.closed_on = *time;
  return closing;
}

Answer win(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::close_opportunity(place_of(deps), TRY(closing_of(call, arguments, 3)), true, call.caller()));
  return no_content();
}

Answer lose(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::close_opportunity(place_of(deps), TRY(closing_of(call, arguments, 4)), false, call.caller()));
  return no_content();
}

template <const char* Table, const char* Parameter>
Answer reopen(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::reopen(place_of(deps), Table, TRY(arguments.id(Parameter)), call.caller()));
  return no_content();
}
constexpr char kLead[] = "lead", kLeadId[] = "LeadId", kOpportunity[] = "opportunity",
               kOpportunityId[] = "OpportunityId", kIncident[] = "incident", kIncidentId[] = "IncidentId";

Answer close_case(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::close_case(place_of(deps), TRY(arguments.id("IncidentId")),
                       TRY(arguments.optional_integer("Status")).value_or(5),
                       TRY(arguments.optional_text("Resolution")), call.caller()));
  return no_content();
}

Answer complete_activity(const Deps& deps, const Call& call, const Arguments& arguments) {
  const auto status = TRY(arguments.optional_integer("Status"));
  TRY(work::complete_activity(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("ActivityId")),
                              status ? std::optional<std::int64_t>(*status) : std::nullopt,
                              TRY(arguments.optional_time("ActualEnd")), call.caller()));
  return no_content();
}

http::Response bulk_answer(const work::BulkResult& result) {
  OrderedJson failed = OrderedJson::array();
  for (const auto& failure : result.failed) {
    failed.push_back({{"id", failure.id.to_string()}, {"message", failure.message}});
  }
  return ok({{"done", result.done}, {"failed", std::move(failed)}});
}

/// `/systemusers(ID)` or `/teams(ID)`.
Result<Reference> owner_of(std::string_view text) {
  for (const auto& [prefix, table] : {std::pair{"systemusers(", "systemuser"}, std::pair{"teams(", "team"}}) {
    const size_t at = text.find(prefix);
    if (at == std::string_view::npos || !text.ends_with(')')) continue;
    text.remove_prefix(at + std::string_view(prefix).size());
    text.remove_suffix(1);
    if (const auto id = Uuid::parse(text)) return Reference{table, *id};
  }
  return fail(Error(ErrorCode::InvalidInput, "Owner is no user or team", "Send /systemusers(ID) or /teams(ID)."));
}

Answer assign(const Deps& deps, const Call& call, const Arguments& arguments) {
  return bulk_answer(TRY(work::assign(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.ids("Ids")),
                                      TRY(owner_of(TRY(arguments.text("Owner")))), call.caller())));
}

Answer bulk_close(const Deps& deps, const Call& call, const Arguments& arguments) {
  return bulk_answer(TRY(work::close_all(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.ids("Ids")),
                                         TRY(arguments.integer("Status")), call.caller())));
}

Answer bulk_delete(const Deps& deps, const Call& call, const Arguments& arguments) {
  return bulk_answer(
      TRY(work::remove_all(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.ids("Ids")), call.caller())));
}

Answer merge(const Deps& deps, const Call& call, const Arguments& arguments) {
  const std::string table = TRY(arguments.text("Table"));
  TRY(work::merge(place_of(deps), table, TRY(arguments.id("Target")), TRY(arguments.id("Subordinate")),
                  TRY(values_of(call, table, TRY(arguments.object("UpdateContent")))), call.caller()));
  return no_content();
}

Answer duplicates(const Deps& deps, const Call& call, const Arguments& arguments) {
  OrderedJson list = OrderedJson::array();
  for (const auto& each : TRY(work::find_duplicates(place_of(deps), TRY(arguments.text("Table")),
                                                    TRY(arguments.id("Id")), call.caller()))) {
    list.push_back({{"id", each.id.to_string()}, {"name", each.name}, {"why", each.why}, {"score", each.likeness}});
  }
  return ok({{"duplicates", std::move(list)}});
}

Answer timeline(const Deps& deps, const Call& call, const Arguments& arguments) {
  work::TimelineQuery wanted;
  wanted.table = TRY(arguments.text("Table"));
  wanted.id = TRY(arguments.id("Id"));
  wanted.search = TRY(arguments.optional_text("Search"));
  wanted.before = TRY(arguments.optional_text("Before"));
  wanted.top = TRY(arguments.optional_integer("Top")).value_or(wanted.top);
  const std::string kinds = TRY(arguments.optional_text("Kinds"));
  for (const std::string_view kind : base::split(kinds, ',')) {
    if (!base::trim(kind).empty()) wanted.kinds.emplace(base::trim(kind));
  }
  return ok(TRY(work::timeline(place_of(deps), wanted, call.caller())));
}

Answer track_activity(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::track(place_of(deps), {TRY(arguments.text("Table")), TRY(arguments.id("ActivityId"))},
                  {TRY(arguments.text("RegardingTable")), TRY(arguments.id("RegardingId"))}, call.caller()));
  return no_content();
}

Answer untrack_activity(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::untrack(place_of(deps), {TRY(arguments.text("Table")), TRY(arguments.id("ActivityId"))}, call.caller()));
  return no_content();
}

Answer record_history(const Deps& deps, const Call& call, const Arguments& arguments) {
  return ok(
      TRY(work::record_history(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")), call.caller())));
}

OrderedJson time_json(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return base::to_string(*time);
}

Answer process_of(const Deps& deps, const Call& call, const Arguments& arguments) {
  const auto state =
      TRY(work::process_of(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")), call.caller()));
  OrderedJson stages = OrderedJson::array(), choices = OrderedJson::array(), instance;
  for (const work::Stage& stage : state.stages) {
    stages.push_back({{"id", stage.id.to_string()},
                      {"name", stage.name},
                      {"category", stage.category},
                      {"order", stage.order},
                      {"columns", stage.columns},
                      {"entered_on", time_json(stage.entered_on)},
                      {"left_on", time_json(stage.left_on)}});
  }
  for (const auto& choice : state.choices) choices.push_back({{"id", choice.id.to_string()}, {"name", choice.name}});
  if (state.instance) {
    const auto& found = *state.instance;
    constexpr std::string_view kStates[] = {"active", "finished", "aborted"};
    instance = {{"id", nullptr},
                {"process", {{"id", found.process.id.to_string()}, {"name", found.process.name}}},
                {"active_stage", found.active_stage.to_string()},
                {"state", kStates[std::clamp<std::int64_t>(found.status - 1, 0, 2)]},
                {"started_on", base::to_string(found.started_on)}};
    if (found.id) instance["id"] = found.id->to_string();
  }
  return ok({{"instance", std::move(instance)}, {"stages", std::move(stages)}, {"choices", std::move(choices)}});
}

Answer set_stage(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::set_stage(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")),
                      TRY(arguments.id("StageId")), call.caller()));
  return no_content();
}

Answer set_process(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::set_process(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")),
                        TRY(arguments.optional_id("ProcessId")), call.caller()));
  return no_content();
}

template <std::int64_t Status>
Answer set_process_status(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(work::set_process_status(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")), Status,
                               call.caller()));
  return no_content();
}

Answer stakeholders(const Deps& deps, const Call& call, const Arguments& arguments) {
  return ok(TRY(work::suggested_stakeholders(place_of(deps), TRY(arguments.text("Table")), TRY(arguments.id("Id")),
                                             call.caller())));
}

constexpr Parameter kQualifyIn[] = {{"LeadId", "Edm.Guid"},           {"CreateAccount", "Edm.Boolean"},
                                    {"CreateContact", "Edm.Boolean"}, {"CreateOpportunity", "Edm.Boolean"},
                                    {"AccountId", "Edm.Guid"},        {"ContactId", "Edm.Guid"},
                                    {"Opportunity", "Edm.Untyped"},   {"Status", "Edm.Int32"}};
constexpr Parameter kQualifyOut[] = {
    {"account", "Edm.Untyped"}, {"contact", "Edm.Untyped"}, {"opportunity", "Edm.Untyped"}};
constexpr Parameter kDisqualifyIn[] = {{"LeadId", "Edm.Guid"}, {"Status", "Edm.Int32"}, {"Reason", "Edm.String"}};
constexpr Parameter kReopenLeadIn[] = {{"LeadId", "Edm.Guid"}};
constexpr Parameter kCloseIn[] = {{"Status", "Edm.Int32"}, {"OpportunityClose", "mscrm.opportunityclose"}};
constexpr Parameter kOpportunityIn[] = {{"OpportunityId", "Edm.Guid"}};
constexpr Parameter kCaseIn[] = {{"IncidentId", "Edm.Guid"}, {"Status", "Edm.Int32"}, {"Resolution", "Edm.String"}};
constexpr Parameter kIncidentIn[] = {{"IncidentId", "Edm.Guid"}};
constexpr Parameter kCompleteIn[] = {
    {"Table", "Edm.String"}, {"ActivityId", "Edm.Guid"}, {"Status", "Edm.Int32"}, {"ActualEnd", "Edm.DateTimeOffset"}};
constexpr Parameter kTrackIn[] = {
    {"Table", "Edm.String"}, {"ActivityId", "Edm.Guid"}, {"RegardingTable", "Edm.String"}, {"RegardingId", "Edm.Guid"}};
constexpr Parameter kUntrackIn[] = {{"Table", "Edm.String"}, {"ActivityId", "Edm.Guid"}};
constexpr Parameter kAssignIn[] = {{"Table", "Edm.String"}, {"Ids", "Collection(Edm.Guid)"}, {"Owner", "Edm.String"}};
constexpr Parameter kBulkCloseIn[] = {
    {"Table", "Edm.String"}, {"Ids", "Collection(Edm.Guid)"}, {"Status", "Edm.Int32"}};
constexpr Parameter kIdsIn[] = {{"Table", "Edm.String"}, {"Ids", "Collection(Edm.Guid)"}};
constexpr Parameter kBulkOut[] = {{"done", "Edm.Int64"}, {"failed", "Collection(Edm.Untyped)"}};
constexpr Parameter kMergeIn[] = {
    {"Table", "Edm.String"}, {"Target", "Edm.Guid"}, {"Subordinate", "Edm.Guid"}, {"UpdateContent", "Edm.Untyped"}};
constexpr Parameter kDuplicatesOut[] = {{"duplicates", "Collection(Edm.Untyped)"}};
constexpr Parameter kTimelineIn[] = {{"Table", "Edm.String"},  {"Id", "Edm.Guid"},       {"Kinds", "Edm.String"},
                                     {"Search", "Edm.String"}, {"Before", "Edm.String"}, {"Top", "Edm.Int32"}};
constexpr Parameter kTimelineOut[] = {{"items", "Collection(Edm.Untyped)"}, {"next", "Edm.String"}};
constexpr Parameter kHistoryOut[] = {{"changes", "Collection(Edm.Untyped)"}};
constexpr Parameter kProcessOut[] = {
    {"instance", "Edm.Untyped"}, {"stages", "Collection(Edm.Untyped)"}, {"choices", "Collection(Edm.Untyped)"}};
constexpr Parameter kStageIn[] = {{"Table", "Edm.String"}, {"Id", "Edm.Guid"}, {"StageId", "Edm.Guid"}};
constexpr Parameter kProcessIn[] = {{"Table", "Edm.String"}, {"Id", "Edm.Guid"}, {"ProcessId", "Edm.Guid"}};
constexpr Parameter kPeopleOut[] = {{"people", "Collection(Edm.Untyped)"}};

constexpr auto kEverybody = Audience::Everybody;
constexpr OperationRoute kWorkRoutes[] = {
    {{Action, "QualifyLead", kQualifyIn, kQualifyOut}, kEverybody, qualify},
    {{Action, "DisqualifyLead", kDisqualifyIn, {}}, kEverybody, disqualify},
    {{Action, "ReopenLead", kReopenLeadIn, {}}, kEverybody, reopen<kLead, kLeadId>},
    {{Action, "WinOpportunity", kCloseIn, {}}, kEverybody, win},
    {{Action, "LoseOpportunity", kCloseIn, {}}, kEverybody, lose},
    {{Action, "ReopenOpportunity", kOpportunityIn, {}}, kEverybody, reopen<kOpportunity, kOpportunityId>},
    {{Action, "CloseCase", kCaseIn, {}}, kEverybody, close_case},
    {{Action, "ReopenCase", kIncidentIn, {}}, kEverybody, reopen<kIncident, kIncidentId>},
    {{Action, "CompleteActivity", kCompleteIn, {}}, kEverybody, complete_activity},
    {{Action, "TrackActivity", kTrackIn, {}}, kEverybody, track_activity},
    {{Action, "UntrackActivity", kUntrackIn, {}}, kEverybody, untrack_activity},
    {{Action, "Assign", kAssignIn, kBulkOut}, kEverybody, assign},
    {{Action, "BulkClose", kBulkCloseIn, kBulkOut}, kEverybody, bulk_close},
    {{Action, "BulkDelete", kIdsIn, kBulkOut}, kEverybody, bulk_delete},
    {{Action, "Merge", kMergeIn, {}}, kEverybody, merge},
    {{Function, "RetrieveDuplicates", kRecordIn, kDuplicatesOut}, kEverybody, duplicates},
    {{Function, "Timeline", kTimelineIn, kTimelineOut}, kEverybody, timeline},
    {{Function, "RecordHistory", kRecordIn, kHistoryOut}, kEverybody, record_history},
    {{Function, "ProcessOf", kRecordIn, kProcessOut}, kEverybody, process_of},
    {{Action, "SetStage", kStageIn, {}}, kEverybody, set_stage},
    {{Action, "SetProcess", kProcessIn, {}}, kEverybody, set_process},
    {{Action, "FinishProcess", kRecordIn, {}}, kEverybody, set_process_status<2>},
    {{Action, "AbortProcess", kRecordIn, {}}, kEverybody, set_process_status<3>},
    {{Action, "ReactivateProcess", kRecordIn, {}}, kEverybody, set_process_status<1>},
    {{Function, "SuggestedStakeholders", kRecordIn, kPeopleOut}, kEverybody, stakeholders},
};

}  // namespace

std::span<const OperationRoute> work_operations() {
  return kWorkRoutes;
}

}  // namespace leadlight::api
