// Writes rows as RFC 4180 has them; what it writes, the reader gives back.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace leadlight::csv {

/// The cell as it stands in a file: in quotes when it must be, quotes inside doubled.
std::string quote(std::string_view cell, char separator = ',');

/// What to do with cells that a spreadsheet would run as a formula.
enum class Formulas {
  Keep,    ///< For programs: the cell as it is.
  Disarm,  ///< For people: a `'` in front of what begins with = + - @ tab or CR and is not a number. Not undone by
           ///< reading.
};

/// Collects rows as text; take() often to keep memory small.
class Writer {
 public:
  explicit Writer(char separator = ',', Formulas formulas = Formulas::Keep)
      : separator_(separator), formulas_(formulas) {}

  /// A row of only blank cells is written so that the reader sees a row, not a blank line.
  void write(std::span<const std::string> cells);
  /// What was written since the last call.
  std::string take();
  std::size_t pending_bytes() const { return out_.size(); }

 private:
  char separator_;
  Formulas formulas_;
  std::string out_;
};

}  // namespace leadlight::csv
