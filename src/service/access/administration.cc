#include "service/access/administration.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "core/query/query.h"
#include "core/record/validate.h"
#include "service/access/roles.h"
#include "service/access/rows.h"
#include "service/access/secret.h"

namespace leadlight::access {
namespace {

using record::Record;
using record::Reference;
using record::Values;
using store::Caller;
using store::Snapshot;
using store::Transaction;

Error no_such_user(const Uuid& user) {
  return Error(ErrorCode::NotFound, fmt::format("there is no user {}", user.to_string()));
}

Result<Record> existing_user(Snapshot& snapshot, const Uuid& user) {
  auto row = TRY(snapshot.find("systemuser", user, user_columns(), program()));
  if (!row) return fail(no_such_user(user));
  return *std::move(row);
}

Result<void> end_sessions(Transaction& tx, const Uuid& user) {
  for (const Record& session :
       TRY(rows_with(tx, "ll_session", "systemuserid", Reference{"systemuser", user}, {"expireson"}))) {
    TRY(tx.remove("ll_session", session.id, std::nullopt, program()));
  }
  return {};
}

/// A join table seen from one of its sides.
struct Links {
  std::string table;
  std::string here, there;  ///< Lookup columns.
  Reference from;
  std::string target;  ///< Table of `there`.
};

/// Removes the links that are not wanted and adds those that are missing.
Result<void> set_links(Transaction& tx, const Links& links, const std::vector<Uuid>& wanted, const Caller& by) {
  std::set<Uuid> missing(wanted.begin(), wanted.end());
  for (const Record& link : TRY(rows_with(tx, links.table, links.here, links.from, {links.there}))) {
    if (missing.erase(link.target(links.there)) == 0) TRY(tx.remove(links.table, link.id, std::nullopt, by));
  }
  for (const Uuid& id : missing) {
    if (!TRY(tx.find(links.target, id, {"createdon"}, by))) {
      return fail(ErrorCode::InvalidInput, "there is no {} {}", links.target, id.to_string());
    }
    TRY(tx.insert(links.table, Uuid{}, {{links.here, links.from}, {links.there, Reference{links.target, id}}}, by));
  }
  return {};
}

}  // namespace

Result<void> require_an_administrator(Transaction& tx) {
  if (const auto role = TRY(row_with(tx, "role", "name", std::string(kAdministrator), {"name"}))) {
    for (const Record& held :
         TRY(rows_with(tx, "systemuserroles", "roleid", Reference{"role", role->id}, {"systemuserid"}))) {
      const auto user = TRY(tx.find("systemuser", held.target("systemuserid"), {"isdisabled"}, program()));
      if (user && !user->is_true("isdisabled")) return {};
    }
  }
  return fail(Error(ErrorCode::Conflict, "nobody would be an administrator any more",
                    "Make another user an administrator first."));
}

Result<void> keep_password(Transaction& tx, const Uuid& user, std::string_view hash) {
  TRY(tx.update("systemuser", user,
                {{"ll_passwordhash", std::string(hash)},
                 {"ll_failedsignins", std::int64_t{0}},
                 {"ll_lockeduntil", record::Value{}}},
                std::nullopt, program()));
  // Whoever was signed in with the old password is not any more.
  return end_sessions(tx, user);
}

Result<std::string> Administration::set_password(const Uuid& user, std::string password) {
  if (password.empty()) password = random_password();
  TRY(check_password(password));
  const std::string hash = TRY(hash_password(password));
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    TRY(existing_user(tx, user));
    return keep_password(tx, user, hash);
  }));
  return password;
}

