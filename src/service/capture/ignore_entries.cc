#include "service/capture/ignore_entries.h"

#include <algorithm>

#include "base/text.h"
#include "connect/mail/domain.h"
#include "core/feature/contact.h"
#include "service/capture/mail_accounts.h"
#include "service/capture/people_evidence.h"
#include "service/insight/rows.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kMostEntries = 1'000;
constexpr std::size_t kFolderPatternBytes = 400;
constexpr std::size_t kDomainBytes = 253;

Error not_ours(const std::string& value) {
  return {ErrorCode::InvalidInput, fmt::format("{} is your own", value),
          "Mails among yourselves are no customer's and count nowhere. Name who is outside."};
}

Result<std::string> address_of(const std::string& value, const IgnoreRules& rules) {
  std::string address = address_key(value);
  const bool has_domain = !address.empty() && address.find('.', address.rfind('@')) != std::string::npos;
  if (!has_domain) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("\"{}\" is no mail address", value),
                      "Name an address such as anna@example.com, or a domain such as example.com."));
  }
  if (rules.is_ours(address)) return fail(not_ours(address));
  return address;
}

bool is_below(std::string_view domain, std::string_view above) {
  return domain.size() > above.size() && domain.ends_with(above) && domain[domain.size() - above.size() - 1] == '.';
}

Result<std::string> domain_of(std::string domain, const IgnoreRules& rules, bool confirmed) {
  const bool cannot_be = domain.empty() || domain.size() > kDomainBytes ||
                         domain.find_first_of(" \t/\\:;,<>*") != std::string::npos || domain.starts_with('.') ||
                         domain.ends_with('.') || domain.find("..") != std::string::npos;
  if (cannot_be) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("\"{}\" is no domain", domain),
                      "Name a domain such as example.com, or an address such as anna@example.com."));
  }
  if (mail::registrable_domain(domain).empty()) {
    return fail(Error(ErrorCode::InvalidInput,
                      fmt::format("{} is nobody's domain: organisations have theirs below it", domain),
                      "Name the domain of an organisation, such as example.com."));
  }
  const auto& ours = rules.our_domains();
  if (ours.has("@" + domain) ||
      std::ranges::any_of(ours.list(), [&](const std::string& own) { return is_below(own, domain); }))
    return fail(not_ours(domain));
  const auto kind = feature::mail_class("somebody@" + domain);
  if (!confirmed && (kind == feature::MailClass::Free || kind == feature::MailClass::Disposable)) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("everybody may have an address at {}: customers who write from there, too", domain),
                      "Confirm that everybody there is ignored, or name one address."));
  }
  return domain;
}

Result<std::string> folder_of(const std::string& value) {
  if (value.empty() || value.size() > kFolderPatternBytes)
    return fail(ErrorCode::InvalidInput, "a folder has a name of at most {} bytes", kFolderPatternBytes);
  if (value.find_first_not_of('*') == std::string::npos) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("{} is every folder", value),
                      "Pause or disconnect the mailbox to read none."));
  }
  return value;
}

Result<void> check_mailbox(store::Snapshot& snapshot, const IgnoreWish& wish, const Uuid& user) {
  if (!wish.mailbox) return {};
  if (wish.organisation) return fail(ErrorCode::InvalidInput, "folders are ignored by whose mailbox it is");
  const auto row = TRY(snapshot.find("ll_mailbox", *wish.mailbox, {"ownerid"}, store::Caller::system()));
  if (!row || row->target("ownerid") != user) return fail(ErrorCode::NotFound, "you have no mailbox with this id");
  return {};
}

Result<std::string> value_of(const IgnoreWish& wish, const IgnoreRules& rules) {
  const std::string trimmed(base::trim(wish.value));
  if (wish.mailbox) return folder_of(trimmed);
  std::string folded = base::fold(trimmed);
  if (folded.starts_with('@')) folded.erase(0, 1);
  if (folded.find('@') != std::string::npos) return address_of(folded, rules);
  return domain_of(std::move(folded), rules, wish.confirmed);
}

Uuid entry_id(const std::string& value, const Uuid& user, const std::optional<Uuid>& mailbox) {
  return Uuid::from_name(fmt::format("ignore:{}/{}/{}", user.to_string(), mailbox.value_or(Uuid()).to_string(), value));
}

/// All mailboxes of somebody, or of everybody.
Result<std::vector<Uuid>> mailboxes_of(store::Snapshot& snapshot, const Uuid& user) {
  query::Query query{.table = "ll_mailbox", .columns = {"ownerid"}};
  if (!user.is_nil()) query.filter = query::equals("ownerid", Reference{"systemuser", user});
  std::vector<Uuid> found;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    found.push_back(row.id);
    return true;
  }));
  return found;
}

Result<void> queue_applying(store::Transaction& tx) {
  TRY(jobs::enqueue_unless_queued(tx, kIgnoreJob, Json::object()));
  return {};
}

std::string_view name_of(IgnoreEntry::Kind kind) {
  switch (kind) {
    case IgnoreEntry::Kind::Address:
      return "address";
    case IgnoreEntry::Kind::Domain:
      return "domain";
    case IgnoreEntry::Kind::Folder:
      return "folder";
  }
  return {};
}

Result<bool> is_being_applied(store::Snapshot& snapshot) {
  const auto filter = query::all_of({query::equals("ll_kind", std::string(kIgnoreJob)),
                                     query::compare("ll_state", query::CompareOp::Le, std::int64_t{jobs::kRunning})});
  return TRY(snapshot.count("ll_job", filter, store::Caller::system())) > 0;
}

}  // namespace

