// leadlight serve: the API, the web application and the job worker in one process.

#include <fmt/format.h>

#include <charconv>
#include <thread>

#include "app/command.h"
#include "app/database.h"
#include "app/reading.h"
#include "app/training_process.h"
#include "base/log.h"
#include "server/api/api.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "service/capture/ignore_entries.h"
#include "service/capture/ignore_marks.h"
#include "service/ingest/import_options.h"
#include "service/ingest/uploads.h"
#include "service/insight/kpi_rows.h"
#include "service/jobs/jobs.h"
#include "service/scoring/definition.h"

namespace leadlight::app {
namespace {

struct ServeOptions {
  DatabaseOptions database;
  std::string listen = "127.0.0.1:8080";
  std::string public_url;
  int workers = 4;
  int upkeep_every = 300;  ///< seconds; 0: never
  int mail_every = 15;     ///< seconds; 0: never
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

Result<Address> parse_address(const std::string& text) {
  const size_t colon = text.rfind(':');
  Address address;
  const char* first = text.data() + (colon == std::string::npos ? 0 : colon + 1);
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(first, last, address.port);
  if (colon == std::string::npos || error != std::errc() || end != last) {
    return fail(Error(ErrorCode::WrongUse, fmt::format("\"{}\" is no address to listen on", text),
                      "Say HOST:PORT, for example 127.0.0.1:8080."));
  }
  address.host = text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  if (address.host == "localhost") address.host = "127.0.0.1";
  return address;
}

/// Passwords and cookies never travel in the clear: beyond this machine only behind a proxy that speaks https.
Result<void> check_exposure(const Address& address, const std::string& public_url) {
  const bool loopback = address.host == "::1" || address.host.starts_with("127.");
  if (loopback || public_url.starts_with("https://")) return {};
  return fail(Error(ErrorCode::WrongUse,
                    fmt::format("{} can be reached from other machines, and this is plain http", address.host),
                    "Listen on 127.0.0.1, or put a proxy with https in front and name it: --public-url https://..."));
}

/// What jobs need.
struct Parts {
  store::Store& store;
  access::AccessService& access;
  scoring::ScoringService& scoring;
  const access::SecretBox& secrets;
  const Clock& clock;
};

/// Imports an upload in the name of who started it, with the rights of now. A job that another node takes over reads
/// the file from its beginning: what is in already stays as it is.
Result<Json> import_upload(const Parts& parts, const Json& payload, jobs::Progress& progress) {
  const auto user = Uuid::parse(payload.value("user", ""));
  const auto upload = Uuid::parse(payload.value("UploadId", ""));
  if (!user || !upload) return fail(ErrorCode::InvalidInput, "the job names no user or no upload");
  const store::Caller caller = TRY(parts.access.identity_of(*user)).caller;
  const ingest::ImportOptions options = TRY(ingest::import_options(payload));
  const auto read = std::make_shared<ingest::UploadProgress>();
  csv::Reader reader = TRY(ingest::open_upload(parts.store, *upload, caller, read));
  const auto report = TRY(
      ingest::import_file(parts.store, parts.scoring, reader, options, caller, parts.clock, [&](std::uint64_t rows) {
        return progress.report(read->share(), "importing", static_cast<std::int64_t>(rows));
      }));
  return TRY(base::parse_json(base::to_text(to_json(report))));
}

/// Queues what is due. Whatever is wrong is tried again at the next look.
void queue_due_work(const Parts& parts) {
  const auto queue = [&]() -> Result<void> {
    const auto due = TRY(parts.scoring.due_work());
    for (const auto& work : due) TRY(jobs::enqueue_once(parts.store, work.id, work.kind, work.payload));
    return {};
  };
  if (const auto result = queue(); !result) {
    base::log(base::LogLevel::Error, "serve", "due work could not be queued", {{"error", result.error().to_string()}});
  }
}

/// Mailboxes that are due. Whatever is wrong is tried again at the next look.
void queue_due_mailboxes(const Parts& parts) {
  const auto queued = capture::MailAccounts(parts.store, parts.secrets, parts.clock).queue_due();
  if (queued) return;
  base::log(base::LogLevel::Error, "serve", "mailboxes that are due could not be queued",
            {{"error", queued.error().to_string()}});
}

/// What becomes of a version that nobody asked for, told in the job's result.
Result<void> settle_training(const Parts& parts, const Json& payload, Json& result) {
  const auto version = Uuid::parse(result.value("model_version", ""));
  if (!version) return fail(ErrorCode::Internal, "the training answered no version");
  const scoring::Settled settled = TRY(parts.scoring.settle(*version));
  result["published"] = settled.published;
  result["why"] = settled.why;
  if (!settled.published) return {};
  const Json rescore{
      {"table", payload.value("table", "")}, {"cause", "publish"}, {"model", payload.value("model", "")}};
  TRY(jobs::enqueue(parts.store, "rescore", rescore, store::Caller::system()));
  return {};
}

/// Works out the list columns of relationships that are due, until none is.
Result<void> refresh_due_relationships(const Parts& parts) {
  constexpr int kAtOnce = 100;
  while (TRY(insight::refresh_due(parts.store, parts.clock, kAtOnce)) == kAtOnce) {
  }
  return {};
}

/// One look, and after a change here a few more until it is committed; then waits for the next change or moment.
void keep_relationships(const Parts& parts) {
  constexpr auto kBetweenLooks = std::chrono::milliseconds(500);
  constexpr auto kUntilCommitted = std::chrono::milliseconds(5);
  Result<void> done = refresh_due_relationships(parts);
  if (done && insight::wait_for_marks(kBetweenLooks)) {
    for (int look = 0; done && look < 20; ++look) {
      done = refresh_due_relationships(parts);
      std::this_thread::sleep_for(kUntilCommitted);
    }
  }
  if (done) return;
  base::log(base::LogLevel::Error, "serve", "relationships could not be kept up to date",
            {{"error", done.error().to_string()}});
  std::this_thread::sleep_for(kBetweenLooks);
}

/// Whose activities count decides what a score is made of.
Result<void> rescore_all(store::Store& store) {
  for (const scoring::ScoredTable& scored : scoring::scored_tables()) {
    TRY(jobs::enqueue(store, "rescore", Json{{"table", scored.table}, {"cause", "related"}}, store::Caller::system()));
  }
  return {};
}

void add_handlers(jobs::Worker& worker, const ServeOptions& options, const Parts& parts) {
  scoring::ScoringService& scoring = parts.scoring;
  const DatabaseOptions& database = options.database;
  const bool upkeep = options.upkeep_every > 0;
  const auto train = [&](const Json& payload, jobs::Progress& progress) -> Result<Json> {
    Json result = TRY(train_in_process(database, payload, progress));
    if (payload.value("automatic", false)) TRY(settle_training(parts, payload, result));
    return result;
  };
  const auto rescore = [&scoring](const Json& payload, jobs::Progress& progress) -> Result<Json> {
    const std::string lookup = payload.value("lookup", "");
    const auto target = Uuid::parse(payload.value("target", ""));
    const auto only = lookup.empty() || !target ? nullptr : query::equals(lookup, *target);
    const std::int64_t scored = TRY(scoring.rescore_all(
        payload.value("table", "lead"), payload.value("cause", "batch"),
        [&](double share, std::string_view step, std::int64_t done, std::int64_t total) {
          return progress.report(share, step, done, total);
        },
        only));
    return Json{{"scored", scored}};
  };
  worker.handle("train", train, jobs::Lane::Training);
  worker.handle("rescore", rescore, jobs::Lane::Bulk);
  worker.handle("rescore_related", rescore, jobs::Lane::Quick);
  const auto compact = [&parts](const Json&, jobs::Progress& progress) -> Result<Json> {
    const auto done = TRY(parts.scoring.compact_ledger(
        parts.clock.now(), [&](double share, std::string_view step, std::int64_t lines, std::int64_t total) {
          return progress.report(share, step, lines, total);
        }));
    return Json{{"looked_at", done.looked_at}, {"removed", done.removed}};
  };
  worker.handle("compact", compact, jobs::Lane::Bulk);
  const auto relations = [&parts](const Json&, jobs::Progress& progress) -> Result<Json> {
    const std::int64_t rows =
        TRY(insight::rebuild(parts.store, parts.clock, [&](std::int64_t done, std::int64_t total) {
          return progress.report(static_cast<double>(done) / static_cast<double>(total), "relations", done, total);
        }));
    return Json{{"records", rows}};
  };
  worker.handle("relations", relations, jobs::Lane::Bulk);
  const auto ignore_lists = [&parts](const Json&, jobs::Progress& progress) -> Result<Json> {
    const auto applied = TRY(capture::apply_ignore_lists(parts.store, [&](std::int64_t done, std::int64_t total) {
      return progress.report(static_cast<double>(done) / static_cast<double>(total), "ignore_lists", done, total);
    }));
    if (applied.regarding > 0) TRY(rescore_all(parts.store));
    return Json{{"looked_at", applied.looked_at}, {"changed", applied.changed}};
  };
  worker.handle(std::string(capture::kIgnoreJob), ignore_lists, jobs::Lane::Quick);
  const auto import = [&parts, upkeep](const Json& payload, jobs::Progress& progress) -> Result<Json> {
    Json report = TRY(import_upload(parts, payload, progress));
    if (upkeep) queue_due_work(parts);  // there may be enough to learn from now
    return report;
  };
  worker.handle("import", import, jobs::Lane::Bulk);
  worker.handle(std::string(capture::MailAccounts::kJobKind), mailbox_handler(parts.store, parts.secrets, parts.clock),
                jobs::Lane::Network);
}

Result<void> serve(const ServeOptions& options) {
  const Address address = TRY(parse_address(options.listen));
  TRY(check_exposure(address, options.public_url));
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  access::AccessService access(*store, clock);
  scoring::ScoringService scoring(*store, clock);
  // Drafts to train from the browser, where there are none yet.
  for (const scoring::ScoredTable& scored : scoring::scored_tables()) TRY(scoring.default_model(scored.table));
  ingest::Records records(*store, scoring);
  jobs::Worker worker(*store, clock);
  const auto secrets = access::SecretBox::beside(options.database.folder);
  const Parts parts{*store, access, scoring, secrets, clock};
  add_handlers(worker, options, parts);

  const http::StaticFiles pages(http::web_assets());
  http::Server* running = nullptr;
  api::Deps deps{*store, access, records, scoring, clock};
  deps.secrets = &secrets;
  deps.pages = &pages;
  deps.server_stats = [&running] { return running != nullptr ? running->stats() : http::ServerStats{}; };
  deps.options.public_url = options.public_url;
  api::Api api(std::move(deps));

  http::ServerOptions server_options;
  server_options.address = address.host;
  server_options.port = address.port;
  server_options.workers = options.workers;
  server_options.stop_on_signals = true;
  server_options.large_bodies = {{"/api/data/v9.2/$batch", 16 * 1024 * 1024},
                                 {"/api/data/v9.2/%24batch", 16 * 1024 * 1024}};
  const auto server =
      TRY(http::Server::listen(server_options, [&api](const http::Request& request) { return api.handle(request); }));
  running = server.get();
  if (options.upkeep_every > 0) {
    worker.repeat(std::chrono::seconds(options.upkeep_every), [&] { queue_due_work(parts); });
  }
  if (options.mail_every > 0) {
    worker.repeat(std::chrono::seconds(options.mail_every), [&] { queue_due_mailboxes(parts); });
  }
  worker.repeat(std::chrono::seconds(0), [&] { keep_relationships(parts); });
  worker.start();
  base::log(base::LogLevel::Info, "serve", "listening",
            {{"address", address.host},
             {"port", std::to_string(server->port())},
             {"database", std::string(store->backend())}});
  server->run();
  worker.stop();
  base::log(base::LogLevel::Info, "serve", "stopped");
  return {};
}

}  // namespace

void add_serve(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand("serve", "Serve the API and the web application until SIGTERM");
  options->database.add_to(*command);
  options->database.serves = true;
  command->add_option("--listen", options->listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
  command->add_option("--public-url", options->public_url, "https address of the proxy in front");
  command->add_option("--workers", options->workers, "Requests answered at once")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command
      ->add_option("--upkeep-every", options->upkeep_every,
                   "Seconds between looks for what is due: the nightly scoring, automatic trainings; 0: never")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  command
      ->add_option("--mail-every", options->mail_every,
                   "Seconds between looks for mailboxes that are due (each is every 5 minutes); 0: never")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  command->callback([=, &chosen] { chosen = [=] { return serve(*options); }; });
}

}  // namespace leadlight::app
