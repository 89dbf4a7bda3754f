// What contact data says of a person without using the data itself: the kind of mail domain, whether a name looks real.
#pragma once

#include <string_view>

namespace leadlight::feature {

enum class MailClass { Missing, Invalid, Free, Disposable, Business };
/// Business is every domain that is on neither list.
MailClass mail_class(std::string_view address);
std::string_view to_string(MailClass mail);

/// Whether a text can be a person's name: letters of any script (with marks, blanks, hyphens, apostrophes, full stops),
/// no digits, no keyboard mashing, no placeholder such as "test". One letter is enough: such names exist.
bool is_plausible_name(std::string_view name);

/// Seven or more digits among the characters phone numbers are written with.
bool is_phone_number(std::string_view text);

}  // namespace leadlight::feature
