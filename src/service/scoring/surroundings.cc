#include "service/scoring/surroundings.h"

#include <algorithm>

#include "core/relation/warmth.h"
#include "service/scoring/as_known.h"
#include "service/scoring/live_model.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;

/// Where activities are kept. An activity counts from the moment it happened; one without that moment is a plan.
struct Kind {
  std::string_view table, time;
  Fact incoming, outgoing;  ///< The same where there is no direction.
  bool has_direction = false;
};
constexpr Kind kKinds[] = {
    {"email", "senton", Fact::EmailsIn, Fact::EmailsOut, true},
    {"phonecall", "actualend", Fact::Calls, Fact::Calls, true},
    {"appointment", "scheduledstart", Fact::Meetings, Fact::Meetings, false},
    {"task", "actualend", Fact::Tasks, Fact::Tasks, false},
};

query::FilterPtr one_of(std::string_view column, const std::vector<Uuid>& ids) {
  query::In in{query::Path{{}, {}, std::string(column)}, {}};
  for (const Uuid& id : ids) in.values.emplace_back(id);
  return std::make_shared<query::Filter>(query::Filter{std::move(in)});
}

/// What health makes of an activity: who began it and through which channel.
relation::Interaction interaction_of(Fact kind, bool inbound, Timestamp at) {
  relation::Interaction i;
  i.time = at;
  i.channel = kind == Fact::Calls      ? relation::Channel::Call
              : kind == Fact::Meetings ? relation::Channel::Meeting
              : kind == Fact::Tasks    ? relation::Channel::Task
                                       : relation::Channel::Email;
  i.direction = inbound ? relation::Direction::Incoming : relation::Direction::Outgoing;
  return i;
}

Timestamp moment_of(double seconds) {
  return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6)));
}

}  // namespace

std::vector<std::string_view> counted_columns(std::string_view table) {
  const auto kind = std::ranges::find(kKinds, table, &Kind::table);
  if (kind == std::end(kKinds)) return {};
  return {"regardingobjectid", kind->time, "directioncode"};
}

Result<void> Surroundings::read_rows(std::string_view table, std::vector<Uuid> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase_if(ids, [&](const Uuid& id) { return rows_.contains({std::string(table), id}); });
  if (ids.empty()) return {};
  query::Query query;
  query.table = table;
  query.filter = one_of(snapshot_.schema().find(table)->table().primary_id, ids);
  for (const Uuid& id : ids) rows_[{std::string(table), id}];  // also those that are gone
  return snapshot_.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    const Uuid id = row.id;
    rows_[{std::string(table), id}].now = std::make_shared<const Record>(std::move(row));
    return true;
  });
}

Result<void> Surroundings::read_activities(const std::vector<Uuid>& records) {
  for (const Uuid& id : records) happenings_[id];
  for (const Kind& kind : kKinds) {
    query::Query query;
    query.table = kind.table;
    query.columns = {"regardingobjectid", std::string(kind.time)};
    if (kind.has_direction) query.columns.emplace_back("directioncode");
    query.filter = query::all_of({one_of("regardingobjectid", records),
                                  query::compare(std::string(kind.time), query::CompareOp::Ne, Value()),
                                  query::negate(settings::opted_out("ownerid"))});
    if (snapshot_.schema().find(kind.table)->table().has(record::kPrivate)) {
      query.filter = query::all_of({std::move(query.filter), query::compare("ll_ignored", query::CompareOp::Ne, true)});
    }
    TRY(snapshot_.scan(query, store::Caller::system(), [&](Record&& activity) -> Result<bool> {
      const auto at = activity.time(kind.time);
      const bool inbound = kind.has_direction && !activity.is_true("directioncode");
      if (at) {
        happenings_[activity.target("regardingobjectid")].push_back(
            {*at, inbound ? kind.incoming : kind.outgoing, inbound});
      }
      return true;
    }));
  }
  TRY(forget_left_out(records));
  for (const Uuid& id : records) std::ranges::sort(happenings_[id], {}, &Happening::at);
  return {};
}

