#include "connect/calendar/zone_book.h"

#include <fmt/format.h>

#include "base/text.h"
#include "connect/calendar/read_rule.h"

namespace leadlight::calendar {
namespace {

/// A zone names its rules' ends in UTC; before the change the clocks are `offset_before` ahead.
Zone fixed_zone(std::chrono::seconds offset) {
  return Zone("", offset, {});
}

Result<Observance> read_observance(icalcomponent* component) {
  const auto start = time_of(first_property(component, ICAL_DTSTART_PROPERTY));
  const auto before = utc_offset_of(first_property(component, ICAL_TZOFFSETFROM_PROPERTY));
  const auto after = utc_offset_of(first_property(component, ICAL_TZOFFSETTO_PROPERTY));
  if (!start || !after) return fail(ErrorCode::InvalidInput, "a part of it has no DTSTART or TZOFFSETTO");
  Observance observance{.start = start->local, .offset_before = before.value_or(*after), .offset_after = *after};
  if (icalproperty* rule = first_property(component, ICAL_RRULE_PROPERTY)) {
    const auto read = recurrence_of(rule);
    if (!read) return fail(ErrorCode::InvalidInput, "a part of it has an RRULE that is none");
    observance.rule = TRY(read_rule(*read, fixed_zone(observance.offset_before)));
  }
  for (icalproperty* date : properties(component, ICAL_RDATE_PROPERTY)) {
    const auto extra = extra_of(date);
    if (!extra) continue;
    const RawTime& at = extra->begin;
    observance.dates.push_back(at.is_utc ? at.local + observance.offset_before : at.local);
  }
  return observance;
}

Result<ZonePtr> read_zone(const std::string& name, const Block& block) {
  const ComponentPtr component = parse(block);
  std::vector<Observance> observances;
  if (component) {
    for (const icalcomponent_kind kind : {ICAL_XSTANDARD_COMPONENT, ICAL_XDAYLIGHT_COMPONENT}) {
      for (icalcomponent* c = icalcomponent_get_first_component(component.get(), kind); c != nullptr;
           c = icalcomponent_get_next_component(component.get(), kind)) {
        observances.push_back(TRY(read_observance(c)));
      }
    }
  }
  if (observances.empty()) return fail(ErrorCode::InvalidInput, "it has neither STANDARD nor DAYLIGHT");
  return std::make_shared<const Zone>(make_zone(name, observances));
}

/// The value of TZID among the lines of a block, without asking libical for more.
std::string tzid_of(const Block& block) {
  for (const std::string& line : block.lines) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string_view name = std::string_view(line).substr(0, std::min(line.find(';'), colon));
    if (base::equals_ignoring_ascii_case(name, "TZID")) return std::string(base::trim(line.substr(colon + 1)));
  }
  return {};
}

}  // namespace

Result<ZonePtr> ZoneCache::read(const std::string& name, const Block& block) {
  constexpr std::size_t kMost = 1'000;
  const auto known = zones_.find(block.lines);
  if (known != zones_.end()) return known->second;
  if (zones_.size() >= kMost) zones_.clear();
  return zones_.emplace(block.lines, read_zone(name, block)).first->second;
}

ZoneBook::ZoneBook(const Scope& scope, ZonePtr floating, ZoneCache& cache)
    : floating_(std::move(floating)), cache_(&cache) {
  if (const ZonePtr own = find_zone(scope.time_zone)) floating_ = own;
  for (const Block& block : scope.zones) blocks_.emplace(tzid_of(block), block);
}

const FoundZone& ZoneBook::find(const std::string& name) {
  const auto known = found_.find(name);
  return known != found_.end() ? known->second : found_.emplace(name, look_up(name)).first->second;
}

FoundZone ZoneBook::look_up(const std::string& name) {
  std::string why;
  if (const auto block = blocks_.find(name); block != blocks_.end()) {
    const Result<ZonePtr> zone = cache_->read(name, block->second);
    if (zone) return {*zone};
    why = fmt::format(" (the file's own VTIMEZONE cannot be used: {})", zone.error().message());
  }
  if (ZonePtr zone = find_zone(name)) return {std::move(zone)};
  return {floating_, fmt::format("time zone \"{}\" is not known{}: taken as {}", name, why, floating_->name())};
}

}  // namespace leadlight::calendar
