// Which conversation the mails of a batch belong to: that of the oldest mail they name, which may itself have turned
// out to be an answer.
#pragma once

#include <set>
#include <string>
#include <unordered_map>

#include "storage/store/store.h"

namespace leadlight::capture {

class Conversations {
 public:
  explicit Conversations(store::Transaction& tx) : tx_(tx) {}

  /// What is known of the mails named.
  Result<void> read(const std::set<std::string>& named);
  /// From here on known. Answers the conversation. @shape root: the oldest mail it names, or empty
  std::string add(const std::string& id, const std::string& root);
  /// Where the conversation that this mail began now belongs, as far as the batch has told.
  std::string final(std::string conversation) const;
  /// Moves mails written before that answer one that is only now here. Answers how many.
  Result<std::uint64_t> join();

 private:
  store::Transaction& tx_;
  std::unordered_map<std::string, std::string> known_, moved_;
};

}  // namespace leadlight::capture
