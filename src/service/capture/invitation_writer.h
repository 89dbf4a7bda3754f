// Invitations, changes, cancellations and answers in mails -> meetings, as a calendar with the same UIDs would make
// them.
//
// Done after their mails are written, for what these say of a meeting is looked up there (meeting_mails.h). Importing a
// mail again does it again: an import that was cut off between the two is made good so.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "service/capture/meeting_writer.h"

namespace leadlight::capture {

struct InvitationsWritten {
  std::uint64_t meetings = 0;  ///< Made.
  std::uint64_t changed = 0;   ///< Cancelled ones, too.
  std::uint64_t answers = 0;   ///< New mails that answer an invitation.
  std::uint64_t refused = 0;   ///< Of a meeting of somebody else than who sent the mail.
};

class InvitationWriter {
 public:
  /// `evidence` must outlive it.
  InvitationWriter(store::Store& store, const MailPlace& place, PeopleEvidence& evidence, const Clock& clock)
      : store_(store), place_(place), meetings_(store, place, evidence, clock) {}

  /// Of mails that were written. @shape now: when a mail without a date was sent
  Result<void> write(std::span<const MailItem> items, Timestamp now);
  InvitationsWritten written() const;
  /// Meetings that are other than before, or may be.
  const std::set<Uuid>& touched() const { return touched_; }

 private:
  /// A meeting of a series that is kept.
  struct Kept {
    Uuid id;
    std::string key;
    Timestamp start, version;
    bool is_cancelled = false;
  };
  using Series = std::map<std::string, Kept>;  ///< By key.
  Result<Series> series_of(const std::string& uid) const;
  Result<void> ask(const MailItem& item, Timestamp sent);
  Result<void> cancel(const MailItem& item, Timestamp sent);
  Result<void> answer(const MailItem& item, Timestamp sent);
  Result<Uuid> write_meetings(std::vector<ParsedMeeting> meetings);
  Result<void> link_to(const MailItem& item, std::vector<ParsedMeeting> meetings, Timestamp now);
  Result<void> link(const MailItem& item, const Uuid& meeting, Timestamp now);

  store::Store& store_;
  const MailPlace& place_;
  MeetingWriter meetings_;
  std::uint64_t answers_ = 0, refused_ = 0;
  std::set<Uuid> touched_;
};

}  // namespace leadlight::capture
