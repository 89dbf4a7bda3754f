#include "service/insight/interaction_of.h"

#include <algorithm>
#include <limits>

namespace leadlight::insight {
namespace {

using enum ActivityColumn;
using relation::Channel;
using relation::Direction;
using relation::Interaction;
using relation::Role;
using relation::Side;

constexpr std::array<std::string_view, kActivityColumns> kColumnNames = {"regardingobjectid",
                                                                         "senton",
                                                                         "scheduledstart",
                                                                         "scheduledend",
                                                                         "actualstart",
                                                                         "actualend",
                                                                         "createdon",
                                                                         "statecode",
                                                                         "directioncode",
                                                                         "conversationindex",
                                                                         "ll_mailkind",
                                                                         "actualdurationminutes",
                                                                         "scheduleddurationminutes",
                                                                         "globalobjectid",
                                                                         "leftvoicemail",
                                                                         "ll_private",
                                                                         "ll_tracked",
                                                                         "ll_meetingid",
                                                                         "ll_ignored"};

/// Values of ll_mailkind that no person wrote to somebody: newsletter, automatic reply, delivery report, robot.
constexpr std::array<std::int64_t, 4> kAutomaticKinds = {2, 3, 4, 5};
constexpr std::int64_t kCompleted = 1;
constexpr std::int64_t kCanceled = 2;
constexpr std::int64_t kScheduled = 3;

/// What stands in a calendar is held when its time comes, though nobody ticks it off.
bool is_held_by_itself(Channel channel, const ActivityRow& row, std::int64_t state) {
  return channel == Channel::Meeting && state == kScheduled && row.has_text(CalendarId);
}

/// The first of the columns that is filled.
std::optional<Timestamp> first_of(const ActivityRow& row, std::initializer_list<ActivityColumn> columns) {
  for (const ActivityColumn column : columns) {
    if (const auto time = row.time(column)) return time;
  }
  return std::nullopt;
}

Timestamp time_of(Channel channel, const ActivityRow& row, bool closed) {
  const auto created = row.time(CreatedOn).value_or(Timestamp());
  switch (channel) {
    case Channel::Email:
      return first_of(row, {SentOn, ActualEnd}).value_or(created);
    case Channel::Meeting:
      return first_of(row, {ScheduledStart, ActualStart, ActualEnd}).value_or(created);
    case Channel::Call:
    case Channel::Task:
    case Channel::Other:
      break;
  }
  if (closed) return first_of(row, {ActualEnd, ActualStart, ScheduledEnd}).value_or(created);
  return first_of(row, {ScheduledStart, ScheduledEnd}).value_or(created);
}

std::uint16_t minutes_of(const ActivityRow& row) {
  std::int64_t minutes = row.whole(ActualMinutes).value_or(-1);
  if (minutes < 0) minutes = row.whole(ScheduledMinutes).value_or(-1);
  const auto start = row.time(ScheduledStart), end = row.time(ScheduledEnd);
  if (minutes < 0 && start && end) minutes = std::chrono::duration_cast<std::chrono::minutes>(*end - *start).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(minutes, 0, std::numeric_limits<std::uint16_t>::max()));
}

/// Who sends a mail or calls; a meeting is the organizer's. Where there are several of them, one of ours makes it ours:
/// no order of rows decides it.
Direction direction_of(Channel channel, std::span<const ActivityParty> parties) {
  const Role first = channel == Channel::Meeting ? Role::Organizer : Role::From;
  bool theirs = false;
  for (const ActivityParty& each : parties) {
    if (each.party.role != first) continue;
    if (each.party.side == Side::Us) return Direction::Outgoing;
    theirs = true;
  }
  return theirs ? Direction::Incoming : Direction::Outgoing;
}

/// When the first of the other side answered.
void add_invitation(Interaction& meeting, std::span<const ActivityParty> parties) {
  const Side asked = meeting.direction == Direction::Outgoing ? Side::Them : Side::Us;
  std::optional<Timestamp> first;
  for (const ActivityParty& each : parties) {
    if (each.party.side != asked) continue;
    meeting.invited = meeting.invited || each.answer_known;
    if (each.answered && (!first || *each.answered < *first)) first = each.answered;
  }
  if (!first || *first < meeting.known) return;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*first - meeting.known).count();
  meeting.answered_after = static_cast<std::uint32_t>(std::min<std::int64_t>(seconds, Interaction::kNoAnswer - 1));
}

std::vector<std::string> names_of(std::initializer_list<ActivityColumn> columns) {
  std::vector<std::string> names;
  for (const ActivityColumn column : columns) names.emplace_back(name_of(column));
  return names;
}

}  // namespace

std::string_view name_of(ActivityColumn column) {
  return kColumnNames[static_cast<std::size_t>(column)];
}

