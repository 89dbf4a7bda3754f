#include "service/scoring/compaction.h"

#include <algorithm>
#include <map>

#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

constexpr int kCompactedAtOnce = 500;
/// Short transactions: a save waits for one of them at most.
constexpr size_t kRemovedAtOnce = 200;

/// The week, from Monday on, or the month of which one line stays. Months are negative so that the two never meet.
std::int64_t period_of(Timestamp at, Timestamp now) {
  constexpr std::chrono::days kMondayBeforeEpoch{3};  // 1970 began on a Thursday
  if (now - at <= kWeeklyLedger) {
    return std::chrono::floor<std::chrono::weeks>(at + kMondayBeforeEpoch).time_since_epoch().count();
  }
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  return -(12 * static_cast<std::int64_t>(static_cast<int>(day.year())) + static_cast<unsigned>(day.month()));
}

/// Old enough to be thinned out: no trend of any model compares with what is younger.
Result<Timestamp> young_from(store::Snapshot& snapshot, Timestamp now) {
  std::chrono::days whole = kWholeLedger;
  for (const ScoredTable& scored : scored_tables()) {
    for (const Record& model : TRY(models_of(snapshot, scored.table, ModelSet::All))) {
      const auto definition = Definition::parse(model.text("ll_definition"));
      if (definition) whole = std::max(whole, std::chrono::days(definition->trend_days + 1));
    }
  }
  return now - whole;
}

using Lines = std::map<Uuid, std::vector<LedgerLine>>;

Result<Lines> read_old_lines(store::Snapshot& snapshot, const ScoredTable& scored,
                             const std::vector<store::Row>& records, Timestamp until) {
  query::In of_records{{"", "", std::string(scored.parent)}, {}};
  for (const store::Row& row : records) of_records.values.emplace_back(row.record.id);
  query::Query query{.table = std::string(kLedger),
                     .columns = {std::string(scored.parent), "ll_scoredon", "ll_grade", "ll_modelversionid"}};
  query.filter = query::all_of({std::make_shared<query::Filter>(query::Filter{std::move(of_records)}),
                                query::compare("ll_scoredon", query::CompareOp::Lt, Value(until))});
  Lines lines;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& line) -> Result<bool> {
    const auto at = line.time("ll_scoredon");
    if (!at) return true;
    lines[line.target(scored.parent)].push_back(
        {line.id, *at, line.number("ll_grade"), line.target("ll_modelversionid")});
    return true;
  }));
  for (auto& [record, of_record] : lines) {
    std::ranges::sort(of_record, {}, [](const LedgerLine& line) { return std::pair(line.at, line.id); });
  }
  return lines;
}

Result<void> remove_lines(store::Store& store, std::span<const Uuid> lines) {
  for (size_t at = 0; at < lines.size(); at += kRemovedAtOnce) {
    const auto part = lines.subspan(at, std::min(kRemovedAtOnce, lines.size() - at));
    TRY(store.write([&](store::Transaction& tx) -> Result<void> {
      for (const Uuid& line : part) {
        auto removed = tx.remove(kLedger, line, std::nullopt, store::Caller::system());
        // Its record was deleted meanwhile, or another node was here first.
        if (!removed && removed.error().code() != ErrorCode::NotFound) return removed;
      }
      return {};
    }));
  }
  return {};
}

}  // namespace

std::vector<Uuid> superfluous_lines(std::span<const LedgerLine> lines, std::optional<Timestamp> closed, Timestamp now) {
  std::vector<Uuid> superfluous;
  for (size_t i = 1; i + 1 < lines.size(); ++i) {
    const LedgerLine &line = lines[i], &before = lines[i - 1], &next = lines[i + 1];
    const bool turns = line.grade != before.grade || line.version != before.version;
    const bool ends_period = period_of(line.at, now) != period_of(next.at, now);
    const bool judged = closed && line.at <= *closed - kBeforeClose && next.at > *closed - kBeforeClose;
    if (!turns && !ends_period && !judged) superfluous.push_back(line.id);
  }
  return superfluous;
}

Result<Compaction> ScoringService::compact_ledger(Timestamp now, const ProgressFn& progress) {
  const Timestamp until = TRY(young_from(*TRY(store_.snapshot()), now));
  const auto old_records = query::compare("createdon", query::CompareOp::Lt, Value(until));
  std::int64_t records = 0, total = 0;
  for (const ScoredTable& scored : scored_tables()) {
    total += TRY(TRY(store_.snapshot())->count(scored.table, old_records, store::Caller::system()));
  }
  Compaction done;
  for (const ScoredTable& scored : scored_tables()) {
    query::Query query{.table = std::string(scored.table), .columns = {std::string(scored.closed_on)}};
    query.filter = old_records;
    query.limit = kCompactedAtOnce;
    do {
      std::vector<Uuid> superfluous;
      {
        const auto snapshot = TRY(store_.snapshot());
        const store::Page page = TRY(snapshot->select(query, store::Caller::system()));
        const Lines lines = TRY(read_old_lines(*snapshot, scored, page.rows, until));
        for (const store::Row& row : page.rows) {
          const auto found = lines.find(row.record.id);
          if (found == lines.end()) continue;
          const auto going = superfluous_lines(found->second, row.record.time(scored.closed_on), now);
          superfluous.insert(superfluous.end(), going.begin(), going.end());
          done.looked_at += static_cast<std::int64_t>(found->second.size());
        }
        query.cursor = page.next;
        records += static_cast<std::int64_t>(page.rows.size());
      }
      TRY(remove_lines(store_, superfluous));
      done.removed += static_cast<std::int64_t>(superfluous.size());
      const double share = static_cast<double>(records) / static_cast<double>(std::max<std::int64_t>(total, 1));
      if (progress && !progress(std::min(share, 1.0), "thinning out old scores", records, total)) {
        return fail(ErrorCode::Unavailable, "cancelled; {} lines are gone", done.removed);
      }
    } while (query.cursor);
  }
  return done;
}

}  // namespace leadlight::scoring
