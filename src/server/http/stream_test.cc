#include "server/http/stream.h"

#include <gtest/gtest.h>

#include <thread>

#include "server/http/server.h"
#include "server/http/test_client.h"

namespace leadlight::http {
namespace {

TEST(Stream, HoldsWhatIsWrittenUntilItIsTaken) {
  Stream stream(10);
  EXPECT_TRUE(stream.write("12345"));
  EXPECT_TRUE(stream.write("67890"));
  EXPECT_EQ(stream.take(), "1234567890");
  EXPECT_TRUE(stream.write("x"));
  stream.close();
  EXPECT_FALSE(stream.write("y"));
  EXPECT_EQ(stream.take(), "x") << "what was written before the end is still sent";
}

TEST(Stream, AReaderThatIsTooSlowIsDropped) {
  Stream stream(10);
  EXPECT_TRUE(stream.write("1234567890"));
  EXPECT_FALSE(stream.write("1"));
  EXPECT_FALSE(stream.is_open());
  EXPECT_EQ(stream.take(), "");
}

TEST(Stream, WakesItsReaderAlsoForWhatCameBefore) {
  Stream stream(10);
  stream.write("1");
  int woken = 0;
  stream.on_change([&] { ++woken; });
  EXPECT_EQ(woken, 1);
  stream.write("2");
  stream.close();
  stream.close();
  EXPECT_EQ(woken, 3);
}

/// A server whose every answer is a stream of its own.
class StreamingServer : public testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    server_ = std::move(*Server::listen(options, [this](const Request& request) {
      Response response = text_response(200, "text/event-stream", "first\n");
      if (request.path == "/plain") return response;
      response.stream = std::make_shared<Stream>(kLimit);
      std::lock_guard lock(mutex_);
      stream_ = response.stream;
      return response;
    }));
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    if (!server_) return;
    server_->stop();
    thread_.join();
  }
  std::shared_ptr<Stream> stream() {
    for (int i = 0; i < 500; ++i) {
      {
        std::lock_guard lock(mutex_);
        if (stream_) return stream_;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return nullptr;
  }
  static bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 500; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  static constexpr std::size_t kLimit = 4 * 1024 * 1024;

  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::mutex mutex_;
  std::shared_ptr<Stream> stream_;
};

TEST_F(StreamingServer, SendsWhatComesAndEndsTheConnection) {
  start();
  TestClient client(server_->port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string head = client.answer();
  EXPECT_NE(head.find("Connection: close"), std::string::npos) << head;
  EXPECT_EQ(head.find("Content-Length"), std::string::npos) << head;
  const auto open = stream();
  ASSERT_TRUE(open);
  open->write("second\n");
  open->write("third\n");
  open->close();
  std::string rest;
  while (!client.is_closed()) rest += client.rest();
  rest += client.rest();
  EXPECT_EQ(rest, "first\nsecond\nthird\n");
  EXPECT_TRUE(eventually([&] { return server_->stats().streams == 0; }));
}

TEST_F(StreamingServer, AReaderThatLeavesEndsTheStream) {
  start();
  {
    TestClient client(server_->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(stream());
    EXPECT_TRUE(eventually([&] { return server_->stats().streams == 1; }));
  }
  EXPECT_TRUE(eventually([&] { return !stream()->is_open(); }));
  EXPECT_TRUE(eventually([&] { return server_->stats().connections == 0; }));
}

TEST_F(StreamingServer, AReaderThatDoesNotReadIsDropped) {
  ServerOptions options;
  options.write_timeout = std::chrono::milliseconds(300);
  start(options);
  TestClient client(server_->port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto open = stream();
  ASSERT_TRUE(open);
  const std::string much(64 * 1024, 'x');
  EXPECT_TRUE(eventually([&] { return !open->write(much); }));
  EXPECT_TRUE(eventually([&] { return server_->stats().connections == 0; }));
}

TEST_F(StreamingServer, StopsWhileSomebodyListens) {
  start();
  TestClient client(server_->port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(stream());
  server_->stop();
  thread_.join();
  server_.reset();
  EXPECT_FALSE(stream()->is_open());
}

TEST_F(StreamingServer, AHeadOfAStreamDoesNotKeepIt) {
  start();
  TestClient client(server_->port());
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  client.answer();
  EXPECT_TRUE(eventually([&] { return !stream()->is_open(); }));
}

TEST(LargeBodies, AreTakenAtTheirAddressOnlyAndWithinABudget) {
  ServerOptions options;
  options.body_limit = 1'000;
  options.large_bodies = {{"/large", 10'000}};
  options.large_body_budget = 15'000;
  auto server = std::move(*Server::listen(options, [](const Request& request) {
    return text_response(200, "text/plain", std::to_string(request.body.size()));
  }));
  std::thread thread([&] { server->run(); });
  const auto post = [&](std::string path, std::size_t size) {
    TestClient client(server->port());
    return client.ask("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
                      std::string(size, 'x'));
  };
  EXPECT_NE(post("/large?x=1", 10'000).find("\r\n\r\n10000"), std::string::npos);
  EXPECT_NE(post("/large", 10'001).find(" 413 "), std::string::npos);
  EXPECT_NE(post("/other", 1'001).find(" 413 "), std::string::npos);
  EXPECT_NE(post("/larger", 1'001).find(" 413 "), std::string::npos);
  {
    TestClient chunked(server->port());
    EXPECT_NE(chunked
                  .ask("POST /other HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                       std::string(2'000, 'x') + "\r\n0\r\n\r\n")
                  .find(" 413 "),
              std::string::npos);
    TestClient slow(server->port());
    slow.send("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n");
    slow.send("x");
    std::string answer;
    for (int i = 0; i < 200 && answer.find(" 503 ") == std::string::npos; ++i) answer = post("/large", 9'000);
    EXPECT_NE(answer.find(" 503 "), std::string::npos) << answer;
  }
  std::string answer;
  for (int i = 0; i < 200 && answer.find(" 200 ") == std::string::npos; ++i) answer = post("/large", 9'000);
  EXPECT_NE(answer.find(" 200 "), std::string::npos) << "the budget is given back";
  server->stop();
  thread.join();
}

}  // namespace
}  // namespace leadlight::http
