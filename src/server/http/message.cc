#include "server/http/message.h"

#include "base/json.h"
#include "base/text.h"

namespace leadlight::http {

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (base::equals_ignoring_ascii_case(key, name)) return value;
  }
  return {};
}

bool Headers::has(std::string_view name) const {
  for (const auto& field : fields_) {
    if (base::equals_ignoring_ascii_case(field.first, name)) return true;
  }
  return false;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return base::equals_ignoring_ascii_case(field.first, name); });
  fields_.emplace_back(std::string(name), std::move(value));
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = headers.get("Cookie");
  while (!rest.empty()) {
    const size_t end = rest.find(';');
    const std::string_view pair = base::trim(rest.substr(0, end));
    const size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return {};
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 424:
      return "Failed Dependency";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

Response text_response(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", std::move(content_type));
  response.body = std::move(body);
  return response;
}

Response error_response(int status, std::string_view code, std::string_view message, std::string_view hint) {
  OrderedJson error{{"code", code}, {"message", message}};
  if (!hint.empty()) error["hint"] = hint;
  Response response =
      text_response(status, "application/json", base::to_text(OrderedJson{{"error", std::move(error)}}));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

bool list_allows(std::string_view header, std::string_view token) {
  for (std::string_view entry : base::split(header, ',')) {
    const size_t semicolon = entry.find(';');
    if (!base::equals_ignoring_ascii_case(base::trim(entry.substr(0, semicolon)), token)) continue;
    if (semicolon == std::string_view::npos) return true;
    const std::string_view parameter = base::trim(entry.substr(semicolon + 1));
    if (!parameter.starts_with("q=")) return true;
    const std::optional<double> quality = base::parse_double(parameter.substr(2));
    return quality.has_value() && *quality > 0;
  }
  return false;
}

}  // namespace leadlight::http
