// How everything here says that it failed. The only file that names `tl::`.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace leadlight::base {

/// Why an operation failed, for the whole program. One table (`error_traits`) maps a code to exit code,
/// HTTP status, OData error code and "is a retry worth it?".
enum class ErrorCode {
  InvalidInput,  ///< The caller's data is wrong: say what, where, and how to mend it.
  WrongUse,      ///< The caller's words are off (a flag, a missing argument). Exit code 2.
  NotFound,      ///< No such thing, or none this user may see.
  Conflict,      ///< The thing changed meanwhile (ETag), or a key is taken.
  Denied,        ///< Known user, not allowed.
  Unauthenticated,
  Unsupported,  ///< A clause or feature we do not offer, named in the message.
  TooLarge,     ///< A limit on size, depth or count.
  TooMany,      ///< Too many attempts in a short time; `retry_after` tells when it may be tried again.
  Unavailable,  ///< Try again later.
  Corrupt,      ///< Stored data is damaged.
  Internal,     ///< Our own mistake.
};

struct ErrorTraits {
  std::string_view name;  ///< The OData error code, stable.
  int http_status;
  int exit_code;
  bool retryable;
};
const ErrorTraits& error_traits(ErrorCode code);

/// A failure: what happened, and for the human a hint how to mend it.
class Error {
 public:
  Error(ErrorCode code, std::string message, std::string hint = {})
      : code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  /// When it is worth trying again; nullopt when waiting alone does not help.
  std::optional<std::chrono::seconds> retry_after() const { return retry_after_; }

  Error&& with_hint(std::string hint) && {
    hint_ = std::move(hint);
    return std::move(*this);
  }
  Error&& with_retry_after(std::chrono::seconds wait) && {
    retry_after_ = wait;
    return std::move(*this);
  }
  /// Puts where it happened in front: `row 7: not a number`.
  Error&& in(std::string_view where) && {
    message_ = fmt::format("{}: {}", where, message_);
    return std::move(*this);
  }
  /// Message and hint as one text for a terminal or a log.
  std::string to_string() const { return hint_.empty() ? message_ : message_ + "\n  " + hint_; }

  friend bool operator==(const Error&, const Error&) = default;

 private:
  ErrorCode code_;
  std::string message_;
  std::string hint_;
  std::optional<std::chrono::seconds> retry_after_;
};

/// A value or an Error. Marked so that both compilers complain about a dropped one.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// The failing side of a Result: `return fail(ErrorCode::NotFound, "no table named {}", name);`
template <class... Args>
tl::unexpected<Error> fail(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected<Error>(Error(code, fmt::format(format, std::forward<Args>(args)...)));
}
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

namespace internal {
template <class T>
T take(tl::expected<T, Error>&& result) {
  return std::move(*result);
}
inline void take(tl::expected<void, Error>&&) {}
}  // namespace internal

}  // namespace leadlight::base

namespace leadlight {
using base::Error;
using base::ErrorCode;
using base::fail;
using base::Result;
}  // namespace leadlight

/// The value of a Result, or an early return of its Error: `auto rows = TRY(read(path));`
#define TRY(...) LEADLIGHT_TRY_(LEADLIGHT_JOIN_(try_result_, __COUNTER__), __VA_ARGS__)
#define LEADLIGHT_JOIN_(a, b) LEADLIGHT_JOIN2_(a, b)
#define LEADLIGHT_JOIN2_(a, b) a##b
#define LEADLIGHT_TRY_(name, ...)                              \
  ({                                                           \
    auto name = (__VA_ARGS__);                                 \
    if (!name) [[unlikely]]                                    \
      return ::leadlight::base::fail(std::move(name).error()); \
    ::leadlight::base::internal::take(std::move(name));        \
  })
