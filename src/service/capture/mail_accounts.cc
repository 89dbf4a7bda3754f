#include "service/capture/mail_accounts.h"

#include <algorithm>

#include "service/capture/mail_account.h"
#include "service/capture/mail_account_rows.h"
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
constexpr std::chrono::minutes kLongestWait{6 * 60};
/// As often as the queue itself tries again.
constexpr std::int64_t kPatientFailures = jobs::Worker::kMostAttempts;

std::int64_t number_of(MailAccountState state) {
  return static_cast<std::int64_t>(state);
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

/// Nobody looks around behind the server by way of a mail account.
Result<void> check_reach(const imap::Server& server, const MailboxCaller& caller) {
  if (!imap::is_loopback(server.host) || caller.is_administrator) return {};
  return fail(Error(ErrorCode::Denied, fmt::format("{} is this server itself", server.host),
                    "Say the name of your mail server. Only an administrator connects to one on this machine."));
}

/// What the folders of another account are numbered like tells nothing of those that were read.
Result<void> forget_numbers(Transaction& tx, const Uuid& account) {
  std::vector<store::RowChange> changes;
  query::Query query{
      .table = "ll_mailfolder", .columns = {"ll_name"}, .filter = query::equals("ll_mailaccountid", account)};
  TRY(tx.scan(query, Caller::system(), [&](Record&& row) -> Result<bool> {
    changes.push_back({row.id, {{"ll_uidvalidity", std::int64_t{0}}}, std::nullopt});
    return true;
  }));
  if (!changes.empty()) TRY(tx.update_many("ll_mailfolder", std::move(changes), Caller::system()));
  return {};
}

}  // namespace

Uuid mail_account_id(const Uuid& mailbox) {
  return Uuid::from_name("mail account:" + mailbox.to_string());
}

Result<Uuid> MailAccounts::connect(const MailAccountSettings& settings, const MailboxCaller& caller) {
  if (!settings.host || !settings.user || !settings.password)
    return fail(ErrorCode::InvalidInput, "a mail account needs its server, user name and password");
  const imap::Server server = TRY(server_of(settings, {}));
  TRY(check_reach(server, caller));
  const Reference owner{"systemuser", caller.user};
  MailAccountChanges changes = TRY(changes_of(settings));
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
    TRY(queue(tx, TRY(mail_account_rows(tx, mailbox, nullptr)).account, owner.id));
    return {};
  }));
  return mailbox;
}

Result<void> MailAccounts::change(const Uuid& mailbox, const MailAccountSettings& settings,
                                  const MailboxCaller& caller) {
  const MailboxCaller as_owner{caller.user, false};
  const MailAccountRows before = TRY(mail_account_rows(*TRY(store_.snapshot()), mailbox, &as_owner));
  MailAccountChanges changes = TRY(changes_of(settings));
  const bool elsewhere = settings.host || settings.user || settings.port || settings.security;
  if (elsewhere && !settings.password) {
    // Who can only change the server must not be told the password by one of his own.
    return fail(Error(ErrorCode::InvalidInput, "server and user name are changed together with the password",
                      "Give the password, too."));
  }
  bool is_another = false;
  if (settings.password) {
    const imap::Server server = TRY(server_of(settings, before.server()));
    if (settings.host) TRY(check_reach(server, caller));
    is_another = server.host != before.server().host || server.user != before.server().user;
    changes.account.merge(values_of(server, TRY(secrets_.seal(server.password, before.account.id.to_string()))));
  }
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto system = Caller::system();
    const MailAccountRows rows = TRY(mail_account_rows(tx, mailbox, &as_owner));
    Values of_account = changes.account;
    if (rows.state() == MailAccountState::Stopped) {
      of_account.insert({{"ll_state", number_of(MailAccountState::Waiting)},
                         {"ll_error", Value{}},
                         {"ll_failures", std::int64_t{0}},
                         {"ll_nextsyncon", clock_.now()}});
    }
    if (!changes.mailbox.empty()) TRY(tx.update("ll_mailbox", mailbox, changes.mailbox, std::nullopt, system));
    if (!of_account.empty())
      TRY(tx.update("ll_mailaccount", rows.account.id, std::move(of_account), std::nullopt, system));
    if (is_another) TRY(forget_numbers(tx, rows.account.id));
    if (rows.state() == MailAccountState::Paused) return {};
    TRY(queue(tx, TRY(mail_account_rows(tx, mailbox, nullptr)).account, caller.user));
    return {};
  });
}

