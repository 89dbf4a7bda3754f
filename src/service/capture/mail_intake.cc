#include "service/capture/mail_intake.h"

#include <chrono>

namespace leadlight::capture {
namespace {

/// Mail was invented later, and clocks that are wrong say so.
constexpr Timestamp kEarliest = std::chrono::sys_days(std::chrono::year(1982) / 1 / 1);
constexpr std::chrono::hours kClocksDiffer{24};

}  // namespace

std::optional<ParsedMail> MailIntake::take(ReadingProcess::Answer answer, SkippedItem where, std::uint64_t size_bytes) {
  auto mail = answer ? parsed_mail_from(*answer) : fail(std::move(answer).error());
  if (!mail) {
    where.reason = mail.error().message();
    skip(std::move(where));
    return std::nullopt;
  }
  if (size_bytes > kMostMessageBytes)
    mail->problems.push_back(
        fmt::format("it has {} MB, of which the first {} were read", size_bytes >> 20, kMostMessageBytes >> 20));
  check_date(*mail);
  if (!mail->problems.empty()) note_problem(std::move(where), mail->problems);
  return *std::move(mail);
}

/// What cannot be a date is none, and the mail counts as of now.
void MailIntake::check_date(ParsedMail& mail) const {
  if (mail.date && (*mail.date < kEarliest || *mail.date > clock_.now() + kClocksDiffer)) {
    mail.problems.push_back("its date cannot be: " + base::to_string(*mail.date));
    mail.date.reset();
  }
  if (!mail.date) mail.problems.emplace_back("it has no date that can be used; it counts as of the day of import");
}

void MailIntake::note_problem(SkippedItem where, const std::vector<std::string>& problems) {
  if (++report_.with_problems > kMostItemsKept) return;
  for (const std::string& problem : problems) where.reason += (where.reason.empty() ? "" : "; ") + problem;
  report_.problems.push_back(std::move(where));
}

void MailIntake::skip(SkippedItem item) {
  if (++report_.skipped <= kMostItemsKept) report_.skipped_items.push_back(std::move(item));
}

}  // namespace leadlight::capture
