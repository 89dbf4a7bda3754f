#include "service/access/access.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "core/query/query.h"
#include "core/record/validate.h"
#include "service/access/administration.h"
#include "service/access/rows.h"

namespace leadlight::access {
namespace {

using query::equals;
using record::Record;
using record::Reference;
using record::Values;
using store::Caller;
using store::Snapshot;
using store::Transaction;

constexpr auto kSessionLifetime = std::chrono::hours(12);
/// A session is kept alive by use, but not written on every request.
constexpr auto kSessionTouchEvery = std::chrono::minutes(5);
constexpr int kFailuresBeforeLock = 5;
constexpr auto kLockTime = std::chrono::minutes(5);
/// Failures of names that nobody has count so long; those of users until they sign in.
constexpr auto kUnknownRemembered = std::chrono::days(7);
/// How long the sign-in log remembers. It holds names and addresses, so not for ever.
constexpr auto kSignInsKept = std::chrono::days(365);
/// Each sign-in takes away more old lines than the one it adds.
constexpr int kForgottenAtOnce = 20;
constexpr size_t kLongestName = 200;
constexpr std::string_view kRootUnit = "Organisation";
constexpr std::array<std::string_view, 5> kLanguages = {"en", "nl", "de", "zh", "th"};

/// As many characters of UTF-8 as fit.
std::string at_most(std::string_view text, std::size_t bytes) {
  if (text.size() > bytes) {
    while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
    text = text.substr(0, bytes);
  }
  return std::string(base::is_valid_utf8(text) ? text : std::string_view());
}

/// Values of ll_signinoutcome.
enum class SignInOutcome : std::int64_t { SignedIn = 0, Wrong = 1, Locked = 2, Disabled = 3 };

/// Ids grow with time, so the oldest lines come first.
Result<void> forget_old_sign_ins(Transaction& tx) {
  query::Query query{.table = "ll_signin", .columns = {"createdon"}};
  query.limit = kForgottenAtOnce;
  for (const store::Row& row : TRY(tx.select(query, program())).rows) {
    const auto when = row.record.time("createdon");
    if (when && *when < tx.now() - kSignInsKept) TRY(tx.remove("ll_signin", row.record.id, std::nullopt, program()));
  }
  return {};
}

Result<void> log_sign_in(Transaction& tx, std::string_view name, const std::optional<Record>& user,
                         SignInOutcome outcome, std::string_view address, std::string_view user_agent) {
  Values values{{"ll_name", at_most(name, kLongestName)},
                {"ll_outcome", static_cast<std::int64_t>(outcome)},
                {"ll_address", at_most(address, 100)},
                {"ll_useragent", at_most(user_agent, 500)}};
  if (user) values["systemuserid"] = Reference{"systemuser", user->id};
  TRY(tx.insert("ll_signin", Uuid{}, std::move(values), program()));
  return forget_old_sign_ins(tx);
}

/// Until when a name that nobody has is locked: what would stand on its user if there were one, told from the log,
/// which every node shares.
Result<std::optional<Timestamp>> lock_of_unknown(Snapshot& snapshot, std::string_view name, Timestamp now) {
  query::Query query{.table = "ll_signin", .columns = {"createdon"}};
  query.filter = query::all_of({equals("ll_name", at_most(name, kLongestName)),
                                equals("ll_outcome", static_cast<std::int64_t>(SignInOutcome::Wrong)),
                                query::compare("createdon", query::CompareOp::Gt, now - kUnknownRemembered)});
  query.order = {{{{}, {}, "createdon"}, query::Direction::Ascending}};
  std::optional<Timestamp> locked_until;
  int failures = 0;
  TRY(snapshot.scan(query, program(), [&](Record&& attempt) -> Result<bool> {
    if (++failures == kFailuresBeforeLock) {
      locked_until = attempt.time("createdon").value_or(now) + kLockTime;
      failures = 0;
    }
    return true;
  }));
  return locked_until;
}

Result<Uuid> unit_named(Transaction& tx, const std::string& name) {
  if (const auto unit = TRY(row_with(tx, "businessunit", "name", name, {"name"}))) return unit->id;
  Values values{{"name", name}};
  if (name != kRootUnit) {
    if (const auto root = TRY(row_with(tx, "businessunit", "name", std::string(kRootUnit), {"name"}))) {
      values["parentbusinessunitid"] = Reference{"businessunit", root->id};
    }
  }
  return TRY(tx.insert("businessunit", Uuid{}, std::move(values), program())).id;
}

/// The one row of what holds for everybody: base currency, language, time zone, working hours.
Result<void> seed_organisation(Transaction& tx) {
  static const Uuid organisation = Uuid::from_name("leadlight organisation");
  if (TRY(tx.find("organization", organisation, {"name"}, program()))) return {};
  TRY(tx.insert("organization", organisation, {{"name", std::string(kRootUnit)}}, program()));
  return {};
}

Result<Uuid> unit_of(Transaction& tx, const NewUser& user) {
  if (!user.business_unit_id) {
    return unit_named(tx, user.business_unit.empty() ? std::string(kRootUnit) : user.business_unit);
  }
  if (!TRY(tx.find("businessunit", *user.business_unit_id, {"name"}, program()))) {
    return fail(ErrorCode::NotFound, "there is no business unit {}", user.business_unit_id->to_string());
  }
  return *user.business_unit_id;
}

Result<Uuid> role_named(Transaction& tx, const std::string& name) {
  if (const auto role = TRY(row_with(tx, "role", "name", name, {"name"}))) return role->id;
  std::string known;
  for (const std::string_view role : built_in_roles()) known += (known.empty() ? "" : ", ") + std::string(role);
  return fail(
      Error(ErrorCode::InvalidInput, fmt::format("no role named \"{}\"", name), "The roles are: " + known + "."));
}

/// The rules of the field table (lengths, UTF-8) for what comes past the API.
Result<void> check_texts(Transaction& tx, const Values& values) {
  const record::TableSchema& users = *tx.schema().find("systemuser");
  for (const auto& [name, value] : values) TRY(record::check_value(*users.find(name), value));
  return {};
}

Error wrong_sign_in() {
  return Error(ErrorCode::Unauthenticated, "the user name or the password is wrong",
               "Check both and try again; an administrator can set a new password with `leadlight user password`.");
}

/// The caller a user row stands for: unit, teams and the widest of the roles' privileges.
Result<Identity> identity_from(Snapshot& snapshot, const Record& user) {
  Identity identity;
  identity.user = {user.id, user.text("domainname"), user.text("fullname"), user.text("ll_language"), {}};
  if (identity.user.language.empty()) identity.user.language = "en";
  identity.caller.user = user.id;
  identity.caller.business_unit = user.target("businessunitid");
  const Reference self{"systemuser", user.id};
  for (const Record& membership : TRY(rows_with(snapshot, "teammembership", "systemuserid", self, {"teamid"}))) {
    identity.caller.teams.push_back(membership.target("teamid"));
  }
  for (const Record& held : TRY(rows_with(snapshot, "systemuserroles", "systemuserid", self, {"roleid"}))) {
    const auto role = TRY(snapshot.find("role", held.target("roleid"), {"name", "privileges"}, program()));
    if (!role) continue;
    identity.user.roles.push_back(role->text("name"));
    identity.caller.privileges.merge(TRY(privileges_from_json(role->text("privileges"))));
  }
  return identity;
}

Error not_signed_in() {
  return Error(ErrorCode::Unauthenticated, "not signed in, or signed out meanwhile",
               "Sign in, or send a bearer token from `leadlight token create`.");
}

Result<Identity> identity_by_id(Snapshot& snapshot, const Uuid& user_id) {
  const auto user = TRY(snapshot.find("systemuser", user_id, user_columns(), program()));
  if (!user) return fail(not_signed_in());
  if (user->is_true("isdisabled")) return fail(not_signed_in());
  return identity_from(snapshot, *user);
}

}  // namespace

Result<void> count_failure(Transaction& tx, const Uuid& user, Timestamp now) {
  const auto current = TRY(tx.find("systemuser", user, {"ll_failedsignins"}, program()));
  const std::int64_t failures = 1 + (current ? current->number("ll_failedsignins", 0) : 0);
  Values changes{{"ll_failedsignins", failures}};
  if (failures >= kFailuresBeforeLock) {
    changes["ll_lockeduntil"] = now + kLockTime;
    changes["ll_failedsignins"] = std::int64_t{0};
  }
  TRY(tx.update("systemuser", user, std::move(changes), std::nullopt, program()));
  return {};
}

Result<void> AccessService::seed() {
  return store_.write([](Transaction& tx) -> Result<void> {
    TRY(unit_named(tx, std::string(kRootUnit)));
    TRY(seed_organisation(tx));
    for (const std::string_view name : built_in_roles()) {
      store::Privileges privileges = built_in_privileges(name);
      const auto role = TRY(row_with(tx, "role", "name", std::string(name), {"name", "privileges"}));
      if (!role) {
        TRY(tx.insert("role", Uuid{}, {{"name", std::string(name)}, {"privileges", to_json_text(privileges)}},
                      program()));
        continue;
      }
      // An administrator may have changed what the others may do; a newer program knows more tables.
      if (name != kAdministrator) privileges.replace(TRY(privileges_from_json(role->text("privileges"))));
      std::string text = to_json_text(privileges);
      if (role->text("privileges") != text) {
        TRY(tx.update("role", role->id, {{"privileges", std::move(text)}}, std::nullopt, program()));
      }
    }
    return {};
  });
}

Result<CreatedUser> AccessService::create_user(const NewUser& user) {
  const std::string name(base::trim(user.name));
  if (name.empty()) return fail(ErrorCode::InvalidInput, "a user needs a name to sign in with");
  CreatedUser created;
  created.password = user.password.empty() ? random_password() : user.password;
  TRY(check_password(created.password));
  const std::string hash = TRY(hash_password(created.password));
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const Uuid role = TRY(role_named(tx, user.role));
    if (TRY(user_named(tx, name))) {
      return fail(Error(ErrorCode::Conflict, fmt::format("there is a user named \"{}\" already", name),
                        "Take another name, or set that user's password."));
    }
    const Uuid unit = TRY(unit_of(tx, user));
    Values values{{"domainname", name},
                  {"fullname", user.full_name.empty() ? name : user.full_name},
                  {"businessunitid", Reference{"businessunit", unit}},
                  {"isdisabled", false},
                  {"ll_passwordhash", hash}};
    if (!user.email.empty()) values["internalemailaddress"] = user.email;
    TRY(check_texts(tx, values));
    const Record row = TRY(tx.insert("systemuser", Uuid{}, std::move(values), program()));
    TRY(tx.insert("systemuserroles", Uuid{},
                  {{"systemuserid", Reference{"systemuser", row.id}}, {"roleid", Reference{"role", role}}}, program()));
    created.id = row.id;
    return {};
  }));
  return created;
}

