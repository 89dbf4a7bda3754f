// libical's recurrence rule -> ours.
#pragma once

#include <string>

#include "base/result.h"
#include "connect/calendar/properties.h"
#include "connect/calendar/rule.h"
#include "connect/calendar/zone.h"

namespace leadlight::calendar {

/// Whether the event begins at a time or is whole days, whose rules name no times (RFC 5545, 3.3.10).
enum class StartKind { Time, Date };

/// `zone`: of the start; UNTIL stands in UTC and is put on its clocks.
/// @errors InvalidInput (not a rule, hours of a whole day), Unsupported (another calendar than the Gregorian one)
Result<Rule> read_rule(const icalrecurrencetype& from, const Zone& zone, StartKind start = StartKind::Time);

}  // namespace leadlight::calendar
