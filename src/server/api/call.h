// One request to the data service on its way to a resource: who asks, for what, and how answers look.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "server/http/message.h"
#include "server/odata/row_writer.h"
#include "server/odata/url.h"
#include "service/access/access.h"

namespace leadlight::api {

inline constexpr std::string_view kServiceRoot = "/api/data/v9.2";

/// What `Prefer` asks for.
struct Prefer {
  bool representation = false;
  bool minimal = false;
  std::optional<std::int64_t> max_page;
  std::optional<std::string> annotations;  ///< The list of odata.include-annotations.
};
Prefer parse_prefer(const http::Headers& headers);

struct Call {
  const http::Request& request;
  const access::Identity& identity;
  std::shared_ptr<const record::Schema> schema;
  std::shared_ptr<const odata::RowShapes> shapes;  ///< Of this schema.
  std::vector<odata::PathSegment> path;
  std::vector<odata::QueryOption> options;
  Prefer prefer;
  std::string root;                  ///< `http://host/api/data/v9.2`
  store::Transaction* tx = nullptr;  ///< Of the change set that the request is a step of.

  const store::Caller& caller() const { return identity.caller; }
};

/// `http://host/api/data/v9.2`; only the path when the Host header is absent or no host name.
std::string service_root(const http::Request& request, std::string_view public_url);

/// The body as JSON.
/// @errors InvalidInput: none, or no JSON; Unsupported: another content type
Result<Json> json_body(const http::Request& request);

/// An OData answer: JSON text with the headers that belong to it.
http::Response json_response(int status, std::string body);
http::Response no_content();
/// An Error as the client may see it: our own mistakes are logged and answered without their detail.
http::Response to_response(const Error& error);

}  // namespace leadlight::api
