#include "service/capture/ignoring.h"

#include <set>

#include "service/capture/import_calendar.h"
#include "service/capture/known_mails.h"
#include "service/capture/people_evidence.h"
#include "service/insight/rows.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using record::Record;

std::vector<Correspondent> people_of(const ParsedMail& mail) {
  std::vector<Correspondent> people;
  if (mail.author) people.push_back({address_key(mail.author->address), true});
  for (const auto* list : {&mail.to, &mail.cc, &mail.bcc}) {
    for (const mail::Address& each : *list) people.push_back({address_key(each.address), false});
  }
  return people;
}

std::vector<Correspondent> people_of(const ParsedMeeting& meeting) {
  std::vector<Correspondent> people;
  if (meeting.organizer) people.push_back({address_key(meeting.organizer->address), true});
  for (const MeetingPerson& each : meeting.attendees) people.push_back({address_key(each.address), false});
  return people;
}

}  // namespace

Result<Ignoring> Ignoring::open(store::Store& store, const Uuid& mailbox, const Uuid& owner) {
  auto rules = TRY(IgnoreRules::read(*TRY(store.snapshot())));
  return Ignoring(IgnoreList(std::move(rules), mailbox, owner), mailbox, owner);
}

bool Ignoring::refuse(const IgnoreEntry* entry, const Uuid& activity) {
  if (entry == nullptr) return false;
  pending_.push_back({activity, entry->id});
  ++refused_;
  return true;
}

bool Ignoring::refuses(const ParsedMail& mail, std::string_view folder) {
  return !empty() && refuse(list_.whole(folder, people_of(mail)), mail_activity_id(mail.id));
}

bool Ignoring::refuses(const ParsedMeeting& meeting) {
  return !empty() && refuse(list_.whole({}, people_of(meeting)), meeting_activity_id(meeting.key));
}

/// How many each entry refused that the mailbox does not hold.
Result<std::map<Uuid, std::int64_t>> Ignoring::new_ones(store::Snapshot& snapshot) const {
  std::vector<record::Value> items;
  for (const Refused& each : pending_) items.emplace_back(mailbox_item_id(mailbox_, each.activity));
  std::set<Uuid> there;
  TRY(insight::for_each_of(snapshot, "ll_mailboxitem", "ll_mailboxitemid", items, {"ll_mailboxitemid"},
                           store::Caller::system(), [&](Record&& row) -> Result<void> {
                             there.insert(row.id);
                             return {};
                           }));
  std::map<Uuid, std::int64_t> refused;
  for (const Refused& each : pending_) {
    if (there.insert(mailbox_item_id(mailbox_, each.activity)).second) ++refused[each.entry];
  }
  return refused;
}

Result<void> Ignoring::settle(store::Store& store) {
  const auto snapshot = TRY(store.snapshot());
  const auto refused = TRY(new_ones(*snapshot));
  const auto rules_now = TRY(IgnoreRules::read(*snapshot));
  const bool changed = rules_now->entries() != rules()->entries();
  if (refused.empty() && !changed) return {};
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    for (const auto& [entry, count] : refused) {
      const auto row = TRY(tx.find("ll_ignore", entry, {"ll_refused"}, system));
      if (!row) continue;
      TRY(tx.update("ll_ignore", entry, {{"ll_refused", row->number("ll_refused", 0) + count}}, std::nullopt, system));
    }
    if (!changed) return {};
    TRY(read_refused_again(tx, {mailbox_}));
    TRY(jobs::enqueue_unless_queued(tx, kIgnoreJob, Json::object()));
    return {};
  }));
  pending_.clear();
  list_ = IgnoreList(rules_now, mailbox_, owner_);
  return {};
}

}  // namespace leadlight::capture
