// The leadlight program as a benchmark's user would run it.
#pragma once

#include <filesystem>
#include <string>

namespace leadlight::bench {

/// LEADLIGHT_BIN, else the `leadlight` beside this benchmark's build. Throws when there is none.
std::string program();
/// Quoted for a shell.
std::string shell_word(const std::filesystem::path& path);
/// What a command prints on standard output. Throws when it fails.
std::string output_of(const std::string& command);

}  // namespace leadlight::bench
