#include "gmime_parse.h"

#include <gmime/gmime.h>

#include <cstring>
#include <stdexcept>

namespace leadlight::bench {
namespace {

size_t decoded_text(GMimeMessage* message) {
  size_t bytes = 0;
  GMimePartIter* parts = g_mime_part_iter_new(GMIME_OBJECT(message));
  do {
    GMimeObject* part = g_mime_part_iter_get_current(parts);
    if (part == nullptr || !GMIME_IS_TEXT_PART(part)) continue;
    char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    bytes += text == nullptr ? 0 : std::strlen(text);
    g_free(text);
  } while (g_mime_part_iter_next(parts));
  g_mime_part_iter_free(parts);
  return bytes;
}

}  // namespace

size_t parse_by_gmime(const std::string& bytes) {
  GMimeStream* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
  GMimeParser* parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage* message = g_mime_parser_construct_message(parser, nullptr);
  if (message == nullptr) throw std::runtime_error("GMime cannot read a message of the list");
  size_t kept = decoded_text(message);
  if (const char* value = g_mime_object_get_header(GMIME_OBJECT(message), "References")) {
    GMimeReferences* references = g_mime_references_parse(nullptr, value);
    kept += static_cast<size_t>(g_mime_references_length(references));
    g_mime_references_free(references);
  }
  g_object_unref(message);
  g_object_unref(parser);
  g_object_unref(stream);
  return kept;
}

}  // namespace leadlight::bench
