// Any bytes as a mail: a message comes back, with an id, within its limits, all of its texts valid UTF-8 without NUL,
// and a kind and an author can be told. The first byte chooses the limits. As HTML, no tag of them keeps an attribute.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "connect/mail/author.h"
#include "connect/mail/bare_html.h"
#include "connect/mail/domain.h"
#include "connect/mail/kind.h"

namespace leadlight::mail {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  require(base::is_valid_utf8(text) && text.find('\0') == std::string_view::npos);
}

size_t check_addresses(const std::vector<Address>& list) {
  for (const Address& one : list) {
    check_text(one.name);
    check_text(one.address);
    require(!one.address.empty());
    check_text(registrable_domain(one.address));
  }
  return list.size();
}

void check_tags(std::string_view html) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:";
  constexpr std::string_view kInNames = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:.-0123456789";
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view tag = html.substr(at + 1);
    if (tag.empty() || kLetters.find(tag.front()) == std::string_view::npos) continue;
    const size_t end = tag.find_first_not_of(kInNames);
    require(end <= 60 && (tag.substr(end).starts_with(">") || tag.substr(end).starts_with("/>")));
  }
}

void check(const Message& mail, const Options& options) {
  require(!mail.id.empty());
  for (const std::string_view text : {std::string_view(mail.id), std::string_view(mail.subject),
                                      std::string_view(mail.text), std::string_view(mail.report_type)})
    check_text(text);
  require(mail.text.size() <= options.max_text_bytes);
  require(mail.references.size() <= options.max_references);
  require(mail.attachments.size() <= options.max_parts);
  size_t addresses = 0;
  for (const auto* list :
       {&mail.from, &mail.sender, &mail.reply_to, &mail.to, &mail.cc, &mail.bcc, &mail.original_from})
    addresses += check_addresses(*list);
  require(addresses <= options.max_addresses);
  for (const auto* list : {&mail.references, &mail.in_reply_to, &mail.problems})
    for (const std::string& text : *list) check_text(text);
  for (const Attachment& one : mail.attachments) check_text(one.name + one.type);
  for (const Calendar& one : mail.calendars) check_text(one.method + one.text);
  for (const auto& [name, value] : mail.fields) check_text(value);
}

}  // namespace
}  // namespace leadlight::mail

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leadlight::mail;
  if (size == 0) return 0;
  Options options;
  if (data[0] % 4 == 1) {
    options = {.with_text = data[0] % 8 == 1,
               .max_message_bytes = 2'000,
               .max_header_bytes = 400,
               .max_field_bytes = 100,
               .max_text_bytes = data[0],
               .max_calendar_bytes = 50,
               .max_addresses = 5,
               .max_references = 3,
               .max_parts = 4,
               .max_depth = 3};
  }
  check_tags(bare_html({reinterpret_cast<const char*>(data) + 1, size - 1}));
  const Message mail = parse_message({reinterpret_cast<const char*>(data) + 1, size - 1}, options);
  check(mail, options);
  require(!classify(mail).reason.empty());
  require(author_of(mail).has_value() || (mail.from.empty() && mail.sender.empty()));
  return 0;
}