Result<void> AccessService::set_password(std::string_view name, std::string_view password) {
  TRY(check_password(password));
  const std::string hash = TRY(hash_password(password));
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto user = TRY(user_named(tx, name));
    if (!user) return fail(ErrorCode::NotFound, "there is no user named \"{}\"", name);
    return keep_password(tx, user->id, hash);
  });
}

Result<Session> AccessService::sign_in(std::string_view name, std::string_view password, std::string_view user_agent,
                                       std::string_view address) {
  if (password.size() > kLongestPassword || !base::is_valid_utf8(name)) return fail(wrong_sign_in());
  const Timestamp now = clock_.now();
  std::optional<Record> user;
  std::optional<Timestamp> locked_until;
  {
    const auto snapshot = TRY(store_.snapshot());
    user = TRY(user_named(*snapshot, name));
    // A name that nobody has is locked by the same rule, so that a lock tells nothing.
    locked_until = user ? user->time("ll_lockeduntil") : TRY(lock_of_unknown(*snapshot, name, now));
  }
  // An unknown name costs the same hashing as a wrong password, so the time tells nothing.
  static const std::string nobody = hash_password("nobody signs in with this").value_or(std::string());
  std::string hash = user ? user->text("ll_passwordhash") : nobody;
  const bool no_password = hash.empty();
  if (no_password) hash = nobody;
  const bool matches = verify_password(hash, password) && user && !no_password;
  const bool is_disabled = user && user->is_true("isdisabled");
  const bool right = matches && !is_disabled;
  const bool is_locked = locked_until && *locked_until > now;

  Session session;
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const SignInOutcome outcome = is_locked                ? SignInOutcome::Locked
                                  : right                  ? SignInOutcome::SignedIn
                                  : matches && is_disabled ? SignInOutcome::Disabled
                                                           : SignInOutcome::Wrong;
    TRY(log_sign_in(tx, name, user, outcome, address, user_agent));
    if (is_locked || (!user && !right)) return {};
    if (!right) return count_failure(tx, user->id, now);
    if (user->number("ll_failedsignins", 0) > 0) {
      TRY(tx.update("systemuser", user->id, {{"ll_failedsignins", std::int64_t{0}}}, std::nullopt, program()));
    }
    session = {random_token(), random_token(), now + kSessionLifetime};
    TRY(tx.insert("ll_session", Uuid{},
                  {{"tokenhash", hash_token(session.token)},
                   {"systemuserid", Reference{"systemuser", user->id}},
                   {"csrftoken", session.csrf_token},
                   {"expireson", session.expires},
                   {"lastusedon", now},
                   {"useragent", at_most(user_agent, 200)}},
                  program()));
    return {};
  }));
  if (is_locked) {
    base::log(base::LogLevel::Warning, "access", "sign-in refused: locked", {{"user", std::string(name)}});
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*locked_until - now);
    return fail(Error(ErrorCode::TooMany, "too many failed attempts; this name is locked for a while",
                      fmt::format("Try again in {} min.", std::chrono::ceil<std::chrono::minutes>(wait).count()))
                    .with_retry_after(wait));
  }
  base::log(right ? base::LogLevel::Info : base::LogLevel::Warning, "access", right ? "signed in" : "sign-in failed",
            {{"user", std::string(name)}});
  if (!right) return fail(wrong_sign_in());
  return session;
}

