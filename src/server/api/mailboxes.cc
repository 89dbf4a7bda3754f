// Mail accounts: everybody connects the own ones; administrators see how those of others stand, not what is in them.
#include "service/capture/mail_accounts.h"

#include "server/api/operations.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;

capture::MailboxCaller caller_of(const Call& call) {
  return {call.identity.user.id, require_administrator(call).has_value()};
}

Result<capture::MailAccounts> accounts_of(const Deps& deps) {
  if (deps.secrets == nullptr) return fail(ErrorCode::Unsupported, "this server keeps no mail accounts");
  return capture::MailAccounts(deps.store, *deps.secrets, deps.clock);
}

Result<std::optional<std::string>> text_if_given(const Arguments& arguments, const char* name) {
  if (!arguments.json().contains(name) || arguments.json()[name].is_null()) return std::nullopt;
  return TRY(arguments.text(name));
}

Result<std::optional<std::vector<std::string>>> texts_if_given(const Arguments& arguments, const char* name) {
  if (!arguments.json().contains(name)) return std::nullopt;
  return TRY(arguments.texts(name));
}

Result<std::optional<bool>> flag_if_given(const Arguments& arguments, const char* name) {
  if (!arguments.json().contains(name) || arguments.json()[name].is_null()) return std::nullopt;
  return TRY(arguments.flag(name));
}

Result<capture::MailAccountSettings> mailbox_settings(const Arguments& arguments) {
  return capture::MailAccountSettings{.name = TRY(text_if_given(arguments, "Name")),
                                      .host = TRY(text_if_given(arguments, "Host")),
                                      .user = TRY(text_if_given(arguments, "User")),
                                      .password = TRY(text_if_given(arguments, "Password")),
                                      .port = TRY(arguments.optional_integer("Port")),
                                      .security = TRY(text_if_given(arguments, "Security")),
                                      .folders = TRY(texts_if_given(arguments, "Folders")),
                                      .bodies = TRY(flag_if_given(arguments, "Bodies")),
                                      .body_folders = TRY(texts_if_given(arguments, "BodyFolders")),
                                      .is_private = TRY(flag_if_given(arguments, "Private")),
                                      .analytics = TRY(flag_if_given(arguments, "Analytics"))};
}

Answer mailboxes(const Deps& deps, const Call& call, const Arguments& arguments) {
  const bool all = TRY(arguments.flag("All", false));
  if (all) TRY(require_administrator(call));
  return ok({{"mailboxes", TRY(TRY(accounts_of(deps)).list(caller_of(call), all))}});
}

Answer connect_mailbox(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid id = TRY(TRY(accounts_of(deps)).connect(TRY(mailbox_settings(arguments)), caller_of(call)));
  return ok({{"MailboxId", id.to_string()}});
}

Answer change_mailbox(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(TRY(accounts_of(deps)).change(TRY(arguments.id("MailboxId")), TRY(mailbox_settings(arguments)), caller_of(call)));
  return no_content();
}

template <bool Paused>
Answer pause_mailbox(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(TRY(accounts_of(deps)).pause(TRY(arguments.id("MailboxId")), Paused, caller_of(call)));
  return no_content();
}

Answer sync_mailbox_now(const Deps& deps, const Call& call, const Arguments& arguments) {
  const Uuid job = TRY(TRY(accounts_of(deps)).sync_now(TRY(arguments.id("MailboxId")), caller_of(call)));
  return json_response(202, base::to_text(OrderedJson{{"JobId", job.to_string()}}));
}

Answer disconnect_mailbox(const Deps& deps, const Call& call, const Arguments& arguments) {
  TRY(TRY(accounts_of(deps)).remove(TRY(arguments.id("MailboxId")), caller_of(call)));
  return no_content();
}

constexpr Parameter kAll[] = {{"All", "Edm.Boolean"}};
constexpr Parameter kMailboxesOut[] = {{"mailboxes", "Collection(Edm.Untyped)"}};
constexpr Parameter kMailbox[] = {{"MailboxId", "Edm.Guid"}};
constexpr Parameter kMailboxJob[] = {{"JobId", "Edm.Guid"}};
constexpr Parameter kConnectIn[] = {{"Name", "Edm.String"},
                                    {"Host", "Edm.String"},
                                    {"Port", "Edm.Int32"},
                                    {"Security", "Edm.String"},
                                    {"User", "Edm.String"},
                                    {"Password", "Edm.String"},
                                    {"Folders", "Collection(Edm.String)"},
                                    {"Bodies", "Edm.Boolean"},
                                    {"BodyFolders", "Collection(Edm.String)"},
                                    {"Private", "Edm.Boolean"},
                                    {"Analytics", "Edm.Boolean"}};
constexpr Parameter kChangeIn[] = {{"MailboxId", "Edm.Guid"},  {"Name", "Edm.String"},
                                   {"Host", "Edm.String"},     {"Port", "Edm.Int32"},
                                   {"Security", "Edm.String"}, {"User", "Edm.String"},
                                   {"Password", "Edm.String"}, {"Folders", "Collection(Edm.String)"},
                                   {"Bodies", "Edm.Boolean"},  {"BodyFolders", "Collection(Edm.String)"},
                                   {"Private", "Edm.Boolean"}, {"Analytics", "Edm.Boolean"}};

constexpr OperationRoute kMailboxRoutes[] = {
    {{Function, "Mailboxes", kAll, kMailboxesOut}, Audience::Everybody, mailboxes},
    {{Action, "ConnectMailbox", kConnectIn, kMailbox}, Audience::Everybody, connect_mailbox},
    {{Action, "ChangeMailbox", kChangeIn, {}}, Audience::Everybody, change_mailbox},
    {{Action, "PauseMailbox", kMailbox, {}}, Audience::Everybody, pause_mailbox<true>},
    {{Action, "ResumeMailbox", kMailbox, {}}, Audience::Everybody, pause_mailbox<false>},
    {{Action, "SyncMailbox", kMailbox, kMailboxJob}, Audience::Everybody, sync_mailbox_now},
    {{Action, "DisconnectMailbox", kMailbox, {}}, Audience::Everybody, disconnect_mailbox},
};

}  // namespace

std::span<const OperationRoute> mailbox_operations() {
  return kMailboxRoutes;
}

}  // namespace leadlight::api
