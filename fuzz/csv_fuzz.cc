// Any bytes as a CSV file, read whole and in pieces: no crash, the same rows, rows as wide as the header, valid UTF-8,
// and what was read can be written and read again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "base/text.h"
#include "connect/csv/reader.h"
#include "connect/csv/writer.h"

namespace leadlight::csv {
namespace {

class Pieces : public Source {
 public:
  Pieces(std::string_view text, std::size_t size) : text_(text), size_(size) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t n = std::min({buffer.size(), text_.size(), size_});
    std::memcpy(buffer.data(), text_.data(), n);
    text_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view text_;
  std::size_t size_;
};

void require(bool holds) {
  if (!holds) std::abort();
}

Result<Document> read(std::string_view text, std::size_t piece, Options options) {
  return read_document(TRY(Reader::from_source(std::make_unique<Pieces>(text, piece), "fuzz", options)));
}

void read_back(const Document& document) {
  Writer writer(document.report.separator);
  writer.write(document.columns);
  for (const auto& row : document.rows) writer.write(row);
  const Result<Document> again =
      read(writer.take(), 1 << 20, {.separator = document.report.separator, .sample_bytes = 4096});
  // Names and cells may be such that a file of them looks like a binary one.
  if (!again && again.error().message().find("this is ") != std::string::npos) return;
  require(again && again->columns == document.columns && again->rows == document.rows);
}

void check(std::string_view text, Options options, std::size_t piece) {
  const Result<Document> whole = read(text, std::max<std::size_t>(text.size(), 1), options);
  const Result<Document> pieces = read(text, piece, options);
  require(whole.has_value() == pieces.has_value());
  if (!whole) {
    require(whole.error() == pieces.error() && !whole.error().message().empty());
    return;
  }
  require(whole->rows == pieces->rows && whole->lines == pieces->lines && whole->columns == pieces->columns);
  require(whole->report.skipped == pieces->report.skipped && whole->report.notes == pieces->report.notes);
  for (const auto& row : whole->rows) {
    require(row.size() == whole->columns.size());
    for (const std::string& cell : row) require(base::is_valid_utf8(cell));
  }
  read_back(*whole);
}

}  // namespace
}  // namespace leadlight::csv

/// The first three bytes choose limits, pieces and how much is looked at first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  leadlight::csv::Options options;
  if (data[0] % 2 == 1) {
    options.max_field_bytes = 1 + data[0] % 32;
    options.max_line_bytes = 8 + data[0];
    options.max_columns = 1 + data[0] % 16;
  }
  options.sample_bytes = 1 + data[2];
  leadlight::csv::check({reinterpret_cast<const char*>(data) + 3, size - 3}, options, 1 + data[1] % 32);
  return 0;
}
