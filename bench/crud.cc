// crud: rows made, changed and read one at a time over HTTP by eight clients, every write durable before its answer.
//
// A server of its own (`leadlight serve`, SQLite with synchronous=FULL) holds the demo company of 2,000 leads with its
// published model. Each client has one kept-alive connection and waits for each answer before its next request, for 5 s
// a figure (full: 20 s). The clients run on the same processors as the server.
//
// - create, update, read: contacts (POST with seven columns, PATCH of two, GET of six columns by id, rows of the whole
//   table in random order), in answers a second of all clients together; p99 beside it in milliseconds.
// - lead-create, lead-update: the same with leads, where every write also computes and keeps the new score, its reasons
//   and the ledger line.
// - ...-cpu: processor time of the server for one answer, in microseconds; it does not depend on the load generator.
//
// On SQLite, and on PostgreSQL where LEADLIGHT_TEST_POSTGRES tells of a server, printed beside; run that with
// LEADLIGHT_POSTGRES_FSYNC=on.
#include <fmt/format.h>

#include "base/log.h"
#include "databases.h"
#include "figure.h"
#include "http.h"
#include "load.h"
#include "must_have.h"

namespace leadlight::bench {
namespace {

void report(Run& run, const std::string& part, const Measured& measured, std::optional<double> must) {
  const auto answers = static_cast<double>(measured.milliseconds.size());
  const auto figure = [&](const std::string& name, double value, std::string unit, Better better,
                          std::optional<Must> bound) {
    run.report({.part = name, .value = value, .unit = std::move(unit), .better = better, .peer = {}, .must = bound});
  };
  figure(part, answers / measured.seconds, "answers/s", Better::Higher,
         must ? std::optional(must_value(*must)) : std::nullopt);
  figure(part + "-p99", quantile(measured.milliseconds, 0.99), "ms", Better::Lower, {});
  figure(part + "-cpu", 1e6 * measured.processor_seconds / answers, "us", Better::Lower, {});
}

void crud_on(Run& run, const Database& database) {
  make_demo(database);
  const base::SystemClock clock;
  std::vector<std::string> contacts, leads;
  {
    const auto store = database.open(clock);
    must_have(store->migrate());
    contacts = ids_of(*store, "contact");
    leads = ids_of(*store, "lead");
  }
  database.settle();
  const std::string token = make_token(database.place);
  const Server server(database.place, run.data_dir() / "serve.log");
  const double seconds = run.full() ? 20 : 5;
  const bool asked = database.name == "sqlite";
  const auto figure = [&](const std::string& name, const Draw& draw, std::optional<double> must) {
    measure({&server}, token, 0.5, draw);  // caches and prepared statements get warm
    report(run, fmt::format("{}-{}", database.name, name), measure({&server}, token, seconds, draw),
           asked ? must : std::nullopt);
  };
  figure("read", read_contact(contacts), 8'000);
  figure("create", create("contacts"), 1'500);
  figure("update", update("contacts", contacts), 1'500);
  figure("lead-create", create("leads"), {});
  figure("lead-update", update_lead(leads), {});
}

void run_crud(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, "company")) crud_on(run, database);
}

const Registrar kCrud{"crud", "rows made, changed and read one at a time over HTTP", run_crud};

}  // namespace
}  // namespace leadlight::bench