Result<std::string> Administration::set_own_password(const Uuid& user, std::string_view current, std::string password) {
  const Timestamp now = clock_.now();
  const Record row = TRY(existing_user(*TRY(store_.snapshot()), user));
  if (const auto until = row.time("ll_lockeduntil"); until && *until > now) {
    return fail(Error(ErrorCode::TooMany, "too many failed attempts; this name is locked for a while")
                    .with_retry_after(std::chrono::ceil<std::chrono::seconds>(*until - now)));
  }
  const std::string kept = row.text("ll_passwordhash");
  if (kept.empty() || current.size() > kLongestPassword || !verify_password(kept, current)) {
    TRY(store_.write([&](Transaction& tx) { return count_failure(tx, user, now); }));
    return fail(Error(ErrorCode::Denied, "the current password is wrong",
                      "Check it and try again, or ask an administrator for a new one."));
  }
  return set_password(user, std::move(password));
}

Result<void> Administration::unlock(const Uuid& user, const Caller& by) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    TRY(existing_user(tx, user));
    TRY(tx.update("systemuser", user, {{"ll_failedsignins", std::int64_t{0}}, {"ll_lockeduntil", record::Value{}}},
                  std::nullopt, by));
    return {};
  });
}

Result<void> Administration::set_disabled(const Uuid& user, bool disabled, const Caller& by) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    TRY(existing_user(tx, user));
    TRY(tx.update("systemuser", user, {{"isdisabled", disabled}}, std::nullopt, by));
    if (!disabled) return {};
    TRY(require_an_administrator(tx));
    return end_sessions(tx, user);
  });
}

Result<void> Administration::set_roles(const Uuid& user, const std::vector<Uuid>& roles, const Caller& by) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    TRY(existing_user(tx, user));
    TRY(set_links(tx, {"systemuserroles", "systemuserid", "roleid", Reference{"systemuser", user}, "role"}, roles, by));
    return require_an_administrator(tx);
  });
}

Result<void> Administration::set_team_members(const Uuid& team, const std::vector<Uuid>& users, const Caller& by) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    if (!TRY(tx.find("team", team, {"name"}, by))) {
      return fail(ErrorCode::NotFound, "there is no team {}", team.to_string());
    }
    return set_links(tx, {"teammembership", "teamid", "systemuserid", Reference{"team", team}, "systemuser"}, users,
                     by);
  });
}

Result<std::vector<TokenInfo>> Administration::tokens(const Uuid& user) {
  const auto snapshot = TRY(store_.snapshot());
  TRY(existing_user(*snapshot, user));
  std::vector<TokenInfo> tokens;
  for (const Record& row : TRY(rows_with(*snapshot, "ll_token", "systemuserid", Reference{"systemuser", user},
                                         {"name", "createdon", "lastusedon", "expireson"}))) {
    tokens.push_back({row.id, row.text("name"), row.time("createdon"), row.time("lastusedon"), row.time("expireson")});
  }
  std::ranges::sort(tokens, {}, [](const TokenInfo& token) { return std::pair(token.created_on, token.id); });
  return tokens;
}

Result<std::string> Administration::create_token(const Uuid& user, std::string_view name,
                                                 std::optional<Timestamp> expires) {
  const std::string label(base::trim(name));
  if (label.empty()) return fail(ErrorCode::InvalidInput, "a token needs a name, to be known by later");
  if (expires && *expires <= clock_.now()) return fail(ErrorCode::InvalidInput, "the token would have ended already");
  const std::string token = "ll_" + random_token();
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    TRY(existing_user(tx, user));
    TRY(record::check_value(*tx.schema().find("ll_token")->find("name"), label));
    Values values{{"name", label}, {"tokenhash", hash_token(token)}, {"systemuserid", Reference{"systemuser", user}}};
    if (expires) values["expireson"] = *expires;
    TRY(tx.insert("ll_token", Uuid{}, std::move(values), program()));
    return {};
  }));
  return token;
}

Result<void> Administration::revoke_token(const Uuid& token, std::optional<Uuid> owner) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_token", token, {"systemuserid"}, program()));
    if (!row || (owner && row->target("systemuserid") != *owner)) {
      return fail(ErrorCode::NotFound, "there is no token {}", token.to_string());
    }
    return tx.remove("ll_token", token, std::nullopt, program());
  });
}

}  // namespace leadlight::access
