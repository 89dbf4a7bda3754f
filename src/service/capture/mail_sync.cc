#include "service/capture/mail_sync.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"
#include "core/feature/contact.h"
#include "service/capture/ignoring.h"
#include "service/capture/import_domains.h"
#include "service/capture/mail_account.h"
#include "service/capture/mail_folders.h"
#include "service/capture/people_store.h"
#include "service/insight/settings.h"
#include "service/insight/touch.h"

namespace leadlight::capture {
namespace {

constexpr std::size_t kHeadersAtOnce = 200, kBytesAtOnce = std::size_t{16} << 20;
constexpr std::size_t kMostHeaderBytes = std::size_t{1} << 20;
constexpr std::size_t kMostInvitationBytes = std::size_t{1} << 20;
/// More are quicker worked out all together.
constexpr std::size_t kMostTouched = 200;

/// Of those that somebody chose by name.
std::vector<imap::Folder> named(const std::vector<imap::Folder>& all, const std::vector<std::string>& names) {
  std::vector<imap::Folder> out;
  for (const imap::Folder& each : all) {
    if (each.selectable && std::ranges::find(names, each.name) != names.end()) out.push_back(each);
  }
  return out;
}

/// A folder itself or one it stands in.
bool is_below(std::string_view folder, const std::vector<std::string>& names) {
  return std::ranges::any_of(names, [&](const std::string& name) {
    return folder == name || (folder.starts_with(name) && folder.substr(name.size()).starts_with('/'));
  });
}

/// What is said about a folder alone, the connection going on.
bool concerns_folder(const Error& error) {
  return error.code() == ErrorCode::NotFound || error.code() == ErrorCode::Internal;
}

/// Where nothing was set, the organisation is where the mailbox is.
Result<insight::OurDomains> our_domains(store::Store& store, const std::string& user) {
  insight::OurDomains ours = TRY(add_our_domains(store, {}));
  const std::size_t at = user.rfind('@');
  if (!ours.list().empty() || at == std::string::npos) return ours;
  if (feature::mail_class(user) != feature::MailClass::Business) return ours;
  return insight::OurDomains({base::fold(user.substr(at + 1))});
}

/// A mail that is one of its parts and nothing else.
std::string mail_of_part(const std::string& header, const std::string& part_header, const std::string& part) {
  if (part_header.empty()) return header + part;
  std::string mail;
  bool is_left_out = false;
  for (const std::string_view whole : base::split(header, '\n')) {
    const std::string_view line = base::trim(whole);
    if (line.empty()) break;
    const bool goes_on = whole.front() == ' ' || whole.front() == '\t';
    if (!goes_on) is_left_out = base::to_lower_ascii(line.substr(0, 8)) == "content-";
    if (!is_left_out) mail += std::string(whole) + '\n';
  }
  return mail + part_header + part;
}

/// Reports and automatic replies stay what their header says.
void add_invitation(std::string_view of_part, ReadingProcess::Answer& answer) {
  auto part = parsed_mail_from(of_part);
  auto mail = answer ? parsed_mail_from(*answer) : fail(answer.error());
  if (!part || !mail || mail->kind == mail::Kind::DeliveryReport || mail->kind == mail::Kind::AutomaticReply) return;
  mail->kind = part->kind;
  mail->author = std::move(part->author);
  mail->invitation = std::move(part->invitation);
  for (std::string& problem : part->problems) {
    if (std::ranges::find(mail->problems, problem) == mail->problems.end())
      mail->problems.push_back(std::move(problem));
  }
  answer = to_bytes(*mail);
}

class MailSync {
 public:
  MailSync(store::Store& store, const MailAccount& account, const MailSyncOptions& options, const Clock& clock,
           jobs::Progress& progress)
      : store_(store),
        account_(account),
        options_(options),
        clock_(clock),
        progress_(progress),
        folders_(store, account.id, clock) {}

