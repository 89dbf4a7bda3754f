// leadlight import calendar: calendar files into appointments.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "app/reading.h"
#include "service/capture/import_calendar.h"
#include "service/capture/import_domains.h"

namespace leadlight::app {
namespace {

constexpr size_t kLeftOutShown = 20;

struct ImportCalendarCommand {
  DatabaseOptions database;
  capture::CalendarImport import;
  std::string ours, owner, ignored;
  bool analytics = false, json = false;
};

void print_report(const capture::CalendarImportReport& report) {
  if (report.files == 0) return fmt::print("There is no calendar in it: no file with a name that ends in .ics\n");
  fmt::print("{} events in {} files: {} meetings new, {} changed, {} repeated, {} skipped\n", report.events,
             report.files, report.added, report.changed, report.repeated, report.skipped);
  if (report.cancelled > 0)
    fmt::print("{} are no longer part of their series and count as cancelled\n", report.cancelled);
  if (report.older > 0) fmt::print("{} are known in a newer version\n", report.older);
  if (report.ignored > 0) fmt::print("{} were left out by ignore lists\n", report.ignored);
  if (report.people.addresses > 0) {
    fmt::print("{} addresses belong to {} people; {} to confirm\n", report.people.addresses, report.people.people,
               report.people.to_confirm);
  }
  if (report.with_problems > 0) fmt::print("{} could only be read in part; --json names them\n", report.with_problems);
  for (size_t i = 0; i < report.skipped_items.size() && i < kLeftOutShown; ++i) {
    const auto& item = report.skipped_items[i];
    fmt::print("{}{}: {}\n", item.file, item.line > 0 ? fmt::format(" line {}", item.line) : "", item.reason);
  }
  if (report.skipped > kLeftOutShown)
    fmt::print("... {} in all; --json lists up to {}\n", report.skipped, capture::kMostLeftOut);
}

Result<void> run_import_calendar(ImportCalendarCommand& command) {
  command.import.our_domains = TRY(capture::parse_domains(command.ours));
  command.import.analytics = command.analytics || !command.import.is_private;
  if (!command.ignored.empty()) command.import.ignored = TRY(capture::parse_ignored(command.ignored));
  const base::SystemClock clock;
  const auto store = TRY(open_database(command.database, clock));
  command.import.owner = TRY(user_named(*store, command.owner));
  const auto report = TRY(capture::import_calendar(*store, command.import, calendar_reader(), clock));
  if (command.json) {
    print_json(to_json(report));
  } else {
    print_report(report);
  }
  return {};
}

}  // namespace

void add_import_calendar(CLI::App& import, Run& chosen) {
  auto options = std::make_shared<ImportCalendarCommand>();
  CLI::App* command = import.add_subcommand(
      "calendar", "Calendar files (.ics) or a folder of them; importing again brings what changed");
  options->database.add_to(*command);
  command->add_option("path", options->import.path, "File or folder")->required();
  command->add_option("--ours", options->ours, "Our own domains: acme.com,acme.de")->required();
  command->add_option("--owner", options->owner, "Sign-in name of whose calendar it is")->required();
  command->add_option("--mailbox", options->import.name, "What to call the calendar; else as the file or folder");
  command->add_option("--time-zone", options->import.time_zone, "For times that name none: Europe/Amsterdam");
  command->add_option("--ignore", options->ignored,
                      "Keep these out, now and from now on, of all that is the owner's: anna@example.com,example.org");
  CLI::Option* closed = command->add_flag("--private", options->import.is_private, "Only the owner sees it");
  command->add_flag("--analytics", options->analytics, "With --private: it counts in relationships all the same")
      ->needs(closed);
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return run_import_calendar(*options); }; });
}

}  // namespace leadlight::app
