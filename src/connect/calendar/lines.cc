#include "connect/calendar/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace leadlight::calendar {
namespace {

/// The properties that are used. DESCRIPTION is none: what people write to each other is not read here.
constexpr std::array<std::string_view, 28> kWanted = {
    "ATTENDEE",
    "CLASS",
    "CONFERENCE",
    "CREATED",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "LAST-MODIFIED",
    "LOCATION",
    "ORGANIZER",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "UID",
    "X-GOOGLE-CONFERENCE",
    "X-LIC-LOCATION",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
};

/// `SUMMARY` of `summary;LANGUAGE=de:Treffen`.
std::string property_name(std::string_view line) {
  std::string name(base::trim(line.substr(0, std::min(line.find_first_of(":;"), line.size()))));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return name;
}

std::string_view property_value(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon == std::string_view::npos ? std::string_view() : base::trim(line.substr(colon + 1));
}

enum class Edge { None, Begin, End };

/// Whether the line begins or ends a component, and which.
struct Marker {
  explicit Marker(std::string_view line) {
    if (line.size() < 4 || line.size() > 64) return;
    const std::string word = property_name(line);
    edge = word == "BEGIN" ? Edge::Begin : word == "END" ? Edge::End : Edge::None;
    if (edge != Edge::None) kind = property_value(line);
  }
  bool begins(std::string_view what) const {
    return edge == Edge::Begin && base::equals_ignoring_ascii_case(kind, what);
  }
  bool ends(std::string_view what) const { return edge == Edge::End && base::equals_ignoring_ascii_case(kind, what); }

  Edge edge = Edge::None;
  std::string_view kind;
};

bool is_wanted(std::string_view name) {
  return std::find(kWanted.begin(), kWanted.end(), name) != kWanted.end();
}

/// Collects the lines of a block. The observances inside a zone belong to it, the alarms inside an event do not.
/// Whatever comes in, what it makes is well nested.
class BlockMaker {
 public:
  BlockMaker(std::uint64_t line, std::string_view kind, const LineLimits& limits)
      : limits_(limits), kind_(kind), is_zone_(kind == "VTIMEZONE") {
    block_.line = line;
    block_.lines.push_back(fmt::format("BEGIN:{}", kind));
  }

  void add_property(const LineReader& line) {
    if (depth_ > 0 && observance_.empty()) return;
    const std::string name = property_name(line.text());
    if (!is_wanted(name) || line.text().ends_with(':')) return;  // An empty one says nothing.
    if (line.too_long())
      return add_problem(fmt::format("{} is longer than {} bytes and left out", name, limits_.line_bytes));
    bytes_ += line.text().size();
    if (bytes_ <= limits_.block_bytes) {
      block_.lines.push_back(to_clean_utf8(line.text()));
    } else {
      ++left_out_;
    }
  }

  void add_marker(const Marker& marker) {
    depth_ = std::max(0, depth_ + (marker.edge == Edge::Begin ? 1 : -1));
    if (!is_zone_) return;
    for (const std::string_view name : {"STANDARD", "DAYLIGHT"}) {
      if (!base::equals_ignoring_ascii_case(marker.kind, name)) continue;
      end_observance();
      if (marker.edge == Edge::Begin && block_.lines.size() < kMostLinesOfZone) {
        observance_ = name;
        block_.lines.push_back(fmt::format("BEGIN:{}", name));
      }
    }
  }

  void add_problem(std::string problem) {
    constexpr std::size_t kMost = 20;
    if (block_.problems.size() < kMost) block_.problems.push_back(std::move(problem));
  }

  Block finish() {
    end_observance();
    if (left_out_ > 0) {
      add_problem(fmt::format("{} lines behind the first {} bytes are left out", left_out_, limits_.block_bytes));
    }
    block_.lines.push_back(fmt::format("END:{}", kind_));
    return std::move(block_);
  }

 private:
  static constexpr std::size_t kMostLinesOfZone = 10'000;

  void end_observance() {
    if (!observance_.empty()) block_.lines.push_back(fmt::format("END:{}", observance_));
    observance_ = {};
  }

