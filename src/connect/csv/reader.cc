#include "connect/csv/reader.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "connect/csv/header.h"
#include "connect/csv/source.h"
#include "connect/csv/splitter.h"
#include "connect/csv/text_window.h"

namespace leadlight::csv {
namespace {

std::string size_text(std::size_t bytes) {
  if (bytes >= std::size_t{1} << 20 && bytes % (std::size_t{1} << 20) == 0) return fmt::format("{} MiB", bytes >> 20);
  return fmt::format("{} bytes", bytes);
}

bool may_separate(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b < 0x80 && c != '"' && c != '\n' && c != '\r' && c != '\0';
}

/// Excel's first line `sep=;`.
struct SeparatorLine {
  char separator;
  std::size_t bytes;
};
std::optional<SeparatorLine> separator_line(std::string_view text) {
  if (text.size() < 5 || !base::equals_ignoring_ascii_case(text.substr(0, 4), "sep=") || !may_separate(text[4])) {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(5);
  if (rest.empty()) return SeparatorLine{text[4], 5};
  if (rest.starts_with("\r\n")) return SeparatorLine{text[4], 7};
  if (rest.front() == '\n' || rest.front() == '\r') return SeparatorLine{text[4], 6};
  return std::nullopt;
}

}  // namespace

class Reader::State {
 public:
  State(TextWindow window, Options options)
      : options_(options), window_(std::move(window)), splitter_(',', options.max_columns) {}

  Result<void> read_header();
  Result<Row*> next();
  Report report() const;
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  enum class Step { Record, End, Broken };
  struct Broken {
    ErrorCode code = ErrorCode::InvalidInput;
    std::string reason;
  };

  Result<Step> step();
  Result<void> give_up_line(ErrorCode code, std::string reason);
  Result<void> pass_line();
  std::string_view record() const { return window_.ahead().substr(0, splitter_.bytes()); }
  void pass_record();
  void consume(std::size_t bytes);
  std::optional<std::string> unfit() const;
  void fill_row();
  void skip(std::string reason);
  std::string column_name(std::size_t i) const;
  Tail tail() const { return window_.at_end() ? Tail::End : Tail::More; }

