// What the process that reads mail answered -> mails to write, and what is said of those that are left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "service/capture/parsed_mail.h"
#include "service/capture/reading_process.h"

namespace leadlight::capture {

inline constexpr std::size_t kMostMessageBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostItemsKept = 10'000;

struct SkippedItem {
  std::string path;
  std::uint64_t offset = 0;  ///< Where in the file, or the number in the folder of an account.
  std::string reason;        ///< A sentence without its full stop.
};

struct IntakeReport {
  std::uint64_t skipped = 0;
  std::vector<SkippedItem> skipped_items;  ///< The first kMostItemsKept.
  std::uint64_t ignored = 0;               ///< Kept out by ignore lists.
  std::uint64_t with_problems = 0;         ///< Brought in, but not all of it could be read.
  std::vector<SkippedItem> problems;       ///< The first kMostItemsKept.
};

class MailIntake {
 public:
  /// Both must outlive it.
  MailIntake(IntakeReport& report, const Clock& clock) : report_(report), clock_(clock) {}

  /// nullopt: it is left out. @shape size_bytes: of the whole message, of which the reader got the front
  std::optional<ParsedMail> take(ReadingProcess::Answer answer, SkippedItem where, std::uint64_t size_bytes);
  void skip(SkippedItem item);

 private:
  void check_date(ParsedMail& mail) const;
  void note_problem(SkippedItem where, const std::vector<std::string>& problems);

  IntakeReport& report_;
  const Clock& clock_;
};

}  // namespace leadlight::capture