std::span<const ActivityTable> activity_tables() {
  static const std::array<ActivityTable, 4> tables{{
      {"email", Channel::Email,
       names_of({Regarding, SentOn, ActualEnd, CreatedOn, State, Outgoing, Conversation, MailKind, Private, Tracked,
                 ActivityColumn::Meeting, Ignored})},
      {"appointment", Channel::Meeting,
       names_of({Regarding, ScheduledStart, ScheduledEnd, ActualStart, ActualEnd, CreatedOn, State, ActualMinutes,
                 ScheduledMinutes, CalendarId, Private, Tracked, Ignored})},
      {"phonecall", Channel::Call,
       names_of({Regarding, ScheduledStart, ScheduledEnd, ActualStart, ActualEnd, CreatedOn, State, ActualMinutes,
                 ScheduledMinutes, Outgoing, LeftVoicemail})},
      {"task", Channel::Task,
       names_of({Regarding, ScheduledStart, ScheduledEnd, ActualStart, ActualEnd, CreatedOn, State, ActualMinutes,
                 ScheduledMinutes})},
  }};
  return tables;
}

const ActivityTable* find_activity_table(std::string_view name) {
  const auto tables = activity_tables();
  const auto at = std::ranges::find(tables, name, &ActivityTable::name);
  return at == tables.end() ? nullptr : &*at;
}

std::optional<Timestamp> RecordRow::time(ActivityColumn column) const {
  return record_.time(name_of(column));
}

std::optional<std::int64_t> RecordRow::whole(ActivityColumn column) const {
  const record::Value& value = record_.get(name_of(column));
  if (const auto* flag = record::as<bool>(value)) return *flag ? 1 : 0;
  const auto* number = record::as<std::int64_t>(value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

bool RecordRow::has_text(ActivityColumn column) const {
  const auto* text = record_.get_as<std::string>(name_of(column));
  return text != nullptr && !text->empty();
}

bool RecordRow::is_filled(ActivityColumn column) const {
  return !record::is_null(record_.get(name_of(column)));
}

ActivityFacts facts_of(Channel channel, const ActivityRow& row) {
  const std::int64_t state = row.whole(State).value_or(-1);
  ActivityFacts facts;
  facts.is_private = row.is_true(Private) && !row.is_true(Tracked);
  facts.is_ignored = row.is_true(Ignored);
  Interaction& i = facts.what;
  i.channel = channel;
  i.closed = state == kCompleted || is_held_by_itself(channel, row, state);
  i.cancelled = state == kCanceled;
  i.time = time_of(channel, row, i.closed);
  i.known = std::min(row.time(CreatedOn).value_or(i.time), i.time);
  if (channel == Channel::Email || channel == Channel::Call) {
    const auto outgoing = row.whole(Outgoing);
    facts.direction_known = outgoing.has_value();
    if (outgoing) i.direction = *outgoing != 0 ? Direction::Outgoing : Direction::Incoming;
  }
  if (channel == Channel::Email) {
    // An invitation or the answer to one is told by its meeting; calendars write these.
    i.automatic = row.is_filled(ActivityColumn::Meeting) ||
                  std::ranges::find(kAutomaticKinds, row.whole(MailKind).value_or(-1)) != kAutomaticKinds.end();
    return facts;
  }
  i.minutes = minutes_of(row);
  i.missed = channel == Channel::Call && (row.is_true(LeftVoicemail) || row.whole(ActualMinutes) == 0);
  return facts;
}

std::optional<Role> role_of(std::int64_t mask) {
  switch (mask) {
    case 1:
      return Role::From;
    case 2:
      return Role::To;
    case 3:
      return Role::Cc;
    case 4:
      return Role::Bcc;
    case 5:
      return Role::Required;
    case 6:
      return Role::Optional;
    case 7:
      return Role::Organizer;
    default:
      return std::nullopt;
  }
}

bool is_answer_known(std::optional<std::int64_t> answer, bool has_time) {
  constexpr std::int64_t kNoAnswerYet = 0;
  return answer && (has_time || *answer == kNoAnswerYet);
}

Side side_of(std::string_view table) {
  return table == "systemuser" || table == "team" ? Side::Us : Side::Them;
}

bool Counting::leave_out() {
  std::array<bool, relation::kSides> left_out{}, took_part{};
  for (const ActivityParty& each : parties) {
    (each.left_out ? left_out : took_part)[static_cast<std::size_t>(each.party.side)] = true;
  }
  std::erase_if(parties, [](const ActivityParty& each) { return each.left_out; });
  for (std::size_t side = 0; side < relation::kSides; ++side) {
    if (left_out[side] && !took_part[side]) return false;
  }
  return true;
}

std::uint8_t Counting::count_side(Side side) {
  people_.clear();
  for (const ActivityParty& each : parties) {
    if (each.party.side == side) people_.push_back(each.party.person);
  }
  std::ranges::sort(people_);
  const auto different = std::ranges::unique(people_).begin() - people_.begin();
  return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(different, std::numeric_limits<std::uint8_t>::max()));
}

std::optional<Interaction> Counting::on(const relation::Interest& interest, const ActivityFacts& facts,
                                        const Uuid& regarding) {
  if (facts.is_ignored || !leave_out()) return std::nullopt;
  for_link_.clear();
  for (const ActivityParty& each : parties) for_link_.push_back(each.party);
  Interaction i = facts.what;
  if (!relation::counts(relation::link({i.channel, regarding, for_link_}, interest))) return std::nullopt;
  if (!facts.direction_known) i.direction = direction_of(i.channel, parties);
  i.ours = count_side(Side::Us);
  i.theirs = count_side(Side::Them);
  if (i.channel == Channel::Meeting) add_invitation(i, parties);
  return i;
}

}  // namespace leadlight::insight
