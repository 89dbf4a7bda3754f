// What is asked of a mail account: its folders, which mails they hold, the mails. Folders are opened read-only
// (EXAMINE): nothing here can change, move or mark a mail.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "connect/imap/connection.h"

namespace leadlight::imap {

/// A folder as it is now. Numbers of mails (UIDs) mean the same mails as long as `uid_validity` is the same.
struct FolderState {
  std::uint32_t uid_validity = 0;
  std::uint32_t uid_next = 0;  ///< 0: the server does not say.
  std::uint32_t messages = 0;
};

struct Found {
  std::uint32_t uid = 0;
  std::uint64_t size_bytes = 0;
};

enum class What {
  Header,  ///< The header and how the mail is divided, no text.
  Whole,
};

class Client {
 public:
  /// @errors as Connection::open
  static Result<Client> open(const Server& server, const Limits& limits = {});

  /// All folders, in the order of their names. @errors TooLarge: more than kMostFolders
  Result<std::vector<Folder>> folders();
  /// Opens a folder; the calls below are about it. @errors NotFound: it cannot be opened
  Result<FolderState> examine(const Folder& folder);
  /// The mails with this number and higher ones, ascending. @shape first: at least 1 @errors TooLarge
  Result<std::vector<Found>> from(std::uint32_t first);
  /// The numbers of all mails, ascending. @errors TooLarge
  Result<std::vector<std::uint32_t>> all();
  /// Those of the mails that are still there, each once, in any order. Of each at most `most_bytes` from its front.
  /// @shape uids: ascending
  Result<void> fetch(const std::vector<std::uint32_t>& uids, What what, std::size_t most_bytes,
                     const std::function<void(Fetched&&)>& take);

  /// One part of these mails, at most `most_bytes` from its front, with its header. @shape part: Structure::calendar
  Result<void> fetch_part(const std::vector<std::uint32_t>& uids, const std::string& part, std::size_t most_bytes,
                          const std::function<void(Fetched&&)>& take);

  static constexpr std::size_t kMostFolders = 5'000;
  static constexpr std::size_t kMostMails = 10'000'000;  ///< Of a folder.

 private:
  explicit Client(Connection connection) : connection_(std::move(connection)) {}
  Result<bool> can(std::string_view capability);
  Result<void> fetch_items(const std::vector<std::uint32_t>& uids, const std::string& items, std::size_t most_bytes,
                           const std::function<void(Fetched&&)>& take);

  Connection connection_;
  std::string capabilities_;
};

/// `1:4,7`: the numbers as a set, as short as it can be. @shape uids: ascending
std::string uid_set(const std::vector<std::uint32_t>& uids);

/// Whether a folder is read unless somebody chose otherwise: not the bin, junk or drafts. Where one folder has all the
/// mails, as at Google, that one alone is read instead of each mail once a label.
std::vector<Folder> folders_to_read(std::vector<Folder> all);

}  // namespace leadlight::imap
