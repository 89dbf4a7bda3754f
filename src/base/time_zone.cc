#include "base/time_zone.h"

#include <unicode/basictz.h>

#include <string>

namespace leadlight::base {

struct TimeZone::Rules {
  std::unique_ptr<icu::BasicTimeZone> zone;
};

Result<TimeZone> TimeZone::named(std::string_view name) {
  if (!is_time_zone(name)) return fail(ErrorCode::InvalidInput, "there is no time zone named {}", name);
  auto rules = std::make_shared<Rules>();
  // ICU makes every zone of the IANA database from its rules.
  rules->zone.reset(
      static_cast<icu::BasicTimeZone*>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(name)))));
  return TimeZone(std::move(rules));
}

Timestamp TimeZone::moment(Date day, std::chrono::minutes time_of_day) const {
  const std::chrono::milliseconds local = day.time_since_epoch() + time_of_day;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffsetFromLocal(static_cast<UDate>(local.count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                                   saving, status);
  return Timestamp(local - std::chrono::milliseconds(raw + saving));
}

Date TimeZone::day_of(Timestamp moment) const {
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto millis = std::chrono::floor<std::chrono::milliseconds>(moment).time_since_epoch();
  rules_->zone->getOffset(static_cast<UDate>(millis.count()), false, raw, saving, status);
  return std::chrono::floor<std::chrono::days>(moment + std::chrono::milliseconds(raw + saving));
}

}  // namespace leadlight::base
