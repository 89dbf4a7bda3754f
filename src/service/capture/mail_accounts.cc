#include "service/capture/mail_accounts.h"

#include <algorithm>

#include "base/text.h"
#include "service/capture/row_values.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using store::Caller;
using store::Transaction;

constexpr std::int64_t kAccountKind = 1;
constexpr std::size_t kMostFoldersNamed = 500, kMostFolderNameBytes = 400;
constexpr std::chrono::minutes kLongestWait{6 * 60};
/// As often as the queue itself tries again.
constexpr std::int64_t kPatientFailures = jobs::Worker::kMostAttempts;
constexpr std::string_view kSecurities[] = {"tls", "starttls", "none"};

std::int64_t number_of(MailAccountState state) {
  return static_cast<std::int64_t>(state);
}

std::string_view name_of(MailAccountState state) {
  constexpr std::string_view kNames[] = {"waiting", "reading", "current", "retrying", "stopped", "paused"};
  return kNames[std::clamp<std::int64_t>(number_of(state), 0, 5)];
}

MailAccountState state_of(const Record& account) {
  return static_cast<MailAccountState>(account.number("ll_state", 0));
}

Result<imap::Security> security_of(const std::string& name) {
  for (std::size_t i = 0; i < std::size(kSecurities); ++i) {
    if (kSecurities[i] == name) return static_cast<imap::Security>(i);
  }
  return fail(ErrorCode::InvalidInput, "the encryption is tls, starttls or none, not \"{}\"", name.substr(0, 40));
}

std::vector<std::string> names_in(const Record& row, std::string_view column) {
  const auto list = base::parse_json(row.text(column));
  if (!list || !list->is_array()) return {};
  return list->get<std::vector<std::string>>();
}

Result<Value> as_list(const std::vector<std::string>& names) {
  if (names.empty()) return Value{};
  if (names.size() > kMostFoldersNamed)
    return fail(ErrorCode::TooLarge, "at most {} folders can be named", kMostFoldersNamed);
  for (const std::string& name : names) {
    if (name.empty() || name.size() > kMostFolderNameBytes || !base::is_valid_utf8(name))
      return fail(ErrorCode::InvalidInput, "\"{}\" is no name of a folder", name.substr(0, 40));
  }
  return Value(base::to_text(Json(names)));
}

/// Changes of the account's row but for its password, and of the mailbox's.
struct Changes {
  Values account, mailbox;
};

Result<Changes> changes_of(const MailAccountSettings& settings) {
  Changes changes;
  if (settings.folders) changes.account["ll_folders"] = TRY(as_list(*settings.folders));
  if (settings.body_folders) changes.account["ll_bodyfolders"] = TRY(as_list(*settings.body_folders));
  if (settings.is_private) changes.account["ll_privatemail"] = *settings.is_private;
  if (settings.bodies) changes.mailbox["ll_bodies"] = *settings.bodies;
  if (settings.analytics) changes.mailbox["ll_analytics"] = *settings.analytics;
  if (settings.name && !base::trim(*settings.name).empty()) {
    if (!base::is_valid_utf8(*settings.name)) return fail(ErrorCode::InvalidInput, "the name is no text");
    changes.mailbox["ll_name"] = text_or_null(base::trim(*settings.name), kNameBytes);
  }
  return changes;
}

