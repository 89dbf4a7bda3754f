// Accounts on a real Dovecot.
#include "service/capture/mail_sync.h"

#include "base/text.h"
#include "base/thread.h"
#include "connect/imap/cutting_proxy.h"
#include "connect/imap/dovecot.h"
#include "connect/imap/scripted_server.h"
#include "service/capture/capture_fixture.h"
#include "service/capture/hooked_store.h"
#include "service/capture/mail_folders.h"

namespace leadlight::capture {
namespace {

using imap::CuttingProxy;
using imap::Dovecot;
using testing::ElementsAre;
using testing::HasSubstr;

class Step final : public jobs::Progress {
 public:
  explicit Step(int most = INT_MAX) : most_(most) {}
  bool report(double, std::string_view, std::int64_t, std::int64_t) override { return --most_ >= 0; }

 private:
  int most_;
};

/// The account `ann` of a server of its own for each test, with mails in INBOX.
class MailSync : public CaptureTest {
 protected:
  void SetUp() override {
    if (!Dovecot::is_installed()) GTEST_SKIP() << "Dovecot is not installed (dovecot-imapd, openssl)";
    CaptureTest::SetUp();
    dovecot_ = std::make_unique<Dovecot>();
    ::setenv("LEADLIGHT_CA_FILE", dovecot_->certificate().c_str(), 1);
    secrets_ = std::make_unique<access::SecretBox>((folder_ / "secret.key").string());
    accounts_ = std::make_unique<MailAccounts>(*store_, *secrets_, clock_);
  }

  MailAccountSettings settings() const {
    const auto server = dovecot_->server();
    return {.host = server.host,
            .user = server.user,
            .password = server.password,
            .port = server.port,
            .is_private = false};
  }
  Uuid connect() { return connect(settings()); }
  Uuid connect(const MailAccountSettings& settings) { return must(accounts_->connect(settings, {ann_, true})); }
  MailSyncOptions options() const {
    MailSyncOptions options;
    options.reader = [now = clock_.now()](imap::What what) {
      return ReadingProgram{.in_copy = [what, now](std::string_view raw) {
        if (raw.find("X-Break: abort") != std::string_view::npos) std::abort();
        mail::Options how;
        how.header_only = what == imap::What::Header;
        return to_bytes(parse_mail(raw, how, invitation_reading("UTC", now)));
      }};
    };
    return options;
  }
  Result<MailSyncReport> try_sync(const Uuid& mailbox, Step progress = Step()) {
    return sync_mailbox(*store_, *accounts_, mailbox, options(), clock_, progress);
  }
  MailSyncReport sync(const Uuid& mailbox) { return must(try_sync(mailbox)); }
  void save(const std::string& id, const std::string& folder = "INBOX", const std::string& more = {}) {
    dovecot_->save(folder, message(id, more));
  }
  Record item(const std::string& id) {
    const Uuid activity = mail_activity_id(id);
    for (Record& row : rows("ll_mailboxitem")) {
      if (row.target("activityid") == activity) return std::move(row);
    }
    throw std::runtime_error("no item of " + id);
  }
  bool is_gone(const std::string& id) { return item(id).time("ll_goneon").has_value(); }
  std::string folder_of(const std::string& id) { return item(id).text("ll_folder"); }
  OrderedJson state(const Uuid& of = {}) {
    auto list = must(accounts_->list({of.is_nil() ? ann_ : of, false}, false));
    return list.empty() ? OrderedJson() : list.front();
  }

