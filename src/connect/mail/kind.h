// What kind of mail a message is, told from its header alone.
#pragma once

#include <string_view>

#include "connect/mail/message.h"

namespace leadlight::mail {

enum class Kind {
  Person,          ///< Written by somebody to somebody.
  ListPost,        ///< Written by somebody to a mailing list.
  Bulk,            ///< A newsletter or other mass mail.
  AutomaticReply,  ///< Out of office and the like: no answer of the person it comes from (RFC 3834).
  DeliveryReport,  ///< A bounce, a delay, a read receipt (RFC 3464, RFC 8098).
  Robot,           ///< From an address or a program that reads no answers.
  Invitation,      ///< To a meeting, its change, its cancellation or the answer to it.
};
std::string_view to_string(Kind kind);

struct Classified {
  Kind kind = Kind::Person;
  std::string_view reason;  ///< For people: `sent by a mailing list (List-Id, List-Post)`.

  friend bool operator==(const Classified&, const Classified&) = default;
};

/// The first that applies, in this order: delivery report, automatic reply, invitation, bulk, robot, list post. What is
/// none of these is a person's. Fields decide before addresses, addresses before words of the subject, and a word of
/// the subject alone never makes a bounce.
Classified classify(const Message& message);

}  // namespace leadlight::mail
