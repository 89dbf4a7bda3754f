// The door to libical: the only header and source that know its types are this pair and those that read with it.
//
// libical's getters believe the property about the kind of its value and read the wrong member of a union when a
// hostile VALUE= makes it another one, so every one of these looks at the kind first.
#pragma once

#include <libical/ical.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "connect/calendar/event.h"
#include "connect/calendar/lines.h"

namespace leadlight::calendar {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using ComponentPtr = std::unique_ptr<icalcomponent, FreeComponent>;

/// What libical makes of the block; nullptr when nothing.
/// @threads one at a time a thread: libical hands out buffers of the thread
ComponentPtr parse(const Block& block);

/// The properties of the kind, in order.
std::vector<icalproperty*> properties(icalcomponent* component, icalproperty_kind kind);
/// The first one, nullptr when there is none.
icalproperty* first_property(icalcomponent* component, icalproperty_kind kind);

/// A date or time as it stands: which instant, its zone decides.
struct RawTime {
  LocalTime local;
  bool is_date = false;
  bool is_utc = false;
  std::string tzid;  ///< Empty when the file names none.
};

/// The value as text: whatever its kind, unescaped where it is text.
std::string text_of(icalproperty* property);
/// These are nullopt when the value is of another kind or no real date, number, ...
std::optional<RawTime> time_of(icalproperty* property);
std::optional<std::int64_t> integer_of(icalproperty* property);
std::optional<std::chrono::seconds> utc_offset_of(icalproperty* property);
std::optional<Length> length_of(icalproperty* property);
std::optional<icalrecurrencetype> recurrence_of(icalproperty* property);

/// A value of RDATE: a date, a time or a period.
struct RawExtra {
  RawTime begin;
  std::optional<RawTime> end = {};
  std::optional<Length> length = {};
};
std::optional<RawExtra> extra_of(icalproperty* property);

std::string to_text(const char* text);

}  // namespace leadlight::calendar
