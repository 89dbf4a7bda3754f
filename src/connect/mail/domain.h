// The part of a mail address that stands for an organisation.
#pragma once

#include <string>
#include <string_view>

namespace leadlight::mail {

/// `ann@mail.eu.acme.co.uk`, `mail.eu.acme.co.uk` -> `acme.co.uk`: what somebody registered below a public suffix, by
/// Mozilla's list as libpsl has it, in lower case. Empty for a public suffix itself, an IP address, a name without a
/// dot. Whether everybody may have an address there (gmail.com) is another question: feature::mail_class.
std::string registrable_domain(std::string_view address);

}  // namespace leadlight::mail
