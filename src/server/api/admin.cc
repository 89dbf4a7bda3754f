// Users, passwords, roles, teams and tokens; which capabilities there are.
#include "server/api/operations.h"
#include "service/access/administration.h"
#include "service/jobs/jobs.h"
#include "service/scoring/models.h"
#include "service/settings/switches.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using settings::Switch;
using enum odata::Operation::Kind;

access::Administration administration_of(const Deps& deps) {
  return {deps.store, deps.clock};
}

OrderedJson optional_time(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return base::to_string(*time);
}

/// Whom a call is about: the one who calls, unless an administrator names another.
Result<Uuid> user_in_question(const Call& call, const Arguments& arguments) {
  const auto named = TRY(arguments.optional_id("UserId"));
  if (!named || *named == call.identity.user.id) return call.identity.user.id;
  TRY(require_administrator(call));
  return *named;
}

Answer create_user(const Deps& deps, const Call&, const Arguments& arguments) {
  access::NewUser user;
  user.name = TRY(arguments.text("Name"));
  user.full_name = TRY(arguments.optional_text("FullName"));
  user.email = TRY(arguments.optional_text("Email"));
  user.role = TRY(arguments.text("Role"));
  user.business_unit_id = TRY(arguments.optional_id("BusinessUnitId"));
  user.password = TRY(arguments.optional_text("Password"));
  const auto created = TRY(deps.access.create_user(user));
  return ok({{"UserId", created.id.to_string()}, {"Password", created.password}});
}

Answer set_password(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid user = TRY(user_in_question(call, arguments));
  access::Administration administration = administration_of(deps);
  const bool own = user == call.identity.user.id;
  const std::string password = own ? TRY(administration.set_own_password(user, TRY(arguments.text("Current")),
                                                                         TRY(arguments.optional_text("Password"))))
                                   : TRY(administration.set_password(user, TRY(arguments.optional_text("Password"))));
  return ok({{"Password", password}});
}

Answer unlock_user(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(administration_of(deps).unlock(TRY(arguments.id("UserId")), call.caller()));
  return no_content();
}

template <bool Disabled>
Answer set_disabled(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(administration_of(deps).set_disabled(TRY(arguments.id("UserId")), Disabled, call.caller()));
  return no_content();
}

Answer set_preferences(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(deps.access.set_preferences(call.identity.user.id, TRY(arguments.optional_text("TimeZone")),
                                  TRY(arguments.optional_text("WorkingHours"))));
  return no_content();
}

Answer set_user_roles(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(administration_of(deps).set_roles(TRY(arguments.id("UserId")), TRY(arguments.ids("RoleIds")), call.caller()));
  return no_content();
}

Answer set_team_members(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(administration_of(deps).set_team_members(TRY(arguments.id("TeamId")), TRY(arguments.ids("UserIds")),
                                               call.caller()));
  return no_content();
}

Answer tokens(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid user = TRY(user_in_question(call, arguments));
  OrderedJson list = OrderedJson::array();
  for (const access::TokenInfo& token : TRY(administration_of(deps).tokens(user))) {
    list.push_back({{"id", token.id.to_string()},
                    {"name", token.name},
                    {"created_on", optional_time(token.created_on)},
                    {"last_used_on", optional_time(token.last_used_on)},
                    {"expires_on", optional_time(token.expires_on)}});
  }
  return ok({{"tokens", std::move(list)}});
}

Answer create_token(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid user = TRY(user_in_question(call, arguments));
  const std::string token = TRY(administration_of(deps).create_token(user, TRY(arguments.text("Name")),
                                                                     TRY(arguments.optional_time("ExpiresOn"))));
  return ok({{"Token", token}});
}

Answer revoke_token(const Deps& deps, const Call& call, const Arguments& arguments) {
  const bool any = require_administrator(call).has_value();
  TRY(administration_of(deps).revoke_token(TRY(arguments.id("TokenId")),
                                           any ? std::nullopt : std::optional(call.identity.user.id)));
  return no_content();
}

/// The newest job of these kinds.
Result<std::optional<record::Record>> newest_job(const Deps& deps, std::vector<record::Value> kinds) {
  query::Query query{.table = "ll_job", .columns = {"ll_state", "finishedon"}, .limit = 1};
  query.filter = std::make_shared<query::Filter>(query::Filter{query::In{{{}, {}, "ll_kind"}, std::move(kinds)}});
  query.order = {{{{}, {}, "createdon"}, query::Direction::Descending}};
  auto page = TRY(TRY(deps.store.snapshot())->select(query, store::Caller::system()));
  if (page.rows.empty()) return std::nullopt;
  return std::move(page.rows.front().record);
}

