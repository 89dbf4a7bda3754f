#include "service/capture/import_mail.h"

#include "service/capture/capture_fixture.h"
#include "service/capture/import_domains.h"

namespace leadlight::capture {
namespace {

using testing::HasSubstr;

using ImportMail = CaptureTest;

TEST_F(ImportMail, MakesActivitiesWithPartiesAndKeepsNoText) {
  const Uuid carl = add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("Carl@Northwind.example")}});
  write_file("1.eml", message("one@x", "Cc: Dora <DORA@northwind.example>\n"));
  const auto report = bring_in(wanted(ann_));
  EXPECT_EQ(report.read, 1U);
  EXPECT_EQ(report.written.added, 1U);
  EXPECT_EQ(report.skipped, 0U);

  const Record row = mail("one@x");
  EXPECT_EQ(row.text("subject"), "Hello");
  EXPECT_EQ(row.text("description"), "");
  EXPECT_EQ(row.number("statecode"), 1);
  EXPECT_EQ(row.number("statuscode"), 4);
  EXPECT_FALSE(row.is_true("directioncode"));
  EXPECT_FALSE(row.is_true("ll_private"));
  EXPECT_EQ(row.text("conversationindex"), "one@x");
  EXPECT_EQ(row.target("ownerid"), ann_);
  EXPECT_EQ(row.time("senton"), base::parse_timestamp("2026-05-04T10:00:00Z"));
  EXPECT_EQ(row.time("createdon"), row.time("senton"));

  const auto parties = parties_of(row.id);
  ASSERT_EQ(parties.size(), 3U);
  EXPECT_EQ(parties[0].text("addressused"), "carl@northwind.example");
  EXPECT_EQ(parties[0].target("partyid"), carl);
  EXPECT_EQ(parties[1].target("partyid"), ann_);
  EXPECT_EQ(parties[2].text("addressused"), "dora@northwind.example");
  EXPECT_TRUE(record::is_null(parties[2].get("partyid")));
  EXPECT_EQ(rows("ll_mailboxitem").size(), 1U);
  EXPECT_EQ(rows("ll_job").size(), 1U);
}

TEST_F(ImportMail, AsksForDomainsOfOurs) {
  EXPECT_EQ(must(parse_domains("@Acme.com, acme.de,")), (std::vector<std::string>{"acme.com", "acme.de"}));
  for (const char* wrong : {"", " , ", "acme", "ann@acme.com", "gmail.com"}) {
    EXPECT_EQ(parse_domains(wrong).error().code(), ErrorCode::WrongUse) << wrong;
  }
}

TEST_F(ImportMail, KeepsTextsWhereTheyAreWanted) {
  write_file("1.eml", message("one@x"));
  auto with_bodies = wanted(ann_);
  with_bodies.bodies = true;
  bring_in(with_bodies);
  EXPECT_EQ(mail("one@x").text("description"), "Text\n");
}

