#include "connect/csv/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace leadlight::csv {
namespace {

class FileSource : public Source {
 public:
  explicit FileSource(int file) : file_(file) {}
  ~FileSource() override { ::close(file_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    while (true) {
      const ssize_t n = ::read(file_, buffer.data(), buffer.size());
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno == EINTR) continue;
      return fail(ErrorCode::Unavailable, "the file can no longer be read: {}", std::generic_category().message(errno));
    }
  }

 private:
  int file_;
};

class TextSource : public Source {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t n = std::min(buffer.size(), text_.size() - at_);
    std::memcpy(buffer.data(), text_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<Source>> open_file(const std::string& path) {
  // Non-blocking, so that a pipe nobody writes to cannot hang the program before it is recognised.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    const int error = errno;
    const std::string why = std::generic_category().message(error);
    if (error == ENOENT || error == ENOTDIR) {
      return fail(Error(ErrorCode::NotFound, "there is no such file", "Check the spelling of the path."));
    }
    if (error == EACCES || error == EPERM) {
      return fail(Error(ErrorCode::Denied, "the file may not be read", "Give yourself the right to read it."));
    }
    return fail(ErrorCode::InvalidInput, "the file cannot be opened: {}", why);
  }
  auto source = std::make_unique<FileSource>(file);
  struct stat about = {};
  if (::fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
    return fail(Error(ErrorCode::InvalidInput, "this is a directory, not a file", "Name the CSV file inside it."));
  }
  if (const int flags = ::fcntl(file, F_GETFL); flags >= 0) ::fcntl(file, F_SETFL, flags & ~O_NONBLOCK);
  return source;
}

std::unique_ptr<Source> make_text_source(std::string text) {
  return std::make_unique<TextSource>(std::move(text));
}

}  // namespace leadlight::csv
