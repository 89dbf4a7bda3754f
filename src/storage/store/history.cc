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

std::optional<Value> read_json(const Field& field, const Json& json) {
  if (json.is_null()) return Value();
  if (json.is_string()) return parse_text(field, json.get_ref<const std::string&>());
  if (json.is_boolean()) return Value(json.get<bool>());
  if (!json.is_number()) return std::nullopt;
  if (field.type == FieldType::Double) return Value(json.get<double>());
  return Value(json.get<std::int64_t>());
}

}  // namespace

bool is_in_history(const Field& field) {
  if (field.type == FieldType::Id || field.type == FieldType::Binary || field.has(record::kInternal)) return false;
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
  const Json json = TRY(base::parse_json(text));
  if (!json.is_object()) return fail(ErrorCode::Corrupt, "a history entry of {} is no object", table.name());
  std::map<std::string, HistoryEntry::Change> changes;
  for (const auto& [name, pair] : json.items()) {
    const Field* field = table.find(name);
    if (field == nullptr) continue;
    if (!pair.is_array() || pair.size() != 2) {
      return fail(ErrorCode::Corrupt, "a history entry of {} has no pair for {}", table.name(), name);
    }
    auto before = read_json(*field, pair[0]);
    auto after = read_json(*field, pair[1]);
    if (!before || !after) {
      return fail(ErrorCode::Corrupt, "a history entry of {} has an unreadable {}", table.name(), name);
    }
    changes.emplace(name, HistoryEntry::Change{std::move(*before), std::move(*after)});
  }
  return changes;
}

}  // namespace leadlight::store