/// Of people who do not want it nothing counts: of those themselves, and of records they are the contact of.
Result<void> Surroundings::forget_left_out(const std::vector<Uuid>& records) {
  if (!privacy_) privacy_ = TRY(settings::read_privacy(snapshot_));
  const record::TableSchema& table = *snapshot_.schema().find(scored_.table);
  std::vector<query::FilterPtr> whose{settings::left_out("parentcontactid", *privacy_)};
  if (table.find(settings::privacy_columns().front()) != nullptr) whose.push_back(settings::left_out("", *privacy_));
  const std::string key(table.table().primary_id);
  query::Query query{.table = std::string(scored_.table), .columns = {key}};
  query.filter = query::all_of({one_of(key, records), query::any_of(std::move(whose))});
  return snapshot_.scan(query, store::Caller::system(), [&](Record&& record) -> Result<bool> {
    happenings_[record.id].clear();
    return true;
  });
}

Result<void> Surroundings::read_stages(const std::vector<Uuid>& records) {
  for (const Uuid& id : records) stays_[id];
  std::map<Uuid, Uuid> processes;  // of instances
  query::Query instances;
  instances.table = "ll_processinstance";
  instances.columns = {"processid", "statuscode"};
  instances.filter = one_of(scored_.parent, records);
  constexpr std::int64_t kAborted = 3;
  TRY(snapshot_.scan(instances, store::Caller::system(), [&](Record&& instance) -> Result<bool> {
    if (instance.number("statuscode") != kAborted) processes[instance.id] = instance.target("processid");
    return true;
  }));
  if (processes.empty()) return {};
  query::Query query;
  query.table = "ll_stagehistory";
  query.columns = {"ll_name",   "ll_processinstanceid",     "processstageid", "ll_enteredon",
                   "ll_lefton", std::string(scored_.parent)};
  query.filter = one_of(scored_.parent, records);
  TRY(snapshot_.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    const auto entered = row.time("ll_enteredon");
    const auto process = processes.find(row.target("ll_processinstanceid"));
    if (!entered || process == processes.end()) return true;
    stays_[row.target(scored_.parent)].push_back(
        {*entered, row.time("ll_lefton"), row.target("processstageid"), process->second, row.text("ll_name")});
    return true;
  }));
  for (const Uuid& id : records) std::ranges::sort(stays_[id], {}, &Stay::entered);
  return {};
}

Result<void> Surroundings::read_ahead(std::span<const Record* const> records) {
  std::vector<Uuid> ids;
  for (const Record* record : records) {
    if (record->version != 0) ids.push_back(record->id);
  }
  if (wanted_.activities && !ids.empty()) TRY(read_activities(ids));
  if (wanted_.stages && !ids.empty()) TRY(read_stages(ids));
  for (size_t relation = 0; relation < kRelations.size(); ++relation) {
    if (!wanted_.related[relation]) continue;
    std::vector<Uuid> targets;
    for (const Record* record : records) {
      const Uuid target = record->target(kRelations[relation].lookup);
      if (!target.is_nil()) targets.push_back(target);
    }
    TRY(read_rows(kRelations[relation].table, std::move(targets)));
  }
  return {};
}

Result<void> Surroundings::read_histories(std::string_view table, std::span<const Uuid> ids) {
  // Nobody asks how they were before they came in.
  auto histories = TRY(snapshot_.histories(table, ids, {}, store::Caller::system()));
  for (size_t i = 0; i < ids.size(); ++i) rows_[{std::string(table), ids[i]}].history = std::move(histories[i]);
  return {};
}

Result<void> Surroundings::read_histories_ahead() {
  for (const Relation& relation : kRelations) {
    std::vector<Uuid> ids;
    for (const auto& [key, life] : rows_) {
      if (key.first == relation.table && life.now != nullptr && !life.history) ids.push_back(key.second);
    }
    TRY(read_histories(relation.table, ids));
  }
  return {};
}

Result<Surroundings::RelatedLife*> Surroundings::life(const Reference& reference) {
  TRY(read_rows(reference.table, {reference.id}));
  return &rows_[{reference.table, reference.id}];
}

Result<std::shared_ptr<const Record>> Surroundings::row(const Reference& reference) {
  return TRY(life(reference))->now;
}