OrderedJson capability(std::string_view key, bool on, std::string_view state, std::string_view link) {
  return {{"key", key}, {"on", on}, {"state", state}, {"last_run", nullptr}, {"next_step", nullptr}, {"link", link}};
}

struct ModelCounts {
  int published = 0, paused = 0, trained = 0;
};

bool is_in_force(const OrderedJson& model) {
  return model.at("state") == "published" || model.at("state") == "external";
}

ModelCounts count_models(const OrderedJson& status) {
  ModelCounts counts;
  for (const OrderedJson& model : status.at("models")) {
    counts.published += is_in_force(model);
    counts.paused += model.at("state") == "paused";
    counts.trained += model.at("state") == "ready";
  }
  return counts;
}

/// Scoring of a table as its rows say it is: models in force, the newest training or rescoring, and what to do next.
Result<OrderedJson> scoring_of(const Deps& deps, std::string_view table) {
  const OrderedJson status = TRY(deps.scoring.status(table, store::Caller::system()));
  const ModelCounts models = count_models(status);
  const auto job = TRY(newest_job(deps, {std::string("train"), std::string("rescore")}));
  const auto job_state = job ? job->number("ll_state") : jobs::kDone;
  const auto& closed = status["closed"];
  const bool enough = closed["positive"] >= closed["needed"] && closed["negative"] >= closed["needed"];
  std::string_view state = models.published > 0 ? "ready" : "not_set_up";
  if (job_state == jobs::kFailed) state = "failed";
  if (job_state == jobs::kQueued || job_state == jobs::kRunning) state = "running";
  OrderedJson next = models.trained > 0 ? "publish" : enough ? "train" : "import";
  if (state == "running" || models.published > 0) next = nullptr;
  OrderedJson json = capability(fmt::format("{}_scoring", table), models.published > 0, state,
                                next == "import" ? "/import" : "/models");
  json["last_run"] = optional_time(job ? job->time("finishedon") : std::nullopt);
  json["next_step"] = std::move(next);
  // Until a model was in force once there is nothing that could be turned on again.
  json["switchable"] = models.published + models.paused > 0;
  return json;
}

/// Ready as soon as a process is activated (workflow.statecode 1).
Result<OrderedJson> sales_processes(const Deps& deps, bool on) {
  const auto active = query::equals("statecode", std::int64_t{1});
  const auto processes = TRY(TRY(deps.store.snapshot())->count("workflow", active, store::Caller::system()));
  OrderedJson json = capability("sales_processes", on, processes > 0 ? "ready" : "not_set_up", "/admin/processes");
  if (processes == 0) json["next_step"] = "process";
  return json;
}

Result<OrderedJson> imports(const Deps& deps, bool on) {
  const auto job = TRY(newest_job(deps, {std::string("import")}));
  const std::int64_t job_state = job ? job->number("ll_state") : jobs::kDone;
  const bool running = job_state == jobs::kQueued || job_state == jobs::kRunning;
  OrderedJson json = capability("import", on,
                                running                      ? "running"
                                : job_state == jobs::kFailed ? "failed"
                                                             : "ready",
                                "/import");
  json["last_run"] = optional_time(job ? job->time("finishedon") : std::nullopt);
  return json;
}

Answer capabilities(const Deps& deps, const Call&, const Arguments&) {
  const auto snapshot = TRY(deps.store.snapshot());
  const auto on = [&](Switch which) { return settings::is_on(*snapshot, which); };
  OrderedJson list = OrderedJson::array();
  for (const scoring::ScoredTable& each : scoring::scored_tables()) list.push_back(TRY(scoring_of(deps, each.table)));
  list.push_back(TRY(sales_processes(deps, TRY(on(Switch::SalesProcesses)))));
  list.push_back(capability("duplicate_detection", TRY(on(Switch::DuplicateDetection)), "ready", "/lists/contact"));
  list.push_back(TRY(imports(deps, TRY(on(Switch::Import)))));
  for (OrderedJson& one : list) one.emplace("switchable", true);
  return ok({{"capabilities", std::move(list)}});
}

/// Scoring is on while a model is in force: off pauses all of them, on resumes them. Scores come and go by a job.
Answer switch_scoring(const Deps& deps, const Call& call, std::string_view table, bool on) {
  const OrderedJson status = TRY(deps.scoring.status(table, call.caller()));
  if (const ModelCounts models = count_models(status); models.published + models.paused == 0) {
    return fail(Error(ErrorCode::Conflict, fmt::format("no model of {} was in force before", table),
                      "Train one and publish it."));
  }
  for (const OrderedJson& model : status.at("models")) {
    const auto id = Uuid::parse(model.value("id", ""));
    if (on && model.at("state") == "paused") TRY(scoring::resume_model(deps.store, *id, call.caller()));
    if (!on && is_in_force(model)) TRY(scoring::pause_model(deps.store, *id, call.caller()));
  }
  const Json payload{{"table", table}, {"cause", "publish"}};
  const Uuid job = TRY(jobs::enqueue(deps.store, "rescore", payload, call.caller()));
  return json_response(202, base::to_text(OrderedJson{{"JobId", job.to_string()}}));
}

