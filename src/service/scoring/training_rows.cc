#include "service/scoring/training_rows.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <future>
#include <map>
#include <numeric>
#include <set>

#include "core/feature/parts.h"
#include "service/scoring/as_known.h"
#include "service/scoring/columns.h"
#include "service/scoring/live_model.h"
#include "service/scoring/training_query.h"

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
using record::Record;

constexpr int kRecordsAtOnce = 500;
/// An import without a creation date is stamped with its own moment.
constexpr auto kSameMoment = std::chrono::seconds(5);

using History = std::vector<store::HistoryEntry>;

/// One record, seen at one or two moments.
struct Seen {
  Record last;
  std::optional<Timestamp> ended;  ///< the moment after `last`
  std::optional<Record> earlier;   ///< of a model with a horizon later: `last` is when the record was made
  Timestamp earlier_at;
  bool one_of_two = false;  ///< a row weighs half even where it is the only one
  bool positive = false;
  double order = kNoNumber;
  double days_to_close = kNoNumber;
  bool as_imported = false;
};

/// One record with what surrounded it at those moments, and its last one as it was just before its close. What is in
/// it points at its own parts: it is made where it stays.
struct Looked {
  Seen seen;
  std::optional<Subject> last, earlier;  ///< absent: the model is not about a record that stood so
  Life life;
  std::optional<Record> at_close;  ///< of a horizon's model, where `seen.last` is older
};

class Builder {
 public:
  Builder(const record::Schema& schema, const TrainingSource& source)
      : schema_(schema),
        table_(*schema.find(source.table)),
        source_(source),
        scored_(*find_scored_table(source.table)) {
    sources_ = factor_sources(schema, scored_, source.definition.attributes.keep);
    if (const auto& chosen = source.definition.attributes.include) {
      std::erase_if(sources_,
                    [&](const Source& each) { return std::ranges::find(*chosen, each.name) == chosen->end(); });
    }
    for (const Source& each : sources_) {
      columns_.emplace_back(each.name, each.kind());
      if (each.group != SourceGroup::Primary) continue;
      behaviour_.push_back({each.name});
      index_.emplace(each.name, behaviour_.size() - 1);
    }
    wanted_ = surrounding_of(sources_);
  }

  std::vector<std::string> columns_to_read() const {
    std::set<std::string> names{"statecode", "createdon", std::string(scored_.closed_on),
                                source_.definition.outcome.column};
    for (const Source& each : sources_) {
      if (each.group == SourceGroup::Primary) names.insert(each.name);
    }
    for (const Relation& relation : kRelations) {
      if (table_.find(relation.lookup) != nullptr) names.emplace(relation.lookup);
    }
    if (table_.find("merged") != nullptr) names.emplace("merged");
    if (!source_.definition.order_column.empty()) names.insert(source_.definition.order_column);
    return {names.begin(), names.end()};
  }

  const Surrounding& wanted() const { return wanted_; }

  /// @threads any
  Result<void> look(const Record& record, const History& history, Surroundings& surroundings, Looked& looked) const;
  /// In the order of the records.
  void add(const Record& record, const History& history, const Looked& looked);

  TrainingRows finish() &&;

 private:
  Seen look_at(const Record& record, const History& history) const;
  Seen look_at_age(const Record& record, const History& history) const;
  void draw_earlier(const Record& record, const History& history, const Life& life, Seen& seen) const;
  void watch(const Record& before, const History& history, const Life& life);
  /// Whether the model is about a record that stood so.
  bool stands_right(const Subject& subject) const;
  void add_row(const Subject& subject, const Seen& seen, double weight, bool is_last);
  void fingerprint(const Record& record);

