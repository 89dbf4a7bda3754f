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

constexpr std::string_view kFront = "a,b,c\nyy,zz,\n";
constexpr Options kSmallSample = {.sample_bytes = kFront.size()};

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
    const std::string text = std::string(kFront) + interesting;
    const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1), kSmallSample);
    ASSERT_GT(whole.rows.size() + whole.skipped.size(), 1u);
    for (size_t cut = 1; cut < text.size(); ++cut) {
      for (const size_t step : {size_t{1}, size_t{3}, text.size()}) {
        ASSERT_EQ(read(std::make_unique<CutSource>(text, cut, step), kSmallSample), whole)
            << interesting << " cut " << cut;
      }
    }
  }
}

TEST(CsvPathological, ThePlacesWhereUtf16IsCutDoNotMatter) {
  std::string text = "\xff\xfe";
  for (const char c : kFront) text += {c, '\0'};
  text += std::string("\"\0\x3d\xd8\x00\xde\"\0,\0\x3d\xd8,\0\r\0\n\0\x3d\xd8\x3d\xd8\x00\xde\n\0z\0", 28);
  const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1), kSmallSample);
  EXPECT_EQ(whole.rows.back().at(0), "z");
  for (size_t cut = 1; cut < text.size(); ++cut) {
    ASSERT_EQ(read(std::make_unique<CutSource>(text, cut, 3), kSmallSample), whole) << cut;
  }
}

TEST(CsvPathological, RandomBytesGiveTheSameRowsHoweverCut) {
  const std::string_view letters = "ab,\"\"\"\n\n\r ;\t\xc3\xa9\x80|";
  Random random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(kFront);
    for (size_t n = random.below(120); n > 0; --n) text += letters[random.below(letters.size())];
    const Options options{.max_field_bytes = 20 + random.below(20),
                          .max_line_bytes = 30 + random.below(50),
                          .sample_bytes = kFront.size()};
    const Outcome whole = read(std::make_unique<CutSource>(text, text.size(), 1), options);
    const Outcome pieces = read(std::make_unique<CutSource>(text, 1, 1 + random.below(7)), options);
    ASSERT_EQ(pieces, whole) << testing::PrintToString(text);
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
      Reader::from_source(std::make_unique<RepeatedSource>("a,b\n1,\"open\n", block, 120, ""), "test", {});
  ASSERT_TRUE(reader);
  while (*reader->next()) {
  }
  EXPECT_EQ(reader->report().rows, 1'200'000u);
  EXPECT_EQ(reader->report().skipped_count, 1u);
}

// Each of these would cost minutes if every line made the reader look as far as it may.
TEST(CsvPathological, QuotesOnEveryLineCostLinearTime) {
  for (const char* line :
       {"\"\"a\n", "\"\"a,\n", "\"x\n", "x,\"\"a\n", "\"\"\n", "\"\"a\r", "\"\"a,\"\"b,\"\"c,\"\"d\n"}) {
    std::string block;
    for (int i = 0; i < 1'000; ++i) block += line;
    Result<Reader> reader = Reader::from_source(std::make_unique<RepeatedSource>("a,b,c,d\n", block, 400, ""), "test",
                                                {.max_line_bytes = 1 << 20});
    ASSERT_TRUE(reader);
    while (*reader->next()) {
    }
    const Report report = reader->report();
    EXPECT_EQ(report.rows + report.skipped_count, 400'000u) << line;
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
