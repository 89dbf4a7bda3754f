#include "server/odata/url.h"

#include <algorithm>

#include "base/text.h"

namespace leadlight::odata {
namespace {

constexpr size_t kMaxSegments = 4;
constexpr int kMaxDepth = 100;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~$(),'").find(c) != std::string_view::npos;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::IsSpace) {
      out.push_back(' ');
    } else if (text[i] == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return fail(Error(ErrorCode::InvalidInput,
                          fmt::format("a % without two hexadecimal digits at position {}", i + 1),
                          "Write a percent sign as %25."));
      }
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  if (out.find('\0') != std::string::npos) return fail(ErrorCode::InvalidInput, "a zero byte in the address");
  if (!base::is_valid_utf8(out)) {
    return fail(Error(ErrorCode::InvalidInput, "the address is not valid UTF-8", "Percent-encode text as UTF-8."));
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  for (char c : text) {
    if (is_plain(c)) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

Result<std::vector<QueryOption>> parse_query_options(std::string_view query) {
  std::vector<QueryOption> options;
  if (query.empty()) return options;
  for (std::string_view part : base::split(query, '&')) {
    if (part.empty()) continue;
    const size_t equals = part.find('=');
    QueryOption option;
    option.name = TRY(percent_decode(part.substr(0, equals), Plus::IsSpace));
    if (equals != std::string_view::npos) option.value = TRY(percent_decode(part.substr(equals + 1), Plus::IsSpace));
    if (option.name.starts_with('$') && std::ranges::find(options, option.name, &QueryOption::name) != options.end()) {
      return fail(ErrorCode::InvalidInput, "{} is given twice", option.name);
    }
    options.push_back(std::move(option));
  }
  return options;
}

Result<std::vector<PathSegment>> parse_path(std::string_view path) {
  std::vector<PathSegment> segments;
  while (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return segments;
  for (std::string_view part : base::split(path, '/')) {
    if (segments.size() == kMaxSegments) {
      return fail(ErrorCode::InvalidInput, "a path with more than {} parts", kMaxSegments);
    }
    const std::string text = TRY(percent_decode(part, Plus::IsPlus));
    const size_t open = text.find('(');
    PathSegment segment{text.substr(0, open), std::nullopt};
    if (open != std::string::npos) {
      if (!text.ends_with(')')) return fail(ErrorCode::InvalidInput, "'{}' lacks its closing parenthesis", text);
      segment.argument = text.substr(open + 1, text.size() - open - 2);
    }
    segments.push_back(std::move(segment));
  }
  if (segments.back().name.empty() && !segments.back().argument) segments.pop_back();
  return segments;
}

std::optional<std::string> unquote(std::string_view text) {
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'' && (++i == text.size() || text[i] != '\'')) return std::nullopt;
    out.push_back(text[i]);
  }
  return out;
}

Result<Key> parse_key(std::string_view argument, std::string_view primary_id) {
  Key key;
  const std::vector<std::string_view> parts = TRY(split_outside(argument, ','));
  for (std::string_view value : parts) {
    std::string_view column;
    if (const size_t equals = value.find('='); equals != std::string_view::npos && !value.starts_with('\'')) {
      column = base::trim(value.substr(0, equals));
      value = base::trim(value.substr(equals + 1));
    }
    const std::optional<std::string> quoted = unquote(value);
    const std::string text = quoted ? *quoted : std::string(value);
    if (parts.size() == 1 && (column.empty() || column == primary_id)) {
      key.id = Uuid::parse(text);
      if (key.id) return key;
      return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' is not an id", text),
                        "An id looks like 3f2504e0-4f89-11d3-9a0c-0305e82c3301."));
    }
    if (!quoted || column.empty()) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("the key {}={} is not a quoted text", column, value),
                        fmt::format("Write {}='...' with single quotes.", column.empty() ? "COLUMN" : column)));
    }
    if (std::ranges::find(key.parts, column, &Key::Part::column) != key.parts.end()) {
      return fail(ErrorCode::InvalidInput, "the key names {} twice", column);
    }
    key.parts.push_back({std::string(column), text});
  }
  return key;
}

std::string Key::to_string() const {
  if (id) return id->to_string();
  std::string text;
  for (const Part& part : parts) text += fmt::format("{}{}='{}'", text.empty() ? "" : ",", part.column, part.text);
  return text;
}

Result<std::vector<QueryOption>> parse_arguments(std::string_view text) {
  std::vector<QueryOption> arguments;
  if (base::trim(text).empty()) return arguments;
  for (std::string_view part : TRY(split_outside(text, ','))) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("the argument '{}' has no name", part),
                        "Write Name=value, separated by commas."));
    }
    const std::string_view value = base::trim(part.substr(equals + 1));
    std::optional<std::string> quoted = unquote(value);
    arguments.push_back({std::string(base::trim(part.substr(0, equals))), quoted ? *quoted : std::string(value)});
  }
  return arguments;
}

Result<std::vector<std::string_view>> split_outside(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') quoted = !quoted;  // a doubled quote closes and opens again
    if (quoted) continue;
    if (c == '(' && ++depth > kMaxDepth) {
      return fail(ErrorCode::InvalidInput, "nested deeper than {} parentheses at position {}", kMaxDepth, i + 1);
    }
    if (c == ')' && --depth < 0) {
      return fail(ErrorCode::InvalidInput, "a closing parenthesis without its opening one at position {}", i + 1);
    }
    if (c == separator && depth == 0) {
      parts.push_back(base::trim(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  if (quoted) return fail(ErrorCode::InvalidInput, "a text without its closing quote");
  if (depth > 0) return fail(ErrorCode::InvalidInput, "an opening parenthesis without its closing one");
  parts.push_back(base::trim(text.substr(begin)));
  return parts;
}

}  // namespace leadlight::odata
