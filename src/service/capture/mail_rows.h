// A mail -> the rows that keep it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "service/capture/parsed_mail.h"
#include "service/capture/record_book.h"

namespace leadlight::capture {

/// A mail and where it lay.
struct FoundMail {
  ParsedMail mail;
  std::string folder;
};

class Ignoring;

/// Whose mail it is, and what of it is kept.
struct MailPlace {
  Uuid mailbox;
  record::Reference owner;
  bool is_private = false;
  bool bodies = false;
  bool names_people = true;            ///< Whoever is in it becomes a person that everybody sees.
  const Ignoring* ignoring = nullptr;  ///< Whom it leaves out; nullptr: nobody.
};

struct MailParty {
  std::int64_t role = 0;
  std::string address, name;
  bool ignored = false;  ///< An ignore list leaves them out.
  friend bool operator==(const MailParty& a, const MailParty& b) { return a.role == b.role && a.address == b.address; }
};

/// A mail on its way into the database.
struct MailItem {
  ParsedMail mail;  ///< Its ids as short as their columns ask.
  std::string folder;
  std::string sender;              ///< Folded; empty where there is none.
  std::vector<MailParty> parties;  ///< Each address once in each role.
  // What the database says, see KnownMails.
  Uuid activity = {};
  bool is_new = false;      ///< No activity is this mail yet.
  bool in_mailbox = false;  ///< The mailbox has it.
};

/// Whom an ignore list leaves out stays a party, and is gone from the rest of the mail.
MailItem mail_item(FoundMail found, const Ignoring* ignoring);

/// What an activity's column keeps of a text.
std::string kept_subject(const std::string& subject);
std::string kept_text(const std::string& text);
record::Value kept_recipients(const std::vector<std::string>& addresses);

/// Without its conversation. @shape now: when a mail without a date was sent
record::Values mail_values(const MailItem& item, const MailPlace& place, bool outgoing, Timestamp now);
/// What who wrote the mail answers to an invitation; empty where it is no answer.
record::Values answer_values(const ParsedMail& mail, Timestamp now);
/// The row of who wrote a mail, where that is known.
Uuid sender_party_id(const Uuid& mail);
/// Their ids follow from that of the activity.
std::vector<std::pair<Uuid, record::Values>> party_rows(const MailItem& item, const RecordBook& records, Timestamp now);

}  // namespace leadlight::capture
