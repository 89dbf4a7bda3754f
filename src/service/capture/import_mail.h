// Mail as it lies on disk -> activities, conversations and people.
//
// Three things happen at once: the next messages are read from the files, those before them are parsed in a process of
// its own, and those before these are written.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "service/capture/ignoring.h"
#include "service/capture/mail_intake.h"
#include "service/capture/mail_writer.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/people_store.h"
#include "service/capture/reading_process.h"

namespace leadlight::capture {

struct MailImport {
  std::string path;
  std::string name = {};  ///< Of the mailbox; that of the file or folder when empty.
  record::Reference owner;
  std::vector<std::string> our_domains = {};
  /// Put on the owner's ignore list; folders are those of this mailbox.
  std::vector<IgnoreWish> ignored = {};
  std::vector<std::string> ignored_folders = {};
  bool bodies = false;      ///< Texts are kept.
  bool is_private = false;  ///< Seen by the owner alone until somebody tracks it.
  bool analytics = true;    ///< Counts in relationships though it is private.
  ReadingLimits limits = {};
};

struct MailImportReport : IntakeReport {
  Uuid mailbox;
  std::uint64_t read = 0;  ///< Messages found.
  MailsWritten written;
  InvitationsWritten invitations;
  PeopleReport people;
  double seconds = 0;
};

OrderedJson to_json(const MailImportReport& report);

/// Told how many messages were read; false ends the import after what was read so far.
using ImportProgress = std::function<bool(std::uint64_t read)>;

/// The requests are raw messages, the answers to_bytes(ParsedMail).
/// @errors NotFound, Denied, InvalidInput of the path; Unavailable when no process can be started
Result<MailImportReport> import_mail(store::Store& store, const MailImport& wanted, ReadingProgram reader,
                                     const Clock& clock, const ImportProgress& progress);

/// The mailbox of this owner and source, made where there is none; its settings are those given.
struct MailboxSettings {
  std::string name;  ///< Empty: as the file or folder is called.
  std::string path;
  std::int64_t kind = 0;
  record::Reference owner;
  bool bodies = false, analytics = true;
};
Result<Uuid> keep_mailbox(store::Store& store, const MailboxSettings& settings, const Clock& clock);

}  // namespace leadlight::capture
