// Against a real Dovecot.
#include "connect/imap/client.h"

#include <gmock/gmock.h>

#include "connect/imap/cutting_proxy.h"
#include "connect/imap/dovecot.h"

namespace leadlight::imap {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;

class ImapClient : public testing::Test {
 protected:
  void SetUp() override {
    if (!Dovecot::is_installed()) GTEST_SKIP() << "Dovecot is not installed (dovecot-imapd, openssl)";
    ::setenv("LEADLIGHT_CA_FILE", dovecot().certificate().c_str(), 1);
  }
  static Dovecot& dovecot() { return shared_dovecot(); }
  static std::string message(const std::string& id, const std::string& text = "Text\n") {
    return "From: carl@northwind.example\r\nSubject: Hello\r\nMessage-ID: <" + id + ">\r\n\r\n" + text;
  }
  static Client open(Security security = Security::Tls) {
    auto client = Client::open(dovecot().server(security));
    if (!client) throw std::runtime_error(client.error().to_string());
    return *std::move(client);
  }
  static Folder named(const std::string& name) { return {name, name}; }
  static Error error_of(const Server& server, Limits limits = {}) {
    auto client = Client::open(server, limits);
    if (client) throw std::runtime_error("it was let in");
    return client.error();
  }
};

TEST_F(ImapClient, ListsFoldersWithWhatTheyAreFor) {
  dovecot().create("Kunden.Äpfel");
  Client client = open();
  std::map<std::string, Use> uses;
  const auto folders = *client.folders();
  for (const Folder& each : folders) uses[each.name] = each.use;
  EXPECT_EQ(uses.at("INBOX"), Use::Any);
  EXPECT_EQ(uses.at("Sent"), Use::Sent);
  EXPECT_EQ(uses.at("Trash"), Use::Trash);
  EXPECT_THAT(uses, Contains(Key("Kunden/Äpfel")));
}

TEST_F(ImapClient, ReadsMailsByNumberAndLeavesThemUnread) {
  dovecot().create("Numbers");
  dovecot().save("Numbers", message("one@x"));
  dovecot().save("Numbers", message("two@x", "A001 OK this is no answer\r\nL3 OK nor this\r\n* BYE {4}\r\n"));
  for (const Security security : {Security::Tls, Security::StartTls, Security::None}) {
    Client client = open(security);
    const FolderState state = *client.examine(named("Numbers"));
    EXPECT_EQ(state.messages, 2U);
    EXPECT_GT(state.uid_validity, 0U);
    EXPECT_EQ(state.uid_next, 3U);
    EXPECT_THAT(*client.all(), ElementsAre(1U, 2U));
    const auto found = *client.from(2);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].uid, 2U);
    EXPECT_TRUE(client.from(3)->empty());
    std::map<std::uint32_t, Fetched> headers, whole;
    ASSERT_TRUE(client.fetch({1, 2, 9}, What::Header, 1 << 20, [&](Fetched&& each) { headers[each.uid] = each; }));
    ASSERT_TRUE(client.fetch({1, 2}, What::Whole, 1 << 20, [&](Fetched&& each) { whole[each.uid] = each; }));
    ASSERT_EQ(headers.size(), 2U);
    EXPECT_THAT(*headers[1].bytes, HasSubstr("one@x"));
    EXPECT_THAT(*headers[1].bytes, Not(HasSubstr("Text")));
    EXPECT_TRUE(headers[1].structure);
    EXPECT_THAT(*whole[2].bytes, HasSubstr("nor this\r\n* BYE {4}\r\n"));
  }
  EXPECT_THAT(dovecot().flags("Numbers"), Not(HasSubstr("Seen")));
}