/// What is given, and else what it was.
Result<imap::Server> server_of(const MailAccountSettings& settings, imap::Server before) {
  if (settings.host) before.host = base::to_lower_ascii(base::trim(*settings.host));
  if (settings.user) before.user = base::trim(*settings.user);
  if (settings.password) before.password = *settings.password;
  if (settings.security) before.security = TRY(security_of(*settings.security));
  if (settings.port) {
    if (*settings.port < 1 || *settings.port > 65'535)
      return fail(ErrorCode::InvalidInput, "a port is between 1 and 65535, not {}", *settings.port);
    before.port = static_cast<std::uint16_t>(*settings.port);
  } else if (settings.security) {
    before.port = before.security == imap::Security::Tls ? 993 : 143;
  }
  TRY(imap::check_server(before));
  return before;
}

Values values_of(const imap::Server& server, const access::Sealed& password) {
  return {{"ll_host", server.host},
          {"ll_port", std::int64_t{server.port}},
          {"ll_security", static_cast<std::int64_t>(server.security)},
          {"ll_username", server.user},
          {"ll_password", password.text},
          {"ll_keyid", password.key_id}};
}

struct Rows {
  Record account, mailbox;
};

/// @errors NotFound also where it is not the caller's to see
Result<Rows> rows_of(store::Snapshot& snapshot, const Uuid& mailbox, const MailboxCaller* caller) {
  const auto system = Caller::system();
  auto row = TRY(snapshot.find("ll_mailbox", mailbox, {}, system));
  const bool may = row && (caller == nullptr || caller->is_administrator || row->target("ownerid") == caller->user);
  // The sealed password is a column that is only there when it is named.
  query::Query query{.table = "ll_mailaccount",
                     .columns = {"ll_mailboxid", "ll_host", "ll_port", "ll_security", "ll_username", "ll_password",
                                 "ll_keyid", "ll_privatemail", "ll_folders", "ll_bodyfolders", "ll_state", "ll_error",
                                 "ll_failures", "ll_lastsyncon", "ll_nextsyncon", "ll_jobid", "versionnumber"},
                     .filter = query::equals("ll_mailboxid", mailbox)};
  query.limit = 1;
  auto accounts = TRY(snapshot.select(query, system)).rows;
  if (!may || accounts.empty()) {
    return fail(Error(ErrorCode::NotFound, fmt::format("there is no connected mailbox {}", mailbox.to_string()),
                      "`leadlight mailbox list` names those there are."));
  }
  return Rows{std::move(accounts.front().record), *std::move(row)};
}

Result<bool> is_under_way(store::Snapshot& snapshot, const Uuid& job) {
  if (job.is_nil()) return false;
  const auto row = TRY(snapshot.find("ll_job", job, {"ll_state"}, Caller::system()));
  if (!row) return false;
  const std::int64_t state = row->number("ll_state", jobs::kDone);
  return state == jobs::kQueued || state == jobs::kRunning;
}

/// One at a time: a job that runs, or waits to be tried again, is answered as it is.
Result<Uuid> queue(Transaction& tx, const Record& account, const Uuid& owner) {
  if (const Uuid job = account.target("ll_jobid"); TRY(is_under_way(tx, job))) return job;
  Caller caller;
  caller.user = owner;
  const Json payload{{"mailbox", account.target("ll_mailboxid").to_string()}};
  const Uuid job = TRY(jobs::enqueue(tx, MailAccounts::kJobKind, payload, caller));
  TRY(tx.update("ll_mailaccount", account.id, {{"ll_jobid", Reference{"ll_job", job}}}, account.version,
                Caller::system()));
  return job;
}

OrderedJson time_or_null(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return base::to_string(*time);
}

/// The first line says what happened, the rest how to mend it (Error::to_string).
void add_error(OrderedJson& out, const std::string& error) {
  const std::size_t end = error.find('\n');
  out["error"] = error.empty() ? OrderedJson(nullptr) : OrderedJson(error.substr(0, end));
  out["hint"] =
      end == std::string::npos ? OrderedJson(nullptr) : OrderedJson(std::string(base::trim(error.substr(end + 1))));
}

/// Adds messages, those left out, and for the owner each folder.
Result<void> add_folders(store::Snapshot& snapshot, const Uuid& account, bool named, OrderedJson& out) {
  query::Query query{.table = "ll_mailfolder",
                     .columns = {"ll_name", "ll_messages", "ll_skipped", "ll_error", "ll_lastsyncon"},
                     .filter = query::equals("ll_mailaccountid", account),
                     .order = {{query::Path{{}, {}, "ll_name"}, query::Direction::Ascending}}};
  OrderedJson folders = OrderedJson::array();
  std::int64_t messages = 0, skipped = 0, count = 0;
  TRY(snapshot.scan(query, Caller::system(), [&](Record&& row) -> Result<bool> {
    ++count;
    messages += row.number("ll_messages", 0);
    skipped += row.number("ll_skipped", 0);
    if (!named) return true;
    OrderedJson folder{{"name", row.text("ll_name")},
                       {"messages", row.number("ll_messages", 0)},
                       {"skipped", row.number("ll_skipped", 0)},
                       {"last_sync", time_or_null(row.time("ll_lastsyncon"))}};
    add_error(folder, row.text("ll_error"));
    folders.push_back(std::move(folder));
    return true;
  }));
  out["messages"] = messages;
  out["skipped"] = skipped;
  out["folder_count"] = count;
  if (named) out["folder_states"] = std::move(folders);
  return {};
}

Result<OrderedJson> described(store::Snapshot& snapshot, const Rows& rows, const MailboxCaller& caller) {
  const auto& [account, mailbox] = rows;
  const auto system = Caller::system();
  const Uuid owner = mailbox.target("ownerid");
  const bool own = owner == caller.user;
  const auto user = TRY(snapshot.find("systemuser", owner, {"fullname"}, system));
  const auto security = std::clamp<std::int64_t>(account.number("ll_security", 0), 0, 2);
  OrderedJson out{{"mailbox_id", mailbox.id.to_string()},
                  {"name", mailbox.text("ll_name")},
                  {"owner_id", owner.to_string()},
                  {"owner", user ? user->text("fullname") : std::string()},
                  {"own", own},
                  {"host", account.text("ll_host")},
                  {"port", account.number("ll_port")},
                  {"security", kSecurities[security]},
                  {"user", account.text("ll_username")},
                  {"bodies", mailbox.is_true("ll_bodies")},
                  {"private", account.is_true("ll_privatemail")},
                  {"analytics", mailbox.is_true("ll_analytics")},
                  {"state", name_of(state_of(account))},
                  {"last_sync", time_or_null(account.time("ll_lastsyncon"))},
                  {"next_sync", time_or_null(account.time("ll_nextsyncon"))},
                  {"done", 0},
                  {"total", 0}};
  add_error(out, account.text("ll_error"));
  if (own) {
    out["folders"] = names_in(account, "ll_folders");
    out["body_folders"] = names_in(account, "ll_bodyfolders");
  }
  TRY(add_folders(snapshot, account.id, own, out));
  const auto job =
      TRY(snapshot.find("ll_job", account.target("ll_jobid"), {"ll_state", "ll_done", "ll_total"}, system));
  const std::int64_t state = job ? job->number("ll_state", jobs::kDone) : jobs::kDone;
  if (state == jobs::kRunning) {
    out["done"] = job->number("ll_done", 0);
    out["total"] = job->number("ll_total", 0);
  }
  out["under_way"] = state == jobs::kRunning || state == jobs::kQueued;
  return out;
}

}  // namespace

