#include "server/api/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/json.h"
#include "server/api/call.h"
#include "server/api/metrics.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// The whole API on an empty embedded database, asked without sockets.
class ApiTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("leadlight-api-" + std::to_string(::getpid()) + "-" +
                                                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    auto opened = sqlite::open_sqlite(folder_.string(), clock_);
    ASSERT_TRUE(opened) << opened.error().to_string();
    store_ = std::move(*opened);
    ASSERT_TRUE(store_->migrate());
    access_ = std::make_unique<access::AccessService>(*store_, clock_);
    ASSERT_TRUE(access_->seed());
    scoring_ = std::make_unique<scoring::ScoringService>(*store_, clock_);
    records_ = std::make_unique<ingest::Records>(*store_, *scoring_);
    api_ = std::make_unique<Api>(Deps{*store_, *access_, *records_, *scoring_, clock_});
    ASSERT_TRUE(access_->create_user({"admin", "", "Administrator", "", "a long password"}));
    token_ = *access_->create_token("admin", "test", std::nullopt);
  }
  void TearDown() override {
    api_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  http::Response send(std::string method, std::string address, std::string body = {}, http::Headers headers = {}) {
    http::Request request;
    request.method = std::move(method);
    const size_t question = address.find('?');
    request.path = address.substr(0, question);
    if (question != std::string::npos) request.query = address.substr(question + 1);
    request.headers = std::move(headers);
    request.headers.add("Host", "crm.example:8080");
    if (!request.headers.has("Cookie")) request.headers.add("Authorization", "Bearer " + token_);
    request.body = std::move(body);
    return api_->handle(request);
  }
  http::Response data(std::string method, const std::string& address, std::string body = {},
                      http::Headers headers = {}) {
    return send(std::move(method), "/api/data/v9.2" + address, std::move(body), std::move(headers));
  }
  static Json json(const http::Response& response) { return Json::parse(response.body); }
  static std::string id_in(const http::Response& response) {
    const std::string_view address = response.headers.get("OData-EntityId");
    const size_t open = address.rfind('(');
    return std::string(address.substr(open + 1, address.size() - open - 2));
  }
  std::string make_lead(const std::string& subject) {
    const http::Response created = data("POST", "/leads", "{\"subject\":\"" + subject + "\"}");
    EXPECT_EQ(created.status, 201) << created.body;
    return id_in(created);
  }

  base::SystemClock clock_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<access::AccessService> access_;
  std::unique_ptr<scoring::ScoringService> scoring_;
  std::unique_ptr<ingest::Records> records_;
  std::unique_ptr<Api> api_;
  std::string token_;
};

TEST_F(ApiTest, CreatesARowAndTellsWhereItStands) {
  const http::Response created = data("POST", "/leads", R"({"subject":"50 pumps"})");
  EXPECT_EQ(created.status, 201);
  EXPECT_TRUE(created.body.empty());
  EXPECT_THAT(std::string(created.headers.get("OData-EntityId")),
              StartsWith("http://crm.example:8080/api/data/v9.2/leads("));
  EXPECT_EQ(created.headers.get("OData-Version"), "4.0");
  const http::Response read = data("GET", "/leads(" + id_in(created) + ")?$select=subject");
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(json(read)["subject"], "50 pumps");
  EXPECT_EQ(json(read)["@odata.context"], "http://crm.example:8080/api/data/v9.2/$metadata#leads/$entity");
}

TEST_F(ApiTest, AnswersTheRowWhenPreferred) {
  const http::Response created = data("POST", "/leads?$select=subject,statecode&$expand=ownerid($select=domainname)",
                                      R"({"subject":"x"})", {{"Prefer", "return=representation"}});
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(json(created)["subject"], "x");
  EXPECT_EQ(json(created)["ownerid"]["domainname"], "admin");
  EXPECT_FALSE(json(created).contains("createdon"));
  EXPECT_EQ(created.headers.get("Preference-Applied"), "return=representation");
  EXPECT_EQ(data("POST", "/leads", R"({"subject":"x"})", {{"Prefer", "return=minimal"}}).status, 204);
}

