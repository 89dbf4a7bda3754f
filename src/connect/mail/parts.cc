#include "connect/mail/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "connect/mail/charset.h"
#include "connect/mail/html_text.h"

namespace leadlight::mail {
namespace {

constexpr const char* kCut = "more text than is read of one message; the rest was left out";

bool has_type(GMimeObject* part, const char* type, const char* subtype) {
  GMimeContentType* of = g_mime_object_get_content_type(part);
  return of != nullptr && g_mime_content_type_is_type(of, type, subtype);
}

std::string type_name(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  if (type == nullptr) return "text/plain";
  const GText name(g_mime_content_type_get_mime_type(type));
  return base::to_lower_ascii(one_line(or_empty(name.get())));
}

std::string parameter(GMimeObject* part, const char* name) {
  return one_line(or_empty(g_mime_object_get_content_type_parameter(part, name)));
}

/// Gives the decoded bytes of a part in pieces, to `take(std::string_view)` until that answers false.
template <class Take>
void decode(GMimePart* part, Take take) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return;
  GMimeStream* encoded = g_mime_data_wrapper_get_stream(content);
  g_mime_stream_reset(encoded);
  const Ref<GMimeStream> stream(g_mime_stream_filter_new(encoded));
  const Ref<GMimeFilter> filter(g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE));
  g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream.get()), filter.get());
  std::array<char, 16 << 10> buffer;
  while (true) {
    const ssize_t size = g_mime_stream_read(stream.get(), buffer.data(), buffer.size());
    if (size <= 0 || !take(std::string_view(buffer.data(), static_cast<size_t>(size)))) return;
  }
}

std::uint64_t decoded_size(GMimePart* part) {
  std::uint64_t size = 0;
  decode(part, [&](std::string_view piece) {
    size += piece.size();
    return true;
  });
  return size;
}

/// Line ends CRLF and CR become LF.
void append_with_lf(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
}

/// What a calendar says of itself before its first event (RFC 5545, 3.7.2), in lower case; empty where it does not.
std::string method_in(std::string_view calendar) {
  constexpr std::string_view kName = "METHOD:", kBegin = "BEGIN:V", kCalendar = "BEGIN:VCALENDAR";
  while (!calendar.empty()) {
    const size_t end = std::min(calendar.find_first_of("\r\n"), calendar.size());
    const std::string_view line = base::trim(calendar.substr(0, end));
    const auto begins = [&](std::string_view with) {
      return base::equals_ignoring_ascii_case(line.substr(0, with.size()), with);
    };
    if (begins(kName)) return base::to_lower_ascii(base::trim(line.substr(kName.size())));
    if (begins(kBegin) && !begins(kCalendar)) break;
    calendar.remove_prefix(std::min(end + 1, calendar.size()));
  }
  return {};
}

/// Marks and styles of HTML take several times the room of its text.
constexpr size_t kHtmlToText = 8;

enum class Want { Text, OnlyAttachments };

/// Walks the tree of parts once. In an alternative the plain text is read and its other forms are passed over, but for
/// what is attached to them.
class Reader {
 public:
  Reader(const Options& options, Message& message)
      : options_(options), message_(message), html_left_(kHtmlToText * options.max_text_bytes) {}

  void read(GMimeObject* part, int depth, Want want) {
    if (++parts_ > options_.max_parts)
      return say_once(fmt::format("more than {} parts; the rest was left out", options_.max_parts), parts_said_);
    if (depth > options_.max_depth)
      return say_once(fmt::format("parts stand more than {} deep within one another; the innermost were left out",
                                  options_.max_depth),
                      depth_said_);
    if (GMIME_IS_MULTIPART(part))
      read_multipart(GMIME_MULTIPART(part), depth, want);
    else if (GMIME_IS_PART(part))
      read_leaf(GMIME_PART(part), depth, want);
  }

 private:
  void read_multipart(GMimeMultipart* container, int depth, Want want) {
    const int count = g_mime_multipart_get_count(container);
    if (count == 0) return read_undivided(container, want);
    const bool alternative = has_type(GMIME_OBJECT(container), "multipart", "alternative");
    const auto child = [&](int i) { return g_mime_multipart_get_part(container, i); };
    const auto is_first_choice = [&](int i) { return alternative && has_type(child(i), "text", "plain"); };
    for (const bool first_choice : {true, false}) {
      for (int i = 0; i < count && parts_ <= options_.max_parts; ++i) {
        if (is_first_choice(i) != first_choice) continue;
        const size_t before = message_.text.size();
        read(child(i), depth + 1, want);
        if (alternative && message_.text.size() > before) want = Want::OnlyAttachments;
      }
    }
  }

