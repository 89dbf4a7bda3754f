// What somebody sets about a mail account -> values of its row and of its mailbox's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/record.h"
#include "service/access/secret_box.h"

namespace leadlight::imap {
struct Server;
}

namespace leadlight::capture {

/// What is read of an account. Of a change only what is present.
struct MailAccountSettings {
  std::optional<std::string> name = {};
  std::optional<std::string> host = {}, user = {}, password = {};
  std::optional<int> port = {};
  std::optional<std::string> security = {};                   ///< `tls`, `starttls`, `none`.
  std::optional<std::vector<std::string>> folders = {};       ///< None: all but bin, junk and drafts.
  std::optional<bool> bodies = {};                            ///< Texts are kept.
  std::optional<std::vector<std::string>> body_folders = {};  ///< Without `bodies`: texts of these are.
  std::optional<bool> is_private = {};                        ///< Seen by the owner alone until tracked.
  std::optional<bool> analytics = {};                         ///< Counts in relationships though it is private.
};

/// Changes of the account's row but for server and password, and of the mailbox's. @errors InvalidInput, TooLarge
struct MailAccountChanges {
  record::Values account, mailbox;
};
Result<MailAccountChanges> changes_of(const MailAccountSettings& settings);

/// What is given, and else what it was. @errors InvalidInput: what cannot be
Result<imap::Server> server_of(const MailAccountSettings& settings, imap::Server before);
record::Values values_of(const imap::Server& server, const access::Sealed& password);

/// `tls`, `starttls`, `none`, by the number in the row.
std::string_view security_name(std::int64_t security);

}  // namespace leadlight::capture
