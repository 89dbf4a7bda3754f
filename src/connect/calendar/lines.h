// Bytes of a calendar file -> content lines -> the blocks of lines that events and zones are.
//
// libical gets only these blocks, one at a time: one event in memory however large the file, a broken one costs itself,
// and of what strangers send it sees only the few properties that are used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::calendar {

struct LineLimits {
  std::size_t line_bytes = std::size_t{64} << 10;  ///< Longer lines are left out (attachments stand in such).
  std::size_t block_bytes = std::size_t{1}
                            << 20;  ///< Of what is kept of one event or zone; the lines after it are left out.
  std::size_t zones = 500;          ///< Of one calendar.
};

/// Gives unfolded lines (RFC 5545, 3.1). Lines end with CRLF, LF or CR.
class LineReader {
 public:
  LineReader(std::string_view bytes, std::size_t max_line_bytes);

  /// False at the end. Blank lines are passed over.
  bool next();
  /// The line last read, cut where it is too long. Bytes as in the file but for zero bytes, which are dropped.
  const std::string& text() const { return text_; }
  bool too_long() const { return too_long_; }
  std::uint64_t number() const { return number_; }
  /// Makes next() give the same line again.
  void unread();

 private:
  std::string_view physical_line();
  void append(std::string_view piece);

  std::string_view left_, left_before_;
  std::size_t max_line_bytes_;
  std::string text_;
  bool too_long_ = false;
  std::uint64_t number_ = 0, next_number_ = 1, next_number_before_ = 1;
};

/// One VEVENT or VTIMEZONE: the lines that are of use between its BEGIN and END, these included.
struct Block {
  std::uint64_t line = 0;
  std::vector<std::string> lines;  ///< Valid UTF-8 without control characters.
  std::vector<std::string> problems;
};

/// What a calendar says for all its events.
struct Scope {
  std::string method;
  std::string time_zone;  ///< X-WR-TIMEZONE, which Google and Apple write.
  std::vector<Block> zones;
};

/// Walks over the events of a file. What stands between them and is no calendar is passed over, so is all that a
/// calendar holds beside events: tasks, journals, alarms.
class BlockReader {
 public:
  BlockReader(std::string_view bytes, const LineLimits& limits);

  /// The next event into `event`; false at the end.
  bool next(Block& event);
  /// What holds for the event last given.
  const Scope& scope() const { return scope_; }
  /// Counts calendars: the scope is another one when it differs.
  std::uint64_t scope_number() const { return scope_number_; }
  /// Whether anything was a calendar or an event.
  bool found_calendar() const { return scope_number_ > 0; }

 private:
  void enter_scope(Scope scope);
  Scope look_ahead(LineReader lines) const;
  Block read_block(LineReader& lines, std::string_view kind) const;

  LineLimits limits_;
  LineReader lines_;
  Scope scope_;
  std::uint64_t scope_number_ = 0;
};

/// Valid UTF-8: a byte that cannot be is read as Windows-1252, so that no name is lost; control characters are dropped.
std::string to_clean_utf8(std::string_view bytes);

/// At most `max_bytes` of valid UTF-8, cut between characters.
std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

}  // namespace leadlight::calendar
