#include "program.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace leadlight::bench {

std::string program() {
  if (const char* given = std::getenv("LEADLIGHT_BIN")) return given;
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  for (const auto& beside : {self.parent_path() / "leadlight", self.parent_path().parent_path() / "leadlight"}) {
    if (std::filesystem::exists(beside)) return beside.string();
  }
  throw std::runtime_error("there is no leadlight beside this benchmark: build it, or set LEADLIGHT_BIN");
}

std::string shell_word(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::array<char, 4096> buffer;
  while (const size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), got);
  if (pclose(pipe) != 0) throw std::runtime_error(command + " failed");
  return text;
}

}  // namespace leadlight::bench