Result<void> AccessService::sign_out(std::string_view session_token) {
  return store_.write([&](Transaction& tx) -> Result<void> {
    const auto session = TRY(row_with(tx, "ll_session", "tokenhash", hash_token(session_token), {"expireson"}));
    if (session) TRY(tx.remove("ll_session", session->id, std::nullopt, program()));
    return {};
  });
}

Result<Identity> AccessService::by_session(std::string_view session_token, Touch touch) {
  const Timestamp now = clock_.now();
  std::optional<Record> session;
  Identity identity;
  {
    const auto snapshot = TRY(store_.snapshot());
    session = TRY(row_with(*snapshot, "ll_session", "tokenhash", hash_token(session_token),
                           {"systemuserid", "csrftoken", "expireson", "lastusedon"}));
    if (!session) return fail(not_signed_in());
    const auto expires = session->time("expireson");
    if (!expires || *expires <= now) return fail(not_signed_in());
    identity = TRY(identity_by_id(*snapshot, session->target("systemuserid")));
    identity.csrf_token = session->text("csrftoken");
  }
  const auto used = session->time("lastusedon");
  if (touch == Touch::Yes && (!used || now - *used > kSessionTouchEvery)) {
    TRY(store_.write([&](Transaction& tx) -> Result<void> {
      // Signed out meanwhile: nothing to keep alive.
      if (!TRY(tx.find("ll_session", session->id, {"expireson"}, program()))) return {};
      TRY(tx.update("ll_session", session->id, {{"lastusedon", now}, {"expireson", now + kSessionLifetime}},
                    std::nullopt, program()));
      return {};
    }));
  }
  return identity;
}

