#include "service/capture/mail_writer.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "base/thread.h"
#include "service/capture/row_values.h"
#include "service/insight/rows.h"

namespace leadlight::capture {

struct MailParty {
  std::int64_t role;
  std::string address, name;
};

namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kIdBytes = 300, kFolderBytes = 400;
constexpr std::size_t kRecipientsBytes = 4'000;
/// Of one mail; more make a list, not a conversation.
constexpr std::size_t kMostParties = 500;
constexpr std::int64_t kCompleted = 1, kSent = 3, kReceived = 4;
enum Participation : std::int64_t { kFrom = 1, kTo = 2, kCc = 3, kBcc = 4 };

/// Ids that do not fit their column become shorter ones that still tell them apart.
std::string short_id(const std::string& id) {
  return id.size() <= kIdBytes ? id : Uuid::from_name(id).to_string() + "@long.invalid";
}

std::string recipients(const std::vector<mail::Address>& to) {
  std::string text;
  for (const mail::Address& each : to) {
    if (text.size() > kRecipientsBytes) break;
    if (each.address.empty()) continue;
    if (!text.empty()) text += ';';
    text += each.address;
  }
  return text;
}

/// Each address once in each role.
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

}  // namespace

Uuid mail_activity_id(std::string_view message_id) {
  return Uuid::from_name("mail:" + std::string(message_id));
}

Uuid mailbox_item_id(const Uuid& mailbox, const Uuid& activity) {
  return Uuid::from_name("mailbox item:" + mailbox.to_string() + activity.to_string());
}

struct MailWriter::Batch {
  struct Item {
    ParsedMail mail;
    std::string folder;
    Uuid activity;
    std::vector<MailParty> parties;
  };
  std::vector<Item> items;
  Timestamp now;
};

namespace {

/// Which conversation the mails of a batch belong to: that of the oldest mail they name, which may itself have turned
/// out to be an answer.
class Conversations {
 public:
  explicit Conversations(store::Transaction& tx) : tx_(tx) {}

  /// What is known of the mails named.
  Result<void> read(const std::set<std::string>& named) {
    const std::vector<Value> keys(named.begin(), named.end());
    return insight::for_each_of(tx_, "email", "messageid", keys, {"messageid", "conversationindex"},
                                store::Caller::system(), [&](Record&& row) -> Result<void> {
                                  if (std::string known = row.text("conversationindex"); !known.empty())
                                    known_.insert_or_assign(row.text("messageid"), std::move(known));
                                  return {};
                                });
  }

  /// From here on known. Answers the conversation.
  std::string add(const std::string& id, const std::string& root) {
    std::string conversation = root.empty() ? id : root;
    // As many steps as there may be mails in between that came in the wrong order.
    for (int steps = 0; steps < 100; ++steps) {
      const auto known = known_.find(conversation);
      if (known == known_.end() || known->second == conversation || known->second == id) break;
      conversation = known->second;
    }
    known_.insert_or_assign(id, conversation);
    if (conversation != id) moved_.insert_or_assign(id, conversation);
    return conversation;
  }

  /// Where the conversation that this mail began now belongs, as far as the batch has told.
  std::string final(std::string conversation) const {
    for (int steps = 0; steps < 100; ++steps) {
      const auto known = moved_.find(conversation);
      if (known == moved_.end()) break;
      conversation = known->second;
    }
    return conversation;
  }

  /// Mails written before that answer one that is only now here.
  Result<std::uint64_t> join() {
    std::vector<Value> keys;
    for (const auto& [id, _] : moved_) keys.emplace_back(id);
    std::vector<store::RowChange> changes;
    TRY(insight::for_each_of(tx_, "email", "conversationindex", keys, {"conversationindex"}, store::Caller::system(),
                             [&](Record&& row) -> Result<void> {
                               const std::string before = row.text("conversationindex");
                               if (std::string now = final(before); now != before)
                                 changes.push_back({row.id, {{"conversationindex", std::move(now)}}, std::nullopt});
                               return {};
                             }));
    const std::uint64_t count = changes.size();
    if (count > 0) TRY(tx_.update_many("email", std::move(changes), store::Caller::system()));
    return count;
  }

 private:
  store::Transaction& tx_;
  std::unordered_map<std::string, std::string> known_, moved_;
};

}  // namespace

Result<void> MailWriter::write(std::vector<FoundMail> mails) {
  if (mails.empty()) return {};
  auto batch = std::make_shared<Batch>();
  batch->now = clock_.now();
  for (FoundMail& found : mails) {
    found.mail.id = short_id(found.mail.id);
    found.mail.root = short_id(found.mail.root);
    found.mail.in_reply_to = short_id(found.mail.in_reply_to);
    const Uuid activity = mail_activity_id(found.mail.id);
    auto parties = parties_of(found.mail);
    batch->items.push_back({std::move(found.mail), std::move(found.folder), activity, std::move(parties)});
  }
  TRY(finish());
  under_way_ =
      std::async(std::launch::async, [this, batch = std::move(batch), background = base::is_background()]() mutable {
        base::set_background(background);
        return write_batch(std::move(batch));
      });
  return {};
}

