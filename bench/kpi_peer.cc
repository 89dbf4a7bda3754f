#include "kpi_peer.h"

#include <fmt/format.h>
#include <fmt/os.h>

#include <array>
#include <cmath>
#include <map>
#include <stdexcept>
#include <thread>

#include "base/json.h"
#include "core/relation/record_kpis.h"
#include "program.h"

namespace leadlight::bench {
namespace {

using relation::Channel;
using relation::Direction;

constexpr std::size_t kSqlThreads = 2;
/// SQL has no words for a question that begins anew after a while.
constexpr std::chrono::days kNoLimit{36'500};

using Sums = std::map<std::string, double>;

void add_answers(Sums& sums, const std::string& kind, const std::string& asker, const relation::Answers& answers) {
  sums[kind + "_asked_" + asker] += answers.asked;
  sums[kind + "_answered_" + asker] += answers.answered;
  if (!answers.by_clock) return;
  sums[kind + "_mean_" + asker] += answers.by_clock->mean.count();
  sums[kind + "_median_" + asker] += answers.by_clock->median.count();
}

double micros(Timestamp time) {
  return static_cast<double>(time.time_since_epoch().count());
}

/// What is worked out of one record, as its names in SQL have it.
struct SqlKpis {
  relation::Counts counts;
  relation::TimeSpent time;
  relation::Responses responses;
  relation::LastNext last_next;

  static SqlKpis of(relation::History history, Timestamp as_of, relation::ResponseScratch& scratch) {
    const relation::Period period = relation::until(as_of);
    return {relation::count(history, period), relation::time_spent(history, period),
            relation::responses(history, period, {.longest = kNoLimit}, scratch),
            relation::last_and_next(history, as_of)};
  }
  void add_to(Sums& sums, relation::History history) const {
    constexpr std::array<std::array<const char*, 2>, 3> kNames = {
        {{"mails_sent", "mails_received"}, {"meetings_sent", "meetings_received"}, {"calls_made", "calls_received"}}};
    for (std::size_t channel = 0; channel < kNames.size(); ++channel) {
      for (std::size_t way = 0; way < relation::kDirections; ++way) {
        sums[kNames[channel][way]] += counts.of(static_cast<Channel>(channel), static_cast<Direction>(way));
      }
    }
    sums["missed"] += counts.missed_calls[0] + counts.missed_calls[1];
    sums["ours"] += time.ours;
    sums["theirs"] += time.theirs;
    if (last_next.last) sums["last"] += micros(history[*last_next.last].time);
    if (last_next.next) sums["next"] += micros(history[*last_next.next].time);
    for (const auto& [kind, response] : {std::pair{"mail", responses.mail}, {"all", responses.all}}) {
      add_answers(sums, kind, "1", response.ours);
      add_answers(sums, kind, "0", response.theirs);
    }
  }
};

/// Wall seconds of one pass over everything.
double sql_pass(const KpiRecords& records, Timestamp as_of, std::vector<SqlKpis>& out) {
  std::vector<std::thread> threads;
  const double start = wall_seconds();
  for (std::size_t t = 0; t < kSqlThreads; ++t) {
    threads.emplace_back([&, t] {
      relation::ResponseScratch scratch;
      const std::size_t last = records.count() * (t + 1) / kSqlThreads;
      for (std::size_t r = records.count() * t / kSqlThreads; r < last; ++r) {
        out[r] = SqlKpis::of(records.of(r), as_of, scratch);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return wall_seconds() - start;
}

void write_csv(const KpiRecords& records, Timestamp as_of, const std::filesystem::path& path) {
  auto file = fmt::output_file(path.string());
  file.print("record,place,time,known,thread,channel,direction,minutes,ours,missed,as_of\n");
  for (std::size_t r = 0; r < records.count(); ++r) {
    for (std::size_t place = 0; const relation::Interaction& i : records.of(r)) {
      file.print("{},{},{},{},{},{},{},{},{},{},{}\n", r, place++, i.time.time_since_epoch().count(),
                 i.known.time_since_epoch().count(), i.thread, static_cast<int>(i.channel),
                 static_cast<int>(i.direction), i.minutes, i.ours, bool{i.missed}, as_of.time_since_epoch().count());
    }
  }
}

/// Throws where the two do not agree.
void compare(const Sums& ours, const Json& theirs) {
  for (const auto& [name, value] : ours) {
    const double other = theirs.at(name).is_null() ? 0 : theirs.at(name).get<double>();
    if (std::abs(value - other) > 1e-9 * std::max(std::abs(value), 1.0)) {
      throw std::runtime_error(fmt::format("{} is {} here and {} in DuckDB", name, value, other));
    }
  }
  if (theirs.size() != ours.size()) throw std::runtime_error("DuckDB worked out other figures");
}

/// What DuckDB says of the same activities; nothing where it cannot be installed.
std::optional<Json> ask_duckdb(Run& run, const std::filesystem::path& csv) {
  const std::filesystem::path checkout = LEADLIGHT_CHECKOUT, folder = checkout / "bench" / "peer";
  try {
    if (!std::filesystem::exists(folder / "node_modules" / "@duckdb")) {
      output_of(shell_word(checkout / "tools" / "npm_ci.sh") + " " + shell_word(folder) + " 2>&1");
    }
  } catch (const std::exception& error) {
    run.note(fmt::format("no DuckDB here: {}", error.what()));
    return std::nullopt;
  }
  return Json::parse(
      output_of(fmt::format("node {} {} {}", shell_word(folder / "kpi_duckdb.mjs"), shell_word(csv), kSqlThreads)));
}

}  // namespace

void run_kpi_peer(Run& run, const KpiRecords& records, Timestamp as_of) {
  std::vector<SqlKpis> kpis(records.count());
  std::vector<double> walls;
  for (int turn = 0; turn < 5; ++turn) walls.push_back(sql_pass(records, as_of, kpis));
  Sums sums;
  for (std::size_t r = 0; r < records.count(); ++r) kpis[r].add_to(sums, records.of(r));
  Figure figure{.part = "same-as-sql",
                .value = quantile(walls, 0.5),
                .unit = "s",
                .better = Better::Lower,
                .peer = Peer{1.4, "DuckDB 1.5.6, ten million, without medians and calls that were returned"},
                .must = {}};
  const std::filesystem::path csv = run.data_dir() / "activities.csv";
  write_csv(records, as_of, csv);
  if (const auto answer = ask_duckdb(run, csv)) {
    compare(sums, answer->at("sums"));
    run.note(fmt::format("DuckDB {}: all {} sums agree", answer->at("version").get<std::string>(), sums.size()));
    figure.peer = Peer{quantile(answer->at("seconds").get<std::vector<double>>(), 0.5), {}};
    figure.must = must_ratio(10);
  }
  std::filesystem::remove(csv);
  run.report(figure);
}

}  // namespace leadlight::bench
