// One file with mail in it, whatever it is: an mbox or a single message. Bounded memory, however long it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::mail {

class MailFile {
 public:
  enum class Format { Message, Mbox };

  struct Found {
    std::string_view bytes;        ///< Until the next call; at most `max_message_bytes` from the front.
    std::uint64_t size_bytes = 0;  ///< Of the whole message.
    std::uint64_t offset = 0;      ///< Where it begins in the file; a message of an mbox behind its From_ line.
  };

  /// @errors NotFound, Denied, InvalidInput (no file, nothing in it, no mail), Unavailable
  static Result<MailFile> open(const std::string& path, std::size_t max_message_bytes);

  MailFile(MailFile&& other) noexcept;
  MailFile& operator=(MailFile&&) = delete;
  ~MailFile();

  Format format() const { return format_; }
  /// The next message, nullptr at the end.
  /// @errors Unavailable when the file can no longer be read
  Result<const Found*> next();

 private:
  enum class Stand { LineStart, Anywhere };

  MailFile(int file, std::size_t max_message_bytes) : file_(file), max_(max_message_bytes) {}

  Result<void> recognise();
  Result<void> look_ahead(std::size_t bytes);
  Result<void> pass_from_line();
  Result<Stand> take();
  void drop(std::size_t bytes);
  std::string_view ahead() const { return std::string_view(window_).substr(dropped_); }

  int file_;
  std::size_t max_;
  Format format_ = Format::Message;
  std::string window_;        // What was read, from the first byte that may still be needed.
  std::size_t dropped_ = 0;   // Of the window.
  std::uint64_t offset_ = 0;  // In the file, of what lies ahead.
  bool at_end_ = false;       // Of the file; the window may hold more.
  std::string message_;
  Found found_;
};

}  // namespace leadlight::mail
