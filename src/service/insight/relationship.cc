#include "service/insight/relationship.h"

#include <algorithm>
#include <array>

#include "core/relation/activity_chart.h"
#include "core/relation/kpi_table.h"
#include "core/relation/top_people.h"
#include "service/insight/activities.h"
#include "service/insight/health_json.h"
#include "service/insight/interaction_of.h"
#include "service/insight/json_parts.h"
#include "service/insight/rows.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using record::Reference;
using relation::Channel;
using relation::Direction;
using relation::Side;

constexpr std::array<std::string_view, relation::kDirections> kDirectionNames = {"outgoing", "incoming"};

std::string_view direction_name(Direction direction) {
  return kDirectionNames[static_cast<std::size_t>(direction)];
}

/// Why nothing is worked out; null where it is.
OrderedJson left_out_json(LeftOut reason) {
  if (reason == LeftOut::No) return nullptr;
  return reason == LeftOut::OptedOut ? "opted_out" : "no_consent";
}

/// What the caller may see of a record, its activities and the settings that judge them.
struct Known {
  Around around;
  RelationshipSettings settings;
  Activities activities;
  std::optional<relation::WorkingHours> working_hours;
};

Result<Known> read(store::Snapshot& snapshot, const RelationshipQuery& wanted, const store::Caller& caller) {
  TRY(record_type_of(wanted.record.table));
  if (!TRY(snapshot.find(wanted.record.table, wanted.record.id, {"createdon"}, caller))) {
    return fail(ErrorCode::NotFound, "no {} with this id", wanted.record.table);
  }
  Known known;
  known.settings = TRY(read_settings(snapshot));
  known.around = TRY(read_around(snapshot, wanted.record, wanted.as_of));
  if (known.around.interval) known.settings.health.expected_days = *known.around.interval;
  if (known.around.left_out != LeftOut::No) return known;
  known.activities = TRY(read_activities(snapshot, {known.around, known.settings.our_domains}, caller));
  if (!known.activities.history.empty()) {
    const Date first = std::chrono::floor<std::chrono::days>(known.activities.history.front().time);
    const Date last = std::chrono::ceil<std::chrono::days>(wanted.as_of);
    // Nobody's mail is older; a wrong date must not lay out the weeks of a thousand years.
    const Date earliest = last - std::chrono::days(50 * 365);
    known.working_hours = TRY(relation::WorkingHours::make(known.settings.week, std::max(first, earliest), last));
  }
  return known;
}

/// Writes the tab of what is known.
class Page {
 public:
  Page(store::Snapshot& snapshot, const Known& known, const RelationshipQuery& wanted, const store::Caller& caller)
      : snapshot_(snapshot), known_(known), wanted_(wanted), caller_(caller), as_of_(wanted.as_of) {
    settings_.effort = known.settings.effort;
    settings_.health = known.settings.health;
    settings_.response.longest = known.settings.longest_answer;
    settings_.response.working_hours = known.working_hours ? &*known.working_hours : nullptr;
  }

  Result<OrderedJson> write() {
    const Around& around = known_.around;
    OrderedJson out{{"table", around.record.table}, {"id", around.record.id.to_string()}};
    out["title"] = around.name;
    out["as_of"] = base::to_string(as_of_);
    out["left_out"] = left_out_json(around.left_out);
    out["open"] = around.open;
    out["activities"] = relation::within(known_.activities.history, relation::until(as_of_)).size();
    out["hidden"] = hidden();
    const relation::RecordKpis all = kpis(relation::until(as_of_));
    out["kpis"] = kpis_json(all);
    out["health"] = health_json(all);
    out["last"] = TRY(activity_json(all.last_next.last));
    out["next"] = TRY(activity_json(all.last_next.next));
    out["most_contacted"] = people_json(Side::Them);
    out["most_contacted_by"] = people_json(Side::Us);
    out["responses"] = {{"mail", response_json(all.responses.mail)}, {"all", response_json(all.responses.all)}};
    out["engagement"] = engagement_json(all.engagement);
    out["chart"] = chart_json();
    return out;
  }

