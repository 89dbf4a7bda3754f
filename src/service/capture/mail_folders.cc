#include "service/capture/mail_folders.h"

#include <algorithm>
#include <map>
#include <set>

#include "service/capture/row_values.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using store::Transaction;

constexpr std::size_t kPlacesAtOnce = 500;

const store::Caller& system_caller() {
  static const store::Caller caller = store::Caller::system();
  return caller;
}

Uuid folder_id(const Uuid& account, const imap::Folder& folder) {
  return Uuid::from_name("mail folder:" + account.to_string() + folder.wire_name);
}

Value folder_name(const std::string& name) {
  return text_or_null(name, kFolderBytes);
}

}  // namespace

struct MailFolders::Place {
  Uuid id;
  std::uint32_t uid = 0;
  Uuid item;  ///< Nil: none.
  bool is_ignored = false;
};

Result<MailFolder> MailFolders::open(const imap::Folder& folder) {
  MailFolder out{.id = folder_id(account_, folder), .name = folder.name};
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const auto row =
        TRY(tx.find("ll_mailfolder", out.id,
                    {"ll_uidvalidity", "ll_lastuid", "ll_messages", "ll_skipped", "ll_ignored"}, system_caller()));
    if (row) {
      out.uid_validity = static_cast<std::uint32_t>(row->number("ll_uidvalidity", 0));
      out.last_uid = static_cast<std::uint32_t>(row->number("ll_lastuid", 0));
      out.messages = row->number("ll_messages", 0);
      out.skipped = row->number("ll_skipped", 0);
      out.ignored = row->number("ll_ignored", 0);
      return {};
    }
    TRY(tx.insert("ll_mailfolder", out.id,
                  {{"ll_mailaccountid", Reference{"ll_mailaccount", account_}}, {"ll_name", folder_name(folder.name)}},
                  system_caller()));
    return {};
  }));
  return out;
}

Result<void> MailFolders::keep_only(const std::vector<imap::Folder>& read, const std::vector<imap::Folder>& there) {
  std::set<Uuid> wanted, known_there;
  for (const imap::Folder& each : read) wanted.insert(folder_id(account_, each));
  for (const imap::Folder& each : there) known_there.insert(folder_id(account_, each));
  std::vector<MailFolder> left;
  query::Query query{
      .table = "ll_mailfolder", .columns = {"ll_name"}, .filter = query::equals("ll_mailaccountid", account_)};
  TRY(TRY(store_.snapshot())->scan(query, system_caller(), [&](Record&& row) -> Result<bool> {
    if (!wanted.contains(row.id)) left.push_back({.id = row.id, .name = row.text("ll_name")});
    return true;
  }));
  for (MailFolder& folder : left) {
    const auto meaning = known_there.contains(folder.id) ? Meaning::NotRead : Meaning::Gone;
    TRY(remove(folder, TRY(places(folder)), meaning));
    TRY(store_.write(
        [&](Transaction& tx) { return tx.remove("ll_mailfolder", folder.id, std::nullopt, system_caller()); }));
  }
  return {};
}

Result<void> MailFolders::add(MailFolder& folder, const std::vector<ReadMail>& mails, std::uint32_t last_uid) {
  const auto ignored = std::ranges::count_if(mails, &ReadMail::is_ignored);
  const auto skipped = std::ranges::count_if(mails, [](const ReadMail& each) { return !each.item; }) - ignored;
  const MailFolder after{.id = folder.id,
                         .name = folder.name,
                         .uid_validity = folder.uid_validity,
                         .last_uid = last_uid,
                         .messages = folder.messages + static_cast<std::int64_t>(mails.size()),
                         .skipped = folder.skipped + skipped,
                         .ignored = folder.ignored + ignored};
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    std::vector<std::pair<Uuid, Values>> places;
    std::vector<Value> items;
    for (const ReadMail& mail : mails) {
      Values values{{"ll_mailfolderid", Reference{"ll_mailfolder", folder.id}}, {"ll_uid", std::int64_t{mail.uid}}};
      if (mail.is_ignored) values["ll_ignored"] = true;
      if (mail.item) {
        values["ll_mailboxitemid"] = Reference{"ll_mailboxitem", *mail.item};
        items.emplace_back(*mail.item);
      }
      places.emplace_back(
          Uuid::from_name(fmt::format("mail place:{}/{}/{}", folder.id.to_string(), folder.uid_validity, mail.uid)),
          std::move(values));
    }
    TRY(tx.insert_many("ll_maillocation", std::move(places), system_caller()));
    std::vector<store::RowChange> changes;
    std::set<Uuid> seen;
    TRY(insight::for_each_of(
        tx, "ll_mailboxitem", "ll_mailboxitemid", items, {"ll_folder", "ll_goneon"}, system_caller(),
        [&](Record&& row) -> Result<void> {
          const bool here = Value(row.get("ll_folder")) == folder_name(folder.name);
          if (here && record::is_null(row.get("ll_goneon"))) return {};
          if (!seen.insert(row.id).second) return {};
          changes.push_back({row.id, {{"ll_folder", folder_name(folder.name)}, {"ll_goneon", Value{}}}, std::nullopt});
          return {};
        }));
    if (!changes.empty()) TRY(tx.update_many("ll_mailboxitem", std::move(changes), system_caller()));
    TRY(tx.update("ll_mailfolder", folder.id,
                  {{"ll_uidvalidity", std::int64_t{after.uid_validity}},
                   {"ll_lastuid", std::int64_t{after.last_uid}},
                   {"ll_messages", after.messages},
                   {"ll_skipped", after.skipped},
                   {"ll_ignored", after.ignored}},
                  std::nullopt, system_caller()));
    return {};
  }));
  folder = after;
  return {};
}

