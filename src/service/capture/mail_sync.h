// What is new in a mail account -> activities, conversations and people, by the same way as mail on disk
// (import_mail.h), and what is known of where mails lie brought up to date.
//
// Whatever ends it, the next one goes on behind the last mails that are surely kept. Read twice, a mail changes
// nothing.
#pragma once

#include <chrono>
#include <functional>

#include "base/json.h"
#include "connect/imap/client.h"
#include "service/capture/mail_accounts.h"
#include "service/capture/mail_intake.h"
#include "service/capture/mail_writer.h"
#include "service/capture/reading_process.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {

struct MailSyncOptions {
  /// The process that reads whole mails, or headers alone.
  std::function<ReadingProgram(imap::What)> reader;
  ReadingLimits reading = {};
  imap::Limits limits = {};
  std::size_t at_once = 2'000;  ///< Mails between two moments at which it is written down how far it is.
  // Of one job, so that large mailboxes and slow servers let others have their turn.
  std::uint64_t most_mails = 20'000;
  std::chrono::seconds most_time{600};  ///< And what was asked for then.
};

struct MailSyncReport : IntakeReport {
  std::uint64_t read = 0;
  MailsWritten written;
  InvitationsWritten invitations;
  std::int64_t gone = 0;  ///< Mails that lie in no folder any more.
  std::uint64_t folders = 0;
  std::uint64_t folders_failed = 0;
  bool more = false;  ///< There are mails that were left for the next job.
};
OrderedJson to_json(const MailSyncReport& report);

/// Reads what is new. How it went stands in the account's row, too.
/// @errors those of imap::Client and SecretBox::open; Conflict: it was cancelled
Result<MailSyncReport> sync_mailbox(store::Store& store, MailAccounts& accounts, const Uuid& mailbox,
                                    const MailSyncOptions& options, const Clock& clock, jobs::Progress& progress);

}  // namespace leadlight::capture
