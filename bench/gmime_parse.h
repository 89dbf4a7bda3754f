// GMime alone on a message: the peer of what reads and imports mail.
#pragma once

#include <cstddef>
#include <string>

namespace leadlight::bench {

/// GMime's parse with what it reads by itself (addresses, date, subject, id), References, and the text parts decoded to
/// UTF-8. Answers how much it kept; throws when it cannot read the message. GMime must have been started.
size_t parse_by_gmime(const std::string& bytes);

}  // namespace leadlight::bench
