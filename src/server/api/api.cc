#include "server/api/api.h"

#include <chrono>

#include "server/api/call.h"
#include "server/api/data_service.h"
#include "server/api/events.h"
#include "server/api/identities.h"
#include "server/api/metrics.h"
#include "server/api/session.h"
#include "server/http/router.h"

namespace leadlight::api {

namespace {

constexpr std::pair<const char*, std::int64_t> kJobStates[] = {
    {"queued", 0}, {"running", 1}, {"done", 2}, {"failed", 3}, {"cancelled", 4}};

/// Methods that may stand in a metric: a client may send any word.
std::string_view known_method(std::string_view method) {
  for (std::string_view known : {"GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"}) {
    if (method == known) return known;
  }
  return "other";
}

}  // namespace

struct Api::State {
  explicit State(Deps given);

  Result<http::Response> health();
  Result<http::Response> metrics_text();
  Result<http::Response> data(const http::Request& request, std::string_view rest, std::string& route);
  http::Response answer(const http::Request& request, std::string& route);

  using Run = std::function<Result<http::Response>(const http::Request&, std::string_view rest, std::string& route)>;

  const Deps deps;
  Identities identities;
  SessionResource session;
  DataService data_service;
  Events events;
  Metrics metrics;
  http::Router<Run> router;
};

Api::State::State(Deps given)
    : deps(std::move(given)),
      identities(deps.access, deps.clock, deps.options.identity_lifetime),
      session(deps, identities),
      data_service(deps),
      events(deps, identities) {
  const auto plain = [](auto call) {
    return [call](const http::Request& request, std::string_view, std::string&) { return call(request); };
  };
  router.add("GET", "/healthz", plain([this](const auto&) { return health(); }));
  router.add("GET", "/metrics", plain([this](const auto&) { return metrics_text(); }));
  router.add("POST", "/api/session", plain([this](const auto& request) { return session.sign_in(request); }));
  router.add("GET", "/api/session", plain([this](const auto& request) { return session.who(request); }));
  router.add("PATCH", "/api/session", plain([this](const auto& request) { return session.set_language(request); }));
  router.add("DELETE", "/api/session", plain([this](const auto& request) { return session.sign_out(request); }));
  router.add("GET", "/api/events", plain([this](const auto& request) { return events.listen(request); }));
  const Run run_data = [this](const http::Request& request, std::string_view rest, std::string& route) {
    return data(request, rest, route);
  };
  router.add("*", std::string(kServiceRoot), run_data);
  router.add("*", std::string(kServiceRoot) + "/*", run_data);
  router.add("*", "/api/*", plain([](const auto&) -> Result<http::Response> {
               return fail(Error(ErrorCode::NotFound, "there is no such address", "The API is at /api/data/v9.2/."));
             }));
  if (deps.pages != nullptr) {
    router.add("*", "/*",
               plain([this](const auto& request) -> Result<http::Response> { return deps.pages->handle(request); }));
  }
}

Result<http::Response> Api::State::data(const http::Request& request, std::string_view rest, std::string& route) {
  const auto identity = TRY(identities.authenticate(request));
  return data_service.handle(request, *identity, rest, route);
}

/// Alive means: the database answers.
Result<http::Response> Api::State::health() {
  TRY(TRY(deps.store.snapshot())->count("ll_setting", nullptr, store::Caller::system()));
  http::Response response = http::text_response(
      200, "application/json", fmt::format("{{\"status\":\"ok\",\"database\":\"{}\"}}", deps.store.backend()));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Result<http::Response> Api::State::metrics_text() {
  std::map<std::string, std::int64_t> jobs;
  const auto snapshot = TRY(deps.store.snapshot());
  for (const auto& [name, state] : kJobStates) {
    jobs[name] = TRY(snapshot->count("ll_job", query::equals("ll_state", state), store::Caller::system()));
  }
  const http::ServerStats server = deps.server_stats ? deps.server_stats() : http::ServerStats{};
  return http::text_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics.to_text(server, jobs));
}

http::Response Api::State::answer(const http::Request& request, std::string& route) {
  const auto match = router.find(request.method, request.path);
  if (match.target == nullptr) {
    if (match.allowed.empty()) return http::error_response(404, "NotFound", "there is no such address");
    std::string allowed;
    for (const std::string& method : match.allowed) allowed += (allowed.empty() ? "" : ", ") + method;
    http::Response response = http::error_response(405, "MethodNotAllowed", "this address does not take that method",
                                                   fmt::format("It takes {}.", allowed));
    response.headers.add("Allow", std::move(allowed));
    return response;
  }
  route = match.pattern;
  auto response = (*match.target)(request, match.rest, route);
  return response ? *std::move(response) : to_response(response.error());
}

Api::Api(Deps deps) : state_(std::make_unique<State>(std::move(deps))) {}
Api::~Api() = default;

http::Response Api::handle(const http::Request& request) {
  const auto begin = std::chrono::steady_clock::now();
  std::string route = "none";
  http::Response response = state_->answer(request, route);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  state_->metrics.record(route, known_method(request.method), response.status, seconds.count());
  return response;
}

}  // namespace leadlight::api