Answer set_capability(const Deps& deps, const Call& call, const Arguments& arguments) {
  const std::string key = TRY(arguments.text("Key"));
  const bool on = TRY(arguments.flag("On"));
  for (const scoring::ScoredTable& each : scoring::scored_tables()) {
    if (key == fmt::format("{}_scoring", each.table)) return switch_scoring(deps, call, each.table, on);
  }
  const auto which = settings::switch_named(key);
  if (!which) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("there is no capability {} to switch", key),
                      "Capabilities() lists them."));
  }
  TRY(settings::turn(deps.store, *which, on));
  return no_content();
}

constexpr Parameter kCreateUserIn[] = {{"Name", "Edm.String"},         {"FullName", "Edm.String"},
                                       {"Email", "Edm.String"},        {"Role", "Edm.String"},
                                       {"BusinessUnitId", "Edm.Guid"}, {"Password", "Edm.String"}};
constexpr Parameter kCreateUserOut[] = {{"UserId", "Edm.Guid"}, {"Password", "Edm.String"}};
constexpr Parameter kPasswordIn[] = {{"UserId", "Edm.Guid"}, {"Current", "Edm.String"}, {"Password", "Edm.String"}};
constexpr Parameter kPasswordOut[] = {{"Password", "Edm.String"}};
constexpr Parameter kUserIn[] = {{"UserId", "Edm.Guid"}};
constexpr Parameter kRolesIn[] = {{"UserId", "Edm.Guid"}, {"RoleIds", "Collection(Edm.Guid)"}};
constexpr Parameter kTeamIn[] = {{"TeamId", "Edm.Guid"}, {"UserIds", "Collection(Edm.Guid)"}};
constexpr Parameter kTokensOut[] = {{"tokens", "Collection(Edm.Untyped)"}};
constexpr Parameter kTokenIn[] = {{"Name", "Edm.String"}, {"ExpiresOn", "Edm.DateTimeOffset"}, {"UserId", "Edm.Guid"}};
constexpr Parameter kTokenOut[] = {{"Token", "Edm.String"}};
constexpr Parameter kTokenId[] = {{"TokenId", "Edm.Guid"}};

constexpr Parameter kSetCapabilityIn[] = {{"Key", "Edm.String"}, {"On", "Edm.Boolean"}};
constexpr Parameter kCapabilitiesOut[] = {{"capabilities", "Collection(Edm.Untyped)"}};

constexpr auto kAdministrators = Audience::Administrators;
constexpr Parameter kPreferencesIn[] = {{"TimeZone", "Edm.String"}, {"WorkingHours", "Edm.String"}};

constexpr OperationRoute kAdminRoutes[] = {
    {{Action, "CreateUser", kCreateUserIn, kCreateUserOut}, kAdministrators, create_user},
    {{Action, "SetPassword", kPasswordIn, kPasswordOut}, Audience::Everybody, set_password},
    {{Action, "SetPreferences", kPreferencesIn, {}}, Audience::Everybody, set_preferences},
    {{Action, "UnlockUser", kUserIn, {}}, kAdministrators, unlock_user},
    {{Action, "DisableUser", kUserIn, {}}, kAdministrators, set_disabled<true>},
    {{Action, "EnableUser", kUserIn, {}}, kAdministrators, set_disabled<false>},
    {{Action, "SetUserRoles", kRolesIn, {}}, kAdministrators, set_user_roles},
    {{Action, "SetTeamMembers", kTeamIn, {}}, kAdministrators, set_team_members},
    {{Function, "Tokens", kUserIn, kTokensOut}, Audience::Everybody, tokens},
    {{Action, "CreateToken", kTokenIn, kTokenOut}, Audience::Everybody, create_token},
    {{Action, "SetCapability", kSetCapabilityIn, {}}, Audience::Administrators, set_capability},
    {{Function, "Capabilities", {}, kCapabilitiesOut}, Audience::Everybody, capabilities},
    {{Action, "RevokeToken", kTokenId, {}}, Audience::Everybody, revoke_token},
};

}  // namespace

std::span<const OperationRoute> admin_operations() {
  return kAdminRoutes;
}

}  // namespace leadlight::api