Result<void> MailAccounts::pause(const Uuid& mailbox, bool paused, const MailboxCaller& caller) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const MailAccountRows rows = TRY(mail_account_rows(tx, mailbox, &caller));
    if (paused == (rows.state() == MailAccountState::Paused)) return {};
    Values values{{"ll_state", number_of(paused ? MailAccountState::Paused : MailAccountState::Waiting)}};
    values["ll_nextsyncon"] = paused ? Value{} : Value(clock_.now());
    TRY(tx.update("ll_mailaccount", rows.account.id, std::move(values), std::nullopt, Caller::system()));
    const Uuid job = rows.account.target("ll_jobid");
    if (paused && TRY(is_under_way(tx, job))) {
      TRY(tx.update("ll_job", job, {{"ll_state", std::int64_t{jobs::kCancelled}}, {"finishedon", clock_.now()}},
                    std::nullopt, Caller::system()));
    }
    if (!paused) TRY(queue(tx, TRY(mail_account_rows(tx, mailbox, nullptr)).account, rows.owner()));
    return {};
  });
}

Result<void> MailAccounts::remove(const Uuid& mailbox, const MailboxCaller& caller) {
  TRY(pause(mailbox, true, caller));
  return store_.write([&](Transaction& tx) -> Result<void> {
    // Folders and places of mails go with it.
    const MailAccountRows rows = TRY(mail_account_rows(tx, mailbox, &caller));
    return tx.remove("ll_mailaccount", rows.account.id, std::nullopt, Caller::system());
  });
}

Result<Uuid> MailAccounts::sync_now(const Uuid& mailbox, const MailboxCaller& caller) {
  Uuid job;
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const MailAccountRows rows = TRY(mail_account_rows(tx, mailbox, &caller));
    if (rows.state() == MailAccountState::Paused) {
      return fail(Error(ErrorCode::Conflict, fmt::format("{} is paused", rows.mailbox.text("ll_name")),
                        "Resume it to read it."));
    }
    job = TRY(queue(tx, rows.account, rows.owner()));
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
    const auto state = static_cast<MailAccountState>(row.number("ll_state", 0));
    if (state != MailAccountState::Paused && state != MailAccountState::Stopped)
      due.push_back(row.target("ll_mailboxid"));
    return true;
  }));
  int queued = 0;
  for (const Uuid& mailbox : due) {
    TRY(store_.write([&](Transaction& tx) -> Result<void> {
      const auto rows = mail_account_rows(tx, mailbox, nullptr);
      if (!rows) return {};  // Removed a moment ago.
      TRY(queue(tx, rows->account, rows->owner()));
      return {};
    }));
    ++queued;
  }
  return queued;
}

Result<MailAccount> MailAccounts::find(const Uuid& mailbox) const {
  const MailAccountRows rows = TRY(mail_account_rows(*TRY(store_.snapshot()), mailbox, nullptr));
  const Record& row = rows.account;
  MailAccount account{.id = row.id,
                      .mailbox = mailbox,
                      .owner = {"systemuser", rows.owner()},
                      .name = rows.mailbox.text("ll_name"),
                      .server = rows.server(),
                      .folders = rows.names("ll_folders"),
                      .body_folders = rows.names("ll_bodyfolders"),
                      .bodies = rows.mailbox.is_true("ll_bodies"),
                      .is_private = row.is_true("ll_privatemail"),
                      .analytics = rows.mailbox.is_true("ll_analytics"),
                      .state = rows.state()};
  account.server.password = TRY(secrets_.open({row.text("ll_keyid"), row.text("ll_password")}, row.id.to_string()));
  return account;
}

Result<void> MailAccounts::note(const Uuid& mailbox, MailAccountState state, const Error* failure, bool more) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto rows = mail_account_rows(tx, mailbox, nullptr);
    // Removed or paused while it was read: it stays so.
    if (!rows || rows->state() == MailAccountState::Paused) return {};
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
