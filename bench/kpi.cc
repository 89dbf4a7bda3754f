// kpi: every KPI of every opportunity, worked out from its activities in memory.
//
// 10,000 opportunities with 1,000,000 activities over two years (full: 100,000 with 10,000,000), a few with many and
// many with few: 60 % mails in threads of four, 18 % meetings, 22 % calls, some of them missed. They stand one record
// after the other, each in order of time, as a rebuild has them.
//
// - pass: seconds for all numbers of all records, two threads: counts, time, ratios, responses with their medians, last
//   and next, health with its trend.
// - rate: the same in activities a second.
// - row-bytes: memory an activity takes, its share of the record's entry included.
// - same-as-sql: seconds for those KPIs that SQL can say in windows, two threads: counts, time, last and next,
// responses of
//   mail and of all channels with their means and medians, without the limit after which an answer is none. The peer is
//   DuckDB with two threads on a table of the same activities in its memory; all sums agree.
// - rebuild: seconds of `leadlight rebuild relations` from a SQLite file that is not in memory until all list columns
// are
//   written; rebuild-memory: the most memory it had; rebuild-again: seconds when every row stands already.
//   1,000,000 activities with 2,500,000 parties, 10,000 opportunities, 5,000 contacts, 2,000 accounts (full: ten times
//   that).
// - one-record: us for one record of a few hundred activities, the 99th percentile over different ones.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <thread>

#include "base/random.h"
#include "core/relation/record_kpis.h"
#include "figure.h"
#include "kpi_peer.h"
#include "kpi_rebuild.h"

namespace leadlight::bench {
namespace {

using relation::Channel;
using relation::Direction;
using relation::Interaction;
using Records = KpiRecords;

constexpr Timestamp kBegin = std::chrono::sys_days(std::chrono::year(2024) / 1 / 1);
constexpr int kDays = 730;
constexpr Timestamp kAsOf = kBegin + std::chrono::days(kDays - 14);
constexpr int kThreads = 2;

Interaction make_interaction(Random& random, std::uint32_t threads) {
  Interaction i;
  i.time = kBegin + std::chrono::seconds(random.below(kDays * 86'400ULL));
  i.known = i.time - std::chrono::hours(random.below(200));
  i.direction = random.chance(0.45) ? Direction::Incoming : Direction::Outgoing;
  i.ours = static_cast<std::uint8_t>(1 + random.below(3));
  i.theirs = static_cast<std::uint8_t>(1 + random.below(3));
  const double kind = random.uniform();
  i.channel = kind < 0.6 ? Channel::Email : kind < 0.78 ? Channel::Meeting : Channel::Call;
  if (i.channel == Channel::Email) i.thread = 1 + static_cast<std::uint32_t>(random.below(threads));
  if (i.channel != Channel::Email) i.minutes = static_cast<std::uint16_t>(5 * (1 + random.below(24)));
  i.missed = i.channel == Channel::Call && random.chance(0.2);
  return i;
}

/// How many activities each record has: as a log-normal distribution, scaled to the total.
std::vector<std::size_t> sizes_of(std::size_t records, std::size_t total, Random& random) {
  std::vector<double> weights(records);
  double sum = 0;
  for (double& weight : weights) sum += weight = std::exp(0.8 * random.normal());
  std::vector<std::size_t> sizes;
  for (const double weight : weights)
    sizes.push_back(static_cast<std::size_t>(static_cast<double>(total) * weight / sum));
  return sizes;
}

Records make_records(std::size_t count, std::size_t total) {
  Random random(7);
  Records records;
  records.interactions.reserve(total);
  records.begins.push_back(0);
  for (const std::size_t size : sizes_of(count, total, random)) {
    for (std::size_t i = 0; i < size; ++i)
      records.interactions.push_back(make_interaction(random, static_cast<std::uint32_t>(1 + size * 15 / 100)));
    std::sort(records.interactions.end() - static_cast<std::ptrdiff_t>(size), records.interactions.end());
    records.begins.push_back(records.interactions.size());
  }
  return records;
}

relation::RecordKpis kpis_of(const Records& records, std::size_t record, relation::ResponseScratch& scratch) {
  return relation::record_kpis({kBegin, records.of(record), {}, nullptr}, relation::until(kAsOf), {}, scratch);
}

/// Wall seconds of one pass over everything; `health` sums the values, so that nothing is left out.
double pass(const Records& records, double& health) {
  std::vector<double> sums(kThreads);
  std::vector<std::thread> threads;
  const double start = wall_seconds();
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      relation::ResponseScratch scratch;
      const std::size_t first = records.count() * t / kThreads;
      const std::size_t last = records.count() * (t + 1) / kThreads;
      double sum = 0;
      for (std::size_t r = first; r < last; ++r) sum += kpis_of(records, r, scratch).health.value;
      sums[t] = sum;
    });
  }
  for (std::thread& thread : threads) thread.join();
  health = sums[0] + sums[1];
  return wall_seconds() - start;
}

double one_record(const Records& records) {
  relation::ResponseScratch scratch;
  std::vector<double> times;
  double kept = 0;
  for (std::size_t r = 0; r < records.count() && times.size() < 5000; ++r) {
    if (records.of(r).size() < 100 || records.of(r).size() > 350) continue;
    const double start = thread_seconds();
    kept += kpis_of(records, r, scratch).health.value;
    times.push_back(1e6 * (thread_seconds() - start));
  }
  if (!std::isfinite(kept) || times.empty()) throw std::runtime_error("no record was measured");
  return quantile(times, 0.99);
}

void run_kpi(Run& run) {
  const Records records = make_records(run.full() ? 100'000 : 10'000, run.full() ? 10'000'000 : 1'000'000);
  const auto rows = static_cast<double>(records.interactions.size());
  std::vector<double> walls;
  double health = 0;
  for (int turn = 0; turn < 5; ++turn) walls.push_back(pass(records, health));
  const double wall = quantile(walls, 0.5);
  run.note(fmt::format("{} records, {} activities, mean health {:.1f}", records.count(), records.interactions.size(),
                       health / static_cast<double>(records.count())));
  run.report({.part = "pass", .value = wall, .unit = "s", .better = Better::Lower, .peer = {}, .must = {}});
  run.report({.part = "rate",
              .value = 1e-6 * rows / wall,
              .unit = "million activities/s",
              .better = Better::Higher,
              .peer = {},
              .must = {}});
  const auto bytes = static_cast<double>(sizeof(Interaction) * records.interactions.size() +
                                         sizeof(std::size_t) * records.begins.size());
  run.report(
      {.part = "row-bytes", .value = bytes / rows, .unit = "bytes", .better = Better::Lower, .peer = {}, .must = {}});
  run.report({.part = "one-record",
              .value = one_record(records),
              .unit = "us",
              .better = Better::Lower,
              .peer = {},
              .must = {}});
  run_kpi_peer(run, records, kAsOf);
  run_kpi_rebuild(run);
}

const Registrar kKpi{"kpi", "every KPI of every opportunity from its activities", run_kpi};

}  // namespace
}  // namespace leadlight::bench
