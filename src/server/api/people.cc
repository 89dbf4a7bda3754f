// What administrators decide about people and the organisations they write from.
#include "base/text.h"
#include "server/api/operations.h"
#include "service/capture/people_decisions.h"
#include "service/capture/suggested_accounts.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using enum odata::Operation::Kind;

constexpr std::size_t kMostSuggested = 100;

Answer decided(const Result<Uuid>& decision) {
  if (!decision) return fail(decision.error());
  return ok({{"DecisionId", decision->to_string()}});
}

Answer confirm_address(const Deps& deps, const Call& call, const Arguments& arguments) {
  return decided(capture::confirm_address(deps.store, TRY(arguments.id("AddressId")), call.caller()));
}

Answer refuse_address(const Deps& deps, const Call& call, const Arguments& arguments) {
  return decided(capture::refuse_address(deps.store, TRY(arguments.id("AddressId")), call.caller()));
}

Answer separate_address(const Deps& deps, const Call& call, const Arguments& arguments) {
  return decided(capture::separate_address(deps.store, TRY(arguments.id("AddressId")), call.caller()));
}

Answer join_people(const Deps& deps, const Call& call, const Arguments& arguments) {
  return decided(
      capture::join_people(deps.store, TRY(arguments.id("PersonId")), TRY(arguments.id("OtherId")), call.caller()));
}

Answer link_person(const Deps& deps, const Call& call, const Arguments& arguments) {
  std::optional<Reference> record;
  if (const auto id = TRY(arguments.optional_id("Id"))) record = Reference{TRY(arguments.text("Table")), *id};
  return decided(capture::link_person(deps.store, TRY(arguments.id("PersonId")), record, call.caller()));
}

Answer dismiss_domain(const Deps& deps, const Call& call, const Arguments& arguments) {
  return decided(capture::dismiss_domain(deps.store, TRY(arguments.text("Domain")), call.caller()));
}

Answer undo_decision(const Deps& deps, const Call&, const Arguments& arguments) {
  TRY(capture::undo_decision(deps.store, TRY(arguments.id("DecisionId"))));
  return no_content();
}

Result<Values> contact_values(store::Snapshot& snapshot, const Record& person) {
  Values values;
  const std::string name(base::trim(person.text("ll_name")));
  const std::size_t last = name.rfind(' ');
  if (last != std::string::npos) values["firstname"] = std::string(base::trim(name.substr(0, last)));
  values["lastname"] = last == std::string::npos ? name : name.substr(last + 1);
  const auto addresses = TRY(capture::addresses_of_person(snapshot, person.id));
  if (!addresses.empty()) values["emailaddress1"] = addresses[0];
  if (addresses.size() > 1) values["emailaddress2"] = addresses[1];
  const auto account = TRY(capture::account_of_address(snapshot, addresses.empty() ? "" : addresses[0]));
  if (account) values["parentcustomerid"] = Reference{"account", *account};
  return values;
}

Answer make_contact(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid id = TRY(arguments.id("PersonId"));
  Uuid contact, decision;
  TRY(deps.store.write([&](store::Transaction& tx) -> Result<void> {
    const auto person = TRY(tx.find("ll_person", id, {"ll_name", "ll_recordid"}, call.caller()));
    if (!person) return fail(ErrorCode::NotFound, "no person with this id");
    if (person->get_as<Reference>("ll_recordid") != nullptr)
      return fail(ErrorCode::Conflict, "a record stands for this person already");
    contact = TRY(deps.records.create_in(tx, "contact", {}, TRY(contact_values(tx, *person)), call.caller())).id;
    decision = TRY(capture::link_person(tx, id, Reference{"contact", contact}, call.caller()));
    return {};
  }));
  return ok({{"ContactId", contact.to_string()}, {"DecisionId", decision.to_string()}});
}

Answer suggested_accounts(const Deps& deps, const Call&, const Arguments&) {
  OrderedJson list = OrderedJson::array();
  for (const auto& each : TRY(capture::suggest_accounts(*TRY(deps.store.snapshot()), kMostSuggested)))
    list.push_back({{"domain", each.domain}, {"people", each.people}, {"activities", each.messages}});
  return ok({{"accounts", std::move(list)}});
}

constexpr Parameter kAddressIn[] = {{"AddressId", "Edm.Guid"}};
constexpr Parameter kJoinIn[] = {{"PersonId", "Edm.Guid"}, {"OtherId", "Edm.Guid"}};
constexpr Parameter kLinkIn[] = {{"PersonId", "Edm.Guid"}, {"Table", "Edm.String"}, {"Id", "Edm.Guid"}};
constexpr Parameter kPersonIn[] = {{"PersonId", "Edm.Guid"}};
constexpr Parameter kDomainIn[] = {{"Domain", "Edm.String"}};
constexpr Parameter kDecision[] = {{"DecisionId", "Edm.Guid"}};
constexpr Parameter kContactOut[] = {{"ContactId", "Edm.Guid"}, {"DecisionId", "Edm.Guid"}};
constexpr Parameter kAccountsOut[] = {{"accounts", "Collection(Edm.Untyped)"}};

constexpr auto kAdmins = Audience::Administrators;
constexpr OperationRoute kPeopleRoutes[] = {
    {{Action, "ConfirmAddress", kAddressIn, kDecision}, kAdmins, confirm_address},
    {{Action, "RefuseAddress", kAddressIn, kDecision}, kAdmins, refuse_address},
    {{Action, "SeparateAddress", kAddressIn, kDecision}, kAdmins, separate_address},
    {{Action, "JoinPeople", kJoinIn, kDecision}, kAdmins, join_people},
    {{Action, "LinkPerson", kLinkIn, kDecision}, kAdmins, link_person},
    {{Action, "MakeContact", kPersonIn, kContactOut}, kAdmins, make_contact},
    {{Action, "DismissDomain", kDomainIn, kDecision}, kAdmins, dismiss_domain},
    {{Action, "UndoPeopleDecision", kDecision, {}}, kAdmins, undo_decision},
    {{Function, "SuggestedAccounts", {}, kAccountsOut}, kAdmins, suggested_accounts},
};

}  // namespace

std::span<const OperationRoute> people_operations() {
  return kPeopleRoutes;
}

}  // namespace leadlight::api
