#include "service/capture/meeting_writer.h"

#include <algorithm>

#include "base/text.h"
#include "service/capture/ignore_marks.h"
#include "service/capture/ignoring.h"
#include "service/capture/known_mails.h"
#include "service/capture/meeting_rows.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using namespace meeting_state;

/// The shortest step of a time here.
constexpr Timestamp::duration kJustAfter{1};

const std::vector<std::string>& kept_columns() {
  static const std::vector<std::string> columns{"subject",        "location",          "scheduledstart",
                                                "scheduledend",   "statecode",         "statuscode",
                                                "isalldayevent",  "isonlinemeeting",   "scheduleddurationminutes",
                                                "globalobjectid", "modifiedon",        "ownerid",
                                                "ll_private",     "regardingobjectid", "createdon"};
  return columns;
}

/// Without what stands there already.
void drop_equal(Values& values, const Record& stored) {
  std::erase_if(values, [&](const auto& each) { return each.second == stored.get(each.first); });
}

}  // namespace

struct MeetingWriter::Batch {
  std::span<const ParsedMeeting> meetings;
  std::vector<Uuid> activities;  ///< One a meeting.
  // What is there.
  std::map<Uuid, Record> stored;
  std::map<Uuid, std::map<Uuid, Record>> parties;  ///< By activity.
  std::set<Uuid> items;
  // What is to be written.
  std::vector<std::pair<Uuid, Values>> new_meetings, new_parties, new_items;
  std::vector<store::RowChange> changed, changed_parties;
  std::vector<Uuid> lost_parties;
  std::vector<const ParsedMeeting*> added = {};
  std::set<std::size_t> refused;
  Written written;
};

namespace {

bool is_of(const Record& row, const Reference& owner) {
  const auto* of = row.get_as<Reference>("ownerid");
  return of != nullptr && *of == owner;
}

std::string organizer_of(const std::map<Uuid, Record>& parties) {
  for (const auto& [_, row] : parties) {
    if (row.number("participationtypemask", 0) == kMeetingOrganizer) return base::fold(row.text("addressused"));
  }
  return {};
}

/// Whether a mail may change it: only its organizer does, and nobody becomes that by a mail.
bool is_of_organizer(const ParsedMeeting& meeting, const std::map<Uuid, Record>& parties) {
  return meeting.organizer && !organizer_of(parties).empty() &&
         address_key(meeting.organizer->address) == organizer_of(parties);
}

/// What is kept is newer than the file.
bool is_older(const ParsedMeeting& meeting, Timestamp kept) {
  return meeting.version && *meeting.version < kept - kJustAfter;
}

}  // namespace

/// Everything that is there of the activities.
Result<void> MeetingWriter::read(store::Transaction& tx, Batch& batch) const {
  const auto system = store::Caller::system();
  std::vector<Value> ids, item_ids;
  for (const Uuid& id : batch.activities) {
    ids.emplace_back(id);
    item_ids.emplace_back(mailbox_item_id(place_.mailbox, id));
  }
  TRY(insight::for_each_of(tx, "appointment", "activityid", ids, kept_columns(), system,
                           [&](Record&& row) -> Result<void> {
                             batch.stored.insert_or_assign(row.id, std::move(row));
                             return {};
                           }));
  TRY(insight::for_each_of(tx, "activityparty", "activityid", ids, {}, system, [&](Record&& row) -> Result<void> {
    auto& parties = batch.parties[row.target("activityid")];
    parties.insert_or_assign(row.id, std::move(row));
    return {};
  }));
  return insight::for_each_of(tx, "ll_mailboxitem", "ll_mailboxitemid", item_ids, {"activityid"}, system,
                              [&](Record&& row) -> Result<void> {
                                batch.items.insert(row.id);
                                return {};
                              });
}

/// A meeting in two calendars is one where both name the same organizer. Without one, or with another, it is no more
/// than a file that says the same UID: its owner gets a meeting of his own, and sees and changes nobody else's.
Result<void> MeetingWriter::find_activities(store::Transaction& tx, Batch& batch) const {
  for (const ParsedMeeting& each : batch.meetings) batch.activities.push_back(meeting_activity_id(each.key));
  TRY(read(tx, batch));
  bool reads_more = false;
  for (std::size_t i = 0; i < batch.meetings.size(); ++i) {
    Uuid& id = batch.activities[i];
    const auto there = batch.stored.find(id);
    if (there == batch.stored.end() || is_of(there->second, place_.owner) ||
        batch.items.contains(mailbox_item_id(place_.mailbox, id)))
      continue;
    const ParsedMeeting& meeting = batch.meetings[i];
    const std::string organizer = meeting.organizer ? address_key(meeting.organizer->address) : std::string();
    if (!organizer.empty() && organizer == organizer_of(batch.parties[id])) continue;
    id = own_meeting_id(place_.owner, meeting.key);
    reads_more = true;
  }
  return reads_more ? read(tx, batch) : Result<void>();
}

