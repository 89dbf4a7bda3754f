// GMime as the sources of this layer use it: started once, objects that free themselves.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string_view>

namespace leadlight::mail {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
struct GFree {
  void operator()(gpointer memory) const { g_free(memory); }
};
template <class T>
using Ref = std::unique_ptr<T, Unref>;
using GText = std::unique_ptr<char, GFree>;

/// Before anything else is called. A message within a message is from then on content like any other: its addresses are
/// not read, so they can do no harm, and it nests no further.
/// @threads may be called from several at once
void start_gmime();

/// GMime answers nullptr for what is absent.
inline std::string_view or_empty(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

}  // namespace leadlight::mail
