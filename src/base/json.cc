#include "base/json.h"

namespace leadlight::base {

Result<Json> parse_json(std::string_view text, int max_depth) {
  bool too_deep = false;
  try {
    Json value = Json::parse(text, [&](int depth, Json::parse_event_t, Json&) {
      too_deep = too_deep || depth > max_depth;
      return !too_deep;
    });
    if (too_deep) return fail(ErrorCode::TooLarge, "JSON nested deeper than {} levels", max_depth);
    return value;
  } catch (const Json::exception& e) {
    // nlohmann's text ends with what was expected and where: keep it, without its own error number.
    std::string_view what = e.what();
    if (const size_t end = what.find("] "); end != std::string_view::npos) what.remove_prefix(end + 2);
    return fail(ErrorCode::InvalidInput, "not valid JSON: {}", what);
  }
}

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_text(const OrderedJson& json, int indent) {
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace leadlight::base
