#include "service/capture/mail_account_settings.h"

#include <algorithm>

#include "base/text.h"
#include "connect/imap/connection.h"
#include "service/capture/row_values.h"

namespace leadlight::capture {
namespace {

using record::Value;
using record::Values;

constexpr std::size_t kMostFoldersNamed = 500, kMostFolderNameBytes = 400;
constexpr std::string_view kSecurities[] = {"tls", "starttls", "none"};

Result<imap::Security> security_of(const std::string& name) {
  for (std::size_t i = 0; i < std::size(kSecurities); ++i) {
    if (kSecurities[i] == name) return static_cast<imap::Security>(i);
  }
  return fail(ErrorCode::InvalidInput, "the encryption is tls, starttls or none, not \"{}\"", name.substr(0, 40));
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

}  // namespace

Result<MailAccountChanges> changes_of(const MailAccountSettings& settings) {
  MailAccountChanges changes;
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

std::string_view security_name(std::int64_t security) {
  return kSecurities[std::clamp<std::int64_t>(security, 0, std::ssize(kSecurities) - 1)];
}

}  // namespace leadlight::capture
