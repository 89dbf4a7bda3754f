// Finds the cells of one record in decoded text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::csv {

/// What stands behind the text that is looked at.
enum class Tail {
  More,   ///< Text not read yet.
  Limit,  ///< More of the same record than is allowed.
  End,    ///< Nothing.
};

struct Cell {
  std::size_t begin, end;  ///< In the text, without the enclosing quotes.
  bool quoted = false;
  bool doubled = false;  ///< May hold doubled quotes.
};

/// Remembers the next place of one character, so that asking again from a little further costs nothing.
class Finder {
 public:
  explicit Finder(char wanted) : wanted_(wanted) {}
  /// The first place from `from` on, text.size() when there is none. `text` may have grown at its end since.
  std::size_t at(std::string_view text, std::size_t from) {
    if (next_ >= from && next_ < text.size() && text[next_] == wanted_) return next_;
    const std::size_t found = text.find(wanted_, std::max(from, next_));
    return next_ = found == std::string_view::npos ? text.size() : found;
  }
  void drop(std::size_t bytes) { next_ -= std::min(bytes, next_); }
  void reset() { next_ = 0; }

 private:
  char wanted_;
  std::size_t next_ = 0;  // Nothing wanted stands between the last `from` and here.
};

/// How it treats quotes:
///  1. A cell is quoted when its first character is a quote. It ends at a quote that a separator, line end or the end
///  of
///     the text follows (blanks between are dropped); a doubled quote is one that belongs to the text.
///  2. Any other quote belongs to the text as well: exporters that do not double them are common.
///  3. A quoted cell is given up when the text or the limit ends first, or when, lines later, a lone quote stands where
///  a
///     cell begins and does not close anything: then it was ours that was never closed.
///  4. A cell given up that has a further quote before its first separator (`"5" pipe`) was never meant to be quoted
///  and
///     is read as it stands; otherwise the record is Unclosed.
/// Files that keep to RFC 4180 are read as it says; 2 to 4 concern others only.
class Splitter {
 public:
  enum class Found { Record, NeedMore, Unclosed };

  /// Keeps the places of at most `max_cells` cells a record.
  Splitter(char separator, std::size_t max_cells) : separator_(separator), max_cells_(max_cells), comma_(separator) {}

  /// Looks at the record that begins at the front of `text`. Between calls `text` may only grow at its end, or lose at
  /// its front what drop() says.
  Found split(std::string_view text, Tail tail);
  void drop(std::size_t bytes);
  void set_max_cells(std::size_t max_cells) { max_cells_ = max_cells; }

  const std::vector<Cell>& cells() const { return cells_; }
  /// Cells of the record, kept or not.
  std::size_t count() const { return count_; }
  /// The same without blank ones at the end.
  std::size_t width() const { return width_; }
  bool all_blank() const { return width_ == 0; }
  /// Of the record with its line end; of what was understood before NeedMore; up to the quote of Unclosed.
  std::size_t bytes() const { return bytes_; }
  std::uint64_t lines() const { return lines_; }
  /// Cells that begin with a quote and were read as they stand.
  std::size_t odd_quotes() const { return odd_quotes_; }

  static std::string value(std::string_view text, const Cell& cell);
  static void assign_value(std::string& to, std::string_view text, const Cell& cell);

 private:
  struct Close {
    Found found;
    std::size_t quote = 0, after = 0;
    bool doubled = false;
  };

  Found split_record(std::string_view text, Tail tail);
  std::size_t line_end(std::string_view text, std::size_t from) {
    return std::min(lf_.at(text, from), cr_.at(text, from));
  }
  Close find_close(std::string_view text, std::size_t open, Tail tail);
  bool has_odd_quote(std::string_view text, std::size_t open);
  bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r'; }
  void add(std::string_view text, Cell cell);
  Found finish(std::string_view text, std::size_t at, Tail tail);

  char separator_;
  std::size_t max_cells_;
  Finder comma_, lf_{'\n'}, cr_{'\r'}, quote_{'"'};
  // No quoted cell that opened before here closes before here. Without it every line of a hostile file could cost a
  // look at the whole of it.
  std::size_t hopeless_until_ = 0;

  std::vector<Cell> cells_;
  std::size_t count_ = 0, width_ = 0, bytes_ = 0, odd_quotes_ = 0;
  std::uint64_t lines_ = 0;
};

/// The separator of the table that begins at the front of `text`: under which the first records have the most cells
/// and agree most about their number; a comma when none divides the first record.
char detect_separator(std::string_view text, Tail tail);
/// The number of the last column that is not blank in the first records.
std::size_t widest_record(std::string_view text, char separator, Tail tail);

}  // namespace leadlight::csv
