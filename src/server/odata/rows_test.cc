// Rows out and rows in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/odata/base64.h"
#include "server/odata/json_text.h"
#include "server/odata/options.h"
#include "server/odata/row_reader.h"
#include "server/odata/row_writer.h"

namespace leadlight::odata {
namespace {

using record::Record;
using record::Value;
using ::testing::HasSubstr;

const record::Schema& schema() {
  return *record::Schema::built_in();
}

const RowShapes& shapes() {
  static const RowShapes all(record::Schema::built_in());
  return all;
}

Uuid id(int n) {
  return Uuid::from_name("row " + std::to_string(n));
}

std::string text(const query::Query& query, const Record& row, Annotations annotations = {},
                 const Related& related = {}, const Collections& collections = {}) {
  std::string out;
  RowWriter(shapes(), query, std::move(annotations)).write(out, row, related, collections);
  return out;
}

query::Query question(std::string_view options, std::string_view table = "lead") {
  auto read = parse_read_options(*parse_query_options(options), schema(), *schema().find(table), Shape::Collection);
  EXPECT_TRUE(read);
  return read->query;
}

TEST(JsonText, EscapesWhatJsonNeeds) {
  std::string out;
  append_json_string(out, "a\"b\\c\n\t\x01é株</script>");
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\t\\u0001é株</script>\"");
  std::string again;
  append_json_string(again, "");
  EXPECT_EQ(again, "\"\"");
}

TEST(Base64, ComesBackAsItWas) {
  std::string bytes;
  for (int length = 0; length < 260; ++length) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    bytes.push_back(static_cast<char>(length));
  }
  EXPECT_EQ(to_base64("Man"), "TWFu");
  EXPECT_EQ(to_base64("M"), "TQ==");
  for (std::string_view bad : {"T", "TQ=", "=TQ=", "TQ==TQ==", "T===", "TQ=a", "T\xff=="})
    EXPECT_FALSE(from_base64(bad)) << bad;
}

TEST(RowWriter, WritesEveryTypeAsItsJson) {
  Record lead{"lead", id(1), 17, {}};
  lead.values["subject"] = Value(std::string("10\" pipes"));
  lead.values["revenue"] = Value(Amount{1234567});
  lead.values["exchangerate"] = Value(1.5);
  lead.values["statecode"] = Value(std::int64_t{0});
  lead.values["donotemail"] = Value(true);
  lead.values["createdon"] = Value(*base::parse_timestamp("2026-11-22T10:00:00Z"));
  lead.values["estimatedclosedate"] = Value(*base::parse_date("2026-12-31"));
  lead.values["ownerid"] = Value(record::Reference{"systemuser", id(2)});
  const std::string json = text(question("$select=subject,revenue,exchangerate,statecode,donotemail,createdon,"
                                         "estimatedclosedate,_ownerid_value,jobtitle"),
                                lead);
  EXPECT_EQ(json,
            "{\"@odata.etag\":\"W/\\\"17\\\"\",\"leadid\":\"" + id(1).to_string() +
                "\",\"createdon\":\"2026-11-22T10:00:00Z\",\"donotemail\":true,\"estimatedclosedate\":\"2026-12-31\","
                "\"exchangerate\":1.5,\"jobtitle\":null,\"_ownerid_value\":\"" +
                id(2).to_string() + "\",\"revenue\":123.4567,\"statecode\":0,\"subject\":\"10\\\" pipes\"}");
}

TEST(RowWriter, LeavesOutInternalColumns) {
  Record user{"systemuser", id(1), 1, {}};
  user.values["fullname"] = Value(std::string("Mia"));
  user.values["ll_passwordhash"] = Value(std::string("secret"));
  const std::string json = text(question("", "systemuser"), user);
  EXPECT_THAT(json, HasSubstr("\"fullname\":\"Mia\""));
  EXPECT_EQ(json.find("secret"), std::string::npos);
  EXPECT_EQ(json.find("ll_passwordhash"), std::string::npos);
}

TEST(RowWriter, AnnotatesWhenAsked) {
  query::Query query = question("$select=statecode,donotemail,_ownerid_value");
  expand_lookup_names(query, schema(), *schema().find("lead"));
  Record lead{"lead", id(1), 1, {}};
  lead.values["statecode"] = Value(std::int64_t{0});
  lead.values["donotemail"] = Value(false);
  lead.values["ownerid"] = Value(record::Reference{"team", id(2)});
  auto team = std::make_shared<Record>(Record{"team", id(2), 1, {{"name", Value(std::string("North"))}}});
  const Related related{{"~ownerid~systemuser", nullptr}, {"~ownerid~team", team}};
  Annotations annotations = parse_annotations("\"*\"");
  annotations.language = "nl";
  const Json json = *base::parse_json(text(query, lead, annotations, related));
  EXPECT_EQ(json["_ownerid_value@OData.Community.Display.V1.FormattedValue"], "North");
  EXPECT_EQ(json["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"], "team");
  EXPECT_EQ(json["donotemail@OData.Community.Display.V1.FormattedValue"], "Nee");
  EXPECT_TRUE(json.contains("statecode@OData.Community.Display.V1.FormattedValue"));
  EXPECT_FALSE(json.contains("~ownerid~team"));
}