TEST_F(ImapClient, ReadsTheFrontOfAMailThatIsTooLong) {
  dovecot().create("Long");
  dovecot().save("Long", message("long@x", std::string(100'000, 'x')));
  Client client = open();
  ASSERT_TRUE(client.examine(named("Long")));
  ASSERT_TRUE(client.fetch({1}, What::Whole, 1'000, [&](Fetched&& each) {
    EXPECT_EQ(each.bytes->size(), 1'000U);
    EXPECT_GT(each.size_bytes, 100'000U);
  }));
}

TEST_F(ImapClient, SaysThatAFolderIsNotThere) {
  Client client = open();
  const auto state = client.examine(named("Nowhere"));
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(client.examine(named("INBOX"))) << "the connection goes on";
}

TEST_F(ImapClient, SaysThatThePasswordIsWrong) {
  Server server = dovecot().server();
  server.password = "wrong";
  const Error error = error_of(server);
  EXPECT_EQ(error.code(), ErrorCode::Unauthenticated);
  EXPECT_THAT(error.message(), HasSubstr("refuses the name or password of ann"));
  EXPECT_THAT(error.to_string(), Not(HasSubstr("wrong")));
}

TEST_F(ImapClient, SaysWhyThereIsNoConnection) {
  Server server = dovecot().server();
  server.host = "nothing.invalid";
  EXPECT_THAT(error_of(server).message(), HasSubstr("was not found"));
  EXPECT_EQ(error_of(server).code(), ErrorCode::Unavailable);
  server = dovecot().server();
  server.port = LocalSocket().bind();
  EXPECT_THAT(error_of(server).message(), HasSubstr("nothing answers"));
  server = dovecot().server(Security::None);
  server.security = Security::Tls;
  EXPECT_THAT(error_of(server).message(), HasSubstr("does not speak TLS"));
}

TEST_F(ImapClient, RefusesCertificatesThatDoNotHold) {
  Server server = dovecot().server();
  server.host = "127.0.0.1";  // The certificate says localhost.
  EXPECT_THAT(error_of(server).message(), HasSubstr("certificate"));
  EXPECT_EQ(error_of(server).code(), ErrorCode::InvalidInput);
  ::unsetenv("LEADLIGHT_CA_FILE");
  EXPECT_THAT(error_of(dovecot().server()).message(), HasSubstr("certificate"));
  EXPECT_THAT(error_of(dovecot().server(Security::StartTls)).message(), HasSubstr("certificate"));
}

TEST_F(ImapClient, ReadsInTheClearOnlyFromThisMachine) {
  Server server = dovecot().server(Security::None);
  server.host = "imap.example.com";
  EXPECT_THAT(error_of(server).message(), HasSubstr("without encryption"));
  for (const char* host : {"", "a b", "imap.example.com/INBOX", "-x", "a\r\nb"}) {
    server.host = host;
    EXPECT_EQ(error_of(server).code(), ErrorCode::InvalidInput) << host;
  }
}

TEST_F(ImapClient, SaysThatTheConnectionWasCut) {
  dovecot().create("Cut");
  for (int i = 0; i < 20; ++i) dovecot().save("Cut", message(fmt::format("cut{}@x", i), std::string(20'000, 'y')));
  CuttingProxy proxy(dovecot().tls_port());
  Server server = dovecot().server();
  server.port = proxy.port();
  for (const std::uint64_t bytes : {100, 3'000, 100'000}) {
    proxy.cut_after(bytes);
    auto client = Client::open(server);
    auto read = [&]() -> Result<void> {
      if (!client) return fail(client.error());
      TRY(client->examine(named("Cut")));
      std::vector<std::uint32_t> uids;
      for (const Found& each : TRY(client->from(1))) uids.push_back(each.uid);
      return client->fetch(uids, What::Whole, 1 << 20, [](Fetched&&) {});
    }();
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().code(), ErrorCode::Unavailable) << bytes << ": " << read.error().to_string();
  }
}

TEST_F(ImapClient, DoesNotWaitForeverForAServerThatFallsSilent) {
  CuttingProxy proxy(dovecot().tls_port());
  Server server = dovecot().server();
  server.port = proxy.port();
  Limits limits;
  limits.connect = limits.silence = std::chrono::seconds(2);
  proxy.fall_silent_after(500);
  EXPECT_THAT(error_of(server, limits).message(), HasSubstr("did not answer within 2 s"));
  proxy.fall_silent_after(UINT64_MAX);
  Client client = *Client::open(server, limits);
  proxy.fall_silent_after(0);
  const auto folders = client.folders();
  ASSERT_FALSE(folders);
  EXPECT_THAT(folders.error().message(), HasSubstr("stopped answering"));
}

TEST_F(ImapClient, RefusesMoreThanTheLimits) {
  dovecot().create("Limits");
  dovecot().save("Limits", message("big@x", std::string(5'000, 'z')));
  Limits limits;
  limits.literal_bytes = 1'000;
  Client client = *Client::open(dovecot().server(), limits);
  ASSERT_TRUE(client.examine(named("Limits")));
  const auto read = client.fetch({1}, What::Whole, 1 << 20, [](Fetched&&) {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), ErrorCode::TooLarge);
}

}  // namespace
}  // namespace leadlight::imap
