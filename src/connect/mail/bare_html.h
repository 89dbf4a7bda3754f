// HTML -> its tags and text alone, as the reader of HTML gets it.
#pragma once

#include <string>
#include <string_view>

namespace leadlight::mail {

/// Without attributes and comments, and without what scripts and styles hold: nobody sees any of it, and libxml2
/// compares each attribute of a tag with all before it, so that a megabyte of them would take it minutes.
/// @shape every `<` before a letter is followed by a name of at most 60 bytes and `>` or `/>`
/// @cost  one pass
std::string bare_html(std::string_view html);

}  // namespace leadlight::mail
