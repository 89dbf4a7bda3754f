// Mail as it lies on disk -> one raw message after the other: mbox files, Maildirs, single messages, and folders of all
// these. What a file is, is found out from what stands in it. Nothing here reads MIME, so nothing a message holds can
// harm it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "connect/mail/folder_walk.h"
#include "connect/mail/mail_file.h"

namespace leadlight::mail {

struct RawMessage {
  std::string_view bytes;        ///< Until the next call; at most `max_message_bytes` from the front.
  std::uint64_t size_bytes = 0;  ///< Of the whole message.
  std::string path;              ///< The file.
  std::uint64_t offset = 0;      ///< Where in the file it begins.
  /// Below the place that was opened: `Archive/2024`. An mbox is a folder: `Archive/2024.mbox`.
  std::string folder;
  Flags flags;
};

struct MailboxReport {
  std::uint64_t files = 0;     ///< With mail in them.
  std::uint64_t messages = 0;  ///< Given out.
  std::uint64_t left_out_count = 0;
  std::vector<FolderWalk::LeftOut> left_out;  ///< The first kMaxLeftOutKept.
};
inline constexpr std::size_t kMaxLeftOutKept = 20'000;

/// Gives every message of a place on disk, in an order that depends on names alone.
///
///   auto mailbox = TRY(mail::Mailbox::open("/home/ann/Maildir"));
///   while (const mail::RawMessage* raw = mailbox.next()) use(mail::parse_message(raw->bytes));
///
/// What cannot be read stands in the report and never stops the rest.
class Mailbox {
 public:
  /// @errors NotFound, Denied, InvalidInput (a file that holds no mail)
  /// @cost   memory for one message, the names of one folder and of those above it
  static Result<Mailbox> open(const std::string& path, std::size_t max_message_bytes = std::size_t{64} << 20);

  /// nullptr at the end.
  const RawMessage* next();
  const MailboxReport& report() const { return report_; }

 private:
  Mailbox(const std::string& path, std::size_t max_message_bytes)
      : walk_(path), max_message_bytes_(max_message_bytes) {}

  bool open_next_file();
  void leave_out(std::string path, std::string reason);

  FolderWalk walk_;
  std::size_t max_message_bytes_;
  std::optional<MailFile> file_;
  RawMessage message_;
  MailboxReport report_;
};

}  // namespace leadlight::mail
