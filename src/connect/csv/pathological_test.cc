// Hostile and huge input: the same answer however the bytes arrive, bounded memory, linear time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "base/random.h"
#include "base/text.h"
#include "connect/csv/reader.h"

namespace leadlight::csv {
namespace {

/// Gives a text in pieces that end at `cut` and every `step` bytes after it.
class CutSource : public Source {
 public:
  CutSource(std::string text, size_t cut, size_t step) : text_(std::move(text)), next_cut_(cut), step_(step) {}
  Result<size_t> read(std::span<char> buffer) override {
    const size_t n = std::min({buffer.size(), text_.size() - at_, next_cut_ - at_});
    std::memcpy(buffer.data(), text_.data() + at_, n);
    at_ += n;
    if (at_ == next_cut_) next_cut_ += step_;
    return n;
  }

 private:
  std::string text_;
  size_t at_ = 0, next_cut_, step_;
};

/// Repeats a block so many times without ever holding it all.
class RepeatedSource : public Source {
 public:
  RepeatedSource(std::string front, std::string block, size_t times, std::string back)
      : front_(std::move(front)), block_(std::move(block)), back_(std::move(back)), left_(times) {
    piece_ = front_;
  }
  Result<size_t> read(std::span<char> buffer) override {
    while (piece_.empty() && !done_) {
      if (left_ > 0) {
        --left_;
        piece_ = block_;
      } else {
        done_ = true;
        piece_ = back_;
      }
    }
    const size_t n = std::min(buffer.size(), piece_.size());
    std::memcpy(buffer.data(), piece_.data(), n);
    piece_.remove_prefix(n);
    return n;
  }

 private:
  std::string front_, block_, back_;
  std::string_view piece_;
  size_t left_;
  bool done_ = false;
};

struct Outcome {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;
  std::vector<Skipped> skipped;
  std::vector<std::string> notes;
  std::string encoding;
  bool operator==(const Outcome&) const = default;
};

Outcome read(std::unique_ptr<Source> source, Options options = {}) {
  Result<Reader> reader = Reader::from_source(std::move(source), "test", options);
  if (!reader) {
    ADD_FAILURE() << reader.error().to_string();
    return {};
  }
  Result<Document> got = read_document(std::move(*reader));
  if (!got) {
    ADD_FAILURE() << got.error().to_string();
    return {};
  }
  return {std::move(got->rows), std::move(got->lines), std::move(got->report.skipped), std::move(got->report.notes),
          std::move(got->report.encoding)};
}

constexpr size_t kHead = 256 << 10;  // What the reader asks for first; pieces are seen as such after it.

/// A table whose interesting part begins just before the first piece ends.
std::string with_filler(const std::string& interesting) {
  std::string text = "a,b,c\n";
  while (text.size() + 200 < kHead) text += std::string(100, 'x') + ",,\n";
  return text + "y" + std::string(kHead - text.size() - 25, 'y') + ",,\n" + interesting;
}

const char* const kInteresting[] = {
    "1,2,3\r\n4,5,6\r7,8,9\n\r\n\r,,\n1\n1,2,3,4\n",
    "\"x\"\"y\",\"l\r\nm\rn\no\",\"\"\r\n\"\"\"\",\"\"\"a\"\"\" ,\"b\"\n",
    "Zo\xc3\xab,\xe0\xb8\xaa,\xf0\x9f\x98\x80\nbad \xe9,\xf0\x9f\x98,\xc3\n\xed\xa0\x80,\xff,x\n",
    "M\xfcller,\xc3\xa9\x80,x\n",
    "1,\"open,2\n3,\"x\",4\n\"5\" pipe,6,7\n\"\"a,8,9\n8,\"never\n9,9,9",
    "\"He \"said\", twice\",\"\r\n",
};

TEST(CsvPathological, ThePlacesWhereBytesAreCutDoNotMatter) {
  for (const char* interesting : kInteresting) {
    const std::string text = with_filler(interesting);
    const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1));
    ASSERT_GT(whole.rows.size(), 2'000u);
    for (size_t cut = kHead - 2; cut < text.size(); ++cut) {
      ASSERT_EQ(read(std::make_unique<CutSource>(text, cut, text.size())), whole) << interesting << " cut " << cut;
    }
    ASSERT_EQ(read(std::make_unique<CutSource>(text, kHead, 1)), whole) << interesting;
  }
}

TEST(CsvPathological, ThePlacesWhereUtf16IsCutDoNotMatter) {
  const std::string ascii = with_filler("");
  std::string text = "\xff\xfe";
  for (const char c : ascii) text += {c, '\0'};
  const size_t from = text.size() - 60;
  text += std::string("\"\0\x3d\xd8\x00\xde\"\0,\0\x3d\xd8,\0\r\0\n\0\x3d\xd8\x3d\xd8\x00\xde\n\0z\0", 28);
  const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1));
  EXPECT_EQ(whole.rows.back().at(0), "z");
  for (size_t cut = from; cut < text.size(); ++cut) {
    ASSERT_EQ(read(std::make_unique<CutSource>(text, cut, 3)), whole) << cut;
  }
}

