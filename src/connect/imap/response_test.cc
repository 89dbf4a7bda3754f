#include "connect/imap/response.h"

#include <gmock/gmock.h>

#include "base/text.h"
#include "connect/imap/client.h"

namespace leadlight::imap {
namespace {

using testing::ElementsAre;

TEST(ImapResponse, ReadsFolders) {
  const auto sent = folder_from({R"(* LIST (\HasNoChildren \Sent) "." Archive.Sent)", {}});
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->wire_name, "Archive.Sent");
  EXPECT_EQ(sent->name, "Archive/Sent");
  EXPECT_EQ(sent->use, Use::Sent);
  EXPECT_TRUE(sent->selectable);
  EXPECT_EQ(folder_from({R"(* list () NIL inbox)", {}})->name, "INBOX");
  EXPECT_FALSE(folder_from({R"(* LIST (\Noselect) "/" "a \"b\"")", {}})->selectable);
  EXPECT_EQ(folder_from({R"(* LIST () "/" {3})", {"a b"}})->name, "a b");
  EXPECT_EQ(folder_from({R"(* LIST () "/" "Entw&APw-rfe")", {}})->name, "Entwürfe");
  EXPECT_EQ(folder_from({R"(* LIST () "/" "Entw&APw-rfe")", {}})->use, Use::Drafts);
  EXPECT_EQ(folder_from({R"(* LIST () "/" Kunden/Spam)", {}})->use, Use::Junk);
}

TEST(ImapResponse, ReadsMailsWithWhatTheServerTellsOfThem) {
  const auto one =
      fetched_from({"* 7 FETCH (UID 12 FLAGS (\\Seen) RFC822.SIZE 900 BODY[HEADER]<0> {13})", {"Subject: (a)\n"}});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->uid, 12U);
  EXPECT_EQ(one->size_bytes, 900U);
  EXPECT_EQ(one->bytes, "Subject: (a)\n");
  EXPECT_FALSE(one->structure);
  EXPECT_FALSE(fetched_from({"* 7 FETCH (FLAGS (\\Seen))", {}}));
  EXPECT_FALSE(fetched_from({"* 7 EXISTS", {}}));
}

TEST(ImapResponse, CountsAttachmentsAndSeesInvitations) {
  const auto structure_of = [](const std::string& body) {
    return *fetched_from({"* 1 FETCH (UID 1 BODYSTRUCTURE " + body + ")", {}})->structure;
  };
  const std::string plain = R"(("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 1 NIL NIL NIL NIL))";
  const std::string pdf =
      R"(("application" "pdf" ("name" "a.pdf") NIL NIL "base64" 9 NIL ("attachment" ("filename" "a.pdf")) NIL NIL))";
  const std::string invitation = R"(("TEXT" "CALENDAR" ("method" "REQUEST") NIL NIL "7bit" 10 1 NIL NIL NIL NIL))";
  const std::string note = R"(("text" "plain" ("name" "note.txt") NIL NIL "7bit" 10 1 NIL NIL NIL NIL))";
  EXPECT_EQ(structure_of(plain).attachments, 0);
  EXPECT_EQ(structure_of("(" + plain + pdf + R"( "mixed" ("boundary" "x") NIL NIL NIL))").attachments, 1);
  EXPECT_EQ(structure_of("(" + plain + note + R"( "mixed"))").attachments, 1);
  const Structure both = structure_of("((" + plain + invitation + R"( "alternative"))" + pdf + R"( "mixed"))");
  EXPECT_EQ(both.calendar, "1.2");
  EXPECT_EQ(structure_of(invitation).calendar, "TEXT");
  EXPECT_EQ(structure_of(plain).calendar, "");
  const auto part = fetched_from({R"(* 1 FETCH (UID 1 BODY[1.2.MIME] "a" BODY[1.2]<0> "b"))", {}});
  ASSERT_TRUE(part);
  EXPECT_EQ(part->part_header, "a");
  EXPECT_EQ(part->bytes, "b");
  EXPECT_EQ(both.attachments, 1);
}