Result<void> MailWriter::finish() {
  if (!under_way_.valid()) return {};
  const Outcome done = TRY(under_way_.get());
  written_.added += done.written.added;
  written_.repeated += done.written.repeated;
  written_.shared += done.written.shared;
  written_.joined += done.written.joined;
  for (std::size_t i = 0; i < done.batch->items.size(); ++i) {
    const ParsedMail& mail = done.batch->items[i].mail;
    if (done.is_new[i]) evidence_.add(mail, mail.root.empty() ? mail.id : mail.root);
  }
  return {};
}

namespace {

Result<std::set<Uuid>> ids_there(store::Snapshot& snapshot, std::string_view table, std::string_view key,
                                 const std::vector<Value>& ids) {
  std::set<Uuid> there;
  TRY(insight::for_each_of(snapshot, table, key, ids, {std::string(key)}, store::Caller::system(),
                           [&](Record&& row) -> Result<void> {
                             there.insert(row.id);
                             return {};
                           }));
  return there;
}

}  // namespace

Result<MailWriter::Outcome> MailWriter::write_batch(std::shared_ptr<Batch> batch) {
  Outcome out;
  {
    std::set<std::string> addresses;
    for (const Batch::Item& item : batch->items) {
      for (const MailParty& party : item.parties) addresses.insert(party.address);
    }
    TRY(records_.learn(*TRY(store_.snapshot()), addresses));
  }
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    out = {};
    out.is_new.assign(batch->items.size(), false);
    std::vector<Value> activity_ids, item_ids;
    for (const Batch::Item& item : batch->items) {
      activity_ids.emplace_back(item.activity);
      item_ids.emplace_back(mailbox_item_id(place_.mailbox, item.activity));
    }
    auto activities = TRY(ids_there(tx, "email", "activityid", activity_ids));
    auto items = TRY(ids_there(tx, "ll_mailboxitem", "ll_mailboxitemid", item_ids));

    Conversations conversations(tx);
    std::set<std::string> named;
    for (const Batch::Item& item : batch->items) {
      if (!item.mail.root.empty() && !activities.contains(item.activity)) named.insert(item.mail.root);
    }
    TRY(conversations.read(named));

    std::vector<std::pair<Uuid, Values>> mails, parties, in_mailbox;
    std::vector<std::string> began;
    for (std::size_t i = 0; i < batch->items.size(); ++i) {
      const Batch::Item& item = batch->items[i];
      const bool is_new = activities.insert(item.activity).second;
      const Uuid in = mailbox_item_id(place_.mailbox, item.activity);
      if (items.insert(in).second) {
        in_mailbox.emplace_back(in, Values{{"ll_mailboxid", Reference{"ll_mailbox", place_.mailbox}},
                                           {"activityid", Reference{"email", item.activity}},
                                           {"ll_folder", text_or_null(item.folder, kFolderBytes)}});
        if (!is_new) ++out.written.shared;
      }
      if (!is_new) {
        ++out.written.repeated;
        continue;
      }
      ++out.written.added;
      out.is_new[i] = true;
      const ParsedMail& mail = item.mail;
      const std::string author = mail.author ? address_key(mail.author->address) : std::string();
      const Reference* who = author.empty() ? nullptr : records_.owner_of(author);
      const bool outgoing = ours_.has(author) || (who != nullptr && who->table == "systemuser");
      const Timestamp sent = mail.date.value_or(batch->now);
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
                 {"ll_private", place_.is_private},
                 {"ownerid", place_.owner},
                 {"attachmentcount", mail.attachments},
                 {"sender", text_or_null(author, kIdBytes)},
                 {"torecipients", text_or_null(recipients(mail.to), kRecipientsBytes)}};
      if (place_.bodies) row["description"] = text_or_null(mail.text, std::size_t{1} << 20);
      began.push_back(conversations.add(mail.id, mail.root));
      mails.emplace_back(item.activity, std::move(row));
      int number = 0;
      for (const MailParty& party : item.parties) {
        Values values{{"activityid", Reference{"email", item.activity}},
                      {"participationtypemask", party.role},
                      {"addressused", party.address},
                      {"partyname", text_or_null(party.name, kNameBytes)},
                      {"createdon", sent}};
        if (const Reference* record = records_.owner_of(party.address)) values["partyid"] = *record;
        parties.emplace_back(Uuid::from_name(item.activity.to_string() + std::to_string(number++)), std::move(values));
      }
    }
    for (std::size_t i = 0; i < mails.size(); ++i) {
      mails[i].second["conversationindex"] = conversations.final(std::move(began[i]));
    }
    out.written.joined = TRY(conversations.join());
    TRY(tx.insert_many("email", std::move(mails), system));
    TRY(tx.insert_many("activityparty", std::move(parties), system));
    TRY(tx.insert_many("ll_mailboxitem", std::move(in_mailbox), system));
    return {};
  }));
  out.batch = std::move(batch);
  return out;
}

}  // namespace leadlight::capture
