#include "service/scoring/evidence.h"

#include <algorithm>
#include <cmath>

#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;

constexpr std::string_view kTable = "ll_valuestatistic";
constexpr std::string_view kWaiting = "ll_closingcount";
/// So many closings, on average, wait before they are added up.
constexpr int kClosingsAtOnce = 64;

/// One id for one count, so that it is found without a search and never made twice.
Uuid count_id(const Uuid& version, std::string_view attribute, std::uint32_t bucket) {
  return Uuid::from_name(fmt::format("evidence {} {} {}", version.to_string(), attribute, bucket));
}

Values count_values(const Uuid& version, std::string_view attribute, std::uint32_t bucket, const ValueCount& count) {
  Values values{
      {"ll_modelversionid", record::Reference{"ll_modelversion", version}},
      {"ll_attribute", std::string(attribute)},
      {"ll_bucket", std::to_string(bucket)},
      {"ll_closed", count.closed},
      {"ll_positives", count.positives},
      {"ll_days", count.days.to_text()},
  };
  Value& median = values["ll_mediandays"];
  if (const auto days = count.days.median()) median = *days;
  return values;
}

ValueCount read_count(const Record& row) {
  ValueCount count;
  if (const auto* closed = row.get_as<std::int64_t>("ll_closed")) count.closed = *closed;
  if (const auto* positives = row.get_as<std::int64_t>("ll_positives")) count.positives = *positives;
  if (const auto* days = row.get_as<std::string>("ll_days")) count.days = DayCounts::parse(*days);
  return count;
}

void add(ValueCount& count, bool positive, std::optional<double> days, int times) {
  count.closed = std::max<std::int64_t>(0, count.closed + times);
  if (!positive) return;
  count.positives = std::max<std::int64_t>(0, count.positives + times);
  if (days) count.days.add(*days, times);
}

/// A closing that waits to be added up.
struct Waiting {
  Uuid id;
  Timestamp at;
  std::optional<ClosingCount> closing;  ///< nullopt: cannot be read, counts for nothing
};

/// What keep_for_later wrote.
ClosingCount read_members(const Json& json) {
  ClosingCount closing;
  closing.times = json.at("times").get<int>();
  closing.positive = json.at("positive").get<bool>();
  if (json.contains("days")) closing.days = json.at("days").get<double>();
  for (const auto& [attribute, bucket] : json.at("buckets").items()) {
    closing.buckets.emplace(attribute, bucket.get<std::uint32_t>());
  }
  return closing;
}

/// nullopt when nobody here wrote it.
std::optional<ClosingCount> read_closing(std::string_view text) {
  const auto json = base::parse_json(text);
  if (!json) return std::nullopt;
  try {
    return read_members(*json);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

Result<std::vector<Waiting>> read_waiting(store::Snapshot& snapshot, const Uuid& version) {
  std::vector<Waiting> waiting;
  query::Query query{.table = std::string(kWaiting), .columns = {"ll_counts", "createdon"}};
  query.filter = query::equals("ll_modelversionid", Value(version));
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    waiting.push_back({row.id, row.time("createdon").value_or(Timestamp()), read_closing(row.text("ll_counts"))});
    return true;
  }));
  return waiting;
}

}  // namespace

Result<void> write_evidence(store::Transaction& tx, const Uuid& version, const feature::ScoringModel& model,
                            const TrainingRows& rows) {
  const feature::TrainingSet& set = rows.set;
  const auto& attributes = model.attributes();
  std::vector<std::vector<ValueCount>> counts(attributes.size());
  std::vector<const feature::Column*> columns;
  for (size_t a = 0; a < attributes.size(); ++a) {
    counts[a].resize(model.encoder().bucket_count(a));
    columns.push_back(set.frame.find(attributes[a].name));
  }
  ValueCount all;
  std::vector<feature::Cell> cells(attributes.size());
  for (size_t row = 0; row < set.outcome.size(); ++row) {
    if (!rows.is_last[row]) continue;
    std::optional<double> days;
    if (!set.days_to_close.empty() && !std::isnan(set.days_to_close[row])) days = set.days_to_close[row];
    const double as_of = set.frame.as_of.empty() ? feature::kNoNumber : set.frame.as_of[row];
    for (size_t a = 0; a < attributes.size(); ++a) cells[a] = columns[a] ? columns[a]->cell(row) : feature::Cell{};
    for (size_t a = 0; a < attributes.size(); ++a) {
      add(counts[a][model.bucket_of(a, cells, as_of).id], set.outcome[row] != 0, days, 1);
    }
    add(all, set.outcome[row] != 0, days, 1);
  }
  std::vector<std::pair<Uuid, Values>> lines{{count_id(version, "", 0), count_values(version, "", 0, all)}};
  for (size_t a = 0; a < attributes.size(); ++a) {
    for (std::uint32_t b = 0; b < counts[a].size(); ++b) {
      lines.emplace_back(count_id(version, attributes[a].name, b),
                         count_values(version, attributes[a].name, b, counts[a][b]));
    }
  }
  return tx.insert_many(kTable, std::move(lines), store::Caller::system());
}

