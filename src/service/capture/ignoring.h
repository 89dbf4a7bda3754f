// Ignore lists while something comes in: what they keep out is not written, neither row nor people nor text. Whom they
// leave out of what is kept is written as a party that nobody reads and nothing is made of, so that taking the entry
// off the list brings it back (docs/decisions/0030-ignore-lists.md).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "service/capture/ignore_entries.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/parsed_mail.h"

namespace leadlight::capture {

/// Of one mailbox. @threads one refuses; any may ask whom it leaves out
class Ignoring {
 public:
  static Result<Ignoring> open(store::Store& store, const Uuid& mailbox, const Uuid& owner);

  /// Whether the lists keep it out altogether; counted.
  bool refuses(const ParsedMail& mail, std::string_view folder);
  bool refuses(const ParsedMeeting& meeting);
  /// Whether somebody is left out of what is kept.
  bool leaves_out(const std::string& folded_address) const { return list_.address(folded_address) != nullptr; }
  bool is_folder_ignored(std::string_view folder) const { return list_.folder(folder) != nullptr; }

  std::uint64_t refused() const { return refused_; }
  const std::shared_ptr<const IgnoreRules>& rules() const { return list_.rules(); }
  bool empty() const { return list_.empty(); }

  /// Adds to its entries what was refused since the last call, without what the mailbox had already, and sees to it
  /// that entries made or taken off meanwhile reach what was brought in.
  Result<void> settle(store::Store& store);

 private:
  struct Refused {
    Uuid activity;
    Uuid entry;
  };
  Ignoring(IgnoreList list, const Uuid& mailbox, const Uuid& owner)
      : list_(std::move(list)), mailbox_(mailbox), owner_(owner) {}
  bool refuse(const IgnoreEntry* entry, const Uuid& activity);
  Result<std::map<Uuid, std::int64_t>> new_ones(store::Snapshot& snapshot) const;

  IgnoreList list_;
  Uuid mailbox_, owner_;
  std::vector<Refused> pending_;
  std::uint64_t refused_ = 0;
};

}  // namespace leadlight::capture
