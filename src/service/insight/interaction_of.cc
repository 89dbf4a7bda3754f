#include "service/insight/interaction_of.h"

#include <algorithm>
#include <array>
#include <limits>

namespace leadlight::insight {
namespace {

using record::Record;
using relation::Channel;
using relation::Direction;
using relation::Interaction;
using relation::Side;

/// Values of ll_mailkind that no person wrote to somebody: newsletter, automatic reply, delivery report, robot.
constexpr std::array<std::int64_t, 4> kAutomaticKinds = {2, 3, 4, 5};
constexpr std::int64_t kCompleted = 1;
constexpr std::int64_t kCanceled = 2;
constexpr std::int64_t kScheduled = 3;

/// What stands in a calendar is held when its time comes, though nobody ticks it off.
bool is_held_by_itself(Channel channel, const Record& row, std::int64_t state) {
  return channel == Channel::Meeting && state == kScheduled && !row.text("globalobjectid").empty();
}

/// The first of the columns that is filled.
std::optional<Timestamp> first_of(const Record& row, std::initializer_list<std::string_view> columns) {
  for (const std::string_view column : columns) {
    if (const auto time = row.time(column)) return time;
  }
  return std::nullopt;
}

Timestamp time_of(Channel channel, const Record& row, bool closed) {
  const auto created = row.time("createdon").value_or(Timestamp());
  switch (channel) {
    case Channel::Email:
      return first_of(row, {"senton", "actualend"}).value_or(created);
    case Channel::Meeting:
      return first_of(row, {"scheduledstart", "actualstart", "actualend"}).value_or(created);
    case Channel::Call:
    case Channel::Task:
    case Channel::Other:
      break;
  }
  if (closed) return first_of(row, {"actualend", "actualstart", "scheduledend"}).value_or(created);
  return first_of(row, {"scheduledstart", "scheduledend"}).value_or(created);
}

std::uint16_t minutes_of(const Record& row) {
  std::int64_t minutes = row.number("actualdurationminutes");
  if (minutes < 0) minutes = row.number("scheduleddurationminutes");
  const auto start = row.time("scheduledstart"), end = row.time("scheduledend");
  if (minutes < 0 && start && end) minutes = std::chrono::duration_cast<std::chrono::minutes>(*end - *start).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(minutes, 0, std::numeric_limits<std::uint16_t>::max()));
}

/// Who sends a mail or calls; a meeting is the organizer's.
Direction direction_of(Channel channel, const Record& row, std::span<const ActivityParty> parties) {
  const relation::Role first = channel == Channel::Meeting ? relation::Role::Organizer : relation::Role::From;
  const bool known = channel == Channel::Email || channel == Channel::Call;
  if (const auto* outgoing = known ? row.get_as<bool>("directioncode") : nullptr) {
    return *outgoing ? Direction::Outgoing : Direction::Incoming;
  }
  for (const ActivityParty& each : parties) {
    if (each.party.role == first) return each.party.side == Side::Us ? Direction::Outgoing : Direction::Incoming;
  }
  return Direction::Outgoing;
}

std::uint8_t count_side(std::span<const ActivityParty> parties, Side side) {
  std::vector<std::uint32_t> people;
  for (const ActivityParty& each : parties) {
    if (each.party.side == side) people.push_back(each.party.person);
  }
  std::ranges::sort(people);
  const auto different = std::ranges::unique(people).begin() - people.begin();
  return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(different, std::numeric_limits<std::uint8_t>::max()));
}

std::uint32_t thread_of(const Record& row, Threads& threads) {
  const std::string name = row.text("conversationindex");
  if (name.empty()) return 0;
  return threads.try_emplace(name, static_cast<std::uint32_t>(threads.size()) + 1).first->second;
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

}  // namespace

std::span<const ActivityTable> activity_tables() {
  static const std::array<ActivityTable, 4> tables{{
      {"email",
       Channel::Email,
       {"regardingobjectid", "senton", "actualend", "createdon", "statecode", "directioncode", "conversationindex",
        "ll_mailkind", "ll_private", "ll_tracked"}},
      {"appointment",
       Channel::Meeting,
       {"regardingobjectid", "scheduledstart", "scheduledend", "actualstart", "actualend", "createdon", "statecode",
        "actualdurationminutes", "scheduleddurationminutes", "globalobjectid", "ll_private",
        "ll_tracked"}},
      {"phonecall",
       Channel::Call,
       {"regardingobjectid", "scheduledstart", "scheduledend", "actualstart", "actualend", "createdon", "statecode",
        "actualdurationminutes", "scheduleddurationminutes", "directioncode", "leftvoicemail"}},
      {"task",
       Channel::Task,
       {"regardingobjectid", "scheduledstart", "scheduledend", "actualstart", "actualend", "createdon", "statecode",
        "actualdurationminutes", "scheduleddurationminutes"}},
  }};
  return tables;
}

const ActivityTable* find_activity_table(std::string_view name) {
  const auto tables = activity_tables();
  const auto at = std::ranges::find(tables, name, &ActivityTable::name);
  return at == tables.end() ? nullptr : &*at;
}

Interaction interaction_of(const ActivityTable& table, const Record& row, std::span<const ActivityParty> parties,
                           Threads& threads) {
  const std::int64_t state = row.number("statecode");
  Interaction i;
  i.channel = table.channel;
  i.closed = state == kCompleted || is_held_by_itself(table.channel, row, state);
  i.cancelled = state == kCanceled;
  i.time = time_of(table.channel, row, i.closed);
  i.known = std::min(row.time("createdon").value_or(i.time), i.time);
  i.direction = direction_of(table.channel, row, parties);
  i.ours = count_side(parties, Side::Us);
  i.theirs = count_side(parties, Side::Them);
  if (table.channel == Channel::Email) {
    i.thread = thread_of(row, threads);
    i.automatic = std::ranges::find(kAutomaticKinds, row.number("ll_mailkind")) != kAutomaticKinds.end();
    return i;
  }
  i.minutes = minutes_of(row);
  if (table.channel == Channel::Meeting) add_invitation(i, parties);
  const auto* length = row.get_as<std::int64_t>("actualdurationminutes");
  i.missed = table.channel == Channel::Call && (row.is_true("leftvoicemail") || (length != nullptr && *length == 0));
  return i;
}

}  // namespace leadlight::insight