  Result<MailSyncReport> run() {
    client_.emplace(TRY(imap::Client::open(account_.server, options_.limits)));
    ours_.emplace(TRY(our_domains(store_, account_.server.user)));
    time_zone_ = TRY(insight::read_settings(*TRY(store_.snapshot()))).week.time_zone;
    ignoring_.emplace(TRY(Ignoring::open(store_, account_.mailbox, account_.owner.id)));
    const auto all = TRY(client_->folders());
    auto read = account_.folders.empty() ? imap::folders_to_read(all) : named(all, account_.folders);
    std::erase_if(read, [&](const imap::Folder& folder) { return ignoring_->is_folder_ignored(folder.name); });
    if (read.empty()) {
      return fail(Error(ErrorCode::InvalidInput, "none of the folders to be read is there",
                        "Choose folders by their names on the server, or none for all."));
    }
    TRY(folders_.keep_only(read, all));
    for (const imap::Folder& folder : read) {
      ++report_.folders;
      MailFolder row = TRY(folders_.open(folder));
      const auto done = sync_folder(folder, row);
      if (!done && !concerns_folder(done.error())) return fail(done.error());
      if (!done) ++report_.folders_failed;
      TRY(folders_.note(row, done ? nullptr : &done.error()));
    }
    return std::move(report_);
  }

 private:
  Result<void> sync_folder(const imap::Folder& folder, MailFolder& row) {
    const imap::FolderState state = TRY(client_->examine(folder));
    if (state.uid_validity == 0)
      return fail(ErrorCode::NotFound, "the server does not number the mails of this folder");
    if (TRY(is_numbered_anew(state, row))) TRY(folders_.forget_numbers(row, state.uid_validity));
    const bool nothing_new = row.last_uid == UINT32_MAX || (state.uid_next != 0 && state.uid_next == row.last_uid + 1);
    if (!nothing_new) TRY(read_new(folder, row));
    // New mails are known by now. Another number of them: some were removed, or moved away.
    if (report_.more || row.messages == state.messages) return {};
    report_.gone += TRY(folders_.keep(row, TRY(client_->all())));
    return {};
  }

  /// Also where the server does not say so: restored from a backup, it gives out numbers again that were others' mails.
  Result<bool> is_numbered_anew(const imap::FolderState& state, const MailFolder& row) {
    if (row.uid_validity != state.uid_validity) return true;
    if (state.uid_next == 0 || state.uid_next > row.last_uid) return false;
    // Some name an old number for a while, and have the mail.
    return !std::ranges::binary_search(TRY(client_->all()), row.last_uid);
  }

  /// One account does not keep the others of its lane waiting for long.
  bool is_turn_over() const {
    return report_.read >= options_.most_mails || std::chrono::steady_clock::now() >= turn_ends_;
  }

  Result<void> read_new(const imap::Folder& folder, MailFolder& row) {
    auto found = TRY(client_->from(row.last_uid + 1));
    total_ += found.size();
    const auto what =
        account_.bodies || is_below(folder.name, account_.body_folders) ? imap::What::Whole : imap::What::Header;
    for (std::size_t first = 0; first < found.size();) {
      if (is_turn_over()) {
        report_.more = true;
        return {};
      }
      const std::size_t end = std::min(first + options_.at_once, found.size());
      TRY(read_some(
          {found.begin() + static_cast<std::ptrdiff_t>(first), found.begin() + static_cast<std::ptrdiff_t>(end)}, what,
          row));
      first = end;
    }
    return {};
  }

  /// Reads these mails and writes down that they were read, those before an interruption, too.
  Result<void> read_some(const std::vector<imap::Found>& found, imap::What what, MailFolder& row) {
    PeopleEvidence evidence(*ours_);
    const MailPlace place{.mailbox = account_.mailbox,
                          .owner = account_.owner,
                          .is_private = account_.is_private,
                          .bodies = what == imap::What::Whole,
                          .names_people = !account_.is_private || account_.analytics,
                          .ignoring = &*ignoring_};
    MailWriter writer(store_, place, *ours_, evidence, clock_);
    std::vector<ReadMail> read;
    std::uint32_t last = row.last_uid;
    const auto passed = pass(found, what, row, writer, read, last);
    TRY(writer.finish());
    auto activity = writer.activities().begin();
    for (ReadMail& mail : read) {
      if (mail.item) mail.item = mailbox_item_id(account_.mailbox, *activity++);
    }
    TRY(keep_people(store_, evidence));
    // Before the folder says that they were read: where this ends in between, the next one does it.
    TRY(renew_relationships(read, writer.invitations().touched()));
    if (last > row.last_uid) TRY(folders_.add(row, read, last));
    report_.ignored = ignoring_->refused();
    TRY(ignoring_->settle(store_));
    const MailsWritten& written = writer.written();
    report_.written.added += written.added;
    report_.written.repeated += written.repeated;
    report_.written.shared += written.shared;
    report_.written.joined += written.joined;
    const InvitationsWritten invitations = writer.invitations().written();
    report_.invitations.meetings += invitations.meetings;
    report_.invitations.changed += invitations.changed;
    report_.invitations.answers += invitations.answers;
    report_.invitations.refused += invitations.refused;
    return passed;
  }

