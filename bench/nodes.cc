// nodes: one server against two on the same PostgreSQL database, under the same load.
//
// Eight clients read contacts, change them and change leads (scored) over HTTP for 5 s (full: 20 s) a figure, first all
// on one node, then four on each of two. Servers, PostgreSQL and clients share the processors, so on a small machine
// two nodes cannot answer twice as much; the figures show what a second node costs there, and gains where processors
// are free. Needs LEADLIGHT_TEST_POSTGRES.
#include <fmt/format.h>

#include "base/log.h"
#include "databases.h"
#include "figure.h"
#include "http.h"
#include "load.h"
#include "must_have.h"

namespace leadlight::bench {
namespace {

struct Work {
  std::string name;
  Draw draw;
};

void nodes_on(Run& run, const Database& database) {
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
  const Server first(database.place, run.data_dir() / "first.log"),
      second(database.place, run.data_dir() / "second.log");
  const double seconds = run.full() ? 20 : 5;
  for (const Work& work : {Work{"read", read_contact(contacts)}, Work{"update", update("contacts", contacts)},
                           Work{"lead-update", update_lead(leads)}}) {
    const auto rate = [&](const std::vector<const Server*>& servers) {
      measure(servers, token, 0.5, work.draw);
      const Measured measured = measure(servers, token, seconds, work.draw);
      return static_cast<double>(measured.milliseconds.size()) / measured.seconds;
    };
    const double alone = rate({&first});
    run.report({.part = work.name + "-two-nodes",
                .value = rate({&first, &second}),
                .unit = "answers/s",
                .better = Better::Higher,
                .peer = Peer{alone, ""},
                .must = {}});
  }
}

void run_nodes(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, "company")) {
    if (database.name == "postgres") nodes_on(run, database);
  }
}

const Registrar kNodes{"nodes", "two servers on one PostgreSQL database against one", run_nodes};

}  // namespace
}  // namespace leadlight::bench
