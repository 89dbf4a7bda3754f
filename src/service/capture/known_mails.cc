#include "service/capture/known_mails.h"

#include <algorithm>

#include "base/text.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Value;

/// Copies of a mail without a Date have the time at which each arrived.
constexpr std::chrono::hours kCopiesDiffer{24};

/// Copies differ in how their lines end and are filled.
std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return text;
}

KnownMails::Kept kept_of(const Record& row) {
  KnownMails::Kept kept;
  kept.message_id = row.text("messageid");
  kept.sender = row.text("sender");
  kept.subject = row.text("subject");
  kept.sent = row.time("senton");
  if (const auto* owner = row.get_as<record::Reference>("ownerid")) kept.owner = *owner;
  kept.is_private = row.is_true("ll_private");
  kept.is_tracked = !record::is_null(row.get("regardingobjectid"));
  return kept;
}

KnownMails::Kept kept_of(const MailItem& item, const MailPlace& place) {
  KnownMails::Kept kept;
  kept.message_id = item.mail.id;
  kept.sender = item.sender;
  kept.subject = kept_subject(item.mail.subject);
  kept.sent = item.mail.date;
  kept.owner = place.owner;
  kept.is_private = place.is_private;
  return kept;
}

/// Whether who holds this copy has all that is kept.
bool holds_all(const MailItem& item, const KnownMails::Kept& kept) {
  const auto is_named = [&](const MailParty& party) {
    return std::ranges::find(item.parties, party) != item.parties.end();
  };
  return item.sender == kept.sender && item.mail.subject.find(kept.subject) != std::string::npos &&
         std::ranges::all_of(kept.parties, is_named) &&
         (kept.text.empty() || without_blanks(item.mail.text).find(kept.text) != std::string::npos);
}

}  // namespace

Uuid mail_activity_id(std::string_view message_id) {
  return Uuid::from_name("mail:" + std::string(message_id));
}

Uuid mailbox_item_id(const Uuid& mailbox, const Uuid& activity) {
  return Uuid::from_name("mailbox item:" + mailbox.to_string() + activity.to_string());
}

Result<void> KnownMails::find(std::span<MailItem> items) {
  std::vector<MailItem*> open;
  for (MailItem& item : items) open.push_back(&item);
  // Ends: of two mails that agree in all that an id is made of, the second is found to be the first.
  for (int attempt = 0; !open.empty(); ++attempt) {
    for (MailItem* item : open) item->activity = candidate(*item, attempt);
    TRY(read(open));
    std::erase_if(open, [&](MailItem* item) { return settle(*item); });
  }
  return {};
}

Uuid KnownMails::candidate(const MailItem& item, int attempt) const {
  if (attempt == 0) return mail_activity_id(item.mail.id);
  const std::string sent = item.mail.date ? base::to_string(*item.mail.date) : std::string();
  return Uuid::from_name(fmt::format("mail:{}\n{}\n{}\n{}\n{}\n{}", attempt, place_.owner.id.to_string(), item.mail.id,
                                     item.sender, sent, item.mail.subject));
}

Result<void> KnownMails::read(const std::vector<MailItem*>& items) {
  static const std::vector<std::string> kColumns{"messageid", "sender",     "subject",          "senton",
                                                 "ownerid",   "ll_private", "regardingobjectid"};
  std::vector<Value> ids, item_ids;
  for (const MailItem* item : items) {
    if (!looked_up_.insert(item->activity).second) continue;
    ids.emplace_back(item->activity);
    item_ids.emplace_back(mailbox_item_id(place_.mailbox, item->activity));
  }
  const auto system = store::Caller::system();
  std::vector<Value> of_others;
  TRY(insight::for_each_of(tx_, "ll_mailboxitem", "ll_mailboxitemid", item_ids, {"ll_mailboxitemid"}, system,
                           [&](Record&& row) -> Result<void> {
                             in_mailbox_.insert(row.id);
                             return {};
                           }));
  TRY(insight::for_each_of(tx_, "email", "activityid", ids, kColumns, system, [&](Record&& row) -> Result<void> {
    const Kept& kept = kept_.emplace(row.id, kept_of(row)).first->second;
    if (!(kept.owner == place_.owner) && !in_mailbox_.contains(mailbox_item_id(place_.mailbox, row.id)))
      of_others.emplace_back(row.id);
    return {};
  }));
  return of_others.empty() ? Result<void>() : read_of_others(of_others);
}

Result<void> KnownMails::read_of_others(const std::vector<Value>& ids) {
  const auto system = store::Caller::system();
  TRY(insight::for_each_of(tx_, "email", "activityid", ids, {"description"}, system, [&](Record&& row) -> Result<void> {
    kept_.at(row.id).text = without_blanks(row.text("description"));
    return {};
  }));
  return insight::for_each_of(
      tx_, "activityparty", "activityid", ids, {"activityid", "participationtypemask", "addressused"}, system,
      [&](Record&& row) -> Result<void> {
        kept_.at(row.target("activityid"))
            .parties.push_back({row.number("participationtypemask", 0), base::fold(row.text("addressused")), {}});
        return {};
      });
}

bool KnownMails::settle(MailItem& item) {
  const auto [kept, is_new] = kept_.try_emplace(item.activity, kept_of(item, place_));
  item.is_new = is_new;
  const Uuid in_mailbox = mailbox_item_id(place_.mailbox, item.activity);
  item.in_mailbox = in_mailbox_.contains(in_mailbox);
  if (!is_new && !is_it(kept->second, item)) return false;
  in_mailbox_.insert(in_mailbox);
  return true;
}

bool KnownMails::is_it(const Kept& kept, const MailItem& item) const {
  if (kept.message_id != item.mail.id) return false;
  if (kept.sent && item.mail.date && std::chrono::abs(*kept.sent - *item.mail.date) > kCopiesDiffer) return false;
  if (kept.sender != item.sender && kept.subject != kept_subject(item.mail.subject)) return false;
  return kept.owner == place_.owner || item.in_mailbox || holds_all(item, kept);
}

}  // namespace leadlight::capture
