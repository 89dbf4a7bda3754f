#include "service/capture/parsed_mail.h"

#include <algorithm>

#include "base/text.h"
#include "connect/mail/author.h"
#include "service/capture/wire.h"

namespace leadlight::capture {
namespace {

constexpr std::size_t kMostProblems = 20;

void write_addresses(WireWriter& out, const std::vector<mail::Address>& addresses) {
  out.list(addresses, [&](const mail::Address& each) {
    out.text(each.name);
    out.text(each.address);
  });
}

mail::Address read_address(WireReader& in) {
  mail::Address address;
  address.name = in.text();
  address.address = in.text();
  return address;
}

std::vector<mail::Address> read_addresses(WireReader& in) {
  return in.list<mail::Address>([&] { return read_address(in); });
}

/// Of the people's fields those that are lists by what the mail says of itself.
std::vector<std::string> lists_of(const mail::Message& message) {
  std::vector<std::string> lists;
  for (const auto* people : {&message.from, &message.to, &message.cc, &message.reply_to}) {
    for (const mail::Address& each : *people) {
      if (mail::is_list_address(message, each.address)) lists.push_back(base::to_lower_ascii(each.address));
    }
  }
  std::ranges::sort(lists);
  lists.erase(std::ranges::unique(lists).begin(), lists.end());
  return lists;
}

}  // namespace

ParsedMail parse_mail(std::string_view raw, const mail::Options& options, const InvitationReading& reading) {
  mail::Message message = mail::parse_message(raw, options);
  ParsedMail out;
  if (auto author = mail::author_of(message)) out.author = std::move(author->who);
  out.kind = mail::classify(message).kind;
  out.invitation = parse_invitation(message, out.author, reading, message.problems);
  out.lists = lists_of(message);
  out.id = std::move(message.id);
  if (!message.references.empty()) {
    out.root = message.references.front();
    out.in_reply_to = message.references.back();
  }
  if (!message.in_reply_to.empty()) out.in_reply_to = message.in_reply_to.front();
  if (out.root.empty()) out.root = out.in_reply_to;
  out.date = message.date;
  out.subject = std::move(message.subject);
  out.to = std::move(message.to);
  out.cc = std::move(message.cc);
  out.bcc = std::move(message.bcc);
  out.text = std::move(message.text);
  out.attachments = static_cast<std::int64_t>(message.attachments.size());
  out.problems = std::move(message.problems);
  if (out.problems.size() > kMostProblems) out.problems.resize(kMostProblems);
  return out;
}

std::string to_bytes(const ParsedMail& mail) {
  WireWriter out;
  out.text(mail.id);
  out.text(mail.root);
  out.text(mail.in_reply_to);
  out.time(mail.date);
  out.text(mail.subject);
  out.flag(mail.author.has_value());
  if (mail.author) {
    out.text(mail.author->name);
    out.text(mail.author->address);
  }
  out.number(static_cast<std::uint8_t>(mail.kind));
  for (const auto* people : {&mail.to, &mail.cc, &mail.bcc}) write_addresses(out, *people);
  out.list(mail.lists, [&](const std::string& each) { out.text(each); });
  out.text(mail.text);
  out.number(mail.attachments);
  out.flag(mail.invitation.has_value());
  if (mail.invitation) write_invitation(out, *mail.invitation);
  out.list(mail.problems, [&](const std::string& each) { out.text(each); });
  return out.take();
}

Result<ParsedMail> parsed_mail_from(std::string_view bytes) {
  WireReader in(bytes);
  ParsedMail mail;
  mail.id = in.text();
  mail.root = in.text();
  mail.in_reply_to = in.text();
  mail.date = in.time();
  mail.subject = in.text();
  if (in.flag()) mail.author = read_address(in);
  mail.kind = static_cast<mail::Kind>(std::min(in.number<std::uint8_t>(), std::uint8_t{6}));
  for (auto* people : {&mail.to, &mail.cc, &mail.bcc}) *people = read_addresses(in);
  mail.lists = in.list<std::string>([&] { return in.text(); });
  mail.text = in.text();
  mail.attachments = in.number<std::int64_t>();
  if (in.flag()) mail.invitation = read_invitation(in);
  mail.problems = in.list<std::string>([&] { return in.text(); });
  if (!in.at_end() || mail.id.empty()) return fail(ErrorCode::Corrupt, "the reading process answered nonsense");
  return mail;
}

}  // namespace leadlight::capture
