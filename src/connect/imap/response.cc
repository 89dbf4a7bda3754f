#include "connect/imap/response.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace leadlight::imap {
namespace {

/// Of lists in lists: what is deeper is passed over, not the whole response.
constexpr int kMostDepth = 60;
/// Of one response. A value takes many times the memory of the two bytes that it may have on the line.
constexpr std::size_t kMostListed = 100'000;

/// A value of a response: an atom, a text, or a list of values.
struct Item {
  enum class Kind { Atom, Text, List } kind = Kind::Atom;
  std::string text;
  std::vector<Item> list;

  bool is_atom(std::string_view name) const {
    return kind == Kind::Atom && base::equals_ignoring_ascii_case(text, name);
  }
};

/// Reads values from the front of a line:
///   value = "(" [value *(SP value)] ")" / DQUOTE text DQUOTE / "{" size "}" / atom
/// An atom may hold brackets with blanks in them: BODY[HEADER.FIELDS (TO)]<0>.
class Reader {
 public:
  explicit Reader(const Response& response) : response_(response), rest_(response.line) {}

  bool at_end() {
    skip_blanks();
    return rest_.empty();
  }
  std::optional<Item> next(int depth = 0) {
    skip_blanks();
    if (rest_.empty() || rest_.front() == ')') return std::nullopt;
    return rest_.front() == '(' ? list(depth) : word();
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  std::optional<Item> word() {
    if (rest_.front() == '"') return quoted_text();
    if (rest_.front() == '{') return literal();
    return atom();
  }
  std::optional<Item> list(int depth) {
    rest_.remove_prefix(1);
    Item item{Item::Kind::List, {}, {}};
    if (depth >= kMostDepth) return pass_over_list() ? std::optional(item) : std::nullopt;
    while (auto value = next(depth + 1)) {
      if (++listed_ > kMostListed) return std::nullopt;
      item.list.push_back(*std::move(value));
    }
    if (rest_.empty() || rest_.front() != ')') return std::nullopt;
    rest_.remove_prefix(1);
    return item;
  }
  /// To the end of a list that has begun; false where it has none.
  bool pass_over_list() {
    for (int open = 1; open > 0;) {
      skip_blanks();
      if (rest_.empty()) return false;
      if (const char c = rest_.front(); c == '(' || c == ')') {
        open += c == '(' ? 1 : -1;
        rest_.remove_prefix(1);
      } else if (!word()) {
        return false;
      }
    }
    return true;
  }
  std::optional<Item> quoted_text() {
    Item item{Item::Kind::Text, {}, {}};
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return item;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      item.text += rest_[i];
    }
    return std::nullopt;
  }
  std::optional<Item> literal() {
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos || literal_ >= response_.literals.size()) return std::nullopt;
    rest_.remove_prefix(end + 1);
    return Item{Item::Kind::Text, response_.literals[literal_++], {}};
  }
  Item atom() {
    std::size_t size = 0;
    for (int brackets = 0; size < rest_.size(); ++size) {
      const char c = rest_[size];
      if (c == '[') ++brackets;
      if (c == ']' && brackets > 0) --brackets;
      if (brackets == 0 && (c == ' ' || c == '(' || c == ')')) break;
    }
    Item item{Item::Kind::Atom, std::string(rest_.substr(0, size)), {}};
    rest_.remove_prefix(size);
    return item;
  }

  const Response& response_;
  std::string_view rest_;
  std::size_t literal_ = 0, listed_ = 0;
};

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Use use_of(std::string_view attribute) {
  constexpr std::pair<std::string_view, Use> kUses[] = {
      {"\\All", Use::All},   {"\\Drafts", Use::Drafts}, {"\\Flagged", Use::Flagged}, {"\\Important", Use::Important},
      {"\\Junk", Use::Junk}, {"\\Sent", Use::Sent},     {"\\Trash", Use::Trash}};
  for (const auto& [name, use] : kUses) {
    if (base::equals_ignoring_ascii_case(attribute, name)) return use;
  }
  return Use::Any;
}

