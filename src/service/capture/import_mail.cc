#include "service/capture/import_mail.h"

#include <chrono>
#include <filesystem>
#include <future>
#include <optional>

#include "base/text.h"
#include "connect/mail/charset.h"
#include "connect/mail/mailbox.h"
#include "service/capture/import_domains.h"
#include "service/capture/row_values.h"
#include "service/insight/settings.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

/// A batch is a transaction, and others wait as long as it takes.
constexpr std::size_t kBatchMails = 150;
constexpr std::size_t kBatchBytes = std::size_t{16} << 20;

/// Messages as they lie in the files, with where.
struct RawBatch {
  std::vector<std::string> bytes;
  std::vector<SkippedItem> where;
  std::vector<std::string> folders;
  std::vector<std::uint64_t> sizes;
};

class MailImporter {
 public:
  MailImporter(store::Store& store, const MailImport& wanted, ReadingProgram reader, const Clock& clock,
               const ImportProgress& progress)
      : store_(store),
        wanted_(wanted),
        process_(std::move(reader), wanted.limits),
        clock_(clock),
        progress_(progress) {}

  Result<MailImportReport> run() {
    const auto begin = std::chrono::steady_clock::now();
    auto mailbox = TRY(mail::Mailbox::open(wanted_.path, kMostMessageBytes));
    const insight::OurDomains ours = TRY(add_our_domains(store_, wanted_.our_domains));
    report_.mailbox = TRY(keep_mailbox(store_, settings(), clock_));
    TRY(ignore_all());
    ignoring_.emplace(TRY(Ignoring::open(store_, report_.mailbox, wanted_.owner.id)));
    PeopleEvidence evidence(ours);
    const bool counts = !wanted_.is_private || wanted_.analytics;
    MailWriter writer(store_, {report_.mailbox, wanted_.owner, wanted_.is_private, wanted_.bodies, counts, &*ignoring_},
                      ours, evidence, clock_);
    TRY(pass(mailbox, writer));
    TRY(writer.finish());
    report_.ignored = ignoring_->refused();
    TRY(ignoring_->settle(store_));
    report_.written = writer.written();
    report_.invitations = writer.invitations().written();
    for (const auto& left_out : mailbox.report().left_out) intake_.skip({left_out.path, 0, left_out.reason});
    report_.skipped += mailbox.report().left_out_count - mailbox.report().left_out.size();
    report_.people = TRY(keep_people(store_, evidence));
    const bool meets = !writer.invitations().touched().empty();
    if (report_.written.added + report_.written.shared > 0 || meets || !evidence.empty()) {
      TRY(jobs::enqueue_unless_queued(store_, "relations", Json::object()));
    }
    // The last write waits for the disk, and with it all before it is there.
    TRY(keep_mailbox(store_, settings(), clock_));
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(report_);
  }

 private:
  using Answers = Result<std::vector<ReadingProcess::Answer>>;

  MailboxSettings settings() const {
    return {wanted_.name, wanted_.path, 0, wanted_.owner, wanted_.bodies, wanted_.analytics};
  }

  Result<void> ignore_all() {
    for (const IgnoreWish& wish : wanted_.ignored) TRY(ignore(store_, wish, wanted_.owner.id));
    for (const std::string& folder : wanted_.ignored_folders) {
      TRY(ignore(store_, {.value = folder, .mailbox = report_.mailbox}, wanted_.owner.id));
    }
    return {};
  }

  Result<void> pass(mail::Mailbox& mailbox, MailWriter& writer) {
    RawBatch parsing;
    std::future<Answers> parsed;  // After what it reads from.
    for (bool more = true; more;) {
      RawBatch next = read_batch(mailbox);
      std::optional<Answers> answers;
      if (parsed.valid()) answers = parsed.get();
      const RawBatch done = std::exchange(parsing, std::move(next));
      more = !parsing.bytes.empty() && (!progress_ || progress_(report_.read));
      if (more) parsed = std::async(std::launch::async, [&] { return process_.ask(parsing.bytes); });
      if (answers) TRY(writer.write(take(done, TRY(std::move(*answers)))));
    }
    return {};
  }

