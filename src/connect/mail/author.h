// Who wrote a message, where a mailing list or a relay put itself into the From field.
#pragma once

#include <optional>
#include <string_view>

#include "connect/mail/message.h"

namespace leadlight::mail {

struct Author {
  Address who;  ///< When not from From: the name without `via ...`.
  enum class Source { From, ReplyTo, OriginalFrom } source = Source::From;
  /// For people, when it is not From: `a list or relay put itself into From; the author stands in Reply-To`. Or why
  /// From had to do though it is not the author's own. Empty when there is nothing to tell.
  std::string_view reason;

  friend bool operator==(const Author&, const Author&) = default;
};

/// Lists rewrite From where the author's domain forbids others to send in its name (DMARC): `Ann Lee via Sales
/// <sales@lists.example>`, with Ann's address in X-Original-From or Reply-To. From is believed unless it is
/// rewritten: its name says "via", or its address is the list's.
/// @shape nullopt when nobody is named at all
std::optional<Author> author_of(const Message& message);

/// Whether the message says that this is the address of a mailing list. In its List-Id a dot stands for the @.
bool is_list_address(const Message& message, std::string_view address);

}  // namespace leadlight::mail
