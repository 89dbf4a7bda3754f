#include "connect/mail/author.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "connect/mail/domain.h"

namespace leadlight::mail {
namespace {

/// `'Ann Lee' via Sales` -> `Ann Lee`; nullopt when nothing is said to have come through something.
std::optional<std::string> before_via(std::string_view name) {
  const size_t at = name.rfind(" via ");
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  std::string_view before = base::trim(name.substr(0, at));
  while (before.size() > 1 && (before.front() == '\'' || before.front() == '"') && before.back() == before.front())
    before = base::trim(before.substr(1, before.size() - 2));
  return std::string(before);
}

/// Whether an address stands in the value of a field, as in `<mailto:sales@lists.example>`; not as a piece of another.
bool names(const std::string& value, std::string_view address) {
  const std::string text = base::to_lower_ascii(value), wanted = base::to_lower_ascii(address);
  const auto divides = [](char c) { return std::string_view(" :<>,;?").find(c) != std::string_view::npos; };
  for (size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
    const size_t end = at + wanted.size();
    if ((at == 0 || divides(text[at - 1])) && (end == text.size() || divides(text[end]))) return true;
  }
  return false;
}

/// Somebody other than the list and than who stands in From. Where only the name tells that From was rewritten, nobody
/// of the same organisation: networks give each conversation an address of their own (`Ann via Forum`, Reply-To
/// `hit-reply@forum.example`).
const Address* somebody_else(const Message& message, const std::vector<Address>& candidates, bool from_list) {
  const std::string& from = message.from.front().address;
  const auto found = std::ranges::find_if(candidates, [&](const Address& candidate) {
    return candidate.address.find('@') != std::string::npos && !is_list_address(message, candidate.address) &&
           !base::equals_ignoring_ascii_case(candidate.address, from) &&
           (from_list || registrable_domain(candidate.address) != registrable_domain(from));
  });
  return found == candidates.end() ? nullptr : &*found;
}

Address named(const Address& address, const std::optional<std::string>& name) {
  return address.name.empty() && name ? Address{*name, address.address} : address;
}

}  // namespace

bool is_list_address(const Message& message, std::string_view address) {
  for (const std::string_view field : {"list-post", "x-beenthere", "x-mailing-list", "mailing-list"}) {
    const std::string* value = message.field(field);
    if (value != nullptr && names(*value, address)) return true;
  }
  const std::string* id = message.field("list-id");
  std::string dotted = base::to_lower_ascii(address);
  std::ranges::replace(dotted, '@', '.');
  return id != nullptr && base::to_lower_ascii(*id).find("<" + dotted + ">") != std::string::npos;
}

std::optional<Author> author_of(const Message& message) {
  if (message.from.empty()) {
    if (message.sender.empty()) return std::nullopt;
    return Author{message.sender.front(), Author::Source::From, "there is no From; the sender stands in Sender"};
  }
  const Address& from = message.from.front();
  const auto name = before_via(from.name);
  const bool from_list = !from.address.empty() && is_list_address(message, from.address);
  if (!name && !from_list) return Author{from, Author::Source::From, {}};
  if (const Address* original = somebody_else(message, message.original_from, from_list))
    return Author{named(*original, name), Author::Source::OriginalFrom,
                  "a list or relay put itself into From; the author stands in X-Original-From"};
  if (const Address* reply_to = somebody_else(message, message.reply_to, from_list))
    return Author{named(*reply_to, name), Author::Source::ReplyTo,
                  "a list or relay put itself into From; the author stands in Reply-To"};
  // Many write from this address: with the name of one of them, it would become theirs.
  return Author{from, Author::Source::From,
                "a list or relay put itself into From and does not tell the author's address"};
}

}  // namespace leadlight::mail