  RawBatch read_batch(mail::Mailbox& mailbox) {
    RawBatch batch;
    std::size_t bytes = 0;
    while (batch.bytes.size() < kBatchMails && bytes < kBatchBytes) {
      const mail::RawMessage* raw = mailbox.next();
      if (raw == nullptr) break;
      ++report_.read;
      bytes += raw->bytes.size();
      batch.bytes.emplace_back(raw->bytes);
      batch.where.push_back({raw->path, raw->offset, {}});
      batch.folders.push_back(raw->folder);
      batch.sizes.push_back(raw->size_bytes);
    }
    return batch;
  }

  std::vector<FoundMail> take(const RawBatch& batch, std::vector<ReadingProcess::Answer> answers) {
    std::vector<FoundMail> mails;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      auto mail = intake_.take(std::move(answers[i]), batch.where[i], batch.sizes[i]);
      if (mail && !ignoring_->refuses(*mail, batch.folders[i])) mails.push_back({*std::move(mail), batch.folders[i]});
    }
    return mails;
  }

  store::Store& store_;
  const MailImport& wanted_;
  ReadingProcess process_;
  const Clock& clock_;
  const ImportProgress& progress_;
  MailImportReport report_;
  MailIntake intake_{report_, clock_};
  std::optional<Ignoring> ignoring_;
};

OrderedJson items_json(const std::vector<SkippedItem>& items) {
  OrderedJson list = OrderedJson::array();
  for (const SkippedItem& each : items) {
    list.push_back({{"path", each.path}, {"offset", each.offset}, {"reason", each.reason}});
  }
  return list;
}

}  // namespace

OrderedJson to_json(const MailImportReport& report) {
  return {{"mailbox", report.mailbox.to_string()},
          {"read", report.read},
          {"new", report.written.added},
          {"repeated", report.written.repeated},
          {"shared", report.written.shared},
          {"joined", report.written.joined},
          {"meetings_new", report.invitations.meetings},
          {"meetings_changed", report.invitations.changed},
          {"answers", report.invitations.answers},
          {"invitations_refused", report.invitations.refused},
          {"skipped", report.skipped},
          {"skipped_items", items_json(report.skipped_items)},
          {"ignored", report.ignored},
          {"with_problems", report.with_problems},
          {"problems", items_json(report.problems)},
          {"addresses", report.people.addresses},
          {"people", report.people.people},
          {"to_confirm", report.people.to_confirm},
          {"seconds", report.seconds}};
}

Result<Uuid> keep_mailbox(store::Store& store, const MailboxSettings& settings, const Clock& clock) {
  constexpr std::size_t kSourceBytes = 1'000;
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::weakly_canonical(settings.path, ignored);
  if (path.empty()) path = settings.path;
  const std::string source(mail::whole_characters(mail::valid_utf8(path.string()), kSourceBytes));
  if (!path.has_filename()) path = path.parent_path();
  std::string name = settings.name.empty() ? mail::valid_utf8(path.filename().string()) : settings.name;
  if (name.empty()) name = source;
  // The id follows from owner and source: two imports at once make one mailbox.
  Uuid id = Uuid::from_name("mailbox:" + std::to_string(settings.kind) + settings.owner.id.to_string() + source);
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    const auto system = store::Caller::system();
    query::Query query{.table = "ll_mailbox", .columns = {"ll_name"}};
    query.filter = query::all_of({query::equals("ll_source", source), query::equals("ownerid", settings.owner),
                                  query::equals("ll_kind", settings.kind)});
    query.limit = 1;
    const auto found = TRY(tx.select(query, system));
    record::Values values{
        {"ll_bodies", settings.bodies}, {"ll_analytics", settings.analytics}, {"ll_lastreadon", clock.now()}};
    if (!found.rows.empty()) {
      id = found.rows.front().record.id;
      TRY(tx.update("ll_mailbox", id, std::move(values), std::nullopt, system));
      return {};
    }
    values.insert({{"ll_name", text_or_null(name, kNameBytes)},
                   {"ll_source", source},
                   {"ll_kind", settings.kind},
                   {"ownerid", settings.owner}});
    TRY(tx.insert("ll_mailbox", id, std::move(values), system));
    return {};
  }));
  return id;
}

Result<MailImportReport> import_mail(store::Store& store, const MailImport& wanted, ReadingProgram reader,
                                     const Clock& clock, const ImportProgress& progress) {
  const auto settings = TRY(insight::read_settings(*TRY(store.snapshot())));
  return MailImporter(store, wanted, reader.in_zone(settings.week.time_zone), clock, progress).run();
}

}  // namespace leadlight::capture