TEST(CsvPathological, RandomBytesGiveTheSameRowsHoweverCut) {
  const std::string_view letters = "ab,\"\"\"\n\n\r ;\t\xc3\xa9\x80|";
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text = with_filler("");
    const size_t from = text.size();
    for (size_t n = random.below(120); n > 0; --n) text += letters[random.below(letters.size())];
    const Options options{.max_field_bytes = 20 + random.below(20), .max_line_bytes = 130 + random.below(50)};
    // The filler's last line is longer than that, which the reader is to stand as well.
    const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1), options);
    const Outcome pieces = read(std::make_unique<CutSource>(text, from - 2, 1 + random.below(7)), options);
    ASSERT_EQ(pieces, whole) << testing::PrintToString(text.substr(from));
    for (const auto& row : whole.rows) {
      ASSERT_EQ(row.size(), 3u);
      for (const std::string& cell : row) ASSERT_TRUE(base::is_valid_utf8(cell));
    }
  }
}

TEST(CsvPathological, ALineOfFiftyMegabytesIsSkipped) {
  const Outcome got = read(std::make_unique<RepeatedSource>("a,b\n1,2\n", std::string(1 << 20, 'x'), 50, "\n3,4\n"));
  EXPECT_EQ(got.rows, (std::vector<std::vector<std::string>>{{"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(got.lines, (std::vector<std::uint64_t>{2, 4}));
  EXPECT_EQ(got.skipped, (std::vector<Skipped>{{3, "the record is longer than 16 MiB"}}));
}

TEST(CsvPathological, AQuotedCellOfFiftyMegabytesIsSkipped) {
  const Outcome got = read(std::make_unique<RepeatedSource>("a,b\n1,\"", std::string(1 << 20, 'x'), 50, "\"\n3,4\n"));
  EXPECT_EQ(got.rows, (std::vector<std::vector<std::string>>{{"3", "4"}}));
  EXPECT_EQ(got.skipped.size(), 1u);
}

TEST(CsvPathological, AQuoteNeverClosedAtTheFrontOfALargeFileLosesOneLine) {
  std::string block;
  for (int i = 0; i < 10'000; ++i) block += "some,plain cells\n";
  Result<Reader> reader =
      Reader::from_source(std::make_unique<RepeatedSource>("a,b\n1,\"open\n", block, 200, ""), "test", {});
  ASSERT_TRUE(reader);
  while (*reader->next()) {
  }
  EXPECT_EQ(reader->report().rows, 2'000'000u);
  EXPECT_EQ(reader->report().skipped_count, 1u);
}

// Each of these cost hours where every line makes the reader look at the rest of the file.
TEST(CsvPathological, QuotesOnEveryLineCostLinearTime) {
  for (const char* line :
       {"\"\"a\n", "\"\"a,\n", "\"x\n", "x,\"\"a\n", "\"\"\n", "\"\"a\r", "\"\"a,\"\"b,\"\"c,\"\"d\n"}) {
    std::string block;
    for (int i = 0; i < 1'000; ++i) block += line;
    Result<Reader> reader =
        Reader::from_source(std::make_unique<RepeatedSource>("a,b,c,d\n", block, 2'000, ""), "test", {});
    ASSERT_TRUE(reader);
    while (*reader->next()) {
    }
    const Report report = reader->report();
    EXPECT_EQ(report.rows + report.skipped_count, 2'000'000u) << line;
  }
}

TEST(CsvPathological, MillionsOfCellsInOneRecordCostNoMemory) {
  const Outcome got = read(std::make_unique<RepeatedSource>("a,b\n1,2\n", std::string(1 << 20, ','), 15, "x\n3,4\n"));
  EXPECT_EQ(got.rows.size(), 2u);
  EXPECT_EQ(got.skipped, (std::vector<Skipped>{{3, "15728641 cells where the header has 2"}}));
}

TEST(CsvPathological, AnErrorInTheMiddleIsSaid) {
  class Failing : public Source {
   public:
    Result<size_t> read(std::span<char> buffer) override {
      if (calls_++ > 0) return fail(ErrorCode::Unavailable, "the disk is gone");
      std::fill(buffer.begin(), buffer.end(), '\n');
      std::memcpy(buffer.data(), "a,b\n1,2", 7);
      return buffer.size();
    }

   private:
    int calls_ = 0;
  };
  Result<Reader> reader = Reader::from_source(std::make_unique<Failing>(), "test", {});
  ASSERT_TRUE(reader);
  EXPECT_TRUE(reader->next());
  const Result<Row*> next = reader->next();
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().message(), "the disk is gone");
}

}  // namespace
}  // namespace leadlight::csv
