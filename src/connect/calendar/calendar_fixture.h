// What the tests of this folder share: calendars from a few lines, their events and occurrences as text.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "connect/calendar/occurrences.h"
#include "connect/calendar/reader.h"
#include "connect/calendar/series.h"

namespace leadlight::calendar {

struct ReadBack {
  std::vector<CalendarEvent> events;
  Report report;
};

inline ReadBack read_bytes(std::string bytes, Options options = {}) {
  Result<Reader> reader = Reader::from_bytes(std::move(bytes), "test.ics", std::move(options));
  if (!reader) {
    ADD_FAILURE() << reader.error().to_string();
    return {};
  }
  ReadBack back;
  while (auto event = reader->next()) back.events.push_back(std::move(*event));
  back.report = reader->report();
  return back;
}

/// Lines between BEGIN:VEVENT and END:VEVENT, each ended by `\n`.
inline std::string vevent(const std::string& lines) {
  return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n";
}
inline std::string vcalendar(const std::string& inside) {
  return "BEGIN:VCALENDAR\nVERSION:2.0\n" + inside + "END:VCALENDAR\n";
}

/// The only event of a calendar of these lines.
inline CalendarEvent read_event_lines(const std::string& lines, Options options = {}) {
  const ReadBack back = read_bytes(vcalendar(vevent(lines)), std::move(options));
  if (back.events.size() != 1) {
    ADD_FAILURE() << "expected one event, got " << back.events.size();
    return {};
  }
  return back.events.front();
}

inline Timestamp at(std::string_view text) {
  const std::optional<Timestamp> time = base::parse_timestamp(text);
  if (!time) ADD_FAILURE() << text << " is no time";
  return time.value_or(Timestamp());
}

/// All occurrences of the only series, from 1990 to 2030 unless said.
inline Occurrences expand_all(const std::vector<Series>& all, Window window = {at("1990-01-01"), at("2030-01-01")}) {
  if (all.size() != 1) {
    ADD_FAILURE() << "expected one series, got " << all.size();
    return {};
  }
  return occurrences(all.front(), window);
}

/// `2024-03-30T08:00:00Z`, with ` cancelled` or ` moved` behind it.
inline std::vector<std::string> to_texts(const Occurrences& found) {
  std::vector<std::string> texts;
  for (const Occurrence& item : found.items) {
    texts.push_back(base::to_string(item.start) + (item.cancelled ? " cancelled" : "") + (item.moved ? " moved" : ""));
  }
  return texts;
}

}  // namespace leadlight::calendar