  const record::Schema& schema_;
  const record::TableSchema& table_;
  const TrainingSource& source_;
  const ScoredTable& scored_;
  std::vector<Source> sources_;
  Surrounding wanted_;
  std::vector<feature::ColumnBuilder> columns_;
  std::vector<ColumnBehaviour> behaviour_;  ///< of the record's own columns
  std::map<std::string, size_t, std::less<>> index_;
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

void Builder::draw_earlier(const Record& record, const History& history, const Life& life, Seen& seen) const {
  if (!life.began || !seen.ended || *life.began >= *seen.ended) return;
  seen.earlier_at = draw_moment(*life.began, *seen.ended, record.id, source_.seed);
  seen.earlier = as_of(record, history, seen.earlier_at);
}

Seen Builder::look_at(const Record& record, const History& history) const {
  const Life life = life_of(record, history, source_.definition.outcome);
  Seen seen;
  seen.positive = source_.definition.outcome.of(record).value_or(false);
  seen.last = before_entries(record, history, life.first_after);
  seen.as_imported = !life.closing;
  std::optional<Timestamp> created;
  if (life.closing) seen.ended = history[*life.closing].at;
  // The date that was given wins over the moment at which it was written down, as long as it is not later.
  if (const auto given = record.time(scored_.closed_on); given && (!seen.ended || *given <= *seen.ended)) {
    seen.ended = *given;
  }
  if (const auto given = seen.last.time("createdon")) {
    const bool stamped = !life.began && !history.empty() && *given + kSameMoment >= history.front().at;
    if (!stamped) created = *given;
  }
  if (!created) seen.last.values.insert_or_assign("createdon", record::Value());
  if (seen.ended) seen.order = seconds_of(*seen.ended);
  if (created && seen.ended) {
    seen.days_to_close = std::max(0.0, (seconds_of(*seen.ended) - seconds_of(*created)) / kSecondsADay);
  }
  if (!source_.definition.order_column.empty()) seen.order = number_of(record.get(source_.definition.order_column));
  draw_earlier(record, history, life, seen);
  return seen;
}

/// Whether a record succeeds within its horizon is asked at moments that say nothing of the answer: when it was made,
/// and, where its life is known, at an age drawn for each record alike. One that had ended by then is not asked there;
/// that it was not must not make its other row weigh more.
Seen Builder::look_at_age(const Record& record, const History& history) const {
  Seen seen = look_at(record, history);
  const auto created = record.time("createdon");
  if (!created) return seen;
  const Timestamp horizon = *created + std::chrono::days(*source_.definition.outcome.negative_after_days);
  const Timestamp ended = std::min(seen.ended.value_or(horizon), horizon);
  if (!seen.ended || *seen.ended > horizon) {
    seen.positive = false;  // still open then: a failure, whatever became of it later
    seen.days_to_close = kNoNumber;
  }
  seen.order = seconds_of(horizon);
  seen.ended = *created;
  seen.earlier.reset();
  const Life life = life_of(record, history, source_.definition.outcome);
  if (!life.began) return seen;
  seen.one_of_two = true;
  if (auto made = as_of(record, history, *life.began)) seen.last = std::move(*made);
  seen.earlier_at = draw_moment(*life.began, horizon, record.id, source_.seed);
  if (seen.earlier_at < ended) seen.earlier = as_of(record, history, seen.earlier_at);
  return seen;
}

bool Builder::stands_right(const Subject& subject) const {
  return source_.definition.is_about(subject.process_id, subject.stage_id);
}

Result<void> Builder::look(const Record& record, const History& history, Surroundings& surroundings,
                           Looked& looked) const {
  if (record.is_true("merged")) return {};
  const bool by_age = source_.definition.outcome.negative_after_days.has_value();
  Seen& seen = looked.seen;
  seen = by_age ? look_at_age(record, history) : look_at(record, history);
  const Past past = seen.as_imported ? Past::CameIn : Past::Lived;
  looked.last = TRY(surroundings.before(seen.last, seen.ended, past));
  if (seen.earlier) looked.earlier = TRY(surroundings.before(*seen.earlier, seen.earlier_at, past));
  for (auto* subject : {&looked.last, &looked.earlier}) {
    if (*subject && !stands_right(**subject)) subject->reset();
  }
  looked.life = life_of(record, history, source_.definition.outcome);
  if (by_age && looked.life.closing) looked.at_close = before_entries(record, history, looked.life.first_after);
  return {};
}

void Builder::add(const Record& record, const History& history, const Looked& looked) {
  if (record.is_true("merged")) return;
  if (!looked.last && !looked.earlier) {
    ++rows_.elsewhere;
    return;
  }
  const Seen& seen = looked.seen;
  if (looked.life.closing) watch(looked.at_close ? *looked.at_close : seen.last, history, looked.life);
  rows_.with_life += seen.earlier.has_value();
  rows_.as_imported += seen.as_imported;
  rows_.without_dates += std::isnan(seen.order);
  const double weight = seen.one_of_two || (looked.last && looked.earlier) ? 0.5 : 1.0;
  if (looked.earlier) add_row(*looked.earlier, seen, weight, !looked.last);
  if (looked.last) add_row(*looked.last, seen, weight, true);
  ++rows_.records;
  fingerprint(record);
}

void Builder::watch(const Record& before, const History& history, const Life& life) {
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

void Builder::add_row(const Subject& subject, const Seen& seen, double weight, bool is_last) {
  std::string buffer;
  for (size_t c = 0; c < sources_.size(); ++c) columns_[c].add(cell_of(sources_[c], subject, buffer));
  feature::TrainingSet& set = rows_.set;
  set.frame.as_of.push_back(subject.as_of);
  set.outcome.push_back(seen.positive);
  set.order.push_back(seen.order);
  set.weight.push_back(weight);
  set.group.push_back(static_cast<std::uint32_t>(rows_.records));
  set.days_to_close.push_back(seen.days_to_close);
  rows_.is_last.push_back(is_last);
}

void Builder::fingerprint(const Record& record) {
  const auto mix = [&](std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001b3ULL; };
  for (const std::uint8_t byte : record.id.bytes) mix(byte);
  mix(static_cast<std::uint64_t>(record.version));
}

template <class T>
void clear_if_all(std::vector<T>& values, auto test) {
  if (std::all_of(values.begin(), values.end(), test)) values.clear();
}

TrainingRows Builder::finish() && {
  const AttributeChoice& choice = source_.definition.attributes;
  const auto is_named = [&](std::string_view name) {
    const auto in = [&](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
    return in(choice.keep) || in(choice.drop);
  };
  feature::TrainingSet& set = rows_.set;
  set.suspects = suspects_by_history(behaviour_);
  const auto is_suspect = [&](std::string_view name) {
    return std::any_of(set.suspects.begin(), set.suspects.end(), [&](const auto& each) { return each.column == name; });
  };
  set.frame.rows = set.outcome.size();
  for (size_t c = 0; c < columns_.size(); ++c) {
    const std::string& name = sources_[c].name;
    if (name == source_.definition.order_column) {
      rows_.left_out.push_back({name, "order", "gives the order of the records"});
      continue;
    }
    if (columns_[c].is_empty() && !is_named(name) && !is_suspect(name)) {
      rows_.left_out.push_back({name, "empty", "not filled in on any record"});
      continue;
    }
    feature::Column column = std::move(columns_[c]).finish();
    column.label = sources_[c].label;
    settle_kind(sources_[c], column);
    set.frame.columns.push_back(std::move(column));
  }
  for (const LeftOut& left : left_out_columns(table_, choice.keep)) {
    rows_.left_out.push_back({std::string(left.field->name), left.key, std::string(left.reason)});
  }
  // Oldest first, whatever order the ids give; rows of one record stay as they are.
  std::vector<std::uint32_t> rows(set.outcome.size());
  std::iota(rows.begin(), rows.end(), 0);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const double x = set.order[a], y = set.order[b];
    return std::isnan(x) ? !std::isnan(y) : x < y;
  });
  feature::keep(set, rows);
  rows_.is_last = learn::take(rows_.is_last, rows);
  // What nobody knows is left away, so that the report can say so.
  const auto unknown = [](double value) { return std::isnan(value); };
  clear_if_all(set.frame.as_of, unknown);
  clear_if_all(set.order, unknown);
  set.dated = !set.order.empty() && source_.definition.order_column.empty();
  clear_if_all(set.days_to_close, unknown);
  clear_if_all(set.weight, [](double weight) { return weight == 1; });
  if (set.weight.empty()) set.group.clear();
  rows_.behaviour = std::move(behaviour_);
  rows_.fingerprint = fmt::format("{:016x}", hash_);
  return std::move(rows_);
}

/// Some records with all that is read of them.
struct ReadPage {
  std::unique_ptr<store::Snapshot> snapshot;
  store::Page page;
  std::vector<History> histories;  ///< of each record
  std::vector<Looked> looked;      ///< likewise
};

Result<ReadPage> read_lives(std::unique_ptr<store::Snapshot> snapshot, store::Page page, const TrainingSource& source,
                            const Builder& builder) {
  ReadPage read{std::move(snapshot), std::move(page), {}, {}};
  std::vector<const Record*> records;
  for (const store::Row& row : read.page.rows) records.push_back(&row.record);
  Surroundings surroundings(*read.snapshot, *find_scored_table(source.table), builder.wanted());
  TRY(surroundings.read_ahead(records));
  TRY(surroundings.read_histories_ahead());
  // Of how a record came in only whether it was closed: the rest of it is most of a history's text.
  read.histories = TRY(histories_of(*read.snapshot, read.page, source.table, {source.definition.outcome.column}));
  read.looked.resize(records.size());
  for (size_t i = 0; i < records.size(); ++i) {
    TRY(builder.look(*records[i], read.histories[i], surroundings, read.looked[i]));
  }
  return read;
}

/// Pages in their order. While one is added the next ones are read and looked at.
class PagesAhead {
 public:
  PagesAhead(store::Store& store, query::Query query, const TrainingSource& source, const Builder& builder)
      : store_(store), query_(std::move(query)), source_(source), builder_(builder) {}

