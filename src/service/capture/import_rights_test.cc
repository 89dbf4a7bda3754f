// Who gets to see what an import brings in, and what a stranger's mail or a colleague's file can do to it.
#include "service/capture/capture_fixture.h"
#include "service/capture/import_calendar.h"

namespace leadlight::capture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class ImportRights : public CaptureTest {
 protected:
  static constexpr const char* kHeader =
      "From: Carl Bos <carl@northwind.example>\nTo: Ann <ann@ours.example>\nSubject: Terms\n"
      "Date: Mon, 4 May 2026 10:00:00 +0000\nMessage-ID: <one@x>\n";

  MailImport closed(const Uuid& owner, const std::string& path) const {
    MailImport import = wanted(owner, path);
    import.is_private = true;
    import.analytics = false;
    return import;
  }
  MailImport with_texts(MailImport import) const {
    import.bodies = true;
    return import;
  }
  /// A user who may read the rows of all.
  store::Caller person(const Uuid& user) const {
    store::Caller caller;
    caller.user = user;
    for (const char* table : {"email", "appointment", "ll_mailbox"})
      caller.privileges.grant(table, store::Verb::Read, store::Depth::Organisation);
    return caller;
  }
  std::vector<std::string> seen_by(const Uuid& user, const std::string& table, const std::string& column) {
    std::vector<std::string> out;
    must(must(store_->snapshot())->scan({.table = table}, person(user), [&](Record&& row) -> Result<bool> {
      out.push_back(row.text(column));
      return true;
    }));
    return out;
  }
  std::vector<std::string> texts_of(const std::string& table, const std::string& column) {
    std::vector<std::string> out;
    for (const Record& row : rows(table)) out.push_back(row.text(column));
    return out;
  }

  CalendarImport calendar(const Uuid& owner, const std::string& name, const std::string& event) {
    const auto path = write_file(name,
                                 "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:one\r\n"
                                 "DTSTART:20260704T100000Z\r\nDURATION:PT1H\r\n" +
                                     event + "END:VEVENT\r\nEND:VCALENDAR\r\n");
    return {.path = path, .owner = {"systemuser", owner}, .our_domains = {"ours.example"}};
  }
  CalendarImportReport bring_in_calendar(const CalendarImport& wanted) {
    return must(import_calendar(*store_, wanted, {.in_copy = answer_calendar_request}, clock_));
  }
};

TEST_F(ImportRights, AFileWithAnothersMessageIdOpensNothing) {
  bring_in(with_texts(closed(ann_, write_file("ann.eml", std::string(kHeader) + "\nThe price is 700.\n"))));
  ASSERT_THAT(seen_by(bert_, "email", "description"), IsEmpty());
  // What a quoted answer tells of it: all but the text.
  const auto report = bring_in(wanted(bert_, write_file("bert.eml", std::string(kHeader) + "\nNever mind.\n")));
  EXPECT_EQ(report.written.added, 1U);
  EXPECT_THAT(seen_by(bert_, "email", "description"), ElementsAre("")) << "only what he brought in himself";
  EXPECT_EQ(bring_in(wanted(bert_, folder_ / "bert.eml")).written.repeated, 1U);
}

TEST_F(ImportRights, ACopyThatHoldsAllThatIsKeptSharesIt) {
  bring_in(with_texts(closed(ann_, write_file("ann.eml", std::string(kHeader) + "\nThe price is 700.\n"))));
  const auto report =
      bring_in(wanted(bert_, write_file("bert.eml", std::string(kHeader) + "\nThe price\nis 700.\n-- \nA list\n")));
  EXPECT_EQ(report.written.shared, 1U);
  EXPECT_THAT(seen_by(bert_, "email", "subject"), ElementsAre("Terms"));
  const Uuid carl = add_user("carl", rows("businessunit").front().id);
  EXPECT_THAT(seen_by(carl, "email", "subject"), IsEmpty()) << "it stays private for everybody else";
}

TEST_F(ImportRights, ACopyWithoutTheHiddenRecipientsDoesNotShowThem) {
  bring_in(closed(ann_, write_file("ann.eml", std::string(kHeader) + "Bcc: dora@globex.example\n\nHi\n")));
  bring_in(wanted(bert_, write_file("bert.eml", std::string(kHeader) + "\nHi\n")));
  EXPECT_THAT(seen_by(bert_, "activityparty", "addressused"),
              UnorderedElementsAre("carl@northwind.example", "ann@ours.example"));
}

TEST_F(ImportRights, AStrangersMailWithTheSameMessageIdHidesNeither) {
  write_file("1.eml", std::string(kHeader) + "\nHi\n");
  write_file("2.eml",
             "From: Eve <eve@globex.example>\nTo: ann@ours.example\nSubject: Win\nMessage-ID: <one@x>\n"
             "Date: Mon, 4 May 2026 11:00:00 +0000\n\nHi\n");
  write_file("3.eml",
             "From: ann@ours.example\nTo: carl@northwind.example\nSubject: Re: Terms\nMessage-ID: <two@x>\n"
             "In-Reply-To: <one@x>\nDate: Mon, 4 May 2026 12:00:00 +0000\n\nHi\n");
  EXPECT_EQ(bring_in(wanted(ann_)).written.added, 3U);
  EXPECT_THAT(texts_of("email", "subject"), UnorderedElementsAre("Terms", "Win", "Re: Terms"));
  EXPECT_EQ(mail("one@x").text("subject"), "Terms");
  EXPECT_EQ(mail("two@x").text("conversationindex"), "one@x");
  for (const Record& row : rows("email")) {
    EXPECT_EQ(row.text("conversationindex") == "one@x", row.text("subject") != "Win") << row.text("subject");
  }
  const auto again = bring_in(wanted(ann_));
  EXPECT_EQ(again.written.repeated, 3U);
  EXPECT_EQ(again.written.shared, 0U);
}

