#include "connect/mail/message.h"

#include <fmt/format.h>

#include <algorithm>

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

/// What GMime may see of a message. Its array counts in 32 bits.
std::string_view bounded(std::string_view bytes, const Options& options, Message& message) {
  constexpr size_t kMost = size_t{1} << 30;
  const std::string_view front = from_header_on(bytes.substr(0, std::min(options.max_message_bytes, kMost)));
  const std::string_view read = before_harmful_parts(front, options);
  const size_t end = static_cast<size_t>(read.data() - bytes.data()) + read.size();
  if (end < bytes.size())
    message.problems.push_back(fmt::format("only the first {} of {} bytes were read", end, bytes.size()));
  return read;
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

bool Calendar::is_invitation() const {
  static constexpr std::string_view kMethods[] = {"request", "reply",   "cancel",        "add",
                                                  "counter", "refresh", "declinecounter"};
  if (!method.empty() && !text_method.empty() && method != text_method) return false;
  return std::ranges::find(kMethods, method.empty() ? text_method : method) != std::end(kMethods);
}

const std::string* Message::field(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &std::pair<std::string_view, std::string>::first);
  return found == fields.end() ? nullptr : &found->second;
}

Message parse_message(std::string_view bytes, const Options& options) {
  start_gmime();
  Message message;
  const std::string_view read = bounded(bytes, options, message);
  const auto rewritten = without_refused_fields(read, options, message.problems);
  parse(rewritten ? std::string_view(*rewritten) : read, options, message);
  return message;
}

}  // namespace leadlight::mail
