// Who wrote to whom on a mailing list, from its archive (data: ksummit-list).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/time.h"

namespace leadlight::bench {

struct ListMail {
  Timestamp sent;
  std::string from;             ///< the address, in lower case
  std::vector<std::string> to;  ///< To and Cc as they stand there, the list among them
};

/// The mails of an mbox whose `From ` lines say when each was sent, in UTC, and in whose bodies they are quoted. Mails
/// without a sender are left out.
std::vector<ListMail> read_mbox(const std::filesystem::path& file);

}  // namespace leadlight::bench
