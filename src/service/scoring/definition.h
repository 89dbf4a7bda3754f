// What a scoring model is about: which records, what success means, how a trend is told. The JSON text in
// `ll_model.ll_definition` (docs/api.md); absent members take their defaults.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/uuid.h"
#include "core/query/query.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::scoring {

/// What counts as success and as failure: values of a choice column.
struct Outcome {
  std::string column = "statecode";
  std::vector<std::int64_t> positive{1};
  std::vector<std::int64_t> negative{2};
  /// Success is success within so many days from creation, and whatever was still open then a failure; younger records
  /// say nothing yet. For data without failures. Absent: only the values above count.
  std::optional<int> negative_after_days;

  /// Open by its state, and neither success nor failure by its value.
  bool is_open(const record::Record& record) const;
  /// Whether a value of `column` says how it ended, and that it ended well.
  bool is_ending(const record::Value& value) const;
  bool is_success(const record::Value& value) const;
  /// Whether it succeeded by its value; nullopt while it is open, and for a duplicate that was merged into another
  /// record: closed, but neither won nor lost.
  std::optional<bool> of(const record::Record& record) const;

  query::FilterPtr open_filter() const;
  query::FilterPtr closed_filter() const;
  query::FilterPtr positive_filter() const;
  query::FilterPtr negative_filter() const;
};

/// What an administrator decided about attributes, by their names (sources.h).
struct AttributeChoice {
  std::optional<std::vector<std::string>> include;  ///< Absent: chosen automatically.
  std::vector<std::string> ignore_empty;            ///< Whether these are filled in says nothing.
  std::vector<std::string> keep;                    ///< Suspects used all the same.
  std::vector<std::string> drop;
  /// What a seller can do something about (counterfactual.h). Absent: the default list.
  std::optional<std::vector<std::string>> actionable;
};

struct Definition {
  Outcome outcome;
  /// A condition on the record and rows it points at (core/condition/filter.h). Empty: all records.
  std::string filter;
  /// Only records in this process, not aborted; of it only those in these stages (empty: all).
  std::optional<Uuid> process;
  std::vector<Uuid> stages;
  /// Closed records teach when they were created and closed within so many months. 0: all.
  int window_months = 0;
  AttributeChoice attributes;
  /// A trend compares with the score in force so many days ago ...
  int trend_days = 7;
  /// ... and a change of at most so many points is steady.
  int trend_points = 3;
  bool retrain = true;
  int retrain_days = 15;
  /// A numeric column that grows with time, for closed records without dates. Empty: none.
  std::string order_column;

  /// @errors Corrupt: not JSON, or a member of another type
  static Result<Definition> parse(std::string_view json);
  /// Whether records that stand there in their process are among those it is about.
  bool is_about(const Uuid& in_process, const Uuid& in_stage) const;
  std::string to_json() const;
};

/// A table that can be scored, and where on the record its score stands.
struct ScoredTable {
  std::string_view table;
  std::string_view score, grade, trend, score_row;
  /// The lookup of score rows and ledger lines that points at the record.
  std::string_view parent;
  std::string_view closed_on;
};
/// nullptr when records of this table have no scores.
const ScoredTable* find_scored_table(std::string_view table);
std::span<const ScoredTable> scored_tables();

/// Whether a definition can be used with these columns and tables.
/// @errors InvalidInput, naming the member
Result<void> check_definition(const Definition& definition, const record::Schema& schema, const ScoredTable& scored);

/// The condition of a definition; nullptr for none. @errors as parse_filter
Result<query::FilterPtr> filter_of(const Definition& definition, const record::Schema& schema,
                                   const ScoredTable& scored);

}  // namespace leadlight::scoring