 private:
  relation::RecordKpis kpis(relation::Period period) {
    const relation::RecordHistory history{known_.around.created, known_.activities.history, {}, deal()};
    return relation::record_kpis(history, period, settings_, scratch_);
  }
  const relation::DealProgress* deal() const { return known_.around.deal ? &*known_.around.deal : nullptr; }

  std::size_t hidden() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        known_.activities.list, [this](const Activity& each) { return !each.visible && each.what.time <= as_of_; }));
  }

  OrderedJson kpis_json(const relation::RecordKpis& all) {
    const std::chrono::year_month_day today(wanted_.zone.day_of(as_of_));
    const Timestamp new_year = wanted_.zone.moment(Date(today.year() / 1 / 1));
    const relation::RecordKpis this_year = kpis({new_year, as_of_});
    const relation::RecordKpis earlier = kpis(relation::until(new_year - Timestamp::duration(1)));
    OrderedJson list = OrderedJson::array();
    for (const relation::Kpi& kpi : relation::kpi_table()) {
      const bool is_health = kpi.unit == relation::Unit::Points || kpi.unit == relation::Unit::Code;
      if (kpi.value == nullptr || is_health || !kpi.records.contain(known_.around.type)) continue;
      list.push_back({{"key", kpi.key},
                      {"unit", unit_name(kpi.unit)},
                      {"formula", kpi.formula},
                      {"value", or_null(kpi.value(all))},
                      {"this_year", or_null(kpi.value(this_year))},
                      {"earlier", or_null(kpi.value(earlier))}});
    }
    return list;
  }

  OrderedJson health_json(const relation::RecordKpis& all) {
    const RelationshipSettings& settings = known_.settings;
    if (!settings.health_on || known_.around.left_out != LeftOut::No) return nullptr;
    OrderedJson terms = OrderedJson::array();
    const relation::Health& health = all.health;
    if (known_.around.open && health.score) {
      terms = terms_json(
          relation::explain_health(known_.activities.history, known_.around.created, deal(), as_of_, settings.health));
    }
    const bool applies = known_.around.open;
    return {{"applies", applies},
            {"state", applies ? OrderedJson(static_cast<int>(health.state)) : OrderedJson()},
            {"score", applies ? or_null(health.score) : OrderedJson()},
            {"trend", static_cast<int>(applies ? health.trend : relation::HealthTrend::NotApplicable)},
            {"good", settings.health.good},
            {"fair", settings.health.fair},
            {"expected_days", settings.health.expected_days},
            {"terms", std::move(terms)}};
  }

  /// The subject only for those who may read the activity.
  Result<OrderedJson> activity_json(std::optional<std::uint32_t> place) {
    if (!place) return OrderedJson();
    const Activity& activity = known_.activities.list[*place];
    OrderedJson out{{"at", base::to_string(activity.what.time)},
                    {"channel", channel_name(activity.what.channel)},
                    {"direction", direction_name(activity.what.direction)}};
    if (!activity.visible) return out;
    const auto row = TRY(snapshot_.find(activity.row.table, activity.row.id, {"subject"}, caller_));
    if (!row) return out;
    out["table"] = activity.row.table;
    out["id"] = activity.row.id.to_string();
    out["subject"] = row->text("subject");
    return out;
  }

  OrderedJson people_json(Side side) {
    OrderedJson list = OrderedJson::array();
    for (const relation::TopPerson& top :
         relation::top_people(known_.activities.history, known_.activities.participations, side,
                              relation::until(as_of_), top_scratch_)) {
      const Person& person = known_.activities.people[top.person];
      const auto of = [&](Channel channel) { return top.by_channel[static_cast<std::size_t>(channel)]; };
      const Activity& last = known_.activities.list[top.last];
      list.push_back(
          {{"who", person.who ? reference_json(*person.who) : OrderedJson()},
           {"called", person.name.empty() ? person.address : person.name},
           {"address", person.address},
           {"contacts", top.contacts},
           {"emails", of(Channel::Email)},
           {"meetings", of(Channel::Meeting)},
           {"calls", of(Channel::Call)},
           {"tasks", of(Channel::Task)},
           {"last", {{"at", base::to_string(last.what.time)}, {"channel", channel_name(last.what.channel)}}}});
    }
    return list;
  }

  static OrderedJson answers_json(const relation::Answers& answers) {
    const auto speed = [](const std::optional<relation::Speed>& of) -> OrderedJson {
      if (!of) return nullptr;
      return {{"mean", of->mean.count()}, {"median", of->median.count()}};
    };
    return {{"asked", answers.asked},
            {"answered", answers.answered},
            {"share", or_null(answers.share())},
            {"hours", speed(answers.by_clock)},
            {"working_hours", speed(answers.by_working_hours)}};
  }
  static OrderedJson response_json(const relation::Response& response) {
    return {{"ours", answers_json(response.ours)}, {"theirs", answers_json(response.theirs)}};
  }

  static OrderedJson engagement_json(const relation::Engagement& engagement) {
    return {{"followed", engagement.followed},
            {"opened", engagement.opened},
            {"with_attachments", engagement.with_attachments},
            {"viewed", engagement.viewed},
            {"with_links", engagement.with_links},
            {"clicked", engagement.clicked}};
  }

  OrderedJson chart_json() const {
    const int days = wanted_.days > 0 ? wanted_.days : known_.settings.chart_days;
    const Date first = wanted_.zone.day_of(as_of_) - std::chrono::days(days - 1);
    std::vector<Timestamp> midnights;
    for (int day = 0; day <= days; ++day) midnights.push_back(wanted_.zone.moment(first + std::chrono::days(day)));
    const relation::ActivityChart chart = relation::activity_chart(known_.activities.history, midnights, as_of_);
    OrderedJson list = OrderedJson::array();
    for (std::size_t day = 0; day < chart.days.size(); ++day) {
      const relation::Counts& counts = chart.days[day];
      if (counts == relation::Counts{}) continue;
      OrderedJson entry{{"date", base::to_string(first + std::chrono::days(day))}};
      for (const Channel channel : {Channel::Email, Channel::Meeting, Channel::Call}) {
        entry[std::string(channel_name(channel))] = {counts.of(channel, Direction::Outgoing),
                                                     counts.of(channel, Direction::Incoming)};
      }
      list.push_back(std::move(entry));
    }
    OrderedJson silences = OrderedJson::array();
    for (const relation::Silence& silence : chart.silences) {
      silences.push_back({{"from", base::to_string(first + std::chrono::days(silence.first))}, {"days", silence.days}});
    }
    return {{"from", base::to_string(first)},
            {"days", days},
            {"with_contact", std::move(list)},
            {"silences", std::move(silences)}};
  }

  store::Snapshot& snapshot_;
  const Known& known_;
  const RelationshipQuery& wanted_;
  const store::Caller& caller_;
  const Timestamp as_of_;
  relation::KpiSettings settings_;
  relation::ResponseScratch scratch_;
  relation::TopScratch top_scratch_;
};

