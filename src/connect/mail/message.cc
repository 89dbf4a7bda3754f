#include "connect/mail/message.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "connect/mail/gmime_call.h"
#include "connect/mail/header_guard.h"
#include "connect/mail/header_values.h"
#include "connect/mail/parts.h"

namespace leadlight::mail {
namespace {

/// GMime's warnings are not asked for: they cost a third of its speed. The readers of values say what is wrong.
GMimeParserOptions* parser_options() {
  static GMimeParserOptions* const kOptions = [] {
    GMimeParserOptions* options = g_mime_parser_options_new();
    const char* charsets[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options, charsets);
    return options;
  }();
  return kOptions;
}

/// Time grows with lines × parts within parts, of which GMime allows 1,024. Ordinary mail has a handful.
constexpr std::ptrdiff_t kMaxMultiparts = 100;
constexpr size_t kFewBytes = 256 << 10;

bool has_many_multiparts(std::string_view bytes) {
  constexpr std::string_view kType = "multipart/";
  std::ptrdiff_t count = 0;
  for (size_t slash = bytes.find('/'); slash != std::string_view::npos; slash = bytes.find('/', slash + 1)) {
    if (slash + 1 < kType.size()) continue;
    if (base::equals_ignoring_ascii_case(bytes.substr(slash + 1 - kType.size(), kType.size()), kType)) ++count;
  }
  return count > kMaxMultiparts;
}

std::string_view bounded(std::string_view bytes, const Options& options, Message& message) {
  size_t size = std::min(bytes.size(), options.max_message_bytes);
  if (size > kFewBytes && has_many_multiparts(bytes.substr(0, size))) size = kFewBytes;
  if (size < bytes.size())
    message.problems.push_back(fmt::format("only the first {} of {} bytes were read", size, bytes.size()));
  return bytes.substr(0, size);
}

void parse(std::string_view bytes, const Options& options, Message& message) {
  // GMime reads from the bytes where they are: a stream over an array that it neither owns nor writes to.
  GByteArray array{reinterpret_cast<guint8*>(const_cast<char*>(bytes.data())), static_cast<guint>(bytes.size())};
  const Ref<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(&array));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), FALSE);
  const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_persist_stream(parser.get(), TRUE);
  const Ref<GMimeMessage> source(g_mime_parser_construct_message(parser.get(), parser_options()));
  const auto end = static_cast<size_t>(std::max<gint64>(g_mime_parser_get_headers_end(parser.get()), 0));
  read_header(source.get(), bytes.substr(std::min(end, bytes.size())), options, message);
  if (source) read_parts(g_mime_message_get_mime_part(source.get()), options, message);
}

}  // namespace

const std::string* Message::field(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &std::pair<std::string_view, std::string>::first);
  return found == fields.end() ? nullptr : &found->second;
}

Message parse_message(std::string_view bytes, const Options& options) {
  start_gmime();
  Message message;
  const std::string_view read = from_header_on(bounded(bytes, options, message));
  const auto rewritten = without_refused_fields(read, options, message.problems);
  parse(rewritten ? std::string_view(*rewritten) : read, options, message);
  return message;
}

}  // namespace leadlight::mail
