// What administrators do to users, roles and teams, and everybody to their own password and tokens. Who may call what
// is checked before (api/admin.cc); the changes stand in the history under the caller's name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "storage/store/store.h"

namespace leadlight::access {

/// A program's token as its owner sees it: never the token itself.
struct TokenInfo {
  Uuid id;
  std::string name;
  std::optional<Timestamp> created_on, last_used_on, expires_on;
};

/// @threads any
class Administration {
 public:
  Administration(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// Sets the password (empty: one is made) and answers it. Sessions of the user end, a lock is lifted.
  /// @errors NotFound; InvalidInput: weak password
  Result<std::string> set_password(const Uuid& user, std::string password);
  /// The same by the user, who knows the one in force. Wrong guesses count as failed sign-ins.
  /// @errors Denied: `current` is wrong; TooMany while the name is locked; InvalidInput: weak password
  Result<std::string> set_own_password(const Uuid& user, std::string_view current, std::string password);

  /// @errors NotFound
  Result<void> unlock(const Uuid& user, const store::Caller& by);
  /// A disabled user's sessions end; tokens work again when the user is enabled.
  /// @errors NotFound; Conflict: the last enabled administrator
  Result<void> set_disabled(const Uuid& user, bool disabled, const store::Caller& by);
  /// @errors NotFound; InvalidInput: no such role; Conflict: nobody would be an administrator any more
  Result<void> set_roles(const Uuid& user, const std::vector<Uuid>& roles, const store::Caller& by);
  /// @errors NotFound; InvalidInput: no such user
  Result<void> set_team_members(const Uuid& team, const std::vector<Uuid>& users, const store::Caller& by);

  /// Oldest first.
  Result<std::vector<TokenInfo>> tokens(const Uuid& user);
  /// Answers the token, which is stored as a hash only.
  /// @errors NotFound; InvalidInput: no name, or an end that has passed
  Result<std::string> create_token(const Uuid& user, std::string_view name, std::optional<Timestamp> expires);
  /// `owner` set: only a token of this user's.
  /// @errors NotFound
  Result<void> revoke_token(const Uuid& token, std::optional<Uuid> owner);

 private:
  store::Store& store_;
  const Clock& clock_;
};

/// Fails when nobody who can sign in is an administrator, so that a change which would lock all out is not kept.
/// Called inside the transaction of every change that could (users, the roles they hold, roles).
/// @errors Conflict
Result<void> require_an_administrator(store::Transaction& tx);

/// Writes the hash of a new password, lifts a lock and ends the user's sessions.
Result<void> keep_password(store::Transaction& tx, const Uuid& user, std::string_view hash);
/// Counts a wrong password against the user; enough of them lock the name for a while.
Result<void> count_failure(store::Transaction& tx, const Uuid& user, Timestamp now);

}  // namespace leadlight::access
