#include "server/api/batch.h"

#include <algorithm>
#include <optional>
#include <random>

#include "base/json.h"
#include "base/text.h"
#include "server/api/call.h"
#include "server/http/multipart.h"

namespace leadlight::api {
namespace {

constexpr std::string_view kBind = "@odata.bind";
/// A change set that another writer got in the way of is tried again, when none of its parts names a version.
constexpr int kTries = 3;

struct Answered {
  std::string id;
  http::Response response;
};

/// `/leads(ID)` of what a request made or changed, by its Content-ID.
using Made = std::map<std::string, std::string, std::less<>>;

bool is_failure(const http::Response& response) {
  return response.status >= 400;
}

/// The path below the service root of an OData-EntityId: `leads(ID)`.
std::string path_of(std::string_view address) {
  const std::size_t root = address.find(kServiceRoot);
  return std::string(root == std::string_view::npos ? address : address.substr(root + kServiceRoot.size() + 1));
}

/// `$1` or `$1/rest` with what it stands for; unchanged when it names nothing.
std::string with_reference(std::string_view text, const Made& made) {
  std::string_view rest = text;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (!rest.starts_with('$')) return std::string(text);
  const std::size_t slash = rest.find('/');
  const auto found = made.find(rest.substr(1, slash == std::string_view::npos ? slash : slash - 1));
  if (found == made.end()) return std::string(text);
  std::string whole = found->second;
  if (slash != std::string_view::npos) whole += rest.substr(slash);
  return whole;
}

/// The address as a request of its own would have it: `http://host/api/data/v9.2/leads`, `/api/...` and `leads` alike.
std::string absolute_path(std::string_view target, const Made& made) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  std::string path = with_reference(target, made);
  if (path.starts_with("/api/")) return path;
  while (path.starts_with('/')) path.erase(0, 1);
  return std::string(kServiceRoot) + "/" + path;
}

/// Puts what `"x@odata.bind": "$1"` stands for into a body; other bodies stay as they are, byte for byte.
void fill_references(std::string& body, const Made& made) {
  if (made.empty() || body.find(kBind) == std::string::npos || body.find('$') == std::string::npos) return;
  auto json = base::parse_json(body);
  if (!json || !json->is_object()) return;
  bool changed = false;
  for (auto& [name, value] : json->items()) {
    if (!name.ends_with(kBind) || !value.is_string()) continue;
    const std::string text = value.get<std::string>();
    std::string filled = with_reference(text, made);
    if (filled == text) continue;
    value = "/" + filled;
    changed = true;
  }
  if (changed) body = base::to_text(*json);
}

class Runner {
 public:
  Runner(const Deps& deps, const http::Request& outer, const RunPart& run) : deps_(deps), outer_(outer), run_(run) {}

  /// False when it failed.
  bool run(BatchItem& item, std::vector<Answered>& answers) {
    if (!item.atomic) {
      answers.push_back(one(item.requests.front(), nullptr));
      return !is_failure(answers.back().response);
    }
    return change_set(item, answers);
  }

 private:
  Answered one(const BatchRequest& given, store::Transaction* tx) {
    http::Request request = given.request;
    request.path = absolute_path(request.path, made_);
    fill_references(request.body, made_);
    // Links in the answers are those of the outer request, and so is what it was told to leave out or put in.
    for (const char* name : {"Host", "Prefer"}) {
      if (!request.headers.has(name) && outer_.headers.has(name)) {
        request.headers.add(name, std::string(outer_.headers.get(name)));
      }
    }
    Answered answer{given.id, run_(request, tx)};
    if (!given.id.empty() && !is_failure(answer.response)) remember(given, request, answer.response);
    return answer;
  }

  void remember(const BatchRequest& given, const http::Request& request, const http::Response& response) {
    const std::string_view made = response.headers.get("OData-EntityId");
    made_[given.id] = path_of(made.empty() ? request.path : made);
  }

  bool change_set(const BatchItem& item, std::vector<Answered>& answers) {
    const bool names_version =
        std::ranges::any_of(item.requests, [](const BatchRequest& one) { return one.request.headers.has("If-Match"); });
    const Made before = made_;
    std::vector<Answered> done;
    std::optional<Answered> failed;
    for (int attempt = 1;; ++attempt) {
      const Result<void> written = deps_.store.write([&](store::Transaction& tx) -> Result<void> {
        done.clear();
        failed.reset();
        made_ = before;
        for (const BatchRequest& request : item.requests) {
          Answered answer = one(request, &tx);
          if (is_failure(answer.response)) {
            failed = std::move(answer);
            return fail(ErrorCode::Conflict, "undone");
          }
          done.push_back(std::move(answer));
        }
        return {};
      });
      if (written) break;
      made_ = before;
      const bool overtaken = failed ? failed->response.status == 412 : written.error().code() == ErrorCode::Conflict;
      if (overtaken && !names_version && attempt < kTries) continue;
      // One answer for the whole set: what went wrong.
      answers.push_back(failed ? *std::move(failed) : Answered{{}, to_response(written.error())});
      return false;
    }
    for (Answered& answer : done) answers.push_back(std::move(answer));
    return true;
  }

