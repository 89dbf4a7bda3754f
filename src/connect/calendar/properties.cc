#include "connect/calendar/properties.h"

#include <cstdlib>

#include "base/text.h"

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

struct FreeParser {
  void operator()(icalparser* parser) const { icalparser_free(parser); }
};

/// The value when it is of the kind.
icalvalue* value_of(icalproperty* property, icalvalue_kind kind) {
  icalvalue* value = property == nullptr ? nullptr : icalproperty_get_value(property);
  return value != nullptr && icalvalue_isa(value) == kind ? value : nullptr;
}

std::optional<RawTime> to_raw(const icaltimetype& time) {
  using namespace std::chrono;
  if (icaltime_is_null_time(time) || time.year < 1 || time.year > 9999) return std::nullopt;
  const year_month_day date(year(time.year), month(static_cast<unsigned>(time.month)),
                            day(static_cast<unsigned>(time.day)));
  if (time.month < 1 || time.day < 1 || !date.ok()) return std::nullopt;
  RawTime raw{
      .local = local_days(date), .is_date = time.is_date != 0, .is_utc = icaltime_is_utc(time) != 0, .tzid = {}};
  if (raw.is_date) return raw;
  // A leap second is read as the one before.
  if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59 || time.second < 0 || time.second > 60) {
    return std::nullopt;
  }
  raw.local += hours(time.hour) + minutes(time.minute) + seconds(std::min(time.second, 59));
  return raw;
}

std::string tzid_of(icalproperty* property) {
  icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  return parameter == nullptr ? std::string() : to_text(icalparameter_get_tzid(parameter));
}

std::optional<RawTime> with_zone_of(icalproperty* property, std::optional<RawTime> time) {
  if (time && !time->is_utc) time->tzid = tzid_of(property);
  return time;
}

/// Longer than a hundred years is no length of a meeting; what is below keeps all sums in range.
std::optional<Length> to_length(const icaldurationtype& duration) {
  constexpr std::int64_t kMostDays = 36'525;
  if (icaldurationtype_is_bad_duration(duration)) return std::nullopt;
  const std::int64_t whole = std::int64_t{duration.weeks} * 7 + duration.days;
  const std::int64_t time =
      std::int64_t{duration.hours} * 3600 + std::int64_t{duration.minutes} * 60 + std::int64_t{duration.seconds};
  if (duration.is_neg || whole > kMostDays || time > kMostDays * 86'400) return std::nullopt;
  return Length{days(whole), seconds(time)};
}

}  // namespace

std::string to_text(const char* text) {
  if (text == nullptr) return {};
  // What went in was valid, but libical cuts its own messages wherever its buffers end.
  return base::is_valid_utf8(text) ? std::string(text) : to_clean_utf8(text);
}

ComponentPtr parse(const Block& block) {
  static const bool lenient = [] {
    icalerror_set_errors_are_fatal(0);  // A library that aborts on bad input is of no use here.
    return true;
  }();
  (void)lenient;
  const std::unique_ptr<icalparser, FreeParser> parser(icalparser_new());
  ComponentPtr parsed;
  for (std::string line : block.lines) {
    if (icalcomponent* done = icalparser_add_line(parser.get(), line.data())) parsed.reset(done);
  }
  return parsed;
}

std::vector<icalproperty*> properties(icalcomponent* component, icalproperty_kind kind) {
  std::vector<icalproperty*> found;
  for (icalproperty* p = icalcomponent_get_first_property(component, kind); p != nullptr;
       p = icalcomponent_get_next_property(component, kind)) {
    found.push_back(p);
  }
  return found;
}

icalproperty* first_property(icalcomponent* component, icalproperty_kind kind) {
  return icalcomponent_get_first_property(component, kind);
}

std::string text_of(icalproperty* property) {
  if (icalvalue* text = value_of(property, ICAL_TEXT_VALUE)) return to_text(icalvalue_get_text(text));
  icalvalue* value = property == nullptr ? nullptr : icalproperty_get_value(property);
  if (value == nullptr) return {};
  const std::unique_ptr<char, decltype(&std::free)> text(icalvalue_as_ical_string_r(value), &std::free);
  return to_text(text.get());
}

std::optional<RawTime> time_of(icalproperty* property) {
  if (icalvalue* time = value_of(property, ICAL_DATETIME_VALUE)) {
    return with_zone_of(property, to_raw(icalvalue_get_datetime(time)));
  }
  if (icalvalue* date = value_of(property, ICAL_DATE_VALUE)) {
    return with_zone_of(property, to_raw(icalvalue_get_date(date)));
  }
  return std::nullopt;
}

std::optional<std::int64_t> integer_of(icalproperty* property) {
  icalvalue* value = value_of(property, ICAL_INTEGER_VALUE);
  return value == nullptr ? std::nullopt : std::optional<std::int64_t>(icalvalue_get_integer(value));
}

std::optional<seconds> utc_offset_of(icalproperty* property) {
  icalvalue* value = value_of(property, ICAL_UTCOFFSET_VALUE);
  if (value == nullptr) return std::nullopt;
  const seconds offset(icalvalue_get_utcoffset(value));
  return offset > -days(1) && offset < days(1) ? std::optional(offset) : std::nullopt;
}

std::optional<Length> length_of(icalproperty* property) {
  icalvalue* value = value_of(property, ICAL_DURATION_VALUE);
  return value == nullptr ? std::nullopt : to_length(icalvalue_get_duration(value));
}

std::optional<icalrecurrencetype> recurrence_of(icalproperty* property) {
  icalvalue* value = value_of(property, ICAL_RECUR_VALUE);
  return value == nullptr ? std::nullopt : std::optional(icalvalue_get_recur(value));
}

std::optional<RawExtra> extra_of(icalproperty* property) {
  if (const std::optional<RawTime> time = time_of(property)) return RawExtra{.begin = *time};
  icalvalue* value = value_of(property, ICAL_DATETIMEPERIOD_VALUE);
  if (value == nullptr) value = value_of(property, ICAL_PERIOD_VALUE);
  if (value == nullptr) return std::nullopt;
  const icalperiodtype period = icalvalue_get_datetimeperiod(value).period;
  const std::optional<RawTime> begin = with_zone_of(property, to_raw(period.start));
  if (!begin) return std::nullopt;
  if (icaltime_is_null_time(period.end)) return RawExtra{.begin = *begin, .length = to_length(period.duration)};
  return RawExtra{.begin = *begin, .end = with_zone_of(property, to_raw(period.end))};
}

}  // namespace leadlight::calendar
