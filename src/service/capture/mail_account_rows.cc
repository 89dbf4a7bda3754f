#include "service/capture/mail_account_rows.h"

#include "base/json.h"

namespace leadlight::capture {

imap::Server MailAccountRows::server() const {
  return {account.text("ll_host"),
          static_cast<std::uint16_t>(account.number("ll_port")),
          static_cast<imap::Security>(account.number("ll_security", 0)),
          account.text("ll_username"),
          {}};
}

std::vector<std::string> MailAccountRows::names(std::string_view column) const {
  const auto list = base::parse_json(account.text(column));
  if (!list || !list->is_array()) return {};
  return list->get<std::vector<std::string>>();
}

Result<MailAccountRows> mail_account_rows(store::Snapshot& snapshot, const Uuid& mailbox, const MailboxCaller* caller) {
  const auto system = store::Caller::system();
  auto row = TRY(snapshot.find("ll_mailbox", mailbox, {}, system));
  const bool may = row && (caller == nullptr || caller->is_administrator || row->target("ownerid") == caller->user);
  // The sealed password is a column that is only there when it is named.
  query::Query query{.table = "ll_mailaccount",
                     .columns = {"ll_mailboxid", "ll_host", "ll_port", "ll_security", "ll_username", "ll_password",
                                 "ll_keyid", "ll_privatemail", "ll_folders", "ll_bodyfolders", "ll_state", "ll_error",
                                 "ll_failures", "ll_lastsyncon", "ll_nextsyncon", "ll_jobid", "versionnumber"},
                     .filter = query::equals("ll_mailboxid", mailbox)};
  query.limit = 1;
  auto accounts = TRY(snapshot.select(query, system)).rows;
  if (!may || accounts.empty()) {
    return fail(Error(ErrorCode::NotFound, fmt::format("there is no connected mailbox {}", mailbox.to_string()),
                      "`leadlight mailbox list` names those there are."));
  }
  return MailAccountRows{std::move(accounts.front().record), *std::move(row)};
}

}  // namespace leadlight::capture
