// Structured logging: one line an event, `time level area event key=value ...`, on standard error.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace leadlight::base {

enum class LogLevel { Debug, Info, Warning, Error, Off };

using LogFields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Lines below `level` are dropped. Default Info; LEADLIGHT_LOG=debug|info|warning|error|off overrides.
void set_log_level(LogLevel level);
/// Writes one event. Values are quoted when they hold blanks; never put secrets or message bodies here.
/// @threads any
void log(LogLevel level, std::string_view area, std::string_view event, LogFields fields = {});

}  // namespace leadlight::base
