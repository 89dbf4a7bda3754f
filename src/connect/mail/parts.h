// The parts of a message that GMime has read -> text, attachments, calendars.
#pragma once

#include "connect/mail/gmime_call.h"
#include "connect/mail/message.h"

namespace leadlight::mail {

/// A message within the message is an attachment, as is everything with the name of a file.
/// @shape root: may be nullptr, for a message without content
void read_parts(GMimeObject* root, const Options& options, Message& message);

}  // namespace leadlight::mail
