// Parsed mails -> activities with their parties, batch after batch, each in one transaction.
#pragma once

#include <future>
#include <string>
#include <vector>

#include "service/capture/our_domains.h"
#include "service/capture/parsed_mail.h"
#include "service/capture/people_evidence.h"
#include "service/capture/record_book.h"
#include "storage/store/store.h"

namespace leadlight::capture {

/// A mail and where it lay.
struct FoundMail {
  ParsedMail mail;
  std::string folder;
};

/// Whose mail it is, and what of it is kept.
struct MailPlace {
  Uuid mailbox;
  record::Reference owner;
  bool is_private = false;
  bool bodies = false;
};

struct MailsWritten {
  std::uint64_t added = 0;     ///< Activities.
  std::uint64_t repeated = 0;  ///< There before, in this mailbox or another.
  std::uint64_t shared = 0;    ///< Of these: until now only in other mailboxes.
  std::uint64_t joined = 0;    ///< Mails whose conversation turned out to be part of another.
};

class MailWriter {
 public:
  /// `ours` and `evidence` must outlive it.
  MailWriter(store::Store& store, MailPlace place, const OurDomains& ours, PeopleEvidence& evidence, const Clock& clock)
      : store_(store), place_(std::move(place)), ours_(ours), evidence_(evidence), clock_(clock) {}

  /// Answers as soon as the batch before is in the database; errors may be of that one.
  Result<void> write(std::vector<FoundMail> mails);
  Result<void> finish();
  const MailsWritten& written() const { return written_; }

 private:
  struct Batch;
  struct Outcome {
    MailsWritten written;
    std::shared_ptr<Batch> batch;
    std::vector<bool> is_new;  ///< By the mails of the batch.
  };
  Result<Outcome> write_batch(std::shared_ptr<Batch> batch);

  store::Store& store_;
  MailPlace place_;
  const OurDomains& ours_;
  PeopleEvidence& evidence_;
  const Clock& clock_;
  RecordBook records_;  ///< Of the batch under way.
  MailsWritten written_;
  std::future<Result<Outcome>> under_way_;  ///< Last: waited for before anything it uses goes.
};

/// Which activity a mail is, by its Message-ID.
Uuid mail_activity_id(std::string_view message_id);
/// The line that says that an activity is in a mailbox.
Uuid mailbox_item_id(const Uuid& mailbox, const Uuid& activity);

}  // namespace leadlight::capture
