// Parsed mails -> activities with their parties, batch after batch, each in one transaction.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <vector>

#include "service/capture/invitation_writer.h"
#include "service/capture/known_mails.h"
#include "service/capture/mail_rows.h"
#include "service/capture/people_evidence.h"
#include "service/capture/placed_addresses.h"
#include "service/capture/record_book.h"
#include "service/insight/our_domains.h"
#include "storage/store/store.h"

namespace leadlight::capture {

struct MailsWritten {
  std::uint64_t added = 0;     ///< Activities.
  std::uint64_t repeated = 0;  ///< There before, in this mailbox or another.
  std::uint64_t shared = 0;    ///< Of these: until now only in other mailboxes.
  std::uint64_t joined = 0;    ///< Mails whose conversation turned out to be part of another.
};

class MailWriter {
 public:
  /// `ours` and `evidence` must outlive it.
  MailWriter(store::Store& store, MailPlace place, const insight::OurDomains& ours, PeopleEvidence& evidence,
             const Clock& clock)
      : store_(store),
        place_(std::move(place)),
        ours_(ours),
        evidence_(evidence),
        clock_(clock),
        invitations_(store, place_, evidence, clock) {}

  /// Answers as soon as the batch before is in the database; errors may be of that one, and stay: nothing comes after
  /// a batch that is not there.
  Result<void> write(std::vector<FoundMail> mails);
  Result<void> finish();
  const MailsWritten& written() const { return written_; }
  /// After finish().
  const InvitationWriter& invitations() const { return invitations_; }
  /// The activities of all mails written until finish(), in their order.
  const std::vector<Uuid>& activities() const { return activities_; }

 private:
  struct Batch {
    std::vector<MailItem> items;
    Timestamp now;
  };
  struct Outcome {
    MailsWritten written;
    std::shared_ptr<Batch> batch;
  };
  Result<Outcome> write_batch(std::shared_ptr<Batch> batch);
  Result<void> learn(const Batch& batch);
  Result<void> write_new(store::Transaction& tx, const Batch& batch, MailsWritten& written) const;
  Result<void> write_mailbox_items(store::Transaction& tx, const Batch& batch) const;
  Result<void> mark_shared(store::Transaction& tx, const Batch& batch) const;
  Result<void> change_own(store::Transaction& tx, const Batch& batch, const KnownMails& known) const;
  bool is_outgoing(const MailItem& item) const;
  void tell(const MailItem& item);

  store::Store& store_;
  MailPlace place_;
  const insight::OurDomains& ours_;
  PeopleEvidence& evidence_;
  const Clock& clock_;
  RecordBook records_;  ///< Of the batch under way, as `placed_`.
  PlacedAddresses placed_;
  InvitationWriter invitations_;
  MailsWritten written_;
  std::vector<Uuid> activities_;
  std::optional<Error> failed_;
  std::future<Result<Outcome>> under_way_;  ///< Last: waited for before anything it uses goes.
};

}  // namespace leadlight::capture