/// Servers that say nothing name these folders so.
Use use_by_name(std::string_view name) {
  constexpr std::pair<std::string_view, Use> kNames[] = {
      {"trash", Use::Trash},      {"deleted items", Use::Trash}, {"deleted messages", Use::Trash},
      {"junk", Use::Junk},        {"junk e-mail", Use::Junk},    {"junk email", Use::Junk},
      {"spam", Use::Junk},        {"bulk mail", Use::Junk},      {"drafts", Use::Drafts},
      {"papierkorb", Use::Trash}, {"entwürfe", Use::Drafts},     {"concepten", Use::Drafts},
      {"prullenbak", Use::Trash}, {"ungewünscht", Use::Junk},    {"ongewenste e-mail", Use::Junk}};
  const std::size_t slash = name.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? name : name.substr(slash + 1);
  const std::string folded = base::fold(last);
  for (const auto& [known, use] : kNames) {
    if (folded == base::fold(known)) return use;
  }
  return Use::Any;
}

/// `("NAME" "offer.pdf" "CHARSET" "utf-8")`: whether it names a file.
bool names_file(const Item& parameters) {
  if (parameters.kind != Item::Kind::List) return false;
  for (std::size_t i = 0; i + 1 < parameters.list.size(); i += 2) {
    const std::string name = base::to_lower_ascii(parameters.list[i].text);
    if ((name.starts_with("name") || name.starts_with("filename")) && !parameters.list[i + 1].text.empty()) return true;
  }
  return false;
}

/// Counts what connect/mail counts as attached when it has the whole mail (parts.cc).
void read_structure(const Item& body, int depth, const std::string& number, Structure& structure) {
  if (body.kind != Item::Kind::List || body.list.empty() || depth > kMostDepth) return;
  if (body.list.front().kind == Item::Kind::List) {
    for (int i = 1; const Item& part : body.list) {
      if (part.kind != Item::Kind::List) return;  // The subtype; what follows describes the container.
      const std::string within = number.empty() ? "" : number + ".";
      read_structure(part, depth + 1, within + std::to_string(i++), structure);
    }
    return;
  }
  if (body.list.size() < 3) return;
  const std::string type = base::to_lower_ascii(body.list[0].text), subtype = base::to_lower_ascii(body.list[1].text);
  bool named = names_file(body.list[2]), attached = false;
  for (std::size_t i = 7; i < body.list.size(); ++i) {
    const Item& more = body.list[i];
    if (more.kind != Item::Kind::List || more.list.empty() || more.list.front().kind == Item::Kind::List) continue;
    attached |= base::equals_ignoring_ascii_case(more.list.front().text, "attachment");
    if (more.list.size() > 1) named |= names_file(more.list[1]);
  }
  const bool calendar = type == "text" && subtype == "calendar";
  const bool text = type == "text" && (subtype == "plain" || subtype == "html");
  if ((calendar || (type == "application" && subtype == "ics")) && structure.calendar.empty())
    structure.calendar = number.empty() ? "TEXT" : number;
  if ((!text || attached || (depth > 0 && named)) && (!calendar || named)) ++structure.attachments;
}

}  // namespace

std::optional<Folder> folder_from(const Response& response) {
  Reader reader(response);
  const auto star = reader.next(), list = reader.next(), attributes = reader.next(), divider = reader.next(),
             name = reader.next();
  if (!star || !star->is_atom("*") || !list || !list->is_atom("LIST") || !attributes || !divider || !name)
    return std::nullopt;
  Folder folder{name->text, name->text, Use::Any, true};
  // INBOX is this one, however it is written.
  if (base::equals_ignoring_ascii_case(folder.name, "INBOX")) folder.name = "INBOX";
  if (divider->kind == Item::Kind::Text && divider->text.size() == 1 && divider->text != "/")
    std::ranges::replace(folder.name, divider->text.front(), '/');
  folder.name = readable_name(folder.name);
  for (const Item& attribute : attributes->list) {
    if (attribute.is_atom("\\Noselect") || attribute.is_atom("\\NonExistent")) folder.selectable = false;
    if (const Use use = use_of(attribute.text); use != Use::Any) folder.use = use;
  }
  if (folder.use == Use::Any) folder.use = use_by_name(folder.name);
  return folder;
}

