#include "connect/csv/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace leadlight::csv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Cells = std::vector<std::string>;

Document read(std::string text, Options options = {}) {
  Result<Reader> reader = Reader::from_text(std::move(text), options);
  if (!reader) {
    ADD_FAILURE() << reader.error().to_string();
    return {};
  }
  Result<Document> document = read_document(std::move(*reader));
  if (!document) {
    ADD_FAILURE() << document.error().to_string();
    return {};
  }
  EXPECT_EQ(document->report.rows, document->rows.size());
  return std::move(*document);
}

Error refused(std::string text, Options options = {}) {
  Result<Reader> reader = Reader::from_text(std::move(text), options);
  if (reader) {
    ADD_FAILURE() << "was read";
    return {ErrorCode::Internal, ""};
  }
  return reader.error();
}

std::string utf16(std::string_view ascii, bool little, bool mark) {
  std::string out = !mark ? "" : little ? "\xff\xfe" : "\xfe\xff";
  for (const char c : ascii) {
    if (little) out += c;
    out += '\0';
    if (!little) out += c;
  }
  return out;
}

class TempFile {
 public:
  explicit TempFile(std::string_view content) {
    char name[] = "/tmp/leadlight-csv-XXXXXX";
    const int file = ::mkstemp(name);
    path_ = name;
    ::close(file);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TempFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Reads

TEST(CsvReads, PlainRows) {
  const Document got = read("name,age\nAnn,31\nBob,42\n");
  EXPECT_THAT(got.columns, ElementsAre("name", "age"));
  EXPECT_THAT(got.rows, ElementsAre(Cells{"Ann", "31"}, Cells{"Bob", "42"}));
  EXPECT_THAT(got.lines, ElementsAre(2, 3));
  EXPECT_EQ(got.report.encoding, "UTF-8");
  EXPECT_EQ(got.report.separator, ',');
  EXPECT_FALSE(got.report.had_bom);
  EXPECT_EQ(got.report.skipped_count, 0u);
  EXPECT_THAT(got.report.notes, IsEmpty());
}

TEST(CsvReads, TheLastRowWithoutALineEnd) {
  EXPECT_THAT(read("a,b\n1,2").rows, ElementsAre(Cells{"1", "2"}));
  EXPECT_THAT(read("a,b\n1,").rows, ElementsAre(Cells{"1", ""}));
  EXPECT_THAT(read("a,b\n1,\"2\"").rows, ElementsAre(Cells{"1", "2"}));
}

TEST(CsvReads, QuotedCells) {
  const Document got = read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"\",\"\"\"\"\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"x, y", "say \"hi\""}, Cells{"", "\""}));
}

TEST(CsvReads, LineEndsInsideQuotesAndCountsThem) {
  const Document got = read("a,b\n1,\"two\r\nlines\"\n2,\"a\rb\nc\"\n3,end\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "two\r\nlines"}, Cells{"2", "a\rb\nc"}, Cells{"3", "end"}));
  EXPECT_THAT(got.lines, ElementsAre(2, 4, 7));
}

TEST(CsvReads, EveryLineEnd) {
  for (const char* text : {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r"}) {
    const Document got = read(text);
    EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "2"}, Cells{"3", "4"})) << text;
    EXPECT_THAT(got.lines, ElementsAre(2, 3)) << text;
  }
}

TEST(CsvReads, BlanksAsTheyStandButNotInNames) {
  const Document got = read(" a , b \n 1 ,\t2\n");
  EXPECT_THAT(got.columns, ElementsAre("a", "b"));
  EXPECT_THAT(got.rows, ElementsAre(Cells{" 1 ", "\t2"}));
}

TEST(CsvReads, AHeaderAlone) {
  const Document got = read("a,b\n");
  EXPECT_THAT(got.columns, ElementsAre("a", "b"));
  EXPECT_THAT(got.rows, IsEmpty());
}