  /// nullopt after the last one.
  Result<std::optional<ReadPage>> next() {
    constexpr size_t kAhead = 2;
    while (!is_last_ && coming_.size() < kAhead) TRY(begin_one());
    if (coming_.empty()) return std::nullopt;
    auto page = std::move(coming_.front());
    coming_.pop_front();
    return TRY(page.get());
  }

 private:
  /// Which records it has is read at once, for the page after it begins there.
  Result<void> begin_one() {
    auto snapshot = TRY(store_.snapshot());
    store::Page page = TRY(snapshot->select(query_, store::Caller::system()));
    is_last_ = !page.next;
    query_.cursor = page.next;
    coming_.push_back(
        std::async(std::launch::async, [this, held = std::move(snapshot), records = std::move(page)]() mutable {
          return read_lives(std::move(held), std::move(records), source_, builder_);
        }));
    return {};
  }

  store::Store& store_;
  query::Query query_;
  const TrainingSource& source_;
  const Builder& builder_;
  bool is_last_ = false;
  std::deque<std::future<Result<ReadPage>>> coming_;
};

}  // namespace

Result<TrainingRows> read_training_rows(store::Store& store, const TrainingSource& source, Timestamp now,
                                        const std::function<bool(std::int64_t, std::int64_t)>& progress) {
  const auto schema = store.schema();
  const ScoredTable* scored = find_scored_table(source.table);
  if (scored == nullptr) {
    return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", source.table);
  }
  TRY(check_definition(source.definition, *schema, *scored));
  Builder builder(*schema, source);
  query::Query query;
  query.table = source.table;
  query.columns = builder.columns_to_read();
  query.filter = TRY(training_query(source.definition, *schema, *scored, now)).closed;
  query.limit = kRecordsAtOnce;
  // Until they are counted, which of many takes as long as reading some of them, all records stand in.
  std::int64_t done = 0, total = TRY(TRY(store.snapshot())->count(query.table, nullptr, store::Caller::system()));
  auto counted = std::async(std::launch::async, [&store, query]() -> Result<std::int64_t> {
    return TRY(store.snapshot())->count(query.table, query.filter, store::Caller::system());
  });
  PagesAhead pages(store, query, source, builder);
  while (auto read = TRY(pages.next())) {
    for (size_t i = 0; i < read->page.rows.size(); ++i) {
      builder.add(read->page.rows[i].record, read->histories[i], read->looked[i]);
    }
    done += static_cast<std::int64_t>(read->page.rows.size());
    if (counted.valid() && counted.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      total = TRY(counted.get());
    }
    if (progress && !progress(done, std::max(done, total))) {
      return fail(ErrorCode::Unavailable, "the training was cancelled");
    }
  }
  TrainingRows rows = std::move(builder).finish();
  rows.read_at = now;
  return rows;
}

}  // namespace leadlight::scoring
