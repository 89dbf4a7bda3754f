#include "app/evaluate_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "base/text.h"

namespace leadlight::app {
namespace {

using base::fold;
using feature::CellText;

constexpr size_t kNamesShown = 12;

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size() && i < kNamesShown; ++i) text += fmt::format("{}\"{}\"", i ? ", " : "", names[i]);
  if (names.size() > kNamesShown) text += fmt::format(" and {} more", names.size() - kNamesShown);
  return text;
}

std::optional<size_t> find_column(const csv::Document& document, std::string_view name) {
  const auto exact = std::find(document.columns.begin(), document.columns.end(), name);
  if (exact != document.columns.end()) return static_cast<size_t>(exact - document.columns.begin());
  const auto wanted = fold(name);
  for (size_t c = 0; c < document.columns.size(); ++c) {
    if (fold(document.columns[c]) == wanted) return c;
  }
  return std::nullopt;
}

Result<size_t> column_named(const csv::Document& document, std::string_view name, std::string_view flag) {
  if (const auto found = find_column(document, name)) return *found;
  return fail(Error(ErrorCode::WrongUse, fmt::format("{}: the file has no column \"{}\"", flag, name),
                    fmt::format("Its columns: {}.", list_of(document.columns))));
}

struct OutcomeName {
  size_t column;
  std::string positive;
};

/// COLUMN=POSITIVE where either may hold a `=` itself: the first cut that leaves the name of a column.
Result<OutcomeName> parse_outcome(const csv::Document& document, const std::string& text) {
  for (size_t at = text.find('='); at != std::string::npos; at = text.find('=', at + 1)) {
    if (const auto column = find_column(document, base::trim(std::string_view(text).substr(0, at)))) {
      const std::string positive(base::trim(std::string_view(text).substr(at + 1)));
      if (!positive.empty()) return OutcomeName{*column, positive};
      return fail(ErrorCode::WrongUse, "--outcome {}: the value after = is missing, for example {}1", text, text);
    }
  }
  const auto equals = text.find('=');
  if (equals == std::string::npos) {
    return fail(ErrorCode::WrongUse, "--outcome takes COLUMN=POSITIVE, for example --outcome \"{}=1\"", text);
  }
  TRY(column_named(document, text.substr(0, equals), "--outcome"));
  return fail(ErrorCode::Internal, "--outcome {}", text);
}

bool same_value(std::string_view cell, std::string_view wanted) {
  cell = base::trim(cell);
  if (cell == wanted || fold(cell) == fold(wanted)) return true;
  const auto a = base::parse_double(cell), b = base::parse_double(wanted);
  return a && b && *a == *b;
}

/// Values that say a record was closed without success. Where one of them stands beside others, those others are
/// stages of open records.
bool says_lost(std::string_view folded) {
  static constexpr auto kLost = std::to_array<std::string_view>({"lost", "closed lost", "closed - lost", "closedlost",
                                                                 "lose", "disqualified", "not converted", "canceled",
                                                                 "cancelled", "verloren", "rejected", "unqualified"});
  return std::find(kLost.begin(), kLost.end(), folded) != kLost.end();
}

struct Outcomes {
  std::vector<std::uint32_t> rows;  ///< closed ones
  std::vector<std::uint8_t> labels;
};

