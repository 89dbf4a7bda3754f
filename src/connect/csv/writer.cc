#include "connect/csv/writer.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace leadlight::csv {
namespace {

std::string in_quotes(std::string_view cell) {
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

bool runs_as_formula(std::string_view cell) {
  if (cell.size() < 2 || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
  return !base::parse_double(cell);
}

}  // namespace

std::string quote(std::string_view cell, char separator) {
  const char special[] = {separator, '"', '\n', '\r'};
  // What an editor or a reader may cut off or take for something else at the front of a file is quoted as well.
  const bool needed = cell.find_first_of({special, sizeof special}) != std::string_view::npos ||
                      base::trim(cell).size() != cell.size() ||
                      base::equals_ignoring_ascii_case(cell.substr(0, 4), "sep=") || cell.starts_with("\xef\xbb\xbf");
  return needed ? in_quotes(cell) : std::string(cell);
}

void Writer::write(std::span<const std::string> cells) {
  const bool blank = std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return base::trim(cell).empty(); });
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out_.push_back(separator_);
    const std::string& cell = cells[i];
    if (formulas_ == Formulas::Disarm && runs_as_formula(cell)) {
      out_ += quote("'" + cell, separator_);
    } else {
      out_ += blank && i == 0 ? in_quotes(cell) : quote(cell, separator_);
    }
  }
  out_ += "\r\n";
}

std::string Writer::take() {
  return std::exchange(out_, {});
}

}  // namespace leadlight::csv
