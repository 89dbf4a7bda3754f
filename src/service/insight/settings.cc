#include "service/insight/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "service/settings/stored.h"

namespace leadlight::insight {
namespace {

constexpr std::string_view kKey = "relationship";
constexpr std::string_view kNoticeVersionKey = "relationship.notice_version";
/// As the members of `influence` are called, by channel.
constexpr std::array<std::string_view, relation::kChannels> kInfluenceNames = {"emails", "meetings", "calls", "tasks",
                                                                               "other"};

struct Range {
  double lowest, highest;
};

Result<double> number(const Json& json, std::string_view name, Range range) {
  if (json.is_number() && json.get<double>() >= range.lowest && json.get<double>() <= range.highest) {
    return json.get<double>();
  }
  return fail(ErrorCode::InvalidInput, "{} must be a number from {} to {}", name, range.lowest, range.highest);
}
Result<int> whole(const Json& json, std::string_view name, Range range) {
  if (json.is_number_integer()) return static_cast<int>(TRY(number(json, name, range)));
  return fail(ErrorCode::InvalidInput, "{} must be a whole number from {} to {}", name, range.lowest, range.highest);
}
Result<bool> flag(const Json& json, std::string_view name) {
  if (json.is_boolean()) return json.get<bool>();
  return fail(ErrorCode::InvalidInput, "{} must be true or false", name);
}

std::string time_text(std::chrono::minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}
Result<std::chrono::minutes> time_of_day(const Json& json, std::string_view name) {
  const std::string text = json.is_string() ? json.get<std::string>() : "";
  int hours = -1, minutes = -1;
  if (text.size() == 5 && text[2] == ':') {
    std::from_chars(text.data(), text.data() + 2, hours);
    std::from_chars(text.data() + 3, text.data() + 5, minutes);
  }
  if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 24 * 60) {
    return fail(ErrorCode::InvalidInput, "{} must be a time of day such as 09:00", name);
  }
  return std::chrono::minutes(hours * 60 + minutes);
}

Result<void> read_week(const Json& json, relation::WorkingWeek& week) {
  if (!json.is_object()) return fail(ErrorCode::InvalidInput, "working_week must be an object");
  for (const auto& [name, value] : json.items()) {
    if (name == "time_zone") {
      if (!value.is_string() || !base::is_time_zone(value.get<std::string>())) {
        return fail(ErrorCode::InvalidInput, "working_week.time_zone must be a zone such as Europe/Amsterdam");
      }
      week.time_zone = value;
    } else if (name == "opens") {
      week.opens = TRY(time_of_day(value, "working_week.opens"));
    } else if (name == "closes") {
      week.closes = TRY(time_of_day(value, "working_week.closes"));
    } else if (name == "days" && value.is_array()) {
      week.works_on = {};
      for (const Json& day : value) week.works_on[TRY(whole(day, "working_week.days", {1, 7})) - 1] = true;
    } else {
      return fail(ErrorCode::InvalidInput, "working_week has no member {}", name);
    }
  }
  return {};
}

Result<void> read_influence(const Json& json, relation::HealthSettings& health) {
  if (!json.is_object()) return fail(ErrorCode::InvalidInput, "influence must be an object");
  for (const auto& [name, value] : json.items()) {
    const auto at = std::ranges::find(kInfluenceNames, name);
    if (at == kInfluenceNames.end()) return fail(ErrorCode::InvalidInput, "influence has no member {}", name);
    health.influence[at - kInfluenceNames.begin()] = TRY(number(value, "influence." + name, {-0.5, 0.5}));
  }
  return {};
}

Result<OurDomains> read_domains(const Json& json) {
  std::vector<std::string> domains;
  for (const Json& one : json) {
    if (!one.is_string() || one.get<std::string>().find_first_of("@ /") != std::string::npos) {
      return fail(ErrorCode::InvalidInput, "our_domains must be names such as acme.com");
    }
    if (std::string domain = base::fold(one.get<std::string>()); !domain.empty()) domains.push_back(std::move(domain));
  }
  return OurDomains(std::move(domains));
}

Result<std::string> read_notice(const Json& json) {
  constexpr std::size_t kMostBytes = 8000;
  if (json.is_string() && json.get<std::string>().size() <= kMostBytes) return json.get<std::string>();
  return fail(ErrorCode::InvalidInput, "notice must be a text of at most {} bytes", kMostBytes);
}

Result<void> read_member(const std::string& name, const Json& value, RelationshipSettings& to) {
  if (name == "health_on") {
    to.health_on = TRY(flag(value, name));
  } else if (name == "expected_days") {
    to.health.expected_days = TRY(number(value, name, {1, 365}));
  } else if (name == "good") {
    to.health.good = TRY(whole(value, name, {1, 100}));
  } else if (name == "fair") {
    to.health.fair = TRY(whole(value, name, {1, 100}));
  } else if (name == "deal_points") {
    to.health.deal_points = TRY(number(value, name, {0, 50}));
  } else if (name == "influence") {
    return read_influence(value, to.health);
  } else if (name == "minutes_to_write") {
    to.effort.minutes_to_write = TRY(number(value, name, {0, 120}));
  } else if (name == "minutes_to_read") {
    to.effort.minutes_to_read = TRY(number(value, name, {0, 120}));
  } else if (name == "longest_answer_days") {
    to.longest_answer = std::chrono::days(TRY(whole(value, name, {1, 365})));
  } else if (name == "chart_days") {
    to.chart_days = TRY(whole(value, name, {7, 730}));
  } else if (name == "working_week") {
    return read_week(value, to.week);
  } else if (name == "our_domains" && value.is_array()) {
    to.our_domains = TRY(read_domains(value));
  } else if (name == "consent_required") {
    to.privacy.consent_required = TRY(flag(value, name));
  } else if (name == "notice") {
    to.notice = TRY(read_notice(value));
  } else {
    return fail(ErrorCode::InvalidInput, "there is no setting {} of relationships", name);
  }
  return {};
}

}  // namespace

