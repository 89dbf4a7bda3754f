#include "server/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <thread>

#include "base/log.h"
#include "server/http/test_client.h"

namespace leadlight::http {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A server on a free port, running until the end of the test.
class Running {
 public:
  explicit Running(Handler handler, ServerOptions options = {}) {
    auto made = Server::listen(std::move(options), std::move(handler));
    if (!made) throw std::runtime_error(made.error().message());
    server_ = std::move(*made);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Running() { stop(); }
  void stop() {
    server_->stop();
    if (thread_.joinable()) thread_.join();
  }
  std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

Response echo(const Request& request) {
  return text_response(200, "text/plain",
                       request.method + " " + request.path + " " + request.query + "|" + request.body);
}

/// A gate that handlers wait at until the test opens it.
class Gate {
 public:
  void wait() { opened_.wait(); }
  void open() { promise_.set_value(); }

 private:
  std::promise<void> promise_;
  std::shared_future<void> opened_ = promise_.get_future().share();
};

template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 1000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

TEST(Server, AnswersARequestWithItsParts) {
  Running running(echo);
  TestClient client(running.port());
  const std::string answer = client.ask("POST /a/b?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(answer, EndsWith("POST /a/b x=1|abc"));
}

TEST(Server, KeepsAConnectionForTheNextRequest) {
  Running running(echo);
  TestClient client(running.port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(client.ask("GET /again HTTP/1.1\r\nHost: h\r\n\r\n"), EndsWith("GET /again |"));
  }
  EXPECT_EQ(running.server().stats().accepted, 1u);
  EXPECT_EQ(running.server().stats().requests, 3u);
}

TEST(Server, ClosesWhenTheClientAsksForIt) {
  Running running(echo);
  TestClient client(running.port());
  EXPECT_THAT(client.ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"), HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Running running(echo);
  TestClient client(running.port());
  std::string all;
  for (int i = 0; i < 20; ++i) {
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy";
  }
  client.send(all);
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(client.answer(), EndsWith("POST /" + std::to_string(i) + " |xy"));
  }
}

TEST(Server, ReadsChunkedBodies) {
  Running running(echo);
  TestClient client(running.port());
  const std::string answer =
      client.ask("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_THAT(answer, EndsWith("|abcde"));
}

TEST(Server, AnswersHeadWithTheLengthButNoBody) {
  Running running([](const Request&) { return text_response(200, "text/plain", "hello"); });
  TestClient client(running.port());
  client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  std::string all;
  for (std::string part; !(part = client.answer()).empty();) all += part;
  EXPECT_THAT(all, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(all, EndsWith("\r\n\r\nhello"));
  EXPECT_EQ(all.find("hello"), all.rfind("hello"));
}

TEST(Server, AsksForTheBodyOfAnExpectingClient) {
  Running running(echo);
  TestClient client(running.port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 100 Continue"));
  EXPECT_THAT(client.ask("abc"), EndsWith("|abc"));
}

TEST(Server, RefusesAnExpectingClientsLargeBodyBeforeItIsSent) {
  Running running(echo);
  TestClient client(running.port());
  const std::string answer =
      client.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413"));
}

TEST(Server, RefusesABodyOverTheLimit) {
  ServerOptions options;
  options.body_limit = 1000;
  Running running(echo, options);
  TestClient announced(running.port());
  announced.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'x'));
  EXPECT_THAT(announced.answer(), StartsWith("HTTP/1.1 413"));
  TestClient chunked(running.port());
  chunked.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n" + std::string(5000, 'x') +
               "\r\n0\r\n\r\n");
  EXPECT_THAT(chunked.answer(), StartsWith("HTTP/1.1 413"));
  EXPECT_TRUE(chunked.is_closed());
}

TEST(Server, RefusesAHeaderOverTheLimit) {
  Running running(echo);
  TestClient client(running.port());
  client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + std::string(60'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 431"));
  TestClient in_pieces(running.port());
  in_pieces.send("GET / HTTP/1.1\r\nHost: h\r\n");
  std::this_thread::sleep_for(20ms);
  for (int i = 0; i < 6; ++i) {
    in_pieces.send("X-" + std::to_string(i) + ": " + std::string(10'000, 'x') + "\r\n");
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_THAT(in_pieces.answer(), StartsWith("HTTP/1.1 431"));
  TestClient many(running.port());
  std::string fields;
  for (int i = 0; i < 20'000; ++i) fields += "A: b\r\n";
  many.send("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
  EXPECT_THAT(many.answer(), StartsWith("HTTP/1.1 431"));
}

TEST(Server, RefusesAnAddressOverTheLimit) {
  Running running(echo);
  for (size_t length : {20'000u, 200'000u}) {
    TestClient client(running.port());
    client.send("GET /" + std::string(length, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 414")) << length;
  }
}

TEST(Server, RefusesWhatIsNotHttp) {
  Running running(echo);
  for (std::string_view rubbish :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    TestClient client(running.port());
    client.send(rubbish);
    EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 400")) << rubbish;
  }
  EXPECT_THAT(TestClient(running.port()).ask("GET /still HTTP/1.1\r\nHost: h\r\n\r\n"), HasSubstr("GET /still"));
}

TEST(Server, ClosesAClientThatDripsItsHeader) {
  ServerOptions options;
  options.header_timeout = 200ms;
  Running running(echo, options);
  TestClient client(running.port());
  client.send("GET / HTTP/1.1\r\nHo");
  std::thread drip([&] {
    for (int i = 0; i < 40 && client.send("x"); ++i) std::this_thread::sleep_for(20ms);
  });
  EXPECT_TRUE(client.is_closed());
  drip.join();
  EXPECT_EQ(running.server().stats().timeouts, 1u);
}

TEST(Server, ClosesAClientThatDripsItsBody) {
  ServerOptions options;
  options.body_timeout = 200ms;
  Running running(echo, options);
  TestClient client(running.port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
  std::thread drip([&] {
    for (int i = 0; i < 40 && client.send("x"); ++i) std::this_thread::sleep_for(20ms);
  });
  EXPECT_TRUE(client.is_closed());
  drip.join();
}

TEST(Server, ServesOthersWhileManyClientsAreSlow) {
  Running running(echo);
  std::vector<std::unique_ptr<TestClient>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<TestClient>(running.port()));
    slow.back()->send("GET / HT");
  }
  EXPECT_THAT(TestClient(running.port()).ask("GET /quick HTTP/1.1\r\nHost: h\r\n\r\n"), HasSubstr("GET /quick"));
}

TEST(Server, ClosesAnIdleConnection) {
  ServerOptions options;
  options.idle_timeout = 100ms;
  Running running(echo, options);
  TestClient client(running.port());
  client.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersBusyWhenTheQueueIsFull) {
  Gate gate;
  ServerOptions options;
  options.workers = 1;
  options.queue_limit = 1;
  Running running(
      [&](const Request& request) {
        gate.wait();
        return echo(request);
      },
      options);
  TestClient works(running.port()), waits(running.port()), rejected(running.port());
  works.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(
      eventually([&] { return running.server().stats().requests == 1 && running.server().stats().queue_depth == 0; }));
  waits.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return running.server().stats().queue_depth == 1; }));
  const std::string busy = rejected.ask("GET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(busy, StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(busy, HasSubstr("Retry-After: 1\r\n"));
  gate.open();
  EXPECT_THAT(works.answer(), HasSubstr("/1"));
  EXPECT_THAT(waits.answer(), HasSubstr("/2"));
  EXPECT_THAT(rejected.ask("GET /4 HTTP/1.1\r\nHost: h\r\n\r\n"), HasSubstr("/4"));
}

TEST(Server, RefusesConnectionsOverTheLimit) {
  ServerOptions options;
  options.max_connections = 1;
  Running running(echo, options);
  TestClient first(running.port());
  EXPECT_THAT(first.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), StartsWith("HTTP/1.1 200"));
  TestClient second(running.port());
  EXPECT_THAT(second.answer(), StartsWith("HTTP/1.1 503"));
}

TEST(Server, FinishesARunningRequestBeforeItStops) {
  Gate gate;
  Running running([&](const Request& request) {
    gate.wait();
    return echo(request);
  });
  TestClient busy(running.port()), idle(running.port());
  busy.send("GET /last HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return running.server().stats().requests == 1; }));
  ASSERT_TRUE(eventually([&] { return running.server().stats().connections == 2; }));
  running.server().stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_FALSE(TestClient(running.port()).connected());
  gate.open();
  const std::string answer = busy.answer();
  EXPECT_THAT(answer, HasSubstr("GET /last"));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  running.stop();
}

TEST(Server, StopsWithoutWaitingForARequestThatNeverEnds) {
  Gate gate;
  ServerOptions options;
  options.stop_grace = 50ms;
  Running running(
      [&](const Request& request) {
        gate.wait();
        return echo(request);
      },
      options);
  TestClient client(running.port());
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return running.server().stats().requests == 1; }));
  running.stop();
  gate.open();
}

TEST(Server, AnswersInternalErrorWhenTheHandlerThrows) {
  base::set_log_level(base::LogLevel::Off);
  Running running([](const Request&) -> Response { throw std::runtime_error("secret detail"); });
  TestClient client(running.port());
  const std::string answer = client.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(answer, Not(HasSubstr("secret detail")));
  EXPECT_THAT(client.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), StartsWith("HTTP/1.1 500"));
  base::set_log_level(base::LogLevel::Info);
}

TEST(Server, CompressesLargeTextForClientsThatTakeIt) {
  Running running([](const Request&) { return text_response(200, "application/json", std::string(100'000, ' ')); });
  TestClient client(running.port());
  const std::string packed = client.ask("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: br, gzip\r\n\r\n");
  EXPECT_THAT(packed, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_LT(packed.size(), 2'000u);
  EXPECT_GT(client.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n").size(), 100'000u);
}

TEST(Server, WorksWithSeveralIoThreads) {
  ServerOptions options;
  options.io_threads = 3;
  Running running(echo, options);
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      TestClient client(running.port());
      for (int i = 0; i < 50; ++i) {
        const std::string mark = "/" + std::to_string(c) + "-" + std::to_string(i);
        right +=
            client.ask("GET " + mark + " HTTP/1.1\r\nHost: h\r\n\r\n").find("GET " + mark + " ") != std::string::npos;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 400);
}

TEST(Server, SaysWhyItCannotListen) {
  Running running(echo);
  ServerOptions options;
  options.port = running.port();
  const auto second = Server::listen(options, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), ErrorCode::Unavailable);
  EXPECT_THAT(second.error().message(), HasSubstr(std::to_string(options.port)));
  options.address = "no address";
  EXPECT_EQ(Server::listen(options, echo).error().code(), ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace leadlight::http
