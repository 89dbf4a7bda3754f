#include "service/scoring/counterfactual.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "core/relation/warmth.h"
#include "service/scoring/columns.h"
#include "service/scoring/evidence.h"
#include "service/scoring/external.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using feature::Use;
using record::Field;
using record::FieldType;

/// A value that so few successes had is no advice.
constexpr double kFewestSuccesses = 5;

/// Activities that somebody can have today.
constexpr std::array kActivities{Fact::EmailsOut, Fact::Calls, Fact::Meetings, Fact::Tasks};

constexpr std::string_view kActionable[] = {
    "activity/calls",       "activity/meetings",
    "activity/emails_out",  "activity/tasks",
    "budgetstatus",         "need",
    "decisionmaker",        "purchasetimeframe",
    "purchaseprocess",      "timeline",
    "initialcommunication", "evaluatefit",
    "identifycompetitors",  "developproposal",
    "presentproposal",      "customerneed",
    "proposedsolution",     "currentsituation",
    "description",          "identifycustomercontacts",
};

/// One change to a record: a value of one of its own columns, or one more activity.
struct Change {
  size_t attribute = 0;
  record::Value value;
  std::optional<Fact> activity;
};

/// A subject with changes made to it; what was not changed is shared.
class Changed {
 public:
  explicit Changed(const Subject& subject) : record_(*subject.record), subject_(subject) { subject_.record = &record_; }
  Changed(const Changed& other) : record_(other.record_), subject_(other.subject_) { subject_.record = &record_; }
  Changed& operator=(const Changed& other) {
    record_ = other.record_;
    subject_ = other.subject_;
    subject_.record = &record_;
    return *this;
  }

  void make(const Change& change, const LiveModel& live) {
    if (!change.activity) {
      record_.values.insert_or_assign(std::string(live.sources[change.attribute]->field->name), change.value);
      return;
    }
    const auto fact = [this](Fact which) -> double& { return subject_.facts[static_cast<size_t>(which)]; };
    fact(*change.activity) += 1;
    fact(Fact::Last30Days) += 1;
    fact(Fact::DaysSinceLast) = 0;
    const bool spoken = *change.activity == Fact::Calls || *change.activity == Fact::Meetings;
    double& health = fact(Fact::Health);
    health = relation::score_with(std::isnan(health) ? 0 : health, spoken ? relation::kExchange : 1);
  }
  const Subject& subject() const { return subject_; }

 private:
  record::Record record_;
  Subject subject_;
};

std::vector<std::string_view> actionable_of(const Definition& definition) {
  if (const auto& chosen = definition.attributes.actionable) return {chosen->begin(), chosen->end()};
  return {std::begin(kActionable), std::end(kActionable)};
}

std::optional<record::Value> value_of(const Field& field, const std::string& level) {
  if (field.type == FieldType::Boolean) return record::Value(level == "1");
  if (field.choices != nullptr) {
    const auto number = base::parse_int(level);
    // An option that was taken away since.
    return number && field.choices->find(*number) != nullptr ? std::optional(record::Value(*number)) : std::nullopt;
  }
  return record::Value(level);
}

/// Everything that could be done about one attribute.
std::vector<Change> changes_of(const LiveModel& live, const Subject& subject, size_t attribute) {
  const auto& source = live.sources[attribute];
  const feature::Attribute& known = live.model->attributes()[attribute];
  std::vector<Change> changes;
  if (!source) return changes;
  if (source->group == SourceGroup::Derived) {
    const double now = subject.facts[static_cast<size_t>(source->fact)];
    // No more than four in five closed records had.
    const bool plausible = !known.cuts.empty() && now + 1 <= std::max(1.0, known.cuts.back());
    if (std::ranges::find(kActivities, source->fact) != kActivities.end() && plausible) {
      changes.push_back({attribute, {}, source->fact});
    }
    return changes;
  }
  if (source->group != SourceGroup::Primary) return changes;
  const record::Value& now = subject.record->get(source->field->name);
  if (known.use == Use::Presence) {
    const bool is_text = source->field->type == FieldType::Text || source->field->type == FieldType::Memo;
    if (is_text && record::is_null(now)) changes.push_back({attribute, std::string("known"), {}});
  } else if (known.use == Use::Levels || known.use == Use::Rank) {
    for (const std::string& level : known.levels) {
      const auto value = value_of(*source->field, level);
      if (value && !(*value == now)) changes.push_back({attribute, *value, {}});
    }
  }
  return changes;
}

std::uint32_t bucket_after(const LiveModel& live, const Subject& subject, size_t attribute) {
  const SubjectCells cells(live, subject);
  return live.model->bucket_of(attribute, cells.cells(), subject.as_of).id;
}

bool was_seen_often(const LiveModel& live, size_t attribute, std::uint32_t bucket) {
  const auto& evidence = live.model->evidence();
  return attribute < evidence.size() && bucket < evidence[attribute].size() &&
         evidence[attribute][bucket].positives >= kFewestSuccesses;
}