Uuid mail_account_id(const Uuid& mailbox) {
  return Uuid::from_name("mail account:" + mailbox.to_string());
}

Result<Uuid> MailAccounts::connect(const MailAccountSettings& settings, const Reference& owner) {
  if (!settings.host || !settings.user || !settings.password)
    return fail(ErrorCode::InvalidInput, "a mail account needs its server, user name and password");
  const imap::Server server = TRY(server_of(settings, {}));
  Changes changes = TRY(changes_of(settings));
  const std::string source = fmt::format("{}@{}:{}", server.user, server.host, server.port);
  // The id follows from owner and account: connected anew, it is the same mailbox.
  const Uuid mailbox = Uuid::from_name("mailbox:" + std::to_string(kAccountKind) + owner.id.to_string() + source);
  const Uuid id = mail_account_id(mailbox);
  const auto password = TRY(secrets_.seal(server.password, id.to_string()));
  changes.account.merge(values_of(server, password));
  changes.account.insert({{"ll_privatemail", true}, {"ll_failures", std::int64_t{0}}, {"ll_error", Value{}}});
  changes.account["ll_state"] = number_of(MailAccountState::Waiting);
  changes.account["ll_nextsyncon"] = clock_.now() + kEvery;
  changes.mailbox.insert(
      {{"ll_name", text_or_null(server.user, kNameBytes)}, {"ll_bodies", false}, {"ll_analytics", true}});
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const auto system = Caller::system();
    Values of_mailbox = changes.mailbox, of_account = changes.account;
    if (TRY(tx.find("ll_mailbox", mailbox, {"ll_name"}, system))) {
      TRY(tx.update("ll_mailbox", mailbox, std::move(of_mailbox), std::nullopt, system));
    } else {
      of_mailbox.insert({{"ll_kind", kAccountKind}, {"ll_source", source}, {"ownerid", owner}});
      TRY(tx.insert("ll_mailbox", mailbox, std::move(of_mailbox), system));
    }
    if (TRY(tx.find("ll_mailaccount", id, {"ll_host"}, system))) {
      TRY(tx.update("ll_mailaccount", id, std::move(of_account), std::nullopt, system));
    } else {
      of_account["ll_mailboxid"] = Reference{"ll_mailbox", mailbox};
      TRY(tx.insert("ll_mailaccount", id, std::move(of_account), system));
    }
    TRY(queue(tx, TRY(rows_of(tx, mailbox, nullptr)).account, owner.id));
    return {};
  }));
  return mailbox;
}

