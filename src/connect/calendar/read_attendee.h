// ORGANIZER and ATTENDEE -> who takes part.
#pragma once

#include "connect/calendar/event.h"
#include "connect/calendar/properties.h"

namespace leadlight::calendar {

Attendee read_attendee(icalproperty* property);

}  // namespace leadlight::calendar
