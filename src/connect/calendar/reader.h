// Reads calendar files (.ics, RFC 5545) one event after the other: a single file or all of a folder.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "connect/calendar/event.h"
#include "connect/calendar/read_event.h"

namespace leadlight::calendar {

/// How to read, and how much that may take.
struct Options {
  /// For times and whole days that name no zone, where their calendar names none either.
  std::string time_zone = "UTC";
  /// A larger file is skipped; the one that is read is held in memory.
  std::size_t max_file_bytes = std::size_t{256} << 20;
  LineLimits lines = {};
  EventLimits events = {};
};

/// What came of reading, up to the event last given.
struct Report {
  std::uint64_t files = 0;          ///< Opened, whatever came of it.
  std::uint64_t events = 0;         ///< Given out.
  std::uint64_t with_problems = 0;  ///< Of these.
  std::uint64_t skipped_count = 0;
  std::vector<Skipped> skipped;  ///< The first kMaxSkippedKept of them.
};
inline constexpr std::size_t kMaxSkippedKept = 20'000;

/// Gives the events of a file or folder, always in the same order: by path, then as they stand in the file.
///
///   auto reader = TRY(calendar::Reader::open("calendars", {}));
///   while (auto event = reader.next()) use(*event);
///
/// What cannot be read is in the report and never stops the rest. Links to folders are not followed.
/// @threads one at a time
class Reader {
 public:
  /// Of a folder, all files below it that end with .ics, .ical or .icalendar.
  /// @errors NotFound (no such path), Denied, InvalidInput (a time zone that is not known)
  static Result<Reader> open(const std::string& path, Options options = {});
  /// `name` stands as the file.
  static Result<Reader> from_bytes(std::string bytes, const std::string& name, Options options = {});

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  std::optional<CalendarEvent> next();
  const Report& report() const;

 private:
  class State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;  // Hidden: lines and zones concern nobody who reads events.
};

}  // namespace leadlight::calendar
