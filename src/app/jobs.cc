// leadlight jobs: the queue of long work, seen and steered from the command line.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/jobs/jobs.h"

namespace leadlight::app {
namespace {

struct JobsOptions {
  DatabaseOptions database;
  bool all = false;
  bool json = false;
  std::string id;
};

constexpr const char* kStateNames[] = {"queued", "running", "done", "failed", "cancelled"};

OrderedJson to_json(const record::Record& row) {
  const std::int64_t state = row.number("ll_state");
  const auto* progress = row.get_as<double>("ll_progress");
  const auto created = row.time("createdon");
  const bool known = state >= 0 && state < std::ssize(kStateNames);
  return {{"id", row.id.to_string()},
          {"kind", row.text("ll_kind")},
          {"state", known ? kStateNames[state] : "unknown"},
          {"progress", progress != nullptr ? *progress : 0.0},
          {"step", row.text("ll_step")},
          {"attempts", row.number("ll_attempts", 0)},
          {"created_on", created ? base::to_string(*created) : ""},
          {"error", row.text("ll_error")}};
}

/// The newest first; without --all those that wait or run.
Result<void> list_jobs(const JobsOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  query::Query query;
  query.table = "ll_job";
  query.columns = {"ll_kind", "ll_state", "ll_progress", "ll_step", "ll_attempts", "createdon", "ll_error"};
  if (!options.all) {
    query.filter = query::any_of({query::equals("ll_state", std::int64_t{jobs::kQueued}),
                                  query::equals("ll_state", std::int64_t{jobs::kRunning})});
  }
  query.order = {{query::Path{{}, {}, "createdon"}, query::Direction::Descending}};
  query.limit = 200;
  OrderedJson found = OrderedJson::array();
  for (const store::Row& row : TRY(TRY(store->snapshot())->select(query, store::Caller::system())).rows) {
    found.push_back(to_json(row.record));
  }
  if (options.json) {
    print_json(found);
    return {};
  }
  for (const OrderedJson& job : found) {
    fmt::print("{}  {:<9} {:>3.0f} %  {:<12} {} {}\n", job["id"].get<std::string>(), job["state"].get<std::string>(),
               100 * job["progress"].get<double>(), job["kind"].get<std::string>(),
               job["created_on"].get<std::string>(), job["error"].get<std::string>());
  }
  if (found.empty()) fmt::print("{}\n", options.all ? "there were no jobs yet" : "nothing waits and nothing runs");
  return {};
}

Result<void> cancel_job(const JobsOptions& options) {
  const auto id = Uuid::parse(options.id);
  if (!id) return fail(ErrorCode::WrongUse, "\"{}\" is no id of a job; `leadlight jobs list` shows them", options.id);
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  return jobs::cancel(*store, *id, store::Caller::system());
}

}  // namespace

void add_jobs(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<JobsOptions>();
  CLI::App* jobs = program.add_subcommand("jobs", "See and cancel the long work of servers");
  jobs->require_subcommand(1);
  CLI::App* list = jobs->add_subcommand("list", "What waits and what runs");
  options->database.add_to(*list);
  list->add_flag("--all", options->all, "Also what has ended");
  list->add_flag("--json", options->json, "Answer as JSON");
  list->callback([=, &chosen] { chosen = [=] { return list_jobs(*options); }; });
  CLI::App* cancel = jobs->add_subcommand("cancel", "Ask a job to stop");
  options->database.add_to(*cancel);
  cancel->add_option("ID", options->id, "As `jobs list` shows it")->required();
  cancel->callback([=, &chosen] { chosen = [=] { return cancel_job(*options); }; });
}

}  // namespace leadlight::app