TEST(RowWriter, AnnotatesOnlyWhatWasNamed) {
  const Annotations formatted = parse_annotations("OData.Community.Display.V1.FormattedValue");
  EXPECT_TRUE(formatted.formatted);
  EXPECT_FALSE(formatted.lookup_tables);
  const Annotations tables = parse_annotations("\"Microsoft.Dynamics.CRM.*, x\"");
  EXPECT_FALSE(tables.formatted);
  EXPECT_TRUE(tables.lookup_tables);
  EXPECT_FALSE(parse_annotations("").formatted);
}

TEST(RowWriter, WritesExpandedRows) {
  const query::Query query = question(
      "$select=name&$expand=parentaccountid($select=name),contact_parentcustomerid($select=fullname)", "account");
  Record account{"account", id(1), 1, {{"name", Value(std::string("Acme"))}}};
  auto parent = std::make_shared<Record>(Record{"account", id(2), 2, {{"name", Value(std::string("Holding"))}}});
  std::vector<Record> contacts{{"contact", id(3), 1, {{"fullname", Value(std::string("Mia"))}}},
                               {"contact", id(4), 1, {{"fullname", Value(std::string("Tom"))}}}};
  const Json json = *base::parse_json(
      text(query, account, {}, {{"parentaccountid", parent}}, {{"contact_parentcustomerid", contacts}}));
  EXPECT_EQ(json["parentaccountid"]["name"], "Holding");
  EXPECT_EQ(json["parentaccountid"]["@odata.etag"], "W/\"2\"");
  EXPECT_EQ(json["contact_parentcustomerid"].size(), 2u);
  EXPECT_EQ(json["contact_parentcustomerid"][1]["fullname"], "Tom");
  const Json alone = *base::parse_json(text(query, account));
  EXPECT_TRUE(alone["parentaccountid"].is_null());
  EXPECT_TRUE(alone["contact_parentcustomerid"].empty());
}

Result<RowBody> read_body(std::string_view json, std::string_view table = "lead") {
  return read_row(TRY(base::parse_json(json)), schema(), *schema().find(table));
}

TEST(RowReader, ReadsEveryTypeFromItsJson) {
  const auto body = read_body(R"j({"leadid":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","subject":"x","revenue":12.5,
      "budgetamount":7,"exchangerate":1,"numberofemployees":3.0,"donotemail":true,"jobtitle":null,
      "estimatedclosedate":"2026-12-31","schedulefollowup_prospect":"2026-12-31T08:00:00+01:00",
      "ownerid@odata.bind":"/systemusers(3f2504e0-4f89-11d3-9a0c-0305e82c3302)","@odata.etag":"W/\"1\"",
      "statecode@OData.Community.Display.V1.FormattedValue":"Open"})j");
  ASSERT_TRUE(body) << body.error().to_string();
  EXPECT_EQ(body->id->to_string(), "3f2504e0-4f89-11d3-9a0c-0305e82c3301");
  const record::Values& values = body->values;
  EXPECT_EQ(values.size(), 10u);
  EXPECT_EQ(values.at("revenue"), Value(Amount{125000}));
  EXPECT_EQ(values.at("budgetamount"), Value(Amount{70000}));
  EXPECT_EQ(values.at("exchangerate"), Value(1.0));
  EXPECT_EQ(values.at("numberofemployees"), Value(std::int64_t{3}));
  EXPECT_EQ(values.at("jobtitle"), Value{});
  EXPECT_EQ(values.at("schedulefollowup_prospect"), Value(*base::parse_timestamp("2026-12-31T07:00:00Z")));
  EXPECT_EQ(values.at("ownerid"),
            Value(record::Reference{"systemuser", *Uuid::parse("3f2504e0-4f89-11d3-9a0c-0305e82c3302")}));
}

TEST(RowReader, BindsByWholeAddressAndByTarget) {
  const std::string team = "(3f2504e0-4f89-11d3-9a0c-0305e82c3302)";
  for (const std::string& member : {"\"ownerid@odata.bind\":\"http://127.0.0.1:8080/api/data/v9.2/teams" + team + "\"",
                                    "\"ownerid_team@odata.bind\":\"teams" + team + "\""}) {
    const auto body = read_body("{" + member + "}");
    ASSERT_TRUE(body) << body.error().to_string();
    EXPECT_EQ(std::get<record::Reference>(body->values.at("ownerid")).table, "team");
  }
  EXPECT_EQ(read_body(R"j({"parentaccountid@odata.bind":null})j")->values.at("parentaccountid"), Value{});
}