Result<Outcomes> read_outcomes(const csv::Document& document, const OutcomeName& outcome, EvaluateSet& out) {
  std::map<std::string, size_t> values;
  for (const auto& row : document.rows) {
    if (!feature::is_missing(row[outcome.column])) ++values[std::string(base::trim(row[outcome.column]))];
  }
  bool has_lost = false;
  std::vector<std::string> names;
  for (const auto& [value, count] : values) {
    has_lost |= says_lost(fold(value));
    names.push_back(value);
  }
  const auto& column = document.columns[outcome.column];
  Outcomes outcomes;
  std::map<std::string, bool> open_values;
  size_t positives = 0;
  for (std::uint32_t i = 0; i < document.rows.size(); ++i) {
    const auto& cell = document.rows[i][outcome.column];
    if (feature::is_missing(cell)) continue;
    const bool positive = same_value(cell, outcome.positive);
    if (!positive && has_lost && !says_lost(fold(cell))) {
      open_values[std::string(base::trim(cell))] = true;
      continue;
    }
    outcomes.rows.push_back(i);
    outcomes.labels.push_back(positive ? 1 : 0);
    positives += positive ? 1 : 0;
  }
  out.open_rows = document.rows.size() - outcomes.rows.size();
  if (outcomes.rows.empty()) return fail(ErrorCode::InvalidInput, "the column \"{}\" is empty on every row", column);
  if (positives == 0) {
    return fail(Error(ErrorCode::WrongUse,
                      fmt::format("no row has \"{}\" in the column \"{}\"", outcome.positive, column),
                      fmt::format("Its values: {}.", list_of(names))));
  }
  if (positives == outcomes.rows.size()) {
    return fail(
        Error(ErrorCode::InvalidInput,
              fmt::format("all {} rows with an outcome have \"{}\" = \"{}\"", positives, column, outcome.positive),
              "There is nothing to tell apart: the file needs closed records of both outcomes."));
  }
  if (open_values.empty() && names.size() > 2) {
    out.notes.push_back(fmt::format("every value of {} but \"{}\" counts as not positive; its values: {}", column,
                                    outcome.positive, list_of(names)));
  }
  if (!open_values.empty()) {
    std::vector<std::string> open;
    for (const auto& [value, unused] : open_values) open.push_back(value);
    out.notes.push_back(fmt::format("rows with {} {} count as open and are not used", column, list_of(open)));
  }
  return outcomes;
}

/// A column that must be numbers or dates.
Result<feature::Column> moments(const csv::Document& document, size_t column, const Outcomes& outcomes,
                                std::string_view flag) {
  const CellText cell = [&](size_t i) { return std::string_view(document.rows[outcomes.rows[i]][column]); };
  const auto format = feature::infer_format(cell, outcomes.rows.size());
  auto values = feature::read_column(document.columns[column], format, cell, outcomes.rows.size());
  if (!values.is_numeric()) {
    return fail(
        Error(ErrorCode::WrongUse,
              fmt::format("{}: the column \"{}\" holds neither dates nor numbers", flag, document.columns[column]),
              "Dates are read as 2024-12-31, 31/12/2024, 12/31/2024 or 31 Dec 2024."));
  }
  if (const auto missing =
          std::count_if(values.numbers.begin(), values.numbers.end(), [](double v) { return std::isnan(v); });
      missing == static_cast<std::ptrdiff_t>(values.numbers.size())) {
    return fail(ErrorCode::WrongUse, "{}: the column \"{}\" is empty on every closed row", flag,
                document.columns[column]);
  }
  return values;
}

void set_order(const feature::Column& column, EvaluateSet& out) {
  const auto missing =
      std::count_if(column.numbers.begin(), column.numbers.end(), [](double v) { return std::isnan(v); });
  if (missing > 0) out.notes.push_back(fmt::format("{} rows without {} count as the oldest", missing, column.name));
  out.set.order = column.numbers;
  out.set.dated = column.kind == feature::ColumnKind::Time;
}

/// Sets order and days to close; answers the columns that are not for learning.
Result<std::vector<size_t>> read_order(const csv::Document& document, const EvaluateInput& input,
                                       const Outcomes& outcomes, EvaluateSet& out) {
  std::vector<size_t> used;
  const auto take_out = [&](size_t column, std::string_view key, std::string reason) {
    used.push_back(column);
    out.excluded.push_back({document.columns[column], key, std::move(reason)});
  };
  if (!input.order.empty()) {
    const auto column = TRY(column_named(document, input.order, "--order"));
    const auto values = TRY(moments(document, column, outcomes, "--order"));
    set_order(values, out);
    take_out(column, "order", "gives the order of the records");
  }
  std::optional<feature::Column> created, closed;
  if (!input.created.empty()) {
    const auto column = TRY(column_named(document, input.created, "--created"));
    created = TRY(moments(document, column, outcomes, "--created"));
    if (created->kind != feature::ColumnKind::Time) take_out(column, "order", "gives the order of the records");
  }
  if (!input.closed.empty()) {
    const auto column = TRY(column_named(document, input.closed, "--closed"));
    closed = TRY(moments(document, column, outcomes, "--closed"));
    take_out(column, "at_close", "is written when a record is closed");
  }
  const auto& orders = closed ? closed : created;
  if (orders && out.set.order.empty()) set_order(*orders, out);
  if (created && closed && created->kind == feature::ColumnKind::Time && closed->kind == feature::ColumnKind::Time) {
    for (size_t i = 0; i < outcomes.rows.size(); ++i) {
      out.set.days_to_close.push_back((closed->numbers[i] - created->numbers[i]) / 86400);
    }
  }
  return used;
}