/// Empty where no value is chosen.
std::string level_of(const LiveModel& live, const Change& change) {
  if (change.activity || live.model->attributes()[change.attribute].use == Use::Presence) return "";
  std::string buffer;
  const feature::Cell cell = to_cell(*live.sources[change.attribute]->field, change.value, buffer);
  const auto* level = std::get_if<std::string_view>(&cell);
  return level == nullptr ? "" : std::string(*level);
}

struct Best {
  Change change;
  double probability = 0;
  std::uint32_t bucket = 0;
};

/// One step as an answer tells it. An option's number goes along, so that a page can word it in its own language.
OrderedJson step_json(const LiveModel& live, const Step& step, int before) {
  const Source& source = *live.sources[step.attribute];
  OrderedJson params = OrderedJson::object();
  std::string value;
  if (!step.level.empty()) {
    value = shown_level(*source.field, step.level);
    if (const auto option = base::parse_int(step.level)) params["option"] = *option;
  }
  return {{"attribute", source.name}, {"table", source.table},       {"label", source.label}, {"value", value},
          {"params", params},         {"gain", step.score - before}, {"score", step.score}};
}

/// The change that helps most, among attributes not changed yet; nullopt when none adds a point.
std::optional<Best> best_change(const LiveModel& live, const Changed& now, const std::vector<size_t>& attributes) {
  std::optional<Best> best;
  double most = live.probability(now.subject());
  for (const size_t attribute : attributes) {
    for (const Change& change : changes_of(live, now.subject(), attribute)) {
      Changed then = now;
      then.make(change, live);
      const double probability = live.probability(then.subject());
      if (probability <= most) continue;
      const std::uint32_t bucket = bucket_after(live, then.subject(), attribute);
      if (!was_seen_often(live, attribute, bucket)) continue;
      most = probability;
      best = Best{change, probability, bucket};
    }
  }
  return best;
}

}  // namespace

std::span<const std::string_view> default_actionable() {
  return kActionable;
}

Result<void> check_actionable(const record::Schema& schema, const ScoredTable& scored, std::string_view attribute) {
  const auto source = find_source(schema, scored, attribute);
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::InvalidInput, "\"{}\" cannot be a step for a seller: {}", attribute, why);
  };
  if (!source) return refuse("there is no such attribute");
  if (source->group == SourceGroup::Related) return refuse("it is a column of another row");
  if (source->field != nullptr && source->field->has(record::kPersonal)) return refuse("it says who somebody is");
  const bool is_activity = std::ranges::find(kActivities, source->fact) != kActivities.end();
  if (source->field == nullptr && !is_activity) return refuse("nobody brings it about by one activity");
  return {};
}

std::vector<Step> find_steps(const LiveModel& live, const Subject& subject) {
  const auto wanted = actionable_of(live.definition);
  std::vector<size_t> attributes;
  for (size_t a = 0; a < live.sources.size(); ++a) {
    if (!live.sources[a] || std::ranges::find(wanted, live.sources[a]->name) == wanted.end()) continue;
    if (check_actionable(*live.schema, *live.scored, live.sources[a]->name)) attributes.push_back(a);
  }
  std::vector<Step> steps;
  Changed now(subject);
  int score = live.score_number(subject);
  while (steps.size() < kMostSteps) {
    const auto best = best_change(live, now, attributes);
    if (!best) break;
    const int then = static_cast<int>(std::lround(100 * best->probability));
    if (then <= score) break;
    const size_t attribute = best->change.attribute;
    steps.push_back({attribute, level_of(live, best->change), best->bucket, then});
    score = then;
    now.make(best->change, live);
    std::erase(attributes, attribute);
  }
  return steps;
}

Result<OrderedJson> ScoringService::what_would_change(std::string_view table, const Uuid& id,
                                                      const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} have no scores", table);
  const auto snapshot = TRY(store_.snapshot());
  const auto record = TRY(snapshot->find(table, id, {}, caller));
  if (!record) return fail(ErrorCode::NotFound, "no {} with the id {}", table, id.to_string());
  OrderedJson steps = OrderedJson::array();
  OrderedJson score;
  const auto models = TRY(in_force(*snapshot, table));
  Surroundings surroundings(*snapshot, *scored, models->wanted);
  const Subject now = TRY(surroundings.now(*record, seconds_of(clock_.now())));
  const LiveModel* live = TRY(models->model_for(now, surroundings));
  const bool is_given = TRY(find_given_score(*snapshot, *models, live, id)).has_value();
  if (live != nullptr && !is_given && live->definition.outcome.is_open(*record)) {
    int before = live->score_number(now);
    score = before;
    const Evidence evidence = TRY(Evidence::read(*snapshot, *live));
    const auto all = TRY(evidence.find(std::nullopt, 0));
    for (const Step& step : find_steps(*live, now)) {
      OrderedJson json = step_json(*live, step, before);
      const auto seen = TRY(evidence.find(step.attribute, step.bucket));
      json["evidence"] = seen ? evidence_json(*seen, all) : OrderedJson();
      steps.push_back(std::move(json));
      before = step.score;
    }
  }
  return OrderedJson{{"score", std::move(score)}, {"steps", std::move(steps)}};
}

}  // namespace leadlight::scoring
