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
      "subject",       "location",        "scheduledstart",           "scheduledend",   "statecode", "statuscode",
      "isalldayevent", "isonlinemeeting", "scheduleddurationminutes", "globalobjectid", "modifiedon"};
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
std::vector<std::pair<Uuid, Values>> MeetingWriter::parties_of(const ParsedMeeting& meeting) const {
  const Uuid activity = meeting_activity_id(meeting.key);
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

Result<void> MeetingWriter::write_in(store::Transaction& tx, std::span<const ParsedMeeting> meetings, Written& written,
                                     std::vector<const ParsedMeeting*>& added) {
  const auto system = store::Caller::system();
  std::vector<Value> ids, item_ids;
  for (const ParsedMeeting& each : meetings) {
    ids.emplace_back(meeting_activity_id(each.key));
    item_ids.emplace_back(mailbox_item_id(place_.mailbox, meeting_activity_id(each.key)));
  }
  std::map<Uuid, Record> stored, parties;
  TRY(insight::for_each_of(tx, "appointment", "activityid", ids, kept_columns(), system,
                           [&](Record&& row) -> Result<void> {
                             stored.emplace(row.id, std::move(row));
                             return {};
                           }));
  TRY(insight::for_each_of(tx, "activityparty", "activityid", ids, {}, system, [&](Record&& row) -> Result<void> {
    parties.emplace(row.id, std::move(row));
    return {};
  }));
  std::set<Uuid> items;
  TRY(insight::for_each_of(tx, "ll_mailboxitem", "ll_mailboxitemid", item_ids, {"activityid"}, system,
                           [&](Record&& row) -> Result<void> {
                             items.insert(row.id);
                             return {};
                           }));

  std::vector<std::pair<Uuid, Values>> new_meetings, new_parties, new_items;
  std::vector<store::RowChange> changed, changed_parties;
  std::set<Uuid> touched;
  for (const ParsedMeeting& meeting : meetings) {
    const Uuid id = meeting_activity_id(meeting.key);
    const Uuid item = mailbox_item_id(place_.mailbox, id);
    if (!items.contains(item)) {
      new_items.emplace_back(item, Values{{"ll_mailboxid", Reference{"ll_mailbox", place_.mailbox}},
                                          {"activityid", Reference{"appointment", id}}});
    }
    Values values = values_of(meeting);
    const auto there = stored.find(id);
    if (there == stored.end()) {
      const Timestamp known = std::min(meeting.created.value_or(meeting.version.value_or(clock_.now())), clock_.now());
      values["createdon"] = known;
      values["modifiedon"] = meeting.version.value_or(known);
      values["ownerid"] = place_.owner;
      values["ll_private"] = place_.is_private || meeting.is_private;
      new_meetings.emplace_back(id, std::move(values));
      auto own = parties_of(meeting);
      std::ranges::move(own, std::back_inserter(new_parties));
      added.push_back(&meeting);
      ++written.added;
      continue;
    }
    const Timestamp kept = there->second.time("modifiedon").value_or(Timestamp());
    const bool is_older = meeting.version && *meeting.version < kept - kJustAfter;
    if (is_older) {
      // What time alone changes happens to what is kept.
      const bool over = there->second.number("statecode") == kScheduled &&
                        there->second.time("scheduledend").value_or(clock_.now()) <= clock_.now();
      ++written.older;
      ++written.repeated;
      if (over)
        changed.push_back(
            {id, {{"statecode", kOver}, {"statuscode", kOverStatus}, {"modifiedon", kept + kJustAfter}}, {}});
      continue;
    }
    drop_equal(values, there->second);
    bool differs = !values.empty();
    for (auto& [party, of_party] : parties_of(meeting)) {
      const auto known = parties.find(party);
      touched.insert(party);
      if (known == parties.end()) {
        new_parties.emplace_back(party, std::move(of_party));
        differs = true;
        continue;
      }
      drop_equal(of_party, known->second);
      if (!of_party.empty()) changed_parties.push_back({party, std::move(of_party), {}}), differs = true;
    }
    for (const auto& [party, row] : parties) {
      if (row.target("activityid") != id || touched.contains(party)) continue;
      TRY(tx.remove("activityparty", party, std::nullopt, system));
      differs = true;
    }
    ++(differs ? written.changed : written.repeated);
    if (!differs) continue;
    const Timestamp version = meeting.version.value_or(kept);
    values["modifiedon"] = version == kept ? kept + kJustAfter : version;
    changed.push_back({id, std::move(values), {}});
  }
  TRY(tx.insert_many("appointment", std::move(new_meetings), system));
  TRY(tx.update_many("appointment", std::move(changed), system));
  TRY(tx.insert_many("activityparty", std::move(new_parties), system));
  TRY(tx.update_many("activityparty", std::move(changed_parties), system));
  return tx.insert_many("ll_mailboxitem", std::move(new_items), system);
}

Result<void> MeetingWriter::write(std::span<const ParsedMeeting> meetings) {
  std::set<std::string> addresses;
  for (const ParsedMeeting& each : meetings) {
    seen_.insert(meeting_activity_id(each.key));
    if (each.organizer) addresses.insert(address_key(each.organizer->address));
    for (const MeetingPerson& who : each.attendees) addresses.insert(address_key(who.address));
  }
  addresses.erase("");
  TRY(records_.learn(*TRY(store_.snapshot()), addresses));
  Written written;
  std::vector<const ParsedMeeting*> added;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    written = {};
    added.clear();
    return write_in(tx, meetings, written, added);
  }));
  written_.added += written.added;
  written_.changed += written.changed;
  written_.repeated += written.repeated;
  written_.older += written.older;
  for (const ParsedMeeting* meeting : added) {
    std::vector<mail::Address> people;
    if (meeting->organizer) people.push_back({meeting->organizer->name, meeting->organizer->address});
    for (const MeetingPerson& each : meeting->attendees) people.push_back({each.name, each.address});
    evidence_.add_meeting(people, meeting->uid);
  }
  return {};
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
