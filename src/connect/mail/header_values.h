// Header fields that GMime has read -> the values of a Message.
#pragma once

#include <string_view>

#include "connect/mail/gmime_call.h"
#include "connect/mail/message.h"

namespace leadlight::mail {

/// Everything but what the parts hold. `content` is the message behind its header, for the id of one that has none.
void read_header(GMimeMessage* source, std::string_view content, const Options& options, Message& message);

}  // namespace leadlight::mail
