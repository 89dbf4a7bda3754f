// What people may ask of an organisation about themselves.
#include <algorithm>

#include "base/log.h"
#include "server/api/operations.h"
#include "service/access/roles.h"
#include "service/work/subject_access.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using record::Reference;
using enum odata::Operation::Kind;

bool has_role(const Call& call, std::string_view role) {
  return std::ranges::find(call.identity.user.roles, role) != call.identity.user.roles.end();
}

/// `{"@odata.type":"Microsoft.Dynamics.CRM.contact","contactid":"ID"}`, as Dynamics has it.
Result<Reference> record_named(const Call& call, const Arguments& arguments) {
  constexpr std::string_view kNamespace = "Microsoft.Dynamics.CRM.";
  const auto wrong = [](std::string_view what) {
    return fail(
        Error(ErrorCode::InvalidInput, fmt::format("CRMRecord {}", what),
              R"(Send {"CRMRecord":{"@odata.type":"Microsoft.Dynamics.CRM.contact","contactid":"ID"}}: a contact, )"
              "lead, opportunity or systemuser."));
  };
  const Json* given = TRY(arguments.object("CRMRecord"));
  if (given == nullptr) return wrong("is missing");
  const auto text = [&](std::string_view member) {
    const auto found = given->find(member);
    return found != given->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  std::string type = text("@odata.type");
  if (type.starts_with('#')) type.erase(0, 1);
  if (!type.starts_with(kNamespace)) return wrong("has no @odata.type");
  const record::TableSchema* table = call.schema->find(std::string_view(type).substr(kNamespace.size()));
  if (table == nullptr) return wrong("has an @odata.type that there is not");
  const auto id = Uuid::parse(text(table->table().primary_id));
  if (!id) return wrong(fmt::format("has no id in {}", table->table().primary_id));
  return Reference{std::string(table->name()), *id};
}

/// Of a user what they did is worked out: that is for administrators and the user alone.
Result<void> require_may_ask(const Call& call, const Reference& subject) {
  if (has_role(call, access::kAdministrator)) return {};
  if (subject.table == "systemuser") {
    if (subject.id == call.identity.user.id) return {};
    return fail(Error(ErrorCode::Denied, "what is known about a user is for administrators and that user",
                      "Ask an administrator."));
  }
  if (has_role(call, access::kSalesManager)) return {};
  return fail(
      Error(ErrorCode::Denied, "only administrators and sales managers answer such requests", "Ask one of them."));
}

Answer retrieve_kpi_values(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Reference subject = TRY(record_named(call, arguments));
  TRY(require_may_ask(call, subject));
  const auto snapshot = TRY(deps.store.snapshot());
  OrderedJson list = OrderedJson::array();
  list.push_back(TRY(work::subject_access(*snapshot, subject, deps.clock.now(), call.caller())));
  base::log(base::LogLevel::Info, "privacy", "what is known about somebody was retrieved",
            {{"table", subject.table}, {"id", subject.id.to_string()}, {"by", call.identity.user.name}});
  return ok({{"Response", base::to_text(list)}});
}

constexpr Parameter kSubjectIn[] = {{"CRMRecord", "Edm.Untyped"}};
constexpr Parameter kAnswerOut[] = {{"Response", "Edm.String"}};

constexpr OperationRoute kPrivacyRoutes[] = {
    {{Action, "msdyn_RetrieveKPIValuesForGDPR", kSubjectIn, kAnswerOut}, Audience::Everybody, retrieve_kpi_values},
};

}  // namespace

std::span<const OperationRoute> privacy_operations() {
  return kPrivacyRoutes;
}

}  // namespace leadlight::api
