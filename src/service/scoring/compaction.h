// Which lines of the ledger stay when they get old (docs/decisions/0012-ledger-compaction.md).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"

namespace leadlight::scoring {

/// Younger lines all stay.
inline constexpr std::chrono::days kWholeLedger{90};
/// Older ones: one a week, and one a month when they are older than this.
inline constexpr std::chrono::days kWeeklyLedger{365};
/// A closed record's score so long before its close stays known: it is what forecasts are judged by.
inline constexpr std::chrono::days kBeforeClose{30};

struct LedgerLine {
  Uuid id;
  Timestamp at;
  std::int64_t grade = 0;
  Uuid version;
};

/// The lines that go, of one record's that are no longer young, oldest first. The first and the last stay, each that
/// brought another grade or model version, the one in force kBeforeClose before the close, and the last of each week or
/// month.
std::vector<Uuid> superfluous_lines(std::span<const LedgerLine> old_lines, std::optional<Timestamp> closed,
                                    Timestamp now);

}  // namespace leadlight::scoring
