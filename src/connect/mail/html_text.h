// HTML of a mail -> the text a reader sees.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leadlight::mail {

/// At most `max_bytes` of text, lines where blocks, rows and line breaks end; without scripts, styles and the head, and
/// without what stands behind 500 tags within one another. Broken HTML is read as a browser would, links are not
/// followed and nothing is loaded.
/// @shape html: UTF-8; a charset declared inside is ignored
std::string html_to_text(std::string_view html, std::size_t max_bytes);

}  // namespace leadlight::mail