Result<void> MailAccounts::change(const Uuid& mailbox, const MailAccountSettings& settings,
                                  const MailboxCaller& caller) {
  const MailboxCaller as_owner{caller.user, false};
  const Rows before = TRY(rows_of(*TRY(store_.snapshot()), mailbox, &as_owner));
  Changes changes = TRY(changes_of(settings));
  const bool elsewhere = settings.host || settings.user || settings.port || settings.security;
  if (elsewhere && !settings.password) {
    // Who can only change the server must not be told the password by one of his own.
    return fail(Error(ErrorCode::InvalidInput, "server and user name are changed together with the password",
                      "Give the password, too."));
  }
  if (settings.password) {
    imap::Server server{before.account.text("ll_host"),
                        static_cast<std::uint16_t>(before.account.number("ll_port")),
                        static_cast<imap::Security>(before.account.number("ll_security")),
                        before.account.text("ll_username"),
                        {}};
    server = TRY(server_of(settings, std::move(server)));
    changes.account.merge(values_of(server, TRY(secrets_.seal(server.password, before.account.id.to_string()))));
  }
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto system = Caller::system();
    const Rows rows = TRY(rows_of(tx, mailbox, &as_owner));
    Values of_account = changes.account;
    if (state_of(rows.account) == MailAccountState::Stopped) {
      of_account.insert({{"ll_state", number_of(MailAccountState::Waiting)},
                         {"ll_error", Value{}},
                         {"ll_failures", std::int64_t{0}},
                         {"ll_nextsyncon", clock_.now()}});
    }
    if (!changes.mailbox.empty()) TRY(tx.update("ll_mailbox", mailbox, changes.mailbox, std::nullopt, system));
    if (!of_account.empty())
      TRY(tx.update("ll_mailaccount", rows.account.id, std::move(of_account), std::nullopt, system));
    if (state_of(rows.account) == MailAccountState::Paused) return {};
    TRY(queue(tx, TRY(rows_of(tx, mailbox, nullptr)).account, caller.user));
    return {};
  });
}

Result<void> MailAccounts::pause(const Uuid& mailbox, bool paused, const MailboxCaller& caller) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const Rows rows = TRY(rows_of(tx, mailbox, &caller));
    if (paused == (state_of(rows.account) == MailAccountState::Paused)) return {};
    Values values{{"ll_state", number_of(paused ? MailAccountState::Paused : MailAccountState::Waiting)}};
    values["ll_nextsyncon"] = paused ? Value{} : Value(clock_.now());
    TRY(tx.update("ll_mailaccount", rows.account.id, std::move(values), std::nullopt, Caller::system()));
    const Uuid job = rows.account.target("ll_jobid");
    if (paused && TRY(is_under_way(tx, job))) {
      TRY(tx.update("ll_job", job, {{"ll_state", std::int64_t{jobs::kCancelled}}, {"finishedon", clock_.now()}},
                    std::nullopt, Caller::system()));
    }
    if (!paused) TRY(queue(tx, TRY(rows_of(tx, mailbox, nullptr)).account, rows.mailbox.target("ownerid")));
    return {};
  });
}

Result<void> MailAccounts::remove(const Uuid& mailbox, const MailboxCaller& caller) {
  TRY(pause(mailbox, true, caller));
  return store_.write([&](Transaction& tx) -> Result<void> {
    // Folders and places of mails go with it.
    const Rows rows = TRY(rows_of(tx, mailbox, &caller));
    return tx.remove("ll_mailaccount", rows.account.id, std::nullopt, Caller::system());
  });
}

Result<Uuid> MailAccounts::sync_now(const Uuid& mailbox, const MailboxCaller& caller) {
  Uuid job;
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const Rows rows = TRY(rows_of(tx, mailbox, &caller));
    if (state_of(rows.account) == MailAccountState::Paused) {
      return fail(Error(ErrorCode::Conflict, fmt::format("{} is paused", rows.mailbox.text("ll_name")),
                        "Resume it to read it."));
    }
    job = TRY(queue(tx, rows.account, rows.mailbox.target("ownerid")));
    return {};
  }));
  return job;
}

