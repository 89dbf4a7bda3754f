#include "service/insight/row_values.h"

#include <cmath>

#include "core/relation/kpi_table.h"
#include "service/insight/health_json.h"

namespace leadlight::insight {
namespace {

using record::Reference;
using record::Value;
using record::Values;
using relation::RecordType;

/// Health fades by itself; so long it may be behind in lists.
constexpr std::chrono::hours kFades{12};
/// msdyn_computationaccuracy
constexpr std::int64_t kComplete = 100'000'000;

/// What a row of one record says.
class RowValues {
 public:
  RowValues(const RowFacts& facts, const RelationshipSettings& settings, Timestamp now)
      : facts_(facts), around_(facts.around), settings_(settings), now_(now) {
    settings_.health.expected_days = around_.interval ? *around_.interval : settings.health.expected_days;
  }

  Values make() {
    relation::KpiSettings settings;
    settings.effort = settings_.effort;
    settings.response.longest = settings_.longest_answer;
    settings.health = settings_.health;
    const relation::DealProgress* deal = around_.deal ? &*around_.deal : nullptr;
    const relation::RecordHistory history{around_.created, facts_.history, {}, deal};
    relation::ResponseScratch scratch;
    const relation::RecordKpis kpis = relation::record_kpis(history, relation::until(now_), settings, scratch);
    values_["msdyn_name"] = around_.name;
    values_["msdyn_acilastupdatetimestamp"] = now_;
    values_["msdyn_computationaccuracy"] = kComplete;
    for (const relation::Kpi& kpi : relation::kpi_table()) add_number(kpi, kpis);
    add_hours("msdyn_timespentbyteam_calculated", kpis.time.ours);
    add_hours("msdyn_timespentbycustomer_calculated", kpis.time.theirs);
    add_health(kpis.health, deal);
    add_activity("last", kpis.last_next.last);
    add_activity("next", kpis.last_next.next);
    add_due(kpis);
    return std::move(values_);
  }

 private:
  void add_number(const relation::Kpi& kpi, const relation::RecordKpis& kpis) {
    if (kpi.column.empty() || kpi.value == nullptr) return;
    const record::Field* field = facts_.table.find(kpi.column);
    if (field == nullptr) return;
    const auto value = kpi.value(kpis);
    Value& cell = values_[std::string(kpi.column)];
    if (!value) return;
    if (field->type == record::FieldType::Double) {
      cell = *value;
    } else {
      cell = static_cast<std::int64_t>(std::llround(*value));
    }
  }

  void add_hours(const char* column, double minutes) { values_[column] = std::round(minutes / 6) / 10; }

  void add_health(const relation::Health& health, const relation::DealProgress* deal) {
    Value& terms = values_["ll_healthterms"];
    const bool applies = around_.open && settings_.health_on && around_.left_out == LeftOut::No;
    if (!applies) {
      values_["msdyn_relationshiphealthscorevalue"] = {};
      values_["msdyn_relationshiphealthscorestate"] = {};
      values_["msdyn_relationshiphealthtrend"] = static_cast<std::int64_t>(relation::HealthTrend::NotApplicable);
      return;
    }
    if (!health.score) return;
    terms = base::to_text(
        terms_json(relation::explain_health(facts_.history, around_.created, deal, now_, settings_.health)));
  }

  void add_activity(const std::string& which, std::optional<std::uint32_t> place) {
    Value& time = values_["msdyn_" + which + "activitybyteam"];
    Value& id = values_["msdyn_" + which + "activityid"];
    Value& type = values_["msdyn_" + which + "activitytype"];
    Value& direction = values_["msdyn_" + which + "activitydirection"];
    if (!place) return;
    const relation::Interaction& activity = facts_.history[*place];
    const Reference row = facts_.row_at(*place);
    time = activity.time;
    id = row.id.to_string();
    type = row.table;
    direction = std::int64_t{1} - static_cast<std::int64_t>(activity.direction);
  }

  /// When time alone makes the row untrue: a plan is due, or health fades.
  void add_due(const relation::RecordKpis& kpis) {
    std::optional<Timestamp> due;
    if (around_.open && kpis.health.value > 0) due = now_ + kFades;
    if (kpis.last_next.next) {
      const Timestamp next = facts_.history[*kpis.last_next.next].time;
      due = due ? std::min(*due, next) : next;
    }
    Value& cell = values_["ll_dueon"];
    if (due) cell = *due;
  }

  const RowFacts& facts_;
  const Around& around_;
  RelationshipSettings settings_;
  Timestamp now_;
  Values values_;
};

}  // namespace

Result<Values> row_values(AroundSource& source, const RowFacts& facts, const RelationshipSettings& settings,
                          Timestamp now) {
  Values values = RowValues(facts, settings, now).make();
  if (facts.around.type == RecordType::Contact) {
    values["msdyn_numberofopportunities"] = TRY(source.open_deals_of(facts.around.record.id));
  }
  return values;
}

}  // namespace leadlight::insight
