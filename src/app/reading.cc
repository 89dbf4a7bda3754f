#include "app/reading.h"

#include <unistd.h>

#include "app/command.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/parsed_mail.h"

namespace leadlight::app {
namespace {

constexpr const char* kParseMail = "parse-mail";
constexpr const char* kParseCalendar = "parse-calendar";

Result<void> serve_mail(bool bodies) {
  mail::Options options;
  options.with_text = bodies;
  capture::serve_requests(STDIN_FILENO, STDOUT_FILENO, {},
                          [&](std::string_view raw) { return capture::to_bytes(capture::parse_mail(raw, options)); });
  return {};
}

Result<void> serve_calendars() {
  capture::serve_requests(STDIN_FILENO, STDOUT_FILENO, {}, capture::answer_calendar_request);
  return {};
}

}  // namespace

capture::ReadingProgram mail_reader(bool bodies) {
  capture::ReadingProgram program{.arguments = {"leadlight", kParseMail}};
  if (bodies) program.arguments.emplace_back("--bodies");
  return program;
}

capture::ReadingProgram calendar_reader() {
  return {.arguments = {"leadlight", kParseCalendar}};
}

void add_reading(CLI::App& program, Run& chosen) {
  auto bodies = std::make_shared<bool>(false);
  CLI::App* mail = program.add_subcommand(kParseMail, "Reads mail for `import mail`")->group("");
  mail->add_flag("--bodies", *bodies, "With texts");
  mail->callback([=, &chosen] { chosen = [=] { return serve_mail(*bodies); }; });
  CLI::App* calendar = program.add_subcommand(kParseCalendar, "Reads calendars for `import calendar`")->group("");
  calendar->callback([&chosen] { chosen = [] { return serve_calendars(); }; });
}

}  // namespace leadlight::app
