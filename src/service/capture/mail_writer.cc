#include "service/capture/mail_writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/thread.h"
#include "service/capture/conversations.h"
#include "service/capture/ignore_marks.h"
#include "service/capture/ignoring.h"
#include "service/capture/row_values.h"
#include "service/insight/rows.h"

namespace leadlight::capture {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

Result<void> MailWriter::write(std::vector<FoundMail> mails) {
  if (mails.empty()) return {};
  auto batch = std::make_shared<Batch>();
  batch->now = clock_.now();
  for (FoundMail& found : mails) batch->items.push_back(mail_item(std::move(found), place_.ignoring));
  TRY(finish());
  under_way_ =
      std::async(std::launch::async,
                 [this, batch = std::move(batch), background = base::is_background()]() mutable -> Result<Outcome> {
                   base::set_background(background);
                   base::set_redoable(true);
                   Outcome done = TRY(write_batch(std::move(batch)));
                   TRY(invitations_.write(done.batch->items, done.batch->now));
                   return done;
                 });
  return {};
}

Result<void> MailWriter::finish() {
  if (failed_) return fail(*failed_);
  if (!under_way_.valid()) return {};
  auto outcome = under_way_.get();
  if (!outcome) return fail(failed_.emplace(outcome.error()));
  const Outcome& done = *outcome;
  written_.added += done.written.added;
  written_.repeated += done.written.repeated;
  written_.shared += done.written.shared;
  written_.joined += done.written.joined;
  for (const MailItem& item : done.batch->items) activities_.push_back(item.activity);
  if (place_.names_people) std::ranges::for_each(done.batch->items, [&](const MailItem& item) { tell(item); });
  return {};
}

/// What a mail says of the people in it: again where an import was cut off before it came to them.
void MailWriter::tell(const MailItem& item) {
  const auto is_placed = [&](const MailParty& party) { return party.ignored || placed_.has(party.address); };
  if (item.is_new || !std::ranges::all_of(item.parties, is_placed))
    evidence_.add(item.mail, item.mail.root.empty() ? item.mail.id : item.mail.root);
}

Result<MailWriter::Outcome> MailWriter::write_batch(std::shared_ptr<Batch> batch) {
  TRY(learn(*batch));
  MailsWritten written;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    written = {};
    KnownMails known(tx, place_);
    TRY(known.find(batch->items));
    for (const MailItem& item : batch->items) {
      ++(item.is_new ? written.added : written.repeated);
      if (!item.is_new && !item.in_mailbox) ++written.shared;
    }
    TRY(write_new(tx, *batch, written));
    TRY(write_mailbox_items(tx, *batch));
    TRY(mark_shared(tx, *batch));
    return change_own(tx, *batch, known);
  }));
  return Outcome{written, std::move(batch)};
}

Result<void> MailWriter::learn(const Batch& batch) {
  std::set<std::string> addresses;
  for (const MailItem& item : batch.items) {
    for (const MailParty& party : item.parties) addresses.insert(party.address);
  }
  const auto snapshot = TRY(store_.snapshot());
  TRY(records_.learn(*snapshot, addresses));
  return placed_.learn(*snapshot, addresses);
}

bool MailWriter::is_outgoing(const MailItem& item) const {
  if (item.sender.empty()) return false;
  const Reference* who = records_.owner_of(item.sender);
  return ours_.has(item.sender) || (who != nullptr && who->table == "systemuser");
}

Result<void> MailWriter::write_new(store::Transaction& tx, const Batch& batch, MailsWritten& written) const {
  Conversations conversations(tx);
  std::set<std::string> named;
  for (const MailItem& item : batch.items) {
    if (item.is_new && !item.mail.root.empty()) named.insert(item.mail.root);
  }
  TRY(conversations.read(named));
  std::vector<std::pair<Uuid, Values>> mails, parties;
  std::vector<std::string> began;
  for (const MailItem& item : batch.items) {
    if (!item.is_new) continue;
    // Nobody's answers go to a mail that merely has another's Message-ID.
    const bool has_own_id = item.activity == mail_activity_id(item.mail.id);
    began.push_back(conversations.add(has_own_id ? item.mail.id : item.activity.to_string(), item.mail.root));
    mails.emplace_back(item.activity, mail_values(item, place_, is_outgoing(item), batch.now));
    std::ranges::move(party_rows(item, records_, batch.now), std::back_inserter(parties));
  }
  for (std::size_t i = 0; i < mails.size(); ++i) {
    mails[i].second["conversationindex"] = conversations.final(std::move(began[i]));
  }
  written.joined = TRY(conversations.join());
  TRY(tx.insert_many("email", std::move(mails), store::Caller::system()));
  return tx.insert_many("activityparty", std::move(parties), store::Caller::system());
}

Result<void> MailWriter::write_mailbox_items(store::Transaction& tx, const Batch& batch) const {
  std::vector<std::pair<Uuid, Values>> rows;
  for (const MailItem& item : batch.items) {
    if (item.in_mailbox) continue;
    rows.emplace_back(mailbox_item_id(place_.mailbox, item.activity),
                      Values{{"ll_mailboxid", Reference{"ll_mailbox", place_.mailbox}},
                             {"activityid", Reference{"email", item.activity}},
                             {"ll_folder", item.folder.empty() ? Value() : Value(item.folder)}});
  }
  return tx.insert_many("ll_mailboxitem", std::move(rows), store::Caller::system());
}

/// What another mailbox's list held back is kept by this one.
Result<void> MailWriter::mark_shared(store::Transaction& tx, const Batch& batch) const {
  if (place_.ignoring == nullptr || place_.ignoring->rules()->entries().empty()) return {};
  std::vector<Uuid> shared;
  for (const MailItem& item : batch.items) {
    if (!item.is_new && !item.in_mailbox) shared.push_back(item.activity);
  }
  if (!shared.empty()) TRY(mark_ignored(tx, place_.ignoring->rules(), shared));
  return {};
}

/// An owner who brings the same mail in once more may do so for its texts, or to have it private.
Result<void> MailWriter::change_own(store::Transaction& tx, const Batch& batch, const KnownMails& known) const {
  const auto system = store::Caller::system();
  std::map<Uuid, Values> changes;
  std::map<Uuid, const std::string*> texts;
  std::vector<Value> may_lack_text;
  for (const MailItem& item : batch.items) {
    if (item.is_new || !(known.kept(item).owner == place_.owner)) continue;
    const KnownMails::Kept& kept = known.kept(item);
    const bool hide = place_.is_private && !kept.is_private && !kept.is_tracked;
    if (hide) changes[item.activity]["ll_private"] = true;
    const bool others_read = !(hide || kept.is_private);
    if (!place_.bodies || item.mail.text.empty() || (place_.is_private && others_read)) continue;
    if (texts.emplace(item.activity, &item.mail.text).second) may_lack_text.emplace_back(item.activity);
  }
  TRY(insight::for_each_of(tx, "email", "activityid", may_lack_text, {"description"}, system,
                           [&](Record&& row) -> Result<void> {
                             if (row.text("description").empty())
                               changes[row.id]["description"] = kept_text(*texts.at(row.id));
                             return {};
                           }));
  std::vector<store::RowChange> rows;
  for (auto& [id, values] : changes) rows.push_back({id, std::move(values), std::nullopt});
  if (!rows.empty()) TRY(tx.update_many("email", std::move(rows), system));
  return {};
}

}  // namespace leadlight::capture
