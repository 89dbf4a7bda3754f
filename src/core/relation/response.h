// How often and how fast both sides answer (spec 3.2, 13 "response"): of mail alone, and over all channels.
//
// - A mail asks; the first mail of the other side in its thread answers it, and asks in turn. What a side adds before
//   it is answered belongs to its first mail. Mails of no known thread are left out: of them nobody can tell.
// - A call that nobody took asks; the next call, mail or meeting the other way answers it.
// - An invitation asks; its first answer, of whatever kind, answers it. The times of a series are asked about at once:
//   they are one question, and the first answer to any of them answers it.
//
// Automatic replies and bounces are neither. A question counts in the period in which it was asked, and an answer that
// comes later than the period ends does not exist yet.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/relation/conversation.h"
#include "core/relation/interaction.h"
#include "core/relation/working_hours.h"

namespace leadlight::relation {

struct ResponseSettings {
  /// A mail or call that comes later than this begins something new. More finds answers to old threads, at the price of
  /// a mean that a few of them govern.
  std::chrono::days longest{30};
  /// Whose hours to count beside those of the clock; none: not counted. Must outlive the call.
  const WorkingHours* working_hours = nullptr;
};

struct Speed {
  DecimalHours mean;
  DecimalHours median;
};

/// How one side answered the questions of the other.
struct Answers {
  std::uint32_t asked = 0;
  std::uint32_t answered = 0;
  std::optional<Speed> by_clock;          ///< none without an answer
  std::optional<Speed> by_working_hours;  ///< none also without working hours

  /// 0..1; null when nothing was asked.
  std::optional<double> share() const;
};

struct Response {
  Answers ours;    ///< theirs to us, answered by us
  Answers theirs;  ///< ours to them
};

struct Responses {
  Response mail;
  Response all;  ///< mails, missed calls and invitations
};

/// Room used again from record to record.
class ResponseScratch {
 public:
  struct Answered {
    Timestamp asked;
    Timestamp answered;
  };
  /// Questions of one side, through one kind of channel.
  struct Questions {
    std::uint32_t asked = 0;
    std::vector<Answered> answers;
  };

  struct Invitation {
    Timestamp asked;
    Timestamp answered = Timestamp::max();  ///< then not, or not yet
    friend auto operator<=>(const Invitation&, const Invitation&) = default;
  };

  void clear();

  Conversations conversations;
  std::array<Questions, kDirections> mails;  ///< by who asked
  std::array<Questions, kDirections> others;
  std::array<std::vector<Invitation>, kDirections> invitations;
  std::array<std::optional<Timestamp>, kDirections> missed_call;  ///< the first one not yet returned
  std::vector<double> durations;
};

/// @cost one pass, no allocation once the scratch has grown
Responses responses(History history, Period period, const ResponseSettings& settings, ResponseScratch& scratch);

}  // namespace leadlight::relation
