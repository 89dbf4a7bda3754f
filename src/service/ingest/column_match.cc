#include "service/ingest/column_match.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "core/record/validate.h"

namespace leadlight::ingest {
namespace {

using record::Field;
using record::FieldType;
using record::Value;

/// A longer text than this does not fit one line of a form.
constexpr size_t kLongestLine = 200;
constexpr double kMostMisfits = 0.1;

/// Columns a file may fill. The rest is the program's own, an outcome's, or needs another row to point to.
bool may_be_filled(const Field& field) {
  switch (field.type) {
    case FieldType::Id:
    case FieldType::Lookup:
    case FieldType::State:
    case FieldType::Status:
    case FieldType::Binary:
      return false;
    default:
      break;
  }
  if (field.name == "createdon") return true;
  return !field.has(record::kComputed) && !field.has(record::kInternal) && !field.has(record::kRetired);
}

/// Columns whose cells name another record.
bool may_be_looked_up(const Field& field) {
  return field.type == FieldType::Lookup && !field.has(record::kComputed) && !field.has(record::kInternal);
}

feature::CellText column_of(const Sample& sample, size_t column) {
  return [&sample, column](size_t row) -> std::string_view { return sample[row][column]; };
}

Value time_value(FieldType type, double seconds) {
  const Timestamp time(std::chrono::microseconds(std::llround(seconds * 1e6)));
  if (type == FieldType::DateTime) return time;
  return std::chrono::floor<std::chrono::days>(time);
}

bool is_numeric(FieldType type) {
  return type == FieldType::Integer || type == FieldType::BigInteger || type == FieldType::Double ||
         type == FieldType::Money;
}

/// Whether nine of ten cells that say something are values of the field.
bool fits(const ColumnPlan& plan, const Field& field, const Sample& sample, size_t column) {
  size_t filled = 0, misfits = 0;
  for (const auto& row : sample) {
    const auto value = read_value(plan, field, row[column]);
    if (value && record::is_null(*value)) continue;
    ++filled;
    misfits += !value.has_value();
  }
  return static_cast<double>(misfits) <= kMostMisfits * static_cast<double>(filled);
}

bool is_label(const record::Labels& label, const std::string& folded) {
  for (const std::string_view text : {label.en, label.nl, label.de, label.zh, label.th}) {
    if (base::fold(text) == folded) return true;
  }
  return false;
}

const Field* find_by_words(const record::TableSchema& table, const std::string& header, std::string& how) {
  const std::string folded = base::fold(header);
  std::string squeezed = folded;
  std::erase_if(squeezed, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  for (const Field* field : table.fields()) {
    if (!may_be_filled(*field) && !may_be_looked_up(*field)) continue;
    std::string name(field->name);
    std::erase(name, '_');
    how = name == squeezed ? "by name" : "by label";
    if (name == squeezed || is_label(field->label, folded)) return field;
  }
  return nullptr;
}

FieldType type_of_new_column(const feature::ColumnFormat& format, const Sample& sample, size_t column) {
  switch (format.kind) {
    case feature::ColumnKind::Number:
      return FieldType::Double;
    case feature::ColumnKind::Time:
      return FieldType::DateTime;
    case feature::ColumnKind::Category:
    case feature::ColumnKind::Text:
      break;
  }
  const bool is_long = std::any_of(sample.begin(), sample.end(),
                                   [column](const auto& row) { return row[column].size() > kLongestLine; });
  return is_long ? FieldType::Memo : FieldType::Text;
}

class Matcher {
 public:
  Matcher(const record::TableSchema& table, const Sample& sample, const MatchOptions& options)
      : table_(table), sample_(sample), options_(options) {}

  Result<ColumnPlan> plan(const std::string& header, size_t column) {
    ColumnPlan plan;
    plan.header = header;
    plan.format = feature::infer_format(column_of(sample_, column), sample_.size());
    if (header == options_.outcome_column) {
      plan.use = ColumnPlan::Use::Outcome;
      plan.how = "the outcome";
      return plan;
    }
    if (const auto told = options_.told.find(header); told != options_.told.end()) return as_told(plan, told->second);
    std::string how;
    const Field* field = find_by_words(table_, header, how);
    const bool free = field != nullptr && !taken_.contains(std::string(field->name));
    if (free && (may_be_looked_up(*field) || fits(plan, *field, sample_, column))) {
      return use(std::move(plan), *field, how);
    }
    return new_column(std::move(plan), column);
  }

 private:
  ColumnPlan use(ColumnPlan plan, const Field& field, std::string how) {
    plan.use = ColumnPlan::Use::Column;
    plan.target = field.name;
    plan.type = field.type;
    plan.how = std::move(how);
    taken_.insert(plan.target);
    return plan;
  }

  Result<ColumnPlan> as_told(ColumnPlan plan, const std::string& target) {
    if (target.empty()) {
      plan.how = "left out as told";
      return plan;
    }
    const Field* field = table_.find(target);
    if (field == nullptr || !(may_be_filled(*field) || may_be_looked_up(*field))) {
      return fail(Error(ErrorCode::InvalidInput,
                        fmt::format("column \"{}\" cannot go to {}.{}", plan.header, table_.name(), target),
                        field == nullptr ? "There is no such column." : "An import does not write that column."));
    }
    if (taken_.contains(target)) {
      return fail(ErrorCode::InvalidInput, "two columns of the file go to {}.{}", table_.name(), target);
    }
    return use(std::move(plan), *field, "as told");
  }

  ColumnPlan new_column(ColumnPlan plan, size_t column) {
    // A column made by an earlier import of the same kind of file is used again.
    for (const Field* field : table_.fields()) {
      if (field->has(record::kCustom) && field->label.en == plan.header && !taken_.contains(std::string(field->name))) {
        return use(std::move(plan), *field, "by label");
      }
    }
    plan.use = ColumnPlan::Use::NewColumn;
    plan.type = type_of_new_column(plan.format, sample_, column);
    plan.how = "a new column";
    plan.target = record::custom_column_name(plan.header, table_);
    for (int n = 2; taken_.contains(plan.target); ++n) {
      plan.target = record::custom_column_name(plan.header + " " + std::to_string(n), table_);
    }
    taken_.insert(plan.target);
    return plan;
  }

  const record::TableSchema& table_;
  const Sample& sample_;
  const MatchOptions& options_;
  std::set<std::string> taken_;
};

}  // namespace

Result<Value> read_value(const ColumnPlan& plan, const Field& field, std::string_view cell) {
  if (feature::is_missing(cell)) return Value{};
  const bool is_time = field.type == FieldType::DateTime || field.type == FieldType::DateOnly;
  if (is_time && plan.format.kind == feature::ColumnKind::Time) {
    if (const auto seconds = feature::parse_time(base::trim(cell), plan.format.date)) {
      return time_value(field.type, *seconds);
    }
  }
  if (is_numeric(field.type) && plan.format.kind == feature::ColumnKind::Number) {
    if (const auto number = feature::parse_number(base::trim(cell), plan.format.decimal)) {
      return record::check_value(field, *number);
    }
  }
  return record::parse_value(field, base::trim(cell));
}

Result<std::vector<ColumnPlan>> match_columns(const record::TableSchema& table, const std::vector<std::string>& headers,
                                              const Sample& sample, const MatchOptions& options) {
  for (const auto& [header, target] : options.told) {
    if (std::find(headers.begin(), headers.end(), header) == headers.end()) {
      return fail(ErrorCode::InvalidInput, "the file has no column \"{}\"", header);
    }
  }
  Matcher matcher(table, sample, options);
  std::vector<ColumnPlan> plans;
  plans.reserve(headers.size());
  // What was told goes first, so that no guess takes its place.
  plans.resize(headers.size());
  for (const bool told : {true, false}) {
    for (size_t i = 0; i < headers.size(); ++i) {
      if (options.told.contains(headers[i]) == told) plans[i] = TRY(matcher.plan(headers[i], i));
    }
  }
  return plans;
}

}  // namespace leadlight::ingest
