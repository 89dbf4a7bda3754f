// Meetings -> appointments with their parties; those that are there are changed where they differ.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "service/capture/mail_writer.h"
#include "service/capture/parsed_calendar.h"

namespace leadlight::capture {

class MeetingWriter {
 public:
  struct Written {
    std::uint64_t added = 0, changed = 0, repeated = 0, cancelled = 0, older = 0;
  };

  /// `evidence` must outlive it.
  MeetingWriter(store::Store& store, MailPlace place, PeopleEvidence& evidence, const Clock& clock)
      : store_(store), place_(std::move(place)), evidence_(evidence), clock_(clock) {}

  /// Some hundred at once, no key twice.
  Result<void> write(std::span<const ParsedMeeting> meetings);
  /// Those of the mailbox that are of a series read now and were not written: they are no longer part of it.
  /// @shape window: what was written of the series
  Result<void> cancel_others(const std::vector<std::pair<std::string, std::optional<Timestamp>>>& series,
                             Timestamp from, Timestamp to);
  const Written& written() const { return written_; }

 private:
  struct Batch;
  Result<void> read(store::Transaction& tx, Batch& batch) const;
  Result<void> find_activities(store::Transaction& tx, Batch& batch) const;
  void add(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const;
  void change(Batch& batch, const ParsedMeeting& meeting, const record::Record& stored) const;
  bool change_parties(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const;
  Result<void> write_in(store::Transaction& tx, Batch& batch);
  void tell(const ParsedMeeting& meeting, bool is_new);
  record::Values values_of(const ParsedMeeting& meeting) const;
  std::vector<std::pair<Uuid, record::Values>> parties_of(const ParsedMeeting& meeting, const Uuid& activity) const;

  store::Store& store_;
  MailPlace place_;
  PeopleEvidence& evidence_;
  const Clock& clock_;
  RecordBook records_;
  PlacedAddresses placed_;
  std::set<Uuid> seen_;  ///< Activities written or found as they should be.
  Written written_;
};

}  // namespace leadlight::capture
