#include "connect/calendar/files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/text.h"

namespace leadlight::calendar {
namespace {

namespace fs = std::filesystem;

bool is_calendar_name(const fs::path& path) {
  constexpr std::array<std::string_view, 3> kEndings = {".ics", ".ical", ".icalendar"};
  const std::string ending = base::to_lower_ascii(path.extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

Error unreadable(const std::error_code& error) {
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
    return Error(ErrorCode::NotFound, "there is no such file or folder", "Check the spelling of the path.");
  }
  if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted) {
    return Error(ErrorCode::Denied, "it may not be read", "Give yourself the right to read it.");
  }
  return Error(ErrorCode::Unavailable, error.message());
}

}  // namespace

Result<std::vector<std::string>> list_files(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::exists(status)) {
    return fail(unreadable(error ? error : std::make_error_code(std::errc::no_such_file_or_directory)).in(path));
  }
  if (!fs::is_directory(status)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied, error);
  if (error) return fail(unreadable(error).in(path));
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error) break;
    if (is_calendar_name(walk->path()) && walk->is_regular_file(error)) files.push_back(walk->path().string());
  }
  if (error) return fail(unreadable(error).in(path));
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  // A pipe that nobody writes to would keep the program waiting.
  if (const fs::file_status status = fs::status(path, error); error) {
    return fail(unreadable(error));
  } else if (!fs::is_regular_file(status)) {
    return fail(ErrorCode::InvalidInput, "this is not a file");
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return fail(unreadable(error));
  if (size > max_bytes) return fail(ErrorCode::TooLarge, "it has {} bytes, {} are read at most", size, max_bytes);
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(Error(ErrorCode::Denied, "it may not be read", "Give yourself the right to read it."));
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return fail(ErrorCode::Unavailable, "it can no longer be read");
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

}  // namespace leadlight::calendar