Result<int> MailAccounts::queue_due() {
  std::vector<Uuid> due;
  query::Query query{.table = "ll_mailaccount",
                     .columns = {"ll_mailboxid", "ll_state"},
                     .filter = query::compare("ll_nextsyncon", query::CompareOp::Le, clock_.now())};
  TRY(TRY(store_.snapshot())->scan(query, Caller::system(), [&](Record&& row) -> Result<bool> {
    const MailAccountState state = state_of(row);
    if (state != MailAccountState::Paused && state != MailAccountState::Stopped)
      due.push_back(row.target("ll_mailboxid"));
    return true;
  }));
  int queued = 0;
  for (const Uuid& mailbox : due) {
    TRY(store_.write([&](Transaction& tx) -> Result<void> {
      const auto rows = rows_of(tx, mailbox, nullptr);
      if (!rows) return {};  // Removed a moment ago.
      TRY(queue(tx, rows->account, rows->mailbox.target("ownerid")));
      return {};
    }));
    ++queued;
  }
  return queued;
}

Result<OrderedJson> MailAccounts::list(const MailboxCaller& caller, bool all) const {
  const auto snapshot = TRY(store_.snapshot());
  std::vector<Uuid> mailboxes;
  TRY(snapshot->scan({.table = "ll_mailaccount", .columns = {"ll_mailboxid"}}, Caller::system(),
                     [&](Record&& row) -> Result<bool> {
                       mailboxes.push_back(row.target("ll_mailboxid"));
                       return true;
                     }));
  OrderedJson out = OrderedJson::array();
  for (const Uuid& mailbox : mailboxes) {
    const auto rows = rows_of(*snapshot, mailbox, &caller);
    if (!rows || (!all && rows->mailbox.target("ownerid") != caller.user)) continue;
    out.push_back(TRY(described(*snapshot, *rows, caller)));
  }
  return out;
}

Result<MailAccount> MailAccounts::find(const Uuid& mailbox) const {
  const Rows rows = TRY(rows_of(*TRY(store_.snapshot()), mailbox, nullptr));
  const Record& row = rows.account;
  MailAccount account{.id = row.id,
                      .mailbox = mailbox,
                      .owner = {"systemuser", rows.mailbox.target("ownerid")},
                      .name = rows.mailbox.text("ll_name"),
                      .server = {row.text("ll_host"),
                                 static_cast<std::uint16_t>(row.number("ll_port")),
                                 static_cast<imap::Security>(row.number("ll_security", 0)),
                                 row.text("ll_username"),
                                 {}},
                      .folders = names_in(row, "ll_folders"),
                      .body_folders = names_in(row, "ll_bodyfolders"),
                      .bodies = rows.mailbox.is_true("ll_bodies"),
                      .is_private = row.is_true("ll_privatemail"),
                      .analytics = rows.mailbox.is_true("ll_analytics"),
                      .state = state_of(row)};
  account.server.password = TRY(secrets_.open({row.text("ll_keyid"), row.text("ll_password")}, row.id.to_string()));
  return account;
}

Result<void> MailAccounts::note(const Uuid& mailbox, MailAccountState state, const Error* failure, bool more) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto rows = rows_of(tx, mailbox, nullptr);
    // Removed or paused while it was read: it stays so.
    if (!rows || state_of(rows->account) == MailAccountState::Paused) return {};
    const Timestamp now = clock_.now();
    Values values{{"ll_state", number_of(state)}};
    if (state == MailAccountState::Current) {
      values["ll_lastsyncon"] = now;
      TRY(tx.update("ll_mailbox", mailbox, {{"ll_lastreadon", now}}, std::nullopt, Caller::system()));
    }
    if (state != MailAccountState::Reading) {
      const std::int64_t failures = failure == nullptr ? 0 : rows->account.number("ll_failures", 0) + 1;
      auto wait = more ? std::chrono::minutes(0) : kEvery;
      for (std::int64_t i = kPatientFailures; i < failures && wait < kLongestWait; ++i) wait *= 2;
      values["ll_failures"] = failures;
      values["ll_error"] = failure == nullptr ? Value{} : Value(failure->to_string());
      values["ll_nextsyncon"] = now + std::min(wait, kLongestWait);
    }
    TRY(tx.update("ll_mailaccount", rows->account.id, std::move(values), std::nullopt, Caller::system()));
    return {};
  });
}

}  // namespace leadlight::capture