Result<Uuid> ignore(store::Store& store, const IgnoreWish& wish, const Uuid& user) {
  Uuid id;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    TRY(check_mailbox(tx, wish, user));
    const auto rules = TRY(IgnoreRules::read(tx));
    const std::string value = TRY(value_of(wish, *rules));
    const Uuid whose = wish.organisation ? Uuid() : user;
    id = entry_id(value, whose, wish.mailbox);
    const auto& entries = rules->entries();
    if (std::ranges::find(entries, id, &IgnoreEntry::id) != entries.end()) return {};
    if (std::ranges::count(entries, whose, &IgnoreEntry::user) >= static_cast<std::ptrdiff_t>(kMostEntries)) {
      return fail(Error(ErrorCode::TooLarge, fmt::format("an ignore list has at most {} entries", kMostEntries),
                        "Name domains instead of single addresses."));
    }
    Values values{{"ll_value", value}, {"ll_held", std::int64_t{0}}, {"ll_refused", std::int64_t{0}}};
    if (!whose.is_nil()) values["ll_userid"] = Reference{"systemuser", whose};
    if (wish.mailbox) values["ll_mailboxid"] = Reference{"ll_mailbox", *wish.mailbox};
    TRY(tx.insert("ll_ignore", id, std::move(values), system));
    return queue_applying(tx);
  }));
  return id;
}

Result<void> stop_ignoring(store::Store& store, const Uuid& entry, const Uuid& user, bool administrator) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    const auto row = TRY(tx.find("ll_ignore", entry, {}, system));
    const Uuid whose = row ? row->target("ll_userid") : Uuid();
    if (!row || (!whose.is_nil() && whose != user)) return fail(ErrorCode::NotFound, "no entry of yours with this id");
    if (whose.is_nil() && !administrator) {
      return fail(Error(ErrorCode::Denied, "this is on the organisation's list", "An administrator can take it off."));
    }
    TRY(tx.remove("ll_ignore", entry, std::nullopt, system));
    if (const Uuid mailbox = row->target("ll_mailboxid"); !mailbox.is_nil()) {
      TRY(read_refused_again(tx, {mailbox}));
    } else if (row->number("ll_refused", 0) > 0) {
      TRY(read_refused_again(tx, TRY(mailboxes_of(tx, whose))));
    }
    return queue_applying(tx);
  });
}

Result<void> read_refused_again(store::Transaction& tx, const std::vector<Uuid>& mailboxes) {
  const auto system = store::Caller::system();
  for (const Uuid& mailbox : mailboxes) {
    const Uuid account = mail_account_id(mailbox);
    const auto row = TRY(tx.find("ll_mailaccount", account, {"ll_nextsyncon"}, system));
    if (!row) continue;
    std::vector<store::RowChange> folders;
    TRY(insight::for_each_of(tx, "ll_mailfolder", "ll_mailaccountid", {account}, {"ll_ignored"}, system,
                             [&](Record&& folder) -> Result<void> {
                               // Numbers that do not hold any more make the whole folder be read.
                               if (folder.number("ll_ignored", 0) > 0)
                                 folders.push_back({folder.id, {{"ll_uidvalidity", std::int64_t{0}}}, std::nullopt});
                               return {};
                             }));
    if (!folders.empty()) TRY(tx.update_many("ll_mailfolder", std::move(folders), system));
    if (!record::is_null(row->get("ll_nextsyncon")))
      TRY(tx.update("ll_mailaccount", account, {{"ll_nextsyncon", tx.now()}}, std::nullopt, system));
  }
  return {};
}

Result<OrderedJson> ignore_list_json(store::Snapshot& snapshot, bool organisation, const Uuid& user) {
  const auto system = store::Caller::system();
  query::Query query{.table = "ll_ignore"};
  query.filter = query::equals("ll_userid", organisation ? Value() : Value(user));
  query.order = {{query::Path{{}, {}, "createdon"}, query::Direction::Descending}};
  std::vector<Record> rows;
  TRY(snapshot.scan(query, system, [&](Record&& row) -> Result<bool> {
    rows.push_back(std::move(row));
    return true;
  }));
  OrderedJson entries = OrderedJson::array();
  for (const Record& row : rows) {
    const IgnoreEntry entry{row.id, row.text("ll_value"), row.target("ll_userid"), row.target("ll_mailboxid")};
    const std::int64_t held = row.number("ll_held", 0), refused = row.number("ll_refused", 0);
    OrderedJson json{{"entry_id", entry.id.to_string()},
                     {"kind", name_of(entry.kind())},
                     {"value", entry.value},
                     {"since", base::to_string(row.time("createdon").value_or(Timestamp()))},
                     {"held_back", held},
                     {"not_captured", refused},
                     {"kept_out", held + refused}};
    if (!entry.mailbox.is_nil()) {
      const auto mailbox = TRY(snapshot.find("ll_mailbox", entry.mailbox, {"ll_name"}, system));
      json["mailbox_id"] = entry.mailbox.to_string();
      json["mailbox"] = mailbox ? mailbox->text("ll_name") : std::string();
    }
    entries.push_back(std::move(json));
  }
  return OrderedJson{{"entries", std::move(entries)}, {"applying", TRY(is_being_applied(snapshot))}};
}

Result<std::vector<IgnoreWish>> parse_ignored(std::string_view list) {
  std::vector<IgnoreWish> wishes;
  for (const std::string_view part : base::split(list, ',')) {
    if (const std::string_view value = base::trim(part); !value.empty()) wishes.push_back({std::string(value)});
  }
  if (wishes.empty()) {
    return fail(ErrorCode::WrongUse, "--ignore takes addresses and domains such as anna@example.com,example.org");
  }
  return wishes;
}

}  // namespace leadlight::capture