struct RefusedRow {
  std::string_view json;
  ErrorCode code;
  std::string_view says;
};
void PrintTo(const RefusedRow& refusal, std::ostream* out) {
  *out << refusal.json;
}

class RowReaderRefuses : public ::testing::TestWithParam<RefusedRow> {};
TEST_P(RowReaderRefuses, NamingTheMember) {
  const auto body = read_body(GetParam().json);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code(), GetParam().code);
  EXPECT_THAT(body.error().to_string(), HasSubstr(std::string(GetParam().says)));
}

constexpr auto kBadRow = ErrorCode::InvalidInput;
constexpr auto kUnsupportedRow = ErrorCode::Unsupported;

INSTANTIATE_TEST_SUITE_P(
    OData, RowReaderRefuses,
    ::testing::Values(
        RefusedRow{"[1]", kBadRow, "not a JSON object"}, RefusedRow{"null", kBadRow, "not a JSON object"},
        RefusedRow{R"j({"colour":1})j", kBadRow, "lead has no column 'colour'"},
        RefusedRow{R"j({"subjct":"x"})j", kBadRow, "Did you mean subject?"},
        RefusedRow{R"j({"subject":5})j", kBadRow, "lead.subject takes a text, not 5"},
        RefusedRow{R"j({"subject":{"a":1}})j", kBadRow, "takes a text, not {\"a\":1}"},
        RefusedRow{R"j({"revenue":"12"})j", kBadRow, "takes an amount"},
        RefusedRow{R"j({"revenue":1e300})j", kBadRow, "not 1e+300"},
        RefusedRow{R"j({"revenue":99999999999999999999})j", kBadRow, "takes an amount"},
        RefusedRow{R"j({"numberofemployees":1.5})j", kBadRow, "a whole number, not 1.5"},
        RefusedRow{R"j({"numberofemployees":18446744073709551615})j", kBadRow, "a whole number"},
        RefusedRow{R"j({"numberofemployees":1e30})j", kBadRow, "a whole number"},
        RefusedRow{R"j({"donotemail":"true"})j", kBadRow, "true or false"},
        RefusedRow{R"j({"donotemail":1})j", kBadRow, "true or false"},
        RefusedRow{R"j({"estimatedclosedate":"31.12.2026"})j", kBadRow, "a day such as"},
        RefusedRow{R"j({"schedulefollowup_prospect":5})j", kBadRow, "a time such as"},
        RefusedRow{R"j({"statecode":"Open"})j", kBadRow, "one of the numbers 0 (Open)"},
        RefusedRow{R"j({"_ownerid_value":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"})j", kBadRow, "ownerid@odata.bind"},
        RefusedRow{R"j({"ownerid":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"})j", kBadRow, "ownerid@odata.bind"},
        RefusedRow{R"j({"parentaccountid":{"name":"x"}})j", kUnsupportedRow, "inside another"},
        RefusedRow{R"j({"task_regardingobjectid":[]})j", kUnsupportedRow, "inside another"},
        RefusedRow{R"j({"ownerid@odata.bind":5})j", kBadRow, "ownerid@odata.bind takes"},
        RefusedRow{R"j({"ownerid@odata.bind":"x"})j", kBadRow, "names no row"},
        RefusedRow{R"j({"ownerid@odata.bind":"/systemusers(1)"})j", kBadRow, "not an id"},
        RefusedRow{R"j({"ownerid@odata.bind":"/nowhere(3f2504e0-4f89-11d3-9a0c-0305e82c3301)"})j", kBadRow,
                   "no entity set 'nowhere'"},
        RefusedRow{R"j({"ownerid@odata.bind":"/accounts(3f2504e0-4f89-11d3-9a0c-0305e82c3301)"})j", kBadRow,
                   "cannot point to account"},
        RefusedRow{R"j({"task_regardingobjectid@odata.bind":"/tasks(3f2504e0-4f89-11d3-9a0c-0305e82c3301)"})j",
                   kUnsupportedRow, "the collection"},
        RefusedRow{R"j({"leadid":"17"})j", kBadRow, "takes an id"}));

TEST(RowReader, RefusesInternalColumnsAsUnknown) {
  EXPECT_THAT(read_body(R"j({"ll_passwordhash":"x"})j", "systemuser").error().message(), HasSubstr("no column"));
}

}  // namespace
}  // namespace leadlight::odata
