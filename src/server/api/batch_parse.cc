#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "server/api/batch.h"
#include "server/api/call.h"
#include "server/http/multipart.h"

namespace leadlight::api {
namespace {

bool is_type(std::string_view content_type, std::string_view wanted) {
  return base::equals_ignoring_ascii_case(base::trim(content_type.substr(0, content_type.find(';'))), wanted);
}

Result<BatchRequest> read_part(const http::Part& part) {
  if (!is_type(part.headers.get("Content-Type"), "application/http")) {
    return fail(Error(ErrorCode::InvalidInput, "a part is no request",
                      "Each part has Content-Type: application/http, or multipart/mixed for a change set."));
  }
  BatchRequest one;
  one.request = TRY(http::parse_request(part.body));
  one.id = std::string(part.headers.get("Content-ID"));
  if (one.id.empty()) one.id = std::string(one.request.headers.get("Content-ID"));
  return one;
}

Result<void> check_change(const BatchRequest& one) {
  const std::string& method = one.request.method;
  if (method == "POST" || method == "PATCH" || method == "DELETE" || method == "PUT") return {};
  return fail(ErrorCode::InvalidInput, "a change set holds changes only, not {}", method.substr(0, 20));
}

/// An id names one request: a second one of the same name would be pointed to by mistake.
Result<void> check_ids(const Batch& batch) {
  std::set<std::string_view> across;
  for (const BatchItem& item : batch.items) {
    std::set<std::string_view> here;
    // Clients number the requests of every change set anew; JSON ids are one namespace.
    std::set<std::string_view>& seen = batch.format == BatchFormat::Json ? across : here;
    for (const BatchRequest& one : item.requests) {
      if (!one.id.empty() && !seen.insert(one.id).second) {
        return fail(ErrorCode::InvalidInput, "the id '{}' is given twice", one.id.substr(0, 60));
      }
    }
  }
  return {};
}

Result<Batch> parse_multipart(const http::Request& request) {
  Batch batch{BatchFormat::Multipart, {}};
  std::size_t total = 0;
  for (const http::Part& part :
       TRY(http::split_multipart(request.headers.get("Content-Type"), request.body, kMaxBatchParts))) {
    BatchItem item;
    const std::string_view type = part.headers.get("Content-Type");
    item.atomic = is_type(type, "multipart/mixed");
    if (item.atomic) {
      for (const http::Part& inner : TRY(http::split_multipart(type, part.body, kMaxBatchParts))) {
        item.requests.push_back(TRY(read_part(inner)));
        TRY(check_change(item.requests.back()));
      }
    } else {
      item.requests.push_back(TRY(read_part(part)));
    }
    total += item.requests.size();
    if (total > kMaxBatchParts) return fail(ErrorCode::TooLarge, "more than {} requests", kMaxBatchParts);
    batch.items.push_back(std::move(item));
  }
  return batch;
}

Result<std::string> member_text(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) {
    return fail(ErrorCode::InvalidInput, "a request lacks the text \"{}\"", name);
  }
  return found->get<std::string>();
}

Result<BatchRequest> read_json_request(const Json& json) {
  if (!json.is_object()) return fail(ErrorCode::InvalidInput, "a request is no JSON object");
  BatchRequest one;
  one.id = TRY(member_text(json, "id"));
  one.request.method = TRY(member_text(json, "method"));
  for (char& c : one.request.method) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::string url = TRY(member_text(json, "url"));
  const std::size_t question = url.find('?');
  one.request.path = url.substr(0, question);
  if (question != std::string::npos) one.request.query = url.substr(question + 1);
  if (const auto headers = json.find("headers"); headers != json.end()) {
    if (!headers->is_object()) return fail(ErrorCode::InvalidInput, "\"headers\" is no JSON object");
    for (const auto& [name, value] : headers->items()) {
      if (!value.is_string()) return fail(ErrorCode::InvalidInput, "the header {} is no text", name.substr(0, 60));
      one.request.headers.add(name, value.get<std::string>());
    }
  }
  if (const auto body = json.find("body"); body != json.end()) {
    one.request.body = base::to_text(*body);
    one.request.headers.set("Content-Type", "application/json");
  }
  if (const auto list = json.find("dependsOn"); list != json.end()) {
    if (!list->is_array()) return fail(ErrorCode::InvalidInput, "\"dependsOn\" is no list");
    for (const Json& name : *list) {
      if (!name.is_string()) return fail(ErrorCode::InvalidInput, "\"dependsOn\" holds what is no id");
      one.depends_on.push_back(name.get<std::string>());
    }
  }
  return one;
}

Result<Batch> parse_json_batch(const http::Request& request) {
  const Json json = TRY(json_body(request));
  const auto requests = json.is_object() ? json.find("requests") : json.end();
  if (!json.is_object() || requests == json.end() || !requests->is_array()) {
    return fail(ErrorCode::InvalidInput, "the body has no list \"requests\"");
  }
  if (requests->size() > kMaxBatchParts) return fail(ErrorCode::TooLarge, "more than {} requests", kMaxBatchParts);
  Batch batch{BatchFormat::Json, {}};
  std::string group;
  std::set<std::string> finished;
  for (const Json& each : *requests) {
    BatchRequest one = TRY(read_json_request(each));
    const auto named = each.find("atomicityGroup");
    const std::string its =
        named != each.end() && !named->is_null() ? TRY(member_text(each, "atomicityGroup")) : std::string();
    if (its != group || its.empty()) {
      if (!group.empty()) finished.insert(group);
      if (finished.contains(its)) {
        return fail(ErrorCode::InvalidInput, "the requests of \"{}\" do not stand together", its.substr(0, 60));
      }
      batch.items.push_back({!its.empty(), {}});
      group = its;
    }
    if (!its.empty()) TRY(check_change(one));
    batch.items.back().requests.push_back(std::move(one));
  }
  return batch;
}

}  // namespace

Result<Batch> parse_batch(const http::Request& request) {
  const std::string_view type = request.headers.get("Content-Type");
  Result<Batch> batch =
      is_type(type, "multipart/mixed") ? parse_multipart(request)
      : is_type(type, "application/json")
          ? parse_json_batch(request)
          : Result<Batch>(fail(Error(ErrorCode::Unsupported, fmt::format("a batch of type {}", type.substr(0, 80)),
                                     "Send multipart/mixed or application/json.")));
  if (!batch) return fail(std::move(batch).error().in("batch"));
  auto checked = check_ids(*batch);
  if (!checked) return fail(std::move(checked).error().in("batch"));
  return batch;
}

}  // namespace leadlight::api
