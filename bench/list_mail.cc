#include "list_mail.h"

#include <algorithm>
#include <ctime>
#include <fstream>

#include "base/text.h"

namespace leadlight::bench {
namespace {

/// Of "From MAILER-DAEMON Tue Feb  1 15:43:50 2022".
Timestamp sent_at(const std::string& envelope) {
  std::tm time{};
  const std::size_t date = std::min(envelope.find(' ', envelope.find(' ') + 1), envelope.size());
  ::strptime(envelope.c_str() + date, " %a %b %d %H:%M:%S %Y", &time);
  return Timestamp(std::chrono::seconds(::timegm(&time)));
}

/// Every address in the text of a header; display names and comments are passed over.
std::vector<std::string> addresses_in(std::string_view text) {
  constexpr std::string_view kAround = " \t<>,;:\"()'";
  std::vector<std::string> addresses;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::size_t before = text.substr(0, at).find_last_of(kAround);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_of(kAround, at), text.size());
    addresses.push_back(base::to_lower_ascii(text.substr(begin, end - begin)));
  }
  return addresses;
}

void take_header(std::string_view header, ListMail& mail) {
  const std::size_t colon = header.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = base::to_lower_ascii(header.substr(0, colon));
  if (name != "from" && name != "to" && name != "cc") return;
  const auto addresses = addresses_in(header.substr(colon + 1));
  if (name != "from") {
    mail.to.insert(mail.to.end(), addresses.begin(), addresses.end());
  } else if (!addresses.empty()) {
    mail.from = addresses.back();
  }
}

/// Reads until the empty line that ends the headers.
ListMail read_headers(std::istream& in, Timestamp sent) {
  ListMail mail{sent, {}, {}};
  std::string header;
  for (std::string line; std::getline(in, line) && !line.empty();) {
    if (line.front() == ' ' || line.front() == '\t') {
      header += line;
      continue;
    }
    take_header(header, mail);
    header = line;
  }
  take_header(header, mail);
  return mail;
}

}  // namespace

std::vector<ListMail> read_mbox(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<ListMail> mails;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("From ")) continue;
    ListMail mail = read_headers(in, sent_at(line));
    if (!mail.from.empty()) mails.push_back(std::move(mail));
  }
  return mails;
}

}  // namespace leadlight::bench
