#include "app/reading.h"

#include <unistd.h>

#include "app/command.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/parsed_mail.h"

namespace leadlight::app {
namespace {

constexpr const char* kParseMail = "parse-mail";
constexpr const char* kParseCalendar = "parse-calendar";

/// With texts, kept or not: they tell whether two mails are one.
Result<void> serve_mail() {
  capture::serve_requests(STDIN_FILENO, STDOUT_FILENO, {},
                          [](std::string_view raw) { return capture::to_bytes(capture::parse_mail(raw, {})); });
  return {};
}

Result<void> serve_calendars() {
  capture::serve_requests(STDIN_FILENO, STDOUT_FILENO, {}, capture::answer_calendar_request);
  return {};
}

}  // namespace

capture::ReadingProgram mail_reader() {
  return {.arguments = {"leadlight", kParseMail}};
}

capture::ReadingProgram calendar_reader() {
  return {.arguments = {"leadlight", kParseCalendar}};
}

void add_reading(CLI::App& program, Run& chosen) {
  CLI::App* mail = program.add_subcommand(kParseMail, "Reads mail for `import mail`")->group("");
  mail->callback([&chosen] { chosen = [] { return serve_mail(); }; });
  CLI::App* calendar = program.add_subcommand(kParseCalendar, "Reads calendars for `import calendar`")->group("");
  calendar->callback([&chosen] { chosen = [] { return serve_calendars(); }; });
}

}  // namespace leadlight::app
