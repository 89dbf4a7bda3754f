#include "connect/mail/bare_html.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace leadlight::mail {
namespace {

constexpr size_t kLongestName = 60;
/// Tags within them are none.
constexpr auto kRawText = std::to_array<std::string_view>({"script", "style"});

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}
bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}
bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Behind the next `end` from `at` on; the end of all when there is none.
size_t behind(std::string_view html, std::string_view end, size_t at) {
  const size_t found = html.find(end, at);
  return found == std::string_view::npos ? html.size() : found + end.size();
}

/// Behind the `>` of a tag. One within the quotes of a value ends nothing.
size_t behind_attributes(std::string_view html, size_t at) {
  while (at < html.size() && html[at] != '>') {
    if (html[at++] != '=') continue;
    while (at < html.size() && is_blank(html[at])) ++at;
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) at = behind(html, html.substr(at, 1), at + 1);
  }
  return std::min(at + 1, html.size());
}

/// Where the end tag of that name begins.
size_t end_of_raw_text(std::string_view html, std::string_view name, size_t at) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2)) {
    if (base::equals_ignoring_ascii_case(html.substr(at + 2, name.size()), name)) return at;
  }
  return html.size();
}

/// Copies the name of the tag at `at`, answers where to go on.
size_t copy_tag(std::string_view html, size_t at, std::string& out) {
  size_t end = at + 1;
  while (end < html.size() && continues_name(html[end])) ++end;
  const std::string_view name = html.substr(at + 1, end - at - 1);
  end = behind_attributes(html, end);
  const bool closed = html.substr(0, end).ends_with("/>");
  out.append("<").append(name.substr(0, kLongestName)).append(closed ? "/>" : ">");
  const bool raw =
      std::ranges::any_of(kRawText, [&](std::string_view tag) { return base::equals_ignoring_ascii_case(tag, name); });
  return raw && !closed ? end_of_raw_text(html, name, end) : end;
}

}  // namespace

std::string bare_html(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  for (size_t at = 0; at < html.size();) {
    const size_t mark = std::min(html.find('<', at), html.size());
    out.append(html.substr(at, mark - at));
    const std::string_view rest = html.substr(mark);
    if (rest.starts_with("<!--")) {
      // Something must stand for it, or what stood before and behind it could make a tag.
      out.append("<!---->");
      at = behind(html, "-->", mark + 2);
    } else if (rest.size() > 1 && starts_name(rest[1])) {
      at = copy_tag(html, mark, out);
    } else {
      out.append(rest.substr(0, 1));
      at = mark + 1;
    }
  }
  return out;
}

}  // namespace leadlight::mail