  Result<void> pass(const std::vector<imap::Found>& found, imap::What what, const MailFolder& row, MailWriter& writer,
                    std::vector<ReadMail>& read, std::uint32_t& last) {
    const std::uint64_t before = report_.read;
    for (std::size_t first = 0; first < found.size();) {
      if (report_.read > before && is_turn_over()) {
        report_.more = true;
        return {};
      }
      // Not the folder's name: managers see jobs, too.
      if (!progress_.report(share(), "mail", static_cast<std::int64_t>(report_.read),
                            static_cast<std::int64_t>(total_))) {
        return fail(ErrorCode::Conflict, "the reading was cancelled");
      }
      std::vector<std::uint32_t> uids;
      std::uint64_t bytes = 0;
      while (first < found.size() && uids.size() < kHeadersAtOnce &&
             (uids.empty() || what == imap::What::Header || bytes + found[first].size_bytes <= kBytesAtOnce)) {
        bytes += found[first].size_bytes;
        uids.push_back(found[first++].uid);
      }
      TRY(writer.write(TRY(take(uids, what, row, read))));
      last = uids.back();
      report_.read += uids.size();
    }
    return {};
  }

  /// The mails with these numbers as they are written. What went away in between is not there.
  Result<std::vector<FoundMail>> take(const std::vector<std::uint32_t>& uids, imap::What what, const MailFolder& row,
                                      std::vector<ReadMail>& read) {
    std::map<std::uint32_t, imap::Fetched> fetched;
    TRY(client_->fetch(uids, what, what == imap::What::Whole ? kMostMessageBytes : kMostHeaderBytes,
                       [&](imap::Fetched&& each) {
                         const std::uint32_t uid = each.uid;
                         fetched.emplace(uid, std::move(each));
                       }));
    std::vector<std::string> raw;
    for (auto& [_, each] : fetched) raw.push_back(*std::exchange(each.bytes, std::nullopt));
    auto answers = TRY(process(what).ask(raw));
    if (what == imap::What::Header) TRY(add_invitations(fetched, raw, answers));
    std::vector<FoundMail> mails;
    std::size_t i = 0;
    for (const auto& [uid, each] : fetched) {
      auto mail =
          intake_.take(std::move(answers[i++]), {row.name, uid, {}}, what == imap::What::Whole ? each.size_bytes : 0);
      read.push_back({.uid = uid});
      if (!mail) continue;
      read.back().is_ignored = ignoring_->refuses(*mail, row.name);
      if (read.back().is_ignored) continue;
      if (each.structure) mail->attachments = each.structure->attachments;
      read.back().item.emplace();  // Known when it is written.
      mails.push_back({*std::move(mail), row.name});
    }
    return mails;
  }

  /// Of a mail that carries an invitation this part is read, too: it tells when and who, as a header does.
  Result<void> add_invitations(const std::map<std::uint32_t, imap::Fetched>& fetched,
                               const std::vector<std::string>& headers, std::vector<ReadingProcess::Answer>& answers) {
    std::map<std::string, std::vector<std::uint32_t>> parts;
    std::map<std::uint32_t, std::size_t> places;
    for (std::size_t place = 0; const auto& [uid, each] : fetched) {
      places.emplace(uid, place++);
      if (each.structure && !each.structure->calendar.empty()) parts[each.structure->calendar].push_back(uid);
    }
    std::vector<std::size_t> read;
    std::vector<std::string> raw;
    for (const auto& [part, uids] : parts) {
      TRY(client_->fetch_part(uids, part, kMostInvitationBytes, [&](imap::Fetched&& each) {
        const auto place = places.find(each.uid);
        if (place == places.end()) return;
        read.push_back(place->second);
        raw.push_back(mail_of_part(headers[place->second], each.part_header, *each.bytes));
      }));
    }
    if (raw.empty()) return {};
    const auto of_parts = TRY(process(imap::What::Whole).ask(raw));
    for (std::size_t i = 0; i < read.size(); ++i) {
      // What harms the reader leaves the header.
      if (of_parts[i]) add_invitation(*of_parts[i], answers[read[i]]);
    }
    return {};
  }

