#include "storage/store/history.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "storage/store/columns.h"

namespace leadlight::store {
namespace {

using record::Field;
using record::FieldType;
using record::Value;

void append_text(std::string& json, std::string_view text) {
  json.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json.push_back('\\');
      json.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<int>(c));
    } else {
      json.push_back(c);
    }
  }
  json.push_back('"');
}

void append_value(std::string& json, const Field& field, const Value& value) {
  if (record::is_null(value)) {
    json += "null";
  } else if (const auto* text = record::as<std::string>(value)) {
    append_text(json, *text);
  } else if (const auto* whole = record::as<std::int64_t>(value)) {
    fmt::format_to(std::back_inserter(json), "{}", *whole);
  } else if (const auto* real = record::as<double>(value)) {
    json += base::to_string(*real);
  } else if (const auto* flag = record::as<bool>(value)) {
    json += *flag ? "true" : "false";
  } else if (const auto* reference = record::as<record::Reference>(value); reference && has_type_column(field)) {
    append_text(json, reference->table + "/" + reference->id.to_string());
  } else {
    append_text(json, record::to_string(value));  // ids, dates, times, money: their exact text
  }
}

std::optional<Value> parse_reference(const Field& field, std::string_view text) {
  const auto slash = text.find('/');
  const auto id = Uuid::parse(slash == std::string_view::npos ? text : text.substr(slash + 1));
  if (!id) return std::nullopt;
  return Value(
      record::Reference{std::string(slash == std::string_view::npos ? field.targets : text.substr(0, slash)), *id});
}

template <class T>
std::optional<Value> lift(std::optional<T> parsed) {
  return parsed ? std::optional<Value>(Value(*parsed)) : std::nullopt;
}

std::optional<Value> parse_text(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo:
      return Value(text);
    case FieldType::Money:
      return lift(Amount::parse(text));
    case FieldType::DateTime:
      return lift(base::parse_timestamp(text));
    case FieldType::DateOnly:
      return lift(base::parse_date(text));
    case FieldType::Id:
      return lift(Uuid::parse(text));
    case FieldType::Lookup:
      return parse_reference(field, text);
    default:
      return std::nullopt;
  }
}

/// Puts the changes together while the text is read: a tree of it, thrown away at once, took most of the time of
/// reading a history.
class ChangesReader {
 public:
  explicit ChangesReader(const record::TableSchema& table) : table_(table) {}

  /// Reads nothing but the pair of one column.
  bool read_pair(std::string name, std::string_view text) {
    depth_ = 1;
    key(name);
    return Json::sax_parse(text, this, Json::input_format_t::json, false);
  }

  std::map<std::string, HistoryEntry::Change> take() && { return std::move(changes_); }
  /// What is wrong, after the reading has stopped.
  const std::string& problem() const { return problem_; }

  // What nlohmann::json::sax_parse() calls; false stops it.
  bool start_object(std::size_t) { return ++depth_ == 1 || wrong("has an object in it"); }
  bool end_object() { return --depth_ == 0; }
  bool key(std::string& name) {
    name_ = std::move(name);
    field_ = table_.find(name_);
    return true;
  }
  bool start_array(std::size_t) {
    place_ = 0;
    return ++depth_ == 2 || wrong("is no object of pairs");
  }
  bool end_array() {
    --depth_;
    if (place_ != 2) return wrong("has no pair for " + name_);
    if (field_ != nullptr) changes_.emplace(std::move(name_), std::move(change_));
    change_ = {};
    return true;
  }
  bool null() { return add(Value()); }
  bool boolean(bool flag) { return add(Value(flag)); }
  bool number_integer(std::int64_t number) { return add_number(number); }
  bool number_unsigned(std::uint64_t number) { return add_number(static_cast<std::int64_t>(number)); }
  bool number_float(double number, const std::string&) { return add_number(number); }
  bool string(std::string& text) { return add(field_ != nullptr ? parse_text(*field_, text) : Value()); }
  bool binary(Json::binary_t&) { return wrong("has bytes in it"); }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) { return wrong(error.what()); }

 private:
  template <class Number>
  bool add_number(Number number) {
    if (field_ == nullptr) return add(Value());
    if (field_->type == FieldType::Double) return add(Value(static_cast<double>(number)));
    return add(Value(static_cast<std::int64_t>(number)));
  }
  bool add(std::optional<Value> value) {
    if (depth_ != 2 || place_ > 1) return wrong("has no pair for " + name_);
    if (!value) return wrong("has an unreadable " + name_);
    (place_++ == 0 ? change_.before : change_.after) = std::move(*value);
    return true;
  }
  bool wrong(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    return false;
  }

  const record::TableSchema& table_;
  std::map<std::string, HistoryEntry::Change> changes_;
  std::string problem_;
  int depth_ = 0, place_ = 0;
  std::string name_;
  const Field* field_ = nullptr;  ///< nullptr: the column is no longer there
  HistoryEntry::Change change_;
};

}  // namespace

bool is_in_history(const Field& field) {
  if (field.type == FieldType::Id || field.type == FieldType::Binary || field.has(record::kInternal)) return false;
  if (field.has(record::kUntold)) return false;
  // What the program derives and no model may learn from: stamps, business unit, scores (which have a ledger).
  return !(field.has(record::kComputed) && field.has(record::kNoFactor));
}

void append_change(std::string& json, const Field& field, const Value& before, const Value& after) {
  json.push_back(json.empty() ? '{' : ',');
  append_text(json, field.name);
  json += ":[";
  append_value(json, field, before);
  json.push_back(',');
  append_value(json, field, after);
  json.push_back(']');
}

void close_changes(std::string& json) {
  json += json.empty() ? "{}" : "}";
}

Result<std::map<std::string, HistoryEntry::Change>> read_changes(const record::TableSchema& table,
                                                                 std::string_view text) {
  ChangesReader reader(table);
  if (!Json::sax_parse(text, &reader)) {
    return fail(ErrorCode::Corrupt, "a history entry of {} {}", table.name(), reader.problem());
  }
  return std::move(reader).take();
}

Result<std::map<std::string, HistoryEntry::Change>> read_changes_of(const record::TableSchema& table,
                                                                    std::string_view text,
                                                                    const std::vector<std::string>& columns) {
  ChangesReader reader(table);
  for (const std::string& column : columns) {
    // A quote within a text is escaped, so this can only be the key.
    const std::string key = '"' + column + "\":";
    const auto at = text.find(key);
    if (at == std::string_view::npos) continue;
    if (!reader.read_pair(column, text.substr(at + key.size()))) {
      return fail(ErrorCode::Corrupt, "a history entry of {} {}", table.name(), reader.problem());
    }
  }
  return std::move(reader).take();
}

}  // namespace leadlight::store
