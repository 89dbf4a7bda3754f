#include "service/scoring/training_rows.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <future>
#include <map>
#include <numeric>
#include <set>

#include "core/feature/parts.h"
#include "service/scoring/closed_life.h"
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

  /// In the order of the records.
  void add(const Record& record, const History& history, const ClosedLife& closed);

  TrainingRows finish() &&;

 private:
  void watch(const Record& before, const History& history, const Life& life);
  void add_row(const Subject& subject, const ClosedLife& closed, double weight, bool is_last);
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

void Builder::add(const Record& record, const History& history, const ClosedLife& closed) {
  const auto &last = closed.last_subject, &earlier = closed.earlier_subject;
  if (!last && !earlier) {
    ++rows_.elsewhere;
    return;
  }
  if (closed.life.closing) watch(closed.at_close ? *closed.at_close : closed.last, history, closed.life);
  rows_.with_life += closed.earlier.has_value();
  rows_.as_imported += closed.as_imported;
  rows_.without_dates += std::isnan(closed.order);
  const double weight = closed.one_of_two || (last && earlier) ? 0.5 : 1.0;
  if (earlier) add_row(*earlier, closed, weight, !last);
  if (last) add_row(*last, closed, weight, true);
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

void Builder::add_row(const Subject& subject, const ClosedLife& closed, double weight, bool is_last) {
  std::string buffer;
  for (size_t c = 0; c < sources_.size(); ++c) columns_[c].add(cell_of(sources_[c], subject, buffer));
  feature::TrainingSet& set = rows_.set;
  set.frame.as_of.push_back(subject.as_of);
  set.outcome.push_back(closed.positive);
  set.order.push_back(closed.order);
  set.weight.push_back(weight);
  set.group.push_back(static_cast<std::uint32_t>(rows_.records));
  set.days_to_close.push_back(closed.days_to_close);
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
  std::vector<ClosedLife> lives;   ///< likewise
};

/// What is asked of every page.
struct PageReader {
  const ScoredTable& scored;
  const Surrounding& wanted;
  const std::string& outcome;
  LifeReader lives;

  Result<ReadPage> read(std::unique_ptr<store::Snapshot> snapshot, store::Page page) const {
    ReadPage read{std::move(snapshot), std::move(page), {}, {}};
    std::vector<const Record*> records;
    for (const store::Row& row : read.page.rows) records.push_back(&row.record);
    Surroundings surroundings(*read.snapshot, scored, wanted);
    TRY(surroundings.read_ahead(records));
    TRY(surroundings.read_histories_ahead());
    // Of how a record came in only whether it was closed: the rest of it is most of a history's text.
    read.histories = TRY(histories_of(*read.snapshot, read.page, scored.table, {outcome}));
    read.lives.resize(records.size());
    for (size_t i = 0; i < records.size(); ++i) {
      TRY(lives.read(*records[i], read.histories[i], surroundings, read.lives[i]));
    }
    return read;
  }
};

/// Pages in their order. While one is added the next ones are read and looked at.
class PagesAhead {
 public:
  PagesAhead(store::Store& store, query::Query query, PageReader reader)
      : store_(store), query_(std::move(query)), reader_(reader) {}

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
          return reader_.read(std::move(held), std::move(records));
        }));
    return {};
  }

  store::Store& store_;
  query::Query query_;
  const PageReader reader_;
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
  const Definition& definition = source.definition;
  PagesAhead pages(store, query,
                   {*scored, builder.wanted(), definition.outcome.column, {*scored, definition, source.seed}});
  while (auto read = TRY(pages.next())) {
    for (size_t i = 0; i < read->page.rows.size(); ++i) {
      builder.add(read->page.rows[i].record, read->histories[i], read->lives[i]);
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
