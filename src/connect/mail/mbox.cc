#include "connect/mail/mbox.h"

#include <algorithm>

#include "base/text.h"

namespace leadlight::mail {
namespace {

constexpr std::string_view kFrom = "From ";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_month(std::string_view word) {
  constexpr std::string_view kMonths = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
  return word.size() == 3 && word.find(' ') == std::string_view::npos && kMonths.find(word) != std::string_view::npos;
}

bool is_time(std::string_view word) {
  return word.size() >= 4 && word.find(':') != std::string_view::npos &&
         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == ':'; });
}

bool is_year(std::string_view word) {
  return word.size() == 4 && std::ranges::all_of(word, is_digit);
}

}  // namespace

bool starts_with_field(std::string_view text) {
  size_t i = 0;
  while (i < text.size() && text[i] > ' ' && text[i] < '\x7f' && text[i] != ':') ++i;
  if (i == 0) return false;
  while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
  return i < text.size() && text[i] == ':';
}

bool starts_with_from_line(std::string_view text) {
  text = text.substr(0, kFromLineReach);
  const size_t end = text.find('\n');
  if (!text.starts_with(kFrom) || end == std::string_view::npos) return false;
  bool month = false, time = false, year = false;
  for (std::string_view word : base::split(base::trim(text.substr(0, end)), ' ')) {
    month = month || is_month(word);
    time = time || is_time(word);
    year = year || is_year(word);
  }
  const std::string_view next = text.substr(end + 1);
  // A message that was quoted twice begins with a quoted From_ line.
  return month && time && year && (starts_with_field(next) || next.starts_with(">From "));
}

std::string unquote_from_lines(std::string message) {
  std::string out;
  size_t copied = 0;
  for (size_t at = message.find(">From "); at != std::string::npos; at = message.find(">From ", at + 1)) {
    size_t start = at;
    while (start > copied && message[start - 1] == '>') --start;
    if (start > 0 && message[start - 1] != '\n') continue;
    out.append(message, copied, start - copied);
    copied = start + 1;
  }
  if (copied == 0) return message;
  return out.append(message, copied);
}

}  // namespace leadlight::mail
