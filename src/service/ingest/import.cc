#include "service/ingest/import.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "core/record/validate.h"
#include "service/ingest/batch_writer.h"
#include "service/ingest/key_updates.h"
#include "service/insight/touch.h"
#include "service/jobs/jobs.h"

namespace leadlight::ingest {
namespace {

using record::Reference;
using record::Value;
using record::Values;

/// Rows looked at before types and matches are decided.
constexpr size_t kSampleRows = 5'000;
/// Rows in a transaction: a save beside it waits a tenth of a second at most.
constexpr size_t kBatch = 1'000;

/// What a table calls the ends of its records.
struct Ends {
  std::string_view table;
  std::int64_t positive, negative;
  std::string_view closed_on;
  std::string_view topic;  ///< What a list calls a record that has no other name.
};
constexpr Ends kEnds[] = {{"lead", 1, 2, "ll_closedon", "subject"}, {"opportunity", 1, 2, "ll_closedon", "name"}};

const Ends* ends_of(std::string_view table) {
  const auto found = std::find_if(std::begin(kEnds), std::end(kEnds), [&](const Ends& e) { return e.table == table; });
  return found == std::end(kEnds) ? nullptr : found;
}

struct Rows {
  Sample cells;
  std::vector<std::uint64_t> lines;
};

/// Up to `most` further rows.
Result<Rows> read_rows(csv::Reader& reader, size_t most) {
  Rows rows;
  while (rows.cells.size() < most) {
    csv::Row* row = TRY(reader.next());
    if (row == nullptr) break;
    rows.lines.push_back(row->line);
    rows.cells.push_back(std::move(row->cells));
  }
  return rows;
}

Result<size_t> column_index(const std::vector<std::string>& headers, const std::string& name, std::string_view what) {
  const auto found = std::find(headers.begin(), headers.end(), name);
  if (found == headers.end()) {
    std::string known;
    for (const std::string& header : headers) known += (known.empty() ? "" : ", ") + header;
    return fail(Error(ErrorCode::InvalidInput, fmt::format("the file has no column \"{}\" for the {}", name, what),
                      "Its columns are: " + known.substr(0, 2'000)));
  }
  return static_cast<size_t>(found - headers.begin());
}

/// The same text for the same cells; the n-th row of equal ones is another row.
std::string fingerprint(const std::vector<std::string>& cells, std::unordered_map<std::string, int>& seen) {
  std::string all;
  for (const std::string& cell : cells) all.append(cell).push_back('\x1f');
  std::string id = Uuid::from_name(all).to_string();
  const int copy = ++seen[id];
  return copy == 1 ? "row-" + id : fmt::format("row-{}-{}", id, copy);
}

class Import {
 public:
  Import(store::Store& store, scoring::ScoringService& scoring, const ImportOptions& options,
         const store::Caller& caller, const Clock& clock)
      : store_(store),
        scoring_(scoring),
        options_(options),
        caller_(caller),
        writer_(store, scoring, options.table, clock),
        records_(store, scoring),
        updates_(store, records_, options.table, caller),
        lookups_(store, caller) {}

  Result<ImportReport> run(csv::Reader& reader, const ImportProgress& progress);

 private:
  Result<void> begin(const std::vector<std::string>& headers, const Sample& sample);
  Result<void> make_columns();
  void prepare(std::vector<std::string>& cells, std::uint64_t line, std::vector<PreparedRow>& batch);
  Result<Value> read_cell(size_t column, std::string_view cell);
  Result<void> write(std::vector<PreparedRow> batch);
  void set_outcome(const std::string& cell, PreparedRow& row);
  void name_unnamed(PreparedRow& row) const;
  Result<void> write_all(csv::Reader& reader, Rows rows, const ImportProgress& progress);
  void problem(std::uint64_t line, std::string column, std::string reason);
  void add_notes(const csv::Report& read);

  store::Store& store_;
  scoring::ScoringService& scoring_;
  const ImportOptions& options_;
  const store::Caller& caller_;

  std::shared_ptr<const record::Schema> schema_;
  const record::TableSchema* table_ = nullptr;
  const Ends* ends_ = nullptr;
  std::vector<const record::Field*> fields_;  ///< Beside report_.columns; nullptr: not written.
  std::optional<size_t> key_;
  std::unordered_map<std::string, int> fingerprints_;
  std::unordered_map<std::string, std::uint64_t> keys_of_file_;  ///< Folded key to the line it stood on.
  BatchWriter writer_;
  Records records_;
  KeyUpdates updates_;
  LookupResolver lookups_;
  ImportReport report_;
};

Result<void> Import::begin(const std::vector<std::string>& headers, const Sample& sample) {
  schema_ = store_.schema();
  table_ = schema_->find(options_.table);
  ends_ = ends_of(options_.table);
  if (table_ == nullptr || table_->find(kExternalKey) == nullptr) {
    return fail(ErrorCode::InvalidInput, "there is no table \"{}\" to import into", options_.table);
  }
  const auto may = [&](store::Verb verb) {
    return caller_.is_system || caller_.privileges.depth(options_.table, verb) != store::Depth::None;
  };
  if (options_.mode != ImportOptions::Mode::Update && !may(store::Verb::Create)) {
    return fail(ErrorCode::Denied, "you may not create {} records", options_.table);
  }
  if (!options_.owner_column.empty() && !may(store::Verb::Assign)) {
    return fail(ErrorCode::Denied, "you may not give {} records to others", options_.table);
  }
  if (options_.mode != ImportOptions::Mode::Create && options_.key_column.empty()) {
    return fail(Error(ErrorCode::InvalidInput, "an update needs the column that names a record",
                      "Say which column is the key."));
  }
  if (options_.outcome && ends_ == nullptr) {
    return fail(ErrorCode::InvalidInput, "records of {} have no outcome", options_.table);
  }
  MatchOptions match;
  match.told = options_.mapping;
  if (options_.outcome) {
    TRY(column_index(headers, options_.outcome->column, "outcome"));
    match.outcome_column = options_.outcome->column;
  }
  if (!options_.key_column.empty()) key_ = TRY(column_index(headers, options_.key_column, "key"));
  if (!options_.owner_column.empty()) {
    TRY(column_index(headers, options_.owner_column, "owner"));
    match.told[options_.owner_column] = "ownerid";
  }
  for (const auto& [header, rule] : options_.lookups) TRY(column_index(headers, header, "lookup"));
  if (!options_.created_column.empty()) {
    TRY(column_index(headers, options_.created_column, "creation date"));
    match.told[options_.created_column] = "createdon";
  }
  if (!options_.closed_column.empty()) {
    TRY(column_index(headers, options_.closed_column, "closing date"));
    if (ends_ != nullptr) match.told[options_.closed_column] = std::string(ends_->closed_on);
  }
  report_.columns = TRY(match_columns(*table_, headers, sample, match));
  return make_columns();
}

Result<void> Import::make_columns() {
  std::vector<record::CustomColumn> wanted;
  for (ColumnPlan& plan : report_.columns) {
    if (plan.use != ColumnPlan::Use::NewColumn) continue;
    if (options_.new_columns) {
      wanted.push_back({options_.table, plan.target, plan.header, plan.type});
    } else {
      plan.use = ColumnPlan::Use::LeftOut;
      plan.how = "no counterpart";
    }
  }
  if (!wanted.empty()) TRY(store_.add_columns(std::move(wanted)));
  schema_ = store_.schema();
  table_ = schema_->find(options_.table);
  for (const ColumnPlan& plan : report_.columns) {
    const bool written = plan.use == ColumnPlan::Use::Column || plan.use == ColumnPlan::Use::NewColumn;
    fields_.push_back(written ? table_->find(plan.target) : nullptr);
    if (written && fields_.back() == nullptr) {
      return fail(ErrorCode::Internal, "the column {}.{} is not there after it was made", options_.table, plan.target);
    }
  }
  return {};
}

void Import::problem(std::uint64_t line, std::string column, std::string reason) {
  if (report_.problems.size() < kMostProblemsKept) {
    report_.problems.push_back({line, std::move(column), std::move(reason)});
  }
}

void Import::set_outcome(const std::string& cell, PreparedRow& row) {
  if (feature::is_missing(cell)) {
    ++report_.open;
    row.values.erase(std::string(ends_->closed_on));
    return;
  }
  bool positive = true;
  if (const std::string& wanted = options_.outcome->positive; !wanted.empty()) {
    const std::string value(base::trim(cell));
    ++report_.outcome_values[value];
    positive = base::fold(value) == base::fold(wanted);
  }
  ++(positive ? report_.positive : report_.negative);
  row.values["statecode"] = positive ? ends_->positive : ends_->negative;
}

/// A record without any name would be a blank line in every list: it is called by the file's key, or by its line.
void Import::name_unnamed(PreparedRow& row) const {
  constexpr std::string_view kNames[] = {"fullname", "firstname", "lastname", "companyname", "subject", "name"};
  const bool named = std::any_of(std::begin(kNames), std::end(kNames),
                                 [&](std::string_view name) { return row.values.contains(name); });
  const std::string topic(ends_ != nullptr ? ends_->topic : "subject");
  if (named || table_->find(topic) == nullptr) return;
  if (key_) {
    row.values[topic] = row.key;
  } else if (ends_ != nullptr) {
    row.values[topic] = fmt::format("#{}", row.line);
  }
}

Result<Value> Import::read_cell(size_t column, std::string_view cell) {
  const ColumnPlan& plan = report_.columns[column];
  if (fields_[column]->type != record::FieldType::Lookup) return read_value(plan, *fields_[column], cell);
  if (feature::is_missing(cell)) return Value{};
  const auto rule = options_.lookups.find(plan.header);
  return lookups_.resolve(*fields_[column], rule == options_.lookups.end() ? LookupRule{} : rule->second, cell);
}

void Import::prepare(std::vector<std::string>& cells, std::uint64_t line, std::vector<PreparedRow>& batch) {
  PreparedRow row;
  row.key = key_ ? std::string(base::trim(cells[*key_])) : fingerprint(cells, fingerprints_);
  if (row.key.empty()) {
    ++report_.skipped;
    return problem(line, options_.key_column, "no key");
  }
  const auto [first, is_new] = keys_of_file_.emplace(base::fold(row.key), line);
  if (!is_new) {
    ++report_.skipped;
    return problem(line, options_.key_column, fmt::format("the same key as line {}: {}", first->second, row.key));
  }
  for (size_t i = 0; i < cells.size(); ++i) {
    if (fields_[i] == nullptr) continue;
    auto value = read_cell(i, cells[i]);
    if (!value) {
      ++report_.cells_left_empty;
      problem(line, report_.columns[i].header, value.error().message() + " (left empty)");
    } else if (!record::is_null(*value)) {
      row.values[std::string(fields_[i]->name)] = std::move(*value);
    }
  }
  if (options_.outcome) {
    const auto outcome = std::find_if(report_.columns.begin(), report_.columns.end(),
                                      [](const ColumnPlan& plan) { return plan.use == ColumnPlan::Use::Outcome; });
    set_outcome(cells[static_cast<size_t>(outcome - report_.columns.begin())], row);
  } else {
    ++report_.open;
  }
  row.line = line;
  if (options_.mode != ImportOptions::Mode::Create) row.given = row.values;
  row.values[std::string(kExternalKey)] = row.key;
  name_unnamed(row);
  if (options_.owner) {
    row.values["ownerid"] = *options_.owner;
  } else if (!caller_.is_system) {
    row.values.try_emplace("ownerid", Reference{"systemuser", caller_.user});
  }
  auto checked =
      record::check_change(*table_, std::move(row.values), record::ChangeKind::Create, record::Writer::Program);
  if (!checked && options_.mode != ImportOptions::Mode::Update) {
    ++report_.skipped;
    return problem(line, "", checked.error().message());
  }
  if (checked) row.values = std::move(*checked);
  batch.push_back(std::move(row));
}

void Import::add_notes(const csv::Report& read) {
  report_.notes = read.notes;
  report_.skipped += read.skipped_count;
  for (const csv::Skipped& skipped : read.skipped) problem(skipped.line, "", skipped.reason);
  std::sort(report_.problems.begin(), report_.problems.end(),
            [](const Problem& a, const Problem& b) { return a.line < b.line; });
  const auto has = [&](std::string_view target) {
    return std::any_of(report_.columns.begin(), report_.columns.end(),
                       [&](const ColumnPlan& plan) { return plan.target == target; });
  };
  if (ends_ == nullptr || report_.positive + report_.negative == 0) return;
  // Records that were there have a creation date, and one that is closed by an update is closed now.
  const bool came_in = report_.imported > 0;
  if (came_in && !has(ends_->closed_on)) {
    report_.notes.emplace_back(
        "no closing dates: a model is judged on a random hold-out instead of the newest records, and how long a close "
        "takes stays unknown");
  }
  if (came_in && !has("createdon")) {
    report_.notes.emplace_back("no creation dates: ages are not used, and records count as created by this import");
  }
  if (report_.outcome_values.size() > 2) {
    std::string values;
    for (const auto& [value, count] : report_.outcome_values) {
      if (values.size() < 500) values += fmt::format("{}{} ({})", values.empty() ? "" : ", ", value, count);
    }
    report_.notes.push_back(fmt::format("{} values of the outcome; only \"{}\" counts as a success: {}",
                                        report_.outcome_values.size(), options_.outcome->positive, values));
  }
}

/// Rows whose key is there go to the records they name, the others into the table.
Result<void> Import::write(std::vector<PreparedRow> batch) {
  if (options_.mode == ImportOptions::Mode::Create) return writer_.write(std::move(batch));
  std::vector<std::string> keys;
  for (const PreparedRow& row : batch) keys.push_back(row.key);
  TRY(writer_.finish());
  const auto there = TRY(updates_.find(keys));
  std::vector<PreparedRow> fresh;
  std::vector<std::pair<Uuid, KeyedRow>> known;
  for (PreparedRow& row : batch) {
    const auto found = there.find(base::fold(row.key));
    if (found != there.end()) {
      row.given.erase("createdon");
      known.emplace_back(found->second, KeyedRow{row.line, std::move(row.key), std::move(row.given)});
    } else if (options_.mode == ImportOptions::Mode::Upsert) {
      fresh.push_back(std::move(row));
    } else {
      ++report_.skipped;
      problem(row.line, options_.key_column, "there is no record with the key " + row.key);
    }
  }
  TRY(writer_.write(std::move(fresh)));
  TRY(writer_.finish());
  for (const auto& refused : TRY(updates_.write(known))) {
    ++report_.skipped;
    problem(refused.line, "", refused.reason);
  }
  return {};
}

Result<void> Import::write_all(csv::Reader& reader, Rows rows, const ImportProgress& progress) {
  std::vector<PreparedRow> batch;
  while (!rows.cells.empty()) {
    for (size_t i = 0; i < rows.cells.size(); ++i) {
      ++report_.rows;
      prepare(rows.cells[i], rows.lines[i], batch);
      if (batch.size() == kBatch) TRY(write(std::exchange(batch, {})));
      if (report_.rows % kBatch == 0 && progress && !progress(report_.rows)) {
        TRY(writer_.finish());
        return fail(ErrorCode::Unavailable,
                    "the import was stopped; {} records are in, importing the file again goes on",
                    writer_.written().imported);
      }
    }
    rows = TRY(read_rows(reader, kBatch));
  }
  TRY(write(std::move(batch)));
  return writer_.finish();
}

Result<ImportReport> Import::run(csv::Reader& reader, const ImportProgress& progress) {
  Rows rows = TRY(read_rows(reader, kSampleRows));
  if (rows.cells.empty()) {
    return fail(Error(ErrorCode::InvalidInput, "the file has no rows below its header",
                      "Export it again with the records in it."));
  }
  TRY(begin(reader.columns(), rows.cells));
  TRY(write_all(reader, std::move(rows), progress));
  report_.imported = writer_.written().imported;
  report_.there_already = writer_.written().there_already;
  report_.scored = writer_.written().scored;
  report_.updated = updates_.written().updated;
  report_.unchanged = updates_.written().unchanged;
  if (report_.positive + report_.negative > 0) TRY(scoring_.refresh_evidence(options_.table));
  if (report_.imported > 0) {
    TRY(scoring_.rescore_around(options_.table));
    if (insight::brings_relationships(options_.table)) {
      TRY(jobs::enqueue_unless_queued(store_, "relations", Json::object()));
    }
  }
  add_notes(reader.report());
  return std::move(report_);
}

std::string_view use_name(ColumnPlan::Use use) {
  switch (use) {
    case ColumnPlan::Use::Column:
      return "column";
    case ColumnPlan::Use::NewColumn:
      return "new column";
    case ColumnPlan::Use::Outcome:
      return "outcome";
    case ColumnPlan::Use::LeftOut:
      return "left out";
  }
  return "";
}

}  // namespace

OrderedJson to_json(const ImportReport& report) {
  OrderedJson columns = OrderedJson::array(), problems = OrderedJson::array();
  for (const ColumnPlan& plan : report.columns) {
    columns.push_back(
        {{"header", plan.header}, {"use", use_name(plan.use)}, {"column", plan.target}, {"how", plan.how}});
  }
  for (const Problem& p : report.problems) {
    problems.push_back({{"line", p.line}, {"column", p.column}, {"reason", p.reason}});
  }
  OrderedJson json = {{"rows", report.rows},           {"imported", report.imported},
                      {"created", report.imported},    {"updated", report.updated},
                      {"unchanged", report.unchanged}, {"there_already", report.there_already},
                      {"skipped", report.skipped},     {"cells_left_empty", report.cells_left_empty},
                      {"scored", report.scored},       {"positive", report.positive},
                      {"negative", report.negative},   {"open", report.open}};
  json["outcome_values"] = report.outcome_values;
  json["columns"] = std::move(columns);
  json["problems"] = std::move(problems);
  json["notes"] = report.notes;
  return json;
}

Result<ImportPreview> preview_import(store::Store& store, csv::Reader& reader, const ImportOptions& options) {
  const auto schema = store.schema();
  const record::TableSchema* table = schema->find(options.table);
  if (table == nullptr) return fail(ErrorCode::InvalidInput, "there is no table \"{}\"", options.table);
  ImportPreview preview;
  preview.sample = TRY(read_rows(reader, kSampleRows)).cells;
  MatchOptions match;
  match.told = options.mapping;
  if (options.outcome) match.outcome_column = options.outcome->column;
  const auto tell = [&match](const std::string& header, std::string_view column) {
    if (!header.empty()) match.told[header] = column;
  };
  tell(options.owner_column, "ownerid");
  tell(options.created_column, "createdon");
  if (const Ends* ends = ends_of(options.table)) tell(options.closed_column, ends->closed_on);
  preview.columns = TRY(match_columns(*table, reader.columns(), preview.sample, match));
  for (size_t i = 0; i < reader.columns().size(); ++i) {
    std::unordered_set<std::string> seen;
    const bool names_rows = std::all_of(preview.sample.begin(), preview.sample.end(), [&](const auto& row) {
      return !base::trim(row[i]).empty() && seen.insert(base::fold(row[i])).second;
    });
    if (names_rows && preview.sample.size() > 1) preview.key_candidates.push_back(reader.columns()[i]);
  }
  return preview;
}

Result<ImportReport> import_file(store::Store& store, scoring::ScoringService& scoring, csv::Reader& reader,
                                 const ImportOptions& options, const store::Caller& caller, const Clock& clock,
                                 const ImportProgress& progress) {
  return Import(store, scoring, options, caller, clock).run(reader, progress);
}

}  // namespace leadlight::ingest
