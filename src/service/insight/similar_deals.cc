#include "service/insight/similar_deals.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/relation/comparison.h"
#include "service/insight/closed_deals.h"
#include "service/insight/json_parts.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/rows.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using relation::Channel;
using relation::Direction;
using relation::Kpi;
using relation::Unit;

constexpr std::size_t kNeeded = 30;  ///< won, and lost
constexpr std::size_t kNeighbours = 20;
constexpr std::size_t kNewest = 100;  ///< compared with where similarity cannot be told
constexpr std::size_t kShown = 20;
constexpr std::size_t kFewestTogether = 5;

struct CountColumn {
  const char* column;
  Channel channel;
  Direction direction;
};
constexpr CountColumn kCountColumns[] = {
    {"msdyn_emailssent", Channel::Email, Direction::Outgoing},
    {"msdyn_emailsreceived", Channel::Email, Direction::Incoming},
    {"msdyn_meetingssent", Channel::Meeting, Direction::Outgoing},
    {"msdyn_meetingsreceived", Channel::Meeting, Direction::Incoming},
    {"msdyn_phonecallsmade", Channel::Call, Direction::Outgoing},
    {"msdyn_phonecallsreceived", Channel::Call, Direction::Incoming},
};

/// A KPI row that answers what it holds and what follows from it. A deal without one has had no activity; one that is
/// not worked out yet knows nothing.
class KpiRow {
 public:
  KpiRow() = default;
  explicit KpiRow(Record row) : row_(std::move(row)), known_(row_.time("msdyn_acilastupdatetimestamp").has_value()) {
    for (const CountColumn& each : kCountColumns) {
      const auto number = static_cast<std::uint32_t>(row_.number(each.column, 0));
      kpis_.counts.by_channel[static_cast<std::size_t>(each.channel)][static_cast<std::size_t>(each.direction)] =
          number;
    }
  }

  std::optional<double> value(const Kpi& kpi) const {
    if (!known_) return std::nullopt;
    if (kpi.unit == Unit::Count || kpi.column.empty()) return kpi.value(kpis_);
    const record::Value& value = row_.get(kpi.column);
    if (const auto* real = record::as<double>(value)) return *real;
    if (const auto* whole = record::as<std::int64_t>(value)) return static_cast<double>(*whole);
    return row_.id.is_nil() && kpi.unit == Unit::Minutes ? std::optional(0.0) : std::nullopt;
  }
  std::optional<double> value(std::string_view key) const { return value(*relation::find_kpi(key)); }

  std::optional<std::uint32_t> activities() const {
    if (!known_) return std::nullopt;
    return kpis_.counts.begun_by(Direction::Outgoing) + kpis_.counts.begun_by(Direction::Incoming);
  }

 private:
  Record row_;
  bool known_ = true;
  relation::RecordKpis kpis_;
};

/// What a KPI row tells of a deal, as a quantity; closed ones have no health.
bool is_compared(const Kpi& kpi) {
  if (kpi.value == nullptr || !kpi.records.contain(relation::RecordType::Opportunity)) return false;
  if (kpi.unit == Unit::Points || kpi.unit == Unit::Code) return false;
  return !kpi.column.empty() || kpi.unit == Unit::Count || kpi.unit == Unit::Ratio;
}

std::vector<std::string> kpi_columns(std::string_view of_record) {
  std::vector<std::string> columns{std::string(of_record), "msdyn_acilastupdatetimestamp"};
  for (const Kpi& kpi : relation::kpi_table()) {
    if (is_compared(kpi) && !kpi.column.empty()) columns.emplace_back(kpi.column);
  }
  return columns;
}

