#include <gtest/gtest.h>

#include "base/text.h"
#include "connect/mail/bare_html.h"
#include "connect/mail/charset.h"
#include "connect/mail/html_text.h"

namespace leadlight::mail {
namespace {

TEST(Charset, ReadsWhatIsDeclared) {
  EXPECT_EQ(to_utf8("Gr\xfc\xdf", "iso-8859-1"), "Grüß");
  EXPECT_EQ(to_utf8("\xc4\xe3\xba\xc3", "GB2312"), "你好");
  EXPECT_EQ(to_utf8("\x1b$B$3$s\x1b(B", "iso-2022-jp"), "こん");
  EXPECT_EQ(to_utf8("\x80 5", "ISO-8859-1"), "€ 5") << "Windows-1252 under the name of Latin-1";
}

TEST(Charset, UnknownAndBeliedNamesAreGuessedFromTheBytes) {
  EXPECT_EQ(to_utf8("Grüß", "x-no-such"), "Grüß");
  EXPECT_EQ(to_utf8("Gr\xfc\xdf", "x-no-such"), "Grüß");
  EXPECT_EQ(to_utf8("Grüß", "us-ascii"), "Grüß");
  EXPECT_EQ(to_utf8("Gr\xfc\xdf", ""), "Grüß");
}

TEST(Charset, WhatStandsForNothingIsReplaced) {
  EXPECT_EQ(to_utf8("a\xff"
                    "b",
                    "utf-8"),
            "a\uFFFDb");
  EXPECT_EQ(valid_utf8(std::string_view("a\0b\xc3", 4)), "ab\uFFFD");
}

TEST(Charset, OnlyHalfACharacterIsCut) {
  EXPECT_EQ(without_cut_character("ä"), "ä");
  EXPECT_EQ(without_cut_character("a\xf0\x9f\x98"), "a");
  // Bytes that begin nothing: how far back may be looked is not taken from them.
  for (const std::string_view bytes : {"", "\x9f", "\x9f\x9f", "\xff"}) EXPECT_EQ(without_cut_character(bytes), bytes);
}

TEST(Charset, OneLineHasNoBreaksAndNoControls) {
  EXPECT_EQ(one_line(" Ann\r\n\tLee\x01 \x7f"), "Ann Lee");
  EXPECT_EQ(one_line(" \n "), "");
}

TEST(HtmlText, GivesLinesAsTheyAreSeen) {
  EXPECT_EQ(html_to_text("<p>Hello&nbsp;<b>Ann</b>,</p><p>see<br>you &amp; Bob</p>", 1000),
            "Hello\u00a0Ann,\nsee\nyou & Bob");
  EXPECT_EQ(html_to_text("<table><tr><td>a<td>b<tr><td>c</table>", 1000), "a b\nc");
  EXPECT_EQ(html_to_text("<pre>one\n two</pre>", 1000), "one\ntwo");
}

TEST(HtmlText, LeavesOutWhatNobodySees) {
  EXPECT_EQ(
      html_to_text("<html><head><title>t</title><style>p{}</style></head><body><script>x()</script>seen</body>", 99),
      "seen");
}

TEST(HtmlText, IgnoresTheCharsetWithin) {
  EXPECT_EQ(html_to_text("<meta charset=\"iso-8859-1\"><p>Grüß</p>", 1000), "Grüß");
}

TEST(HtmlText, RecoversFromBrokenTags) {
  EXPECT_EQ(html_to_text("<p>a <b>b <div>c</p> &bogus; <", 1000).substr(0, 3), "a b");
  EXPECT_EQ(html_to_text("plain text, no tags", 1000), "plain text, no tags");
}

TEST(HtmlText, DeepNestingEndsAtTheLimitOfText) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div><b>";
  EXPECT_EQ(html_to_text(deep + "x", 1000).size() <= 1, true);
  const std::string text = html_to_text("<p>" + std::string(10'000, 'x'), 100);
  EXPECT_EQ(text.size(), 100u);
  EXPECT_EQ(html_to_text("<p>ääääää", 5), "ää") << "no half character, nor a mark in its place";
}

TEST(HtmlText, TagsThatNeverEndAreReadInOnePass) {
  std::string attributes = "<p>seen<b ";
  for (int i = 0; i < 300'000; ++i) attributes += "a" + std::to_string(i) + ' ';
  EXPECT_EQ(html_to_text(attributes + ">too", 1000), "seentoo");
  std::string open, close;
  for (int i = 0; i < 200'000; ++i) {
    open += "<b>";
    close += "</i>";
  }
  EXPECT_EQ(html_to_text("<p>seen" + open + close, 1000), "seen");
}

TEST(BareHtml, KeepsTagsAndText) {
  EXPECT_EQ(bare_html("<!DOCTYPE html><P class=\"a>b\" id=c>one<br/>&amp; <img alt='x' />two</P> 1 < 2"),
            "<!DOCTYPE html><P>one<br/>&amp; <img/>two</P> 1 < 2");
}

TEST(BareHtml, LeavesOutCommentsScriptsAndStyles) {
  EXPECT_EQ(bare_html("a<!-- if a <b then -->b<!-->c"), "a<!---->b<!---->c");
  EXPECT_EQ(bare_html("<script src=x>if (a<b && c=\"</p>\") {}</SCRIPT>b<style>a<b</style>c"),
            "<script></SCRIPT>b<style></style>c");
  EXPECT_EQ(bare_html("<script/>b"), "<script/>b");
}

TEST(BareHtml, WhatIsLeftOpenEndsWithTheText) {
  EXPECT_EQ(bare_html("a<b c='d>e"), "a<b>");
  EXPECT_EQ(bare_html("a<!-- b"), "a<!---->");
  EXPECT_EQ(bare_html("a<script>b"), "a<script>");
  EXPECT_EQ(bare_html("a<"), "a<");
  EXPECT_EQ(bare_html("<<!-- -->b c d"), "<<!---->b c d") << "what is left out joins nothing to a tag";
}

}  // namespace
}  // namespace leadlight::mail
