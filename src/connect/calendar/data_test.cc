// Real and broken calendars of other programs, from LEADLIGHT_DATA: every file is read, merged and expanded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "connect/calendar/calendar_fixture.h"

namespace leadlight::calendar {
namespace {

namespace fs = std::filesystem;

fs::path data() {
  const char* given = std::getenv("LEADLIGHT_DATA");
  return given ? given : "../shared/data";
}

std::vector<fs::path> all_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// What a folder came to.
struct Sum {
  std::size_t files = 0, calendars = 0, events = 0, with_problems = 0, skipped = 0, series = 0, occurrences = 0;

  friend bool operator==(const Sum&, const Sum&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Sum& s) {
    return out << s.files << " files, " << s.calendars << " calendars, " << s.events << " events, " << s.with_problems
               << " with problems, " << s.skipped << " skipped, " << s.series << " series, " << s.occurrences
               << " occurrences";
  }
};

void check_text(const CalendarEvent& event) {
  EXPECT_FALSE(event.uid.empty());
  for (const std::string& text : {event.uid, event.summary, event.location, event.time_zone}) {
    EXPECT_TRUE(base::is_valid_utf8(text)) << event.origin.file << ":" << event.origin.line;
  }
  for (const std::string& problem : event.problems) EXPECT_TRUE(base::is_valid_utf8(problem)) << event.origin.file;
  for (const Attendee& attendee : event.attendees) {
    EXPECT_TRUE(base::is_valid_utf8(attendee.address) && base::is_valid_utf8(attendee.name)) << event.origin.file;
  }
  EXPECT_LE(event.start, event.end) << event.origin.file << ":" << event.origin.line;
}

void read_one(const fs::path& path, Sum& sum) {
  Result<Reader> reader = Reader::open(path.string());
  ASSERT_TRUE(reader) << reader.error().to_string();
  std::vector<CalendarEvent> events;
  while (auto event = reader->next()) {
    check_text(*event);
    events.push_back(std::move(*event));
  }
  const Report& report = reader->report();
  ++sum.files;
  sum.calendars += report.skipped.empty() || report.skipped.front().where.line > 0 ? 1 : 0;
  sum.events += report.events;
  sum.with_problems += report.with_problems;
  sum.skipped += report.skipped_count;
  const Merged merged = merge(std::move(events));
  for (const Series& series : merged.series) {
    ++sum.series;
    sum.occurrences += occurrences(series, {at("1990-01-01"), at("2030-01-01")}).items.size();
  }
}

Sum read_folder(const fs::path& folder) {
  Sum sum;
  for (const fs::path& path : all_files(folder)) read_one(path, sum);
  return sum;
}

// Skipped are files that are no calendars (licences, code, JSON, vCards) and events without a beginning, most of them
// made so by a fuzzer. `large.ics` holds the same few events hundreds of times.

TEST(CalendarData, EveryFileOfLibicalsTestsIsRead) {
  const fs::path folder = data() / "ics-libical";
  if (!fs::exists(folder)) GTEST_SKIP() << "LEADLIGHT_DATA has no ics-libical";
  EXPECT_EQ(read_folder(folder), (Sum{102, 44, 1'600, 430, 190, 118, 11'446}));
}

TEST(CalendarData, EveryFileOfIcalJsIsRead) {
  const fs::path folder = data() / "ics-icaljs";
  if (!fs::exists(folder)) GTEST_SKIP() << "LEADLIGHT_DATA has no ics-icaljs";
  EXPECT_EQ(read_folder(folder), (Sum{110, 46, 22, 2, 66, 18, 15'685}));
}

TEST(CalendarData, ASeriesOfZimbraHasItsMovedOccurrences) {
  const fs::path path = data() / "ics-icaljs/samples/recur_instances.ics";
  if (!fs::exists(path)) GTEST_SKIP() << "LEADLIGHT_DATA has no ics-icaljs/samples/recur_instances.ics";
  Result<Reader> reader = Reader::open(path.string());
  ASSERT_TRUE(reader) << reader.error().to_string();
  std::vector<CalendarEvent> events;
  while (auto event = reader->next()) events.push_back(std::move(*event));
  const std::vector<Series> all = merge(std::move(events)).series;
  EXPECT_THAT(to_texts(expand_all(all, {at("2012-10-01"), at("2013-02-01")})),
              ::testing::ElementsAre("2012-10-02T22:00:00Z moved", "2012-11-06T18:00:00Z", "2012-11-07T04:00:00Z moved",
                                     "2012-11-10T18:00:00Z", "2012-11-30T18:00:00Z", "2013-01-01T18:00:00Z"));
}

}  // namespace
}  // namespace leadlight::calendar
