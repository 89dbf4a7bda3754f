#include "service/capture/invitation_writer.h"

#include <algorithm>

#include "service/capture/known_mails.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kMeetingsAtOnce = 200;
/// Who sends a version later than this after its date has a clock that is wrong, and nothing would be newer for years.
constexpr std::chrono::hours kVersionsDiffer{24};
constexpr std::int64_t kCanceledState = 2;

/// As the mail has it: it was asked for when the mail was sent.
ParsedMeeting mailed(ParsedMeeting meeting, Timestamp sent) {
  meeting.is_mailed = true;
  meeting.created = sent;
  meeting.version = std::min(meeting.version.value_or(sent), sent + kVersionsDiffer);
  return meeting;
}

bool is_time_of(std::string_view key, const std::string& whole) {
  return key.size() > whole.size() && key[whole.size()] == '|' && key.starts_with(whole);
}

}  // namespace

/// The meeting itself, or all its times that are known, the owner's or shared with him.
Result<InvitationWriter::Series> InvitationWriter::series_of(const std::string& uid) const {
  const std::string whole = meeting_key(uid, {});
  const auto system = store::Caller::system();
  const auto snapshot = TRY(store_.snapshot());
  query::Query query{.table = "appointment",
                     .columns = {"globalobjectid", "scheduledstart", "modifiedon", "statecode", "ownerid"}};
  query.filter = query::any_of({query::equals("globalobjectid", whole),
                                std::make_shared<query::Filter>(query::Filter{query::TextMatch{
                                    {{}, {}, "globalobjectid"}, query::TextOp::StartsWith, whole + "|"}})});
  Series series;
  std::map<Uuid, std::string> of_others;
  std::vector<Value> items;
  TRY(snapshot->scan(query, system, [&](Record&& row) -> Result<bool> {
    std::string key = row.text("globalobjectid");
    if (key != whole && !is_time_of(key, whole)) return true;
    const auto* owner = row.get_as<Reference>("ownerid");
    if (owner == nullptr || !(*owner == place_.owner)) {
      items.emplace_back(mailbox_item_id(place_.mailbox, row.id));
      of_others.emplace(row.id, key);
    }
    Kept kept{row.id, key, row.time("scheduledstart").value_or(Timestamp()),
              row.time("modifiedon").value_or(Timestamp()), row.number("statecode", 0) == kCanceledState};
    // The owner's own before another's with the same UID.
    if (of_others.contains(row.id))
      series.emplace(std::move(key), std::move(kept));
    else
      series.insert_or_assign(std::move(key), std::move(kept));
    return true;
  }));
  TRY(insight::for_each_of(*snapshot, "ll_mailboxitem", "ll_mailboxitemid", items, {"activityid"}, system,
                           [&](Record&& row) -> Result<void> {
                             of_others.erase(row.target("activityid"));
                             return {};
                           }));
  std::erase_if(series, [&](const auto& each) { return of_others.contains(each.second.id); });
  return series;
}

Result<void> InvitationWriter::write(std::span<const MailItem> items, Timestamp now) {
  using enum ParsedInvitation::Act;
  for (const ParsedInvitation::Act act : {Ask, Cancel, Answer}) {
    for (const MailItem& item : items) {
      if (!item.mail.invitation || item.mail.invitation->act != act) continue;
      const Timestamp sent = item.mail.date.value_or(now);
      TRY(act == Ask ? ask(item, sent) : act == Cancel ? cancel(item, sent) : answer(item, sent));
    }
  }
  return {};
}

/// Writes them some at a time; the activity of the first, nil where all were refused.
Result<Uuid> InvitationWriter::write_meetings(std::vector<ParsedMeeting> meetings) {
  Uuid first;
  for (std::size_t begin = 0; begin < meetings.size(); begin += kMeetingsAtOnce) {
    const std::size_t count = std::min(kMeetingsAtOnce, meetings.size() - begin);
    for (const Uuid& id : TRY(meetings_.write(std::span(meetings).subspan(begin, count)))) {
      if (id.is_nil()) continue;
      if (first.is_nil()) first = id;
      touched_.insert(id);
    }
  }
  return first;
}