  /// Several parts are announced, but what should divide them is not named or does not occur.
  void read_undivided(GMimeMultipart* container, Want want) {
    const std::string text = valid_utf8(or_empty(g_mime_multipart_get_prologue(container)));
    say_once("parts that nothing divides; they were read as text", undivided_said_);
    if (want == Want::Text) add_text(text, TextSource::Plain);
  }

  void read_leaf(GMimePart* part, int depth, Want want) {
    GMimeObject* object = GMIME_OBJECT(part);
    const bool calendar = has_type(object, "text", "calendar");
    if (calendar || has_type(object, "application", "ics")) read_calendar(part);
    const std::string name = one_line(or_empty(g_mime_part_get_filename(part)));
    const bool text = has_type(object, "text", "plain") || has_type(object, "text", "html");
    // The one part of a message is its text, whatever name it has.
    if (!text || g_mime_part_is_attachment(part) || (depth > 0 && !name.empty())) {
      if (!calendar || !name.empty()) message_.attachments.push_back({name, type_name(object), decoded_size(part)});
    } else if (want == Want::Text) {
      read_text(part);
    }
  }

  void read_text(GMimePart* part) {
    if (!has_type(GMIME_OBJECT(part), "text", "html")) return add_text(decoded_text(part, room()), TextSource::Plain);
    const std::string html = decoded_text(part, html_left_);
    html_left_ -= std::min(html_left_, html.size());
    // A character more tells that it was cut.
    add_text(html_to_text(html, room() + 4), TextSource::Html);
  }

  size_t room() const { return options_.max_text_bytes - std::min(options_.max_text_bytes, message_.text.size()); }

  void add_text(std::string_view text, TextSource source) {
    if (base::trim(text).empty()) return;
    if (text.size() > room()) say_once(kCut, cut_said_);
    if (!message_.text.empty() && message_.text.back() != '\n' && room() > 0) message_.text += '\n';
    append_with_lf(whole_characters(text, room()), message_.text);
    if (message_.text_source != TextSource::Plain) message_.text_source = source;
  }

  void read_calendar(GMimePart* part) {
    if (message_.calendars.size() >= options_.max_calendars)
      return say_once(fmt::format("more than {} calendars; the rest was left out", options_.max_calendars),
                      calendars_said_);
    size_t held = 0;
    for (const Calendar& other : message_.calendars) held += other.text.size();
    Calendar calendar{
        .method = base::to_lower_ascii(parameter(GMIME_OBJECT(part), "method")), .text_method = {}, .text = {}};
    calendar.text = decoded_text(part, options_.max_calendar_bytes - std::min(options_.max_calendar_bytes, held));
    calendar.text_method = method_in(calendar.text);
    // Google and others send the same twice, for reading and as a file.
    const auto is_same = [&](const Calendar& other) { return other.text == calendar.text; };
    if (std::ranges::none_of(message_.calendars, is_same)) message_.calendars.push_back(std::move(calendar));
  }

  /// At most `max` bytes of the part as UTF-8.
  std::string decoded_text(GMimePart* part, size_t max) {
    std::string bytes;
    bool cut = false;
    decode(part, [&](std::string_view piece) {
      cut = piece.size() > max - bytes.size();
      bytes.append(piece.substr(0, max - bytes.size()));
      return !cut;
    });
    if (cut) say_once(kCut, cut_said_);
    // Half a character would belie UTF-8.
    return to_utf8(cut ? without_cut_character(bytes) : bytes, parameter(GMIME_OBJECT(part), "charset"));
  }

  void say_once(std::string problem, bool& said) {
    if (!said) message_.problems.push_back(std::move(problem));
    said = true;
  }

  const Options& options_;
  Message& message_;
  size_t parts_ = 0, html_left_;
  bool parts_said_ = false, depth_said_ = false, cut_said_ = false, undivided_said_ = false, calendars_said_ = false;
};

}  // namespace

void read_parts(GMimeObject* root, const Options& options, Message& message) {
  if (root == nullptr) return;
  if (has_type(root, "multipart", "report")) message.report_type = base::to_lower_ascii(parameter(root, "report-type"));
  if (options.header_only) return;
  Reader(options, message).read(root, 0, options.with_text ? Want::Text : Want::OnlyAttachments);
}

}  // namespace leadlight::mail
