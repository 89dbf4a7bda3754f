// What people want kept out of what is captured: addresses, domains with those below them, folders of a mailbox. The
// organisation's list holds for all mailboxes, a user's for the own ones.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/insight/our_domains.h"
#include "storage/store/store.h"

namespace leadlight::capture {

struct IgnoreEntry {
  enum class Kind { Address, Domain, Folder };
  Uuid id = {};
  std::string value;
  Uuid user = {};     ///< Whose list it stands on; nil: the organisation's.
  Uuid mailbox = {};  ///< Of a folder.

  Kind kind() const;
  friend bool operator==(const IgnoreEntry&, const IgnoreEntry&) = default;
};

/// Whether a folder, or one it stands in, is called as the pattern says: `*` is any text, large letters are small ones.
bool is_folder(std::string_view folder, std::string_view pattern);

/// Somebody who wrote, was written to, or is asked to a meeting.
struct Correspondent {
  std::string address;  ///< Folded; empty: none.
  bool wrote = false;   ///< Sent the mail, called for the meeting.
};

/// All lists, as they stood when they were read.
class IgnoreRules {
 public:
  /// @cost three small tables
  static Result<std::shared_ptr<const IgnoreRules>> read(store::Snapshot& snapshot);

  const std::vector<IgnoreEntry>& entries() const { return entries_; }
  /// By our domains, and users by their addresses. What is ours is never ignored.
  bool is_ours(std::string_view folded_address) const;
  /// Domains that are ours, whoever says so.
  const insight::OurDomains& our_domains() const { return ours_; }

 private:
  Result<void> read_ours(store::Snapshot& snapshot);

  std::vector<IgnoreEntry> entries_;
  insight::OurDomains ours_;
  std::set<std::string, std::less<>> our_addresses_;
};

/// What holds for one mailbox.
class IgnoreList {
 public:
  IgnoreList(std::shared_ptr<const IgnoreRules> rules, const Uuid& mailbox, const Uuid& owner);
  /// Addresses and domains that are on anybody's.
  explicit IgnoreList(std::shared_ptr<const IgnoreRules> rules);

  bool empty() const { return addresses_.empty() && domains_.empty() && folders_.empty(); }
  const std::shared_ptr<const IgnoreRules>& rules() const { return rules_; }
  const IgnoreEntry* folder(std::string_view name) const;
  const IgnoreEntry* address(std::string_view folded) const;
  /// Why a mail or meeting is kept out: it lies in an ignored folder, it comes from an ignored address, or everybody in
  /// it who is not ours is ignored. nullptr: it is not.
  const IgnoreEntry* whole(std::string_view folder, std::span<const Correspondent> people) const;

 private:
  void add(const IgnoreEntry& entry);

  std::shared_ptr<const IgnoreRules> rules_;
  std::map<std::string, const IgnoreEntry*, std::less<>> addresses_, domains_;
  std::vector<const IgnoreEntry*> folders_;
};

}  // namespace leadlight::capture
