// The ledger checked: a line's score worked out again from its stored feature row and the version that gave it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/scoring/score_text.h"

namespace leadlight::scoring {

/// What a line says of a score, and what is worked out again.
struct ReplayedScore {
  int score = 0;
  std::int64_t grade = 0;
  double margin = 0;
  LedgerPoints reasons;
};

struct Replay {
  Uuid line;
  record::Reference record;
  Timestamp at;
  std::string cause, model;
  std::int64_t version = 0;
  ReplayedScore stored, again;
  /// Why it cannot be worked out again: `external`, `grades` (only the grade was set anew), `damaged`, `gone`; empty:
  /// it was.
  std::string_view why_not;
  /// Members that differ, named: `margin`, `points of leadsourcecode`. Empty: the same, bit for bit.
  std::vector<std::string> differences;

  bool is_same() const { return why_not.empty() && differences.empty(); }
};

/// How many lines came out the same.
struct ReplayCounts {
  std::int64_t same = 0, different = 0;
  std::map<std::string, std::int64_t, std::less<>> not_replayed;  ///< By Replay::why_not.
  std::vector<Uuid> first_different;                              ///< At most twenty.
};

/// A line of the ledger, or the newest one of a record.
/// @errors NotFound; Corrupt: the line's feature row cannot be read
Result<Replay> replay(store::Store& store, const Uuid& line_or_record);

/// Every line of the records of one table, or of all.
/// @errors Unavailable: cancelled
Result<ReplayCounts> replay_all(store::Store& store, std::string_view table, const ProgressFn& progress);

}  // namespace leadlight::scoring
