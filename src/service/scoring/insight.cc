// How the records a model is about ended, by the values of one attribute: counted now, from the rows there are.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "core/learn/metrics.h"
#include "service/scoring/columns.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"
#include "service/scoring/value_bars.h"

namespace leadlight::scoring {
namespace {

using record::Record;

constexpr int kInsightRowsAtOnce = 2'000;

/// Records with one attribute's value and how they ended.
struct Answers {
  feature::Frame frame;  ///< one column
  std::vector<Ending> endings;
};

class InsightReader {
 public:
  InsightReader(store::Snapshot& snapshot, const ScoredTable& scored, const Definition& definition,
                const Source& source, Timestamp now)
      : snapshot_(snapshot),
        scored_(scored),
        definition_(definition),
        source_(source),
        wanted_(surrounding_of({&source, 1})),
        now_(now),
        column_(source.name, source.kind()) {
    wanted_.stages |= definition.process.has_value();
  }

  Result<void> read_closed(const query::FilterPtr& filter, std::optional<Timestamp> from, std::optional<Timestamp> to) {
    if (can_group() && TRY(read_groups(in_period(filter, from, to), true))) return {};
    return read(filter, [&](const Record& record, Surroundings& surroundings) -> Result<void> {
      const auto ended = ended_on(record);
      if ((from || to) && (!ended || (from && *ended < *from) || (to && *ended >= *to))) return {};
      const Subject subject = TRY(as_of(record, ended, surroundings));
      return add(subject, is_positive(record, ended) ? Ending::Positive : Ending::Negative);
    });
  }

  Result<void> read_open(const query::FilterPtr& filter) {
    if (can_group() && TRY(read_groups(filter, false))) return {};
    return read(filter, [&](const Record& record, Surroundings& surroundings) -> Result<void> {
      return add(TRY(surroundings.now(record, seconds_of(now_))), Ending::Open);
    });
  }

  Answers finish() && {
    feature::Column column = std::move(column_).finish();
    settle_kind(source_, column);
    answers_.frame.rows = answers_.endings.size();
    answers_.frame.columns.push_back(std::move(column));
    return std::move(answers_);
  }

 private:
  /// Whether the database can count: where only the value matters, not the moment, and no stage decides. Ten times
  /// faster than reading the rows.
  bool can_group() const {
    const auto kind = source_.kind();
    const bool by_value = kind == feature::ColumnKind::Category || kind == feature::ColumnKind::Number;
    return source_.field != nullptr && by_value && !wanted_.stages && !definition_.outcome.negative_after_days;
  }

  query::FilterPtr in_period(const query::FilterPtr& filter, std::optional<Timestamp> from,
                             std::optional<Timestamp> to) const {
    std::vector<query::FilterPtr> parts{filter};
    const std::string closed(scored_.closed_on);
    if (from) parts.push_back(query::compare(closed, query::CompareOp::Ge, *from));
    if (to) parts.push_back(query::compare(closed, query::CompareOp::Lt, *to));
    return query::all_of(std::move(parts));
  }

  /// False where there are too many different values.
  Result<bool> read_groups(const query::FilterPtr& filter, bool closed) {
    query::Path path{{}, {}, std::string(source_.field->name)};
    if (source_.group == SourceGroup::Related) path.lookup = kRelations[source_.relation].lookup;
    query::Aggregate question{.table = std::string(scored_.table), .filter = filter};
    question.keys.push_back({"value", std::move(path)});
    if (closed) question.keys.push_back({"outcome", {{}, {}, definition_.outcome.column}});
    question.measures.push_back({"records", query::Method::Count, {}});
    auto groups = snapshot_.aggregate(question, store::Caller::system());
    if (!groups && groups.error().code() == ErrorCode::TooLarge) return false;
    std::string buffer;
    for (const query::Group& group : TRY(std::move(groups))) {
      const Ending ending = !closed                                         ? Ending::Open
                            : definition_.outcome.is_success(group.keys[1]) ? Ending::Positive
                                                                            : Ending::Negative;
      const feature::Cell cell = to_cell(*source_.field, group.keys[0], buffer);
      const auto* records = record::as<std::int64_t>(group.measures[0]);
      for (std::int64_t i = 0; records != nullptr && i < *records; ++i) add(cell, feature::kNoNumber, ending);
    }
    return true;
  }

