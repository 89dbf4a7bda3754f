#include "connect/mail/header_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "connect/mail/charset.h"

namespace leadlight::mail {
namespace {

constexpr auto kAddressFields = std::to_array<std::string_view>(
    {"from", "sender", "reply-to", "to", "cc", "bcc", "x-original-from", "x-original-sender"});
/// Colons begin groups, and a thousand calls within one another fit every stack. Not one of the addresses people write
/// has a colon outside quotes.
constexpr std::ptrdiff_t kMaxColons = 1'000;

/// The first line of `text` with its line end.
std::string_view first_line(std::string_view text) {
  const size_t end = text.find('\n');
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

bool is_blank(std::string_view line) {
  return line == "\n" || line == "\r\n" || line == "\r";
}

/// A field with the lines that continue it.
std::string_view first_field(std::string_view header) {
  size_t size = first_line(header).size();
  while (size < header.size() && (header[size] == ' ' || header[size] == '\t'))
    size += first_line(header.substr(size)).size();
  return header.substr(0, size);
}

std::string_view name_of(std::string_view field) {
  return base::trim(field.substr(0, std::min(field.find(':'), size_t{80})));
}

/// Empty when the field may stay.
std::string refusal(std::string_view field, size_t at, const Options& options) {
  if (field.size() > options.max_field_bytes)
    return fmt::format("the header field \"{}\" is {} bytes long and was left out", one_line(name_of(field)),
                       field.size());
  if (at + field.size() > options.max_header_bytes)
    return fmt::format("the header is longer than {} bytes; what follows was left out", options.max_header_bytes);
  if (std::ssize(field) > kMaxColons && std::ranges::count(field, ':') > kMaxColons &&
      std::ranges::any_of(kAddressFields,
                          [&](auto name) { return base::equals_ignoring_ascii_case(name, name_of(field)); }))
    return fmt::format("the header field \"{}\" has more than {} groups and was left out", name_of(field), kMaxColons);
  return {};
}

/// Up to the blank line behind it.
std::string_view first_header(std::string_view message) {
  size_t size = 0;
  while (size < message.size() && !is_blank(first_line(message.substr(size))))
    size += first_line(message.substr(size)).size();
  return message.substr(0, size);
}

/// No other message has parts, whatever its text looks like.
bool is_of_parts(std::string_view header) {
  constexpr std::string_view kType = "multipart";
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  return std::search(header.begin(), header.end(), kType.begin(), kType.end(), same) != header.end();
}

}  // namespace

std::string_view from_header_on(std::string_view message) {
  if (message.starts_with("\xef\xbb\xbf")) message.remove_prefix(3);
  while (!message.empty() && (message.front() == '\n' || message.front() == '\r')) message.remove_prefix(1);
  if (message.starts_with("From ") || message.starts_with(">From ")) message.remove_prefix(first_line(message).size());
  return message;
}

std::string_view before_harmful_parts(std::string_view message, const Options& options) {
  if (!is_of_parts(first_header(message))) return message;
  size_t dividers = 0, header_bytes = 0;
  // From the front: a line that is no field may end the header, too.
  for (size_t at = message.find("\n--"); at != std::string_view::npos; at = message.find("\n--", at - 1)) {
    ++at;
    if (++dividers > kMaxDividers) return message.substr(0, at);
    at += first_line(message.substr(at)).size();
    while (at < message.size() && !is_blank(first_line(message.substr(at))) && !message.substr(at).starts_with("--")) {
      const size_t field = first_field(message.substr(at)).size();
      header_bytes += field;
      if (field > options.max_field_bytes || header_bytes > options.max_header_bytes) return message.substr(0, at);
      at += field;
    }
  }
  return message;
}

std::optional<std::string> without_refused_fields(std::string_view message, const Options& options,
                                                  std::vector<std::string>& problems) {
  std::optional<std::string> kept;
  size_t at = 0;
  while (at < message.size() && !is_blank(first_line(message.substr(at)))) {
    const std::string_view field = first_field(message.substr(at));
    std::string refused = refusal(field, at, options);
    if (!refused.empty() && !kept) kept = message.substr(0, at);
    if (refused.empty() && kept) kept->append(field);
    // The same is said of each field behind the limit.
    if (!refused.empty() && (problems.empty() || problems.back() != refused)) problems.push_back(std::move(refused));
    at += field.size();
  }
  if (kept) kept->append(message.substr(at));
  return kept;
}

}  // namespace leadlight::mail
