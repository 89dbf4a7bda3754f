#include "service/capture/meeting_writer.h"

#include <algorithm>

#include "base/text.h"
#include "service/capture/import_calendar.h"
#include "service/capture/row_values.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kLocationBytes = 200;
constexpr std::size_t kMostAttendees = 500;
/// statecode and statuscode of an appointment.
constexpr std::int64_t kOver = 1, kOverStatus = 3, kCanceled = 2, kCanceledStatus = 4, kScheduled = 3, kBusy = 5;
constexpr std::int64_t kRequired = 5, kOptional = 6, kOrganizer = 7;
/// The shortest step of a time here.
constexpr Timestamp::duration kJustAfter{1};

std::int64_t answer_of(calendar::Answer answer) {
  return static_cast<std::int64_t>(answer);  // ll_partyanswer has their order.
}

const std::vector<std::string>& kept_columns() {
  static const std::vector<std::string> columns{
      "subject",       "location",         "scheduledstart",           "scheduledend",   "statecode",  "statuscode",
      "isalldayevent", "isonlinemeeting",  "scheduleddurationminutes", "globalobjectid", "modifiedon", "ownerid",
      "ll_private",    "regardingobjectid"};
  return columns;
}

/// Without what stands there already.
void drop_equal(Values& values, const Record& stored) {
  std::erase_if(values, [&](const auto& each) { return each.second == stored.get(each.first); });
}

}  // namespace

Uuid meeting_activity_id(std::string_view key) {
  return Uuid::from_name("meeting:" + std::string(key));
}

Values MeetingWriter::values_of(const ParsedMeeting& meeting) const {
  const Timestamp now = clock_.now();
  const bool over = meeting.end <= now;
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(meeting.end - meeting.start).count();
  return {{"subject",
           meeting.subject.empty() ? Value(std::string("(no subject)")) : text_or_null(meeting.subject, kSubjectBytes)},
          {"location", text_or_null(meeting.location, kLocationBytes)},
          {"scheduledstart", meeting.start},
          {"scheduledend", meeting.end},
          {"scheduleddurationminutes", std::int64_t{minutes}},
          {"isalldayevent", meeting.all_day},
          {"isonlinemeeting", meeting.online},
          {"globalobjectid", meeting.key},
          {"statecode", meeting.cancelled ? kCanceled
                        : over            ? kOver
                                          : kScheduled},
          {"statuscode", meeting.cancelled ? kCanceledStatus
                         : over            ? kOverStatus
                                           : kBusy}};
}

/// The organizer, then who else was asked, each address once. Their ids follow from meeting and address.
std::vector<std::pair<Uuid, Values>> MeetingWriter::parties_of(const ParsedMeeting& meeting,
                                                               const Uuid& activity) const {
  std::vector<std::pair<Uuid, Values>> parties;
  std::set<std::string> seen;
  const auto add = [&](std::int64_t role, const MeetingPerson& who, bool asked) {
    std::string address = address_key(who.address);
    if (address.empty() || parties.size() >= kMostAttendees || !seen.insert(address).second) return;
    Values values{{"activityid", Reference{"appointment", activity}},
                  {"participationtypemask", role},
                  {"addressused", address},
                  {"partyname", text_or_null(who.name, kNameBytes)},
                  {"ll_answer", asked ? Value(answer_of(who.answer)) : Value()},
                  {"ll_answeredon", asked && who.answered_at ? Value(*who.answered_at) : Value()},
                  {"partyid", Value()}};
    if (const Reference* record = records_.owner_of(address)) values["partyid"] = *record;
    parties.emplace_back(Uuid::from_name("party:" + activity.to_string() + address), std::move(values));
  };
  if (meeting.organizer) add(kOrganizer, *meeting.organizer, false);
  for (const MeetingPerson& each : meeting.attendees) {
    const bool must = each.role == calendar::Role::Chair || each.role == calendar::Role::Required;
    add(must ? kRequired : kOptional, each, true);
  }
  return parties;
}

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
  Written written;
};

namespace {

bool is_of(const Record& row, const Reference& owner) {
  const auto* of = row.get_as<Reference>("ownerid");
  return of != nullptr && *of == owner;
}

std::string organizer_of(const std::map<Uuid, Record>& parties) {
  for (const auto& [_, row] : parties) {
    if (row.number("participationtypemask", 0) == kOrganizer) return base::fold(row.text("addressused"));
  }
  return {};
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
    id = Uuid::from_name("meeting:" + place_.owner.id.to_string() + meeting.key);
    reads_more = true;
  }
  return reads_more ? read(tx, batch) : Result<void>();
}

