// A stored activity as the interaction that KPIs see: what its row says, and what those who took part add to it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/record.h"
#include "core/relation/interaction.h"
#include "core/relation/link.h"

namespace leadlight::insight {

/// What relationships read of an activity's row; no table has all of them.
enum class ActivityColumn : std::uint8_t {
  Regarding,
  SentOn,
  ScheduledStart,
  ScheduledEnd,
  ActualStart,
  ActualEnd,
  CreatedOn,
  State,
  Outgoing,
  Conversation,
  MailKind,
  ActualMinutes,
  ScheduledMinutes,
  CalendarId,
  LeftVoicemail,
  Private,
  Tracked,
  Meeting,
  Ignored,
};
inline constexpr std::size_t kActivityColumns = 19;
std::string_view name_of(ActivityColumn column);

/// A table of activities that have relationships.
struct ActivityTable {
  std::string_view name;
  relation::Channel channel;
  std::vector<std::string> columns;  ///< those of ActivityColumn that it has
};
std::span<const ActivityTable> activity_tables();
const ActivityTable* find_activity_table(std::string_view name);

/// One row, however it was read. What is empty, or no column of its table, is nothing.
class ActivityRow {
 public:
  virtual ~ActivityRow() = default;
  virtual std::optional<Timestamp> time(ActivityColumn column) const = 0;
  /// A Boolean is 0 or 1.
  virtual std::optional<std::int64_t> whole(ActivityColumn column) const = 0;
  virtual bool has_text(ActivityColumn column) const = 0;
  virtual bool is_filled(ActivityColumn column) const = 0;

  bool is_true(ActivityColumn column) const { return whole(column).value_or(0) != 0; }
};

class RecordRow final : public ActivityRow {
 public:
  /// `record` outlives it.
  explicit RecordRow(const record::Record& record) : record_(record) {}
  std::optional<Timestamp> time(ActivityColumn column) const override;
  std::optional<std::int64_t> whole(ActivityColumn column) const override;
  bool has_text(ActivityColumn column) const override;
  bool is_filled(ActivityColumn column) const override;

 private:
  const record::Record& record_;
};

/// What the row says by itself.
struct ActivityFacts {
  relation::Interaction what;  ///< without its thread, and without what those who took part add
  bool direction_known = false;
  bool is_private = false;  ///< and nobody tracked it: counts only where its mailbox was opened for analytics
  bool is_ignored = false;  ///< an ignore list holds it back: counts nowhere
};
ActivityFacts facts_of(relation::Channel channel, const ActivityRow& row);

/// participationtypemask; the other values (regarding, owner, resource, customer) take no part.
std::optional<relation::Role> role_of(std::int64_t mask);

/// The side of somebody who is known by a row of this table.
relation::Side side_of(std::string_view table);

/// A party as the link test sees it, with what the store says of an invitation.
struct ActivityParty {
  relation::Party party;
  bool left_out = false;      ///< nothing may be worked out of them
  bool answer_known = false;  ///< what became of the invitation: no answer yet, or one, and when; see is_answer_known
  std::optional<Timestamp> answered;
};

/// Calendars tell that somebody accepted and not when: of those nobody can say how long it took. @shape answer: of
/// ll_partyanswer
bool is_answer_known(std::optional<std::int64_t> answer, bool has_time);

/// Tells of one activity after the other whether it counts on a record, and as what.
class Counting {
 public:
  /// All who took part, to be filled by who asks; without those who are left out afterwards.
  std::vector<ActivityParty> parties;

  /// Nothing: it does not count. That is also so when everybody of one side is left out: then there is no contact to
  /// tell of. @param regarding nil: nothing
  std::optional<relation::Interaction> on(const relation::Interest& interest, const ActivityFacts& facts,
                                          const Uuid& regarding);

 private:
  bool leave_out();
  std::uint8_t count_side(relation::Side side);

  std::vector<relation::Party> for_link_;
  std::vector<std::uint32_t> people_;
};

}  // namespace leadlight::insight