void MeetingWriter::add(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const {
  const Timestamp now = clock_.now();
  const Timestamp known = std::min(meeting.created.value_or(meeting.version.value_or(now)), now);
  Values values = meeting_values(meeting, clock_.now());
  values["createdon"] = asked(meeting, activity).value_or(known);
  values["modifiedon"] = meeting.version.value_or(known);
  values["ownerid"] = place_.owner;
  values["ll_private"] = place_.is_private || meeting.is_private;
  batch.new_meetings.emplace_back(activity, std::move(values));
  std::ranges::move(meeting_party_rows(meeting, activity, mails_, records_), std::back_inserter(batch.new_parties));
  batch.added.push_back(&meeting);
  ++batch.written.added;
}

/// Brings the parties to what the file says; whether anything differed.
bool MeetingWriter::change_parties(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const {
  bool differs = false;
  auto& before = batch.parties[activity];
  for (auto& [party, values] : meeting_party_rows(meeting, activity, mails_, records_)) {
    const auto known = before.extract(party);
    if (known.empty()) {
      batch.new_parties.emplace_back(party, std::move(values));
      differs = true;
      continue;
    }
    drop_equal(values, known.mapped());
    if (values.empty()) continue;
    batch.changed_parties.push_back({party, std::move(values), {}});
    differs = true;
  }
  for (const auto& [party, _] : before) batch.lost_parties.push_back(party);
  return differs || !before.empty();
}

/// When its invitation was sent: that is when somebody began to wait for an answer.
std::optional<Timestamp> MeetingWriter::asked(const ParsedMeeting& meeting, const Uuid& activity) const {
  return meeting.organizer ? mails_.asked(activity, address_key(meeting.organizer->address)) : std::nullopt;
}

/// Takes back the invitation of those whom a mail names, of all where it names all that are left or nobody.
void MeetingWriter::cancel(Batch& batch, const ParsedMeeting& meeting, const Record& stored) const {
  std::set<std::string> named;
  for (const MeetingPerson& each : meeting.attendees) named.insert(address_key(each.address));
  std::vector<Uuid> taken_back;
  bool is_anybody_left = false;
  for (const auto& [id, party] : batch.parties[stored.id]) {
    if (party.number("participationtypemask", 0) == kMeetingOrganizer) continue;
    const bool is_named = named.empty() || named.contains(address_key(party.text("addressused")));
    if (is_named) taken_back.push_back(id);
    is_anybody_left |= !is_named;
  }
  const bool is_done = stored.number("statecode") == kCanceled || (is_anybody_left && taken_back.empty());
  ++(is_done ? batch.written.repeated : is_anybody_left ? batch.written.changed : batch.written.cancelled);
  if (is_done) return;
  const Timestamp kept = stored.time("modifiedon").value_or(Timestamp());
  Values values{{"modifiedon", std::max(kept + kJustAfter, meeting.version.value_or(kept))}};
  if (is_anybody_left) {
    std::ranges::move(taken_back, std::back_inserter(batch.lost_parties));
  } else {
    values.insert({{"statecode", kCanceled}, {"statuscode", kCanceledStatus}});
  }
  batch.changed.push_back({stored.id, std::move(values), {}});
}

/// What time alone changes happens to what is kept, and the first of several invitations stays the first.
void MeetingWriter::change_by_older(Batch& batch, const ParsedMeeting& meeting, const Record& stored) const {
  const Timestamp now = clock_.now();
  Values values;
  if (stored.number("statecode") == kScheduled && stored.time("scheduledend").value_or(now) <= now)
    values = {{"statecode", kOver}, {"statuscode", kOverStatus}};
  if (const auto since = asked(meeting, stored.id)) values["createdon"] = *since;
  drop_equal(values, stored);
  ++batch.written.older;
  ++batch.written.repeated;
  if (values.empty()) return;
  values["modifiedon"] = stored.time("modifiedon").value_or(now) + kJustAfter;
  batch.changed.push_back({stored.id, std::move(values), {}});
}

void MeetingWriter::change(Batch& batch, const ParsedMeeting& meeting, const Record& stored) const {
  const Timestamp kept = stored.time("modifiedon").value_or(Timestamp());
  if (is_older(meeting, kept)) return change_by_older(batch, meeting, stored);
  const bool hides = place_.is_private || meeting.is_private, is_own = is_of(stored, place_.owner);
  // What is private is not written where others read it.
  if (hides && !is_own && !stored.is_true("ll_private")) {
    ++batch.written.repeated;
    return;
  }
  if (meeting.only_cancels) return cancel(batch, meeting, stored);
  Values values = meeting_values(meeting, clock_.now());
  if (const auto since = asked(meeting, stored.id)) values["createdon"] = *since;
  if (hides && is_own && record::is_null(stored.get("regardingobjectid"))) values["ll_private"] = true;
  drop_equal(values, stored);
  const bool differs = change_parties(batch, meeting, stored.id) || !values.empty();
  ++(differs ? batch.written.changed : batch.written.repeated);
  if (!differs) return;
  const Timestamp version = meeting.version.value_or(kept);
  values["modifiedon"] = version == kept ? kept + kJustAfter : version;
  batch.changed.push_back({stored.id, std::move(values), {}});
}

bool MeetingWriter::may_not_change(Batch& batch, std::size_t i) const {
  const ParsedMeeting& meeting = batch.meetings[i];
  const bool is_known = batch.stored.contains(batch.activities[i]);
  if (!is_known) return !meeting.has_time;
  return meeting.is_mailed && !is_of_organizer(meeting, batch.parties[batch.activities[i]]);
}

Result<void> MeetingWriter::write_in(store::Transaction& tx, Batch& batch) {
  const auto system = store::Caller::system();
  TRY(find_activities(tx, batch));
  for (std::size_t i = 0; i < batch.meetings.size(); ++i) {
    const Uuid id = batch.activities[i], item = mailbox_item_id(place_.mailbox, id);
    if (may_not_change(batch, i)) {
      batch.refused.insert(i);
      ++batch.written.refused;
      continue;
    }
    if (batch.items.insert(item).second) {
      batch.new_items.emplace_back(item, Values{{"ll_mailboxid", Reference{"ll_mailbox", place_.mailbox}},
                                                {"activityid", Reference{"appointment", id}}});
    }
    const auto there = batch.stored.find(id);
    const ParsedMeeting& meeting = batch.meetings[i];
    if (there == batch.stored.end())
      add(batch, meeting, id);
    else
      change(batch, meeting, there->second);
  }
  TRY(tx.insert_many("appointment", std::move(batch.new_meetings), system));
  TRY(tx.update_many("appointment", std::move(batch.changed), system));
  for (const Uuid& party : batch.lost_parties) TRY(tx.remove("activityparty", party, std::nullopt, system));
  TRY(tx.insert_many("activityparty", std::move(batch.new_parties), system));
  TRY(tx.update_many("activityparty", std::move(batch.changed_parties), system));
  TRY(tx.insert_many("ll_mailboxitem", std::move(batch.new_items), system));
  // Whom the lists leave out, and what another calendar's held back and this one keeps.
  if (place_.ignoring == nullptr || place_.ignoring->rules()->entries().empty()) return {};
  TRY(mark_ignored(tx, place_.ignoring->rules(), batch.activities));
  return {};
}

Result<void> MeetingWriter::learn(const std::vector<std::string>& keys, std::set<std::string> addresses) {
  const auto snapshot = TRY(store_.snapshot());
  mails_ = {};
  TRY(mails_.read(*snapshot, keys, place_.owner));
  addresses.insert(mails_.senders().begin(), mails_.senders().end());
  addresses.erase("");
  TRY(records_.learn(*snapshot, addresses));
  return placed_.learn(*snapshot, addresses);
}

Result<std::vector<Uuid>> MeetingWriter::write(std::span<const ParsedMeeting> meetings) {
  std::set<std::string> addresses;
  std::vector<std::string> keys;
  for (const ParsedMeeting& each : meetings) {
    keys.push_back(each.key);
    if (each.organizer) addresses.insert(address_key(each.organizer->address));
    for (const MeetingPerson& who : each.attendees) addresses.insert(address_key(who.address));
  }
  TRY(learn(keys, std::move(addresses)));
  Batch batch;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    batch = Batch();
    batch.meetings = meetings;
    return write_in(tx, batch);
  }));
  seen_.insert(batch.activities.begin(), batch.activities.end());
  written_.added += batch.written.added;
  written_.changed += batch.written.changed;
  written_.repeated += batch.written.repeated;
  written_.older += batch.written.older;
  written_.cancelled += batch.written.cancelled;
  written_.refused += batch.written.refused;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    if (batch.refused.contains(i))
      batch.activities[i] = Uuid();
    else
      tell(meetings[i], std::ranges::find(batch.added, &meetings[i]) != batch.added.end());
  }
  return std::move(batch.activities);
}

