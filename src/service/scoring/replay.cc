#include "service/scoring/replay.h"

#include <bit>

#include "service/scoring/as_known.h"
#include "service/scoring/live_model.h"
#include "service/scoring/score_text.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;

constexpr int kLinesAtOnce = 500;
constexpr size_t kMostNamed = 20;

const std::vector<std::string>& line_columns() {
  static const std::vector<std::string> columns{"ll_leadid",  "ll_opportunityid", "ll_scoredon",       "ll_score",
                                                "ll_grade",   "ll_margin",        "ll_modelversionid", "ll_cause",
                                                "ll_reasons", "ll_features"};
  return columns;
}

/// The models of versions as of the lines that are replayed: grade bounds are those that were in force then.
class Versions {
 public:
  explicit Versions(std::shared_ptr<const record::Schema> schema) : schema_(std::move(schema)) {}

  struct Version {
    std::string model;
    std::int64_t number = 0;
    bool external = false;
    Record model_now;
    std::vector<store::HistoryEntry> history;  ///< Of the model's row.
    std::shared_ptr<const LiveModel> live;     ///< nullptr: it cannot be read.
  };
  /// nullptr: there is no such version any more.
  Result<const Version*> find(store::Snapshot& snapshot, const Uuid& id) {
    auto known = known_.find(id);
    if (known == known_.end()) known = known_.emplace(id, TRY(read(snapshot, id))).first;
    return known->second ? &*known->second : nullptr;
  }

 private:
  Result<std::optional<Version>> read(store::Snapshot& snapshot, const Uuid& id) const {
    const auto system = store::Caller::system();
    const auto row = TRY(snapshot.find(kVersion, id, {"ll_modelid", "ll_number"}, system));
    auto model = row ? TRY(snapshot.find(kModel, row->target("ll_modelid"), {}, system)) : std::nullopt;
    if (!model) return std::nullopt;
    Version version{name_of(*model), row->number("ll_number"), is_external(*model), *model, {}, nullptr};
    version.history = TRY(snapshot.history(kModel, model->id, system));
    if (version.external) return version;
    auto live = load_live_model(snapshot, *model, id, schema_);
    if (live) {
      version.live = *std::move(live);
    } else if (!is_damage(live.error())) {
      return fail(std::move(live).error());
    }
    return version;
  }

  std::shared_ptr<const record::Schema> schema_;
  std::map<Uuid, std::optional<Version>> known_;
};

ReplayedScore stored_score(const Record& line) {
  ReplayedScore score;
  score.score = static_cast<int>(line.number("ll_score"));
  score.grade = line.number("ll_grade");
  if (const auto* margin = line.get_as<double>("ll_margin")) score.margin = *margin;
  score.reasons = read_ledger_text(line.text("ll_reasons"));
  return score;
}

/// The same as it is worked out from the features, written down and read as the ledger does it.
ReplayedScore worked_out(const LiveModel& live, std::span<const float> features, const learn::GradeBounds& bounds) {
  feature::Scored scored = live.model->score_features(features);
  Record line;
  line.values = {{"ll_score", std::int64_t{scored.score}},
                 {"ll_grade", static_cast<std::int64_t>(learn::grade(scored.score, bounds))},
                 {"ll_margin", scored.margin},
                 {"ll_reasons", ledger_text(live, scored)}};
  return stored_score(line);
}

std::vector<std::string> differences_of(const ReplayedScore& stored, const ReplayedScore& again) {
  std::vector<std::string> names;
  const auto compare = [&](bool same, std::string name) {
    if (!same) names.push_back(std::move(name));
  };
  compare(stored.score == again.score, "score");
  compare(std::bit_cast<std::uint64_t>(stored.margin) == std::bit_cast<std::uint64_t>(again.margin), "margin");
  compare(stored.grade == again.grade, "grade");
  compare(stored.reasons.average == again.reasons.average, "average");
  compare(stored.reasons.other == again.reasons.other, "other");
  std::map<std::string, std::pair<int, int>> points;
  for (const auto& [attribute, value] : stored.reasons.points) points[attribute].first = value;
  for (const auto& [attribute, value] : again.reasons.points) points[attribute].second = value;
  for (const auto& [attribute, both] : points) compare(both.first == both.second, "points of " + attribute);
  return names;
}

Reference record_of(const Record& line) {
  for (const ScoredTable& scored : scored_tables()) {
    if (const auto* reference = line.get_as<Reference>(scored.parent)) return *reference;
  }
  return {};
}