OrderedJson to_json(const RelationshipSettings& settings) {
  OrderedJson influence = OrderedJson::object();
  for (std::size_t i = 0; i < kInfluenceNames.size(); ++i) {
    influence[std::string(kInfluenceNames[i])] = settings.health.influence[i];
  }
  OrderedJson days = OrderedJson::array();
  for (std::size_t i = 0; i < settings.week.works_on.size(); ++i) {
    if (settings.week.works_on[i]) days.push_back(i + 1);
  }
  return {{"health_on", settings.health_on},
          {"expected_days", settings.health.expected_days},
          {"good", settings.health.good},
          {"fair", settings.health.fair},
          {"deal_points", settings.health.deal_points},
          {"influence", std::move(influence)},
          {"minutes_to_write", settings.effort.minutes_to_write},
          {"minutes_to_read", settings.effort.minutes_to_read},
          {"longest_answer_days", settings.longest_answer.count()},
          {"chart_days", settings.chart_days},
          {"working_week",
           {{"time_zone", settings.week.time_zone},
            {"days", std::move(days)},
            {"opens", time_text(settings.week.opens)},
            {"closes", time_text(settings.week.closes)}}},
          {"our_domains", settings.our_domains.list()},
          {"consent_required", settings.privacy.consent_required},
          {"notice", settings.notice}};
}

Result<RelationshipSettings> from_json(const Json& json, RelationshipSettings before) {
  if (!json.is_object()) return fail(ErrorCode::InvalidInput, "settings of relationships must be an object");
  for (const auto& [name, value] : json.items()) TRY(read_member(name, value, before));
  before.health = TRY(relation::checked(before.health));
  const relation::WorkingWeek& week = before.week;
  if (week.closes <= week.opens) return fail(ErrorCode::InvalidInput, "working_week closes before it opens");
  return before;
}

Result<RelationshipSettings> read_settings(store::Snapshot& snapshot) {
  RelationshipSettings settings;
  if (const auto stored = TRY(settings::stored(snapshot, kKey))) {
    settings = TRY(from_json(TRY(base::parse_json(*stored, 4)), {}));
  }
  settings.privacy = TRY(settings::read_privacy(snapshot));
  settings.notice_version = std::atoi(TRY(settings::stored(snapshot, kNoticeVersionKey)).value_or("1").c_str());
  return settings;
}

Result<RelationshipSettings> change_settings(store::Transaction& tx, const Json& changes) {
  const RelationshipSettings before = TRY(read_settings(tx));
  RelationshipSettings now = TRY(from_json(changes, before));
  if (now.notice != before.notice) ++now.notice_version;
  TRY(settings::keep(tx, kKey, base::to_text(to_json(now))));
  TRY(settings::keep(tx, kNoticeVersionKey, std::to_string(now.notice_version)));
  TRY(settings::require_consent(tx, now.privacy.consent_required));
  return now;
}

}  // namespace leadlight::insight
