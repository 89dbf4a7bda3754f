// Which activity a mail is.
//
// A mail has the id of its Message-ID, so that it is one activity in however many mailboxes it lies. But a Message-ID
// is what a sender writes: a stranger may write that of another's mail, and a colleague may make a file with it. So
//  1. a mail is another one where what is kept says so: the days differ, or both author and subject do;
//  2. what somebody else brought in is shared with those alone whose copy holds all that is kept of it: they read
//     nothing they have not got. Whose copy does not gets an activity of his own.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "service/capture/mail_rows.h"
#include "storage/store/store.h"

namespace leadlight::capture {

/// By its Message-ID.
Uuid mail_activity_id(std::string_view message_id);
/// The line that says that an activity is in a mailbox.
Uuid mailbox_item_id(const Uuid& mailbox, const Uuid& activity);

class KnownMails {
 public:
  struct Kept {
    std::string message_id, sender, subject;
    std::optional<Timestamp> sent;
    record::Reference owner;
    bool is_private = false, is_tracked = false;
    std::string text = {};                ///< Of another's: without its blanks.
    std::vector<MailParty> parties = {};  ///< Of another's.
  };

  KnownMails(store::Transaction& tx, const MailPlace& place) : tx_(tx), place_(place) {}

  /// Sets what the database says of each.
  Result<void> find(std::span<MailItem> items);
  /// Of an item that is not new.
  const Kept& kept(const MailItem& item) const { return kept_.at(item.activity); }

 private:
  Uuid candidate(const MailItem& item, int attempt) const;
  Result<void> read(const std::vector<MailItem*>& items);
  Result<void> read_of_others(const std::vector<record::Value>& ids);
  bool settle(MailItem& item);
  bool is_it(const Kept& kept, const MailItem& item) const;

  store::Transaction& tx_;
  const MailPlace& place_;
  std::map<Uuid, Kept> kept_;
  std::set<Uuid> looked_up_, in_mailbox_;
};

}  // namespace leadlight::capture
