// Reads comma-separated files as people really have them (RFC 4180 and what is near it): any size in bounded memory,
// encoding and separator found out, what cannot be read skipped with its line and reason.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace leadlight::csv {

/// How to read, and how much memory that may take.
struct Options {
  /// Between cells. Absent: found out among `,` `;` tab and `|` from the first records, and from Excel's `sep=` line.
  std::optional<char> separator = {};
  /// A row with a longer cell is skipped. More only lets longer cells through; `max_line_bytes` is what costs memory.
  std::size_t max_field_bytes = std::size_t{1} << 20;
  /// A longer record (all lines of it, when a quoted cell goes over several) is skipped. The reader holds up to about
  /// three times as much, and looks this far for the end of a quote.
  std::size_t max_line_bytes = std::size_t{16} << 20;
  /// A wider header is refused. A row in memory costs about 32 bytes a column beside its text.
  std::size_t max_columns = 20'000;
  /// Read at a time, and looked at before encoding and separator are decided. More decides better and costs as much
  /// memory; less than a few records decides badly.
  std::size_t sample_bytes = std::size_t{256} << 10;
};

/// One record that was left out.
struct Skipped {
  std::uint64_t line;  ///< Where the record starts; the first line of the file is 1.
  std::string reason;  ///< A sentence without its full stop: `7 cells where the header has 5`.

  friend bool operator==(const Skipped&, const Skipped&) = default;
};

/// What came of reading, up to the row last given.
struct Report {
  std::uint64_t rows = 0;           ///< Given out, the header not counted.
  std::uint64_t skipped_count = 0;  ///< All that were skipped; blank lines are not counted.
  std::vector<Skipped> skipped;     ///< The first kMaxSkippedKept of them.
  std::string encoding;             ///< `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1252`.
  char separator = ',';
  bool had_bom = false;
  std::vector<std::string> notes;  ///< What was mended on the way: `12 rows had fewer cells than the header ...`.
};
inline constexpr std::size_t kMaxSkippedKept = 20'000;

/// One record: as many cells as there are columns, each valid UTF-8 with its blanks as they stood.
struct Row {
  std::uint64_t line = 0;  ///< Where the record starts; the first line of the file is 1.
  std::vector<std::string> cells;
};

/// Where the bytes come from, for uploads and tests.
class Source {
 public:
  virtual ~Source() = default;
  /// Fills the front of `buffer`; the number of bytes, 0 only at the end.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

/// Gives the rows of one file, one after the other.
///
///   auto reader = TRY(csv::Reader::open("leads.csv", {}));
///   while (const csv::Row* row = TRY(reader.next())) use(row->cells);
///
/// Rules beyond RFC 4180: lines end with CRLF, LF or CR. Blank lines, and lines of nothing but separators, are no rows.
/// A missing cell at the end of a row is empty, with a note; empty cells too many are dropped; filled ones too many
/// make the row skipped. A quote inside an unquoted cell is a letter like any other, so is one inside a quoted cell
/// that is not followed by a separator or line end. A quote that is never closed costs the line it opened on, not the
/// file.
class Reader {
 public:
  /// @errors NotFound (absent), Denied (unreadable), InvalidInput (a directory, empty, binary, two columns of the same
  ///         name, a broken header), TooLarge (more than `max_columns`). A header alone is no error.
  static Result<Reader> open(const std::string& path, Options options = {});
  static Result<Reader> from_text(std::string text, Options options = {});
  /// `name` stands in front of messages.
  static Result<Reader> from_source(std::unique_ptr<Source> source, const std::string& name, Options options = {});

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// The names of the header, trimmed, all different when folded; `column_7` where the seventh has none.
  const std::vector<std::string>& columns() const;
  /// The next row, nullptr at the end. It lives until the next call and may be moved from.
  /// @errors Unavailable when the file can no longer be read
  Result<Row*> next();
  Report report() const;

 private:
  class State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;  // Hidden: decoder and splitter concern nobody who reads rows.
};

/// A whole file in memory.
struct Document {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< Each as wide as `columns`.
  std::vector<std::uint64_t> lines;            ///< Where each row starts.
  Report report;
};

/// @errors as Reader::open
/// @cost   memory for every cell (32 bytes and what is longer than 15); prefer Reader for what may be large
Result<Document> read_document(const std::string& path, Options options = {});
Result<Document> read_document(Reader reader);

}  // namespace leadlight::csv
