#include "connect/csv/writer.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "connect/csv/reader.h"

namespace leadlight::csv {
namespace {

using Cells = std::vector<std::string>;

std::string written(const std::vector<Cells>& rows, char separator = ',', Formulas formulas = Formulas::Keep) {
  Writer writer(separator, formulas);
  for (const Cells& row : rows) writer.write(row);
  return writer.take();
}

TEST(CsvQuote, OnlyWhatNeedsIt) {
  EXPECT_EQ(quote("plain text"), "plain text");
  EXPECT_EQ(quote(""), "");
  EXPECT_EQ(quote("a,b"), "\"a,b\"");
  EXPECT_EQ(quote("a,b", ';'), "a,b");
  EXPECT_EQ(quote("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(quote("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(quote(" blank"), "\" blank\"");
}

TEST(CsvWriter, EndsLinesAsRfc4180Says) {
  EXPECT_EQ(written({{"a", "b"}, {"1", "x,y"}}), "a,b\r\n1,\"x,y\"\r\n");
}

TEST(CsvWriter, TakesWhatIsPendingOnce) {
  Writer writer;
  writer.write(Cells{"a"});
  EXPECT_EQ(writer.pending_bytes(), 3u);
  EXPECT_EQ(writer.take(), "a\r\n");
  EXPECT_EQ(writer.take(), "");
}

TEST(CsvWriter, DisarmsFormulasButNotNumbers) {
  const Cells cells = {"=1+1", "+31 20", "-5", "+4.5", "-", "@sum", "-2+3", "\tx", "text", "1e3", "=a,b"};
  EXPECT_EQ(written({cells}, ',', Formulas::Disarm), "'=1+1,'+31 20,-5,+4.5,-,'@sum,'-2+3,'\tx,text,1e3,\"'=a,b\"\r\n");
  EXPECT_EQ(written({{"=1+1"}}), "=1+1\r\n");
}

TEST(CsvWriter, WhatItWritesIsReadBack) {
  const std::vector<std::string> pieces = {
      "a", "B",    "7", " ", ",",    ";", "\t",         "|", "\"", "\"\"", "\n", "\r",       "é",
      "😀", "\r\n", "=", "'", "sep=", ".", "long words", "-", "",   "",     "\f", "\xc2\xa0", "ไทย"};
  Random random(4180);
  for (int round = 0; round < 2'000; ++round) {
    const char separator = ",;\t|"[random.below(4)];
    const size_t width = 1 + random.below(5);
    std::vector<Cells> rows(random.below(6), Cells(width));
    for (Cells& row : rows) {
      for (std::string& cell : row) {
        for (size_t n = random.below(6); n > 0; --n) cell += pieces[random.below(pieces.size())];
      }
    }
    std::vector<Cells> table = rows;
    table.emplace(table.begin());
    for (size_t i = 0; i < width; ++i) table[0].push_back("column " + std::to_string(i));
    const std::string text = written(table, separator);

    Result<Reader> reader = Reader::from_text(text, {.separator = separator});
    ASSERT_TRUE(reader) << reader.error().to_string() << text;
    const Result<Document> got = read_document(std::move(*reader));
    ASSERT_TRUE(got) << got.error().to_string();
    ASSERT_EQ(got->rows, rows) << text;
    ASSERT_EQ(got->columns, table[0]);
    ASSERT_EQ(got->report.skipped_count, 0u);
    ASSERT_TRUE(got->report.notes.empty()) << text;
  }
}

}  // namespace
}  // namespace leadlight::csv
