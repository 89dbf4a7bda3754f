#include "server/http/compress.h"

#include <zlib.h>

namespace leadlight::http {
namespace {

constexpr std::size_t kWorthwhile = 1400;
constexpr int kGzipWindow = 15 + 16;

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") || type.starts_with("application/xml") ||
         type.starts_with("image/svg");
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(status == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

void compress_if_worthwhile(const Request& request, Response& response) {
  if (response.body.size() < kWorthwhile || !response.fixed_body.empty()) return;
  if (response.headers.has("Content-Encoding") || !is_text(response.headers.get("Content-Type"))) return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!list_allows(request.headers.get("Accept-Encoding"), "gzip")) return;
  std::string packed = gzip(response.body);
  if (packed.empty() || packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.headers.add("Content-Encoding", "gzip");
}

}  // namespace leadlight::http
