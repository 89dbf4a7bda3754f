#include "server/api/event_text.h"

#include <fmt/format.h>

#include "base/json.h"

namespace leadlight::api {
namespace {

std::string event_text(std::string_view event, const OrderedJson& data) {
  return fmt::format("event: {}\ndata: {}\n\n", event, base::to_text(data));
}

}  // namespace

std::string change_text(std::string_view table, const Uuid& id, std::string_view kind) {
  return event_text("change", {{"table", table}, {"id", id.to_string()}, {"kind", kind}});
}

std::string reset_text(std::string_view table, std::string_view kind) {
  OrderedJson data{{"table", table}};
  if (!kind.empty()) data["kind"] = kind;
  return event_text("reset", data);
}

std::string job_text(const record::Record& job) {
  OrderedJson data{{"id", job.id.to_string()}, {"state", nullptr}, {"progress", nullptr}, {"step", nullptr}};
  if (const auto* state = job.get_as<std::int64_t>("ll_state")) data["state"] = *state;
  if (const auto* progress = job.get_as<double>("ll_progress")) data["progress"] = *progress;
  if (const auto* step = job.get_as<std::string>("ll_step")) data["step"] = *step;
  return event_text("job", data);
}

}  // namespace leadlight::api