Result<void> MeetingWriter::take_answers(const std::vector<Uuid>& meetings, const std::vector<std::string>& keys) {
  const auto system = store::Caller::system();
  const std::vector<Value> ids(meetings.begin(), meetings.end());
  std::set<std::string> addresses;
  TRY(insight::for_each_of(*TRY(store_.snapshot()), "activityparty", "activityid", ids, {"addressused"}, system,
                           [&](Record&& row) -> Result<void> {
                             addresses.insert(address_key(row.text("addressused")));
                             return {};
                           }));
  TRY(learn(keys, std::move(addresses)));
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    std::map<Uuid, std::optional<Timestamp>> versions;
    TRY(insight::for_each_of(tx, "appointment", "activityid", ids, {"modifiedon", "ownerid", "ll_private"}, system,
                             [&](Record&& row) -> Result<void> {
                               const bool is_open = !row.is_true("ll_private") && !is_of(row, place_.owner);
                               if (!place_.is_private || !is_open) versions.emplace(row.id, row.time("modifiedon"));
                               return {};
                             }));
    std::vector<store::RowChange> changes;
    TRY(insight::for_each_of(tx, "activityparty", "activityid", ids, {}, system, [&](Record&& row) -> Result<void> {
      const auto version = versions.find(row.target("activityid"));
      if (version == versions.end() || row.number("participationtypemask", 0) == kMeetingOrganizer) return {};
      Values values{{"ll_answer", row.get("ll_answer")}, {"ll_answeredon", row.get("ll_answeredon")}};
      add_mailed_answer(values, mails_.answer_of(version->first, address_key(row.text("addressused")), records_),
                        version->second);
      drop_equal(values, row);
      if (!values.empty()) changes.push_back({row.id, std::move(values), {}});
      return {};
    }));
    if (!changes.empty()) TRY(tx.update_many("activityparty", std::move(changes), system));
    return {};
  });
}

