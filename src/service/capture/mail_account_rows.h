// A mail account as it is kept: its row and its mailbox's.
#pragma once

#include <string>
#include <vector>

#include "connect/imap/connection.h"
#include "service/capture/mail_accounts.h"

namespace leadlight::capture {

struct MailAccountRows {
  record::Record account, mailbox;

  MailAccountState state() const { return static_cast<MailAccountState>(account.number("ll_state", 0)); }
  Uuid owner() const { return mailbox.target("ownerid"); }
  imap::Server server() const;  ///< Without its password.
  /// A column that holds a list of names.
  std::vector<std::string> names(std::string_view column) const;
};

/// `caller` null: for the program itself. @errors NotFound also where it is not the caller's to see
Result<MailAccountRows> mail_account_rows(store::Snapshot& snapshot, const Uuid& mailbox, const MailboxCaller* caller);

}  // namespace leadlight::capture