Result<std::vector<MailFolders::Place>> MailFolders::places(const MailFolder& folder) {
  std::vector<Place> places;
  query::Query query{.table = "ll_maillocation",
                     .columns = {"ll_uid", "ll_mailboxitemid", "ll_ignored"},
                     .filter = query::equals("ll_mailfolderid", folder.id)};
  TRY(TRY(store_.snapshot())->scan(query, system_caller(), [&](Record&& row) -> Result<bool> {
    places.push_back({row.id, static_cast<std::uint32_t>(row.number("ll_uid", 0)), row.target("ll_mailboxitemid"),
                      row.is_true("ll_ignored")});
    return true;
  }));
  return places;
}

Result<std::int64_t> MailFolders::keep(MailFolder& folder, const std::vector<std::uint32_t>& there) {
  auto all = TRY(places(folder));
  // Counted anew, whatever else has removed one.
  folder.messages = static_cast<std::int64_t>(all.size());
  std::erase_if(all, [&](const Place& place) { return std::ranges::binary_search(there, place.uid); });
  return remove(folder, all, Meaning::Gone);
}

Result<void> MailFolders::forget_numbers(MailFolder& folder, std::uint32_t uid_validity) {
  TRY(remove(folder, TRY(places(folder)), Meaning::Gone));
  folder.uid_validity = uid_validity;
  folder.last_uid = 0;
  folder.messages = folder.skipped = folder.ignored = 0;
  return add(folder, {}, 0);
}

Result<std::int64_t> MailFolders::remove(MailFolder& folder, const std::vector<Place>& places, Meaning meaning) {
  std::int64_t gone = 0;
  for (std::size_t first = 0; first < places.size(); first += kPlacesAtOnce) {
    const std::size_t end = std::min(first + kPlacesAtOnce, places.size());
    std::int64_t gone_now = 0, skipped = 0, ignored = 0;
    const std::int64_t messages = std::max<std::int64_t>(folder.messages - static_cast<std::int64_t>(end - first), 0);
    TRY(store_.write([&](Transaction& tx) -> Result<void> {
      std::vector<Value> items;
      skipped = ignored = 0;
      for (std::size_t i = first; i < end; ++i) {
        TRY(tx.remove("ll_maillocation", places[i].id, std::nullopt, system_caller()));
        if (places[i].item.is_nil()) {
          ++(places[i].is_ignored ? ignored : skipped);
        } else {
          items.emplace_back(places[i].item);
        }
      }
      gone_now = meaning == Meaning::Gone ? TRY(settle(tx, items)) : 0;
      TRY(tx.update("ll_mailfolder", folder.id,
                    {{"ll_messages", messages},
                     {"ll_skipped", std::max<std::int64_t>(folder.skipped - skipped, 0)},
                     {"ll_ignored", std::max<std::int64_t>(folder.ignored - ignored, 0)}},
                    std::nullopt, system_caller()));
      return {};
    }));
    gone += gone_now;
    folder.messages = messages;
    folder.skipped = std::max<std::int64_t>(folder.skipped - skipped, 0);
    folder.ignored = std::max<std::int64_t>(folder.ignored - ignored, 0);
  }
  return gone;
}

/// Mails that left a folder lie in another one, or are gone.
Result<std::int64_t> MailFolders::settle(Transaction& tx, const std::vector<Value>& items) {
  std::map<Uuid, Uuid> folder_of;
  TRY(insight::for_each_of(tx, "ll_maillocation", "ll_mailboxitemid", items, {"ll_mailboxitemid", "ll_mailfolderid"},
                           system_caller(), [&](Record&& row) -> Result<void> {
                             folder_of.emplace(row.target("ll_mailboxitemid"), row.target("ll_mailfolderid"));
                             return {};
                           }));
  std::map<Uuid, Value> names;
  for (const auto& [_, folder] : folder_of) {
    if (names.contains(folder)) continue;
    const auto row = TRY(tx.find("ll_mailfolder", folder, {"ll_name"}, system_caller()));
    if (row) names[folder] = row->get("ll_name");
  }
  std::vector<store::RowChange> changes;
  std::set<Uuid> seen;
  std::int64_t gone = 0;
  for (const Value& item : items) {
    const Uuid id = std::get<Uuid>(item);
    if (!seen.insert(id).second) continue;
    const auto elsewhere = folder_of.find(id);
    if (elsewhere == folder_of.end()) {
      ++gone;
      changes.push_back({id, {{"ll_goneon", clock_.now()}}, std::nullopt});
    } else if (names.contains(elsewhere->second)) {
      changes.push_back({id, {{"ll_folder", names[elsewhere->second]}}, std::nullopt});
    }
  }
  if (!changes.empty()) TRY(tx.update_many("ll_mailboxitem", std::move(changes), system_caller()));
  return gone;
}

Result<void> MailFolders::note(const MailFolder& folder, const Error* failure) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    Values values{{"ll_error", failure == nullptr ? Value{} : Value(failure->to_string())}};
    if (failure == nullptr) values["ll_lastsyncon"] = clock_.now();
    TRY(tx.update("ll_mailfolder", folder.id, std::move(values), std::nullopt, system_caller()));
    return {};
  });
}

}  // namespace leadlight::capture
