#include "core/condition/literal.h"

#include <cmath>

#include "base/text.h"
#include "core/condition/names.h"

namespace leadlight::condition {
namespace {

using record::Field;
using record::FieldType;
using record::Value;

constexpr size_t kOptionsNamed = 6;

std::string options_in_words(const record::ChoiceSet& choices) {
  std::string text;
  size_t named = 0;
  for (const record::Option& option : choices.options) {
    if (++named > kOptionsNamed) return text + ", ...";
    if (!text.empty()) text += ", ";
    text += fmt::format("{} ({})", option.value, option.label.en);
  }
  return text;
}

std::optional<Value> number_value(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::Double: {
      if (const auto number = base::parse_double(text)) return Value(*number);
      return std::nullopt;
    }
    case FieldType::Money: {
      if (const auto amount = Amount::parse(text)) return Value(*amount);
      const auto number = base::parse_double(text);
      const auto rounded = number ? Amount::from_double(*number) : std::nullopt;
      // 0.00001 rounded to 0 would compare as something nobody wrote.
      if (rounded && std::abs(rounded->to_double() - *number) <= std::abs(*number) * 1e-12) return Value(*rounded);
      return std::nullopt;
    }
    default: {
      if (const auto number = base::parse_int(text)) return Value(*number);
      return std::nullopt;
    }
  }
}

std::optional<Value> time_value(const Field& field, const std::string& text) {
  if (field.type == FieldType::DateTime) {
    if (const auto time = base::parse_timestamp(text)) return Value(*time);
    return std::nullopt;
  }
  if (const auto date = base::parse_date(text)) return Value(*date);
  // Clients that know only instants send a day as its midnight; any other time of day would change the comparison.
  const auto time = base::parse_timestamp(text);
  const auto day = time ? std::chrono::floor<std::chrono::days>(*time) : Date{};
  if (time && *time == day) return Value(day);
  return std::nullopt;
}

std::optional<Value> word_value(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::Id:
    case FieldType::Lookup:
      if (const auto id = Uuid::parse(text)) return Value(*id);
      return std::nullopt;
    case FieldType::Boolean:
      if (text == "true") return Value(true);
      if (text == "false") return Value(false);
      return std::nullopt;
    case FieldType::DateTime:
    case FieldType::DateOnly:
      return time_value(field, text);
    case FieldType::Text:
    case FieldType::Memo:
    case FieldType::Binary:
      return std::nullopt;
    default:
      return number_value(field, text);
  }
}

}  // namespace

bool is_literal(const Token& token) {
  if (token.kind == TokenKind::Text) return true;
  if (token.kind != TokenKind::Word) return false;
  const char first = token.text.front();
  return first == '-' || (first >= '0' && first <= '9') || token.text == "null" || token.text == "true" ||
         token.text == "false" || Uuid::parse(token.text).has_value();
}

std::string accepted(const Field& field) {
  switch (field.type) {
    case FieldType::Id:
    case FieldType::Lookup:
      return "an id such as 3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    case FieldType::Text:
    case FieldType::Memo:
      return "a text in single quotes";
    case FieldType::Integer:
    case FieldType::BigInteger:
      return "a whole number";
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return field.choices == nullptr ? std::string("a whole number")
                                      : "one of the numbers " + options_in_words(*field.choices);
    case FieldType::Double:
      return "a number";
    case FieldType::Money:
      return "an amount with at most four digits after the point, such as 12.5";
    case FieldType::Boolean:
      return "true or false";
    case FieldType::DateTime:
      return "a time such as 2026-11-22T10:00:00Z, without quotes";
    case FieldType::DateOnly:
      return "a day such as 2026-11-22, without quotes";
    case FieldType::Binary:
      return "nothing in a filter";
  }
  return {};
}

Result<Value> to_value(const Token& token, const record::TableSchema& table, const Field& field) {
  const bool is_text = token.kind == TokenKind::Text;
  if (!is_text && token.text == "null") return Value{};
  std::optional<Value> value;
  if (is_text && (field.type == FieldType::Text || field.type == FieldType::Memo)) {
    value = Value(token.text);
  } else if (!is_text || field.type == FieldType::Id || field.type == FieldType::Lookup) {
    value = word_value(field, token.text);
  }
  if (value) return *std::move(value);
  return fail(ErrorCode::InvalidInput, "position {}: {}.{} takes {}, not {}", token.position, table.name(),
              property_name(field), accepted(field), describe(token));
}

}  // namespace leadlight::condition
