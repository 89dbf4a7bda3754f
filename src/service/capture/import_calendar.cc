#include "service/capture/import_calendar.h"

#include <unordered_set>

#include "connect/calendar/files.h"
#include "service/capture/import_domains.h"
#include "service/capture/meeting_writer.h"
#include "service/insight/settings.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

constexpr std::size_t kBatchMeetings = 200;

class CalendarImporter {
 public:
  CalendarImporter(store::Store& store, const CalendarImport& wanted, ReadingProgram reader, const Clock& clock)
      : store_(store), wanted_(wanted), process_(std::move(reader), wanted.limits), clock_(clock) {}

  Result<CalendarImportReport> run() {
    const auto begin = std::chrono::steady_clock::now();
    question_.files = TRY(calendar::list_files(wanted_.path));
    const insight::OurDomains ours = TRY(add_our_domains(store_, wanted_.our_domains));
    TRY(set_question());
    report_.files = question_.files.size();
    const ParsedCalendars calendars = TRY(read());
    TRY(check_is_calendar(calendars));
    report_.mailbox = TRY(keep_mailbox(store_, settings(), clock_));
    for (const IgnoreWish& wish : wanted_.ignored) TRY(ignore(store_, wish, wanted_.owner.id));
    auto ignoring = TRY(Ignoring::open(store_, report_.mailbox, wanted_.owner.id));
    PeopleEvidence evidence(ours);
    const bool counts = !wanted_.is_private || wanted_.analytics;
    MeetingWriter writer(store_, {report_.mailbox, wanted_.owner, wanted_.is_private, false, counts, &ignoring},
                         evidence, clock_);
    TRY(write(calendars, writer, ignoring));
    report_.ignored = ignoring.refused();
    TRY(ignoring.settle(store_));
    report_.people = TRY(keep_people(store_, evidence));
    if (report_.added + report_.changed > 0 || !evidence.empty()) {
      TRY(jobs::enqueue_unless_queued(store_, "relations", Json::object()));
    }
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(report_);
  }

 private:
  Result<void> set_question() {
    question_.time_zone = wanted_.time_zone;
    if (question_.time_zone.empty())
      question_.time_zone = TRY(insight::read_settings(*TRY(store_.snapshot()))).week.time_zone;
    if (!base::is_time_zone(question_.time_zone))
      return fail(ErrorCode::InvalidInput, "no time zone named \"{}\"", question_.time_zone);
    // From midnight: the same day's import asks for the same window.
    const Timestamp today = std::chrono::floor<std::chrono::days>(clock_.now());
    question_.from = today - wanted_.back;
    question_.to = today + wanted_.ahead;
    return {};
  }

  MailboxSettings settings() const {
    constexpr std::int64_t kCalendarFiles = 2;
    return {wanted_.name, wanted_.path, kCalendarFiles, wanted_.owner, false, wanted_.analytics};
  }

  /// Every file alone, then those that can be read together.
  Result<ParsedCalendars> read() {
    std::vector<std::string> requests;
    for (const std::string& file : question_.files) {
      CalendarQuestion alone = question_;
      alone.files = {file};
      requests.push_back(to_bytes(alone));
    }
    CalendarQuestion together = question_;
    together.files.clear();
    std::optional<std::string> only;
    for (std::size_t first = 0; first < requests.size(); first += kFilesAtOnce) {
      const std::size_t count = std::min(kFilesAtOnce, requests.size() - first);
      auto answers = TRY(process_.ask(std::span(requests).subspan(first, count)));
      for (std::size_t i = 0; i < count; ++i) {
        const std::string& file = question_.files[first + i];
        if (!answers[i]) {
          skip({file, 0, answers[i].error().message()});
          continue;
        }
        together.files.push_back(file);
        if (requests.size() == 1) only = std::move(*answers[i]);
      }
    }
    if (!only) {
      const std::vector<std::string> request{to_bytes(together)};
      auto answer = std::move(TRY(process_.ask(request)).front());
      if (!answer)
        return fail(Error(answer.error().code(),
                          fmt::format("{}, all files together: {}", wanted_.path, answer.error().message()),
                          "Import some of the files at a time."));
      only = std::move(*answer);
    }
    return parsed_calendars_from(*only);
  }

