// parse_value: what people and files write.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "core/record/field_table.h"
#include "core/record/number_text.h"
#include "core/record/validate.h"

namespace leadlight::record {
namespace {

// Folded: lower case and without accents, as base::fold leaves them.
constexpr std::array<std::string_view, 16> kYes = {"true", "yes",  "y",    "1",   "on", "t",  "x",  "ja",
                                                   "j",    "waar", "wahr", "oui", "si", "是", "真", "ใช่"};
constexpr std::array<std::string_view, 15> kNo = {"false",  "no",     "n",   "0",  "off", "f",    "nee", "nein",
                                                  "onwaar", "falsch", "non", "否", "假",  "ไม่ใช่", "ไม่"};

tl::unexpected<Error> refuse(const Field& field, std::string_view text, std::string_view what, std::string accepted) {
  constexpr std::size_t kShown = 60;
  const std::string shown(text.substr(0, kShown));
  return fail(Error(ErrorCode::InvalidInput,
                    fmt::format("column {}: \"{}{}\" {}", field.name, shown, text.size() > kShown ? "..." : "", what),
                    std::move(accepted)));
}

bool is_one_of(std::string_view folded, auto& words) {
  return std::ranges::find(words, folded) != words.end();
}

Result<Value> parse_boolean(const Field& field, std::string_view text) {
  const std::string folded = base::fold(text);
  if (is_one_of(folded, kYes)) return Value(true);
  if (is_one_of(folded, kNo)) return Value(false);
  return refuse(field, text, "is neither yes nor no", "write yes or no, true or false, 1 or 0");
}

/// Whole numbers keep all 64 bits: they do not go through a double unless written with an exponent.
Result<Value> parse_whole(const Field& field, std::string_view text) {
  const std::string accepted = "write a whole number such as 1200 or 1,200";
  const auto plain = plain_number(text);
  if (!plain) return refuse(field, text, "is not a number", accepted);
  std::string_view digits = *plain;
  if (const auto point = digits.find('.'); point != std::string_view::npos) {
    if (digits.find_first_not_of('0', point + 1) == std::string_view::npos) digits = digits.substr(0, point);
  }
  if (const auto number = base::parse_int(digits)) return Value(*number);
  if (digits.find('e') != std::string_view::npos) return Value(*base::parse_double(digits));  // check_value judges
  if (digits.find('.') != std::string_view::npos) return refuse(field, text, "is not a whole number", accepted);
  return refuse(field, text, "is too large", accepted);
}

Result<Value> parse_decimal(const Field& field, std::string_view text) {
  const auto plain = plain_number(text);
  const auto number = plain ? base::parse_double(*plain) : std::nullopt;
  if (!number) return refuse(field, text, "is not a number", "write a number such as 1234.5 or 1.234,50");
  return Value(*number);
}

Result<Value> parse_money(const Field& field, std::string_view text) {
  const auto plain = plain_number(text);
  if (plain) {
    if (const auto amount = Amount::parse(*plain)) return Value(*amount);
    const auto number = base::parse_double(*plain);  // more than four decimals, or an exponent
    if (const auto amount = number ? Amount::from_double(*number) : std::nullopt) return Value(*amount);
  }
  return refuse(field, text, plain ? "is too large an amount" : "is not an amount of money",
                "write an amount such as 1234.50, 1.234,50 or € 1,234");
}

/// A set's options by their folded labels in any language; of equal labels the first option counts.
using OptionWords = std::unordered_map<std::string, std::int64_t>;

OptionWords option_words(const ChoiceSet& choices) {
  OptionWords words;
  for (const Option& option : choices.options) {
    for (const std::string_view label :
         {option.label.en, option.label.nl, option.label.de, option.label.zh, option.label.th}) {
      words.emplace(base::fold(label), option.value);
    }
  }
  return words;
}

/// Folded once for the sets of the field table: an import asks for every cell of a column of options.
std::optional<std::int64_t> find_option(const ChoiceSet& choices, const std::string& folded) {
  static const auto all = [] {
    std::unordered_map<const ChoiceSet*, OptionWords> sets;
    for (const Table& table : built_in_tables()) {
      for (const Field& each : table.fields) {
        if (each.choices != nullptr && !sets.contains(each.choices))
          sets.emplace(each.choices, option_words(*each.choices));
      }
    }
    return sets;
  }();
  const auto find = [&](const OptionWords& words) -> std::optional<std::int64_t> {
    const auto found = words.find(folded);
    return found == words.end() ? std::nullopt : std::optional(found->second);
  };
  const auto known = all.find(&choices);
  return find(known == all.end() ? option_words(choices) : known->second);
}

Result<Value> parse_option(const Field& field, std::string_view text) {
  if (const auto number = base::parse_int(text)) return Value(*number);  // check_value knows which exist
  if (const auto option = find_option(*field.choices, base::fold(text))) return Value(*option);
  std::string known;
  for (const Option& option : field.choices->options) {
    if (known.size() > 300) {
      known += ", ...";
      break;
    }
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", option.label.en, option.value);
  }
  return refuse(field, text, "is none of the options", "the options are: " + known);
}

/// `31.12.2026` and `2026/12/31`; orders that depend on the country are not guessed.
std::optional<Date> parse_written_date(std::string_view text) {
  if (const auto date = base::parse_date(text)) return date;
  const auto parts = base::split(text, text.find('.') != std::string_view::npos ? '.' : '/');
  if (parts.size() != 3) return std::nullopt;
  const bool dotted = text.find('.') != std::string_view::npos;
  const std::string_view year = dotted ? parts[2] : parts[0];
  const std::string_view day = dotted ? parts[0] : parts[2];
  if (year.size() != 4 || day.empty() || day.size() > 2 || parts[1].empty() || parts[1].size() > 2) return std::nullopt;
  return base::parse_date(fmt::format("{}-{:0>2}-{:0>2}", year, parts[1], day));
}

Result<Value> parse_time(const Field& field, std::string_view text) {
  if (const auto date = parse_written_date(text)) return Value(*date);
  if (const auto time = base::parse_timestamp(text)) return Value(*time);
  return refuse(field, text, "is not a date that can be read without guessing",
                "write 2026-12-31, 2026-12-31T17:30:00Z or 31.12.2026");
}

Result<Value> parse_lookup(const Field& field, std::string_view text) {
  if (const auto open = text.find('('); open != std::string_view::npos && text.back() == ')') {
    const auto id = Uuid::parse(text.substr(open + 1, text.size() - open - 2));
    if (id) return Value(Reference{std::string(base::trim(text.substr(0, open))), *id});
  } else if (const auto id = Uuid::parse(text)) {
    return Value(*id);
  }
  return refuse(field, text, "is not the id of a row", fmt::format("write the id of a row of {}", field.targets));
}

Result<Value> parse_as_written(const Field& field, std::string_view text) {
  switch (field.type) {
    case FieldType::Boolean:
      return parse_boolean(field, text);
    case FieldType::Integer:
    case FieldType::BigInteger:
      return parse_whole(field, text);
    case FieldType::Double:
      return parse_decimal(field, text);
    case FieldType::Money:
      return parse_money(field, text);
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return parse_option(field, text);
    case FieldType::DateTime:
    case FieldType::DateOnly:
      return parse_time(field, text);
    case FieldType::Lookup:
      return parse_lookup(field, text);
    case FieldType::Binary:
      return refuse(field, "bytes", "cannot be written as text", "");
    case FieldType::Id:
    case FieldType::Text:
    case FieldType::Memo:
      break;
  }
  return Value(std::string(text));
}

}  // namespace

Result<Value> parse_value(const Field& field, std::string_view text) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return Value{};
  return check_value(field, TRY(parse_as_written(field, field.type == FieldType::Memo ? text : trimmed)));
}

}  // namespace leadlight::record