  std::unique_ptr<Dovecot> dovecot_;
  std::unique_ptr<access::SecretBox> secrets_;
  std::unique_ptr<MailAccounts> accounts_;
};

TEST_F(MailSync, BringsInWhatIsNewAndOnlyThat) {
  save("one@x");
  save("two@x", "Sent", "In-Reply-To: <one@x>\n");
  save("bin@x", "Trash");
  const Uuid mailbox = connect();
  const auto first = sync(mailbox);
  EXPECT_EQ(first.written.added, 2U);
  EXPECT_EQ(first.folders, 2U);
  EXPECT_EQ(first.with_problems, 0U);
  EXPECT_EQ(folder_of("two@x"), "Sent");
  EXPECT_EQ(mail("two@x").text("conversationindex"), "one@x");
  EXPECT_EQ(mail("one@x").target("ownerid"), ann_);
  EXPECT_EQ(rows("ll_person").size(), 2U);
  EXPECT_EQ(sync(mailbox).read, 0U);
  save("three@x");
  const auto later = sync(mailbox);
  EXPECT_EQ(later.read, 1U);
  EXPECT_EQ(later.written.added, 1U);
  EXPECT_THAT(dovecot_->flags("INBOX"), Not(HasSubstr("Seen")));
  EXPECT_EQ(state()["state"], "current");
  EXPECT_EQ(state()["messages"], 3);
  EXPECT_EQ(state()["error"], nullptr);
}

TEST_F(MailSync, ReadsHeadersAloneUnlessTextsAreWanted) {
  dovecot_->create("Offers");
  save("one@x");
  save("two@x", "Offers");
  dovecot_->save(
      "INBOX",
      "From: carl@northwind.example\r\nTo: ann@ours.example\r\nMessage-ID: <three@x>\r\n"
      "Date: Mon, 4 May 2026 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain\r\n\r\nsecret words\r\n"
      "--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n"
      "--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--b--\r\n");
  auto wanted = settings();
  wanted.body_folders = {"Offers"};
  const auto report = sync(connect(wanted));
  EXPECT_EQ(report.with_problems, 0U);
  EXPECT_EQ(mail("one@x").text("description"), "");
  EXPECT_EQ(mail("two@x").text("description"), "Text\n");
  EXPECT_EQ(mail("three@x").text("description"), "");
  EXPECT_EQ(mail("three@x").number("attachmentcount"), 1);
  EXPECT_EQ(mail("three@x").number("ll_mailkind"), 6);
}

TEST_F(MailSync, TellsOfEachFolderHowFarItWasRead) {
  dovecot_->create("Offers");
  save("one@x");
  save("two@x", "Offers");
  save("three@x", "Offers");
  const Uuid mailbox = connect();
  sync(mailbox);
  const auto folder = [&](std::string_view name) {
    const OrderedJson all = state();
    for (const OrderedJson& each : all["folder_states"]) {
      if (each["name"] == name) return each;
    }
    return OrderedJson();
  };
  EXPECT_EQ(folder("INBOX")["messages"], 1);
  EXPECT_EQ(folder("Offers")["messages"], 2);
  EXPECT_EQ(folder("Offers")["error"], nullptr);
  EXPECT_EQ(folder("Offers")["last_sync"], base::to_string(clock_.now()));
  MailFolders folders(*store_, mail_account_id(mailbox), clock_);
  const Error failure(ErrorCode::NotFound, "localhost answers: NO not yours", "Ask for the folder.");
  must(folders.note(must(folders.open({.wire_name = "Offers", .name = "Offers"})), &failure));
  EXPECT_EQ(folder("Offers")["messages"], 2);
  EXPECT_THAT(folder("Offers")["error"].get<std::string>(), HasSubstr("NO not yours"));
  EXPECT_EQ(folder("Offers")["hint"], "Ask for the folder.");
  EXPECT_EQ(folder("INBOX")["error"], nullptr);
}

TEST_F(MailSync, TakesInvitationsAndAnswersWhereTextsAreNotKept) {
  const auto save_calendar = [&](const std::string& folder, const std::string& from, const std::string& method,
                                 const std::string& day, const std::string& answer) {
    dovecot_->save(folder, fmt::format("From: {0}\r\nTo: ann@ours.example\r\nMessage-ID: <{1}@x>\r\n"
                                       "Date: {2} May 2026 10:00:00 +0000\r\nSubject: Talk\r\n"
                                       "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                                       "--b\r\nContent-Type: text/plain\r\n\r\nsecret words\r\n"
                                       "--b\r\nContent-Type: text/calendar; method={1}\r\n\r\n"
                                       "BEGIN:VCALENDAR\r\nMETHOD:{1}\r\nBEGIN:VEVENT\r\nUID:one\r\n"
                                       "DTSTAMP:202605{2}T095900Z\r\nDTSTART:20260615T100000Z\r\nDURATION:PT1H\r\n"
                                       "SUMMARY:Talk\r\nORGANIZER:mailto:ann@ours.example\r\n"
                                       "ATTENDEE;PARTSTAT={3}:mailto:carl@northwind.example\r\n"
                                       "END:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n",
                                       from, method, day, answer));
  };
  // INBOX is read before what was sent: the answer comes before its invitation.
  save_calendar("INBOX", "carl@northwind.example", "REPLY", "05", "ACCEPTED");
  save_calendar("Sent", "ann@ours.example", "REQUEST", "04", "NEEDS-ACTION");
  const auto report = sync(connect());
  EXPECT_EQ(report.invitations.meetings, 1U);
  EXPECT_EQ(mail("REPLY@x").text("description"), "");
  EXPECT_EQ(mail("REPLY@x").number("ll_mailkind"), 6);
  const auto meetings = rows("appointment");
  ASSERT_EQ(meetings.size(), 1U);
  for (const Record& party : parties_of(meetings[0].id)) {
    if (party.text("addressused") != "carl@northwind.example") continue;
    EXPECT_EQ(party.number("ll_answer"), 1);
    EXPECT_EQ(party.time("ll_answeredon"), base::parse_timestamp("2026-05-05T10:00:00Z"));
  }
}

TEST_F(MailSync, ReadsTheFoldersThatWereChosen) {
  dovecot_->create("Offers");
  save("one@x");
  save("two@x", "Offers");
  auto wanted = settings();
  wanted.folders = {"Offers"};
  const Uuid mailbox = connect(wanted);
  EXPECT_EQ(sync(mailbox).written.added, 1U);
  must(accounts_->change(mailbox, {.folders = std::vector<std::string>{"INBOX"}}, {ann_}));
  EXPECT_EQ(sync(mailbox).written.added, 1U);
  EXPECT_FALSE(is_gone("two@x")) << "it is only read no longer";
  must(accounts_->change(mailbox, {.folders = std::vector<std::string>{"Nowhere"}}, {ann_}));
  EXPECT_FALSE(try_sync(mailbox));
  EXPECT_EQ(state()["state"], "stopped");
  EXPECT_THAT(state()["hint"].get<std::string>(), HasSubstr("Choose folders"));
}

TEST_F(MailSync, FollowsMailsThatAreMovedAndCopied) {
  dovecot_->create("Archive");
  save("one@x");
  save("two@x");
  const Uuid mailbox = connect();
  sync(mailbox);
  dovecot_->move("<one@x>", "INBOX", "Archive");
  dovecot_->copy("<two@x>", "INBOX", "Archive");
  const auto report = sync(mailbox);
  EXPECT_EQ(report.written.added, 0U);
  EXPECT_EQ(rows("email").size(), 2U);
  EXPECT_EQ(rows("ll_mailboxitem").size(), 2U);
  EXPECT_EQ(folder_of("one@x"), "Archive");
  EXPECT_FALSE(is_gone("one@x"));
  dovecot_->remove("<two@x>", "Archive");
  sync(mailbox);
  EXPECT_EQ(folder_of("two@x"), "INBOX");
  EXPECT_FALSE(is_gone("two@x"));
  EXPECT_EQ(state()["messages"], 2);
}

TEST_F(MailSync, KeepsWhatWasDeletedAndSaysThatItIsGone) {
  save("one@x");
  save("two@x");
  const Uuid mailbox = connect();
  sync(mailbox);
  dovecot_->remove("<one@x>", "INBOX");
  save("three@x");  // As many as before.
  EXPECT_EQ(sync(mailbox).gone, 1);
  EXPECT_EQ(mail("one@x").text("subject"), "Hello");
  EXPECT_TRUE(is_gone("one@x"));
  EXPECT_FALSE(is_gone("two@x"));
  dovecot_->move("<two@x>", "INBOX", "Trash");
  EXPECT_EQ(sync(mailbox).gone, 1) << "the bin is not read";
  dovecot_->move("<two@x>", "Trash", "INBOX");
  sync(mailbox);
  EXPECT_FALSE(is_gone("two@x")) << "it was taken out of the bin";
}

TEST_F(MailSync, ReadsAnewWhatTheServerNumbersAnewAndMakesNothingTwice) {
  save("one@x");
  save("two@x");
  const Uuid mailbox = connect();
  sync(mailbox);
  dovecot_->set_uid_validity("INBOX", 77);
  dovecot_->remove("<two@x>", "INBOX");
  const auto report = sync(mailbox);
  EXPECT_EQ(report.read, 1U);
  EXPECT_EQ(report.written.added, 0U);
  EXPECT_EQ(rows("email").size(), 2U);
  EXPECT_EQ(rows("ll_maillocation").size(), 1U);
  EXPECT_FALSE(is_gone("one@x"));
  EXPECT_TRUE(is_gone("two@x"));
  EXPECT_EQ(sync(mailbox).read, 0U);
}

TEST_F(MailSync, FollowsFoldersThatAreRenamedAndDeleted) {
  dovecot_->create("Old");
  save("one@x", "Old");
  const Uuid mailbox = connect();
  sync(mailbox);
  dovecot_->rename("Old", "New");
  EXPECT_EQ(sync(mailbox).written.added, 0U);
  EXPECT_EQ(folder_of("one@x"), "New");
  EXPECT_FALSE(is_gone("one@x"));
  dovecot_->remove_folder("New");
  sync(mailbox);
  EXPECT_TRUE(is_gone("one@x"));
  EXPECT_EQ(mail("one@x").text("subject"), "Hello");
}

TEST_F(MailSync, GoesOnWhereTheConnectionWasCut) {
  constexpr int kMails = 600;
  for (int i = 0; i < kMails; ++i)
    dovecot_->deliver(message(fmt::format("{}@x", i), "X-Filler: " + std::string(900, 'x') + "\n"));
  CuttingProxy proxy(dovecot_->tls_port());
  auto wanted = settings();
  wanted.port = proxy.port();
  const Uuid mailbox = connect(wanted);
  proxy.cut_after(450'000);
  const auto cut = try_sync(mailbox);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code(), ErrorCode::Unavailable);
  EXPECT_EQ(state()["state"], "retrying");
  EXPECT_FALSE(state()["error"].get<std::string>().empty());
  const std::size_t before = rows("email").size();
  EXPECT_GE(before, 200U);
  EXPECT_LT(before, 600U);
  proxy.cut_after(UINT64_MAX);
  const auto rest = sync(mailbox);
  EXPECT_EQ(rest.read, kMails - before) << "what was kept is not read again";
  EXPECT_EQ(rows("email").size(), 600U);
  EXPECT_EQ(rows("ll_maillocation").size(), 600U);
  EXPECT_EQ(state()["state"], "current");
}

TEST_F(MailSync, GoesOnWhereItWasCancelled) {
  for (int i = 0; i < 300; ++i) dovecot_->deliver(message(fmt::format("{}@x", i)));
  const Uuid mailbox = connect();
  EXPECT_FALSE(try_sync(mailbox, Step(1)));
  EXPECT_EQ(rows("email").size(), 200U);
  EXPECT_EQ(sync(mailbox).read, 100U);
  EXPECT_EQ(rows("email").size(), 300U);
}

TEST_F(MailSync, LeavesTheRestOfALargeMailboxToTheNextJob) {
  for (int i = 0; i < 50; ++i) dovecot_->deliver(message(fmt::format("{}@x", i)));
  const Uuid mailbox = connect();
  auto some = options();
  some.at_once = some.most_mails = 20;
  Step step;
  const auto first = must(sync_mailbox(*store_, *accounts_, mailbox, some, clock_, step));
  EXPECT_TRUE(first.more);
  EXPECT_EQ(first.read, 20U);
  EXPECT_EQ(must(accounts_->queue_due()), 1);
  EXPECT_EQ(must(sync_mailbox(*store_, *accounts_, mailbox, some, clock_, step)).read, 20U);
  const auto last = must(sync_mailbox(*store_, *accounts_, mailbox, some, clock_, step));
  EXPECT_EQ(last.read, 10U);
  EXPECT_FALSE(last.more);
  EXPECT_EQ(rows("email").size(), 50U);
}

TEST_F(MailSync, ReadsAgainWhatCouldNotBeWritten) {
  for (int i = 0; i < 600; ++i) dovecot_->deliver(message(fmt::format("{}@x", i)));
  const Uuid mailbox = connect();
  int batches = 0;
  HookedStore full(*store_, [&]() -> Result<void> {
    // Mails are written by a thread that marks itself so.
    if (base::is_redoable() && ++batches == 2) return fail(ErrorCode::Unavailable, "the disk is full");
    return {};
  });
  Step step;
  const auto failed = sync_mailbox(full, *accounts_, mailbox, options(), clock_, step);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::Unavailable);
  EXPECT_EQ(rows("email").size(), 200U);
  sync(mailbox);
  EXPECT_EQ(rows("email").size(), 600U);
  EXPECT_EQ(rows("ll_maillocation").size(), 600U);
}

TEST_F(MailSync, WhatWasWrittenBeforeItEndedCountsInRelationships) {
  const Uuid carl = add("contact", {{"fullname", text("Carl")}, {"emailaddress1", text("carl@northwind.example")}});
  save("one@x");
  const Uuid mailbox = connect();
  bool mails_written = false;
  HookedStore dying(*store_, [&]() -> Result<void> {
    if (base::is_redoable()) mails_written = true;
    if (mails_written && !base::is_redoable()) return fail(ErrorCode::Unavailable, "the machine went down");
    return {};
  });
  Step step;
  ASSERT_FALSE(sync_mailbox(dying, *accounts_, mailbox, options(), clock_, step));
  ASSERT_EQ(rows("email").size(), 1U);
  const auto is_due = [&] {
    return std::ranges::any_of(rows("msdyn_contactkpiitem"), [&](const Record& row) {
      return row.target("msdyn_contactid") == carl && row.time("ll_dueon").has_value();
    });
  };
  EXPECT_FALSE(is_due());
  EXPECT_EQ(sync(mailbox).written.added, 0U);
  EXPECT_TRUE(is_due());
}

TEST_F(MailSync, LeavesTheRestOfASlowServerToTheNextJob) {
  for (int i = 0; i < 50; ++i) dovecot_->deliver(message(fmt::format("{}@x", i)));
  const Uuid mailbox = connect();
  auto hasty = options();
  hasty.at_once = 20;
  hasty.most_time = std::chrono::seconds(0);
  Step step;
  const auto report = must(sync_mailbox(*store_, *accounts_, mailbox, hasty, clock_, step));
  EXPECT_TRUE(report.more);
  EXPECT_EQ(report.read, 0U);
  EXPECT_EQ(must(accounts_->queue_due()), 1);
}

TEST_F(MailSync, LeavesOutTheMailThatBreaksItsReader) {
  save("one@x");
  save("two@x", "INBOX", "X-Break: abort\n");
  save("three@x");
  const Uuid mailbox = connect();
  const auto report = sync(mailbox);
  EXPECT_EQ(report.written.added, 2U);
  ASSERT_EQ(report.skipped, 1U);
  EXPECT_EQ(report.skipped_items[0].path, "INBOX");
  EXPECT_EQ(report.skipped_items[0].offset, 2U);
  EXPECT_EQ(state()["skipped"], 1);
  EXPECT_EQ(sync(mailbox).read, 0U) << "it is not tried every five minutes";
}

TEST_F(MailSync, StopsAtAWrongPasswordUntilThereIsAnother) {
  save("one@x");
  auto wrong = settings();
  wrong.password = "not this";
  const Uuid mailbox = connect(wrong);
  const auto failed = try_sync(mailbox);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::Unauthenticated);
  EXPECT_EQ(state()["state"], "stopped");
  EXPECT_THAT(state()["error"].get<std::string>(), HasSubstr("refuses the name or password"));
  EXPECT_THAT(state()["hint"].get<std::string>(), HasSubstr("Give the password again"));
  EXPECT_EQ(state().dump().find("not this"), std::string::npos);
  clock_.set(clock_.now() + std::chrono::hours(48));
  EXPECT_EQ(must(accounts_->queue_due()), 0) << "no server is asked again and again with a wrong password";
  must(accounts_->change(mailbox, {.password = "secret word"}, {ann_}));
  EXPECT_EQ(sync(mailbox).written.added, 1U);
}

