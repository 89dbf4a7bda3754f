// The address of a request: path, query options, and JSON of a body. The first line is the path, the second the
// query, the rest a body; whatever they hold, an answer comes back and nothing else happens.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "server/odata/apply.h"
#include "server/odata/options.h"
#include "server/odata/row_reader.h"
#include "server/odata/url.h"

namespace {

using namespace leadlight;

std::string_view take_line(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return line;
}

void read_path(std::string_view path) {
  const auto segments = odata::parse_path(path);
  if (!segments) return;
  for (const odata::PathSegment& segment : *segments) {
    if (!segment.argument) continue;
    (void)odata::parse_key(*segment.argument, "leadid");
    (void)odata::parse_arguments(*segment.argument);
  }
}

void read_query(std::string_view query) {
  const auto schema = record::Schema::built_in();
  const auto options = odata::parse_query_options(query);
  if (!options) return;
  for (const char* table : {"lead", "account"}) {
    auto read = odata::parse_read_options(*options, *schema, *schema->find(table), odata::Shape::Collection);
    if (read) odata::expand_lookup_names(read->query, *schema, *schema->find(table));
    if (odata::asks_to_apply(*options)) (void)odata::parse_apply_options(*options, *schema, *schema->find(table));
  }
}

/// What is escaped comes back as it was.
void check_encoding(std::string_view text) {
  const auto decoded = odata::percent_decode(text, odata::Plus::IsPlus);
  if (!decoded) return;
  const auto again = odata::percent_decode(odata::percent_encode(*decoded), odata::Plus::IsPlus);
  if (!again || *again != *decoded) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view path = take_line(rest);
  const std::string_view query = take_line(rest);
  read_path(path);
  read_query(query);
  check_encoding(query);
  const auto schema = record::Schema::built_in();
  if (const auto json = base::parse_json(rest)) (void)odata::read_row(*json, *schema, *schema->find("lead"));
  return 0;
}
