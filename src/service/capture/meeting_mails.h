// What mails say of meetings that are kept: when somebody was asked, who answered what and when. A mail may come before
// its meeting or after it, and the meeting from a calendar: what is said is looked up whenever a meeting is written, so
// that the order of coming changes nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "service/capture/record_book.h"
#include "storage/store/store.h"

namespace leadlight::capture {

class MeetingMails {
 public:
  struct Answered {
    std::int64_t answer = 0;     ///< ll_partyanswer: the latest.
    std::set<std::int64_t> all;  ///< Those before it, too.
    Timestamp first, last;       ///< The first answer ends the waiting, whatever it was.
  };

  /// @shape keys: of meetings, see meeting_key. `owner`: whose meetings these are where others have their like.
  Result<void> read(store::Snapshot& snapshot, const std::vector<std::string>& keys, const record::Reference& owner);
  /// Everybody who wrote.
  const std::vector<std::string>& senders() const { return senders_; }

  /// When the first invitation was sent by who may ask in the name of the organizer.
  std::optional<Timestamp> asked(const Uuid& meeting, const std::string& organizer) const;
  /// What somebody answered, from this address or another of the same record.
  std::optional<Answered> answer_of(const Uuid& meeting, const std::string& address, const RecordBook& records) const;

 private:
  struct Mail {
    std::string sender;
    Timestamp sent;
    bool is_own = false;   ///< Of the owner.
    bool is_open = false;  ///< Not private.
    std::optional<std::int64_t> answer = {};
    Timestamp answered_on = {};
  };
  Result<void> read_answers(store::Snapshot& snapshot);
  template <class Use>
  void for_each_mail(const Uuid& meeting, Use use) const;

  std::map<Uuid, std::vector<Uuid>> filed_under_;  ///< Meeting -> the ids under which its mails may be found.
  std::map<Uuid, bool> is_variant_;                ///< The owner's own beside another's with the same UID.
  std::multimap<Uuid, Uuid> mails_of_;
  std::map<Uuid, Mail> mails_;
  std::vector<std::string> senders_;
};

/// The owner's own meeting where another's has the same UID.
Uuid own_meeting_id(const record::Reference& owner, const std::string& key);

}  // namespace leadlight::capture
