// A file of records into a table: matched, checked, written and scored in short transactions, with a report of every
// row that was skipped and why.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "connect/csv/reader.h"
#include "service/ingest/column_match.h"
#include "service/ingest/lookups.h"
#include "service/ingest/records.h"
#include "storage/store/store.h"

namespace leadlight::ingest {

/// The column that says how a record ended: equal to `positive` is won, blank is open, anything else is lost.
struct OutcomeColumn {
  std::string column;
  std::string positive;  ///< Empty: whatever is filled in is won, as in a file of won records only.
};

struct ImportOptions {
  std::string table = "lead";
  std::optional<OutcomeColumn> outcome;
  /// What becomes of a row whose key is there already, and of one whose key is not.
  enum class Mode {
    Create,  ///< The one is left as it is, so a file can be imported again after an interruption; the other comes in.
    Update,  ///< The one changes, where the file says something else; the other is skipped.
    Upsert,  ///< The one changes, the other comes in.
  } mode = Mode::Create;
  /// The file's key. Empty: a fingerprint of the row's cells serves as its key.
  std::string key_column;
  std::string owner_column;                   ///< Users by sign-in name, e-mail address or full name.
  std::map<std::string, LookupRule> lookups;  ///< How cells of a column name another record, by file column.
  std::string created_column;
  std::string closed_column;
  std::map<std::string, std::string> mapping;  ///< File column to table column; an empty target leaves it out.
  bool new_columns = true;                     ///< Columns without a counterpart become custom columns.
  std::optional<record::Reference> owner;      ///< Absent: the caller.
};

/// A row that was not imported, or a cell of it that could not be read and was left empty.
struct Problem {
  std::uint64_t line = 0;
  std::string column;  ///< Empty: the whole row.
  std::string reason;
};
inline constexpr size_t kMostProblemsKept = 20'000;

struct ImportReport {
  std::uint64_t rows = 0;  ///< Read from the file.
  std::uint64_t imported = 0;
  std::uint64_t there_already = 0;  ///< Same key as a record imported before; left alone.
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;  ///< There already, and as the file says.
  std::uint64_t skipped = 0;    ///< Rows with a reason in `problems`.
  std::uint64_t cells_left_empty = 0;
  std::uint64_t scored = 0;
  std::uint64_t positive = 0, negative = 0, open = 0;
  std::map<std::string, std::uint64_t> outcome_values;  ///< As they stand in the file, with their counts.
  std::vector<ColumnPlan> columns;
  std::vector<Problem> problems;   ///< The first kMostProblemsKept.
  std::vector<std::string> notes;  ///< What the reader and the import want known, dates that are missing included.
};
OrderedJson to_json(const ImportReport& report);

/// Told how many rows are done; false cancels (what is written stays).
using ImportProgress = std::function<bool(std::uint64_t rows)>;

/// What the import would do.
struct ImportPreview {
  std::vector<ColumnPlan> columns;
  Sample sample;                            ///< The first rows.
  std::vector<std::string> key_candidates;  ///< Columns filled and different in every sampled row.
};
/// From the first rows; writes nothing.
Result<ImportPreview> preview_import(store::Store& store, csv::Reader& reader, const ImportOptions& options);

/// Imports. Each transaction is durable on its own; an interrupted import is finished by running it again.
/// The caller needs to be allowed to create; new columns are made by the program.
/// @errors InvalidInput: a column that is named and is not there, no such table; Denied; Unavailable when cancelled
Result<ImportReport> import_file(store::Store& store, scoring::ScoringService& scoring, csv::Reader& reader,
                                 const ImportOptions& options, const store::Caller& caller, const Clock& clock,
                                 const ImportProgress& progress);

}  // namespace leadlight::ingest
