#include "service/scoring/training_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/feature/fit.h"
#include "core/feature/infer.h"
#include "service/scoring/as_known.h"
#include "service/scoring/columns.h"
#include "service/scoring/live_model.h"

namespace leadlight::scoring {
std::vector<feature::Suspect> suspects_by_history(const std::vector<ColumnBehaviour>& behaviour) {
  constexpr std::int64_t kEnough = 20;
  std::vector<feature::Suspect> suspects;
  for (const ColumnBehaviour& column : behaviour) {
    if (column.records < kEnough) continue;
    feature::Suspect suspect;
    suspect.column = column.column;
    if (column.filled_at_end * 10 >= column.records && column.filled_at_end >= 4 * column.filled_before) {
      suspect.action = feature::LeakAction::Refused;
      suspect.why.emplace_back("filled_at_close");
      suspect.reason = fmt::format("filled in only at the close or after it: on {} of {} records, before it on {}",
                                   column.filled_at_end, column.records, column.filled_before);
    } else if (column.changed_at_end * 10 >= column.records * 3) {
      suspect.action = feature::LeakAction::Check;
      suspect.why.emplace_back("changed_at_close");
      suspect.reason =
          fmt::format("changed at the close or after it on {} of {} records", column.changed_at_end, column.records);
    } else {
      continue;
    }
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

namespace {

using feature::ColumnKind;
using feature::kNoNumber;
using record::Field;
using record::Record;

constexpr int kRecordsAtOnce = 500;
constexpr double kSecondsADay = 86'400;
/// An import without a creation date is stamped with its own moment.
constexpr auto kSameMoment = std::chrono::seconds(5);

/// One record, seen at one or two moments.
struct Seen {
  Record last;
  double as_of = kNoNumber;
  std::optional<Record> earlier;
  double earlier_as_of = kNoNumber;
  bool positive = false;
  double order = kNoNumber;
  double days_to_close = kNoNumber;
  bool as_imported = false;
};

class Builder {
 public:
  Builder(const record::TableSchema& table, const TrainingSource& source)
      : table_(table), source_(source), scored_(*find_scored_table(source.table)) {
    fields_ = factor_columns(table, source.keep);
    for (const Field* field : fields_) {
      columns_.emplace_back(std::string(field->name), column_kind(*field));
      behaviour_.push_back({std::string(field->name)});
      index_.emplace(field->name, behaviour_.size() - 1);
    }
  }

  std::vector<std::string> columns_to_read() const {
    std::set<std::string> names{"statecode", "createdon", std::string(scored_.closed_on)};
    for (const Field* field : fields_) names.emplace(field->name);
    if (table_.find("merged") != nullptr) names.emplace("merged");
    if (!source_.definition.order_column.empty()) names.insert(source_.definition.order_column);
    return {names.begin(), names.end()};
  }

  Result<void> add(const Record& record, const std::vector<store::HistoryEntry>& history) {
    const auto positive = source_.definition.outcome.of(record);
    if (!positive) return {};
    Seen seen = look_at(record, history);
    seen.positive = *positive;
    const auto group = static_cast<std::uint32_t>(rows_.records++);
    rows_.with_life += seen.earlier.has_value();
    rows_.as_imported += seen.as_imported;
    rows_.without_dates += std::isnan(seen.order);
    const double weight = seen.earlier ? 0.5 : 1.0;
    if (seen.earlier) add_row(*seen.earlier, seen.earlier_as_of, seen, weight, group, false);
    add_row(seen.last, seen.as_of, seen, weight, group, true);
    fingerprint(record);
    return {};
  }

  TrainingRows finish() &&;

 private:
  Seen look_at(const Record& record, const std::vector<store::HistoryEntry>& history);
  void watch(const Record& before, const std::vector<store::HistoryEntry>& history, const Life& life);
  void add_row(const Record& record, double as_of, const Seen& seen, double weight, std::uint32_t group, bool is_last);
  void fingerprint(const Record& record);
  const record::TableSchema& table_;
  const TrainingSource& source_;
  const ScoredTable& scored_;
  std::vector<const Field*> fields_;
  std::vector<feature::ColumnBuilder> columns_;
  std::vector<ColumnBehaviour> behaviour_;
  std::map<std::string_view, size_t> index_;
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
  TrainingRows rows_;
};

double number_of(const record::Value& value) {
  if (const auto* whole = record::as<std::int64_t>(value)) return static_cast<double>(*whole);
  if (const auto* real = record::as<double>(value)) return *real;
  if (const auto* time = record::as<Timestamp>(value)) return seconds_of(*time);
  if (const auto* date = record::as<Date>(value)) return seconds_of(Timestamp(*date));
  if (const auto* amount = record::as<Amount>(value)) return amount->to_double();
  return kNoNumber;
}

/// A moment from began to closed that depends on the seed and the record alone.
Timestamp draw_moment(Timestamp began, Timestamp closed, const Uuid& id, std::uint64_t seed) {
  std::uint64_t mixed = seed;
  for (const std::uint8_t byte : id.bytes) mixed = (mixed ^ byte) * 0x100000001b3ULL;
  Random random(mixed);
  const double share = random.uniform();
  return began +
         std::chrono::microseconds(static_cast<std::int64_t>(share * static_cast<double>((closed - began).count())));
}

Seen Builder::look_at(const Record& record, const std::vector<store::HistoryEntry>& history) {
  const Life life = life_of(record, history, source_.definition.outcome);
  Seen seen;
  seen.last = before_entries(record, history, life.first_after);
  seen.as_imported = !life.closing;
  std::optional<Timestamp> closed, created;
  if (life.closing) closed = history[*life.closing].at;
  // The date that was given wins over the moment at which it was written down, as long as it is not later.
  if (const auto* given = record.get_as<Timestamp>(scored_.closed_on); given && (!closed || *given <= *closed)) {
    closed = *given;
  }
  if (const auto* given = seen.last.get_as<Timestamp>("createdon")) {
    const bool stamped = !life.began && !history.empty() && *given + kSameMoment >= history.front().at;
    if (!stamped) created = *given;
  }
  if (!created) seen.last.values.insert_or_assign("createdon", record::Value());
  if (closed) seen.as_of = seen.order = seconds_of(*closed);
  if (created && closed)
    seen.days_to_close = std::max(0.0, (seconds_of(*closed) - seconds_of(*created)) / kSecondsADay);
  if (!source_.definition.order_column.empty()) seen.order = number_of(record.get(source_.definition.order_column));
  if (life.closing) watch(seen.last, history, life);
  if (life.began && closed && *life.began < *closed) {
    const Timestamp moment = draw_moment(*life.began, *closed, record.id, source_.seed);
    seen.earlier = as_of(record, history, moment);
    seen.earlier_as_of = seconds_of(moment);
  }
  return seen;
}

void Builder::watch(const Record& before, const std::vector<store::HistoryEntry>& history, const Life& life) {
  std::set<size_t> changed, filled;
  for (size_t i = life.first_after; i < history.size(); ++i) {
    for (const auto& [column, change] : history[i].changes) {
      const auto at = index_.find(column);
      if (at == index_.end()) continue;
      changed.insert(at->second);
      if (record::is_null(before.get(column)) && !record::is_null(change.after)) filled.insert(at->second);
    }
  }
  for (size_t c = 0; c < behaviour_.size(); ++c) {
    ++behaviour_[c].records;
    behaviour_[c].filled_before += !record::is_null(before.get(behaviour_[c].column));
  }
  for (const size_t c : changed) ++behaviour_[c].changed_at_end;
  for (const size_t c : filled) ++behaviour_[c].filled_at_end;
}

void Builder::add_row(const Record& record, double as_of, const Seen& seen, double weight, std::uint32_t group,
                      bool is_last) {
  std::string buffer;
  for (size_t c = 0; c < fields_.size(); ++c) {
    columns_[c].add(to_cell(*fields_[c], record.get(fields_[c]->name), buffer));
  }
  feature::TrainingSet& set = rows_.set;
  set.frame.as_of.push_back(as_of);
  set.outcome.push_back(seen.positive);
  set.order.push_back(seen.order);
  set.weight.push_back(weight);
  set.group.push_back(group);
  set.days_to_close.push_back(seen.days_to_close);
  rows_.is_last.push_back(is_last);
}

void Builder::fingerprint(const Record& record) {
  const auto mix = [&](std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001b3ULL; };
  for (const std::uint8_t byte : record.id.bytes) mix(byte);
  mix(static_cast<std::uint64_t>(record.version));
}

/// Text that hardly repeats is free writing, of which only its presence is used.
void settle_kind(const Field& field, feature::Column& column) {
  if (field.type != record::FieldType::Text || column.kind != ColumnKind::Category) return;
  const auto text = [&](size_t row) {
    return column.codes[row] < 0 ? std::string_view() : std::string_view(column.levels[column.codes[row]]);
  };
  if (feature::infer_kind(text, column.codes.size()) == ColumnKind::Text) column.kind = ColumnKind::Text;
}

bool is_empty(const feature::Column& column) {
  for (size_t row = 0; row < column.size(); ++row) {
    if (!column.missing(row)) return false;
  }
  return true;
}

template <class T>
void clear_if_all(std::vector<T>& values, auto test) {
  if (std::all_of(values.begin(), values.end(), test)) values.clear();
}

TrainingRows Builder::finish() && {
  const auto is_named = [&](std::string_view name) {
    const auto in = [&](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
    return in(source_.keep) || in(source_.drop);
  };
  feature::TrainingSet& set = rows_.set;
  set.suspects = suspects_by_history(behaviour_);
  const auto is_suspect = [&](std::string_view name) {
    return std::any_of(set.suspects.begin(), set.suspects.end(), [&](const auto& each) { return each.column == name; });
  };
  set.frame.rows = set.outcome.size();
  for (size_t c = 0; c < columns_.size(); ++c) {
    feature::Column column = std::move(columns_[c]).finish();
    column.label = fields_[c]->label.en;
    if (column.name == source_.definition.order_column) {
      rows_.left_out.push_back({column.name, "order", "gives the order of the records"});
      continue;
    }
    if (is_empty(column) && !is_named(column.name) && !is_suspect(column.name)) {
      rows_.left_out.push_back({column.name, "empty", "not filled in on any record"});
      continue;
    }
    settle_kind(*fields_[c], column);
    set.frame.columns.push_back(std::move(column));
  }
  for (const LeftOut& left : left_out_columns(table_, source_.keep)) {
    rows_.left_out.push_back({std::string(left.field->name), left.key, std::string(left.reason)});
  }
  // Oldest first, whatever order the ids give; rows of one record stay as they are.
  std::vector<std::uint32_t> rows(set.outcome.size());
  std::iota(rows.begin(), rows.end(), 0);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const double x = set.order[a], y = set.order[b];
    return std::isnan(x) ? !std::isnan(y) : x < y;
  });
  set = feature::take(set, rows);
  rows_.is_last = learn::take(rows_.is_last, rows);
  // What nobody knows is left away, so that the report can say so.
  const auto unknown = [](double value) { return std::isnan(value); };
  clear_if_all(set.frame.as_of, unknown);
  clear_if_all(set.order, unknown);
  clear_if_all(set.days_to_close, unknown);
  clear_if_all(set.weight, [](double weight) { return weight == 1; });
  if (set.weight.empty()) set.group.clear();
  rows_.behaviour = std::move(behaviour_);
  rows_.fingerprint = fmt::format("{:016x}", hash_);
  return std::move(rows_);
}

}  // namespace

Result<TrainingRows> read_training_rows(store::Store& store, const TrainingSource& source, Timestamp now,
                                        const std::function<bool(std::int64_t, std::int64_t)>& progress) {
  const auto schema = store.schema();
  const record::TableSchema* table = schema->find(source.table);
  if (table == nullptr || find_scored_table(source.table) == nullptr) {
    return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", source.table);
  }
  if (!source.definition.order_column.empty() && table->find(source.definition.order_column) == nullptr) {
    return fail(ErrorCode::InvalidInput, "there is no column \"{}\" to order by", source.definition.order_column);
  }
  const auto system = store::Caller::system();
  Builder builder(*table, source);
  query::Query query;
  query.table = source.table;
  query.columns = builder.columns_to_read();
  const Outcome& outcome = source.definition.outcome;
  query.filter =
      query::any_of({query::equals("statecode", outcome.positive), query::equals("statecode", outcome.negative)});
  query.limit = kRecordsAtOnce;
  std::int64_t done = 0, total = 0;
  do {
    const auto snapshot = TRY(store.snapshot());
    if (!query.cursor) total = TRY(snapshot->count(source.table, query.filter, system));
    const store::Page page = TRY(snapshot->select(query, system));
    for (const store::Row& row : page.rows) {
      TRY(builder.add(row.record, TRY(snapshot->history(source.table, row.record.id, system))));
    }
    done += static_cast<std::int64_t>(page.rows.size());
    query.cursor = page.next;
    if (progress && !progress(done, std::max(done, total))) {
      return fail(ErrorCode::Unavailable, "the training was cancelled");
    }
  } while (query.cursor);
  TrainingRows rows = std::move(builder).finish();
  rows.read_at = now;
  return rows;
}

}  // namespace leadlight::scoring
