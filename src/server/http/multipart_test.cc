#include "server/http/multipart.h"

#include <gtest/gtest.h>

namespace leadlight::http {
namespace {

constexpr std::size_t kMany = 100;

TEST(Multipart, FindsTheBoundaryHoweverItIsWritten) {
  EXPECT_EQ(header_parameter("multipart/mixed;boundary=a", "boundary"), "a");
  EXPECT_EQ(header_parameter("multipart/mixed; Boundary=\"a;b c\"; x=y", "boundary"), "a;b c");
  EXPECT_EQ(header_parameter("multipart/mixed; x=\"boundary=q\"; boundary=b ", "boundary"), "b");
  EXPECT_EQ(header_parameter("multipart/mixed", "boundary"), "");
  EXPECT_EQ(header_parameter("multipart/mixed; boundary=\"a", "boundary"), "");
}

TEST(Multipart, SplitsPartsWithAnyLineEnds) {
  for (const std::string end : {"\r\n", "\n"}) {
    const std::string body = "before" + end + "--b" + end + "A: 1" + end + end + "one" + end + "--b \t" + end + end +
                             "--bb" + end + "two" + end + "--b--" + end + "after";
    const auto parts = split_multipart("multipart/mixed;boundary=b", body, kMany);
    ASSERT_TRUE(parts) << parts.error().to_string();
    ASSERT_EQ(parts->size(), 2u);
    EXPECT_EQ((*parts)[0].headers.get("a"), "1");
    EXPECT_EQ((*parts)[0].body, "one");
    EXPECT_EQ((*parts)[1].body, "--bb" + end + "two") << "a longer boundary is content";
  }
}

TEST(Multipart, RefusesWhatIsNotMultipart) {
  const auto code = [](std::string_view type, std::string_view body, std::size_t limit = kMany) {
    const auto parts = split_multipart(type, body, limit);
    EXPECT_FALSE(parts);
    return parts ? ErrorCode::Internal : parts.error().code();
  };
  const std::string_view type = "multipart/mixed;boundary=b";
  EXPECT_EQ(code("multipart/mixed", "--b\r\n\r\n--b--"), ErrorCode::InvalidInput);
  EXPECT_EQ(code("multipart/mixed;boundary=" + std::string(300, 'b'), "x"), ErrorCode::InvalidInput);
  EXPECT_EQ(code(type, ""), ErrorCode::InvalidInput);
  EXPECT_EQ(code(type, "x--b\r\n\r\n--b--"), ErrorCode::InvalidInput);
  EXPECT_EQ(code(type, "--b\r\n\r\nno end"), ErrorCode::InvalidInput);
  EXPECT_EQ(code(type, "--b\r\nnot a field\r\n\r\n--b--"), ErrorCode::InvalidInput);
  EXPECT_EQ(code(type, "--b\n\n--b\n\n--b\n\n--b--", 2), ErrorCode::TooLarge);
  std::string fields = "--b\n";
  for (int i = 0; i < 200; ++i) fields += "A: 1\n";
  EXPECT_EQ(code(type, fields + "\n--b--"), ErrorCode::InvalidInput);
}

TEST(Multipart, ReadsARequestInsideAPart) {
  const auto request = parse_request("\r\nPATCH /leads(1)?$select=a HTTP/1.1\r\nIf-Match: *\r\n\r\n{\"a\":1}\r\n");
  ASSERT_TRUE(request) << request.error().to_string();
  EXPECT_EQ(request->method, "PATCH");
  EXPECT_EQ(request->path, "/leads(1)");
  EXPECT_EQ(request->query, "$select=a");
  EXPECT_EQ(request->headers.get("if-match"), "*");
  EXPECT_EQ(request->body, "{\"a\":1}\r\n");
  EXPECT_EQ(parse_request("GET http://x/api?$filter=a eq 'b c' HTTP/1.1")->query, "$filter=a eq 'b c'");
  for (const char* bad :
       {"", "GET", "GET /x", "GET /x HTTP/2", "G(T /x HTTP/1.1", " /x HTTP/1.1", "GET /x HTTP/1.1\nbad"}) {
    EXPECT_FALSE(parse_request(bad)) << bad;
  }
}

TEST(Multipart, WritesAResponse) {
  Response response = text_response(201, "text/plain", "x");
  EXPECT_EQ(to_text(response), "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\n\r\nx");
}

}  // namespace
}  // namespace leadlight::http