TEST_F(ApiTest, ChangesOnlyTheVersionThatWasRead) {
  const std::string lead = make_lead("first");
  const std::string etag(data("GET", "/leads(" + lead + ")").headers.get("ETag"));
  EXPECT_EQ(data("PATCH", "/leads(" + lead + ")", R"({"subject":"second"})", {{"If-Match", etag}}).status, 204);
  const http::Response late = data("PATCH", "/leads(" + lead + ")", R"({"subject":"third"})", {{"If-Match", etag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(json(data("GET", "/leads(" + lead + ")"))["subject"], "second");
  EXPECT_EQ(data("DELETE", "/leads(" + lead + ")", {}, {{"If-Match", etag}}).status, 412);
  EXPECT_EQ(data("DELETE", "/leads(" + lead + ")", {}, {{"If-Match", "*"}}).status, 204);
  EXPECT_EQ(data("GET", "/leads(" + lead + ")").status, 404);
}

TEST_F(ApiTest, AnswersNotModifiedForAKnownVersion) {
  const std::string lead = make_lead("x");
  const std::string etag(data("GET", "/leads(" + lead + ")").headers.get("ETag"));
  EXPECT_EQ(data("GET", "/leads(" + lead + ")", {}, {{"If-None-Match", etag}}).status, 304);
  EXPECT_EQ(data("GET", "/leads(" + lead + ")", {}, {{"If-None-Match", "W/\"0\""}}).status, 200);
}

TEST_F(ApiTest, CreatesUnderAGivenIdOnlyOnce) {
  const std::string address = "/leads(3f2504e0-4f89-11d3-9a0c-0305e82c3301)";
  EXPECT_EQ(data("PATCH", address, R"({"subject":"x"})", {{"If-Match", "*"}}).status, 404);
  EXPECT_EQ(data("PATCH", address, R"({"subject":"x"})", {{"If-None-Match", "*"}}).status, 201);
  EXPECT_EQ(data("PATCH", address, R"({"subject":"y"})", {{"If-None-Match", "*"}}).status, 412);
  EXPECT_EQ(json(data("GET", address))["subject"], "x");
  EXPECT_EQ(data("PATCH", address, R"({"leadid":"3f2504e0-4f89-11d3-9a0c-0305e82c3302"})").status, 400);
}

TEST_F(ApiTest, PagesThroughEveryRowOnce) {
  for (int i = 0; i < 7; ++i) make_lead("row " + std::to_string(i));
  std::vector<std::string> seen;
  std::string address = "/leads?$select=subject&$orderby=subject%20desc&$count=true";
  for (int pages = 0; !address.empty() && pages < 10; ++pages) {
    const http::Response answer = data("GET", address, {}, {{"Prefer", "odata.maxpagesize=3"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json page = json(answer);
    EXPECT_EQ(page["@odata.count"], 7);
    EXPECT_LE(page["value"].size(), 3u);
    for (const Json& row : page["value"]) seen.push_back(row["subject"]);
    const std::string next = page.value("@odata.nextLink", "");
    address = next.empty() ? "" : next.substr(std::string("http://crm.example:8080/api/data/v9.2").size());
  }
  EXPECT_THAT(seen, ::testing::ElementsAre("row 6", "row 5", "row 4", "row 3", "row 2", "row 1", "row 0"));
}

TEST_F(ApiTest, TopEndsTheListOverPages) {
  for (int i = 0; i < 7; ++i) make_lead("row " + std::to_string(i));
  const Json first = json(data("GET", "/leads?$top=5", {}, {{"Prefer", "odata.maxpagesize=3"}}));
  EXPECT_EQ(first["value"].size(), 3u);
  const std::string next = first["@odata.nextLink"];
  const Json second = json(data("GET", next.substr(next.find("/leads")), {}, {{"Prefer", "odata.maxpagesize=3"}}));
  EXPECT_EQ(second["value"].size(), 2u);
  EXPECT_FALSE(second.contains("@odata.nextLink"));
  EXPECT_EQ(json(data("GET", "/leads?$top=7"))["value"].size(), 7u);
  const Json none = json(data("GET", "/leads?$top=0&$count=true"));
  EXPECT_TRUE(none["value"].empty());
  EXPECT_EQ(none["@odata.count"], 7);
}

TEST_F(ApiTest, CountsAsPlainText) {
  make_lead("a");
  make_lead("b");
  EXPECT_EQ(data("GET", "/leads/$count").body, "2");
  EXPECT_EQ(data("GET", "/leads/$count?$filter=subject%20eq%20'A'").body, "1");
}

TEST_F(ApiTest, FindsARowByItsAlternateKey) {
  ASSERT_EQ(data("POST", "/leads", R"({"subject":"x","ll_externalkey":"CRM-7"})").status, 201);
  EXPECT_EQ(json(data("GET", "/leads(ll_externalkey='CRM-7')"))["subject"], "x");
  EXPECT_EQ(data("GET", "/leads(ll_externalkey='CRM-8')").status, 404);
  EXPECT_THAT(data("GET", "/leads(subject='x')").body, HasSubstr("no key of lead"));
}

TEST_F(ApiTest, SpeaksTheLanguageOfTheUser) {
  const auto user = access_->by_bearer(token_);
  ASSERT_TRUE(user && access_->set_language(user->user.id, "de"));
  const std::string lead = make_lead("x");
  const Json row = json(data("GET", "/leads(" + lead + ")?$select=statecode,_ownerid_value", {},
                             {{"Prefer", "odata.include-annotations=\"*\""}}));
  EXPECT_EQ(row["statecode@OData.Community.Display.V1.FormattedValue"], "Offen");
  EXPECT_EQ(row["_ownerid_value@OData.Community.Display.V1.FormattedValue"], "admin");
}

TEST_F(ApiTest, ASessionNeedsItsCsrfTokenToChangeAnything) {
  http::Request sign_in{"POST",
                        "/api/session",
                        {},
                        {{"Content-Type", "application/json"}},
                        R"({"username":"admin","password":"a long password"})",
                        {}};
  const http::Response session = api_->handle(sign_in);
  ASSERT_EQ(session.status, 200) << session.body;
  const std::string cookie(session.headers.get("Set-Cookie"));
  EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Strict"));
  const std::string pair = cookie.substr(0, cookie.find(';'));
  const std::string csrf = json(session)["csrf"];
  EXPECT_EQ(data("GET", "/leads", {}, {{"Cookie", pair}}).status, 200);
  EXPECT_EQ(data("POST", "/leads", R"({"subject":"x"})", {{"Cookie", pair}}).status, 403);
  EXPECT_EQ(data("POST", "/leads", R"({"subject":"x"})", {{"Cookie", pair}, {"X-CSRF-Token", csrf + "x"}}).status, 403);
  EXPECT_EQ(data("POST", "/leads", R"({"subject":"x"})", {{"Cookie", pair}, {"X-CSRF-Token", csrf}}).status, 201);
  EXPECT_EQ(send("DELETE", "/api/session", {}, {{"Cookie", pair}, {"X-CSRF-Token", csrf}}).status, 204);
  EXPECT_EQ(data("GET", "/leads", {}, {{"Cookie", pair}}).status, 401);
}

TEST_F(ApiTest, TellsNothingToStrangers) {
  token_ = "ll_nobody";
  for (const char* address : {"/api/data/v9.2/leads", "/api/data/v9.2/$metadata", "/api/data/v9.2", "/api/session"}) {
    const http::Response answer = send("GET", address);
    EXPECT_EQ(answer.status, 401) << address;
    EXPECT_EQ(json(answer)["error"]["code"], "Unauthenticated");
  }
}

TEST_F(ApiTest, LetsOnlyAdministratorsTrain) {
  ASSERT_TRUE(access_->create_user({"seller", "", "Salesperson", "North", "a long password"}));
  const std::string body = R"({"ModelId":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"})";
  EXPECT_EQ(data("POST", "/TrainModel", body).status, 404);
  token_ = *access_->create_token("seller", "test", std::nullopt);
  EXPECT_EQ(data("POST", "/TrainModel", body).status, 403);
}

TEST_F(ApiTest, QueuesATraining) {
  const auto model = scoring_->default_model("lead");
  ASSERT_TRUE(model);
  const http::Response queued =
      data("POST", "/TrainModel", "{\"ModelId\":\"" + model->to_string() + "\",\"Drop\":[\"industrycode\"]}");
  ASSERT_EQ(queued.status, 202) << queued.body;
  const Json job = json(data("GET", "/ll_jobs(" + std::string(json(queued)["JobId"]) + ")"));
  EXPECT_EQ(job["ll_kind"], "train");
  EXPECT_EQ(job["ll_state"], 0);
  EXPECT_FALSE(job.contains("ll_payload"));
  EXPECT_EQ(data("POST", "/CancelJob", queued.body).status, 204);
  EXPECT_EQ(json(data("GET", "/ll_jobs(" + std::string(json(queued)["JobId"]) + ")"))["ll_state"], 4);
}

TEST_F(ApiTest, NamesTheColumnsOfThisDatabase) {
  EXPECT_TRUE(json(data("GET", "/Columns(Table='lead')"))["columns"].empty());
  ASSERT_TRUE(store_->add_columns({{"lead", "ll_visits", "Total visits", record::FieldType::Integer, false, 0}}));
  const Json columns = json(data("GET", "/Columns(Table=@t)?@t='lead'"))["columns"];
  EXPECT_EQ(columns.dump(), R"j([{"label":"Total visits","name":"ll_visits","type":"Integer"}])j");
  EXPECT_THAT(data("GET", "/$metadata").body, HasSubstr("Name=\"ll_visits\""));
  EXPECT_EQ(data("GET", "/Columns(Table='ll_session')").status, 404);
}

TEST_F(ApiTest, KnowsItsHealthAndItsNumbers) {
  data("GET", "/leads");
  data("GET", "/leads(17)");
  data("GET", "/made-up-" + std::string(100, 'x'));
  EXPECT_EQ(json(send("GET", "/healthz"))["status"], "ok");
  const std::string text = send("GET", "/metrics").body;
  EXPECT_THAT(text, HasSubstr("leadlight_http_requests_total{route=\"leads\",method=\"GET\",status=\"200\"} 1"));
  EXPECT_THAT(text, HasSubstr("leadlight_http_requests_total{route=\"leads(id)\",method=\"GET\",status=\"400\"} 1"));
  EXPECT_THAT(text, HasSubstr("leadlight_jobs{state=\"queued\"} 0"));
  EXPECT_THAT(text, Not(HasSubstr("made-up")));
}

TEST_F(ApiTest, LinksNeverCarryAForgedHost) {
  http::Request request{
      "GET", "/api/data/v9.2", {}, {{"Host", "evil\"<script>"}, {"Authorization", "Bearer " + token_}}, {}, {}};
  EXPECT_EQ(json(api_->handle(request))["@odata.context"], "/api/data/v9.2/$metadata");
}

TEST(Prefer, ReadsEveryHeaderAndQuotedLists) {
  const Prefer prefer = parse_prefer(
      {{"Prefer", "return=representation, odata.include-annotations=\"a,b\""}, {"prefer", "odata.maxpagesize=25"}});
  EXPECT_TRUE(prefer.representation);
  EXPECT_EQ(prefer.annotations, "\"a,b\"");
  EXPECT_EQ(prefer.max_page, 25);
}

TEST(Metrics, CountsIntoBuckets) {
  Metrics metrics;
  metrics.record("leads", "GET", 200, 0.0005);
  metrics.record("leads", "GET", 200, 0.03);
  metrics.record("leads", "GET", 200, 60);
  const std::string text = metrics.to_text({}, {});
  EXPECT_THAT(text, HasSubstr("http_request_seconds_bucket{route=\"leads\",le=\"0.001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("http_request_seconds_bucket{route=\"leads\",le=\"0.05\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("http_request_seconds_bucket{route=\"leads\",le=\"5\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("http_request_seconds_bucket{route=\"leads\",le=\"+Inf\"} 3\n"));
}

}  // namespace
}  // namespace leadlight::api
