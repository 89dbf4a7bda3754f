#include "service/scoring/as_known.h"

#include <algorithm>

namespace leadlight::scoring {
namespace {

/// An import may be a moment behind the creation date it was given.
constexpr auto kSameMoment = std::chrono::hours(1);

bool closes(const store::HistoryEntry& entry, const Outcome& outcome) {
  const auto change = entry.changes.find(outcome.column);
  return change != entry.changes.end() && outcome.is_ending(change->second.after) &&
         !outcome.is_ending(change->second.before);
}

}  // namespace

record::Record before_entries(record::Record now, std::span<const store::HistoryEntry> history, size_t first_undone) {
  for (size_t i = history.size(); i > first_undone; --i) {
    for (const auto& [column, change] : history[i - 1].changes) {
      const auto at = now.values.find(column);
      if (at != now.values.end()) at->second = change.before;
    }
  }
  return now;
}

std::optional<record::Record> as_of(record::Record now, std::span<const store::HistoryEntry> history,
                                    Timestamp moment) {
  const auto later = std::find_if(history.begin(), history.end(), [&](const auto& entry) { return entry.at > moment; });
  const size_t first = static_cast<size_t>(later - history.begin());
  if (first < history.size() && history[first].kind == store::HistoryEntry::Kind::Create) return std::nullopt;
  return before_entries(std::move(now), history, first);
}

Life life_of(const record::Record& now, std::span<const store::HistoryEntry> history, const Outcome& outcome) {
  Life life;
  life.first_after = history.size();
  for (size_t i = history.size(); i > 0; --i) {
    if (!closes(history[i - 1], outcome)) continue;
    const bool came_in_closed = history[i - 1].kind == store::HistoryEntry::Kind::Create;
    if (!came_in_closed) life.closing = i - 1;
    life.first_after = came_in_closed ? i : i - 1;
    break;
  }
  if (!outcome.is_ending(now.get(outcome.column))) life.closing.reset();
  if (history.empty() || history.front().kind != store::HistoryEntry::Kind::Create ||
      closes(history.front(), outcome)) {
    return life;
  }
  const auto* created = now.get_as<Timestamp>("createdon");
  if (created && *created + kSameMoment < history.front().at) return life;
  life.began = history.front().at;
  return life;
}

Result<std::vector<std::vector<store::HistoryEntry>>> histories_of(store::Snapshot& snapshot, const store::Page& page,
                                                                   std::string_view table,
                                                                   const std::vector<std::string>& created_columns) {
  std::vector<Uuid> ids;
  for (const store::Row& row : page.rows) ids.push_back(row.record.id);
  return snapshot.histories(table, ids, created_columns, store::Caller::system());
}

}  // namespace leadlight::scoring
