#include "connect/mail/html_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "connect/mail/bare_html.h"
#include "connect/mail/charset.h"

namespace leadlight::mail {
namespace {

/// Tags within one another. Each end tag is looked for among all that are open.
constexpr int kMaxDepth = 500;

constexpr auto kUnseen = std::to_array<std::string_view>({"head", "script", "style", "template", "title", "noframes"});
constexpr auto kBlocks = std::to_array<std::string_view>(
    {"address", "article", "blockquote", "body", "caption", "dd",  "div",     "dl",    "dt",     "fieldset",
     "footer",  "form",    "h1",         "h2",   "h3",      "h4",  "h5",      "h6",    "header", "hr",
     "li",      "main",    "nav",        "ol",   "p",       "pre", "section", "table", "tr",     "ul"});

template <class Names>
bool is_one_of(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Collects the text between tags: blanks collapsed as a browser does outside `pre`.
class Collector {
 public:
  explicit Collector(size_t max_bytes) : max_(max_bytes) {}

  void open(std::string_view tag) {
    ++depth_;
    if (is_one_of(kUnseen, tag)) ++unseen_;
    if (tag == "pre") ++pre_;
    if (tag == "br") break_line();
    if (tag == "td" || tag == "th") blank_ = true;
    if (is_one_of(kBlocks, tag)) end_block();
  }
  void close(std::string_view tag) {
    --depth_;
    if (is_one_of(kUnseen, tag) && unseen_ > 0) --unseen_;
    if (tag == "pre" && pre_ > 0) --pre_;
    if (is_one_of(kBlocks, tag)) end_block();
  }
  void add(std::string_view text) {
    if (unseen_ > 0) return;
    for (const char c : text) {
      if (full()) return;
      if (c == '\n' && pre_ > 0)
        break_line();
      else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
        blank_ = true;
      else
        put(c);
    }
  }
  bool full() const { return text_.size() >= max_; }
  bool too_deep() const { return depth_ > kMaxDepth; }
  std::string take() {
    text_.resize(without_cut_character(std::string_view(text_).substr(0, max_)).size());
    while (!text_.empty() && (text_.back() == '\n' || text_.back() == ' ')) text_.pop_back();
    return valid_utf8(text_);
  }

 private:
  void put(char c) {
    if (blank_ && !text_.empty() && text_.back() != '\n') text_ += ' ';
    blank_ = false;
    text_ += c;
  }
  void break_line() {
    blank_ = false;
    // An empty line tells paragraphs apart; more of them tell nothing.
    if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
  }
  void end_block() {
    if (!text_.empty() && text_.back() != '\n') break_line();
    blank_ = false;
  }

  size_t max_;
  std::string text_;
  int unseen_ = 0, pre_ = 0, depth_ = 0;
  bool blank_ = false;  // Seen, and written when a letter follows on the same line.
};

std::string_view view(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}
Collector& collector(void* context) {
  return *static_cast<Collector*>(static_cast<htmlParserCtxtPtr>(context)->_private);
}
void on_open(void* context, const xmlChar* name, const xmlChar**) {
  collector(context).open(view(name));
  if (collector(context).too_deep()) xmlStopParser(static_cast<htmlParserCtxtPtr>(context));
}
void on_close(void* context, const xmlChar* name) {
  collector(context).close(view(name));
}
void on_text(void* context, const xmlChar* text, int size) {
  collector(context).add({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
  if (collector(context).full()) xmlStopParser(static_cast<htmlParserCtxtPtr>(context));
}

struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

}  // namespace

std::string html_to_text(std::string_view html, size_t max_bytes) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (!parser || html.empty()) return {};
  // Called back at every tag: no tree is built, however deep the tags stand in one another.
  *parser->sax = {};
  parser->sax->startElement = on_open;
  parser->sax->endElement = on_close;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  Collector text(max_bytes);
  parser->_private = &text;
  const std::string bare = bare_html(html);
  htmlCtxtReadMemory(parser.get(), bare.data(), static_cast<int>(bare.size()), nullptr, "UTF-8",
                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  return text.take();
}

}  // namespace leadlight::mail
