// save-to-score: a lead is changed, and the answer to that request carries its new score.
//
// A server of its own (`leadlight serve`, embedded database, synchronous=FULL) holds the demo company of 2,000 leads
// (full: 100,000). Four clients, each on one kept-alive connection, change the source and the budget of open leads
// (PATCH with return=representation) and wait for each answer before the next request, for 10 s (full: 60 s). The time
// runs from the first byte sent to the last byte of the answer; an answer without a score stops the benchmark.
//
// - http-p99, http-p50: of those times. http-rate: answers a second of all four together.
// - service-p99, service-p50, service-rate: the same changes by four threads through the service, without HTTP.
//
// The program is LEADLIGHT_BIN, else `leadlight` beside this benchmark's build.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/json.h"
#include "base/log.h"
#include "base/random.h"
#include "figure.h"
#include "http.h"
#include "must_have.h"
#include "program.h"
#include "service/ingest/records.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::bench {
namespace {

constexpr int kClients = 4;

std::vector<Uuid> open_leads(store::Store& store) {
  query::Query query;
  query.table = "lead";
  query.columns = {"leadid"};
  query.filter = query::equals("statecode", record::Value(std::int64_t{0}));
  query.limit = 5'000;
  const auto page = must_have(must_have(store.snapshot())->select(query, store::Caller::system()));
  std::vector<Uuid> ids;
  for (const auto& row : page.rows) ids.push_back(row.record.id);
  if (ids.size() < 100) throw std::runtime_error("the demo company has too few open leads");
  return ids;
}

struct Change {
  Uuid lead;
  std::int64_t source;
  std::int64_t budget;
};

Change draw(const std::vector<Uuid>& leads, Random& random) {
  return {leads[random.below(leads.size())], 1 + static_cast<std::int64_t>(random.below(8)),
          1'000 + static_cast<std::int64_t>(random.below(50'000))};
}

/// Four threads call what `client(n)` made until the time is up; the seconds of every call.
std::vector<double> measure(double seconds, const std::function<std::function<void(Random&)>(int)>& client) {
  std::vector<double> times;
  std::mutex mutex;
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  const double end = wall_seconds() + seconds;
  for (int n = 0; n < kClients; ++n) {
    threads.emplace_back([&, n] {
      std::vector<double> own;
      try {
        const auto call = client(n);
        Random random(static_cast<std::uint64_t>(n) + 1);
        for (int i = 0; i < 50; ++i) call(random);  // connections, caches and prepared statements get warm
        while (wall_seconds() < end) {
          const double begin = wall_seconds();
          call(random);
          own.push_back(wall_seconds() - begin);
        }
      } catch (...) {
        const std::scoped_lock lock(mutex);
        failure = std::current_exception();
      }
      const std::scoped_lock lock(mutex);
      times.insert(times.end(), own.begin(), own.end());
    });
  }
  for (auto& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return times;
}

void report_times(Run& run, std::string_view part, const std::vector<double>& times, double seconds, bool asked) {
  const auto figure = [&](std::string_view name, double value, std::string unit, Better better,
                          std::optional<Must> must) {
    run.report({.part = fmt::format("{}-{}", part, name),
                .value = value,
                .unit = std::move(unit),
                .better = better,
                .peer = {},
                .must = must});
  };
  figure("p50", 1e3 * quantile(times, 0.5), "ms", Better::Lower, {});
  figure("p99", 1e3 * quantile(times, 0.99), "ms", Better::Lower, asked ? std::optional(must_value(10)) : std::nullopt);
  figure("rate", static_cast<double>(times.size()) / seconds, "answers/s", Better::Higher, {});
}

std::vector<double> measure_service(const std::filesystem::path& data, const std::vector<Uuid>& leads, double seconds) {
  const base::SystemClock clock;
  const auto store = must_have(sqlite::open_sqlite(data.string(), clock));
  must_have(store->migrate());
  scoring::ScoringService scoring(*store, clock);
  ingest::Records records(*store, scoring);
  return measure(seconds, [&](int) {
    return [&](Random& random) {
      const Change change = draw(leads, random);
      const auto lead = must_have(records.update("lead", change.lead,
                                                 {{"leadsourcecode", change.source}, {"budgetamount", change.budget}},
                                                 std::nullopt, store::Caller::system()));
      if (record::is_null(lead.get("msdyn_leadscore"))) throw std::runtime_error("a lead without a score");
    };
  });
}

std::vector<double> measure_server(const Server& server, const std::string& token, const std::vector<Uuid>& leads,
                                   double seconds) {
  return measure(seconds, [&](int) -> std::function<void(Random&)> {
    auto connection = std::make_shared<Client>(server.port(), token);
    return [connection, &leads](Random& random) {
      const Change change = draw(leads, random);
      const auto answer = connection->request(
          "PATCH",
          fmt::format("/api/data/v9.2/leads({})?$select=msdyn_leadscore,msdyn_leadgrade,msdyn_leadscoretrend",
                      change.lead.to_string()),
          fmt::format(R"({{"leadsourcecode":{},"budgetamount":{}}})", change.source, change.budget),
          "Prefer: return=representation\r\n");
      const auto body = base::parse_json(answer.body);
      const bool scored = answer.status == 200 && body && body->is_object() && body->contains("msdyn_leadscore") &&
                          body->at("msdyn_leadscore").is_number_integer();
      if (!scored)
        throw std::runtime_error(
            fmt::format("no score in the answer: {} {}", answer.status, answer.body.substr(0, 300)));
    };
  });
}

void run_save_to_score(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  const int leads_wanted = run.full() ? 100'000 : 2'000;
  const auto data = run.data_dir() / fmt::format("company-{}", leads_wanted);
  const auto ready = data / "ready";
  if (!std::filesystem::exists(ready)) {
    std::filesystem::remove_all(data);
    output_of(fmt::format("{} demo --data {} --leads {} --seed 1 2>/dev/null", shell_word(program()), shell_word(data),
                          leads_wanted));
    std::fclose(std::fopen(ready.c_str(), "w"));
  }
  const double seconds = run.full() ? 60 : 10;
  std::vector<Uuid> leads;
  {
    const base::SystemClock clock;
    const auto store = must_have(sqlite::open_sqlite(data.string(), clock));
    must_have(store->migrate());
    leads = open_leads(*store);
  }
  run.note(fmt::format("{} open leads changed by {} clients for {:.0f} s", leads.size(), kClients, seconds));
  const std::vector<std::string> place{"--data", data.string()};
  const std::string token = make_token(place);
  {
    const Server server(place, data / "serve.log");
    report_times(run, "http", measure_server(server, token, leads, seconds), seconds, true);
  }
  report_times(run, "service", measure_service(data, leads, seconds / 2), seconds / 2, false);
}

const Registrar kSaveToScore{"save-to-score", "a changed lead's new score in the answer to the change",
                             run_save_to_score};

}  // namespace
}  // namespace leadlight::bench
