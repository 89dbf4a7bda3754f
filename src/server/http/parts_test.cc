// The parts of the server that need no socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/http/compress.h"
#include "server/http/head.h"
#include "server/http/router.h"
#include "server/http/static_files.h"
#include "server/http/worker_pool.h"

namespace leadlight::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Request get(std::string path, Headers headers = {}) {
  return {"GET", std::move(path), {}, std::move(headers), {}, {}};
}

TEST(Headers, AreFoundWithoutRegardToCase) {
  Headers headers{{"If-Match", "1"}, {"If-Match", "2"}};
  EXPECT_EQ(headers.get("if-match"), "1");
  EXPECT_FALSE(headers.has("Match"));
  headers.set("IF-MATCH", "3");
  EXPECT_EQ(headers.size(), 1u);
  EXPECT_EQ(headers.get("If-Match"), "3");
}

TEST(Request, ReadsItsCookies) {
  const Request request = get("/", {{"Cookie", "a=1; leadlight_session=x=y; b"}});
  EXPECT_EQ(request.cookie("leadlight_session"), "x=y");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "");
}

TEST(Head, LetsNoValueBeginALine) {
  Response response = text_response(200, "text/plain", "");
  response.headers.add("Location", "/x\r\nSet-Cookie: evil=1\n");
  EXPECT_THAT(serialize_head(response, Connection::Close), Not(HasSubstr("\nSet-Cookie")));
}

TEST(Head, GivesNoLengthWhereThereIsNoContent) {
  Response response;
  response.status = 204;
  EXPECT_THAT(serialize_head(response, Connection::KeepAlive), Not(HasSubstr("Content-Length")));
}

TEST(ListHeader, KnowsWeights) {
  EXPECT_TRUE(list_allows("br, gzip", "gzip"));
  EXPECT_TRUE(list_allows("GZIP;q=0.5", "gzip"));
  EXPECT_FALSE(list_allows("gzip;q=0, br", "gzip"));
  EXPECT_FALSE(list_allows("xgzip", "gzip"));
  EXPECT_FALSE(list_allows("", "gzip"));
}

TEST(ErrorResponse, SurvivesInvalidText) {
  EXPECT_THAT(error_response(400, "InvalidInput", "bad \xff byte \"").body, HasSubstr("bad \xef\xbf\xbd byte \\\""));
}

TEST(Router, PrefersWhatWasAddedFirst) {
  Router<int> router;
  router.add("GET", "/api/whoami", 1);
  router.add("GET", "/api/*", 2);
  router.add("POST", "/api/*", 3);
  EXPECT_EQ(*router.find("GET", "/api/whoami").target, 1);
  EXPECT_EQ(*router.find("HEAD", "/api/leads(1)").target, 2);
  EXPECT_EQ(router.find("GET", "/api/leads(1)").rest, "leads(1)");
  EXPECT_EQ(*router.find("POST", "/api/whoami").target, 3);
  EXPECT_EQ(router.find("GET", "/other").target, nullptr);
  EXPECT_THAT(router.find("GET", "/other").allowed, IsEmpty());
  EXPECT_THAT(router.find("PUT", "/api/whoami").allowed, ElementsAre("GET", "GET", "POST"));
}

TEST(Router, DoesNotHandAKnownPathToACatchAll) {
  Router<int> router;
  router.add("POST", "/api/session", 1);
  router.add("*", "/api/*", 2);
  EXPECT_THAT(router.find("PUT", "/api/session").allowed, ElementsAre("POST"));
  EXPECT_EQ(router.find("PUT", "/api/session").target, nullptr);
  EXPECT_EQ(*router.find("PUT", "/api/other").target, 2);
}

TEST(WorkerPool, DoesWhatWasTakenBeforeItEnds) {
  std::atomic<int> done{0};
  {
    WorkerPool pool(2, 100);
    for (int i = 0; i < 100; ++i) pool.submit([&] { ++done; });
  }
  EXPECT_EQ(done, 100);
}

constexpr Asset kAssets[] = {
    {"/index.html", "text/html", "<html>", "", "\"i1\"", false},
    {"/assets/app-1.js", "text/javascript", "let long;", "packed", "\"a1\"", true},
};

TEST(StaticFiles, CachesHashedFilesForEver) {
  const StaticFiles files(kAssets);
  const Response plain = files.handle(get("/assets/app-1.js"));
  EXPECT_EQ(plain.content(), "let long;");
  EXPECT_THAT(plain.headers.get("Cache-Control"), HasSubstr("immutable"));
  const Response packed = files.handle(get("/assets/app-1.js", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(packed.content(), "packed");
  EXPECT_EQ(packed.headers.get("Content-Encoding"), "gzip");
}

TEST(StaticFiles, AnswersPagesOfTheApplicationWithItsIndex) {
  const StaticFiles files(kAssets);
  for (const char* path : {"/", "/leads/4711", "/index.html"}) {
    const Response page = files.handle(get(path));
    EXPECT_EQ(page.content(), "<html>") << path;
    EXPECT_THAT(page.headers.get("Content-Security-Policy"), HasSubstr("default-src 'self'"));
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
  }
  EXPECT_EQ(files.handle(get("/assets/app-2.js")).status, 404);
  EXPECT_EQ(files.handle(get("/../secret.key")).status, 404);
}

TEST(StaticFiles, AnswersNotModifiedForAKnownETag) {
  const StaticFiles files(kAssets);
  EXPECT_EQ(files.handle(get("/", {{"If-None-Match", "\"x\", W/\"i1\""}})).status, 304);
  EXPECT_EQ(files.handle(get("/", {{"If-None-Match", "\"old\""}})).status, 200);
}

TEST(StaticFiles, RefusesToBeWritten) {
  Request request = get("/");
  request.method = "POST";
  EXPECT_EQ(StaticFiles(kAssets).handle(request).status, 405);
}

TEST(StaticFiles, SaysHowToBuildTheApplicationWhenItIsMissing) {
  const Response page = StaticFiles({}).handle(get("/leads"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("make build"));
}

TEST(Gzip, LeavesSmallAndBinaryAnswersAlone) {
  const Request request = get("/", {{"Accept-Encoding", "gzip"}});
  Response small = text_response(200, "text/plain", "short");
  compress_if_worthwhile(request, small);
  EXPECT_FALSE(small.headers.has("Content-Encoding"));
  Response image = text_response(200, "image/png", std::string(5000, 'x'));
  compress_if_worthwhile(request, image);
  EXPECT_FALSE(image.headers.has("Content-Encoding"));
}

}  // namespace
}  // namespace leadlight::http