  const Deps& deps_;
  const http::Request& outer_;
  const RunPart& run_;
  Made made_;
};

void append_part(std::string& body, std::string_view boundary, const Answered& answer) {
  body += fmt::format("--{}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n", boundary);
  // A line end inside would begin a field of its own.
  if (!answer.id.empty() && answer.id.find_first_of("\r\n") == std::string::npos) {
    body += fmt::format("Content-ID: {}\r\n", answer.id);
  }
  body += "\r\n";
  body += http::to_text(answer.response);
  body += "\r\n";
}

/// Nobody can store a text that ends a part early.
std::string unguessable() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

http::Response as_multipart(const std::vector<std::pair<bool, std::vector<Answered>>>& items) {
  const std::string boundary = "batchresponse_" + unguessable(), inner = "changesetresponse_" + unguessable();
  std::string body;
  for (const auto& [is_set, answers] : items) {
    if (!is_set) {
      for (const Answered& answer : answers) append_part(body, boundary, answer);
      continue;
    }
    body += fmt::format("--{}\r\nContent-Type: multipart/mixed; boundary={}\r\n\r\n", boundary, inner);
    for (const Answered& answer : answers) append_part(body, inner, answer);
    body += fmt::format("--{}--\r\n", inner);
  }
  body += fmt::format("--{}--\r\n", boundary);
  return http::text_response(200, fmt::format("multipart/mixed; boundary={}", boundary), std::move(body));
}

http::Response as_json(const std::vector<std::pair<bool, std::vector<Answered>>>& items) {
  OrderedJson responses = OrderedJson::array();
  for (const auto& [is_set, answers] : items) {
    for (const Answered& answer : answers) {
      OrderedJson one{{"id", answer.id}, {"status", answer.response.status}};
      for (const auto& [name, value] : answer.response.headers) one["headers"][name] = value;
      const std::string text(answer.response.content());
      if (!text.empty()) {
        auto json = OrderedJson::parse(text, nullptr, false);
        one["body"] = json.is_discarded() ? OrderedJson(text) : std::move(json);
      }
      responses.push_back(std::move(one));
    }
  }
  return http::text_response(200, "application/json", base::to_text(OrderedJson{{"responses", std::move(responses)}}));
}

bool continues_on_error(const http::Request& outer) {
  for (const auto& [name, value] : outer.headers) {
    if (!base::equals_ignoring_ascii_case(name, "Prefer")) continue;
    for (const std::string_view entry : base::split(value, ',')) {
      const std::string_view word = base::trim(entry.substr(0, entry.find('=')));
      const bool off = entry.find("=false") != std::string_view::npos;
      if ((word == "odata.continue-on-error" || word == "continue-on-error") && !off) return true;
    }
  }
  return false;
}

}  // namespace

http::Response run_batch(const Deps& deps, const http::Request& outer, Batch batch, const RunPart& run) {
  const bool go_on = continues_on_error(outer);
  Runner runner(deps, outer, run);
  std::vector<std::pair<bool, std::vector<Answered>>> all;
  std::map<std::string, bool, std::less<>> fate;  // by id: whether it worked
  for (BatchItem& item : batch.items) {
    std::vector<Answered> answers;
    const bool depends_on_failed = std::ranges::any_of(item.requests, [&](const BatchRequest& one) {
      return std::ranges::any_of(one.depends_on, [&](const std::string& id) {
        const auto found = fate.find(id);
        return found != fate.end() && !found->second;
      });
    });
    bool worked = false;
    if (depends_on_failed) {
      answers.push_back({item.requests.front().id,
                         http::error_response(424, "FailedDependency", "a request that this one depends on failed")});
    } else {
      worked = runner.run(item, answers);
    }
    for (const BatchRequest& one : item.requests) fate[one.id] = worked;
    // A change set that failed answers once, outside of any multipart of its own.
    all.emplace_back(item.atomic && worked, std::move(answers));
    if (!worked && !go_on) break;
  }
  http::Response response = batch.format == BatchFormat::Multipart ? as_multipart(all) : as_json(all);
  response.headers.add("OData-Version", "4.0");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace leadlight::api
