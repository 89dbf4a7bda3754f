#include "service/insight/bulk_activities.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace leadlight::insight {
namespace {

using relation::Channel;
using store::Cells;

/// A row of one table as a stream brings it; the activity's id is the first column.
class CellsRow final : public ActivityRow {
 public:
  explicit CellsRow(const ActivityTable& table) {
    places_.fill(kAbsent);
    for (std::size_t column = 0; column < kActivityColumns; ++column) {
      const auto at = std::ranges::find(table.columns, name_of(static_cast<ActivityColumn>(column)));
      if (at != table.columns.end()) places_[column] = static_cast<std::size_t>(at - table.columns.begin()) + 1;
    }
  }
  void look_at(const Cells& cells) { cells_ = &cells; }

  std::optional<Timestamp> time(ActivityColumn column) const override {
    return is_filled(column) ? std::optional(cells_->time(place(column))) : std::nullopt;
  }
  std::optional<std::int64_t> whole(ActivityColumn column) const override {
    return is_filled(column) ? std::optional(cells_->whole(place(column))) : std::nullopt;
  }
  bool has_text(ActivityColumn column) const override { return !text(column).empty(); }
  bool is_filled(ActivityColumn column) const override {
    return place(column) != kAbsent && !cells_->is_null(place(column));
  }
  std::string_view text(ActivityColumn column) const {
    return is_filled(column) ? cells_->text(place(column)) : std::string_view();
  }
  Uuid target(ActivityColumn column) const { return is_filled(column) ? cells_->id(place(column)) : Uuid(); }

 private:
  static constexpr std::size_t kAbsent = 0;  // the place of the id

  std::size_t place(ActivityColumn column) const { return places_[static_cast<std::size_t>(column)]; }

  std::array<std::size_t, kActivityColumns> places_;
  const Cells* cells_ = nullptr;
};

/// As they come.
struct Columns {
  std::vector<Uuid> ids;
  std::vector<ActivityFacts> facts;
  std::vector<std::uint32_t> regarding;
};

Result<void> read_table(store::Snapshot& snapshot, const ActivityTable& table, const UuidNumbers& records,
                        TextNumbers& conversations, const Tick& tick, Columns& out) {
  store::StreamQuery query{std::string(table.name), {"activityid"}};
  query.columns.insert(query.columns.end(), table.columns.begin(), table.columns.end());
  CellsRow row(table);
  return snapshot.stream(query, store::Caller::system(), [&](const Cells& cells) -> Result<bool> {
    if (out.ids.size() % kTickEvery == 0) TRY(tick());
    row.look_at(cells);
    ActivityFacts facts = facts_of(table.channel, row);
    const std::string_view conversation = row.text(ActivityColumn::Conversation);
    if (!conversation.empty()) facts.what.thread = conversations.add(conversation) + 1;
    out.ids.push_back(cells.id(0));
    out.facts.push_back(facts);
    out.regarding.push_back(records.find(row.target(ActivityColumn::Regarding)));
    return true;
  });
}

/// The same in the order of ids.
Columns in_order(Columns columns) {
  if (std::ranges::is_sorted(columns.ids)) return columns;
  std::vector<std::pair<Uuid, std::uint32_t>> order(columns.ids.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = {columns.ids[i], i};
  std::ranges::sort(order);
  const auto placed = [&]<class T>(std::vector<T> values) {
    std::vector<T> out(values.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = values[order[i].second];
    return out;
  };
  columns.facts = placed(std::move(columns.facts));
  columns.regarding = placed(std::move(columns.regarding));
  for (std::size_t i = 0; i < order.size(); ++i) columns.ids[i] = order[i].first;
  return columns;
}

/// From here on private means: does not count.
Result<void> open_by_mailboxes(store::Snapshot& snapshot, BulkActivities& activities) {
  if (std::ranges::none_of(activities.facts, &ActivityFacts::is_private)) return {};
  const auto system = store::Caller::system();
  std::unordered_set<Uuid> opened;
  TRY(snapshot.stream({"ll_mailbox", {"ll_mailboxid", "ll_analytics"}}, system, [&](const Cells& row) -> Result<bool> {
    if (row.is_true(1)) opened.insert(row.id(0));
    return true;
  }));
  return snapshot.stream({"ll_mailboxitem", {"activityid", "ll_mailboxid", "ll_ignored"}}, system,
                         [&](const Cells& row) -> Result<bool> {
                           const std::uint32_t activity = activities.ids.find(row.id(0));
                           if (activity != kNoNumber && opened.contains(row.id(1)) && !row.is_true(2)) {
                             activities.facts[activity].is_private = false;
                           }
                           return true;
                         });
}

}  // namespace

Result<BulkActivities> read_bulk_activities(store::Snapshot& snapshot, const UuidNumbers& records, const Tick& tick) {
  TextNumbers conversations;
  Columns columns;
  for (const ActivityTable& table : activity_tables()) {
    TRY(read_table(snapshot, table, records, conversations, tick, columns));
  }
  columns = in_order(std::move(columns));
  BulkActivities activities{UuidNumbers(UuidKeys(std::move(columns.ids))), std::move(columns.facts),
                            std::move(columns.regarding), static_cast<std::uint32_t>(conversations.size())};
  TRY(open_by_mailboxes(snapshot, activities));
  return activities;
}

}  // namespace leadlight::insight
