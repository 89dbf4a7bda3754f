#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <memory>

namespace leadlight::base {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return spdlog::level::debug;
    case LogLevel::Info:
      return spdlog::level::info;
    case LogLevel::Warning:
      return spdlog::level::warn;
    case LogLevel::Error:
      return spdlog::level::err;
    case LogLevel::Off:
      return spdlog::level::off;
  }
  return spdlog::level::info;
}

LogLevel level_from_environment() {
  const char* text = std::getenv("LEADLIGHT_LOG");
  const std::string_view level = text != nullptr ? text : "";
  if (level == "debug") return LogLevel::Debug;
  if (level == "warning") return LogLevel::Warning;
  if (level == "error") return LogLevel::Error;
  if (level == "off") return LogLevel::Off;
  return LogLevel::Info;
}

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>("leadlight", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    made->set_level(to_spdlog(level_from_environment()));
    return made;
  }();
  return *instance;
}

std::string quoted(const std::string& value) {
  if (!value.empty() && value.find_first_of(" \"\n\r\t=") == std::string::npos) return value;
  std::string out = "\"";
  for (char c : value) {
    if (c == '\n' || c == '\r') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

}  // namespace

void set_log_level(LogLevel level) {
  logger().set_level(to_spdlog(level));
}

void log(LogLevel level, std::string_view area, std::string_view event, LogFields fields) {
  spdlog::logger& out = logger();
  if (!out.should_log(to_spdlog(level))) return;
  std::string line;
  line.append(area).append(" ").append(event);
  for (const auto& [key, value] : fields) line.append(" ").append(key).append("=").append(quoted(value));
  out.log(to_spdlog(level), "{}", line);
}

}  // namespace leadlight::base
