// What all subcommands share: how one is declared, how it ends, how it shows progress.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {

/// Runs a parsed command: its Result becomes the exit code.
using Run = std::function<Result<void>()>;

/// Adds every subcommand to `program`; the one that was called is left in `chosen`.
void add_commands(CLI::App& program, Run& chosen);

// One function a command, in the file of its name.
void add_evaluate(CLI::App& program, Run& chosen);
void add_import(CLI::App& program, Run& chosen);
void add_import_mail(CLI::App& import, Run& chosen);
void add_import_calendar(CLI::App& import, Run& chosen);
void add_mailbox(CLI::App& program, Run& chosen);
void add_reading(CLI::App& program, Run& chosen);
void add_demo(CLI::App& program, Run& chosen);
void add_train(CLI::App& program, Run& chosen);
void add_publish(CLI::App& program, Run& chosen);
void add_score(CLI::App& program, Run& chosen);
void add_explain(CLI::App& program, Run& chosen);
void add_replay(CLI::App& program, Run& chosen);
void add_compact(CLI::App& program, Run& chosen);
void add_rebuild(CLI::App& program, Run& chosen);
void add_serve(CLI::App& program, Run& chosen);
void add_user(CLI::App& program, Run& chosen);
void add_token(CLI::App& program, Run& chosen);
void add_migrate(CLI::App& program, Run& chosen);
void add_doctor(CLI::App& program, Run& chosen);
void add_backup(CLI::App& program, Run& chosen);
void add_restore(CLI::App& program, Run& chosen);
void add_jobs(CLI::App& program, Run& chosen);

/// Progress on standard error: one line that moves on a terminal, a line a tenth elsewhere, nothing when quiet.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what);
  ~ProgressLine();
  /// `share` of the whole, 0..1; below 0 where the whole is not known.
  void show(double share, std::string_view step);

 private:
  std::string what_;
  std::string shown_;
  int tenth_ = -1;
  bool terminal_;
};

/// The model with this id, or for an empty one the table's own.
/// @errors WrongUse: no id
Result<Uuid> model_named(scoring::ScoringService& scoring, std::string_view table, std::string_view id);

/// The user with this sign-in name.
/// @errors NotFound
Result<record::Reference> user_named(store::Store& store, const std::string& name);

/// One line of standard input: a password never stands on a command line, where other users can see it. At a terminal
/// it is asked for, and not shown.
/// @errors InvalidInput: there is none
Result<std::string> read_password(std::string_view prompt = {});

/// Prints a report as JSON on standard output.
void print_json(const OrderedJson& json);

}  // namespace leadlight::app
