// The entries of ignore lists: put on, taken off, shown with what they kept out.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "service/capture/ignore_list.h"

namespace leadlight::capture {

inline constexpr std::string_view kIgnoreJob = "ignore_lists";  ///< apply_ignore_lists() (ignore_marks.h)

struct IgnoreWish {
  std::string value;                 ///< `anna@x.example`, `x.example`, or the name of a folder with `*`.
  std::optional<Uuid> mailbox = {};  ///< Of a folder.
  bool organisation = false;         ///< For everybody's mailboxes; else for those of the user.
  bool confirmed = false;            ///< Also a domain where everybody may have an address.
};

/// Puts an entry on a list and queues what follows from it. One that is there already is that one.
/// @errors InvalidInput: what is no address, domain or folder, or is our own; NotFound: the mailbox is not the user's;
/// Conflict: a domain where everybody may have an address, not confirmed; TooLarge: the list is full
Result<Uuid> ignore(store::Store& store, const IgnoreWish& wish, const Uuid& user);

/// Takes it off: what was held back is there again, and mail accounts whose mails it refused are read again.
/// @param administrator may take off the organisation's
/// @errors NotFound; Denied
Result<void> stop_ignoring(store::Store& store, const Uuid& entry, const Uuid& user, bool administrator);

/// `{"entries":[...],"applying"}` as docs/api.md has it: the organisation's, or the user's own.
Result<OrderedJson> ignore_list_json(store::Snapshot& snapshot, bool organisation, const Uuid& user);

/// `anna@x.example,x.example` -> what is ignored. @errors WrongUse: none is named
Result<std::vector<IgnoreWish>> parse_ignored(std::string_view list);

/// What ignore lists refused of these accounts is read again, at the next sync, which is now.
Result<void> read_refused_again(store::Transaction& tx, const std::vector<Uuid>& mailboxes);

}  // namespace leadlight::capture
