// How mail accounts stand, for those who may see it (MailAccounts::list).
#include <algorithm>

#include "base/text.h"
#include "service/capture/mail_account_rows.h"
#include "service/capture/mail_account_settings.h"
#include "service/capture/mail_accounts.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using record::Record;
using store::Caller;

std::string_view name_of(MailAccountState state) {
  constexpr std::string_view kNames[] = {"waiting", "reading", "current", "retrying", "stopped", "paused"};
  return kNames[std::clamp<std::int64_t>(static_cast<std::int64_t>(state), 0, 5)];
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
                     .columns = {"ll_name", "ll_messages", "ll_skipped", "ll_ignored", "ll_error", "ll_lastsyncon"},
                     .filter = query::equals("ll_mailaccountid", account),
                     .order = {{query::Path{{}, {}, "ll_name"}, query::Direction::Ascending}}};
  OrderedJson folders = OrderedJson::array();
  std::int64_t messages = 0, skipped = 0, ignored = 0, count = 0;
  TRY(snapshot.scan(query, Caller::system(), [&](Record&& row) -> Result<bool> {
    ++count;
    messages += row.number("ll_messages", 0);
    skipped += row.number("ll_skipped", 0);
    ignored += row.number("ll_ignored", 0);
    if (!named) return true;
    OrderedJson folder{{"name", row.text("ll_name")},
                       {"messages", row.number("ll_messages", 0)},
                       {"skipped", row.number("ll_skipped", 0)},
                       {"ignored", row.number("ll_ignored", 0)},
                       {"last_sync", time_or_null(row.time("ll_lastsyncon"))}};
    add_error(folder, row.text("ll_error"));
    folders.push_back(std::move(folder));
    return true;
  }));
  out["messages"] = messages;
  out["skipped"] = skipped;
  out["ignored"] = ignored;
  out["folder_count"] = count;
  if (named) out["folder_states"] = std::move(folders);
  return {};
}

Result<OrderedJson> described(store::Snapshot& snapshot, const MailAccountRows& rows, const MailboxCaller& caller) {
  const auto& [account, mailbox] = rows;
  const auto system = Caller::system();
  const Uuid owner = mailbox.target("ownerid");
  const bool own = owner == caller.user;
  const auto user = TRY(snapshot.find("systemuser", owner, {"fullname"}, system));
  OrderedJson out{{"mailbox_id", mailbox.id.to_string()},
                  {"name", mailbox.text("ll_name")},
                  {"owner_id", owner.to_string()},
                  {"owner", user ? user->text("fullname") : std::string()},
                  {"own", own},
                  {"host", account.text("ll_host")},
                  {"port", account.number("ll_port")},
                  {"security", security_name(account.number("ll_security", 0))},
                  {"user", account.text("ll_username")},
                  {"bodies", mailbox.is_true("ll_bodies")},
                  {"private", account.is_true("ll_privatemail")},
                  {"analytics", mailbox.is_true("ll_analytics")},
                  {"state", name_of(rows.state())},
                  {"last_sync", time_or_null(account.time("ll_lastsyncon"))},
                  {"next_sync", time_or_null(account.time("ll_nextsyncon"))},
                  {"done", 0},
                  {"total", 0}};
  add_error(out, account.text("ll_error"));
  if (own) {
    out["folders"] = rows.names("ll_folders");
    out["body_folders"] = rows.names("ll_bodyfolders");
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
    const auto rows = mail_account_rows(*snapshot, mailbox, &caller);
    if (!rows || (!all && rows->mailbox.target("ownerid") != caller.user)) continue;
    out.push_back(TRY(described(*snapshot, *rows, caller)));
  }
  return out;
}

}  // namespace leadlight::capture
