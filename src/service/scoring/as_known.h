// A record as it was known at an earlier moment, from its field history. What was filled in at or after the close must
// not teach a model, so closed records are looked at as they stood just before.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/record/record.h"
#include "service/scoring/definition.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// The record as it stood before the entries from `first_undone` on: their changes are taken back, newest first.
/// `history` is complete to the record's present and oldest first.
record::Record before_entries(record::Record now, std::span<const store::HistoryEntry> history, size_t first_undone);

/// The record as of a moment, entries of that very moment included; nullopt when it was not there yet.
std::optional<record::Record> as_of(record::Record now, std::span<const store::HistoryEntry> history, Timestamp moment);

/// When a record began and ended, as far as the history knows.
struct Life {
  /// When it was made here, open. Absent: it came in closed, came from elsewhere with an older creation date, or its
  /// history does not reach back.
  std::optional<Timestamp> began;
  /// The entry that closed it for the last time; absent while it is open and when it came in closed.
  std::optional<size_t> closing;
  /// Entries from here on were written at or after the close (an import: after it came in).
  size_t first_after = 0;
};
Life life_of(const record::Record& now, std::span<const store::HistoryEntry> history, const Outcome& outcome);

/// Of every row of a page of `table`, oldest first; of how a row came in only the changes of `created_columns`.
Result<std::vector<std::vector<store::HistoryEntry>>> histories_of(store::Snapshot& snapshot, const store::Page& page,
                                                                   std::string_view table,
                                                                   const std::vector<std::string>& created_columns);

}  // namespace leadlight::scoring
