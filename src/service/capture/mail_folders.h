// How far each folder of a mail account was read, and where on the server each of its mails lies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connect/imap/client.h"
#include "storage/store/store.h"

namespace leadlight::capture {

struct MailFolder {
  Uuid id;
  std::string name;
  std::uint32_t uid_validity = 0;  ///< 0: never read.
  std::uint32_t last_uid = 0;
  std::int64_t messages = 0;  ///< Places known, those of mails that could not be read included.
  std::int64_t skipped = 0, ignored = 0;
};

/// A mail that was read: its number, and the line that says that it is in the mailbox; none, if it was left out.
struct ReadMail {
  std::uint32_t uid = 0;
  std::optional<Uuid> item = {};
  bool is_ignored = false;  ///< An ignore list kept it out.
};

class MailFolders {
 public:
  MailFolders(store::Store& store, const Uuid& account, const Clock& clock)
      : store_(store), account_(account), clock_(clock) {}

  /// The row of a folder, made where there is none.
  Result<MailFolder> open(const imap::Folder& folder);
  /// Those that are not among these any more. What lies in them is gone, unless they are only read no longer.
  Result<void> keep_only(const std::vector<imap::Folder>& read, const std::vector<imap::Folder>& there);

  /// These mails lie here, and all up to `last_uid` were read. Mails that were elsewhere, or gone, are here now.
  Result<void> add(MailFolder& folder, const std::vector<ReadMail>& mails, std::uint32_t last_uid);
  /// Keeps the places whose numbers are `there` and answers how many mails lie in no folder any more.
  /// @shape there: ascending
  Result<std::int64_t> keep(MailFolder& folder, const std::vector<std::uint32_t>& there);
  /// The server numbers anew: nothing known of the folder holds.
  Result<void> forget_numbers(MailFolder& folder, std::uint32_t uid_validity);
  Result<void> note(const MailFolder& folder, const Error* failure);

 private:
  enum class Meaning { Gone, NotRead };
  struct Place;
  Result<std::vector<Place>> places(const MailFolder& folder);
  Result<std::int64_t> remove(MailFolder& folder, const std::vector<Place>& places, Meaning meaning);
  Result<std::int64_t> settle(store::Transaction& tx, const std::vector<record::Value>& items);

  store::Store& store_;
  Uuid account_;
  const Clock& clock_;
};

}  // namespace leadlight::capture
