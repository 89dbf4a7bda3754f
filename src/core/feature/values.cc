#include "core/feature/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace leadlight::feature {
namespace {

using base::equals_ignoring_ascii_case;
using base::trim;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes `prefix` (or one of several) off the front.
bool eat(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

constexpr std::array kCurrencies = std::to_array<std::string_view>(
    {"$", "€", "£", "¥", "₹", "฿", "₩", "R$", "US$", "USD", "EUR", "GBP", "CHF", "INR", "JPY", "CNY", "THB", "kr"});

std::string_view without_signs(std::string_view text) {
  if (text.empty() || (is_digit(text.front()) && is_digit(text.back()))) return text;
  for (const auto sign : kCurrencies) {
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
    if (text.ends_with(sign)) text.remove_suffix(sign.size());
  }
  if (text.ends_with('%')) text.remove_suffix(1);
  return trim(text);
}

/// Digits of the whole part with its grouping marks checked; nullopt when groups are not of three.
std::optional<std::string> ungrouped(std::string_view text, char mark) {
  std::string digits;
  size_t since = 0;
  bool grouped = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool blank = text[i] == ' ' || text[i] == '\'';
    const bool no_break = text.substr(i).starts_with("\xC2\xA0") || text.substr(i).starts_with("\xE2\x80\xAF");
    if (text[i] == mark || blank || no_break) {
      if (grouped ? since != 3 : (since < 1 || since > 3)) return std::nullopt;
      grouped = true;
      since = 0;
      if (no_break) i += text[i] == '\xC2' ? 1 : 2;
    } else if (is_digit(text[i])) {
      digits += text[i];
      ++since;
    } else {
      return std::nullopt;
    }
  }
  if (grouped && since != 3) return std::nullopt;
  return digits;
}

struct Scanner {
  std::string_view text;
  bool done() const { return text.empty(); }
  std::optional<int> number(size_t most_digits) {
    size_t n = 0;
    int value = 0;
    while (n < text.size() && n < most_digits && is_digit(text[n])) value = value * 10 + (text[n++] - '0');
    if (n == 0) return std::nullopt;
    text.remove_prefix(n);
    return value;
  }
  bool one_of(std::string_view marks) {
    if (text.empty() || marks.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
  }
  void blanks() {
    while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
  }
  std::optional<int> month() {
    static constexpr std::array kMonths = std::to_array<std::string_view>(
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    size_t n = 0;
    while (n < text.size() && std::isalpha(static_cast<unsigned char>(text[n]))) ++n;
    if (n < 3) return std::nullopt;
    for (size_t m = 0; m < kMonths.size(); ++m) {
      if (!equals_ignoring_ascii_case(text.substr(0, 3), kMonths[m])) continue;
      text.remove_prefix(n);
      one_of(".");
      return static_cast<int>(m) + 1;
    }
    return std::nullopt;
  }
};

std::optional<double> seconds_of(int year, int month, int day) {
  if (year < 100) year += year < 70 ? 2000 : 1900;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || year < 1000) return std::nullopt;
  return kSecondsADay * std::chrono::sys_days(date).time_since_epoch().count();
}

/// What may follow a date: nothing, or a clock time.
std::optional<double> clock_of(Scanner rest) {
  rest.blanks();
  if (rest.done()) return 0;
  const auto hour = rest.number(2);
  if (!hour || !rest.one_of(":")) return std::nullopt;
  const auto minute = rest.number(2);
  int second = 0;
  if (rest.one_of(":")) {
    second = rest.number(2).value_or(-1);
    if (rest.one_of(".")) (void)rest.number(9);
  }
  rest.blanks();
  int hours = *hour;
  if (!rest.done()) {
    const bool pm = equals_ignoring_ascii_case(rest.text, "pm"), am = equals_ignoring_ascii_case(rest.text, "am");
    if ((!pm && !am) || hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (pm ? 12 : 0);
  }
  if (!minute || hours > 23 || *minute > 59 || second < 0 || second > 60) return std::nullopt;
  return hours * 3600.0 + *minute * 60 + second;
}

std::optional<double> worded_date(Scanner scan) {
  auto day = scan.number(2);
  if (day) scan.one_of(".");
  while (scan.one_of(" -")) {
  }
  const auto month = scan.month();
  if (!month) return std::nullopt;
  while (scan.one_of(" -,")) {
  }
  if (!day) {
    day = scan.number(2);
    scan.blanks();
  }
  const auto year = scan.number(4);
  if (!day || !year) return std::nullopt;
  const auto date = seconds_of(*year, *month, *day), clock = clock_of(scan);
  if (!date || !clock) return std::nullopt;
  return *date + *clock;
}

}  // namespace

bool is_missing(std::string_view text) {
  text = trim(text);
  if (text.size() > 24) return false;
  if (text.empty()) return true;
  static constexpr std::array kWords = std::to_array<std::string_view>({"select",
                                                                        "-",
                                                                        "--",
                                                                        "---",
                                                                        "–",
                                                                        "—",
                                                                        ".",
                                                                        "?",
                                                                        "n/a",
                                                                        "#n/a",
                                                                        "na",
                                                                        "n.a.",
                                                                        "n.a",
                                                                        "nan",
                                                                        "null",
                                                                        "(null)",
                                                                        "nil",
                                                                        "\\n",
                                                                        "<null>",
                                                                        "<na>",
                                                                        "(blank)",
                                                                        "blank",
                                                                        "(empty)",
                                                                        "empty",
                                                                        "(none)",
                                                                        "--none--",
                                                                        "-none-",
                                                                        "none selected",
                                                                        "not selected",
                                                                        "not specified",
                                                                        "unspecified",
                                                                        "undefined",
                                                                        "#value!",
                                                                        "#ref!",
                                                                        "please select",
                                                                        "- select -",
                                                                        "-select-",
                                                                        "--select--",
                                                                        "select one",
                                                                        "select...",
                                                                        "choose",
                                                                        "choose one",
                                                                        "tbd"});
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return equals_ignoring_ascii_case(text, word); });
}

