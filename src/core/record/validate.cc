// check_value: exactly the field's type, within its limits.
#include "core/record/validate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "core/record/type_names.h"

namespace leadlight::record {
namespace {

constexpr double kExactDouble = 9007199254740992.0;  // 2^53: whole numbers up to here are exact

tl::unexpected<Error> refuse(const Field& field, const Value& value, std::string_view what, std::string hint = {}) {
  constexpr std::size_t kShown = 60;
  std::string shown = to_string(value);
  if (shown.size() > kShown) shown = shown.substr(0, kShown) + "...";
  if (!base::is_valid_utf8(shown)) shown = "(bytes)";
  return fail(
      Error(ErrorCode::InvalidInput, fmt::format("column {}: \"{}\" {}", field.name, shown, what), std::move(hint)));
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

Result<Value> check_text(const Field& field, Value value) {
  const auto* text = as<std::string>(value);
  if (text == nullptr) return refuse(field, value, "is not text");
  if (!base::is_valid_utf8(*text)) return refuse(field, value, "is not valid UTF-8", "save the file as UTF-8");
  if (text->find('\0') != std::string::npos) return refuse(field, value, "contains a NUL character");
  if (text->empty()) return Value{};
  const int most = max_length(field);
  if (const std::size_t length = characters(*text); length > static_cast<std::size_t>(most)) {
    return refuse(field, value, fmt::format("has {} characters; at most {} fit", length, most));
  }
  return value;
}

/// A whole number from an integer or a double without fraction.
std::optional<std::int64_t> whole(const Value& value) {
  if (const auto* number = as<std::int64_t>(value)) return *number;
  const auto* number = as<double>(value);
  if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) > kExactDouble) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

Result<Value> check_whole(const Field& field, const Value& value) {
  const auto number = whole(value);
  if (!number) return refuse(field, value, "is not a whole number");
  using Limits = std::numeric_limits<std::int32_t>;
  if (field.type == FieldType::Integer && (*number < Limits::min() || *number > Limits::max())) {
    return refuse(field, value, "is out of range", fmt::format("between {} and {}", Limits::min(), Limits::max()));
  }
  return Value(*number);
}

Result<Value> check_option(const Field& field, const Value& value) {
  const auto number = whole(value);
  if (!number) return refuse(field, value, "is not the number of an option");
  if (field.choices->find(*number) == nullptr) {
    std::string known;
    for (const Option& option : field.choices->options)
      known += fmt::format("{}{}", known.empty() ? "" : ", ", option.value);
    return refuse(field, value, "is none of the options", "the options are: " + known);
  }
  return Value(*number);
}

Result<Value> check_double(const Field& field, const Value& value) {
  if (const auto* number = as<double>(value)) {
    if (!std::isfinite(*number)) return refuse(field, value, "is not a finite number");
    return Value(*number);
  }
  if (const auto* number = as<std::int64_t>(value)) return Value(static_cast<double>(*number));
  if (const auto* amount = as<Amount>(value)) return Value(amount->to_double());
  return refuse(field, value, "is not a number");
}

Result<Value> check_money(const Field& field, const Value& value) {
  if (as<Amount>(value) != nullptr) return value;
  if (const auto* number = as<std::int64_t>(value)) {
    std::int64_t scaled = 0;
    if (!__builtin_mul_overflow(*number, std::int64_t{10'000}, &scaled)) return Value(Amount{scaled});
    return refuse(field, value, "is too large an amount");
  }
  if (const auto* number = as<double>(value)) {
    if (const auto amount = Amount::from_double(*number)) return Value(*amount);
    return refuse(field, value, "is not an amount that can be kept");
  }
  return refuse(field, value, "is not an amount of money");
}

bool in_range(Timestamp time) {
  using std::chrono::year;
  return time >= Date(year(1) / 1 / 1) && time < Date(year(10'000) / 1 / 1);
}

Result<Value> check_time(const Field& field, const Value& value) {
  std::optional<Timestamp> time;
  if (const auto* given = as<Timestamp>(value)) time = *given;
  if (const auto* given = as<Date>(value)) time = Timestamp(*given);
  if (const auto* text = as<std::string>(value)) time = base::parse_timestamp(*text);
  const bool day = field.type == FieldType::DateOnly;
  if (!time || !in_range(*time)) {
    return refuse(field, value, "is not a date between the years 1 and 9999",
                  day ? "write 2026-12-31" : "write 2026-12-31T17:30:00Z");
  }
  if (day) return Value(std::chrono::floor<std::chrono::days>(*time));
  return Value(*time);
}

std::optional<Uuid> to_id(const Value& value) {
  if (const auto* id = as<Uuid>(value)) return *id;
  if (const auto* text = as<std::string>(value)) return Uuid::parse(*text);
  return std::nullopt;
}

Result<Value> check_lookup(const Field& field, const Value& value) {
  const auto targets = lookup_targets(field);
  if (const auto* reference = as<Reference>(value)) {
    if (std::ranges::find(targets, reference->table) == targets.end()) {
      return refuse(field, value, fmt::format("points to table {}", reference->table),
                    fmt::format("it may point to {}", field.targets));
    }
    if (reference->id.is_nil()) return refuse(field, value, "is the empty id");
    return value;
  }
  const auto id = to_id(value);
  if (!id || id->is_nil()) return refuse(field, value, "is not the id of a row");
  if (targets.size() != 1) {
    return refuse(field, value, "does not say which table it points to", fmt::format("one of {}", field.targets));
  }
  return Value(Reference{std::string(targets.front()), *id});
}

}  // namespace

Result<Value> check_value(const Field& field, Value value) {
  if (is_null(value)) return value;
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo:
      return check_text(field, std::move(value));
    case FieldType::Integer:
    case FieldType::BigInteger:
      return check_whole(field, value);
    case FieldType::Double:
      return check_double(field, value);
    case FieldType::Money:
      return check_money(field, value);
    case FieldType::Boolean:
      if (as<bool>(value) == nullptr) return refuse(field, value, "is neither true nor false");
      return value;
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return check_option(field, value);
    case FieldType::DateTime:
    case FieldType::DateOnly:
      return check_time(field, value);
    case FieldType::Lookup:
      return check_lookup(field, value);
    case FieldType::Id:
      if (const auto id = to_id(value); id && !id->is_nil()) return Value(*id);
      return refuse(field, value, "is not an id", "write 32 hexadecimal digits");
    case FieldType::Binary:
      if (as<Bytes>(value) == nullptr) return refuse(field, value, "is not bytes");
      return value;
  }
  return fail(ErrorCode::Internal, "column {}: unknown type", field.name);
}

}  // namespace leadlight::record