TEST(ImapResponse, ReadsNumbers) {
  EXPECT_THAT(*found_by({"* SEARCH 2 3 50", {}}), ElementsAre(2U, 3U, 50U));
  EXPECT_TRUE(found_by({"* SEARCH", {}})->empty());
  EXPECT_THAT(*found_by({"* search  7 x 4294967296 8 ", {}}), ElementsAre(7U, 8U));
  EXPECT_FALSE(found_by({"* SEARCHES 1", {}}));
  EXPECT_FALSE(found_by({"* OK", {}}));
  EXPECT_EQ(coded_number("* OK [UIDVALIDITY 3857529045] UIDs valid", "UIDVALIDITY"), 3857529045U);
  EXPECT_FALSE(coded_number("* OK [UIDNEXT 7] next", "UIDVALIDITY"));
  EXPECT_EQ(exists_of("* 23 EXISTS"), 23U);
  EXPECT_FALSE(exists_of("* 23 RECENT"));
  EXPECT_EQ(literal_size("* 1 FETCH (BODY[] {342}"), 342U);
  EXPECT_FALSE(literal_size("* OK {a}"));
  EXPECT_FALSE(literal_size("* OK {99999999999999999999999}"));
}

TEST(ImapResponse, LivesThroughNonsense) {
  for (const std::string line :
       {"", "*", "* LIST", "* LIST ((((", "* 1 FETCH (UID", "* 1 FETCH (BODY[ {5})", "* 1 FETCH \"", "* SEARCH )",
        "* 1 FETCH (UID 1 BODYSTRUCTURE ())", "* 1 FETCH (UID 1 BODYSTRUCTURE (((((((())))))))"}) {
    folder_from({line, {}});
    fetched_from({line, {}});
    found_by({line, {}});
  }
  const std::string deep(100'000, '('), shallow = "\"(\" {2} a[(] ";
  EXPECT_FALSE(fetched_from({"* 1 FETCH (UID 1 BODYSTRUCTURE " + deep, {}}));
  const auto closed = fetched_from(
      {"* 1 FETCH (UID 1 BODYSTRUCTURE " + deep + shallow + std::string(deep.size(), ')') + " RFC822.SIZE 9)", {"()"}});
  ASSERT_TRUE(closed) << "a mail is not lost for how it is made";
  EXPECT_EQ(closed->size_bytes, 9U);
  std::string many = "* 1 FETCH (UID 1 BODYSTRUCTURE (";
  for (int i = 0; i < 200'000; ++i) many += "() ";
  EXPECT_FALSE(fetched_from({many + "))", {}})) << "it would take hundreds of times its size";
}

TEST(ImapResponse, ShowsNamesThatAreBrokenAsFarAsTheyCanBe) {
  EXPECT_EQ(readable_name("Entw&APw-rfe"), "Entwürfe");
  EXPECT_EQ(readable_name("Q&-A"), "Q&A");
  EXPECT_EQ(readable_name("a&AAA-b"), "ab") << "no zero bytes";
  for (const std::string name : {"&", "&AOQ", "&2D3-", "&!!-", "&AOQ-&", "\xff\xfe", "\xc3", "a\r\nb", ""}) {
    EXPECT_TRUE(base::is_valid_utf8(readable_name(name))) << name;
    EXPECT_EQ(readable_name(name).find_first_of("\r\n"), std::string::npos) << name;
  }
}

TEST(ImapCommand, SaysNamesAndNumbers) {
  EXPECT_EQ(quoted("a \"b\\"), R"("a \"b\\")");
  EXPECT_FALSE(quoted("a\r\nL1 DELETE INBOX"));
  EXPECT_EQ(uid_set({1, 2, 3, 7, 9, 10}), "1:3,7,9:10");
  EXPECT_EQ(uid_set({}), "");
}

TEST(ImapFolders, BinJunkAndDraftsAreNotRead) {
  const auto names = [](std::vector<Folder> folders) {
    std::vector<std::string> out;
    for (const Folder& each : folders_to_read(std::move(folders))) out.push_back(each.name);
    return out;
  };
  EXPECT_THAT(names({{"", "INBOX"},
                     {"", "Sent", Use::Sent},
                     {"", "Bin", Use::Trash},
                     {"", "J", Use::Junk},
                     {"", "D", Use::Drafts},
                     {"", "Up", Use::Any, false}}),
              ElementsAre("INBOX", "Sent"));
  EXPECT_THAT(names({{"", "INBOX"}, {"", "All", Use::All}, {"", "Starred", Use::Flagged}}), ElementsAre("All"));
}

}  // namespace
}  // namespace leadlight::imap
