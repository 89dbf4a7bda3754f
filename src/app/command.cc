#include "app/command.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace leadlight::app {

void add_commands(CLI::App& program, Run& chosen) {
  add_evaluate(program, chosen);
  add_import(program, chosen);
  add_reading(program, chosen);
  add_demo(program, chosen);
  add_train(program, chosen);
  add_publish(program, chosen);
  add_score(program, chosen);
  add_explain(program, chosen);
  add_replay(program, chosen);
  add_compact(program, chosen);
  add_rebuild(program, chosen);
  add_serve(program, chosen);
  add_user(program, chosen);
  add_mailbox(program, chosen);
  add_token(program, chosen);
  add_migrate(program, chosen);
  add_doctor(program, chosen);
  add_backup(program, chosen);
  add_restore(program, chosen);
  add_jobs(program, chosen);
}

ProgressLine::ProgressLine(std::string what) : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (terminal_ && !shown_.empty()) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(double share, std::string_view step) {
  const std::string line =
      share < 0 ? fmt::format("{}: {}", what_, step) : fmt::format("{}: {:3.0f} % {}", what_, 100 * share, step);
  if (line == shown_) return;
  if (terminal_) {
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
  } else if (const int tenth = static_cast<int>(10 * share); tenth != tenth_) {
    tenth_ = tenth;
    fmt::print(stderr, "{}\n", line);
  }
  shown_ = line;
}

Result<Uuid> model_named(scoring::ScoringService& scoring, std::string_view table, std::string_view id) {
  if (id.empty()) return scoring.default_model(table);
  const auto parsed = Uuid::parse(id);
  if (!parsed) return fail(ErrorCode::WrongUse, "--model takes a model's id, not \"{}\"", id);
  return *parsed;
}

Result<record::Reference> user_named(store::Store& store, const std::string& name) {
  const auto snapshot = TRY(store.snapshot());
  query::Query query;
  query.table = "systemuser";
  query.columns = {"domainname"};
  query.filter = query::equals("domainname", name);
  query.limit = 1;
  const auto page = TRY(snapshot->select(query, store::Caller::system()));
  if (page.rows.empty()) {
    return fail(Error(ErrorCode::NotFound, fmt::format("there is no user named \"{}\" to own the records", name),
                      "Make one with `leadlight user create`, or list them with `leadlight user list`."));
  }
  return record::Reference{"systemuser", page.rows.front().record.id};
}

Result<std::string> read_password(std::string_view prompt) {
  termios shown{};
  const bool hide = !prompt.empty() && ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &shown) == 0;
  if (hide) {
    fmt::print(stderr, "{}", prompt);
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string password;
  const bool read = static_cast<bool>(std::getline(std::cin, password));
  if (hide) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fmt::print(stderr, "\n");
  }
  if (!read) return fail(ErrorCode::InvalidInput, "no password on standard input");
  return password;
}

void print_json(const OrderedJson& json) {
  fmt::print("{}\n", base::to_text(json, 2));
}

}  // namespace leadlight::app
