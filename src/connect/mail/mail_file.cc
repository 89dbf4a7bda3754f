#include "connect/mail/mail_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "connect/mail/mbox.h"

namespace leadlight::mail {
namespace {

constexpr size_t kPiece = 64 << 10;

Error why_not_opened(int error) {
  if (error == ENOENT || error == ENOTDIR)
    return {ErrorCode::NotFound, "there is no such file", "Check the spelling of the path."};
  if (error == EACCES || error == EPERM)
    return {ErrorCode::Denied, "the file may not be read", "Give yourself the right to read it."};
  return {ErrorCode::InvalidInput, "the file cannot be opened: " + std::generic_category().message(error)};
}

/// Whether a field that mail has, and few other texts, is among the lines at the front.
bool looks_like_header(std::string_view text) {
  static constexpr auto kUsual = std::to_array<std::string_view>(
      {"from", "to", "cc", "date", "subject", "message-id", "received", "return-path", "mime-version", "content-type",
       "sender", "reply-to", "delivered-to", "in-reply-to", "references"});
  if (!starts_with_field(text)) return false;
  for (std::string_view line : base::split(text, '\n')) {
    if (base::trim(line).empty()) return false;
    const std::string_view name = base::trim(line.substr(0, line.find(':')));
    if (std::ranges::any_of(kUsual, [&](auto usual) { return base::equals_ignoring_ascii_case(usual, name); }))
      return true;
  }
  return false;
}

Error no_mail(std::string_view head) {
  if (head.empty()) return {ErrorCode::InvalidInput, "the file is empty"};
  if (head.starts_with("\x1f\x8b") || head.starts_with("PK\x03\x04") || head.starts_with("BZh") ||
      head.starts_with("\xfd"
                       "7zXZ"))
    return {ErrorCode::InvalidInput, "this is a compressed file", "Unpack it and import what it holds."};
  if (head.starts_with("\xd0\xcf\x11\xe0") || head.starts_with("!BDN"))
    return {ErrorCode::InvalidInput, "this is a file of Outlook", "Save its messages as .eml or in an mbox."};
  return {ErrorCode::InvalidInput, "this is no mail: neither a From_ line nor a mail header stands at its front"};
}

/// Blank lines and a byte order mark at the front of a message.
size_t blank_bytes(std::string_view head) {
  const size_t mark = head.starts_with("\xef\xbb\xbf") ? 3 : 0;
  return std::min(head.find_first_not_of("\r\n", mark), head.size());
}

}  // namespace

MailFile::MailFile(MailFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      max_(other.max_),
      format_(other.format_),
      window_(std::move(other.window_)),
      dropped_(other.dropped_),
      offset_(other.offset_),
      at_end_(other.at_end_),
      message_(std::move(other.message_)),
      found_(other.found_) {}

MailFile::~MailFile() {
  if (file_ >= 0) ::close(file_);
}

Result<MailFile> MailFile::open(const std::string& path, size_t max_message_bytes) {
  // Non-blocking, so that a pipe nobody writes to cannot hang the program before it is recognised.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return fail(why_not_opened(errno));
  MailFile opened(file, max_message_bytes);
  struct stat about = {};
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
    return fail(Error(ErrorCode::InvalidInput, "this is no file", "Name a file or a folder."));
  TRY(opened.recognise());
  return opened;
}

Result<void> MailFile::recognise() {
  TRY(look_ahead(2 * kFromLineReach));
  const std::string_view head = ahead();
  drop(blank_bytes(head));
  if (starts_with_from_line(ahead())) {
    format_ = Format::Mbox;
    return {};
  }
  std::string_view header = ahead();
  // Some programs save a single message behind a From_ line without a date.
  if (header.starts_with("From ")) header.remove_prefix(std::min(header.find('\n'), header.size() - 1) + 1);
  if (!looks_like_header(header)) return fail(no_mail(ahead()));
  return {};
}

/// Reads until so much lies ahead or the file ends.
Result<void> MailFile::look_ahead(size_t bytes) {
  while (!at_end_ && ahead().size() < bytes) {
    if (dropped_ > 0) window_.erase(0, std::exchange(dropped_, 0));
    const size_t held = window_.size();
    window_.resize(held + kPiece);
    const ssize_t read = ::read(file_, window_.data() + held, kPiece);
    const int error = errno;
    window_.resize(held + static_cast<size_t>(std::max<ssize_t>(read, 0)));
    if (read < 0 && error != EINTR)
      return fail(ErrorCode::Unavailable, "the file can no longer be read: {}", std::generic_category().message(error));
    at_end_ = read == 0;
  }
  return {};
}

void MailFile::drop(size_t bytes) {
  dropped_ += bytes;
  offset_ += bytes;
}

Result<void> MailFile::pass_from_line() {
  TRY(look_ahead(kFromLineReach));
  drop(std::min(ahead().find('\n'), ahead().size() - 1) + 1);
  return {};
}

/// Moves text into the message: up to the next line that begins with "From ", or a piece of what lies before it.
Result<MailFile::Stand> MailFile::take() {
  constexpr std::string_view kNext = "\nFrom ";
  TRY(look_ahead(kFromLineReach));
  const size_t found = format_ == Format::Mbox ? ahead().find(kNext) : std::string_view::npos;
  const size_t size = found != std::string_view::npos ? found + 1
                      : at_end_                       ? ahead().size()
                                                      : ahead().size() - kNext.size();
  message_.append(ahead().substr(0, std::min(size, max_ - message_.size())));
  found_.size_bytes += size;
  drop(size);
  return found != std::string_view::npos ? Stand::LineStart : Stand::Anywhere;
}

Result<const MailFile::Found*> MailFile::next() {
  TRY(look_ahead(kFromLineReach));
  if (ahead().empty()) return nullptr;
  if (format_ == Format::Mbox) TRY(pass_from_line());
  message_.clear();
  found_ = {{}, 0, offset_};
  for (Stand stand = Stand::Anywhere; !ahead().empty() || !at_end_;) {
    if (stand == Stand::LineStart) {
      TRY(look_ahead(kFromLineReach));
      if (starts_with_from_line(ahead())) break;
    }
    stand = TRY(take());
  }
  if (format_ == Format::Mbox) message_ = unquote_from_lines(std::move(message_));
  // The blank line before the next From_ line is the format's, not the message's.
  if (format_ == Format::Mbox && message_.ends_with("\n\n")) message_.pop_back();
  if (format_ == Format::Mbox && message_.ends_with("\n\r\n")) message_.resize(message_.size() - 2);
  found_.bytes = message_;
  return &found_;
}

}  // namespace leadlight::mail
