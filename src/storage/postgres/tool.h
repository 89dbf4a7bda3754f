// Runs one of PostgreSQL's client programs.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace leadlight::postgres {

/// Runs `program` of the search path. The address goes to it by environment variables, so that no list of processes
/// shows a password.
/// @errors Unavailable: it is not installed, or fails, with the last of what it said
Result<void> run_tool(const std::string& program, std::vector<std::string> arguments, const std::string& url);

}  // namespace leadlight::postgres