  /// Calls `each` for all matches, with what is wanted around them read a page at a time.
  Result<void> read(const query::FilterPtr& filter, auto each) {
    query::Query query;
    query.table = scored_.table;
    query.columns = columns_to_read();
    query.filter = filter;
    if (wanted_ == Surrounding()) {
      Surroundings nothing(snapshot_, scored_, wanted_);
      return snapshot_.scan(query, store::Caller::system(), [&](Record&& record) -> Result<bool> {
        TRY(each(record, nothing));
        return true;
      });
    }
    query.limit = kInsightRowsAtOnce;
    do {
      const store::Page page = TRY(snapshot_.select(query, store::Caller::system()));
      std::vector<const Record*> records;
      for (const store::Row& row : page.rows) records.push_back(&row.record);
      Surroundings surroundings(snapshot_, scored_, wanted_);
      TRY(surroundings.read_ahead(records));
      for (const Record* record : records) TRY(each(*record, surroundings));
      query.cursor = page.next;
    } while (query.cursor);
    return {};
  }

  std::vector<std::string> columns_to_read() const {
    std::vector<std::string> columns{"createdon", std::string(scored_.closed_on)};
    const auto add = [&](std::string_view column) {
      if (std::ranges::find(columns, column) == columns.end()) columns.emplace_back(column);
    };
    add("statecode");
    add(definition_.outcome.column);
    if (source_.group == SourceGroup::Primary) add(source_.name);
    if (source_.group == SourceGroup::Related) add(kRelations[source_.relation].lookup);
    return columns;
  }

  /// Waiting too long ends a record, too.
  std::optional<Timestamp> ended_on(const Record& record) const {
    const auto closed = record.time(scored_.closed_on);
    if (!definition_.outcome.negative_after_days) return closed;
    const auto created = record.time("createdon");
    if (!created) return closed;
    const Timestamp too_long = *created + std::chrono::days(*definition_.outcome.negative_after_days);
    return closed ? std::min(*closed, too_long) : too_long;
  }

  bool is_positive(const Record& record, std::optional<Timestamp> ended) const {
    if (!definition_.outcome.of(record).value_or(false)) return false;
    const auto closed = record.time(scored_.closed_on);
    return !closed || !ended || *closed <= *ended;
  }

  /// What happened with the record is taken as of its close, and so are ages; columns say what they say now.
  Result<Subject> as_of(const Record& record, std::optional<Timestamp> ended, Surroundings& surroundings) const {
    if (source_.group != SourceGroup::Related) return surroundings.before(record, ended, Past::Lived);
    return surroundings.now(record, seconds_of(ended.value_or(now_)));
  }

  Result<void> add(const Subject& subject, Ending ending) {
    if (!definition_.is_about(subject.process_id, subject.stage_id)) return {};
    std::string buffer;
    add(cell_of(source_, subject, buffer), subject.as_of, ending);
    return {};
  }
  void add(const feature::Cell& cell, double as_of, Ending ending) {
    column_.add(cell);
    answers_.frame.as_of.push_back(as_of);
    answers_.endings.push_back(ending);
  }