/// Columns named by hand, spelt as in the file; those in `used` have left the table already.
Result<std::vector<std::string>> named_by_hand(const csv::Document& document, const std::vector<std::string>& names,
                                               const std::vector<size_t>& used, std::string_view flag) {
  std::vector<std::string> found;
  for (const auto& name : names) {
    const auto column = TRY(column_named(document, name, flag));
    if (std::find(used.begin(), used.end(), column) == used.end()) found.push_back(document.columns[column]);
  }
  return found;
}

void note_reading(const csv::Report& report, EvaluateSet& out) {
  for (const auto& note : report.notes) out.notes.push_back(note);
  if (report.skipped_count == 0) return;
  const auto& first = report.skipped.front();
  out.notes.push_back(fmt::format("{} rows could not be read, the first in line {}: {}", report.skipped_count,
                                  first.line, first.reason));
}

}  // namespace

Result<EvaluateSet> read_evaluate_set(const EvaluateInput& input) {
  const auto document = TRY(csv::read_document(input.file));
  if (document.rows.empty()) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("{}: there is a header but no row", input.file),
                      "The file needs one line of column names and one row for each closed record."));
  }
  EvaluateSet out;
  note_reading(document.report, out);
  const auto outcome = TRY(parse_outcome(document, input.outcome));
  out.positive = outcome.positive;
  const auto outcomes = TRY(read_outcomes(document, outcome, out));
  auto used = TRY(read_order(document, input, outcomes, out));
  used.push_back(outcome.column);
  out.drop = TRY(named_by_hand(document, input.drop, used, "--drop"));
  out.keep = TRY(named_by_hand(document, input.keep, used, "--keep"));
  out.set.outcome = outcomes.labels;
  out.set.frame.rows = outcomes.rows.size();
  const size_t count = outcomes.rows.size();
  for (size_t c = 0; c < document.columns.size(); ++c) {
    if (std::find(used.begin(), used.end(), c) != used.end()) continue;
    const CellText cell = [&](size_t i) { return std::string_view(document.rows[outcomes.rows[i]][c]); };
    const auto format = feature::infer_format(cell, count);
    out.formats.push_back(format);
    out.set.frame.columns.push_back(feature::read_column(document.columns[c], format, cell, count));
  }
  return out;
}

Result<feature::Frame> read_matching_frame(const csv::Document& document, const EvaluateSet& like,
                                           std::vector<std::string>& notes) {
  feature::Frame frame;
  frame.rows = document.rows.size();
  std::vector<std::string> absent;
  for (size_t c = 0; c < like.formats.size(); ++c) {
    const auto& name = like.set.frame.columns[c].name;
    const auto found = find_column(document, name);
    if (!found) {
      absent.push_back(name);
      continue;
    }
    const CellText cell = [&](size_t i) { return std::string_view(document.rows[i][*found]); };
    frame.columns.push_back(feature::read_column(name, like.formats[c], cell, frame.rows));
  }
  if (frame.columns.empty()) {
    return fail(Error(ErrorCode::InvalidInput, "the file to score shares no column with the file that was learned from",
                      fmt::format("Its columns: {}.", list_of(document.columns))));
  }
  if (!absent.empty())
    notes.push_back(fmt::format("the file to score lacks {}: taken as not filled in", list_of(absent)));
  return frame;
}

}  // namespace leadlight::app