TEST_F(MailSync, TriesAServerThatIsDownAgainLater) {
  const Uuid mailbox = connect();
  dovecot_->stop();
  const auto failed = try_sync(mailbox);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::Unavailable);
  EXPECT_EQ(state()["state"], "retrying");
  dovecot_->start();
  sync(mailbox);
  EXPECT_EQ(state()["state"], "current");
  EXPECT_EQ(state()["error"], nullptr);
}

/// A folder on a server that does as it likes.
class StrangeMailSync : public MailSync {
 protected:
  std::map<std::uint32_t, std::string> mails_;
  std::uint32_t uid_next_ = 1;
  std::string folders_ = "* LIST () \"/\" INBOX\r\n";
  const imap::ScriptedServer server_{
      [this](const std::string& tag, const std::string& command) { return answer(tag, command); }};

  imap::Said answer(const std::string& tag, const std::string& command) const {
    const auto done = [&](const std::string& untagged) { return imap::ScriptedServer::done(tag, untagged); };
    if (command.starts_with("LIST")) return done(folders_);
    if (command.starts_with("EXAMINE")) {
      return done(
          fmt::format("* {} EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT {}] ok\r\n", mails_.size(), uid_next_));
    }
    std::string found = command.starts_with("UID SEARCH") ? "* SEARCH" : "";
    for (const auto& [uid, id] : mails_) {
      const std::string header = message(id);
      if (command.starts_with("UID SEARCH")) found += fmt::format(" {}", uid);
      if (command.find("BODY") != std::string::npos)
        found += fmt::format("* 1 FETCH (UID {} BODY[HEADER] {{{}}}\r\n{})\r\n", uid, header.size(), header);
      else if (command.starts_with("UID FETCH"))
        found += fmt::format("* 1 FETCH (UID {} RFC822.SIZE 100)\r\n", uid);
    }
    if (command.starts_with("UID SEARCH")) found += "\r\n";
    return found.empty() ? imap::Said() : done(found);
  }
  Uuid connect_strange() {
    const auto server = server_.server();
    return must(accounts_->connect({.host = server.host,
                                    .user = server.user,
                                    .password = server.password,
                                    .port = server.port,
                                    .security = "none"},
                                   {ann_, true}));
  }
};

