// Servers that are broken, or mean it.
#include <gmock/gmock.h>

#include "connect/imap/client.h"
#include "connect/imap/scripted_server.h"

namespace leadlight::imap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Says so to commands that begin with `command`.
ScriptedServer::Script to(std::string command, Said said) {
  return [command = std::move(command), said = std::move(said)](const std::string&, const std::string& asked) {
    return asked.starts_with(command) ? said : Said{};
  };
}

Limits tight() {
  Limits limits;
  limits.command = std::chrono::seconds(1);
  limits.line_bytes = limits.literal_bytes = 1 << 20;
  limits.answer_bytes = std::size_t{64} << 20;
  return limits;
}

Client open(const ScriptedServer& server, const Limits& limits = tight()) {
  auto client = Client::open(server.server(), limits);
  if (!client) throw std::runtime_error(client.error().to_string());
  return *std::move(client);
}

/// How opening a folder ends when the server says so to EXAMINE.
ErrorCode end_of(Said said, Limits limits = tight()) {
  const ScriptedServer server(to("EXAMINE", std::move(said)));
  Client client = open(server, limits);
  const auto begin = std::chrono::steady_clock::now();
  const auto state = client.examine({"INBOX", "INBOX"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  return state ? ErrorCode::Internal : state.error().code();
}

TEST(HostileServer, AnswersWithoutEndEndWithTheTimeOfTheCommand) {
  Limits limits = tight();
  limits.answer_bytes = std::size_t{1} << 40;
  EXPECT_EQ(end_of({{}, "* 1 EXISTS\r\n* 2 EXISTS\r\n"}, limits), ErrorCode::Unavailable);
}

TEST(HostileServer, AnswersWithoutEndAreRefusedByTheirSize) {
  Limits limits = tight();
  limits.command = std::chrono::seconds(60);
  limits.answer_bytes = 1 << 20;
  EXPECT_EQ(end_of({{}, "* 1 EXISTS\r\n* 2 EXISTS\r\n"}, limits), ErrorCode::TooLarge);
}

TEST(HostileServer, ASlowDripEndsWithTheTimeOfTheCommand) {
  EXPECT_EQ(end_of({{}, "x", std::chrono::milliseconds(50)}), ErrorCode::Unavailable);
}

TEST(HostileServer, ALineWithoutEndIsRefused) {
  EXPECT_EQ(end_of({{}, std::string(60'000, 'x')}), ErrorCode::TooLarge);
}

TEST(HostileServer, EmptyLiteralsWithoutEndAreRefused) {
  std::string literals;
  for (int i = 0; i < 10'000; ++i) literals += "ab {0}\r\n";
  EXPECT_EQ(end_of({{}, literals}), ErrorCode::TooLarge);
}

TEST(HostileServer, LiteralsOfAbsurdSizeAreRefused) {
  for (const char* size : {"99999999999", "18446744073709551615", "1048577"})
    EXPECT_EQ(end_of({fmt::format("* 1 FETCH (UID 1 BODY[] {{{}}}\r\n", size)}), ErrorCode::TooLarge) << size;
}

TEST(HostileServer, ThatSaysGoodbyeInTheMiddleIsAskedAgainLater) {
  const ScriptedServer server(to("UID FETCH", {"* 1 FETCH (UID 1 RFC822.SIZE 3)\r\n* BYE going \x1b[31mdown\r\n"}));
  Client client = open(server);
  const auto found = client.from(1);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code(), ErrorCode::Unavailable);
  EXPECT_THAT(found.error().message(), HasSubstr("going [31mdown"));
}

TEST(HostileServer, AMillionFoldersAreTooMany) {
  std::string list;
  for (std::size_t i = 0; i < Client::kMostFolders + 1; ++i) list += fmt::format("* LIST () \"/\" f{}\r\n", i);
  const ScriptedServer server([&](const std::string& tag, const std::string& command) {
    return command.starts_with("LIST") ? ScriptedServer::done(tag, list) : Said{};
  });
  Client client = open(server);
  const auto folders = client.folders();
  ASSERT_FALSE(folders);
  EXPECT_EQ(folders.error().code(), ErrorCode::TooLarge);
}

TEST(HostileServer, MailsNotAskedForAreNotTaken) {
  const ScriptedServer server([](const std::string& tag, const std::string& command) {
    if (!command.starts_with("UID FETCH")) return Said{};
    return ScriptedServer::done(tag,
                                "* 1 FETCH (UID 3 BODY[] {2}\r\nab)\r\n"
                                "* 1 FETCH (UID 4 BODY[] {2}\r\ncd)\r\n"
                                "* 1 FETCH (UID 3 BODY[] {2}\r\nef)\r\n"
                                "* 1 FETCH (UID 4294967296 BODY[] {2}\r\nij)\r\n"
                                "* 1 FETCH (UID -1 BODY[] {2}\r\nij)\r\n"
                                "* 1 FETCH (UID 5 BODY[] {9}\r\nlongerone)\r\n");
  });
  Client client = open(server);
  std::vector<std::string> taken;
  ASSERT_TRUE(client.fetch({3, 5}, What::Whole, 6,
                           [&](Fetched&& each) { taken.push_back(fmt::format("{}={}", each.uid, *each.bytes)); }));
  EXPECT_THAT(taken, ElementsAre("3=ab", "5=longer"));
}

TEST(HostileServer, NumbersWithoutEndAreTooMany) {
  std::string numbers = "* SEARCH";
  for (int i = 0; i < 500'000; ++i) numbers += " 1";
  const ScriptedServer server(to("UID SEARCH", {{}, numbers + "\r\n"}));
  Limits limits = tight();
  limits.command = std::chrono::seconds(60);
  Client client = open(server, limits);
  const auto all = client.all();
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code(), ErrorCode::TooLarge);
}

TEST(HostileServer, ThatRepeatsThePasswordIsNotQuotedWithIt) {
  const ScriptedServer server([](const std::string& tag, const std::string& command) {
    return command.starts_with("LOGIN") ? Said{tag + " NO cannot do " + command + "\r\n"} : Said{};
  });
  const auto client = Client::open(server.server(), tight());
  ASSERT_FALSE(client);
  EXPECT_THAT(client.error().to_string(), HasSubstr("cannot do LOGIN"));
  EXPECT_THAT(client.error().to_string(), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace leadlight::imap