void MeetingWriter::pass_over(const ParsedMeeting& meeting) {
  seen_.insert(meeting_activity_id(meeting.key));
  seen_.insert(own_meeting_id(place_.owner, meeting.key));
}

/// Who takes part: again where an import was cut off before it came to the people.
void MeetingWriter::tell(const ParsedMeeting& meeting, bool is_new) {
  if (!place_.names_people || meeting.is_private) return;
  std::vector<mail::Address> people;
  if (meeting.organizer) people.push_back({meeting.organizer->name, meeting.organizer->address});
  for (const MeetingPerson& each : meeting.attendees) people.push_back({each.name, each.address});
  if (place_.ignoring != nullptr)
    std::erase_if(people, [&](const auto& who) { return place_.ignoring->leaves_out(address_key(who.address)); });
  const auto is_placed = [&](const mail::Address& who) {
    const std::string key = address_key(who.address);
    return key.empty() || placed_.has(key);
  };
  if (is_new || !std::ranges::all_of(people, is_placed)) evidence_.add_meeting(people, meeting.uid);
}

Result<void> MeetingWriter::cancel_others(const std::vector<std::pair<std::string, std::optional<Timestamp>>>& series,
                                          Timestamp from, Timestamp to) {
  const auto system = store::Caller::system();
  std::map<std::string, std::optional<Timestamp>> versions;
  for (const auto& [uid, version] : series) versions.emplace(meeting_key(uid, {}), version);
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    std::uint64_t cancelled = 0;
    std::vector<Value> ids;
    TRY(insight::for_each_of(tx, "ll_mailboxitem", "ll_mailboxid", {place_.mailbox}, {"activityid"}, system,
                             [&](Record&& row) -> Result<void> {
                               const Uuid id = row.target("activityid");
                               if (!seen_.contains(id)) ids.emplace_back(id);
                               return {};
                             }));
    std::vector<store::RowChange> changes;
    TRY(insight::for_each_of(
        tx, "appointment", "activityid", ids, kept_columns(), system, [&](Record&& row) -> Result<void> {
          const std::string key = row.text("globalobjectid");
          const auto version = versions.find(key.substr(0, key.rfind('|')));
          const Timestamp kept = row.time("modifiedon").value_or(Timestamp());
          const Timestamp start = row.time("scheduledstart").value_or(Timestamp());
          // What is gone from one calendar may stand in that of the others who take part.
          if (!is_of(row, place_.owner)) return {};
          if (version == versions.end() || row.number("statecode") == kCanceled || start < from || start >= to)
            return {};
          if (version->second && *version->second < kept - kJustAfter) return {};
          changes.push_back({row.id,
                             {{"statecode", kCanceled},
                              {"statuscode", kCanceledStatus},
                              {"modifiedon", std::max(kept + kJustAfter, version->second.value_or(kept))}},
                             {}});
          return {};
        }));
    cancelled = changes.size();
    if (cancelled > 0) TRY(tx.update_many("appointment", std::move(changes), system));
    written_.cancelled += cancelled;
    return {};
  });
}

}  // namespace leadlight::capture