Result<Identity> AccessService::by_bearer(std::string_view token) {
  const Timestamp now = clock_.now();
  std::optional<Record> row;
  Identity identity;
  {
    const auto snapshot = TRY(store_.snapshot());
    row = TRY(
        row_with(*snapshot, "ll_token", "tokenhash", hash_token(token), {"systemuserid", "expireson", "lastusedon"}));
    if (!row) return fail(not_signed_in());
    const auto expires = row->time("expireson");
    if (expires && *expires <= now) return fail(not_signed_in());
    identity = TRY(identity_by_id(*snapshot, row->target("systemuserid")));
  }
  const auto used = row->time("lastusedon");
  if (!used || now - *used > kSessionTouchEvery) {
    TRY(store_.write([&](Transaction& tx) -> Result<void> {
      // Revoked meanwhile: nothing to note.
      if (!TRY(tx.find("ll_token", row->id, {"name"}, program()))) return {};
      TRY(tx.update("ll_token", row->id, {{"lastusedon", now}}, std::nullopt, program()));
      return {};
    }));
  }
  return identity;
}

Result<std::string> AccessService::create_token(std::string_view user_name, std::string_view label,
                                                std::optional<Timestamp> expires) {
  const std::string token = "ll_" + random_token();
  TRY(store_.write([&](Transaction& tx) -> Result<void> {
    const auto user = TRY(user_named(tx, user_name));
    if (!user) {
      return fail(Error(ErrorCode::NotFound, fmt::format("there is no user named \"{}\"", user_name),
                        "Make one with `leadlight user create`, or list them with `leadlight user list`."));
    }
    Values values{{"name", std::string(label)},
                  {"tokenhash", hash_token(token)},
                  {"systemuserid", Reference{"systemuser", user->id}}};
    if (expires) values["expireson"] = *expires;
    TRY(tx.insert("ll_token", Uuid{}, std::move(values), program()));
    return {};
  }));
  return token;
}

