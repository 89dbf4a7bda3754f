#include "service/capture/meeting_rows.h"

#include <algorithm>
#include <set>

#include "service/capture/people_evidence.h"
#include "service/capture/row_values.h"

namespace leadlight::capture {
namespace {

using record::Reference;
using record::Value;
using record::Values;
using namespace meeting_state;

constexpr std::size_t kLocationBytes = 200;
constexpr std::size_t kMostAttendees = 500;
constexpr std::int64_t kRequired = 5, kOptional = 6;

std::int64_t answer_of(calendar::Answer answer) {
  return static_cast<std::int64_t>(answer);  // ll_partyanswer has their order.
}

}  // namespace

Values meeting_values(const ParsedMeeting& meeting, Timestamp now) {
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

void add_mailed_answer(Values& values, const std::optional<MeetingMails::Answered>& said,
                       std::optional<Timestamp> version) {
  if (!said) return;
  const auto* answer = record::as<std::int64_t>(values.at("ll_answer"));
  const bool has_newer =
      answer != nullptr && *answer != 0 && !said->all.contains(*answer) && version && *version > said->last;
  if (!has_newer) values["ll_answer"] = said->answer;
  const auto* on = record::as<Timestamp>(values.at("ll_answeredon"));
  values["ll_answeredon"] = on != nullptr ? std::min(*on, said->first) : said->first;
}

std::vector<std::pair<Uuid, Values>> meeting_party_rows(const ParsedMeeting& meeting, const Uuid& activity,
                                                        const MeetingMails& mails, const RecordBook& records) {
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
    if (asked) add_mailed_answer(values, mails.answer_of(activity, address, records), meeting.version);
    if (const Reference* record = records.owner_of(address)) values["partyid"] = *record;
    parties.emplace_back(Uuid::from_name("party:" + activity.to_string() + address), std::move(values));
  };
  if (meeting.organizer) add(kMeetingOrganizer, *meeting.organizer, false);
  for (const MeetingPerson& each : meeting.attendees) {
    const bool must = each.role == calendar::Role::Chair || each.role == calendar::Role::Required;
    add(must ? kRequired : kOptional, each, true);
  }
  return parties;
}

}  // namespace leadlight::capture
