#include "server/odata/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leadlight::odata {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(PercentDecoding, ReadsEscapesAndBlanks) {
  EXPECT_EQ(*percent_decode("a%20b+c%2Bd%C3%A9", Plus::IsSpace), "a b c+dé");
  EXPECT_EQ(*percent_decode("a+b", Plus::IsPlus), "a+b");
  EXPECT_EQ(*percent_decode("", Plus::IsSpace), "");
}

TEST(PercentDecoding, RefusesWhatIsNotText) {
  for (std::string_view text : {"%", "%4", "%zz", "100%", "%ff", "%00", "%C3%28", "\xff"}) {
    EXPECT_FALSE(percent_decode(text, Plus::IsSpace)) << text;
  }
  EXPECT_EQ(percent_decode("%2", Plus::IsSpace).error().hint(), "Write a percent sign as %25.");
}

TEST(PercentEncoding, ComesBackAsItWas) {
  std::string all;
  for (int c = 1; c < 128; ++c) all.push_back(static_cast<char>(c));
  all += "株é";
  EXPECT_EQ(*percent_decode(percent_encode(all), Plus::IsSpace), all);
  EXPECT_EQ(percent_encode("a&b=c#d+e"), "a%26b%3Dc%23d%2Be");
}

TEST(QueryOptions, AreReadWithEncodedNames) {
  const auto options = parse_query_options("%24filter=a%20eq%201&$top=5&x&&y=1=2");
  ASSERT_TRUE(options);
  ASSERT_EQ(options->size(), 4u);
  EXPECT_EQ((*options)[0].name, "$filter");
  EXPECT_EQ((*options)[0].value, "a eq 1");
  EXPECT_EQ((*options)[2].name, "x");
  EXPECT_EQ((*options)[3].value, "1=2");
}

TEST(QueryOptions, RefusesOneGivenTwice) {
  EXPECT_EQ(parse_query_options("$top=1&%24top=2").error().message(), "$top is given twice");
}

TEST(Path, IsSplitIntoNamesAndArguments) {
  const auto path = parse_path("/leads(3f2504e0-4f89-11d3-9a0c-0305e82c3301)/ownerid/");
  ASSERT_TRUE(path);
  ASSERT_EQ(path->size(), 2u);
  EXPECT_EQ((*path)[0].name, "leads");
  EXPECT_EQ(*(*path)[0].argument, "3f2504e0-4f89-11d3-9a0c-0305e82c3301");
  EXPECT_EQ((*path)[1].name, "ownerid");
  EXPECT_FALSE((*path)[1].argument);
  EXPECT_TRUE(parse_path("")->empty());
  EXPECT_TRUE(parse_path("/")->empty());
}

TEST(Path, RefusesWhatIsNone) {
  EXPECT_FALSE(parse_path("leads(1"));
  EXPECT_FALSE(parse_path("a/b/c/d/e/f"));
  EXPECT_FALSE(parse_path("leads(%ff)"));
}

TEST(Key, IsAnIdQuotedOrNotNamedOrNot) {
  const Uuid id = *Uuid::parse("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
  for (std::string_view text : {"3f2504e0-4f89-11d3-9a0c-0305e82c3301", "'3f2504e0-4f89-11d3-9a0c-0305e82c3301'",
                                "leadid=3f2504e0-4f89-11d3-9a0c-0305e82c3301", " 3F2504E04F8911D39A0C0305E82C3301 "}) {
    const auto key = parse_key(text, "leadid");
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(key->id, id) << text;
  }
}

TEST(Key, MayBeAnAlternateOne) {
  const auto key = parse_key("ll_externalkey='a=''b'''", "leadid");
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->id);
  ASSERT_EQ(key->parts.size(), 1u);
  EXPECT_EQ(key->parts[0].column, "ll_externalkey");
  EXPECT_EQ(key->parts[0].text, "a='b'");
}

TEST(Key, MayHaveSeveralColumns) {
  const auto key = parse_key("msdyn_entityid='a,b' , msdyn_entitytype='lead'", "msdyn_predictivescoreid");
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->id);
  ASSERT_EQ(key->parts.size(), 2u);
  EXPECT_EQ(key->parts[0].text, "a,b");
  EXPECT_EQ(key->parts[1].column, "msdyn_entitytype");
  EXPECT_EQ(key->to_string(), "msdyn_entityid='a,b',msdyn_entitytype='lead'");
  EXPECT_FALSE(parse_key("a='1',a='2'", "leadid"));
  EXPECT_FALSE(parse_key("a='1','2'", "leadid"));
  EXPECT_FALSE(parse_key("a='1',", "leadid"));
}

TEST(Key, RefusesAnythingElse) {
  EXPECT_THAT(parse_key("17", "leadid").error().to_string(), HasSubstr("An id looks like"));
  EXPECT_FALSE(parse_key("", "leadid"));
  EXPECT_FALSE(parse_key("'", "leadid"));
  EXPECT_THAT(parse_key("ll_externalkey=x", "leadid").error().to_string(), HasSubstr("single quotes"));
}

TEST(Arguments, AreNamed) {
  const auto arguments = parse_arguments("ModelId=3f2504e0-4f89-11d3-9a0c-0305e82c3301, A=75,Table='le,ad'");
  ASSERT_TRUE(arguments);
  ASSERT_EQ(arguments->size(), 3u);
  EXPECT_EQ((*arguments)[1].name, "A");
  EXPECT_EQ((*arguments)[1].value, "75");
  EXPECT_EQ((*arguments)[2].value, "le,ad");
  EXPECT_TRUE(parse_arguments("")->empty());
  EXPECT_FALSE(parse_arguments("75"));
}

TEST(SplitOutside, RespectsQuotesAndParentheses) {
  EXPECT_THAT(*split_outside("a(b,c), 'd,''e' ,f", ','), ElementsAre("a(b,c)", "'d,''e'", "f"));
  EXPECT_THAT(*split_outside("", ','), ElementsAre(""));
  EXPECT_FALSE(split_outside("a(b", ','));
  EXPECT_FALSE(split_outside("a)b", ','));
  EXPECT_FALSE(split_outside("'a", ','));
  EXPECT_FALSE(split_outside(std::string(1'000'000, '('), ','));
}

}  // namespace
}  // namespace leadlight::odata
