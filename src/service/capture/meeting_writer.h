// Meetings -> appointments with their parties; those that are there are changed where they differ.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "service/capture/mail_rows.h"
#include "service/capture/meeting_mails.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/people_evidence.h"
#include "service/capture/placed_addresses.h"

namespace leadlight::capture {

class MeetingWriter {
 public:
  struct Written {
    std::uint64_t added = 0, changed = 0, repeated = 0, cancelled = 0, older = 0;
    std::uint64_t refused = 0;  ///< Of mails: of a meeting that is not its sender's, or of none that is known.
  };

  /// `evidence` must outlive it.
  MeetingWriter(store::Store& store, MailPlace place, PeopleEvidence& evidence, const Clock& clock)
      : store_(store), place_(std::move(place)), evidence_(evidence), clock_(clock) {}

  /// Some hundred at once, no key twice. @shape the activity of each, nil of those that were refused
  Result<std::vector<Uuid>> write(std::span<const ParsedMeeting> meetings);
  /// What mails answer since these were written. @shape keys: of the meetings
  Result<void> take_answers(const std::vector<Uuid>& meetings, const std::vector<std::string>& keys);
  /// Those of the mailbox that are of a series read now and were not written: they are no longer part of it.
  /// @shape window: what was written of the series
  Result<void> cancel_others(const std::vector<std::pair<std::string, std::optional<Timestamp>>>& series,
                             Timestamp from, Timestamp to);
  /// An ignore list keeps it out: what is there of it stays as it is.
  void pass_over(const ParsedMeeting& meeting);
  const Written& written() const { return written_; }

 private:
  struct Batch;
  Result<void> read(store::Transaction& tx, Batch& batch) const;
  Result<void> find_activities(store::Transaction& tx, Batch& batch) const;
  void add(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const;
  void change(Batch& batch, const ParsedMeeting& meeting, const record::Record& stored) const;
  bool change_parties(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const;
  Result<void> write_in(store::Transaction& tx, Batch& batch);
  Result<void> learn(const std::vector<std::string>& keys, std::set<std::string> addresses);
  void change_by_older(Batch& batch, const ParsedMeeting& meeting, const record::Record& stored) const;
  bool may_not_change(Batch& batch, std::size_t i) const;
  void cancel(Batch& batch, const ParsedMeeting& meeting, const record::Record& stored) const;
  std::optional<Timestamp> asked(const ParsedMeeting& meeting, const Uuid& activity) const;
  void tell(const ParsedMeeting& meeting, bool is_new);

  store::Store& store_;
  MailPlace place_;
  PeopleEvidence& evidence_;
  const Clock& clock_;
  RecordBook records_;
  PlacedAddresses placed_;
  MeetingMails mails_;
  std::set<Uuid> seen_;  ///< Activities written or found as they should be.
  Written written_;
};

}  // namespace leadlight::capture