TEST(CsvReads, PassesOverBlankLinesInSilence) {
  const Document got = read("\n \na,b\n\n1,2\r\n\r\n  \n3,4\n\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "2"}, Cells{"3", "4"}));
  EXPECT_THAT(got.lines, ElementsAre(5, 8));
  EXPECT_THAT(got.report.notes, IsEmpty());
}

TEST(CsvReads, AnEmptyQuotedCellIsARow) {
  EXPECT_THAT(read("a\n\"\"\n\nx\n").rows, ElementsAre(Cells{""}, Cells{"x"}));
}

struct SeparatorCase {
  const char* name;
  const char* text;
  char separator;
  size_t columns;
};
class CsvSeparator : public ::testing::TestWithParam<SeparatorCase> {};
TEST_P(CsvSeparator, IsFoundOut) {
  const Document got = read(GetParam().text);
  EXPECT_EQ(got.report.separator, GetParam().separator);
  EXPECT_EQ(got.columns.size(), GetParam().columns);
  EXPECT_EQ(got.report.skipped_count, 0u);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, CsvSeparator,
    ::testing::Values(SeparatorCase{"comma", "a,b,c\n1,2,3\n", ',', 3},
                      SeparatorCase{"semicolon", "a;b;c\n1;2;3\n", ';', 3},
                      SeparatorCase{"tab", "a\tb\tc\n1\t2\t3\n", '\t', 3}, SeparatorCase{"bar", "a|b\n1|2\n", '|', 2},
                      SeparatorCase{"decimal_commas", "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6\n", ';', 3},
                      SeparatorCase{"comma_in_a_name", "Name, full;Age;City\nAnn;1;X\nBob;2;Y\n", ';', 3},
                      SeparatorCase{"more_commas_than_semicolons_in_text",
                                    "id;note\n1;a, b, c, d\n2;a, b\n3;none\n4;x, y, z\n", ';', 2},
                      SeparatorCase{"inside_quotes", "a,b\n\"x;y;z\",1\n\"x;y;z\",2\n", ',', 2},
                      SeparatorCase{"quoted_names", "\"a;b;c\",\"d;e;f\"\n\"1;2;3\",4\n", ',', 2},
                      SeparatorCase{"line_ends_in_quotes", "a|b\n\"x,\ny,\nz\"|1\n\"p,\nq\"|2\n", '|', 2},
                      SeparatorCase{"many_empty_cells", "a,b,c,d\n1,,,\n2,,,\n3;4,,x,\n", ',', 4},
                      SeparatorCase{"one_column", "email\nx@y.example\n", ',', 1},
                      SeparatorCase{"header_alone", "a;b;c,d\n", ';', 3},
                      SeparatorCase{"excel_line", "sep=;\na;b,c\n1;2\n", ';', 2},
                      SeparatorCase{"excel_line_crlf", "\xef\xbb\xbfSEP=|\r\na|b,c\r\n1|2\r\n", '|', 2}),
    [](const auto& test) { return test.param.name; });

TEST(CsvReads, TheSeparatorAskedFor) {
  const Document got = read("a,b;c\n1,2;3\n", {.separator = ';'});
  EXPECT_THAT(got.columns, ElementsAre("a,b", "c"));
  EXPECT_THAT(read("sep=,\na,b;c\n1,2;3\n", {.separator = ';'}).rows, ElementsAre(Cells{"1,2", "3"}));
}

TEST(CsvReads, LinesAreCountedFromTheSeparatorLine) {
  EXPECT_THAT(read("sep=;\na;b\n1;2\n").lines, ElementsAre(3));
}

TEST(CsvReads, Utf8WithAndWithoutMark) {
  EXPECT_THAT(read("n\nZo\xc3\xab\n").rows, ElementsAre(Cells{"Zoë"}));
  const Document got = read("\xef\xbb\xbfn\nสวัสดี 😀\n");
  EXPECT_THAT(got.columns, ElementsAre("n"));
  EXPECT_THAT(got.rows, ElementsAre(Cells{"สวัสดี 😀"}));
  EXPECT_TRUE(got.report.had_bom);
}

TEST(CsvReads, Windows1252) {
  const Document got = read("n,price\nZo\xeb M\xfcller,\x80 5\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"Zoë Müller", "€ 5"}));
  EXPECT_EQ(got.report.encoding, "Windows-1252");
  EXPECT_THAT(got.report.notes, IsEmpty());
}

TEST(CsvReads, Windows1252ThatShowsOnlyLate) {
  std::string text = "n,x\n";
  while (text.size() < 600'000) text += "plain letters,1\n";
  text += "M\xfcller,\xc3\xa9\n";  // Alone, the second cell could be UTF-8.
  const Document got = read(text);
  EXPECT_EQ(got.report.encoding, "Windows-1252");
  EXPECT_EQ(got.rows.back(), (Cells{"Müller", "Ã©"}));
}

TEST(CsvReads, Utf16) {
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) {
      const Document got = read(utf16("a,b\r\n1,\"x,\ny\"\r\n", little, mark));
      EXPECT_THAT(got.columns, ElementsAre("a", "b"));
      EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "x,\ny"}));
      EXPECT_EQ(got.report.encoding, little ? "UTF-16LE" : "UTF-16BE");
      EXPECT_EQ(got.report.had_bom, mark);
    }
  }
  const std::string pair(
      "\xff\xfe"
      "n\0\n\0\x3d\xd8\x00\xde\n\0",
      12);
  EXPECT_THAT(read(pair).rows, ElementsAre(Cells{"😀"}));
}

