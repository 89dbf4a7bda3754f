// closings: open leads are closed one at a time over HTTP, every answer durable.
//
// Each closing writes the lead and its history, keeps its last score, and counts it in the evidence of every attribute
// of the model in force, whose rows all closings share. A server of its own (`leadlight serve`; SQLite with
// synchronous=FULL, and PostgreSQL where LEADLIGHT_TEST_POSTGRES tells of a server; run that with
// LEADLIGHT_POSTGRES_FSYNC=on) holds the demo company of 2,000 leads with its published model, and open leads enough to
// be closed once each. One client and then eight, each on one kept-alive connection, for 3 s each (full: 15 s): three
// of ten closings qualify (PATCH of statecode and statuscode).
//
// - one, eight: closings a second of all clients together; eight-p99 in milliseconds.
// - gain: how many times as many eight bring as one.
#include <fmt/format.h>

#include <atomic>

#include "base/log.h"
#include "databases.h"
#include "figure.h"
#include "load.h"
#include "must_have.h"
#include "service/ingest/records.h"

namespace leadlight::bench {
namespace {

/// Open leads with a score, and no others of this run.
std::vector<std::string> make_open_leads(store::Store& store, const Clock& clock, int count) {
  scoring::ScoringService scoring(store, clock);
  ingest::Records records(store, scoring);
  Random random(11);
  std::vector<std::string> ids;
  constexpr int kAtOnce = 200;
  while (static_cast<int>(ids.size()) < count) {
    std::vector<std::string> made;
    must_have(store.write([&](store::Transaction& tx) -> Result<void> {
      made.clear();
      for (int i = 0; i < kAtOnce; ++i) {
        record::Values values{{"lastname", fmt::format("Closing {}", random.below(1'000'000))},
                              {"leadsourcecode", 1 + static_cast<std::int64_t>(random.below(8))},
                              {"budgetamount", Amount{static_cast<std::int64_t>(random.below(50'000)) * 10'000}}};
        made.push_back(TRY(records.create_in(tx, "lead", Uuid{}, std::move(values), store::Caller::system(), "create"))
                           .id.to_string());
      }
      return {};
    }));
    ids.insert(ids.end(), made.begin(), made.end());
  }
  return ids;
}

Draw close_next(const std::vector<std::string>& ids, std::atomic<size_t>& next) {
  return [&](Random& random) -> Request {
    const size_t at = next++;
    if (at >= ids.size()) throw std::runtime_error("too few open leads for so fast a server: raise kLeadsASecond");
    const bool qualifies = random.chance(0.3);
    return {"PATCH", fmt::format("/api/data/v9.2/leads({})", ids[at]),
            fmt::format(R"({{"statecode":{},"statuscode":{}}})", qualifies ? 1 : 2, qualifies ? 3 : 4), 204};
  };
}

void closings_on(Run& run, const Database& database) {
  constexpr int kLeadsASecond = 2'500;
  const double seconds = run.full() ? 15 : 3;
  make_demo(database);
  const base::SystemClock clock;
  std::vector<std::string> ids;
  {
    const auto store = database.open(clock);
    must_have(store->migrate());
    ids = make_open_leads(*store, clock, static_cast<int>(2 * seconds * kLeadsASecond));
  }
  database.settle();
  const std::string token = make_token(database.place);
  const Server server(database.place, run.data_dir() / "serve.log");
  std::atomic<size_t> next = 0;
  const Draw close = close_next(ids, next);
  const auto rate = [&](int clients, bool p99) {
    const Measured measured = measure({&server}, token, seconds, close, clients);
    if (p99) {
      run.report({.part = database.name + "-eight-p99",
                  .value = quantile(measured.milliseconds, 0.99),
                  .unit = "ms",
                  .better = Better::Lower,
                  .peer = {},
                  .must = {}});
    }
    return static_cast<double>(measured.milliseconds.size()) / measured.seconds;
  };
  const double one = rate(1, false), eight = rate(8, true);
  const auto figure = [&](std::string_view name, double value, std::string unit, std::optional<Must> must) {
    run.report({.part = fmt::format("{}-{}", database.name, name),
                .value = value,
                .unit = std::move(unit),
                .better = Better::Higher,
                .peer = {},
                .must = must});
  };
  figure("one", one, "closings/s", {});
  figure("eight", eight, "closings/s", must_value(300));
  figure("gain", eight / one, "times", must_value(1));
}

void run_closings(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, "company")) closings_on(run, database);
}

const Registrar kClosings{"closings", "leads closed one at a time over HTTP by one client and by eight", run_closings};

}  // namespace
}  // namespace leadlight::bench
