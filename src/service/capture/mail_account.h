// A mail account as the one who reads it needs it.
#pragma once

#include <string>
#include <vector>

#include "connect/imap/connection.h"
#include "service/capture/mail_accounts.h"

namespace leadlight::capture {

struct MailAccount {
  Uuid id, mailbox;
  record::Reference owner;
  std::string name;
  imap::Server server;  ///< With its password.
  std::vector<std::string> folders, body_folders;
  bool bodies = false, is_private = true, analytics = true;
  MailAccountState state = MailAccountState::Waiting;
};

}  // namespace leadlight::capture
