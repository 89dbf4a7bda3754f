// Sign-in and rights: who is asking, and what may they do. The rows themselves are filtered by the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/access/roles.h"
#include "service/access/secret.h"
#include "storage/store/store.h"

namespace leadlight::access {

struct User {
  Uuid id;
  std::string name;  ///< Sign-in name (`domainname`).
  std::string full_name;
  std::string language;  ///< en, nl, de, zh, th
  std::vector<std::string> roles;
};

/// A signed-in browser.
struct Session {
  std::string token;       ///< For the cookie; stored as a hash only.
  std::string csrf_token;  ///< Sent back by the page in X-CSRF-Token on every change.
  Timestamp expires;
};

struct Identity {
  User user;
  store::Caller caller;
  std::string csrf_token;  ///< Empty for a bearer token: no cookie, so no cross-site request to forge.
};

struct NewUser {
  std::string name;
  std::string full_name;      ///< Empty: the name.
  std::string role;           ///< A role's name, in any case.
  std::string business_unit;  ///< Made when absent; empty: the organisation's root unit.
  std::string password;       ///< Empty: one is made and returned.
  std::string email = {};
  std::optional<Uuid> business_unit_id = {};  ///< One that is there; goes before `business_unit`.
};

struct CreatedUser {
  Uuid id;
  std::string password;
};

/// Whether asking who a session is counts as using it.
enum class Touch { Yes, No };

/// @threads any
class AccessService {
 public:
  AccessService(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// Makes the three roles and the root business unit where they are missing. Called after migrate().
  Result<void> seed();

  /// Makes a user, and answers the password (given or made).
  /// @errors Conflict: name taken; InvalidInput: unknown role, weak password
  Result<CreatedUser> create_user(const NewUser& user);
  Result<void> set_password(std::string_view name, std::string_view password);

  /// Every attempt is kept in the sign-in log. A name that nobody has is locked like one that somebody has.
  /// @errors Unauthenticated, the same text and time for an unknown name and a wrong password; TooMany while the
  /// name is locked after repeated failures
  Result<Session> sign_in(std::string_view name, std::string_view password, std::string_view user_agent,
                          std::string_view address = {});
  Result<void> sign_out(std::string_view session_token);

  /// Who a cookie or bearer token stands for.
  /// @errors Unauthenticated
  Result<Identity> by_session(std::string_view session_token, Touch touch = Touch::Yes);
  Result<Identity> by_bearer(std::string_view token);

  /// A token for a program; shown once, stored as a hash.
  /// @errors NotFound: no such user
  Result<std::string> create_token(std::string_view user_name, std::string_view label,
                                   std::optional<Timestamp> expires);

  Result<Identity> identity_of(const Uuid& user_id);

  /// @errors InvalidInput: not one of the application's languages
  Result<void> set_language(const Uuid& user_id, std::string_view language);
  /// A user's own time zone (`Europe/Amsterdam`; empty: the organisation's) and working hours (JSON).
  /// @errors InvalidInput: no such time zone, hours that are no JSON
  Result<void> set_preferences(const Uuid& user_id, std::string_view time_zone, std::string_view working_hours);

 private:
  store::Store& store_;
  const Clock& clock_;
};

}  // namespace leadlight::access