Result<Identity> AccessService::identity_of(const Uuid& user_id) {
  const auto snapshot = TRY(store_.snapshot());
  return identity_by_id(*snapshot, user_id);
}

Result<void> AccessService::set_language(const Uuid& user_id, std::string_view language) {
  if (std::find(kLanguages.begin(), kLanguages.end(), language) == kLanguages.end()) {
    return fail(ErrorCode::InvalidInput, "no language \"{}\"; there are en, nl, de, zh and th", language);
  }
  return store_.write([&](Transaction& tx) -> Result<void> {
    TRY(tx.update("systemuser", user_id, {{"ll_language", std::string(language)}}, std::nullopt, program()));
    return {};
  });
}

Result<void> AccessService::set_preferences(const Uuid& user_id, std::string_view time_zone,
                                            std::string_view working_hours) {
  if (!time_zone.empty() && !base::is_time_zone(time_zone)) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("there is no time zone \"{}\"", time_zone.substr(0, 64)),
                      "Take a name of the IANA database, like Europe/Amsterdam."));
  }
  if (!working_hours.empty()) TRY(base::parse_json(working_hours, 4));
  const auto or_null = [](std::string_view text) {
    return text.empty() ? record::Value() : record::Value(std::string(text));
  };
  return store_.write([&](Transaction& tx) -> Result<void> {
    record::Values values{{"ll_timezone", or_null(time_zone)}, {"ll_workinghours", or_null(working_hours)}};
    values = TRY(record::check_change(*tx.schema().find("systemuser"), std::move(values), record::ChangeKind::Update));
    TRY(tx.update("systemuser", user_id, std::move(values), std::nullopt, program()));
    return {};
  });
}

}  // namespace leadlight::access