TEST_F(ImportMail, KeepsNoMoreOfATextThanItsColumnTakes) {
  std::string long_text;
  while (long_text.size() < 300'000) long_text += "Not so short.\n";
  write_file("1.eml", message("one@x") + long_text);
  auto with_bodies = wanted(ann_);
  with_bodies.bodies = true;
  bring_in(with_bodies);
  EXPECT_EQ(mail("one@x").text("description").size(), 100'000U);
}

TEST_F(ImportMail, OfTheSameMailboxChangesNothing) {
  write_file("1.eml", message("one@x"));
  write_file("2.eml", message("two@x", "In-Reply-To: <one@x>\n"));
  bring_in(wanted(ann_));
  const auto last_change = must(must(store_->snapshot())->last_change(system_));
  const auto jobs = rows("ll_job").size();
  const auto again = bring_in(wanted(ann_));
  EXPECT_EQ(again.read, 2U);
  EXPECT_EQ(again.written.added, 0U);
  EXPECT_EQ(again.written.repeated, 2U);
  EXPECT_EQ(again.written.joined, 0U);
  EXPECT_EQ(rows("email").size(), 2U);
  EXPECT_EQ(rows("activityparty").size(), 4U);
  EXPECT_EQ(rows("ll_mailbox").size(), 1U);
  EXPECT_EQ(rows("ll_job").size(), jobs);
  EXPECT_EQ(must(must(store_->snapshot())->last_change(system_)), last_change);
}

TEST_F(ImportMail, OfTwoMailboxesMakesOneActivityInBoth) {
  const auto first = write_file("ann/1.eml", message("one@x")), second = write_file("bert/1.eml", message("one@x"));
  bring_in(wanted(ann_, first));
  const auto report = bring_in(wanted(bert_, second));
  EXPECT_EQ(report.written.added, 0U);
  EXPECT_EQ(report.written.repeated, 1U);
  EXPECT_EQ(report.written.shared, 1U);
  EXPECT_EQ(rows("email").size(), 1U);
  EXPECT_EQ(rows("ll_mailboxitem").size(), 2U);
  EXPECT_EQ(rows("ll_mailbox").size(), 2U);
}

TEST_F(ImportMail, JoinsConversationsInWhateverOrderTheirMailsCome) {
  const auto third = write_file("3.eml", message("three@x", "In-Reply-To: <two@x>\n"));
  const auto second = write_file("2.eml", message("two@x", "In-Reply-To: <one@x>\n"));
  const auto first = write_file("1.eml", message("one@x"));
  bring_in(wanted(ann_, third));
  EXPECT_EQ(mail("three@x").text("conversationindex"), "two@x");
  const auto report = bring_in(wanted(ann_, second));
  EXPECT_EQ(report.written.joined, 1U);
  bring_in(wanted(ann_, first));
  for (const char* id : {"one@x", "two@x", "three@x"}) EXPECT_EQ(mail(id).text("conversationindex"), "one@x") << id;
}

TEST_F(ImportMail, JoinsConversationsWithinABatch) {
  write_file("1.eml", message("three@x", "In-Reply-To: <two@x>\n"));
  write_file("2.eml", message("two@x", "In-Reply-To: <one@x>\n"));
  write_file("3.eml", message("four@x", "References: <one@x> <two@x>\n"));
  write_file("4.eml", message("loop@x", "In-Reply-To: <loop@x>\n"));
  bring_in(wanted(ann_));
  for (const char* id : {"two@x", "three@x", "four@x"}) EXPECT_EQ(mail(id).text("conversationindex"), "one@x") << id;
  EXPECT_EQ(mail("loop@x").text("conversationindex"), "loop@x");
}

TEST_F(ImportMail, SurvivesWhatHarmsTheReader) {
  write_file("1.eml", message("one@x"));
  write_file("2.eml", message("two@x", "X-Break: abort\n"));
  write_file("3.eml", message("three@x", "X-Break: hang\n"));
  write_file("4.eml", message("four@x", "X-Break: nonsense\n"));
  write_file("5.eml", message("five@x"));
  auto impatient = wanted(ann_);
  impatient.limits.patience = std::chrono::seconds(4);
  const auto report = bring_in(impatient);
  EXPECT_EQ(report.written.added, 2U);
  ASSERT_EQ(report.skipped, 3U);
  EXPECT_THAT(report.skipped_items[0].path, HasSubstr("2.eml"));
  EXPECT_THAT(report.skipped_items[0].reason, HasSubstr("the reader broke on it"));
  EXPECT_THAT(report.skipped_items[1].reason, HasSubstr("longer than 4 s"));
  EXPECT_THAT(report.skipped_items[2].reason, HasSubstr("nonsense"));
  EXPECT_EQ(mail("five@x").text("subject"), "Hello");
}

TEST_F(ImportMail, SaysThatNoReaderCanBeStarted) {
  write_file("1.eml", message("one@x"));
  const ReadingProgram broken{.in_copy = [](std::string_view) -> std::string { std::abort(); }};
  EXPECT_TRUE(import_mail(*store_, wanted(ann_), broken, clock_, {}));  // One message may be at fault.
  for (int i = 0; i < 10; ++i) write_file(fmt::format("{}.eml", i), message(fmt::format("{}@y", i)));
  const auto result = import_mail(*store_, wanted(ann_), broken, clock_, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::Unavailable);
}

TEST_F(ImportMail, ReadsBrokenMailAsFarAsPossibleAndSaysSo) {
  write_file("1.eml", message("future@x", "", "Mon, 4 May 2126 10:00:00 +0000"));
  write_file("2.eml", message("nodate@x", "", "yesterday, I think"));
  write_file("3.eml",
             "From: carl@northwind.example\nTo: ann@ours.example\nDate: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n");
  write_file("4.eml", "From: carl@northwind.example\nTo: undisclosed-recipients:;\nMessage-ID: <" +
                          std::string(5'000, 'x') + "@y>\nDate: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n");
  write_file("empty.eml", "");
  const auto report = bring_in(wanted(ann_));
  EXPECT_EQ(report.written.added, 4U);
  EXPECT_GE(report.with_problems, 2U);
  EXPECT_EQ(report.skipped, 1U);
  EXPECT_EQ(mail("future@x").time("senton"), clock_.now());
  EXPECT_EQ(mail("nodate@x").time("senton"), clock_.now());
  EXPECT_EQ(bring_in(wanted(ann_)).written.repeated, 4U);
}

TEST_F(ImportMail, NamesTheAuthorBehindAMailingList) {
  write_file("1.eml",
             "From: Carl Bos via Sales <sales@lists.example>\nReply-To: Carl Bos <carl@northwind.example>\n"
             "To: sales@lists.example\nList-Post: <mailto:sales@lists.example>\nMessage-ID: <list@x>\n"
             "Date: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n");
  bring_in(wanted(ann_));
  const Record row = mail("list@x");
  EXPECT_EQ(row.text("sender"), "carl@northwind.example");
  EXPECT_EQ(row.number("ll_mailkind"), 1);
  for (const Record& person : rows("ll_person")) {
    EXPECT_EQ(person.number("ll_kind"), person.text("ll_name") == "Carl Bos" ? 0 : 1) << person.text("ll_name");
  }
}

TEST_F(ImportMail, MakesPeopleAndLinksTheirRecords) {
  const Uuid carl = add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("carl@northwind.example")}});
  write_file("1.eml", message("one@x"));
  write_file("2.eml", message("two@x", "Cc: Carl Bos <carl.bos@gmail.com>\n"));
  const auto report = bring_in(wanted(ann_));
  EXPECT_EQ(report.people.addresses, 3U);
  EXPECT_EQ(report.people.people, 2U);
  std::map<std::string, Record> addresses;
  for (Record& row : rows("ll_personaddress")) addresses.emplace(row.text("ll_address"), std::move(row));
  EXPECT_EQ(addresses.at("carl.bos@gmail.com").target("ll_personid"),
            addresses.at("carl@northwind.example").target("ll_personid"));
  EXPECT_TRUE(addresses.at("ann@ours.example").is_true("ll_ours"));
  EXPECT_FALSE(addresses.at("carl.bos@gmail.com").text("ll_reason").empty());
  const Uuid person = addresses.at("carl.bos@gmail.com").target("ll_personid");
  EXPECT_EQ(must(must(store_->snapshot())->find("ll_person", person, {}, system_))->target("ll_recordid"), carl);
}

TEST_F(ImportMail, FindsPeopleKnownFromEarlierImports) {
  const auto mail_of = [&](const std::string& id, const std::string& from) {
    return write_file(id + ".eml", "From: " + from + "\nTo: ann@ours.example\nMessage-ID: <" + id +
                                       "@x>\nDate: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n");
  };
  bring_in(wanted(ann_, mail_of("one", "Carl Bos <cbos@northwind.example>")));
  bring_in(wanted(ann_, mail_of("two", "carl.bos@northwind.example")));
  bring_in(wanted(ann_, mail_of("three", "Carl Bos <carlb@northwind.example>")));
  std::set<Uuid> people;
  for (const Record& row : rows("ll_personaddress")) {
    if (row.text("ll_address").find("northwind") != std::string::npos) people.insert(row.target("ll_personid"));
  }
  EXPECT_EQ(people.size(), 1U);
}

TEST_F(ImportMail, OfAPrivateMailboxStaysPrivate) {
  write_file("1.eml", message("one@x"));
  auto closed = wanted(ann_);
  closed.is_private = true;
  closed.analytics = false;
  bring_in(closed);
  EXPECT_TRUE(mail("one@x").is_true("ll_private"));
  EXPECT_FALSE(rows("ll_mailbox").front().is_true("ll_analytics"));
}

}  // namespace
}  // namespace leadlight::capture