TEST(CsvReads, TenThousandColumns) {
  std::string text;
  for (int line = 0; line < 3; ++line) {
    for (int i = 0; i < 10'000; ++i)
      text += (i > 0 ? "," : "") + std::string("a_rather_long_name_") + std::to_string(i);
    text += '\n';
  }
  const Document got = read(text);
  EXPECT_EQ(got.columns.size(), 10'000u);
  EXPECT_EQ(got.rows.size(), 2u);
  EXPECT_EQ(got.rows[1][9'999], "a_rather_long_name_9999");
}

TEST(CsvReads, AFileFromDisk) {
  const TempFile file("a,b\n1,2\n");
  const Result<Document> got = read_document(file.path());
  ASSERT_TRUE(got) << got.error().to_string();
  EXPECT_THAT(got->rows, ElementsAre(Cells{"1", "2"}));
}

TEST(CsvReads, ARowMayBeMovedFrom) {
  Result<Reader> reader = Reader::from_text("a,b\n1,2\n3,4\n");
  ASSERT_TRUE(reader);
  Row* row = *reader->next();
  const Cells first = std::move(row->cells);
  row = *reader->next();
  EXPECT_EQ(first, (Cells{"1", "2"}));
  EXPECT_EQ(row->cells, (Cells{"3", "4"}));
  EXPECT_EQ(*reader->next(), nullptr);
  EXPECT_EQ(*reader->next(), nullptr);
}

TEST(CsvReads, TheLeadsOfAnEducationCompany) {
  const char* given = std::getenv("LEADLIGHT_DATA");
  const std::filesystem::path path =
      std::filesystem::path(given ? given : "../shared/data") / "xeducation-leads" / "Lead Scoring.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "LEADLIGHT_DATA has no xeducation-leads/Lead Scoring.csv";
  const Result<Document> got = read_document(path.string());
  ASSERT_TRUE(got) << got.error().to_string();
  EXPECT_EQ(got->rows.size(), 9'191u);
  EXPECT_EQ(got->columns.size(), 37u);
  EXPECT_EQ(got->report.skipped_count, 0u);
  EXPECT_THAT(got->report.notes, IsEmpty());
}

// Recovers

TEST(CsvRecovers, AShortRowIsFilledAndNoted) {
  const Document got = read("a,b,c\n1\n1,2,3\n1,2\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "", ""}, Cells{"1", "2", "3"}, Cells{"1", "2", ""}));
  EXPECT_THAT(got.report.notes,
              ElementsAre("2 rows had fewer cells than the header (first on line 2); the missing ones "
                          "are empty"));
}

TEST(CsvRecovers, AFilledCellTooManyCostsTheRow) {
  const Document got = read("a,b\n1,2\n1,2,3\n1,2,,\n1,2,,4,\n5,6\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "2"}, Cells{"1", "2"}, Cells{"5", "6"}));
  EXPECT_THAT(got.report.skipped,
              ElementsAre(Skipped{3, "3 cells where the header has 2"}, Skipped{5, "4 cells where the header has 2"}));
}

TEST(CsvRecovers, LinesOfSeparatorsOnlyAreNoRows) {
  const Document got = read("a,b\n1,2\n,\n,,,\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "2"}));
  EXPECT_EQ(got.report.skipped_count, 0u);
  EXPECT_THAT(got.report.notes, ElementsAre("2 lines held nothing but separators and were passed over"));
}

TEST(CsvRecovers, SeparatorsAtTheEndOfEveryLine) {
  const Document got = read("a,b,\n1,2,\n3,4,\n");
  EXPECT_THAT(got.columns, ElementsAre("a", "b"));
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "2"}, Cells{"3", "4"}));
  EXPECT_THAT(got.report.notes, IsEmpty());
}

TEST(CsvRecovers, ColumnsWithoutAName) {
  const Document got = read(",a,,column_3\n1,2,3,4\n");
  EXPECT_THAT(got.columns, ElementsAre("column_1", "a", "column_3_", "column_3"));
  EXPECT_THAT(got.report.notes, ElementsAre("columns without a name: 2, called column_1, column_3_"));
  EXPECT_THAT(read("a,,\n1,2,\n").columns, ElementsAre("a", "column_2"));
}

TEST(CsvRecovers, QuotesInsideUnquotedCells) {
  EXPECT_THAT(read("a,b\n5\" pipe,x\"y\"\n").rows, ElementsAre(Cells{"5\" pipe", "x\"y\""}));
}

TEST(CsvRecovers, QuotesThatWereNotDoubled) {
  EXPECT_THAT(read("a,b\n\"He said \"hello\" to me, twice\",1\n").rows,
              ElementsAre(Cells{"He said \"hello\" to me, twice", "1"}));
}

TEST(CsvRecovers, BlanksAfterAQuote) {
  EXPECT_THAT(read("a,b\n\"x\" ,\"y\"  \n").rows, ElementsAre(Cells{"x", "y"}));
}

TEST(CsvRecovers, ACellThatOnlyBeginsWithAQuote) {
  const Document got = read("a,b\n\"5\" pipe,1\n\"Ann\" Smith,2\nplain,3\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"\"5\" pipe", "1"}, Cells{"\"Ann\" Smith", "2"}, Cells{"plain", "3"}));
  EXPECT_THAT(got.report.notes,
              ElementsAre("2 cells began with a quote that did not enclose them and were read as they stand"));
}

TEST(CsvRecovers, AQuoteNeverClosedCostsItsLineOnly) {
  const Document got = read("id,note\n1,fine\n2,\"never closed\n3,good\n4,also good\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"1", "fine"}, Cells{"3", "good"}, Cells{"4", "also good"}));
  EXPECT_THAT(got.lines, ElementsAre(2, 4, 5));
  EXPECT_THAT(got.report.skipped, ElementsAre(Skipped{3, "the quote that opens the cell \"note\" is never closed"}));
}

TEST(CsvRecovers, AQuoteNeverClosedAmongQuotedCells) {
  const Document got = read("\"id\",\"note\"\n\"1\",\"open\n\"2\",\"b\"\n\"3\",\"c\"\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"2", "b"}, Cells{"3", "c"}));
  EXPECT_EQ(got.report.skipped_count, 1u);
  EXPECT_EQ(got.report.skipped.at(0).line, 2u);
}

TEST(CsvRecovers, AQuoteNeverClosedLaterInARecord) {
  const Document got = read("a,b\n\"two\nlines\",\"open\n3,4\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"3", "4"}));
  EXPECT_THAT(got.lines, ElementsAre(4));
  EXPECT_THAT(got.report.skipped,
              ElementsAre(Skipped{2, "the quote that opens the cell \"b\" on line 3 is never closed"}));
}

TEST(CsvRecovers, AnEmptyQuotedCellAfterAQuoteNeverClosed) {
  EXPECT_THAT(read("a,b\n\"open,1\n\"\",2\nx,3\n").rows, ElementsAre(Cells{"", "2"}, Cells{"x", "3"}));
}

TEST(CsvRecovers, ABadByteInUtf8) {
  const Document got = read("n\nZo\xc3\xab caf\xe9\nM\xc3\xbcller\n");
  EXPECT_THAT(got.rows, ElementsAre(Cells{"Zoë café"}, Cells{"Müller"}));
  EXPECT_EQ(got.report.encoding, "UTF-8");
  EXPECT_THAT(got.report.notes, ElementsAre("1 byte was not UTF-8 and was read as Windows-1252"));
}

TEST(CsvRecovers, HalvesOfUtf16Pairs) {
  const Document got =
      read(std::string("\xff\xfe"
                       "n\0\n\0x\0\x3d\xd8y\0\n\0z",
                       15));
  EXPECT_THAT(got.rows, ElementsAre(Cells{"x\xef\xbf\xbdy"}, Cells{"\xef\xbf\xbd"}));
  EXPECT_THAT(got.report.notes, ElementsAre("2 halves of characters were replaced"));
}

TEST(CsvRecovers, AZeroByteFarInTheFileCostsItsRow) {
  std::string text = "n\n";
  while (text.size() < 300'000) text += "plain letters\n";
  text += std::string("a\0b\n", 4) + "last\n";
  const Document got = read(text);
  EXPECT_EQ(got.rows.back(), Cells{"last"});
  ASSERT_EQ(got.report.skipped.size(), 1u);
  EXPECT_EQ(got.report.skipped[0].reason, "it holds a zero byte");
  EXPECT_EQ(got.report.skipped[0].line + 1, got.lines.back());
}

TEST(CsvRecovers, ALongCellAndALongLineAreSkipped) {
  const Options options{.max_field_bytes = 100, .max_line_bytes = 1'000};
  const Document got = read("a,b\n" + std::string(101, 'x') + ",1\n" + std::string(100, 'x') + ",2\n" +
                                std::string(2'000, 'x') + ",3\nend,4\n",
                            options);
  EXPECT_THAT(got.rows, ElementsAre(Cells{std::string(100, 'x'), "2"}, Cells{"end", "4"}));
  EXPECT_THAT(got.lines, ElementsAre(3, 5));
  EXPECT_THAT(got.report.skipped, ElementsAre(Skipped{2, "the cell \"a\" is longer than 100 bytes"},
                                              Skipped{4, "the record is longer than 1000 bytes"}));
}

TEST(CsvRecovers, ALongQuotedCellOfManyLinesIsOneSkippedRow) {
  std::string note;
  for (int i = 0; i < 50; ++i) note += "line, and more\n";
  const Document got = read("a,b\n\"" + note + "\",1\nend,2\n", {.max_field_bytes = 100});
  EXPECT_THAT(got.rows, ElementsAre(Cells{"end", "2"}));
  EXPECT_THAT(got.report.skipped, ElementsAre(Skipped{2, "the cell \"a\" is longer than 100 bytes"}));
  EXPECT_THAT(got.lines, ElementsAre(53));
}

TEST(CsvRecovers, KeepsSoManyReasonsAndCountsAll) {
  std::string text = "a\n";
  for (std::size_t i = 0; i < kMaxSkippedKept + 500; ++i) text += "1,2\n";
  const Document got = read(text, {.separator = ','});
  EXPECT_EQ(got.report.skipped_count, kMaxSkippedKept + 500);
  EXPECT_EQ(got.report.skipped.size(), kMaxSkippedKept);
}

// Refuses

TEST(CsvRefuses, AnAbsentFile) {
  const Result<Reader> got = Reader::open("no/such/file.csv");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code(), ErrorCode::NotFound);
  EXPECT_EQ(got.error().message(), "\"no/such/file.csv\": there is no such file");
}

TEST(CsvRefuses, ADirectory) {
  const Result<Reader> got = Reader::open("/");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code(), ErrorCode::InvalidInput);
  EXPECT_THAT(got.error().message(), HasSubstr("directory"));
}

TEST(CsvRefuses, AnUnreadableFile) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempFile file("a\n1\n");
  std::filesystem::permissions(file.path(), std::filesystem::perms::none);
  const Result<Reader> got = Reader::open(file.path());
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code(), ErrorCode::Denied);
}

TEST(CsvRefuses, FilesWithoutAHeader) {
  for (const char* text : {"", "\n\n", "\xef\xbb\xbf", ",,,\n", "sep=;\n"}) {
    const Error error = refused(text);
    EXPECT_EQ(error.code(), ErrorCode::InvalidInput) << text;
    EXPECT_FALSE(error.hint().empty());
  }
}

TEST(CsvRefuses, BinaryFiles) {
  EXPECT_THAT(refused(std::string("a,b\n1,\0\n", 8)).message(), HasSubstr("binary"));
  EXPECT_THAT(refused("PK\x03\x04 and so on").message(), HasSubstr("Excel"));
  EXPECT_THAT(refused("\x01\x02\x03 and \x04\x05\x06\n").message(), HasSubstr("binary"));
  EXPECT_THAT(refused("%PDF-1.7\n").message(), HasSubstr("PDF"));
}

TEST(CsvRefuses, TwoColumnsOfOneName) {
  const Error same = refused("Email,Name, Email \n1,2,3\n");
  EXPECT_EQ(same.code(), ErrorCode::InvalidInput);
  EXPECT_EQ(same.message(), "\"text\": columns 1 and 3 are both named \"Email\"");
  EXPECT_THAT(same.hint(), HasSubstr("Rename one"));
  EXPECT_EQ(refused("Straße,x,STRASSE\n").message(),
            "\"text\": columns 1 and 3 have names that count as the same: \"Straße\" and \"STRASSE\"");
}

TEST(CsvRefuses, AHeaderTooWideOrTooLong) {
  EXPECT_EQ(refused("a,b,c,d\n", {.max_columns = 3}).code(), ErrorCode::TooLarge);
  EXPECT_EQ(refused(std::string(2'000, 'x') + "\n1\n", {.max_line_bytes = 1'000}).code(), ErrorCode::TooLarge);
}

TEST(CsvRefuses, ABrokenHeader) {
  const Error error = refused("\n\"a,b\n1,2\n");
  EXPECT_EQ(error.message(), "\"text\": line 2, the column names: the quote that opens cell 1 is never closed");
}

TEST(CsvRefuses, SeparatorsThatCannotBe) {
  for (const char c : {'"', '\n', '\r', '\0', '\xe9'}) {
    EXPECT_EQ(refused("a\n1\n", {.separator = c}).code(), ErrorCode::WrongUse);
  }
}

}  // namespace
}  // namespace leadlight::csv
