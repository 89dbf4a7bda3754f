#include "service/insight/health_json.h"

#include <array>

namespace leadlight::insight {
namespace {

using relation::HealthTerm;

constexpr std::array<std::string_view, relation::kChannels> kNames = {"email", "meeting", "call", "task", "other"};

std::string_view kind_name(HealthTerm::Kind kind) {
  switch (kind) {
    case HealthTerm::Kind::Contacts:
      return "contacts";
    case HealthTerm::Kind::Silence:
      return "silence";
    case HealthTerm::Kind::Stage:
      return "stage";
    case HealthTerm::Kind::Overdue:
      return "overdue";
  }
  return "";
}

OrderedJson term_json(const HealthTerm& term) {
  OrderedJson json{{"kind", kind_name(term.kind)}, {"points", term.points}};
  if (term.kind != HealthTerm::Kind::Contacts) {
    json["days"] = term.days;
    return json;
  }
  json["channel"] = channel_name(term.channel);
  json["month"] =
      fmt::format("{:04}-{:02}", static_cast<int>(term.month.year()), static_cast<unsigned>(term.month.month()));
  json["contacts"] = term.contacts;
  return json;
}

}  // namespace

std::string_view channel_name(relation::Channel channel) {
  return kNames[static_cast<std::size_t>(channel)];
}

OrderedJson terms_json(const std::vector<HealthTerm>& terms) {
  OrderedJson list = OrderedJson::array();
  for (const HealthTerm& term : terms) list.push_back(term_json(term));
  return list;
}

}  // namespace leadlight::insight
