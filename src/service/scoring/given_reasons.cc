#include "service/scoring/given_reasons.h"

#include "base/json.h"
#include "base/text.h"
#include "service/scoring/score_text.h"

namespace leadlight::scoring {
namespace {

constexpr std::string_view kColumn = "msdyn_scorereasons";

tl::unexpected<Error> misshapen(std::string message) {
  return fail(
      Error(ErrorCode::InvalidInput, fmt::format("{}: {}", kColumn, message),
            R"(Send {"reasons":[{"label":"Visits","value":"12","points":9}]}, or plain text with a reason a line.)"));
}

Result<std::string> text_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return std::string();
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number() || found->is_boolean()) return base::to_text(*found);
  return misshapen(fmt::format("\"{}\" of a reason takes a text", name));
}

Result<OrderedJson> one_reason(const Json& sent, std::string_view table) {
  if (!sent.is_object()) return misshapen("a reason is an object");
  const std::string attribute = TRY(text_member(sent, "attribute")), label = TRY(text_member(sent, "label"));
  if (attribute.empty() && label.empty()) return misshapen("a reason needs a \"label\" or an \"attribute\"");
  const auto points = sent.find("points");
  const bool counts = points != sent.end() && !points->is_null();
  if (counts && !points->is_number_integer()) return misshapen("\"points\" of a reason takes a whole number");
  const std::string key = TRY(text_member(sent, "key"));
  const auto params = sent.find("params");
  return OrderedJson{{"attribute", attribute},
                     {"table", table},
                     {"label", label},
                     {"value", TRY(text_member(sent, "value"))},
                     {"points", counts ? OrderedJson(points->get<std::int64_t>()) : OrderedJson()},
                     {"key", key.empty() ? "value" : key},
                     {"params", params != sent.end() && params->is_object() ? OrderedJson::parse(base::to_text(*params))
                                                                            : OrderedJson::object()}};
}

Result<OrderedJson> from_json(const Json& sent, std::int64_t score, std::string_view table) {
  const auto list = sent.find("reasons");
  if (list == sent.end() || !list->is_array()) return misshapen("there is no list \"reasons\"");
  OrderedJson reasons = OrderedJson::array();
  std::int64_t points = 0;
  for (const Json& each : *list) {
    reasons.push_back(TRY(one_reason(each, table)));
    const OrderedJson& one = reasons.back().at("points");
    if (one.is_number()) points += one.get<std::int64_t>();
  }
  OrderedJson json;
  if (const auto average = sent.find("average"); average != sent.end() && !average->is_null()) {
    if (!average->is_number_integer()) return misshapen("\"average\" takes a whole number");
    json["average"] = average->get<std::int64_t>();
    json["other"] = score - average->get<std::int64_t>() - points;
  }
  json["reasons"] = std::move(reasons);
  return json;
}

OrderedJson from_lines(std::string_view text, std::string_view table) {
  OrderedJson reasons = OrderedJson::array();
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view words = base::trim(line);
    if (words.empty()) continue;
    reasons.push_back({{"attribute", ""},
                       {"table", table},
                       {"label", ""},
                       {"value", words},
                       {"points", nullptr},
                       {"key", "text"},
                       {"params", OrderedJson::object()}});
  }
  return {{"reasons", std::move(reasons)}};
}

}  // namespace

Result<std::string> given_reasons(std::string_view sent, std::int64_t score, std::string_view table) {
  sent = base::trim(sent);
  if (sent.empty()) return std::string();
  OrderedJson json;
  if (sent.front() == '{') {
    const auto parsed = base::parse_json(sent);
    if (!parsed) return misshapen(parsed.error().message());
    json = TRY(from_json(*parsed, score, table));
  } else {
    json = from_lines(sent, table);
  }
  std::string text = base::to_text(json);
  if (text.size() > kMaxReasonsText) {
    return misshapen(fmt::format("as they are kept these reasons take {} bytes, {} fit", text.size(), kMaxReasonsText));
  }
  return text;
}

std::string given_points(std::string_view reasons) {
  const auto json = base::parse_json(reasons);
  if (!json || !json->is_object()) return {};
  OrderedJson points = OrderedJson::object();
  for (const Json& reason : json->value("reasons", Json::array())) {
    const std::string attribute = reason.value("attribute", ""), label = reason.value("label", "");
    const Json& one = reason.at("points");
    if (one.is_number_integer()) points[attribute.empty() ? label : attribute] = one.get<std::int64_t>();
  }
  OrderedJson line;
  for (const char* member : {"average", "other"}) {
    if (json->contains(member)) line[member] = json->at(member).get<std::int64_t>();
  }
  line["points"] = std::move(points);
  return base::to_text(line);
}

}  // namespace leadlight::scoring
