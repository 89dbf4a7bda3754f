// Names of time zones -> zones, through ICU: it carries the IANA database and the CLDR's table of Windows names.
#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>
#include <unicode/unistr.h>

#include <map>
#include <mutex>

#include "base/text.h"
#include "connect/calendar/zone.h"

namespace leadlight::calendar {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

seconds from_icu(double ms) {
  return seconds(static_cast<std::int64_t>(ms / 1000));
}

double to_icu(sys_days day) {
  return static_cast<double>(milliseconds(day.time_since_epoch()).count());
}

seconds offset_of(const icu::TimeZoneRule& rule) {
  return from_icu(rule.getRawOffset() + rule.getDSTSavings());
}

/// Whether ICU knows the name itself; it takes `GMT+5` and the like too, but those as_offset() reads.
bool is_iana(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  UBool is_system = false;
  icu::TimeZone::getCanonicalID(unicode(name), canonical, is_system, status);
  return U_SUCCESS(status) && is_system && name != "Etc/Unknown";
}

ZonePtr load(std::string_view name) {
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(unicode(name)));
  const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (basic == nullptr) return nullptr;
  const double end = to_icu(std::chrono::year(2100) / 1 / 1);
  double at = to_icu(std::chrono::year(1900) / 1 / 1);
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t raw = 0, saving = 0;
  basic->getOffset(at, false, raw, saving, status);
  if (U_FAILURE(status)) return nullptr;
  std::vector<ZoneChange> changes;
  icu::TimeZoneTransition next;
  while (basic->getNextTransition(at, false, next) && next.getTime() < end) {
    at = next.getTime();
    changes.push_back({sys_seconds(from_icu(at)), offset_of(*next.getTo())});
  }
  return std::make_shared<const Zone>(std::string(name), from_icu(raw + saving), std::move(changes));
}

/// The IANA name of a Windows one, empty when there is none.
std::string from_windows(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString id;
  icu::TimeZone::getIDForWindowsID(unicode(name), "001", id, status);
  std::string iana;
  return U_SUCCESS(status) ? id.toUTF8String(iana) : iana;
}

/// `+01:00`, `-0500`, `+1` behind GMT or UTC, in brackets or not.
std::optional<seconds> as_offset(std::string_view name) {
  if (name.starts_with('(')) name.remove_prefix(1);
  if (!name.starts_with("UTC") && !name.starts_with("GMT")) return std::nullopt;
  name = base::trim(name.substr(3));
  if (name.empty() || (name.front() != '+' && name.front() != '-')) return std::nullopt;
  const int sign = name.front() == '-' ? -1 : 1;
  int digits = 0, value = 0;
  for (const char c : name.substr(1)) {
    if (c == ':') continue;
    if (c < '0' || c > '9' || digits == 4) break;
    value = value * 10 + (c - '0');
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  const int hours = digits <= 2 ? value : value / 100, minutes = digits <= 2 ? 0 : value % 100;
  if (hours > 14 || minutes > 59) return std::nullopt;
  return sign * seconds(hours * 3600 + minutes * 60);
}

/// Where the known name in a text like `/example.org/20240101/America/New_York` begins; the text's size when nowhere.
std::size_t find_iana(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    if (is_iana(name.substr(at))) return at;
    const std::size_t slash = name.find('/', at);
    if (slash == std::string_view::npos) break;
    at = slash + 1;
  }
  return name.size();
}

/// Loads a zone once; they are few hundred and never change.
ZonePtr load_once(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, ZonePtr> zones;
  const std::lock_guard lock(mutex);
  ZonePtr& zone = zones[name];
  if (!zone) zone = load(name);
  return zone;
}

}  // namespace

ZonePtr find_zone(std::string_view name) {
  constexpr std::size_t kLongestName = 200;
  name = base::trim(name);
  if (name.empty() || name.size() > kLongestName) return nullptr;
  if (name == "UTC" || name == "Z" || name == "GMT") return utc_zone();
  if (const std::size_t at = find_iana(name); at < name.size()) return load_once(std::string(name.substr(at)));
  if (const std::string iana = from_windows(name); !iana.empty()) return load_once(iana);
  if (const std::optional<seconds> offset = as_offset(name)) {
    return std::make_shared<const Zone>(std::string(name), *offset, std::vector<ZoneChange>());
  }
  return nullptr;
}

}  // namespace leadlight::calendar
