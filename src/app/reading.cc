#include "app/reading.h"

#include <unistd.h>

#include "app/command.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/parsed_mail.h"

namespace leadlight::app {
namespace {

constexpr const char* kParseMail = "parse-mail";
constexpr const char* kParseCalendar = "parse-calendar";

struct MailReading {
  bool header_only = false;
  std::string time_zone = "UTC";
};

/// With texts, kept or not: they tell whether two mails are one.
Result<void> serve_mail(const MailReading& wanted) {
  mail::Options options;
  options.header_only = wanted.header_only;
  const base::SystemClock clock;
  const auto meetings = capture::invitation_reading(wanted.time_zone, clock.now());
  capture::serve_requests(STDIN_FILENO, STDOUT_FILENO, {}, [&](std::string_view raw) {
    return capture::to_bytes(capture::parse_mail(raw, options, meetings));
  });
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

capture::ReadingProgram account_reader(imap::What what) {
  capture::ReadingProgram program = mail_reader();
  if (what == imap::What::Header) program.arguments.emplace_back("--header-only");
  return program;
}

jobs::Handler mailbox_handler(store::Store& store, const access::SecretBox& secrets, const Clock& clock) {
  return [&](const Json& payload, jobs::Progress& progress) -> Result<Json> {
    const auto mailbox = Uuid::parse(payload.value("mailbox", ""));
    if (!mailbox) return fail(ErrorCode::InvalidInput, "the job names no mailbox");
    capture::MailAccounts accounts(store, secrets, clock);
    const auto report =
        TRY(capture::sync_mailbox(store, accounts, *mailbox, {.reader = account_reader}, clock, progress));
    return TRY(base::parse_json(base::to_text(to_json(report))));
  };
}

capture::ReadingProgram calendar_reader() {
  return {.arguments = {"leadlight", kParseCalendar}};
}

void add_reading(CLI::App& program, Run& chosen) {
  auto reading = std::make_shared<MailReading>();
  CLI::App* mail = program.add_subcommand(kParseMail, "Reads mail for `import mail`")->group("");
  mail->add_flag("--header-only", reading->header_only, "What comes ends with the header");
  mail->add_option("--time-zone", reading->time_zone, "Of meetings that name none");
  mail->callback([=, &chosen] { chosen = [=] { return serve_mail(*reading); }; });
  CLI::App* calendar = program.add_subcommand(kParseCalendar, "Reads calendars for `import calendar`")->group("");
  calendar->callback([&chosen] { chosen = [] { return serve_calendars(); }; });
}

}  // namespace leadlight::app