Result<std::optional<ClosingCount>> count_of(const LiveModel& live, const Closing& closing, Surroundings& surroundings,
                                             int times) {
  const Subject subject =
      TRY(surroundings.before(closing.known, closing.closed, closing.lived ? Past::Lived : Past::CameIn));
  if (!TRY(live.covers(subject, surroundings))) return std::nullopt;
  ClosingCount count{.times = times, .positive = closing.positive, .days = closing.days, .buckets = {}};
  const SubjectCells cells(live, subject);
  for (size_t a = 0; a < live.sources.size(); ++a) {
    count.buckets.emplace(live.model->attributes()[a].name, live.model->bucket_of(a, cells.cells(), subject.as_of).id);
  }
  return count;
}

void EvidenceChange::add(const ClosingCount& closing) {
  const auto change = [&](const std::string& attribute, std::uint32_t bucket) {
    Delta& delta = deltas_[count_id(version_, attribute, bucket)];
    delta.attribute = attribute;
    delta.bucket = bucket;
    delta.closed += closing.times;
    if (!closing.positive) return;
    delta.positives += closing.times;
    if (closing.days) delta.days.emplace_back(*closing.days, closing.times);
  };
  for (const auto& [attribute, bucket] : closing.buckets) change(attribute, bucket);
  change("", 0);
}

void EvidenceChange::apply(const Uuid& id, std::optional<ValueCount>& count) const {
  const auto found = deltas_.find(id);
  if (found == deltas_.end()) return;
  const Delta& delta = found->second;
  if (!count) count.emplace();
  count->closed = std::max<std::int64_t>(0, count->closed + delta.closed);
  count->positives = std::max<std::int64_t>(0, count->positives + delta.positives);
  for (const auto& [days, times] : delta.days) count->days.add(days, times);
}

Result<void> EvidenceChange::write(store::Transaction& tx, Timestamp counted_on) const {
  const auto system = store::Caller::system();
  for (const auto& [id, delta] : deltas_) {
    const auto row = TRY(tx.find(kTable, id, {}, system));
    std::optional<ValueCount> count;
    if (row) count = read_count(*row);
    apply(id, count);
    Values values = count_values(version_, delta.attribute, delta.bucket, *count);
    if (row) {
      // Two that add up at once must both count: the second sees another version and is done again.
      TRY(tx.update(kTable, id, std::move(values), row->version, system));
    } else {
      TRY(tx.insert(kTable, id, std::move(values), system));
    }
  }
  TRY(tx.update(kTable, count_id(version_, "", 0), {{"ll_countedon", counted_on}}, std::nullopt, system));
  return {};
}

Result<void> keep_for_later(store::Transaction& tx, const Uuid& version, const ClosingCount& closing) {
  Json buckets = Json::object();
  for (const auto& [attribute, bucket] : closing.buckets) buckets[attribute] = bucket;
  Json json{{"times", closing.times}, {"positive", closing.positive}, {"buckets", std::move(buckets)}};
  if (closing.days) json["days"] = *closing.days;
  const auto row = TRY(tx.insert(
      kWaiting, Uuid{},
      {{"ll_modelversionid", record::Reference{"ll_modelversion", version}}, {"ll_counts", base::to_text(json)}},
      store::Caller::system()));
  // By chance, so that of many at once few try it.
  const bool is_turn = row.id.bytes.back() % kClosingsAtOnce == 0;
  if (is_turn) TRY(add_up_evidence(tx, version));
  return {};
}

Result<std::optional<Timestamp>> add_up_evidence(store::Transaction& tx, const Uuid& version) {
  const auto system = store::Caller::system();
  const auto waiting = TRY(read_waiting(tx, version));
  const auto base = TRY(tx.find(kTable, count_id(version, "", 0), {"ll_countedon"}, system));
  if (!base) return std::nullopt;
  auto counted_on = base->time("ll_countedon");
  if (waiting.empty()) return counted_on;
  EvidenceChange change(version);
  for (const Waiting& each : waiting) {
    if (each.closing) change.add(*each.closing);
    counted_on = std::max(counted_on, std::optional(each.at));
  }
  TRY(change.write(tx, *counted_on));
  for (const Waiting& each : waiting) TRY(tx.remove(kWaiting, each.id, std::nullopt, system));
  return counted_on;
}

Result<Evidence> Evidence::read(store::Snapshot& snapshot, const LiveModel& live) {
  Evidence evidence(snapshot, live);
  const auto waiting = TRY(read_waiting(snapshot, live.version_id));
  for (const Waiting& each : waiting) {
    if (each.closing) evidence.waiting_.add(*each.closing);
  }
  return evidence;
}

Result<std::optional<ValueCount>> Evidence::find(std::optional<size_t> attribute, std::uint32_t bucket) const {
  const std::string_view name = attribute ? std::string_view(live_.model->attributes()[*attribute].name) : "";
  const Uuid id = count_id(live_.version_id, name, bucket);
  const auto row = TRY(snapshot_.find(kTable, id, {"ll_closed", "ll_positives", "ll_days"}, store::Caller::system()));
  std::optional<ValueCount> count;
  if (row) count = read_count(*row);
  waiting_.apply(id, count);
  return count;
}

}  // namespace leadlight::scoring
