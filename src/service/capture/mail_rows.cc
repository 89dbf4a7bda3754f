#include "service/capture/mail_rows.h"

#include <set>

#include "service/capture/ignoring.h"
#include "service/capture/people_evidence.h"
#include "service/capture/row_values.h"

namespace leadlight::capture {
namespace {

using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kIdBytes = 300, kRecipientsBytes = 4'000;
/// Of a mail's text: as long as the column may be.
constexpr std::size_t kTextBytes = 100'000;
/// Of one mail; more make a list, not a conversation.
constexpr std::size_t kMostParties = 500;
constexpr std::int64_t kCompleted = 1, kSent = 3, kReceived = 4;
enum Participation : std::int64_t { kFrom = 1, kTo = 2, kCc = 3, kBcc = 4 };

/// Ids that do not fit their column become shorter ones that still tell them apart.
void shorten(std::string& id) {
  if (id.size() > kIdBytes) id = Uuid::from_name(id).to_string() + "@long.invalid";
}

std::vector<std::string> recipients(const std::vector<mail::Address>& to) {
  std::vector<std::string> addresses;
  for (const mail::Address& each : to) addresses.push_back(each.address);
  return addresses;
}

std::vector<MailParty> parties_of(const ParsedMail& mail) {
  std::vector<MailParty> parties;
  std::set<std::pair<std::int64_t, std::string>> seen;
  const auto add = [&](Participation role, const mail::Address& who) {
    std::string address = address_key(who.address);
    if (address.empty() || parties.size() >= kMostParties || !seen.emplace(role, address).second) return;
    parties.push_back({role, std::move(address), who.name});
  };
  if (mail.author) add(kFrom, *mail.author);
  for (const mail::Address& each : mail.to) add(kTo, each);
  for (const mail::Address& each : mail.cc) add(kCc, each);
  for (const mail::Address& each : mail.bcc) add(kBcc, each);
  return parties;
}

void leave_out(MailItem& item, const Ignoring& ignoring) {
  for (MailParty& party : item.parties) party.ignored = ignoring.leaves_out(party.address);
  const auto is_ignored = [&](const mail::Address& who) { return ignoring.leaves_out(address_key(who.address)); };
  for (auto* people : {&item.mail.to, &item.mail.cc, &item.mail.bcc}) std::erase_if(*people, is_ignored);
  std::erase_if(item.mail.lists, [&](const std::string& list) { return ignoring.leaves_out(address_key(list)); });
}

/// Beside each other in their index, so that writing those of a mail touches one page of it.
Uuid party_id(const Uuid& activity, std::size_t number) {
  Uuid id = activity;
  const std::size_t last = id.bytes.size() - 1;
  id.bytes[last - 1] ^= static_cast<std::uint8_t>((number + 1) >> 8);
  id.bytes[last] ^= static_cast<std::uint8_t>(number + 1);
  return id;
}

}  // namespace

MailItem mail_item(FoundMail found, const Ignoring* ignoring) {
  MailItem item{.mail = std::move(found.mail), .folder = {}, .sender = {}, .parties = {}};
  item.folder = mail::whole_characters(found.folder, kFolderBytes);
  for (std::string* id : {&item.mail.id, &item.mail.root, &item.mail.in_reply_to}) shorten(*id);
  item.parties = parties_of(item.mail);
  if (ignoring != nullptr && !ignoring->empty()) leave_out(item, *ignoring);
  if (!item.parties.empty() && item.parties.front().role == kFrom) item.sender = item.parties.front().address;
  return item;
}

std::string kept_subject(const std::string& subject) {
  return std::string(mail::whole_characters(subject, kSubjectBytes));
}

std::string kept_text(const std::string& text) {
  return std::string(mail::whole_characters(text, kTextBytes));
}

Value kept_recipients(const std::vector<std::string>& addresses) {
  std::string text;
  for (const std::string& each : addresses) {
    if (text.size() > kRecipientsBytes) break;
    if (each.empty()) continue;
    if (!text.empty()) text += ';';
    text += each;
  }
  return text_or_null(text, kRecipientsBytes);
}

Values mail_values(const MailItem& item, const MailPlace& place, bool outgoing, Timestamp now) {
  const ParsedMail& mail = item.mail;
  const Timestamp sent = mail.date.value_or(now);
  Values row{{"subject", text_or_null(mail.subject, kSubjectBytes)},
             {"senton", sent},
             {"actualend", sent},
             {"createdon", sent},
             {"statecode", kCompleted},
             {"statuscode", outgoing ? kSent : kReceived},
             {"directioncode", outgoing},
             {"messageid", mail.id},
             {"inreplyto", text_or_null(mail.in_reply_to, kIdBytes)},
             {"ll_mailkind", static_cast<std::int64_t>(mail.kind)},
             {"ll_private", place.is_private},
             {"ownerid", place.owner},
             {"attachmentcount", mail.attachments},
             {"sender", text_or_null(item.sender, kIdBytes)},
             {"torecipients", kept_recipients(recipients(mail.to))}};
  if (mail.invitation) row["ll_meetingid"] = Reference{"appointment", meeting_activity_id(mail.invitation->key)};
  if (place.bodies) row["description"] = text_or_null(mail.text, kTextBytes);
  return row;
}

Uuid sender_party_id(const Uuid& mail) {
  return party_id(mail, 0);
}

Values answer_values(const ParsedMail& mail, Timestamp now) {
  if (!mail.invitation || mail.invitation->act != ParsedInvitation::Act::Answer) return {};
  return {{"ll_answer", static_cast<std::int64_t>(mail.invitation->answer)},
          {"ll_answeredon", mail.date.value_or(now)}};
}

std::vector<std::pair<Uuid, Values>> party_rows(const MailItem& item, const RecordBook& records, Timestamp now) {
  std::vector<std::pair<Uuid, Values>> rows;
  rows.reserve(item.parties.size());
  for (const MailParty& party : item.parties) {
    Values values{{"activityid", Reference{"email", item.activity}},
                  {"participationtypemask", party.role},
                  {"addressused", party.address},
                  {"partyname", text_or_null(party.name, kNameBytes)},
                  {"createdon", item.mail.date.value_or(now)}};
    if (const Reference* record = records.owner_of(party.address)) values["partyid"] = *record;
    if (party.role == kFrom) values.merge(answer_values(item.mail, now));
    if (party.ignored) values["ll_ignored"] = true;
    rows.emplace_back(party_id(item.activity, rows.size()), std::move(values));
  }
  return rows;
}

}  // namespace leadlight::capture