TEST_F(ImportRights, OneMailWithTwoSubjectsIsOne) {
  write_file("1.eml", std::string(kHeader) + "\nHi\n");
  std::string from_list = kHeader;
  from_list.replace(from_list.find("Terms"), 5, "[sales] Terms");
  write_file("2.eml", from_list + "\nHi\n-- \nA list\n");
  EXPECT_EQ(bring_in(wanted(ann_)).written.repeated, 1U);
}

TEST_F(ImportRights, OfAPrivateMailboxNamesNobodyUnlessItCounts) {
  const auto path = write_file("ann.eml", std::string(kHeader) + "\nHi\n");
  bring_in(closed(ann_, path));
  EXPECT_THAT(rows("ll_personaddress"), IsEmpty());
  EXPECT_THAT(rows("ll_person"), IsEmpty());
  auto counted = closed(ann_, path);
  counted.analytics = true;
  bring_in(counted);
  EXPECT_EQ(rows("ll_personaddress").size(), 2U);
}

TEST_F(ImportRights, AnImportThatWasCutOffIsMadeGood) {
  write_file("1.eml", std::string(kHeader) + "\nHi\n");
  // As a kill after the last mail leaves it.
  bring_in(closed(ann_, folder_));
  ASSERT_THAT(rows("ll_personaddress"), IsEmpty());
  const auto jobs = rows("ll_job").size();
  EXPECT_EQ(bring_in(wanted(ann_)).people.addresses, 2U);
  EXPECT_EQ(rows("ll_personaddress").size(), 2U);
  EXPECT_GE(rows("ll_job").size(), jobs);
}

TEST_F(ImportRights, AnOwnerMayHaveItPrivateLater) {
  const auto path = write_file("ann.eml", std::string(kHeader) + "\nHi\n");
  bring_in(wanted(ann_, path));
  ASSERT_THAT(seen_by(bert_, "email", "subject"), ElementsAre("Terms"));
  bring_in(closed(bert_, write_file("bert.eml", std::string(kHeader) + "\nHi\n")));
  EXPECT_FALSE(mail("one@x").is_true("ll_private")) << "a colleague does not decide";
  bring_in(closed(ann_, path));
  EXPECT_TRUE(mail("one@x").is_true("ll_private"));
  bring_in(wanted(ann_, path));
  EXPECT_TRUE(mail("one@x").is_true("ll_private")) << "never the other way round";
}

TEST_F(ImportRights, TextsMayComeLaterButNotWhereOthersReadThem) {
  const auto path = write_file("ann.eml", std::string(kHeader) + "\nThe price is 700.\n");
  bring_in(wanted(ann_, path));
  bring_in(with_texts(closed(bert_, path)));
  EXPECT_EQ(mail("one@x").text("description"), "");
  bring_in(with_texts(wanted(ann_, path)));
  EXPECT_EQ(mail("one@x").text("description"), "The price is 700.\n");
}

TEST_F(ImportRights, ACalendarWithAnothersUidChangesAndOpensNothing) {
  auto ann = calendar(ann_, "ann.ics", "DTSTAMP:20260501T080000Z\r\nSUMMARY:Doctor\r\n");
  ann.is_private = true;
  bring_in_calendar(ann);
  const auto report = bring_in_calendar(calendar(bert_, "bert.ics", "DTSTAMP:20260502T080000Z\r\nSUMMARY:Mine\r\n"));
  EXPECT_EQ(report.added, 1U);
  EXPECT_THAT(seen_by(bert_, "appointment", "subject"), ElementsAre("Mine"));
  EXPECT_THAT(texts_of("appointment", "subject"), UnorderedElementsAre("Doctor", "Mine"));
  EXPECT_EQ(bring_in_calendar(calendar(bert_, "bert.ics", "DTSTAMP:20260502T080000Z\r\nSUMMARY:Mine\r\n")).repeated,
            1U);
}

TEST_F(ImportRights, AMeetingOfTwoCalendarsIsOneAndStaysAsOpenAsItIs) {
  const std::string organizer = "ORGANIZER:mailto:ann@ours.example\r\nATTENDEE:mailto:bert@ours.example\r\n";
  bring_in_calendar(calendar(ann_, "ann.ics", organizer + "DTSTAMP:20260501T080000Z\r\nSUMMARY:Review\r\n"));
  auto bert = calendar(bert_, "bert.ics", organizer + "DTSTAMP:20260502T080000Z\r\nSUMMARY:Review (ask for more)\r\n");
  bert.is_private = true;
  EXPECT_EQ(bring_in_calendar(bert).repeated, 1U);
  EXPECT_THAT(texts_of("appointment", "subject"), ElementsAre("Review")) << "what is private is not told to all";
  bert.is_private = false;
  EXPECT_EQ(bring_in_calendar(bert).changed, 1U);
  EXPECT_THAT(texts_of("appointment", "subject"), ElementsAre("Review (ask for more)"));
}

TEST_F(ImportRights, AMeetingMadePrivateLaterIsHidden) {
  bring_in_calendar(calendar(ann_, "ann.ics", "DTSTAMP:20260501T080000Z\r\nSUMMARY:Talk\r\n"));
  ASSERT_THAT(seen_by(bert_, "appointment", "subject"), ElementsAre("Talk"));
  bring_in_calendar(
      calendar(ann_, "ann.ics", "DTSTAMP:20260502T080000Z\r\nCLASS:PRIVATE\r\nSUMMARY:Talk about pay\r\n"));
  EXPECT_THAT(seen_by(bert_, "appointment", "subject"), IsEmpty());
}

}  // namespace
}  // namespace leadlight::capture
