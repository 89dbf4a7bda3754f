// leadlight import mail: mailboxes into activities, conversations and people.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "app/reading.h"
#include "service/capture/import_domains.h"
#include "service/capture/import_mail.h"

namespace leadlight::app {
namespace {

constexpr size_t kSkippedShown = 20;

struct ImportMailCommand {
  DatabaseOptions database;
  capture::MailImport import;
  std::string ours, owner, ignored;
  bool analytics = false, json = false;
};

void print_report(const capture::MailImportReport& report) {
  if (report.read + report.skipped == 0) return fmt::print("There is no mail in it\n");
  fmt::print("{} messages read: {} new, {} repeated, {} skipped ({:.0f} a second)\n", report.read, report.written.added,
             report.written.repeated, report.skipped,
             static_cast<double>(report.read) / std::max(report.seconds, 0.001));
  if (report.written.shared > 0)
    fmt::print("{} of those repeated were in other mailboxes until now\n", report.written.shared);
  if (const auto& meetings = report.invitations; meetings.meetings + meetings.changed + meetings.answers > 0) {
    fmt::print("Invitations: {} meetings new, {} changed, {} answers\n", meetings.meetings, meetings.changed,
               meetings.answers);
  }
  if (report.invitations.refused > 0)
    fmt::print("{} invitations were not taken: they are of meetings of somebody else\n", report.invitations.refused);
  if (report.ignored > 0) fmt::print("{} were left out by ignore lists\n", report.ignored);
  if (report.people.addresses > 0) {
    fmt::print("{} addresses belong to {} people; {} to confirm\n", report.people.addresses, report.people.people,
               report.people.to_confirm);
  }
  if (report.with_problems > 0)
    fmt::print("{} were brought in with problems; --json names them\n", report.with_problems);
  print_skipped(report.skipped_items, report.skipped, kSkippedShown);
}

Result<void> run_import_mail(ImportMailCommand& command) {
  command.import.our_domains = TRY(capture::parse_domains(command.ours));
  command.import.analytics = command.analytics || !command.import.is_private;
  if (!command.ignored.empty()) command.import.ignored = TRY(capture::parse_ignored(command.ignored));
  const base::SystemClock clock;
  const auto store = TRY(open_database(command.database, clock));
  command.import.owner = TRY(user_named(*store, command.owner));
  capture::MailImportReport report;
  {
    ProgressLine line("mail");
    report = TRY(capture::import_mail(*store, command.import, mail_reader(), clock, [&](std::uint64_t read) {
      line.show(-1, fmt::format("{} messages", read));
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

void print_skipped(const std::vector<capture::SkippedItem>& items, std::uint64_t all, size_t most) {
  for (size_t i = 0; i < items.size() && i < most; ++i) {
    const auto& item = items[i];
    fmt::print("{}{}: {}\n", item.path, item.offset > 0 ? fmt::format(" at {}", item.offset) : "", item.reason);
  }
  if (all > most) fmt::print("... {} in all; --json lists up to {}\n", all, capture::kMostItemsKept);
}

void add_import_mail(CLI::App& import, Run& chosen) {
  auto options = std::make_shared<ImportMailCommand>();
  CLI::App* command = import.add_subcommand(
      "mail", "Mail files: mbox, Maildir, single messages, folders of them; importing again changes nothing");
  options->database.add_to(*command);
  command->add_option("path", options->import.path, "File or folder")->required();
  command->add_option("--ours", options->ours, "Our own domains: acme.com,acme.de")->required();
  command->add_option("--owner", options->owner, "Sign-in name of whose mailbox it is")->required();
  command->add_option("--mailbox", options->import.name, "What to call the mailbox; else as the file or folder");
  command->add_flag("--bodies", options->import.bodies, "Keep the texts, too; else only who, when and the subject");
  command->add_option("--ignore", options->ignored,
                      "Keep these out, now and from now on, of all that is the owner's: anna@example.com,example.org");
  command->add_option("--ignore-folder", options->import.ignored_folders,
                      "Keep this folder of it out, with those below; * stands for any text; may be repeated");
  CLI::Option* closed = command->add_flag("--private", options->import.is_private, "Only the owner sees it");
  command->add_flag("--analytics", options->analytics, "With --private: it counts in relationships all the same")
      ->needs(closed);
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return run_import_mail(*options); }; });
}

}  // namespace leadlight::app