Result<std::optional<Channel>> channel_named(std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (std::size_t i = 0; i < relation::kChannels; ++i) {
    if (channel_name(static_cast<Channel>(i)) == name) return static_cast<Channel>(i);
  }
  return fail(ErrorCode::InvalidInput, "Channel must be email, meeting, call or task, not {}", name);
}

Result<std::optional<Direction>> direction_named(std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (const Direction direction : {Direction::Outgoing, Direction::Incoming}) {
    if (direction_name(direction) == name) return direction;
  }
  return fail(ErrorCode::InvalidInput, "Direction must be outgoing or incoming, not {}", name);
}

/// Which activities are asked about.
class Choice {
 public:
  static Result<Choice> make(const BehindQuery& wanted, const Activities& activities) {
    Choice choice(wanted, activities);
    choice.channel_ = TRY(channel_named(wanted.channel));
    choice.direction_ = TRY(direction_named(wanted.direction));
    choice.mark_places_of_person();
    return choice;
  }

  bool takes(std::size_t place) const {
    const relation::Interaction& i = activities_.history[place];
    const Timestamp as_of = wanted_.relationship.as_of;
    // An invitation asks as soon as it is sent.
    const bool asks = wanted_.with_invitations && i.invited && i.known <= as_of && !i.cancelled && !i.automatic;
    if (!asks && (i.time > as_of || !relation::is_contact(i))) return false;
    if (channel_.value_or(i.channel) != i.channel || direction_.value_or(i.direction) != i.direction) return false;
    if ((wanted_.from && i.time < *wanted_.from) || (wanted_.to && i.time >= *wanted_.to)) return false;
    return !wanted_.person_id || took_part_[place];
  }

