// Ignore lists: each user's for the own mailboxes, the organisation's for all of them.
#include "server/api/operations.h"
#include "service/capture/ignore_entries.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;

/// Everybody knows what the organisation's list keeps out of the own mailboxes.
Answer ignore_list(const Deps& deps, const Call& call, const Arguments& arguments) {
  const bool organisation = TRY(arguments.flag("Organisation", false));
  return ok(TRY(capture::ignore_list_json(*TRY(deps.store.snapshot()), organisation, call.identity.user.id)));
}

Answer ignore(const Deps& deps, const Call& call, const Arguments& arguments) {
  const capture::IgnoreWish wish{.value = TRY(arguments.text("Value")),
                                 .mailbox = TRY(arguments.optional_id("MailboxId")),
                                 .organisation = TRY(arguments.flag("Organisation", false)),
                                 .confirmed = TRY(arguments.flag("Confirmed", false))};
  if (wish.organisation) TRY(require_administrator(call));
  const Uuid entry = TRY(capture::ignore(deps.store, wish, call.identity.user.id));
  return ok({{"EntryId", entry.to_string()}});
}

Answer stop_ignoring(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(capture::stop_ignoring(deps.store, TRY(arguments.id("EntryId")), call.identity.user.id,
                             require_administrator(call).has_value()));
  return no_content();
}

constexpr Parameter kListIn[] = {{"Organisation", "Edm.Boolean"}};
constexpr Parameter kListOut[] = {{"entries", "Collection(Edm.Untyped)"}, {"applying", "Edm.Boolean"}};
constexpr Parameter kIgnoreIn[] = {
    {"Value", "Edm.String"}, {"MailboxId", "Edm.Guid"}, {"Organisation", "Edm.Boolean"}, {"Confirmed", "Edm.Boolean"}};
constexpr Parameter kEntry[] = {{"EntryId", "Edm.Guid"}};

constexpr OperationRoute kIgnoreRoutes[] = {
    {{Function, "IgnoreList", kListIn, kListOut}, Audience::Everybody, ignore_list},
    {{Action, "Ignore", kIgnoreIn, kEntry}, Audience::Everybody, ignore},
    {{Action, "StopIgnoring", kEntry, {}}, Audience::Everybody, stop_ignoring},
};

}  // namespace

std::span<const OperationRoute> ignore_operations() {
  return kIgnoreRoutes;
}

}  // namespace leadlight::api
