// The files below a folder, one after the other, as a mail program lays them out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadlight::mail {

/// What the owner of a mailbox or a mail program noted about a message. Maildir keeps it in the file's name.
struct Flags {
  bool seen = false, answered = false, flagged = false, forwarded = false, draft = false, trashed = false;

  friend bool operator==(const Flags&, const Flags&) = default;
};
/// `1382298770.000002:2,FS` -> flagged, seen.
Flags flags_of(std::string_view file_name);

/// Gives files in an order that depends on their names alone: by bytes, folders where their name stands. Passes over
/// `tmp` of a Maildir, where mail is still being written; links to folders, which may lead round in a circle, and what
/// is neither file nor folder are named as left out.
class FolderWalk {
 public:
  struct File {
    std::string path;
    std::string folder;  ///< Where it lies below the root, `cur` and `new` of a Maildir not named.
  };
  struct LeftOut {
    std::string path;
    std::string reason;  ///< A sentence without its full stop.
  };

  /// A root that is no folder is the only file.
  explicit FolderWalk(std::string root);

  std::optional<File> next();
  /// What was left out since the last call.
  std::vector<LeftOut> take_left_out() { return std::exchange(left_out_, {}); }

 private:
  struct Folder {
    std::string path, name;
    std::vector<std::string> entries;  // Names, the next one last.
    bool is_maildir = false;
  };

  void enter(std::string path, std::string name);
  std::optional<File> visit(const Folder& folder, const std::string& entry);

  std::optional<std::string> single_;
  std::vector<Folder> open_;
  std::vector<LeftOut> left_out_;
};

}  // namespace leadlight::mail