void MeetingWriter::add(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const {
  const Timestamp now = clock_.now();
  const Timestamp known = std::min(meeting.created.value_or(meeting.version.value_or(now)), now);
  Values values = values_of(meeting);
  values["createdon"] = known;
  values["modifiedon"] = meeting.version.value_or(known);
  values["ownerid"] = place_.owner;
  values["ll_private"] = place_.is_private || meeting.is_private;
  batch.new_meetings.emplace_back(activity, std::move(values));
  std::ranges::move(parties_of(meeting, activity), std::back_inserter(batch.new_parties));
  batch.added.push_back(&meeting);
  ++batch.written.added;
}

/// Brings the parties to what the file says; whether anything differed.
bool MeetingWriter::change_parties(Batch& batch, const ParsedMeeting& meeting, const Uuid& activity) const {
  bool differs = false;
  auto& before = batch.parties[activity];
  for (auto& [party, values] : parties_of(meeting, activity)) {
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

void MeetingWriter::change(Batch& batch, const ParsedMeeting& meeting, const Record& stored) const {
  const Timestamp kept = stored.time("modifiedon").value_or(Timestamp());
  if (is_older(meeting, kept)) {
    // What time alone changes happens to what is kept.
    const Timestamp now = clock_.now();
    const bool over = stored.number("statecode") == kScheduled && stored.time("scheduledend").value_or(now) <= now;
    ++batch.written.older;
    ++batch.written.repeated;
    if (over)
      batch.changed.push_back(
          {stored.id, {{"statecode", kOver}, {"statuscode", kOverStatus}, {"modifiedon", kept + kJustAfter}}, {}});
    return;
  }
  const bool hides = place_.is_private || meeting.is_private, is_own = is_of(stored, place_.owner);
  // What is private is not written where others read it.
  if (hides && !is_own && !stored.is_true("ll_private")) {
    ++batch.written.repeated;
    return;
  }
  Values values = values_of(meeting);
  if (hides && is_own && record::is_null(stored.get("regardingobjectid"))) values["ll_private"] = true;
  drop_equal(values, stored);
  const bool differs = change_parties(batch, meeting, stored.id) || !values.empty();
  ++(differs ? batch.written.changed : batch.written.repeated);
  if (!differs) return;
  const Timestamp version = meeting.version.value_or(kept);
  values["modifiedon"] = version == kept ? kept + kJustAfter : version;
  batch.changed.push_back({stored.id, std::move(values), {}});
}

Result<void> MeetingWriter::write_in(store::Transaction& tx, Batch& batch) {
  const auto system = store::Caller::system();
  TRY(find_activities(tx, batch));
  for (std::size_t i = 0; i < batch.meetings.size(); ++i) {
    const Uuid id = batch.activities[i], item = mailbox_item_id(place_.mailbox, id);
    if (batch.items.insert(item).second) {
      batch.new_items.emplace_back(item, Values{{"ll_mailboxid", Reference{"ll_mailbox", place_.mailbox}},
                                                {"activityid", Reference{"appointment", id}}});
    }
    const auto there = batch.stored.find(id);
    if (there == batch.stored.end())
      add(batch, batch.meetings[i], id);
    else
      change(batch, batch.meetings[i], there->second);
  }
  TRY(tx.insert_many("appointment", std::move(batch.new_meetings), system));
  TRY(tx.update_many("appointment", std::move(batch.changed), system));
  for (const Uuid& party : batch.lost_parties) TRY(tx.remove("activityparty", party, std::nullopt, system));
  TRY(tx.insert_many("activityparty", std::move(batch.new_parties), system));
  TRY(tx.update_many("activityparty", std::move(batch.changed_parties), system));
  return tx.insert_many("ll_mailboxitem", std::move(batch.new_items), system);
}

Result<void> MeetingWriter::write(std::span<const ParsedMeeting> meetings) {
  std::set<std::string> addresses;
  for (const ParsedMeeting& each : meetings) {
    if (each.organizer) addresses.insert(address_key(each.organizer->address));
    for (const MeetingPerson& who : each.attendees) addresses.insert(address_key(who.address));
  }
  addresses.erase("");
  {
    const auto snapshot = TRY(store_.snapshot());
    TRY(records_.learn(*snapshot, addresses));
    TRY(placed_.learn(*snapshot, addresses));
  }
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
  for (const ParsedMeeting& meeting : meetings)
    tell(meeting, std::ranges::find(batch.added, &meeting) != batch.added.end());
  return {};
}

/// Who takes part: again where an import was cut off before it came to the people.
void MeetingWriter::tell(const ParsedMeeting& meeting, bool is_new) {
  if (!place_.names_people || meeting.is_private) return;
  std::vector<mail::Address> people;
  if (meeting.organizer) people.push_back({meeting.organizer->name, meeting.organizer->address});
  for (const MeetingPerson& each : meeting.attendees) people.push_back({each.name, each.address});
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
    written_.cancelled = cancelled;
    return {};
  });
}

}  // namespace leadlight::capture
