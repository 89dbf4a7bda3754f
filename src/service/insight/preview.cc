#include "service/insight/preview.h"

#include <array>

#include "service/insight/activities.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using record::Reference;
using relation::HealthState;
using relation::RecordType;

/// Of each table at most; a share is then right to some seven points.
constexpr int kSample = 200;

struct States {
  std::int64_t good = 0, fair = 0, poor = 0, none = 0;

  void add(HealthState state) {
    switch (state) {
      case HealthState::Good:
        ++good;
        return;
      case HealthState::Fair:
        ++fair;
        return;
      case HealthState::Poor:
        ++poor;
        return;
      default:
        ++none;
    }
  }
};
OrderedJson to_json(const States& states) {
  return {{"good", states.good}, {"fair", states.fair}, {"poor", states.poor}, {"none", states.none}};
}

/// Compares what is set with what might be, record by record.
class Preview {
 public:
  Preview(store::Snapshot& snapshot, RelationshipSettings before, RelationshipSettings after, Timestamp now)
      : snapshot_(snapshot), before_(std::move(before)), after_(std::move(after)), now_(now) {}

  Result<OrderedJson> of_table(RecordType type) {
    now_states_ = then_states_ = {};
    const KpiTable& table = kpi_table_of(type);
    const std::string lookup(table.of_record);
    // The ids of these rows are hashes, so that the first ones are a random sample.
    query::Query query{.table = std::string(table.table), .columns = {lookup}};
    query.filter = query::compare("msdyn_relationshiphealthscorestate", query::CompareOp::Ne, record::Value());
    query.limit = kSample;
    query.count = true;
    const store::Page page = TRY(snapshot_.select(query, system_));
    for (const store::Row& row : page.rows) {
      const auto* record = row.record.get_as<Reference>(lookup);
      if (record != nullptr) TRY(add(*record));
    }
    return OrderedJson{{"table", table_of(type)},
                       {"records", page.total.value_or(0)},
                       {"sampled", page.rows.size()},
                       {"now", to_json(now_states_)},
                       {"then", to_json(then_states_)}};
  }

 private:
  Result<void> add(const Reference& record) {
    const Around around = TRY(read_around(snapshot_, record, now_));
    if (!around.open || around.left_out != LeftOut::No) return {};
    const Activities activities = TRY(read_activities(snapshot_, {around, before_.our_domains}, system_));
    now_states_.add(state(around, activities, before_));
    if (before_.our_domains.list() == after_.our_domains.list()) {
      then_states_.add(state(around, activities, after_));
    } else {
      then_states_.add(state(around, TRY(read_activities(snapshot_, {around, after_.our_domains}, system_)), after_));
    }
    return {};
  }

  HealthState state(const Around& around, const Activities& activities, const RelationshipSettings& settings) const {
    if (!settings.health_on) return HealthState::NotEnoughInfo;
    relation::HealthSettings health = settings.health;
    if (around.interval) health.expected_days = *around.interval;
    const relation::DealProgress* deal = around.deal ? &*around.deal : nullptr;
    return relation::health(activities.history, around.created, deal, now_, health).state;
  }

  store::Snapshot& snapshot_;
  const RelationshipSettings before_, after_;
  const Timestamp now_;
  const store::Caller system_ = store::Caller::system();
  States now_states_, then_states_;
};

}  // namespace

Result<OrderedJson> preview_settings(store::Snapshot& snapshot, const Json& changes, Timestamp now) {
  const RelationshipSettings before = TRY(read_settings(snapshot));
  Preview preview(snapshot, before, TRY(from_json(changes, before)), now);
  OrderedJson tables = OrderedJson::array();
  for (const RecordType type : {RecordType::Lead, RecordType::Opportunity, RecordType::Account, RecordType::Contact}) {
    tables.push_back(TRY(preview.of_table(type)));
  }
  return OrderedJson{{"tables", std::move(tables)}};
}

}  // namespace leadlight::insight
