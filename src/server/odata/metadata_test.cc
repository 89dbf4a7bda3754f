#include "server/odata/metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/json.h"

namespace leadlight::odata {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Parameter kIn[] = {{"ModelId", "Edm.Guid"}, {"Keep", "Collection(Edm.String)"}};
constexpr Parameter kOut[] = {{"JobId", "Edm.Guid"}};
constexpr Operation kOperations[] = {{Operation::Kind::Action, "TrainModel", kIn, kOut},
                                     {Operation::Kind::Action, "CancelJob", kOut, {}},
                                     {Operation::Kind::Function, "WhoAmI", {}, kOut}};

std::string document() {
  return metadata_xml(*record::Schema::built_in(), kOperations);
}

std::set<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    found.insert((*match)[1]);
  return found;
}

TEST(Metadata, NamesOnlyTypesThatItDeclares) {
  const std::string xml = document();
  const auto declared = all_matches(xml, "<(?:EntityType|ComplexType) Name=\"([^\"]+)\"");
  for (const std::string& used : all_matches(xml, "mscrm\\.(\\w+)[\")]")) {
    if (xml.find("Import Name=\"" + used + "\"") != std::string::npos) continue;
    EXPECT_TRUE(declared.contains(used)) << used;
  }
  const auto sets = all_matches(xml, "<EntitySet Name=\"([^\"]+)\"");
  for (const std::string& target : all_matches(xml, "Target=\"([^\"]+)\""))
    EXPECT_TRUE(sets.contains(target)) << target;
}

TEST(Metadata, ClosesEveryElement) {
  const std::string xml = document();
  std::vector<std::string> open;
  const std::regex tag("<(/?)([A-Za-z:]+)[^>]*?(/?)>");
  for (std::sregex_iterator match(xml.begin(), xml.end(), tag), end; match != end; ++match) {
    if ((*match)[3] == "/") continue;
    if ((*match)[1] != "/") {
      open.push_back((*match)[2]);
      continue;
    }
    ASSERT_FALSE(open.empty());
    EXPECT_EQ(open.back(), (*match)[2]);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(Metadata, ShowsNothingInternal) {
  const std::string xml = document();
  EXPECT_THAT(xml, Not(HasSubstr("ll_passwordhash")));
  EXPECT_THAT(xml, Not(HasSubstr("Name=\"ll_session\"")));
  EXPECT_THAT(xml, Not(HasSubstr("Name=\"ll_token\"")));
}

TEST(Metadata, EscapesNamesOfCustomColumns) {
  record::CustomColumn column{"lead", "ll_a", "A <&\"> label", record::FieldType::Text, false, 0};
  const auto schema = record::Schema::make({column}, 1);
  ASSERT_TRUE(schema);
  EXPECT_THAT(metadata_xml(**schema, {}), HasSubstr("<Property Name=\"ll_a\" Type=\"Edm.String\""));
}

/// Rewritten with LEADLIGHT_GOLDEN=write; the difference is for people to read.
TEST(Metadata, EqualsTheGoldenFile) {
  const auto file = std::filesystem::path(__FILE__).parent_path() / "testdata" / "metadata.xml";
  if (const char* mode = std::getenv("LEADLIGHT_GOLDEN"); mode != nullptr && std::string_view(mode) == "write") {
    std::ofstream(file) << document();
  }
  std::ifstream in(file);
  std::ostringstream golden;
  golden << in.rdbuf();
  EXPECT_TRUE(golden.str() == document()) << "run this test with LEADLIGHT_GOLDEN=write and read the difference";
}

TEST(ServiceDocument, NamesTheEntitySets) {
  const auto json = base::parse_json(service_document(*record::Schema::built_in(), "http://h/$metadata"));
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["@odata.context"], "http://h/$metadata");
  EXPECT_EQ((*json)["value"][0]["name"], "leads");
}

}  // namespace
}  // namespace leadlight::odata