double rounded(double value) {
  return std::round(value * 10'000) / 10'000;
}

/// Chooses the deals to compare with and writes them down.
class Similar {
 public:
  Similar(store::Snapshot& snapshot, ClosedDeals closed, const store::Caller& caller)
      : snapshot_(snapshot), closed_(std::move(closed)), caller_(caller) {
    for (std::size_t i = 0; i < closed_.deals.size(); ++i) {
      won_.push_back(closed_.deals[i].won);
      if (closed_.deals[i].won) places_of_won_.push_back(i);
    }
  }

  Result<OrderedJson> run() {
    const char* state = choose();
    TRY(read_kpis());
    TRY(read_rights());
    const bool fallback = std::string_view(state) != "ok";
    OrderedJson out{{"state", state},
                    {"won", places_of_won_.size()},
                    {"lost", won_.size() - places_of_won_.size()},
                    {"needed", kNeeded},
                    {"fallback", fallback},
                    {"fields", fields_json()},
                    {"compared", chosen_.size()}};
    out["deals"] = deals_json(fallback);
    out["not_readable"] =
        std::ranges::count_if(chosen_, [this](const auto& each) { return !readable_.contains(deal(each).id); });
    out["comparison"] = comparison_json();
    return out;
  }

 private:
  const ClosedDeal& deal(const relation::Neighbour& chosen) const { return closed_.deals[chosen.place]; }

  /// Answers why these.
  const char* choose() {
    if (std::min(places_of_won_.size(), won_.size() - places_of_won_.size()) < kNeeded) return choose_newest("too_few");
    measure_ = relation::learn_measure(closed_.table, won_);
    if (std::ranges::none_of(measure_, [](const auto& each) { return each.weight > 0; })) {
      return choose_newest("no_fields");
    }
    chosen_ = relation::nearest(measure_, closed_.asked_cells, closed_.table, places_of_won_, kNeighbours);
    return chosen_.empty() ? choose_newest("no_values") : "ok";
  }

  const char* choose_newest(const char* why) {
    for (const std::size_t place : places_of_won_) {
      if (chosen_.size() < kNewest) chosen_.push_back({place});
    }
    return why;
  }

  Result<void> read_kpis() {
    const KpiTable& table = kpi_table_of(relation::RecordType::Opportunity);
    std::vector<record::Value> keys{closed_.asked.id};
    for (const auto& each : chosen_) keys.emplace_back(deal(each).id);
    return for_each_of(snapshot_, table.table, table.of_record, keys, kpi_columns(table.of_record),
                       store::Caller::system(), [&](Record&& row) -> Result<void> {
                         const Uuid of = row.target(table.of_record);
                         kpis_.insert_or_assign(of, KpiRow(std::move(row)));
                         return {};
                       });
  }

  Result<void> read_rights() {
    std::vector<record::Value> deals, accounts;
    if (closed_.asked.account) accounts.emplace_back(*closed_.asked.account);
    for (const auto& each : chosen_) {
      deals.emplace_back(deal(each).id);
      if (deal(each).account) accounts.emplace_back(*deal(each).account);
    }
    const Visit keep = [this](Record&& row) -> Result<void> {
      readable_.insert(row.id);
      return {};
    };
    TRY(for_each_of(snapshot_, "opportunity", "opportunityid", deals, {"opportunityid"}, caller_, keep));
    return for_each_of(snapshot_, "account", "accountid", accounts, {"accountid"}, caller_, keep);
  }

  const KpiRow& kpis_of(const Uuid& id) const {
    static const KpiRow kNone;
    const auto found = kpis_.find(id);
    return found == kpis_.end() ? kNone : found->second;
  }

  OrderedJson fields_json() const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < measure_.size(); ++i) {
      if (measure_[i].weight > 0) places.push_back(i);
    }
    std::ranges::stable_sort(places, std::greater(), [this](std::size_t i) { return measure_[i].weight; });
    OrderedJson list = OrderedJson::array();
    for (const std::size_t i : places) {
      const DealColumn& column = closed_.columns[i];
      list.push_back({{"table", column.of_account ? "account" : "opportunity"},
                      {"column", column.field->name},
                      {"label", column.field->label.en},
                      {"weight", rounded(measure_[i].weight)}});
    }
    return list;
  }

  /// That the accounts agree is said to those who may read both.
  OrderedJson matched_json(const relation::Neighbour& neighbour) const {
    const auto may_read = [this](const ClosedDeal& of) { return of.account && readable_.contains(*of.account); };
    const bool accounts = may_read(closed_.asked) && may_read(deal(neighbour));
    OrderedJson list = OrderedJson::array();
    for (const std::size_t i :
         relation::matched_attributes(measure_, closed_.asked_cells, closed_.table.deal(neighbour.place))) {
      const DealColumn& column = closed_.columns[i];
      if (accounts || !column.of_account) list.push_back(column.field->name);
    }
    return list;
  }

  OrderedJson deals_json(bool fallback) const {
    OrderedJson list = OrderedJson::array();
    for (const relation::Neighbour& each : chosen_) {
      const ClosedDeal& of = deal(each);
      if (list.size() == kShown || !readable_.contains(of.id)) continue;
      const KpiRow& kpis = kpis_of(of.id);
      list.push_back({{"opportunity", reference_json({"opportunity", of.id})},
                      {"distance", fallback ? OrderedJson() : OrderedJson(rounded(each.distance))},
                      {"matched", fallback ? OrderedJson::array() : matched_json(each)},
                      {"activities", or_null(kpis.activities())},
                      {"minutes_by_us", or_null(kpis.value("time_by_us"))},
                      {"minutes_by_them", or_null(kpis.value("time_by_them"))},
                      {"response_by_us_hours", or_null(kpis.value("mail_response_by_us"))},
                      {"answered_by_us", or_null(kpis.value("mail_answered_by_us"))},
                      {"closed_on", of.closed ? OrderedJson(base::to_string(*of.closed)) : OrderedJson()}});
    }
    return list;
  }

  OrderedJson comparison_json() const {
    OrderedJson list = OrderedJson::array();
    const KpiRow& own = kpis_of(closed_.asked.id);
    for (const Kpi& kpi : relation::kpi_table()) {
      if (!is_compared(kpi)) continue;
      std::vector<double> values;
      for (const auto& each : chosen_) {
        if (const auto value = kpis_of(deal(each).id).value(kpi)) values.push_back(*value);
      }
      if (values.size() < kFewestTogether) continue;
      const relation::Quartiles quartiles = *relation::quartiles(values);
      list.push_back({{"key", kpi.key},
                      {"unit", unit_name(kpi.unit)},
                      {"value", or_null(own.value(kpi))},
                      {"records", quartiles.records},
                      {"lower", quartiles.lower},
                      {"median", quartiles.median},
                      {"upper", quartiles.upper}});
    }
    return list;
  }

  store::Snapshot& snapshot_;
  const ClosedDeals closed_;
  const store::Caller& caller_;
  std::vector<bool> won_;
  std::vector<std::size_t> places_of_won_;
  relation::Measure measure_;
  std::vector<relation::Neighbour> chosen_;
  std::map<Uuid, KpiRow> kpis_;
  std::set<Uuid> readable_;
};

}  // namespace

Result<OrderedJson> similar_won_deals(store::Snapshot& snapshot, const Uuid& opportunity, const store::Caller& caller) {
  if (!TRY(snapshot.find("opportunity", opportunity, {"statecode"}, caller))) {
    return fail(ErrorCode::NotFound, "no opportunity with this id");
  }
  return Similar(snapshot, TRY(read_closed_deals(snapshot, opportunity)), caller).run();
}

}  // namespace leadlight::insight
