#include "core/record/number_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace leadlight::record {
namespace {

constexpr std::array<std::string_view, 14> kCurrencySigns = {"$", "€", "£", "¥", "฿", "₹",  "₽",
                                                             "₩", "₫", "₪", "₴", "₺", "元", "円"};
// After folding (compatibility forms, lower case) the minus sign and typographic apostrophes are still themselves.
constexpr std::string_view kMinusSign = "\u2212";
constexpr std::string_view kApostrophe = "\u2019";

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
bool is_letter(char letter) {
  return letter >= 'a' && letter <= 'z';
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void trim(std::string& text) {
  text = std::string(base::trim(text));
}

/// `eur 12`, `12 thb`: three letters and something that is no letter beside them.
void drop_currency_code(std::string& text) {
  const auto letters = [&](std::size_t from) {
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + 3), is_letter);
  };
  if (text.size() > 3 && letters(0) && !is_letter(text[3])) text.erase(0, 3);
  if (text.size() > 3 && letters(text.size() - 3) && !is_letter(text[text.size() - 4])) text.resize(text.size() - 3);
  trim(text);
}

/// Takes signs and brackets off; whether the number is negative, nullopt when they contradict each other.
std::optional<bool> take_sign(std::string& text) {
  int signs = 0;
  bool negative = false;
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    negative = true;
    ++signs;
  }
  trim(text);
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative |= text.front() == '-';
    text.erase(0, 1);
    ++signs;
  }
  if (!text.empty() && text.back() == '-') {
    negative = true;
    text.pop_back();
    ++signs;
  }
  trim(text);
  if (signs > 1) return std::nullopt;
  return negative;
}

/// `1'234` -> `1234` when every group has two or three digits and the last one three.
std::optional<std::string> ungroup(std::string_view whole, char mark) {
  const auto groups = base::split(whole, mark);
  if (groups.size() == 1) return std::string(whole);
  std::string digits(groups.front());
  if (digits.empty() || digits.size() > 3) return std::nullopt;
  for (std::size_t i = 1; i < groups.size(); ++i) {
    const bool last = i + 1 == groups.size();
    if (groups[i].size() != 3 && (last || groups[i].size() != 2)) return std::nullopt;
    digits += groups[i];
  }
  return digits;
}

/// Where the decimal mark stands in `text`; npos when there is none. `group` receives the mark that groups.
struct Marks {
  std::size_t decimal = std::string::npos;
  char group = ' ';
};
Marks find_marks(std::string_view text) {
  const auto dots = std::count(text.begin(), text.end(), '.');
  const auto commas = std::count(text.begin(), text.end(), ',');
  if (dots > 0 && commas > 0) {
    const auto last = text.find_last_of(".,");
    return {last, text[last] == '.' ? ',' : '.'};
  }
  if (dots > 1) return {std::string::npos, '.'};
  if (commas > 1) return {std::string::npos, ','};
  if (dots == 1) return {text.find('.'), ' '};
  if (commas == 1) {
    const auto at = text.find(',');
    const bool groups = text.size() - at == 4 && at >= 1 && at <= 3 && text.front() != '0';
    if (groups) return {std::string::npos, ','};
    return {at, ' '};
  }
  return {};
}

}  // namespace

std::optional<std::string> plain_number(std::string_view written) {
  std::string text = base::fold(written);
  if (base::parse_double(text)) return text;  // `12`, `-1.5`, `1e6`: the form that programs write
  for (const std::string_view sign : kCurrencySigns) replace_all(text, sign, " ");
  replace_all(text, kMinusSign, "-");
  replace_all(text, kApostrophe, "'");
  trim(text);
  if (text.ends_with('%')) text.pop_back();
  trim(text);
  drop_currency_code(text);
  const auto negative = take_sign(text);
  if (!negative) return std::nullopt;
  drop_currency_code(text);
  std::ranges::replace(text, '\'', ' ');

  const Marks marks = find_marks(text);
  const std::string_view whole = std::string_view(text).substr(0, marks.decimal);
  const std::string_view fraction =
      marks.decimal == std::string::npos ? std::string_view{} : std::string_view(text).substr(marks.decimal + 1);
  // A blank groups only where no other mark does.
  const auto digits = whole.empty() ? std::optional<std::string>("0") : ungroup(whole, marks.group);
  if (!digits || (whole.empty() && fraction.empty())) return std::nullopt;
  if (!std::ranges::all_of(*digits, is_digit) || !std::ranges::all_of(fraction, is_digit)) return std::nullopt;
  return (*negative ? "-" : "") + *digits + (fraction.empty() ? "" : "." + std::string(fraction));
}

}  // namespace leadlight::record