Result<Replay> replay_line(store::Snapshot& snapshot, Versions& versions, const Record& line) {
  Replay replay;
  replay.line = line.id;
  replay.record = record_of(line);
  replay.at = line.time("ll_scoredon").value_or(Timestamp());
  replay.cause = line.text("ll_cause");
  replay.stored = stored_score(line);
  const auto* version = TRY(versions.find(snapshot, line.target("ll_modelversionid")));
  if (version != nullptr) {
    replay.model = version->model;
    replay.version = version->number;
  }
  const auto* features = line.get_as<record::Bytes>("ll_features");
  replay.why_not = version == nullptr         ? "gone"
                   : version->external        ? "external"
                   : features == nullptr      ? "grades"
                   : version->live == nullptr ? "damaged"
                                              : "";
  if (!replay.why_not.empty()) return replay;
  const LiveModel& live = *version->live;
  const std::vector<float> row = TRY(read_feature_bytes(features->data));
  if (row.size() != live.model->encoder().feature_count()) {
    return fail(ErrorCode::Corrupt, "the line {} has {} features, its version {} reads {}", line.id.to_string(),
                row.size(), version->number, live.model->encoder().feature_count());
  }
  const auto model_then = as_of(version->model_now, version->history, replay.at);
  replay.again = worked_out(live, row, bounds_of(live, model_then ? *model_then : version->model_now));
  replay.differences = differences_of(replay.stored, replay.again);
  return replay;
}

Result<std::optional<Record>> newest_line(store::Snapshot& snapshot, const Uuid& record) {
  for (const ScoredTable& scored : scored_tables()) {
    query::Query query{.table = std::string(kLedger), .columns = line_columns()};
    query.filter = query::equals(std::string(scored.parent), Value(record));
    query.order = {{{"", "", "ll_scoredon"}, query::Direction::Descending}};
    query.limit = 1;
    store::Page page = TRY(snapshot.select(query, store::Caller::system()));
    if (!page.rows.empty()) return std::move(page.rows.front().record);
  }
  return std::nullopt;
}

void count(const Replay& replay, ReplayCounts& counts) {
  if (!replay.why_not.empty()) {
    ++counts.not_replayed[std::string(replay.why_not)];
  } else if (replay.is_same()) {
    ++counts.same;
  } else {
    ++counts.different;
    if (counts.first_different.size() < kMostNamed) counts.first_different.push_back(replay.line);
  }
}

}  // namespace

Result<Replay> replay(store::Store& store, const Uuid& line_or_record) {
  const auto snapshot = TRY(store.snapshot());
  auto line = TRY(snapshot->find(kLedger, line_or_record, line_columns(), store::Caller::system()));
  if (!line) line = TRY(newest_line(*snapshot, line_or_record));
  if (!line) {
    return fail(
        Error(ErrorCode::NotFound,
              fmt::format("no line of the ledger and no scored record has the id {}", line_or_record.to_string()),
              "Lines stand in ll_scorepoints; a lead's or opportunity's id takes its newest one."));
  }
  Versions versions(store.schema());
  return replay_line(*snapshot, versions, *line);
}

Result<ReplayCounts> replay_all(store::Store& store, std::string_view table, const ProgressFn& progress) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr && !table.empty()) {
    return fail(ErrorCode::InvalidInput, "records of the table {} have no scores", table);
  }
  query::Query query{.table = std::string(kLedger), .columns = line_columns()};
  if (scored != nullptr) query.filter = query::compare(std::string(scored->parent), query::CompareOp::Ne, Value());
  query.limit = kLinesAtOnce;
  const std::int64_t total = TRY(TRY(store.snapshot())->count(kLedger, query.filter, store::Caller::system()));
  Versions versions(store.schema());
  ReplayCounts counts;
  std::int64_t done = 0;
  do {
    const auto snapshot = TRY(store.snapshot());
    const store::Page page = TRY(snapshot->select(query, store::Caller::system()));
    for (const store::Row& row : page.rows) count(TRY(replay_line(*snapshot, versions, row.record)), counts);
    done += static_cast<std::int64_t>(page.rows.size());
    const double share = static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(total, 1));
    if (progress && !progress(share, "replaying", done, total)) return fail(ErrorCode::Unavailable, "cancelled");
    query.cursor = page.next;
  } while (query.cursor);
  return counts;
}

}  // namespace leadlight::scoring