  Options options_;
  TextWindow window_;
  Splitter splitter_;
  std::vector<std::string> columns_;
  Report report_;
  Row row_;
  Broken broken_;
  std::size_t consumed_ = 0;
  std::uint64_t line_ = 1;         // On which window_ stands.
  std::uint64_t record_line_ = 1;  // On which the record in hand began.
  std::uint64_t short_rows_ = 0, first_short_ = 0;
  std::uint64_t blank_records_ = 0, odd_quotes_ = 0;
};

void Reader::State::consume(std::size_t bytes) {
  window_.drop(bytes);
  splitter_.drop(bytes);
  consumed_ += bytes;
}

void Reader::State::pass_record() {
  line_ += splitter_.lines();
  consume(splitter_.bytes());
}

/// Drops text up to and with the next line end, holding no more of it than a chunk.
Result<void> Reader::State::pass_line() {
  while (true) {
    const std::string_view ahead = window_.ahead();
    const std::size_t end = ahead.find_first_of("\r\n");
    if (end == std::string_view::npos) {
      consume(ahead.size());
      if (window_.at_end()) return {};
      TRY(window_.more());
      continue;
    }
    if (ahead[end] == '\r' && end + 1 == ahead.size() && !window_.at_end()) {
      consume(end);
      TRY(window_.more());
      continue;
    }
    ++line_;
    consume(ahead.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    return {};
  }
}

Result<void> Reader::State::give_up_line(ErrorCode code, std::string reason) {
  broken_ = {code, std::move(reason)};
  pass_record();
  return pass_line();
}

/// Puts one record at the front of the window, where the splitter has its cells; or passes one that cannot be read.
Result<Reader::State::Step> Reader::State::step() {
  record_line_ = line_;
  while (true) {
    std::string_view text = window_.ahead();
    if (text.empty() && window_.at_end()) return Step::End;
    Tail behind = tail();
    if (text.size() > options_.max_line_bytes) {
      text = text.substr(0, options_.max_line_bytes);
      behind = Tail::Limit;
    }
    switch (splitter_.split(text, behind)) {
      case Splitter::Found::Record:
        return Step::Record;
      case Splitter::Found::Unclosed: {
        const std::uint64_t line = line_ + splitter_.lines();
        std::string where = column_name(splitter_.count());
        if (line != record_line_) where += fmt::format(" on line {}", line);
        TRY(give_up_line(ErrorCode::InvalidInput, fmt::format("the quote that opens {} is never closed", where)));
        return Step::Broken;
      }
      case Splitter::Found::NeedMore:
        if (behind == Tail::Limit) {
          TRY(give_up_line(ErrorCode::TooLarge,
                           fmt::format("the record is longer than {}", size_text(options_.max_line_bytes))));
          return Step::Broken;
        }
        TRY(window_.more());
    }
  }
}

std::string Reader::State::column_name(std::size_t i) const {
  return i < columns_.size() ? fmt::format("the cell \"{}\"", columns_[i]) : fmt::format("cell {}", i + 1);
}

Result<void> Reader::State::read_header() {
  const std::string_view head = window_.ahead();
  const std::size_t sample = head.size();
  const Tail sample_tail = tail();
  const std::optional<SeparatorLine> line = separator_line(head);
  const std::string_view table = head.substr(line ? line->bytes : 0);
  report_.separator = options_.separator ? *options_.separator
                      : line             ? line->separator
                                         : detect_separator(table, sample_tail);
  splitter_ = Splitter(report_.separator, options_.max_columns);
  if (line) {
    consume(line->bytes);
    ++line_;
  }
  Step found = TRY(step());
  while (found == Step::Record && splitter_.all_blank()) {
    pass_record();
    found = TRY(step());
  }
  if (found == Step::End) {
    return fail(Error(ErrorCode::InvalidInput, "the file has no line of column names",
                      "Its first line must name the columns."));
  }
  if (found == Step::Broken) {
    return fail(Error(broken_.code, fmt::format("line {}, the column names: {}", record_line_, broken_.reason),
                      "Mend that line, or choose another separator."));
  }
  if (splitter_.width() > options_.max_columns) {
    return fail(Error(ErrorCode::TooLarge,
                      fmt::format("line {} names {} columns, more than the {} that are read", record_line_,
                                  splitter_.width(), options_.max_columns),
                      "Remove columns that are not needed."));
  }
  if (record().find('\0') != std::string_view::npos) {
    return fail(Error(ErrorCode::InvalidInput,
                      fmt::format("line {}, the column names, holds a zero byte: this is no text file", record_line_),
                      "Export the table as CSV in UTF-8."));
  }
  std::vector<std::string> cells;
  for (const Cell& cell : splitter_.cells()) cells.push_back(Splitter::value(window_.ahead(), cell));
  const std::size_t named = splitter_.width();
  pass_record();
  // Separators at the end of every line make no columns, unless something stands in them. Only the sample is asked, so
  // that the answer does not depend on how much a long header made us read.
  if (named < cells.size()) {
    const std::size_t left = sample - std::min(sample, consumed_);
    const std::size_t used = widest_record(window_.ahead().substr(0, left), report_.separator, sample_tail);
    cells.resize(std::min(cells.size(), std::max(named, used)));
  }
  Header header = TRY(name_columns(cells));
  columns_ = std::move(header.columns);
  if (!header.note.empty()) report_.notes.push_back(std::move(header.note));
  splitter_.set_max_cells(columns_.size());
  return {};
}

void Reader::State::skip(std::string reason) {
  ++report_.skipped_count;
  if (report_.skipped.size() < kMaxSkippedKept) report_.skipped.push_back({record_line_, std::move(reason)});
}

/// Why the record at hand cannot be a row.
std::optional<std::string> Reader::State::unfit() const {
  if (splitter_.width() > columns_.size()) {
    return fmt::format("{} cells where the header has {}", splitter_.width(), columns_.size());
  }
  if (record().find('\0') != std::string_view::npos) return "it holds a zero byte";
  if (splitter_.bytes() <= options_.max_field_bytes) return std::nullopt;
  for (std::size_t i = 0; i < splitter_.cells().size(); ++i) {
    const Cell& cell = splitter_.cells()[i];
    if (cell.end - cell.begin <= options_.max_field_bytes) continue;
    return fmt::format("{} is longer than {}", column_name(i), size_text(options_.max_field_bytes));
  }
  return std::nullopt;
}

void Reader::State::fill_row() {
  const std::vector<Cell>& cells = splitter_.cells();
  row_.line = record_line_;
  row_.cells.resize(columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) Splitter::assign_value(row_.cells[i], window_.ahead(), cells[i]);
  for (std::size_t i = cells.size(); i < row_.cells.size(); ++i) row_.cells[i].clear();
  odd_quotes_ += splitter_.odd_quotes();
  if (cells.size() < columns_.size() && short_rows_++ == 0) first_short_ = record_line_;
  ++report_.rows;
}

Result<Row*> Reader::State::next() {
  while (true) {
    const Step found = TRY(step());
    if (found == Step::End) return nullptr;
    if (found == Step::Broken) {
      skip(broken_.reason);
      continue;
    }
    bool given = false;
    if (splitter_.all_blank()) {
      blank_records_ += splitter_.count() > 1 ? 1 : 0;
    } else if (std::optional<std::string> reason = unfit()) {
      skip(std::move(*reason));
    } else {
      fill_row();
      given = true;
    }
    pass_record();
    if (given) return &row_;
  }
}

Report Reader::State::report() const {
  Report report = report_;
  report.encoding = window_.decoder().encoding();
  report.had_bom = window_.decoder().had_bom();
  const auto note = [&](std::uint64_t count, std::string_view singular, std::string_view plural) {
    if (count > 0) report.notes.push_back(fmt::format("{} {}", count, count == 1 ? singular : plural));
  };
  const std::string first =
      fmt::format(" than the header (first on line {}); the missing ones are empty", first_short_);
  note(short_rows_, "row had fewer cells" + first, "rows had fewer cells" + first);
  note(blank_records_, "line held nothing but separators and was passed over",
       "lines held nothing but separators and were passed over");
  note(odd_quotes_, "cell began with a quote that did not enclose it and was read as it stands",
       "cells began with a quote that did not enclose them and were read as they stand");
  if (report.encoding == "UTF-8") {
    note(window_.decoder().mended(), "byte was not UTF-8 and was read as Windows-1252",
         "bytes were not UTF-8 and were read as Windows-1252");
  } else {
    note(window_.decoder().mended(), "half of a character was replaced", "halves of characters were replaced");
  }
  return report;
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

namespace {

Error named(Error error, const std::string& name) {
  return std::move(error).in(fmt::format("\"{}\"", name));
}

}  // namespace

Result<Reader> Reader::from_source(std::unique_ptr<Source> source, const std::string& name, Options options) {
  if (options.separator && !may_separate(*options.separator)) {
    return fail(ErrorCode::WrongUse, "a quote, a line end, a zero byte or a letter beyond ASCII cannot separate cells");
  }
  Result<TextWindow> window = TextWindow::make(std::move(source), std::max<std::size_t>(options.sample_bytes, 4));
  if (!window) return fail(named(std::move(window).error(), name));
  auto state = std::make_unique<State>(std::move(*window), options);
  if (Result<void> header = state->read_header(); !header) return fail(named(std::move(header).error(), name));
  return Reader(std::move(state));
}

Result<Reader> Reader::open(const std::string& path, Options options) {
  Result<std::unique_ptr<Source>> source = open_file(path);
  if (!source) return fail(named(std::move(source).error(), path));
  return from_source(std::move(*source), path, options);
}

Result<Reader> Reader::from_text(std::string text, Options options) {
  return from_source(make_text_source(std::move(text)), "text", options);
}

const std::vector<std::string>& Reader::columns() const {
  return state_->columns();
}

Result<Row*> Reader::next() {
  return state_->next();
}

Report Reader::report() const {
  return state_->report();
}

Result<Document> read_document(Reader reader) {
  Document document;
  document.columns = reader.columns();
  while (Row* row = TRY(reader.next())) {
    document.rows.push_back(std::move(row->cells));
    document.lines.push_back(row->line);
  }
  document.report = reader.report();
  return document;
}

Result<Document> read_document(const std::string& path, Options options) {
  return read_document(TRY(Reader::open(path, options)));
}

}  // namespace leadlight::csv
