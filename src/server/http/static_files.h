// The web application's files, embedded in the program.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "server/http/message.h"

namespace leadlight::http {

/// One embedded file. Everything lives as long as the program.
struct Asset {
  std::string_view path;  ///< `/assets/index-4f2a.js`
  std::string_view content_type;
  std::string_view bytes;
  std::string_view gzip;   ///< Empty when packing saves nothing.
  std::string_view etag;   ///< With its quotes.
  bool immutable = false;  ///< The name holds a hash of the content: cached for ever.
};

/// Answers GET and HEAD. A path without a file and without an extension is a page of the single-page application and
/// gets `/index.html`; with no files at all every page says how to build them.
/// @threads any
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const Asset> assets);
  Response handle(const Request& request) const;

 private:
  std::unordered_map<std::string_view, const Asset*> by_path_;
};

/// What `web/dist` held when this program was built; empty without it. Defined in the generated library `web_assets`.
std::span<const Asset> web_assets();

}  // namespace leadlight::http