Result<void> InvitationWriter::ask(const MailItem& item, Timestamp sent) {
  const ParsedInvitation& invitation = *item.mail.invitation;
  const Series known = TRY(series_of(invitation.uid));
  const auto whole = known.find(meeting_key(invitation.uid, {}));
  std::vector<ParsedMeeting> meetings;
  std::set<std::string> keys;
  for (const ParsedMeeting& each : invitation.meetings) {
    if (!keys.insert(each.key).second) continue;
    ParsedMeeting meeting = mailed(each, sent);
    // The series was called off by a mail that was read before this one.
    const bool called_off = whole != known.end() && whole->second.is_cancelled && each.key != whole->first &&
                            whole->second.version >= *meeting.version && each.start >= whole->second.version;
    meeting.cancelled = meeting.cancelled || called_off;
    meetings.push_back(std::move(meeting));
  }
  // What a series had and has no more.
  const bool has_times = invitation.is_whole && !meetings.empty();
  for (const auto& [key, kept] : known) {
    if (!has_times || keys.contains(key) || kept.is_cancelled) continue;
    if (kept.start < sent || kept.start >= invitation.complete_until) continue;
    ParsedMeeting gone = meetings.front();
    gone.key = key;
    gone.only_cancels = true;
    gone.attendees.clear();
    meetings.push_back(std::move(gone));
  }
  return link_to(item, std::move(meetings), sent);
}

Result<void> InvitationWriter::cancel(const MailItem& item, Timestamp sent) {
  const ParsedInvitation& invitation = *item.mail.invitation;
  std::vector<ParsedMeeting> meetings;
  std::set<std::string> keys;
  for (const ParsedMeeting& each : invitation.meetings) {
    ParsedMeeting one = mailed(each, sent);
    one.only_cancels = true;
    bool is_series = false;
    if (each.key == meeting_key(invitation.uid, {})) {
      for (const auto& [key, kept] : TRY(series_of(invitation.uid))) {
        if (key == each.key) continue;
        is_series = true;
        // What had taken place by then did.
        if (kept.start < *one.version || !keys.insert(key).second) continue;
        meetings.push_back(one);
        meetings.back().key = key;
      }
    }
    if (!is_series && keys.insert(one.key).second) meetings.push_back(std::move(one));
  }
  return link_to(item, std::move(meetings), sent);
}

Result<void> InvitationWriter::answer(const MailItem& item, Timestamp sent) {
  const ParsedInvitation& invitation = *item.mail.invitation;
  std::vector<Uuid> ids;
  std::vector<std::string> keys;
  for (const auto& [key, kept] : TRY(series_of(invitation.uid))) {
    if (!invitation.is_whole && key != invitation.key) continue;
    ids.push_back(kept.id);
    keys.push_back(key);
  }
  if (item.is_new) ++answers_;
  if (!ids.empty()) {
    TRY(meetings_.take_answers(ids, keys));
    touched_.insert(ids.begin(), ids.end());
  }
  return link(item,
              ids.size() == 1 && keys.front() == invitation.key ? ids.front() : meeting_activity_id(invitation.key),
              sent);
}

/// Writes them, and that the mail is about them. Where there is nothing to write, nobody had anything against it.
Result<void> InvitationWriter::link_to(const MailItem& item, std::vector<ParsedMeeting> meetings, Timestamp now) {
  const Uuid named = meeting_activity_id(item.mail.invitation->key);
  return link(item, meetings.empty() ? named : TRY(write_meetings(std::move(meetings))), now);
}

/// The mail is about this meeting: it was written as about the one that its UID names. Nil: about none.
Result<void> InvitationWriter::link(const MailItem& item, const Uuid& meeting, Timestamp now) {
  const ParsedInvitation& invitation = *item.mail.invitation;
  if (meeting.is_nil()) ++refused_;
  const Uuid named = meeting_activity_id(invitation.key);
  const bool is_series = !meeting.is_nil() && invitation.is_whole && invitation.meetings.size() > 1;
  const Uuid about = is_series ? named : meeting;
  if (item.is_new && about == named) return {};
  const auto system = store::Caller::system();
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    const auto mail = TRY(tx.find("email", item.activity, {"ownerid"}, system));
    const auto* owner = mail ? mail->get_as<Reference>("ownerid") : nullptr;
    if (owner == nullptr || !(*owner == place_.owner)) return {};
    const Value reference = about.is_nil() ? Value() : Value(Reference{"appointment", about});
    TRY(tx.update_many("email", {{item.activity, {{"ll_meetingid", reference}}, {}}}, system));
    Values answer = answer_values(item.mail, now);
    if (answer.empty() || item.sender.empty()) return {};
    TRY(tx.update_many("activityparty", {{sender_party_id(item.activity), std::move(answer), {}}}, system));
    return {};
  });
}

InvitationsWritten InvitationWriter::written() const {
  const MeetingWriter::Written& meetings = meetings_.written();
  return {meetings.added, meetings.changed + meetings.cancelled, answers_, refused_};
}

}  // namespace leadlight::capture
