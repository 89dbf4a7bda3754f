// leadlight mailbox add | list | sync | pause | resume | remove: mail accounts that are followed.

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "app/command.h"
#include "app/database.h"
#include "app/reading.h"
#include "base/text.h"

namespace leadlight::app {
namespace {

struct MailboxOptions {
  DatabaseOptions database;
  capture::MailAccountSettings settings;
  std::string owner, mailbox, host, user, name, security = "tls";
  int port = 0;
  std::vector<std::string> folders, body_folders;
  bool bodies = false, shared = false, no_analytics = false, json = false;
};

/// Store, keys and accounts of one command.
struct Opened {
  base::SystemClock clock;
  std::unique_ptr<store::Store> store;
  access::SecretBox secrets;
  capture::MailAccounts accounts;

  Opened(std::unique_ptr<store::Store> opened, const DatabaseOptions& options)
      : store(std::move(opened)),
        secrets(access::SecretBox::beside(options.folder)),
        accounts(*store, secrets, clock) {}
};

Result<std::unique_ptr<Opened>> open(const DatabaseOptions& options) {
  static const base::SystemClock clock;
  return std::make_unique<Opened>(TRY(open_database(options, clock)), options);
}

/// Whoever has the database may do all.
constexpr capture::MailboxCaller kOperator{{}, true};

/// By its id, or by its name where that names one.
Result<Uuid> mailbox_named(const Opened& opened, const std::string& name) {
  std::vector<Uuid> found;
  const OrderedJson all = TRY(opened.accounts.list(kOperator, true));
  for (const OrderedJson& each : all) {
    const auto id = Uuid::parse(each["mailbox_id"].get<std::string>());
    if (id && (each["mailbox_id"] == name || each["name"] == name)) found.push_back(*id);
  }
  if (found.size() == 1) return found.front();
  return fail(Error(ErrorCode::WrongUse,
                    found.empty() ? fmt::format("there is no mailbox {}", name)
                                  : fmt::format("{} mailboxes are called {}", found.size(), name),
                    "`leadlight mailbox list` names them with their ids."));
}

Result<void> add(MailboxOptions& options) {
  const auto opened = TRY(open(options.database));
  const auto owner = TRY(user_named(*opened->store, options.owner));
  auto& settings = options.settings;
  settings.host = options.host;
  settings.user = options.user;
  settings.security = options.security;
  if (options.port != 0) settings.port = options.port;
  if (!options.name.empty()) settings.name = options.name;
  settings.folders = options.folders;
  settings.body_folders = options.body_folders;
  settings.bodies = options.bodies;
  settings.is_private = !options.shared;
  settings.analytics = !options.no_analytics;
  settings.password = TRY(read_password(fmt::format("Password of {} at {}: ", options.user, options.host)));
  const Uuid id = TRY(opened->accounts.connect(settings, {owner.id, true}));
  if (options.json) {
    print_json({{"mailbox_id", id.to_string()}});
  } else {
    fmt::print("mailbox {} of {} is connected; a running server reads it now, or: leadlight mailbox sync {}\n",
               options.user, options.owner, id.to_string());
  }
  return {};
}

std::string text_of(const OrderedJson& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

void print_state(const OrderedJson& box) {
  fmt::print("{}  {}  {}@{}:{}  {}, {} messages{}\n", text_of(box["mailbox_id"]), text_of(box["name"]),
             text_of(box["user"]), text_of(box["host"]), box["port"].get<int>(), text_of(box["state"]),
             box["messages"].get<std::int64_t>(),
             box["last_sync"].is_null() ? "" : ", last read " + text_of(box["last_sync"]));
  if (const auto ignored = box["ignored"].get<std::int64_t>(); ignored > 0)
    fmt::print("  {} left out by ignore lists\n", ignored);
  if (!box["error"].is_null()) fmt::print("  {}\n", text_of(box["error"]));
  if (!box["hint"].is_null()) fmt::print("  {}\n", text_of(box["hint"]));
}

Result<void> list(const MailboxOptions& options) {
  const auto opened = TRY(open(options.database));
  const OrderedJson all = TRY(opened->accounts.list(kOperator, true));
  if (options.json) {
    print_json(all);
    return {};
  }
  if (all.empty()) fmt::print("no mail account is connected; `leadlight mailbox add` connects one\n");
  for (const OrderedJson& box : all) print_state(box);
  return {};
}

/// Reads it here, unless a server is faster; waits for the end either way.
Result<void> sync(const MailboxOptions& options) {
  const auto opened = TRY(open(options.database));
  const Uuid mailbox = TRY(mailbox_named(*opened, options.mailbox));
  const Uuid job = TRY(opened->accounts.sync_now(mailbox, kOperator));
  jobs::Worker worker(*opened->store, opened->clock);
  worker.handle(std::string(capture::MailAccounts::kJobKind),
                mailbox_handler(*opened->store, opened->secrets, opened->clock), jobs::Lane::Network);
  ProgressLine line("mailbox");
  while (true) {
    TRY(worker.run_pending());
    const auto row = TRY(TRY(opened->store->snapshot())
                             ->find("ll_job", job, {"ll_state", "ll_error", "ll_result", "ll_done", "ll_attempts"},
                                    store::Caller::system()));
    if (!row) return fail(ErrorCode::NotFound, "the job went away");
    const std::int64_t state = row->number("ll_state");
    const std::string error = row->text("ll_error");
    if (state == jobs::kDone) {
      if (options.json) {
        fmt::print("{}\n", row->text("ll_result"));
        return {};
      }
      const Json report = TRY(base::parse_json(row->text("ll_result")));
      fmt::print("{} messages read: {} new, {} repeated, {} gone, {} skipped{}\n", report.value("read", 0),
                 report.value("new", 0), report.value("repeated", 0), report.value("gone", 0),
                 report.value("skipped", 0), report.value("more", false) ? "; there are more" : "");
      if (const int ignored = report.value("ignored", 0); ignored > 0)
        fmt::print("{} were left out by ignore lists\n", ignored);
      return {};
    }
    // What the queue would try again is for the server; who stands at a terminal wants to know.
    if (state == jobs::kFailed || state == jobs::kCancelled || !error.empty()) {
      const std::size_t end = error.find('\n');
      return fail(Error(ErrorCode::Unavailable, error.empty() ? "the reading was cancelled" : error.substr(0, end),
                        end == std::string::npos ? std::string() : std::string(base::trim(error.substr(end)))));
    }
    line.show(-1, fmt::format("{} messages", row->number("ll_done", 0)));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

Result<void> pause(const MailboxOptions& options, bool paused) {
  const auto opened = TRY(open(options.database));
  TRY(opened->accounts.pause(TRY(mailbox_named(*opened, options.mailbox)), paused, kOperator));
  fmt::print("{} is {}\n", options.mailbox, paused ? "paused" : "read again");
  return {};
}

Result<void> remove(const MailboxOptions& options) {
  const auto opened = TRY(open(options.database));
  TRY(opened->accounts.remove(TRY(mailbox_named(*opened, options.mailbox)), kOperator));
  fmt::print("{} is disconnected and its password forgotten; the mails that were read stay\n", options.mailbox);
  return {};
}

void add_add(CLI::App& mailbox, const std::shared_ptr<MailboxOptions>& options, Run& chosen) {
  CLI::App* command = mailbox.add_subcommand(
      "add", "Connect a mail account (IMAP); the password is asked for, or read from standard input");
  options->database.add_to(*command);
  command->add_option("--owner", options->owner, "Sign-in name of whose mailbox it is")->required();
  command->add_option("--host", options->host, "Mail server, for example imap.example.com")->required();
  command->add_option("--user", options->user, "Name to sign in with there, as a rule the address")->required();
  command->add_option("--port", options->port, "Else 993 with tls, 143 with starttls")->check(CLI::Range(1, 65'535));
  command->add_option("--security", options->security, "tls, starttls; none only on this machine")
      ->capture_default_str();
  command->add_option("--name", options->name, "What to call it; else as the user");
  command->add_option("--folder", options->folders,
                      "Read this folder only; may be repeated. Else all but bin, junk, drafts");
  command->add_flag("--bodies", options->bodies, "Keep the texts, too; else only who, when and the subject");
  command->add_option("--bodies-of", options->body_folders, "Keep the texts of this folder; may be repeated");
  command->add_flag("--shared", options->shared, "Others see the mails; else only the owner, until they are tracked");
  command->add_flag("--no-analytics", options->no_analytics, "The mails do not count in relationships");
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return add(*options); }; });
}

}  // namespace

void add_mailbox(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<MailboxOptions>();
  CLI::App* mailbox = program.add_subcommand("mailbox", "Follow mail accounts (IMAP)");
  mailbox->require_subcommand(1);
  add_add(*mailbox, options, chosen);

  CLI::App* show = mailbox->add_subcommand("list", "List them and how they stand");
  options->database.add_to(*show);
  show->add_flag("--json", options->json, "Answer as JSON");
  show->callback([=, &chosen] { chosen = [=] { return list(*options); }; });

  const auto one = [&](const char* name, const char* what) {
    CLI::App* command = mailbox->add_subcommand(name, what);
    options->database.add_to(*command);
    command->add_option("mailbox", options->mailbox, "Name or id")->required();
    return command;
  };
  CLI::App* read = one("sync", "Read what is new, now");
  read->add_flag("--json", options->json, "Answer as JSON");
  read->callback([=, &chosen] { chosen = [=] { return sync(*options); }; });
  one("pause", "Read it no longer for now")->callback([=, &chosen] { chosen = [=] { return pause(*options, true); }; });
  one("resume", "Read it again")->callback([=, &chosen] { chosen = [=] { return pause(*options, false); }; });
  one("remove", "Disconnect it and forget its password; the mails stay")->callback([=, &chosen] {
    chosen = [=] { return remove(*options); };
  });
}

}  // namespace leadlight::app
