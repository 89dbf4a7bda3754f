#include "server/http/static_files.h"

#include "base/text.h"

namespace leadlight::http {
namespace {

constexpr std::string_view kNoWebApplication =
    "<!doctype html><html lang=\"en\"><title>Leadlight</title><h1>Leadlight is running</h1>"
    "<p>This program was built without its web application. Build it with <code>make build</code> "
    "(or <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, then build the program again).</p>"
    "<p>The API is at <code>/api/data/v9.2/</code>.</p></html>";

void add_page_headers(Response& response) {
  response.headers.add("Content-Security-Policy",
                       "default-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
  response.headers.add("Referrer-Policy", "same-origin");
  response.headers.add("Cross-Origin-Opener-Policy", "same-origin");
}

bool has_extension(std::string_view path) {
  const size_t slash = path.rfind('/');
  return path.substr(slash == std::string_view::npos ? 0 : slash).find('.') != std::string_view::npos;
}

bool names_etag(std::string_view header, std::string_view etag) {
  for (std::string_view entry : base::split(header, ',')) {
    entry = base::trim(entry);
    if (entry.starts_with("W/")) entry.remove_prefix(2);
    if (entry == etag || entry == "*") return true;
  }
  return false;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const Asset> assets) {
  for (const Asset& asset : assets) by_path_.emplace(asset.path, &asset);
}

Response StaticFiles::handle(const Request& request) const {
  if (!request.is_read()) {
    Response response = error_response(405, "MethodNotAllowed", "pages can only be read");
    response.headers.add("Allow", "GET, HEAD");
    return response;
  }
  auto found = by_path_.find(request.path);
  if (found == by_path_.end() && !has_extension(request.path)) found = by_path_.find("/index.html");
  if (found == by_path_.end()) {
    if (has_extension(request.path) && request.path != "/index.html") {
      return error_response(404, "NotFound", "no such page");
    }
    Response response = text_response(200, "text/html; charset=utf-8", std::string(kNoWebApplication));
    add_page_headers(response);
    return response;
  }

  const Asset& asset = *found->second;
  Response response;
  response.headers.add("Content-Type", std::string(asset.content_type));
  response.headers.add("ETag", std::string(asset.etag));
  response.headers.add("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  add_page_headers(response);
  if (names_etag(request.headers.get("If-None-Match"), asset.etag)) {
    response.status = 304;
    return response;
  }
  const bool packed = !asset.gzip.empty() && list_allows(request.headers.get("Accept-Encoding"), "gzip");
  if (!asset.gzip.empty()) response.headers.add("Vary", "Accept-Encoding");
  if (packed) response.headers.add("Content-Encoding", "gzip");
  response.fixed_body = packed ? asset.gzip : asset.bytes;
  return response;
}

}  // namespace leadlight::http
