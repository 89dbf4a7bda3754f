// Any bytes as what an IMAP server says: no crash, names that can be shown and said back, numbers as they were written,
// and of a mail no more bytes than came.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "connect/imap/client.h"

namespace leadlight::imap {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// As the connection reads it: a line, the literal that it ends with, and on.
Response next_response(std::string_view& bytes) {
  Response response;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (part.ends_with('\r')) part.remove_suffix(1);
    response.line += part;
    const auto size = literal_size(part);
    if (!size) break;
    const std::size_t taken = std::min<std::uint64_t>(*size, bytes.size());
    response.literals.emplace_back(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
  }
  return response;
}

void check(const Folder& folder) {
  require(base::is_valid_utf8(folder.name));
  require(std::ranges::none_of(folder.name, [](unsigned char c) { return c < ' '; }));
  const auto said = quoted(folder.wire_name);
  require(!said || (said->find_first_of("\r\n") == std::string::npos && said->size() >= folder.wire_name.size() + 2));
  require(folders_to_read({folder}).size() <= 1);
}

void check(const Response& response, std::size_t bytes) {
  if (const auto folder = folder_from(response)) check(*folder);
  if (const auto fetched = fetched_from(response)) {
    require(fetched->uid > 0);
    require(!fetched->bytes || fetched->bytes->size() <= bytes);
    require(!fetched->structure || fetched->structure->attachments >= 0);
  }
  if (auto found = found_by(response)) {
    std::ranges::sort(*found);
    found->erase(std::unique(found->begin(), found->end()), found->end());
    require(found->empty() == uid_set(*found).empty());
  }
  for (const char* name : {"UIDVALIDITY", "UIDNEXT"}) {
    if (const auto number = coded_number(response.line, name))
      require(response.line.find(std::to_string(*number)) != std::string::npos);
  }
  exists_of(response.line);
}

}  // namespace
}  // namespace leadlight::imap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  while (!bytes.empty()) leadlight::imap::check(leadlight::imap::next_response(bytes), size);
  return 0;
}