  Result<void> renew_relationships(const std::vector<ReadMail>& read, const std::set<Uuid>& meetings) {
    if (read.size() + meetings.size() > kMostTouched) {
      TRY(jobs::enqueue_unless_queued(store_, "relations", Json::object()));
      return {};
    }
    return store_.write([&](store::Transaction& tx) -> Result<void> {
      for (const ReadMail& mail : read) {
        if (!mail.item) continue;
        const auto item = TRY(tx.find("ll_mailboxitem", *mail.item, {"activityid"}, store::Caller::system()));
        if (!item) continue;
        const auto email = TRY(tx.find("email", item->target("activityid"), {}, store::Caller::system()));
        if (email) TRY(insight::touch(tx, nullptr, &*email));
      }
      for (const Uuid& id : meetings) {
        const auto meeting = TRY(tx.find("appointment", id, {}, store::Caller::system()));
        if (meeting) TRY(insight::touch(tx, nullptr, &*meeting));
      }
      return {};
    });
  }

  double share() const { return total_ == 0 ? 0 : static_cast<double>(report_.read) / static_cast<double>(total_); }
  ReadingProcess& process(imap::What what) {
    auto& process = processes_[what == imap::What::Whole ? 1 : 0];
    if (!process) process.emplace(options_.reader(what).in_zone(time_zone_), options_.reading);
    return *process;
  }

  store::Store& store_;
  const MailAccount& account_;
  const MailSyncOptions& options_;
  const Clock& clock_;
  jobs::Progress& progress_;
  MailFolders folders_;
  std::optional<imap::Client> client_;
  std::optional<insight::OurDomains> ours_;
  std::string time_zone_;
  std::optional<Ignoring> ignoring_;
  std::array<std::optional<ReadingProcess>, 2> processes_;
  MailSyncReport report_;
  MailIntake intake_{report_, clock_};
  std::uint64_t total_ = 0;
  const std::chrono::steady_clock::time_point turn_ends_ = std::chrono::steady_clock::now() + options_.most_time;
};

}  // namespace

OrderedJson to_json(const MailSyncReport& report) {
  return {{"read", report.read},
          {"new", report.written.added},
          {"repeated", report.written.repeated},
          {"gone", report.gone},
          {"meetings_new", report.invitations.meetings},
          {"meetings_changed", report.invitations.changed},
          {"answers", report.invitations.answers},
          {"invitations_refused", report.invitations.refused},
          {"skipped", report.skipped},
          {"ignored", report.ignored},
          {"with_problems", report.with_problems},
          {"folders", report.folders},
          {"folders_failed", report.folders_failed},
          {"more", report.more}};
}

Result<MailSyncReport> sync_mailbox(store::Store& store, MailAccounts& accounts, const Uuid& mailbox,
                                    const MailSyncOptions& options, const Clock& clock, jobs::Progress& progress) {
  TRY(accounts.note(mailbox, MailAccountState::Reading, nullptr));
  auto report = [&]() -> Result<MailSyncReport> {
    const MailAccount account = TRY(accounts.find(mailbox));
    if (account.state == MailAccountState::Paused) return fail(ErrorCode::Conflict, "the mailbox is paused");
    return MailSync(store, account, options, clock, progress).run();
  }();
  if (report) {
    TRY(accounts.note(mailbox, MailAccountState::Current, nullptr, report->more));
    return report;
  }
  const Error& why = report.error();
  if (why.code() == ErrorCode::Conflict) {
    TRY(accounts.note(mailbox, MailAccountState::Waiting, nullptr, true));
  } else {
    const bool passes = base::error_traits(why.code()).retryable;
    TRY(accounts.note(mailbox, passes ? MailAccountState::Retrying : MailAccountState::Stopped, &why));
  }
  return report;
}

}  // namespace leadlight::capture