  store::Snapshot& snapshot_;
  const ScoredTable& scored_;
  const Definition& definition_;
  const Source& source_;
  Surrounding wanted_;
  Timestamp now_;
  feature::ColumnBuilder column_;
  Answers answers_;
};

double to_four_digits(double value) {
  return std::round(value * 10'000) / 10'000;
}

/// Rate, its 95 % interval, and its distance to the rate of all in percentage points; nulls where nothing was closed.
void add_rate(OrderedJson& json, std::int64_t positive, std::int64_t closed, double of_all) {
  json["rate"] = json["interval"] = json["gap"] = nullptr;
  if (closed == 0) return;
  const auto [low, high] = learn::wilson_interval(static_cast<double>(positive), static_cast<double>(closed));
  const double rate = static_cast<double>(positive) / static_cast<double>(closed);
  json["rate"] = to_four_digits(rate);
  json["interval"] = {to_four_digits(low), to_four_digits(high)};
  json["gap"] = std::round((rate - of_all) * 1'000) / 10;
}

OrderedJson bar_json(const ValueBar& bar, const Source& source, double of_all) {
  OrderedJson params = OrderedJson::object();
  if (!std::isnan(bar.low)) params["low"] = bar.low;
  if (!std::isnan(bar.high)) params["high"] = bar.high;
  std::string value = bar.value;
  if (bar.key == "value" && source.field != nullptr) {
    value = shown_level(*source.field, bar.value);
    const bool has_options = source.field->choices != nullptr || source.field->type == record::FieldType::Boolean;
    if (const auto option = base::parse_int(bar.value); has_options && option) params["option"] = *option;
  }
  OrderedJson json{{"key", bar.key},       {"value", std::move(value)}, {"params", std::move(params)},
                   {"closed", bar.closed}, {"positive", bar.positive},  {"open", bar.open}};
  add_rate(json, bar.positive, bar.closed, of_all);
  return json;
}

struct Totals {
  std::int64_t open = 0, closed = 0, positive = 0, filled_open = 0, filled_closed = 0;
};

Totals totals_of(const Answers& answers) {
  Totals totals;
  for (size_t row = 0; row < answers.endings.size(); ++row) {
    const bool is_open = answers.endings[row] == Ending::Open;
    const bool is_filled = !answers.frame.columns.front().missing(row);
    ++(is_open ? totals.open : totals.closed);
    (is_open ? totals.filled_open : totals.filled_closed) += is_filled;
    totals.positive += answers.endings[row] == Ending::Positive;
  }
  return totals;
}

OrderedJson share_json(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? OrderedJson()
                    : OrderedJson(to_four_digits(static_cast<double>(part) / static_cast<double>(whole)));
}

OrderedJson insight_json(const Answers& answers, const Source& source) {
  const Totals totals = totals_of(answers);
  const double rate =
      totals.closed == 0 ? 0 : static_cast<double>(totals.positive) / static_cast<double>(totals.closed);
  OrderedJson bars = OrderedJson::array();
  for (const ValueBar& bar : bars_of(answers.frame, answers.endings)) bars.push_back(bar_json(bar, source, rate));
  OrderedJson json{{"attribute", source.name},
                   {"label", source.label},
                   {"table", source.table},
                   {"column", source.field == nullptr ? OrderedJson() : OrderedJson(source.field->name)},
                   {"values", source.group == SourceGroup::Derived ? "at_close" : "now"},
                   {"closed", totals.closed},
                   {"positive", totals.positive},
                   {"open", totals.open},
                   {"filled_closed", share_json(totals.filled_closed, totals.closed)},
                   {"filled_open", share_json(totals.filled_open, totals.open)}};
  add_rate(json, totals.positive, totals.closed, rate);
  json.erase("gap");
  json["bars"] = std::move(bars);
  return json;
}

}  // namespace

Result<OrderedJson> ScoringService::insight(const Uuid& model, std::string_view attribute,
                                            std::optional<Timestamp> from, std::optional<Timestamp> to,
                                            const store::Caller& caller) {
  const auto snapshot = TRY(store_.snapshot());
  const Record row = TRY(readable_model(*snapshot, model, caller));
  const ScoredTable* scored = find_scored_table(row.text("ll_table"));
  if (scored == nullptr)
    return fail(ErrorCode::Corrupt, "the model {} is about no table that can be scored", name_of(row));
  const auto source = find_source(snapshot->schema(), *scored, attribute);
  if (!source) return fail(ErrorCode::InvalidInput, "Attribute: {} has no attribute \"{}\"", scored->table, attribute);
  Definition definition = TRY(Definition::parse(row.text("ll_definition")));
  if (from || to) definition.window_months = 0;
  const Timestamp now = clock_.now();
  const TrainingQuery about = TRY(training_query(definition, snapshot->schema(), *scored, now));
  InsightReader reader(*snapshot, *scored, definition, *source, now);
  TRY(reader.read_closed(about.closed, from, to));
  TRY(reader.read_open(about.open));
  OrderedJson json = insight_json(std::move(reader).finish(), *source);
  json["from"] = from ? OrderedJson(base::to_string(*from)) : OrderedJson();
  json["to"] = to ? OrderedJson(base::to_string(*to)) : OrderedJson();
  json["window_months"] = definition.window_months;
  return json;
}

}  // namespace leadlight::scoring
