// leadlight import: a file of records into the database, scored.

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "app/command.h"
#include "app/database.h"
#include "base/text.h"
#include "service/ingest/import.h"

namespace leadlight::app {
namespace {

constexpr size_t kProblemsShown = 20;

struct ImportCommand {
  DatabaseOptions database;
  ingest::ImportOptions import;
  std::string file, outcome, owner;
  std::vector<std::string> mapping, lookups;
  bool known_columns_only = false, yes = false, json = false;
};

/// `COLUMN=VALUE`, split at the last `=` so that a column's name may hold one.
Result<std::pair<std::string, std::string>> parse_pair(const std::string& text, const char* option, const char* shape) {
  const size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0) {
    return fail(ErrorCode::WrongUse, "{} takes {}, not \"{}\"", option, shape, text);
  }
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

/// On a terminal new columns are asked for; a script says beforehand what it wants.
Result<void> confirm_new_columns(store::Store& store, const ImportCommand& command) {
  if (!command.import.new_columns || command.yes || isatty(STDIN_FILENO) == 0) return {};
  csv::Reader reader = TRY(csv::Reader::open(command.file));
  std::string names;
  for (const auto& plan : TRY(ingest::preview_import(store, reader, command.import)).columns) {
    if (plan.use == ingest::ColumnPlan::Use::NewColumn) names += (names.empty() ? "" : ", ") + plan.header;
  }
  if (names.empty()) return {};
  fmt::print(stderr, "These columns have no counterpart and would be added to {}: {}\nAdd them? [y/N] ",
             command.import.table, names);
  std::string answer;
  std::getline(std::cin, answer);
  if (base::to_lower_ascii(base::trim(answer)) == "y") return {};
  return fail(Error(ErrorCode::InvalidInput, "nothing was imported",
                    "Leave those columns out with --known-columns-only, or map them with --map \"COLUMN=column\"."));
}

void print_report(const ingest::ImportReport& report) {
  fmt::print("{} rows: {} imported ({} scored), {} updated, {} there already, {} skipped\n", report.rows,
             report.imported, report.scored, report.updated, report.there_already + report.unchanged, report.skipped);
  if (report.positive + report.negative > 0) {
    fmt::print("outcome: {} positive, {} negative, {} open\n", report.positive, report.negative, report.open);
  }
  for (const auto& plan : report.columns) {
    if (plan.use == ingest::ColumnPlan::Use::NewColumn) fmt::print("  new column {}: {}\n", plan.target, plan.header);
    if (plan.use == ingest::ColumnPlan::Use::LeftOut) fmt::print("  left out: {} ({})\n", plan.header, plan.how);
  }
  for (const std::string& note : report.notes) fmt::print("note: {}\n", note);
  for (size_t i = 0; i < report.problems.size() && i < kProblemsShown; ++i) {
    const auto& problem = report.problems[i];
    fmt::print("line {}{}{}: {}\n", problem.line, problem.column.empty() ? "" : ", ", problem.column, problem.reason);
  }
  if (const std::uint64_t all = report.skipped + report.cells_left_empty; all > kProblemsShown) {
    fmt::print("... {} in all; --json lists up to {}\n", all, ingest::kMostProblemsKept);
  }
}

Result<void> run_import(ImportCommand& command) {
  if (!command.outcome.empty()) {
    const auto [column, positive] = TRY(parse_pair(command.outcome, "--outcome", "COLUMN=POSITIVE"));
    command.import.outcome = ingest::OutcomeColumn{column, positive};
  }
  for (const std::string& pair : command.mapping) {
    command.import.mapping.insert(TRY(parse_pair(pair, "--map", "\"COLUMN=column\"")));
  }
  for (const std::string& pair : command.lookups) {
    const auto [column, place] = TRY(parse_pair(pair, "--lookup", "\"COLUMN=table.column\""));
    const size_t dot = place.find('.');
    command.import.lookups[column] = {place.substr(0, dot), dot == std::string::npos ? "" : place.substr(dot + 1)};
  }
  command.import.new_columns = !command.known_columns_only;
  const base::SystemClock clock;
  const auto store = TRY(open_database(command.database, clock));
  if (!command.owner.empty()) command.import.owner = TRY(user_named(*store, command.owner));
  TRY(confirm_new_columns(*store, command));
  csv::Reader reader = TRY(csv::Reader::open(command.file));
  scoring::ScoringService scoring(*store, clock);
  ingest::ImportReport report;
  {
    ProgressLine line("import");
    report = TRY(ingest::import_file(*store, scoring, reader, command.import, store::Caller::system(), clock,
                                     [&](std::uint64_t rows) {
                                       line.show(-1, fmt::format("{} rows", rows));
                                       return true;
                                     }));
  }
  if (command.json) {
    print_json(to_json(report));
  } else {
    print_report(report);
  }
  return {};
}

}  // namespace

void add_import(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ImportCommand>();
  CLI::App* command = program.add_subcommand(
      "import", "Bring a CSV file, mail or calendars in; what is skipped is reported with its reason");
  options->database.add_to(*command);
  command->add_option("table", options->import.table, "What the rows are: lead, opportunity, account, contact")
      ->check(CLI::IsMember({"lead", "opportunity", "account", "contact"}));
  command->add_option("file", options->file, "CSV file; encoding, separator and types are found out");
  command->add_option("--outcome", options->outcome, "COLUMN=POSITIVE: how the record ended; blank is open");
  command->add_option("--key", options->import.key_column, "Column that names a row; importing again changes nothing");
  using Mode = ingest::ImportOptions::Mode;
  const std::map<std::string, Mode> modes{{"create", Mode::Create}, {"update", Mode::Update}, {"upsert", Mode::Upsert}};
  command
      ->add_option("--mode", options->import.mode,
                   "Rows whose key is there: create leaves them, update and upsert change them")
      ->transform(CLI::CheckedTransformer(modes, CLI::ignore_case));
  command->add_option("--lookup", options->lookups, "\"COLUMN=table.column\": where its cells are looked up");
  command->add_option("--owner-column", options->import.owner_column, "Column with the owner's name or e-mail address");
  command->add_option("--created", options->import.created_column, "Column with the creation date");
  command->add_option("--closed", options->import.closed_column, "Column with the closing date");
  command->add_option("--map", options->mapping, "\"COLUMN=column\": put it there; \"COLUMN=\" leaves it out");
  command->add_option("--owner", options->owner, "Sign-in name of who gets the records");
  command->add_flag("--known-columns-only", options->known_columns_only, "Leave out what has no counterpart");
  command->add_flag("--yes", options->yes, "Add new columns without asking");
  command->add_flag("--json", options->json, "Answer as JSON");
  add_import_mail(*command, chosen);
  add_import_calendar(*command, chosen);
  command->callback([=, &chosen] {
    if (!command->get_subcommands().empty()) return;
    if (command->count("table") == 0) throw CLI::RequiredError("table");
    if (command->count("file") == 0) throw CLI::RequiredError("file");
    chosen = [=] { return run_import(*options); };
  });
}

}  // namespace leadlight::app
