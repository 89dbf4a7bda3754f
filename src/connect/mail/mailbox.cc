#include "connect/mail/mailbox.h"

#include <filesystem>
#include <utility>

namespace leadlight::mail {

Result<Mailbox> Mailbox::open(const std::string& path, size_t max_message_bytes) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    auto file = MailFile::open(path, max_message_bytes);
    if (!file) return fail(std::move(file).error().in(path));
  } else if (std::filesystem::directory_iterator(path, error); error) {
    return fail(Error(ErrorCode::Denied, path + ": the folder cannot be read: " + error.message(),
                      "Give yourself the right to read it."));
  }
  return Mailbox(path, max_message_bytes);
}

const RawMessage* Mailbox::next() {
  while (file_ || open_next_file()) {
    const auto found = file_->next();
    if (found && *found != nullptr) {
      message_.bytes = (*found)->bytes;
      message_.size_bytes = (*found)->size_bytes;
      message_.offset = (*found)->offset;
      ++report_.messages;
      return &message_;
    }
    if (!found) leave_out(message_.path, found.error().message() + "; the rest of it was left out");
    file_.reset();
  }
  return nullptr;
}

bool Mailbox::open_next_file() {
  while (auto file = walk_.next()) {
    for (auto& left_out : walk_.take_left_out()) leave_out(std::move(left_out.path), std::move(left_out.reason));
    auto opened = MailFile::open(file->path, max_message_bytes_);
    if (!opened) {
      leave_out(std::move(file->path), opened.error().message());
      continue;
    }
    const std::filesystem::path path = file->path;
    const bool mbox = opened->format() == MailFile::Format::Mbox;
    message_ = {{}, 0, file->path, 0, std::move(file->folder), flags_of(path.filename().string())};
    if (mbox) message_.folder = (std::filesystem::path(message_.folder) / path.filename()).string();
    ++report_.files;
    file_.emplace(std::move(*opened));
    return true;
  }
  for (auto& left_out : walk_.take_left_out()) leave_out(std::move(left_out.path), std::move(left_out.reason));
  return false;
}

void Mailbox::leave_out(std::string path, std::string reason) {
  if (++report_.left_out_count <= kMaxLeftOutKept) report_.left_out.push_back({std::move(path), std::move(reason)});
}

}  // namespace leadlight::mail
