// Any bytes as a file of mail: refused with a reason, or messages one after the other, none of them longer than the
// limit or than the file, each where the one before has ended.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "connect/mail/mail_file.h"

namespace {

using leadlight::mail::MailFile;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(MailFile file, std::uint64_t file_bytes, size_t max_message_bytes) {
  std::uint64_t end = 0;
  while (true) {
    const auto found = file.next();
    require(found.has_value());
    if (*found == nullptr) return;
    const MailFile::Found& message = **found;
    require(message.bytes.size() <= std::min<std::uint64_t>(message.size_bytes, max_message_bytes));
    require(message.offset >= end);
    end = message.offset + message.size_bytes;
    require(end <= file_bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const size_t max_message_bytes = data[0] % 2 == 0 ? 1 << 20 : 1 + data[0];
  const int memory = ::memfd_create("mail", MFD_CLOEXEC);
  require(memory >= 0 && ::write(memory, data + 1, size - 1) == static_cast<ssize_t>(size - 1));
  auto file = MailFile::open("/proc/self/fd/" + std::to_string(memory), max_message_bytes);
  if (file)
    check(std::move(*file), size - 1, max_message_bytes);
  else
    require(!file.error().message().empty());
  ::close(memory);
  return 0;
}