std::optional<Fetched> fetched_from(Response response) {
  Reader reader(response);
  const auto star = reader.next(), number = reader.next(), fetch = reader.next();
  if (!star || !star->is_atom("*") || !number || !fetch || !fetch->is_atom("FETCH")) return std::nullopt;
  auto values = reader.next();
  if (!values || values->kind != Item::Kind::List) return std::nullopt;
  Fetched fetched;
  for (std::size_t i = 0; i + 1 < values->list.size(); i += 2) {
    const Item& name = values->list[i];
    Item& value = values->list[i + 1];
    if (name.is_atom("UID")) fetched.uid = number_of<std::uint32_t>(value.text).value_or(0);
    if (name.is_atom("RFC822.SIZE")) fetched.size_bytes = number_of<std::uint64_t>(value.text).value_or(0);
    if (name.is_atom("BODYSTRUCTURE")) read_structure(value, 0, {}, fetched.structure.emplace());
    const std::string section = name.kind == Item::Kind::Atom ? base::to_lower_ascii(name.text) : std::string();
    if (!section.starts_with("body[") || value.kind != Item::Kind::Text) continue;
    if (section.ends_with(".mime]"))
      fetched.part_header = std::move(value.text);
    else
      fetched.bytes = std::move(value.text);
  }
  if (fetched.uid == 0) return std::nullopt;
  return fetched;
}

std::optional<std::vector<std::uint32_t>> found_by(const Response& response) {
  constexpr std::string_view kSearch = "* SEARCH";
  std::string_view rest = response.line;
  if (!base::equals_ignoring_ascii_case(rest.substr(0, kSearch.size()), kSearch)) return std::nullopt;
  rest.remove_prefix(kSearch.size());
  if (!rest.empty() && rest.front() != ' ') return std::nullopt;
  std::vector<std::uint32_t> numbers;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (const auto number = number_of<std::uint32_t>(word)) numbers.push_back(*number);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return numbers;
}

std::optional<std::uint32_t> coded_number(std::string_view line, std::string_view name) {
  const std::size_t open = line.find('[');
  const std::size_t close = open == std::string_view::npos ? open : line.find(']', open);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view code = line.substr(open + 1, close - open - 1);
  const std::size_t blank = code.find(' ');
  if (blank == std::string_view::npos || !base::equals_ignoring_ascii_case(code.substr(0, blank), name))
    return std::nullopt;
  return number_of<std::uint32_t>(code.substr(blank + 1));
}

std::optional<std::uint32_t> exists_of(std::string_view line) {
  constexpr std::string_view kStar = "* ", kExists = " EXISTS";
  if (!line.starts_with(kStar) || line.size() < kStar.size() + kExists.size()) return std::nullopt;
  const std::string_view tail = line.substr(line.size() - kExists.size());
  if (!base::equals_ignoring_ascii_case(tail, kExists)) return std::nullopt;
  return number_of<std::uint32_t>(line.substr(kStar.size(), line.size() - kStar.size() - kExists.size()));
}

std::optional<std::uint64_t> literal_size(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  const std::size_t open = line.rfind('{');
  if (open == std::string_view::npos) return std::nullopt;
  return number_of<std::uint64_t>(line.substr(open + 1, line.size() - open - 2));
}

std::optional<std::string> quoted(std::string_view wire_name) {
  std::string text = "\"";
  for (const char c : wire_name) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') return std::nullopt;
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string readable_name(std::string_view wire_name) {
  UErrorCode status = U_ZERO_ERROR;
  // Servers with UTF8=ACCEPT, and careless ones, write UTF-8.
  const bool ascii = std::ranges::all_of(wire_name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const icu::LocalUConverterPointer converter(ucnv_open(ascii ? "IMAP-mailbox-name" : "UTF-8", &status));
  if (U_FAILURE(status)) return std::string(wire_name);
  const icu::UnicodeString text(wire_name.data(), static_cast<std::int32_t>(wire_name.size()), converter.getAlias(),
                                status);
  if (U_FAILURE(status)) return std::string(wire_name);
  std::string name;
  text.toUTF8String(name);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return name;
}

}  // namespace leadlight::imap
