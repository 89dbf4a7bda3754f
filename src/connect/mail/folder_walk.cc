#include "connect/mail/folder_walk.h"

#include <algorithm>
#include <filesystem>

namespace leadlight::mail {

namespace fs = std::filesystem;

Flags flags_of(std::string_view file_name) {
  Flags flags;
  // Where a file system allows no colon, programs write another mark.
  const size_t info = std::max({file_name.rfind(":2,") + 1, file_name.rfind("!2,") + 1, file_name.rfind(";2,") + 1});
  if (info == 0) return flags;
  for (const char letter : file_name.substr(info + 2)) {
    if (letter == 'S') flags.seen = true;
    if (letter == 'R') flags.answered = true;
    if (letter == 'F') flags.flagged = true;
    if (letter == 'P') flags.forwarded = true;
    if (letter == 'D') flags.draft = true;
    if (letter == 'T') flags.trashed = true;
  }
  return flags;
}

FolderWalk::FolderWalk(std::string root) {
  std::error_code error;
  if (fs::is_directory(root, error))
    enter(std::move(root), "");
  else
    single_ = std::move(root);
}

void FolderWalk::enter(std::string path, std::string name) {
  Folder folder{std::move(path), std::move(name), {}, false};
  std::error_code error;
  fs::directory_iterator entries(folder.path, error);
  while (!error && entries != fs::directory_iterator()) {
    folder.entries.push_back(entries->path().filename().string());
    entries.increment(error);
  }
  if (error) left_out_.push_back({folder.path, "the folder cannot be read: " + error.message()});
  std::ranges::sort(folder.entries, std::greater<>());
  const auto has = [&](const char* entry) {
    return std::ranges::binary_search(folder.entries, std::string(entry), std::greater<>());
  };
  folder.is_maildir = has("cur") && has("new");
  open_.push_back(std::move(folder));
}

std::optional<FolderWalk::File> FolderWalk::next() {
  if (single_) {
    File file{std::move(*single_), ""};
    single_.reset();
    return file;
  }
  while (!open_.empty()) {
    if (open_.back().entries.empty()) {
      open_.pop_back();
      continue;
    }
    const std::string entry = std::move(open_.back().entries.back());
    open_.back().entries.pop_back();
    if (auto file = visit(open_.back(), entry)) return file;
  }
  return std::nullopt;
}

std::optional<FolderWalk::File> FolderWalk::visit(const Folder& folder, const std::string& entry) {
  const std::string path = (fs::path(folder.path) / entry).string();
  std::error_code error;
  const bool is_link = fs::is_symlink(path, error);
  const fs::file_status status = fs::status(path, error);
  if (fs::is_regular_file(status)) return File{path, folder.name};
  if (!fs::is_directory(status)) {
    left_out_.push_back({path, error ? "it cannot be read: " + error.message() : "neither a file nor a folder"});
  } else if (is_link) {
    left_out_.push_back({path, "a link to a folder, which is not followed; name that folder itself"});
  } else if (!folder.is_maildir || entry != "tmp") {
    const bool same = folder.is_maildir && (entry == "cur" || entry == "new");
    enter(path, same ? folder.name : (fs::path(folder.name) / entry).string());
  }
  return std::nullopt;
}

}  // namespace leadlight::mail