Result<std::shared_ptr<const Record>> Surroundings::related(const Record& record, size_t relation) {
  const Uuid target = record.target(kRelations[relation].lookup);
  if (target.is_nil()) return nullptr;
  return row({std::string(kRelations[relation].table), target});
}

Result<std::shared_ptr<const Record>> Surroundings::related_before(const Record& known, size_t relation,
                                                                   std::optional<Timestamp> moment, Past past) {
  const Uuid target = known.target(kRelations[relation].lookup);
  if (target.is_nil()) return nullptr;
  RelatedLife* found = TRY(life({std::string(kRelations[relation].table), target}));
  if (found->now == nullptr) return nullptr;
  if (!found->history) TRY(read_histories(kRelations[relation].table, {&target, 1}));
  const std::vector<store::HistoryEntry>& history = *found->history;
  if (history.empty() || (moment && history.back().at < *moment)) return found->now;
  std::optional<Record> then;
  if (moment) then = as_of(*found->now, history, *moment - std::chrono::microseconds(1));
  if (!then && past == Past::CameIn) then = before_entries(*found->now, history, 1);
  return then ? std::make_shared<const Record>(std::move(*then)) : nullptr;
}

Result<void> Surroundings::ensure_read(const Record& record) {
  if (record.version == 0) return {};
  if (wanted_.activities && !happenings_.contains(record.id)) TRY(read_activities({record.id}));
  if (wanted_.stages && !stays_.contains(record.id)) TRY(read_stages({record.id}));
  return {};
}

void Surroundings::add_facts(const Uuid& record, std::optional<Timestamp> moment, Subject& subject) const {
  const auto fact = [&](Fact which) -> double& { return subject.facts[static_cast<size_t>(which)]; };
  const auto days_since = [&](Timestamp then) {
    return moment ? (seconds_of(*moment) - seconds_of(then)) / kSecondsADay : feature::kNoNumber;
  };
  fact(Fact::DaysSinceLast) = fact(Fact::DaysSinceInbound) = fact(Fact::StageDays) = feature::kNoNumber;
  fact(Fact::Health) = feature::kNoNumber;
  if (const auto found = happenings_.find(record); found != happenings_.end()) {
    // What an organisation expects may change any day; a model must not.
    static const relation::HealthSettings settings;
    relation::Warmth warmth(settings);
    for (const Happening& each : found->second) {
      if (moment && each.at >= *moment) break;
      warmth.add(interaction_of(each.kind, each.inbound, each.at));
      const double days = days_since(each.at);
      ++fact(each.kind);
      fact(Fact::Last30Days) += days <= 30;
      fact(Fact::DaysSinceLast) = days;
      if (each.inbound) fact(Fact::DaysSinceInbound) = days;
    }
    if (moment && warmth.contacts() > 0) fact(Fact::Health) = warmth.score(*moment);
  }
  if (const auto found = stays_.find(record); found != stays_.end()) {
    for (const Stay& stay : found->second) {
      if (moment && (stay.entered >= *moment || (stay.left && *stay.left < *moment))) continue;
      fact(Fact::StageDays) = days_since(stay.entered);
      subject.stage = stay.name;
      subject.stage_id = stay.stage;
      subject.process_id = stay.process;
    }
  }
}

Result<Subject> Surroundings::now(const Record& record, double as_of) {
  TRY(ensure_read(record));
  Subject subject;
  subject.record = &record;
  subject.as_of = as_of;
  for (size_t relation = 0; relation < kRelations.size(); ++relation) {
    if (wanted_.related[relation]) subject.related[relation] = TRY(related(record, relation));
  }
  // What happens in this very moment is known already.
  add_facts(record.id, moment_of(as_of) + std::chrono::seconds(1), subject);
  return subject;
}

Result<Subject> Surroundings::before(const Record& known, std::optional<Timestamp> moment, Past past) {
  TRY(ensure_read(known));
  Subject subject;
  subject.record = &known;
  if (moment) subject.as_of = seconds_of(*moment);
  for (size_t relation = 0; relation < kRelations.size(); ++relation) {
    if (wanted_.related[relation]) subject.related[relation] = TRY(related_before(known, relation, moment, past));
  }
  add_facts(known.id, moment, subject);
  return subject;
}

}  // namespace leadlight::scoring