TEST_F(StrangeMailSync, ThatGivesOutNumbersAgainIsReadAnew) {
  mails_ = {{1, "one@x"}, {2, "two@x"}, {3, "three@x"}};
  uid_next_ = 4;
  const Uuid mailbox = connect_strange();
  EXPECT_EQ(sync(mailbox).read, 3U);
  uid_next_ = 3;  // For a while an old number: nothing is read again.
  EXPECT_EQ(sync(mailbox).read, 0U);
  mails_ = {{1, "one@x"}, {2, "other@x"}};  // Restored from a backup.
  EXPECT_EQ(sync(mailbox).read, 2U);
  EXPECT_FALSE(is_gone("other@x"));
  EXPECT_TRUE(is_gone("two@x"));
  EXPECT_TRUE(is_gone("three@x"));
}

TEST_F(StrangeMailSync, ThatCountsToTheEndIsReadToTheEnd) {
  mails_ = {{1, "one@x"}, {4'294'967'295, "last@x"}};
  uid_next_ = 0;
  const Uuid mailbox = connect_strange();
  EXPECT_EQ(sync(mailbox).read, 2U);
  EXPECT_EQ(sync(mailbox).read, 0U);
  EXPECT_EQ(state()["error"], nullptr);
}

TEST_F(StrangeMailSync, ThatNamesFoldersStrangelyIsReadAllTheSame) {
  mails_ = {{1, "one@x"}};
  uid_next_ = 2;
  folders_ =
      "* LIST () \"/\" \"\"\r\n* LIST () NIL \"&\"\r\n* LIST () NIL \"&2D3-\"\r\n* LIST () NIL {3}\r\n\xff\xfe\xfd\r\n"
      "* LIST () NIL {4}\r\na\r\nb\r\n* LIST () NIL INBOX\r\n* LIST () NIL INBOX\r\n* LIST\r\n";
  const Uuid mailbox = connect_strange();
  const auto report = sync(mailbox);
  EXPECT_EQ(rows("email").size(), 1U);
  EXPECT_GE(report.folders, 5U);
  EXPECT_EQ(report.folders_failed, 1U) << "the name with a line break cannot be said";
  EXPECT_TRUE(base::is_valid_utf8(base::to_text(state())));
}

TEST_F(MailSync, OfTwoAccountsMakesOneMailInBothMailboxes) {
  save("one@x");
  dovecot_->save("INBOX", message("one@x"), "bert");
  sync(connect());
  auto berts = settings();
  berts.user = "bert";
  const Uuid second = must(accounts_->connect(berts, {bert_, true}));
  const auto report = sync(second);
  EXPECT_EQ(report.written.shared, 1U);
  EXPECT_EQ(rows("email").size(), 1U);
  EXPECT_EQ(rows("ll_mailboxitem").size(), 2U);
}

TEST_F(MailSync, IsPrivateUnlessTheOwnerSaysOtherwise) {
  save("one@x");
  auto by_default = settings();
  by_default.is_private.reset();
  sync(connect(by_default));
  EXPECT_TRUE(mail("one@x").is_true("ll_private"));
  EXPECT_TRUE(rows("ll_mailbox").front().is_true("ll_analytics"));
}

TEST_F(MailSync, WhatIsIgnoredIsNotKeptAndComesWhenTheEntryIsTakenOff) {
  dovecot_->create("Private");
  save("one@x");
  save("own@x", "Private");
  dovecot_->save("INBOX",
                 "From: Dora <dora@globex.example>\nTo: Ann <ann@ours.example>\nSubject: Hello\n"
                 "Date: Mon, 4 May 2026 10:00:00 +0000\nMessage-ID: <two@x>\n\nText\n");
  const Uuid mailbox = connect();
  const Uuid folder = must(ignore(*store_, {.value = "Priv*", .mailbox = mailbox}, ann_));
  const Uuid entry = must(ignore(*store_, {.value = "northwind.example"}, ann_));
  const auto first = sync(mailbox);
  EXPECT_EQ(first.ignored, 1U);
  EXPECT_EQ(first.written.added, 1U);
  EXPECT_EQ(rows("email").size(), 1U);
  EXPECT_EQ(state()["ignored"], 1);
  EXPECT_EQ(state()["skipped"], 0) << "it could be read";
  EXPECT_THAT(state()["folder_states"].dump(), Not(HasSubstr("Private"))) << "ignored folders are not looked into";
  EXPECT_EQ(sync(mailbox).read, 0U);

  must(stop_ignoring(*store_, entry, ann_, false));
  EXPECT_EQ(sync(mailbox).written.added, 1U);
  EXPECT_EQ(mail("one@x").text("sender"), "carl@northwind.example");
  EXPECT_FALSE(is_gone("two@x"));
  EXPECT_EQ(state()["ignored"], 0);
  must(stop_ignoring(*store_, folder, ann_, false));
  EXPECT_EQ(sync(mailbox).written.added, 1U);
  EXPECT_EQ(folder_of("own@x"), "Private");
}

}  // namespace
}  // namespace leadlight::capture
