#include "core/feature/contact.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace leadlight::feature {
namespace {

// Sorted, so that a search is a few comparisons.
constexpr auto kFreeDomains = std::to_array<std::string_view>({
    "126.com",        "139.com",        "163.com",       "21cn.com",       "aim.com",        "alice.it",
    "aol.com",        "arcor.de",       "bigpond.com",   "bluewin.ch",     "bol.com.br",     "btinternet.com",
    "chello.nl",      "comcast.net",    "cox.net",       "daum.net",       "email.com",      "fastmail.com",
    "foxmail.com",    "free.fr",        "freenet.de",    "gmail.com",      "gmx.at",         "gmx.ch",
    "gmx.com",        "gmx.de",         "gmx.net",       "googlemail.com", "hanmail.net",    "hetnet.nl",
    "home.nl",        "hotmail.co.uk",  "hotmail.com",   "hotmail.de",     "hotmail.fr",     "hotmail.nl",
    "hushmail.com",   "icloud.com",     "inbox.com",     "inbox.ru",       "kpnmail.nl",     "laposte.net",
    "libero.it",      "live.com",       "live.nl",       "mac.com",        "mail.com",       "mail.ru",
    "me.com",         "msn.com",        "naver.com",     "online.de",      "orange.fr",      "outlook.com",
    "outlook.de",     "planet.nl",      "pm.me",         "proton.me",      "protonmail.com", "qq.com",
    "rediffmail.com", "rocketmail.com", "sbcglobal.net", "sina.com",       "sohu.com",       "t-online.de",
    "terra.com.br",   "tiscali.it",     "tutanota.com",  "uol.com.br",     "verizon.net",    "wanadoo.fr",
    "web.de",         "xs4all.nl",      "yahoo.co.in",   "yahoo.co.jp",    "yahoo.co.uk",    "yahoo.com",
    "yahoo.com.br",   "yahoo.de",       "yahoo.fr",      "yahoo.it",       "yandex.com",     "yandex.ru",
    "ymail.com",      "ziggo.nl",       "zoho.com",      "zohomail.com",
});
constexpr auto kDisposableDomains = std::to_array<std::string_view>({
    "10minutemail.com", "33mail.com",      "dispostable.com",   "emailondeck.com", "fakeinbox.com", "getairmail.com",
    "getnada.com",      "grr.la",          "guerrillamail.com", "mailcatch.com",   "maildrop.cc",   "mailinator.com",
    "mailnesia.com",    "mailsac.com",     "mintemail.com",     "mohmal.com",      "moakt.com",     "mytemp.email",
    "sharklasers.com",  "spamgourmet.com", "temp-mail.org",     "tempail.com",     "tempmail.com",  "throwawaymail.com",
    "trashmail.com",    "trashmail.de",    "wegwerfmail.de",    "yopmail.com",
});

bool is_listed(std::span<const std::string_view> sorted, std::string_view domain) {
  return std::find_if(sorted.begin(), sorted.end(),
                      [&](auto entry) { return base::equals_ignoring_ascii_case(entry, domain); }) != sorted.end();
}

}  // namespace

MailClass mail_class(std::string_view address) {
  address = base::trim(address);
  if (address.empty()) return MailClass::Missing;
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return MailClass::Invalid;
  if (address.substr(0, at).find_first_of(" \t@,;<>()") != std::string_view::npos) return MailClass::Invalid;
  const auto domain = address.substr(at + 1);
  const auto dot = domain.rfind('.');
  const bool odd = domain.find_first_of(" \t@,;<>()") != std::string_view::npos;
  if (dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3 || domain.size() > 253 || odd) {
    return MailClass::Invalid;
  }
  if (is_listed(kFreeDomains, domain)) return MailClass::Free;
  if (is_listed(kDisposableDomains, domain)) return MailClass::Disposable;
  return MailClass::Business;
}

std::string_view to_string(MailClass mail) {
  switch (mail) {
    case MailClass::Missing:
      return "missing";
    case MailClass::Invalid:
      return "invalid";
    case MailClass::Free:
      return "free";
    case MailClass::Disposable:
      return "disposable";
    case MailClass::Business:
      return "business";
  }
  return "";
}

bool is_plausible_name(std::string_view name) {
  name = base::trim(name);
  if (name.empty() || name.size() > 200) return false;
  static constexpr auto kPlaceholders = std::to_array<std::string_view>(
      {"test", "tester",    "testing",  "asdf",      "asdfgh", "qwerty", "abc",   "xyz",  "unknown", "none",
       "name", "firstname", "lastname", "anonymous", "dummy",  "sample", "admin", "user", "foo",     "bar"});
  for (const auto placeholder : kPlaceholders) {
    if (base::equals_ignoring_ascii_case(name, placeholder)) return false;
  }
  int letters = 0, run = 0;
  UChar32 last = 0;
  const auto* bytes = name.data();
  const auto size = static_cast<int32_t>(name.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
    const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    const bool joiner = c == ' ' || c == '-' || c == '\'' || c == '.' || c == 0x2019 || c == 0xB7 || c == 0x30FB ||
                        c == 0x200C || c == 0x200D || c == 0xA0 || c == 0x2D || c == ',';
    if (!u_isalpha(c) && !mark && !joiner) return false;
    letters += u_isalpha(c) ? 1 : 0;
    run = c == last ? run + 1 : 1;
    if (run >= 4) return false;
    last = c;
  }
  return letters > 0;
}

bool is_phone_number(std::string_view text) {
  int digits = 0;
  for (const char c : base::trim(text)) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (std::string_view("+-() ./xext").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digits >= 7 && digits <= 20;
}

}  // namespace leadlight::feature
