// The hidden commands that read what strangers wrote, each in a process of its own (service/capture/reading_process.h).
#pragma once

#include <cstdint>
#include <vector>

#include "service/capture/import_mail.h"
#include "service/capture/mail_sync.h"

namespace leadlight::app {

capture::ReadingProgram mail_reader();
/// For mail accounts: of a mail whose text is not kept only the header comes.
capture::ReadingProgram account_reader(imap::What what);
capture::ReadingProgram calendar_reader();

/// Reads a mail account: the handler of MailAccounts::kJobKind. Both must outlive it.
jobs::Handler mailbox_handler(store::Store& store, const access::SecretBox& secrets, const Clock& clock);

/// The first `most`, a line each, and how many there are.
void print_skipped(const std::vector<capture::SkippedItem>& items, std::uint64_t all, size_t most);

}  // namespace leadlight::app
