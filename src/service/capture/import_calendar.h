// Calendars as they lie on disk -> appointments with their parties, each time a meeting takes place.
//
// Each file is first read alone in a process of its own: what kills it is left out. Those that it lives through are
// read together, for the answers and changes of a meeting may lie in several.
#pragma once

#include "service/capture/import_mail.h"

namespace leadlight::capture {

struct CalendarImport {
  std::string path;
  std::string name = {};
  record::Reference owner;
  std::vector<std::string> our_domains = {};
  std::vector<IgnoreWish> ignored = {};  ///< Put on the owner's ignore list.
  std::string time_zone = {};            ///< For times that name none; that of the organisation when empty.
  bool is_private = false;
  bool analytics = true;
  std::chrono::days back = kMeetingsBack, ahead = kMeetingsAhead;  ///< How much of a series is made.
  ReadingLimits limits = {};
};

struct CalendarImportReport {
  Uuid mailbox;
  std::uint64_t files = 0, events = 0;
  std::uint64_t added = 0, changed = 0, repeated = 0;
  std::uint64_t cancelled = 0;  ///< Of those changed: no longer part of their series.
  std::uint64_t older = 0;      ///< Of those repeated: what is kept is newer.
  std::uint64_t ignored = 0;    ///< Kept out by ignore lists.
  std::uint64_t skipped = 0, with_problems = 0;
  std::vector<LeftOut> skipped_items, problems;
  PeopleReport people;
  double seconds = 0;
};

OrderedJson to_json(const CalendarImportReport& report);

/// The requests are to_bytes(CalendarQuestion), the answers to_bytes(ParsedCalendars).
/// @errors NotFound, Denied, InvalidInput of path and zone; Unavailable when no process can be started
Result<CalendarImportReport> import_calendar(store::Store& store, const CalendarImport& wanted, ReadingProgram reader,
                                             const Clock& clock);

}  // namespace leadlight::capture