  const LineLimits& limits_;
  std::string_view kind_;
  bool is_zone_;
  Block block_;
  std::string_view observance_;  // The one that is open.
  int depth_ = 0;
  std::size_t bytes_ = 0, left_out_ = 0;
};

}  // namespace

LineReader::LineReader(std::string_view bytes, std::size_t max_line_bytes)
    : left_(bytes), left_before_(bytes), max_line_bytes_(max_line_bytes) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (left_.starts_with(kByteOrderMark)) left_.remove_prefix(kByteOrderMark.size());
}

std::string_view LineReader::physical_line() {
  const auto end = std::find_if(left_.begin(), left_.end(), [](char c) { return c == '\r' || c == '\n'; });
  const std::string_view line = left_.substr(0, static_cast<std::size_t>(end - left_.begin()));
  left_.remove_prefix(line.size());
  if (left_.starts_with("\r\n")) {
    left_.remove_prefix(2);
  } else if (!left_.empty()) {
    left_.remove_prefix(1);
  }
  ++next_number_;
  return line;
}

void LineReader::append(std::string_view piece) {
  const std::size_t room = max_line_bytes_ - text_.size();
  too_long_ = too_long_ || piece.size() > room;
  for (const char c : piece.substr(0, room)) {
    if (c != '\0') text_.push_back(c);
  }
}

bool LineReader::next() {
  left_before_ = left_;
  next_number_before_ = next_number_;
  text_.clear();
  too_long_ = false;
  while (text_.empty() && !left_.empty()) {
    number_ = next_number_;
    append(physical_line());
  }
  while (!left_.empty() && (left_.front() == ' ' || left_.front() == '\t')) append(physical_line().substr(1));
  return !text_.empty();
}

void LineReader::unread() {
  left_ = left_before_;
  next_number_ = next_number_before_;
}

BlockReader::BlockReader(std::string_view bytes, const LineLimits& limits)
    : limits_(limits), lines_(bytes, limits.line_bytes) {}

void BlockReader::enter_scope(Scope scope) {
  scope_ = std::move(scope);
  ++scope_number_;
}

bool BlockReader::next(Block& event) {
  while (lines_.next()) {
    const Marker marker(lines_.text());
    if (marker.begins("VCALENDAR")) {
      enter_scope(look_ahead(lines_));
    } else if (marker.ends("VCALENDAR")) {
      enter_scope({});
    } else if (marker.begins("VEVENT")) {
      if (scope_number_ == 0) enter_scope({});
      event = read_block(lines_, "VEVENT");
      return true;
    }
  }
  return false;
}

/// Zones may stand behind the events that use them. Stops at the next calendar, so that all looks together read the
/// file once.
Scope BlockReader::look_ahead(LineReader lines) const {
  Scope scope;
  int depth = 0;
  while (lines.next()) {
    const Marker marker(lines.text());
    if (marker.begins("VCALENDAR") || marker.ends("VCALENDAR")) break;
    if (marker.begins("VTIMEZONE") && scope.zones.size() < limits_.zones) {
      scope.zones.push_back(read_block(lines, "VTIMEZONE"));
    } else if (marker.edge != Edge::None) {
      depth += marker.edge == Edge::Begin ? 1 : -1;
    } else if (depth == 0) {
      const std::string name = property_name(lines.text());
      if (name == "METHOD") scope.method = base::to_lower_ascii(property_value(to_clean_utf8(lines.text())));
      if (name == "X-WR-TIMEZONE") scope.time_zone = property_value(to_clean_utf8(lines.text()));
    }
  }
  return scope;
}

/// A block that is never ended ends before the next thing that cannot be inside it.
Block BlockReader::read_block(LineReader& lines, std::string_view kind) const {
  BlockMaker maker(lines.number(), kind, limits_);
  while (lines.next()) {
    const Marker marker(lines.text());
    if (marker.begins(kind) || marker.begins("VEVENT") || marker.begins("VCALENDAR") || marker.ends("VCALENDAR")) {
      lines.unread();
      break;
    }
    if (marker.ends(kind)) return maker.finish();
    if (marker.edge == Edge::None) {
      maker.add_property(lines);
    } else {
      maker.add_marker(marker);
    }
  }
  maker.add_problem(fmt::format("it has no END:{}", kind));
  return maker.finish();
}

}  // namespace leadlight::calendar