  /// Whoever names one file learns that it is none before anything is written.
  Result<void> check_is_calendar(const ParsedCalendars& calendars) const {
    const auto& left_out = report_.skipped_items.empty() ? calendars.skipped_items : report_.skipped_items;
    const bool is_named = question_.files.size() == 1 && question_.files.front() == wanted_.path;
    if (!is_named || calendars.events > 0 || left_out.empty() || left_out.front().line > 0) return {};
    return fail(Error(ErrorCode::InvalidInput, fmt::format("{}: {}", wanted_.path, left_out.front().reason),
                      "Name an .ics file, or a folder with some."));
  }

  Result<void> write(const ParsedCalendars& calendars, MeetingWriter& writer, Ignoring& ignoring) {
    std::unordered_set<std::string_view> keys;
    std::vector<ParsedMeeting> batch;
    for (const ParsedMeeting& meeting : calendars.meetings) {
      if (!keys.insert(meeting.key).second) continue;
      if (ignoring.refuses(meeting)) {
        writer.pass_over(meeting);
        continue;
      }
      batch.push_back(meeting);
      if (batch.size() < kBatchMeetings) continue;
      TRY(writer.write(batch));
      batch.clear();
    }
    if (!batch.empty()) TRY(writer.write(batch));
    if (!calendars.series.empty()) TRY(writer.cancel_others(calendars.series, question_.from, question_.to));
    const MeetingWriter::Written& written = writer.written();
    report_.events = calendars.events;
    report_.added = written.added;
    report_.changed = written.changed + written.cancelled;
    report_.cancelled = written.cancelled;
    report_.repeated = written.repeated;
    report_.older = written.older;
    for (const LeftOut& each : calendars.skipped_items) skip(each);
    report_.skipped += calendars.skipped - calendars.skipped_items.size();
    report_.with_problems = calendars.with_problems;
    report_.problems = calendars.problems;
    return {};
  }

  void skip(LeftOut item) {
    if (++report_.skipped <= kMostLeftOut) report_.skipped_items.push_back(std::move(item));
  }

  static constexpr std::size_t kFilesAtOnce = 100;

  store::Store& store_;
  const CalendarImport& wanted_;
  ReadingProcess process_;
  const Clock& clock_;
  CalendarQuestion question_;
  CalendarImportReport report_;
};

OrderedJson left_out_json(const std::vector<LeftOut>& items) {
  OrderedJson list = OrderedJson::array();
  for (const LeftOut& each : items) list.push_back({{"path", each.file}, {"line", each.line}, {"reason", each.reason}});
  return list;
}

}  // namespace

OrderedJson to_json(const CalendarImportReport& report) {
  return {{"mailbox", report.mailbox.to_string()},
          {"files", report.files},
          {"read", report.events},
          {"new", report.added},
          {"changed", report.changed},
          {"cancelled", report.cancelled},
          {"repeated", report.repeated},
          {"older", report.older},
          {"skipped", report.skipped},
          {"skipped_items", left_out_json(report.skipped_items)},
          {"ignored", report.ignored},
          {"with_problems", report.with_problems},
          {"problems", left_out_json(report.problems)},
          {"addresses", report.people.addresses},
          {"people", report.people.people},
          {"to_confirm", report.people.to_confirm},
          {"seconds", report.seconds}};
}

Result<CalendarImportReport> import_calendar(store::Store& store, const CalendarImport& wanted, ReadingProgram reader,
                                             const Clock& clock) {
  return CalendarImporter(store, wanted, std::move(reader), clock).run();
}

}  // namespace leadlight::capture