 private:
  Choice(const BehindQuery& wanted, const Activities& activities) : wanted_(wanted), activities_(activities) {}

  void mark_places_of_person() {
    if (!wanted_.person_id) return;
    const Reference person{wanted_.person_table, *wanted_.person_id};
    took_part_.resize(activities_.list.size());
    for (const relation::Participation& each : activities_.participations) {
      if (activities_.people[each.person].who == person) took_part_[each.interaction] = true;
    }
  }

  const BehindQuery& wanted_;
  const Activities& activities_;
  std::optional<Channel> channel_;
  std::optional<Direction> direction_;
  std::vector<bool> took_part_;  ///< by place: whether the person asked about did
};

/// When a meeting was asked for, and when that was first answered; null for what is no invitation.
OrderedJson asked_json(const relation::Interaction& i, Timestamp as_of) {
  if (!i.invited) return nullptr;
  const Timestamp answered = i.known + std::chrono::seconds(i.answered_after);
  const bool is_answered = i.answered_after != relation::Interaction::kNoAnswer && answered <= as_of;
  return {{"on", base::to_string(i.known)},
          {"answered_on", is_answered ? OrderedJson(base::to_string(answered)) : OrderedJson()}};
}

}  // namespace

Result<OrderedJson> relationship(store::Snapshot& snapshot, const RelationshipQuery& wanted,
                                 const store::Caller& caller) {
  const Known known = TRY(read(snapshot, wanted, caller));
  return Page(snapshot, known, wanted, caller).write();
}

Result<OrderedJson> activities_behind(store::Snapshot& snapshot, const BehindQuery& wanted,
                                      const store::Caller& caller) {
  const Known known = TRY(read(snapshot, wanted.relationship, caller));
  const Choice choice = TRY(Choice::make(wanted, known.activities));
  OrderedJson list = OrderedJson::array();
  std::size_t hidden = 0, more = 0;
  for (std::size_t place = known.activities.list.size(); place-- > 0;) {
    if (!choice.takes(place)) continue;
    const Activity& activity = known.activities.list[place];
    if (!activity.visible) {
      ++hidden;
    } else if (list.size() >= static_cast<std::size_t>(std::clamp(wanted.top, 1, 500))) {
      ++more;
    } else if (const auto row =
                   TRY(snapshot.find(activity.row.table, activity.row.id, {"subject", "ownerid"}, caller))) {
      const auto* owner = row->get_as<Reference>("ownerid");
      list.push_back({{"table", activity.row.table},
                      {"id", activity.row.id.to_string()},
                      {"at", base::to_string(activity.what.time)},
                      {"channel", channel_name(activity.what.channel)},
                      {"direction", direction_name(activity.what.direction)},
                      {"minutes", activity.what.minutes},
                      {"missed", static_cast<bool>(activity.what.missed)},
                      {"asked", asked_json(activity.what, wanted.relationship.as_of)},
                      {"subject", row->text("subject")},
                      {"owner", owner != nullptr ? reference_json(*owner) : OrderedJson()}});
    }
  }
  return OrderedJson{{"activities", std::move(list)}, {"more", more}, {"hidden", hidden}};
}

}  // namespace leadlight::insight
