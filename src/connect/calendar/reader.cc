#include "connect/calendar/reader.h"

#include "connect/calendar/files.h"
#include "connect/calendar/zone_book.h"

namespace leadlight::calendar {

class Reader::State {
 public:
  State(std::vector<std::string> files, ZonePtr floating, Options options)
      : files_(std::move(files)), floating_(std::move(floating)), options_(std::move(options)) {}

  std::optional<CalendarEvent> next() {
    while (blocks_ || open_next_file()) {
      Block block;
      while (blocks_->next(block)) {
        if (auto event = read(block)) return event;
      }
      if (!blocks_->found_calendar()) skip(0, "it holds no BEGIN:VCALENDAR: this is not a calendar file");
      blocks_.reset();
    }
    return std::nullopt;
  }

  void start(std::string bytes, const std::string& name) {
    ++report_.files;
    bytes_ = std::move(bytes);
    file_ = name;
    blocks_.emplace(bytes_, options_.lines);
    zones_.reset();
  }

  const Report& report() const { return report_; }

 private:
  bool open_next_file() {
    while (next_file_ < files_.size()) {
      const std::string& path = files_[next_file_++];
      Result<std::string> bytes = read_file(path, options_.max_file_bytes);
      start(bytes ? std::move(*bytes) : std::string(), path);
      if (bytes) return true;
      skip(0, bytes.error().message());
      blocks_.reset();
    }
    return false;
  }

  std::optional<CalendarEvent> read(const Block& block) {
    if (!zones_ || zones_of_ != blocks_->scope_number()) {
      zones_.emplace(blocks_->scope(), floating_, zone_cache_);
      zones_of_ = blocks_->scope_number();
    }
    Result<CalendarEvent> event = read_event(block, blocks_->scope(), *zones_, options_.events);
    if (!event) {
      skip(block.line, event.error().message());
      return std::nullopt;
    }
    event->origin.file = file_;
    ++report_.events;
    if (!event->problems.empty()) ++report_.with_problems;
    return std::move(*event);
  }

  void skip(std::uint64_t line, std::string reason) {
    ++report_.skipped_count;
    if (report_.skipped.size() < kMaxSkippedKept) report_.skipped.push_back({{file_, line}, std::move(reason)});
  }

  std::vector<std::string> files_;
  std::size_t next_file_ = 0;
  ZonePtr floating_;
  Options options_;
  Report report_;

  std::string file_, bytes_;
  std::optional<BlockReader> blocks_;  // Over bytes_.
  ZoneCache zone_cache_;
  std::optional<ZoneBook> zones_;
  std::uint64_t zones_of_ = 0;
};

namespace {

Result<ZonePtr> floating_zone(const Options& options) {
  if (ZonePtr zone = find_zone(options.time_zone)) return zone;
  return fail(Error(ErrorCode::InvalidInput, fmt::format("no time zone is named \"{}\"", options.time_zone),
                    "Give one like Europe/Amsterdam or UTC."));
}

}  // namespace

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::string& path, Options options) {
  ZonePtr floating = TRY(floating_zone(options));
  std::vector<std::string> files = TRY(list_files(path));
  return Reader(std::make_unique<State>(std::move(files), std::move(floating), std::move(options)));
}

Result<Reader> Reader::from_bytes(std::string bytes, const std::string& name, Options options) {
  ZonePtr floating = TRY(floating_zone(options));
  auto state = std::make_unique<State>(std::vector<std::string>(), std::move(floating), std::move(options));
  state->start(std::move(bytes), name);
  return Reader(std::move(state));
}

std::optional<CalendarEvent> Reader::next() {
  return state_->next();
}

const Report& Reader::report() const {
  return state_->report();
}

}  // namespace leadlight::calendar