std::optional<double> parse_number(std::string_view text, DecimalMark mark) {
  text = trim(text);
  bool negative = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = text.substr(1, text.size() - 2);
  }
  text = without_signs(text);
  if (eat(text, "-") || eat(text, "\xE2\x88\x92")) {
    negative = !negative;
  } else {
    eat(text, "+");
  }
  text = without_signs(text);
  if (text.empty() || text.size() > 40 || (!is_digit(text.front()) && text.front() != '.' && text.front() != ',')) {
    return std::nullopt;
  }
  const char point = mark == DecimalMark::Point ? '.' : ',', thousands = mark == DecimalMark::Point ? ',' : '.';
  const auto exponent = text.find_first_of("eE");
  const auto mantissa = text.substr(0, exponent);
  const auto at = mantissa.find(point);
  const auto whole = ungrouped(mantissa.substr(0, at), thousands);
  const auto fraction = at == std::string_view::npos ? std::string_view{} : mantissa.substr(at + 1);
  if (!whole || !std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
  if (whole->empty() && fraction.empty()) return std::nullopt;
  if (whole->size() > 1 && whole->front() == '0') return std::nullopt;
  std::string plain = (whole->empty() ? "0" : *whole) + (fraction.empty() ? "" : "." + std::string(fraction));
  if (exponent != std::string_view::npos) plain += text.substr(exponent);
  const auto value = base::parse_double(plain);
  if (!value || std::fabs(*value) > 1e300) return std::nullopt;
  return negative ? -*value : *value;
}

std::optional<double> parse_time(std::string_view text, DateOrder order) {
  text = trim(text);
  if (text.size() < 6 || text.size() > 40) return std::nullopt;
  if (text.size() >= 10 && is_digit(text[3]) && text[4] == '-') {
    const auto time = base::parse_timestamp(text);
    if (time) return std::chrono::duration<double>(time->time_since_epoch()).count();
  }
  Scanner scan{text};
  if (const auto worded = worded_date(scan)) return worded;
  std::array<int, 3> part{};
  for (size_t i = 0; i < 3; ++i) {
    const auto number = scan.number(4);
    if (!number || (i < 2 && !scan.one_of("/-."))) return std::nullopt;
    part[i] = *number;
  }
  const auto clock = clock_of(scan);
  if (!clock) return std::nullopt;
  std::optional<double> date;
  if (part[0] >= 1000) {
    date = seconds_of(part[0], part[1], part[2]);
  } else if (order == DateOrder::DayFirst) {
    date = seconds_of(part[2], part[1], part[0]);
  } else if (order == DateOrder::MonthFirst) {
    date = seconds_of(part[2], part[0], part[1]);
  }
  if (!date) return std::nullopt;
  return *date + *clock;
}

}  // namespace leadlight::feature
