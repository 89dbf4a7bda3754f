#include "connect/mail/header_values.h"

#include <fmt/format.h>

#include "base/text.h"
#include "connect/mail/charset.h"

namespace leadlight::mail {
namespace {

using namespace std::chrono_literals;

constexpr size_t kMaxIdBytes = 998;  // The longest line RFC 5322 (2.1.1) allows.
constexpr Timestamp kFirstDate = std::chrono::sys_days(std::chrono::year{1980} / 1 / 1);
constexpr Timestamp kEndOfDates = std::chrono::sys_days(std::chrono::year{2100} / 1 / 1);

/// Of the first field of that name; empty when there is none.
std::string_view raw_value(GMimeMessage* source, const char* name) {
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(source)), name);
  return header == nullptr ? std::string_view{} : or_empty(g_mime_header_get_raw_value(header));
}

/// Adds mailboxes to the lists of a message until there are too many of them.
class AddressReader {
 public:
  AddressReader(const Options& options, Message& message) : options_(options), message_(message) {}

  void read(InternetAddressList* list, std::vector<Address>& out, int depth = 0) {
    const int count = list == nullptr ? 0 : internet_address_list_length(list);
    for (int i = 0; i < count; ++i) {
      InternetAddress* entry = internet_address_list_get_address(list, i);
      if (INTERNET_ADDRESS_IS_GROUP(entry)) {
        too_deep_ = too_deep_ || depth == options_.max_depth;
        if (depth < options_.max_depth)
          read(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(entry)), out, depth + 1);
      } else if (INTERNET_ADDRESS_IS_MAILBOX(entry)) {
        add(INTERNET_ADDRESS_MAILBOX(entry), out);
      }
    }
  }
  void read(std::string_view value, std::vector<Address>& out) {
    if (value.empty()) return;
    const Ref<InternetAddressList> list(internet_address_list_parse(nullptr, std::string(value).c_str()));
    read(list.get(), out);
  }
  void report() {
    if (too_deep_) message_.problems.emplace_back("groups of addresses too deep within one another were left out");
    if (left_out_ == 0) return;
    message_.problems.push_back(
        fmt::format("more than {} addresses; {} were left out", options_.max_addresses, left_out_));
  }

 private:
  void add(InternetAddressMailbox* mailbox, std::vector<Address>& out) {
    std::string address = one_line(or_empty(internet_address_mailbox_get_addr(mailbox)));
    if (address.empty()) return;
    if (count_ == options_.max_addresses) {
      ++left_out_;
      return;
    }
    ++count_;
    out.push_back({one_line(or_empty(internet_address_get_name(INTERNET_ADDRESS(mailbox)))), std::move(address)});
  }

  const Options& options_;
  Message& message_;
  size_t count_ = 0, left_out_ = 0;
  bool too_deep_ = false;
};

void read_addresses(GMimeMessage* source, const Options& options, Message& message) {
  AddressReader reader(options, message);
  reader.read(g_mime_message_get_from(source), message.from);
  reader.read(g_mime_message_get_sender(source), message.sender);
  reader.read(g_mime_message_get_reply_to(source), message.reply_to);
  reader.read(g_mime_message_get_to(source), message.to);
  reader.read(g_mime_message_get_cc(source), message.cc);
  reader.read(g_mime_message_get_bcc(source), message.bcc);
  reader.read(raw_value(source, "X-Original-From"), message.original_from);
  reader.read(raw_value(source, "X-Original-Sender"), message.original_from);
  reader.report();
  if (message.from.empty()) {
    message.problems.emplace_back(raw_value(source, "From").empty() ? "no sender: there is no From field"
                                                                    : "no sender: the From field holds no address");
  }
}

std::vector<std::string> read_ids(GMimeMessage* source, const char* name, const Options& options, Message& message) {
  std::vector<std::string> ids;
  const std::string_view value = raw_value(source, name);
  if (value.empty()) return ids;
  GMimeReferences* list = g_mime_references_parse(nullptr, std::string(value).c_str());
  const auto count = static_cast<size_t>(g_mime_references_length(list));
  // The newest stand at the end, and a thread is found by them.
  const size_t first = count > options.max_references ? count - options.max_references : 0;
  for (size_t i = first; i < count; ++i) {
    std::string id = one_line(or_empty(g_mime_references_get_message_id(list, static_cast<int>(i))));
    if (!id.empty() && id.size() <= kMaxIdBytes) ids.push_back(std::move(id));
  }
  g_mime_references_free(list);
  if (first > 0)
    message.problems.push_back(fmt::format("{} names more than {} messages", name, options.max_references));
  return ids;
}

/// The same for every copy of a message: line ends, indents and quoted From_ lines are what copies differ in.
/// @shape text: the fields of the header that say what is told apart
std::string id_from_content(std::string text, std::string_view content) {
  constexpr size_t kEnough = 64 << 10;
  for (const char c : content.substr(0, 2 * kEnough)) {
    if (text.size() >= kEnough) break;
    if (static_cast<unsigned char>(c) > ' ' && c != '>') text += c;
  }
  const GText hash(
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(text.data()), text.size()));
  return fmt::format("{:.32}@missing.invalid", hash.get());
}

void read_id(GMimeMessage* source, std::string_view content, Message& message) {
  message.id = one_line(or_empty(g_mime_message_get_message_id(source)));
  if (!message.id.empty() && message.id.size() <= kMaxIdBytes) return;
  message.problems.emplace_back(message.id.empty() ? "there is no Message-ID; an id was made from the content"
                                                   : "the Message-ID is too long; an id was made from the content");
  std::string fields;
  for (const char* name : {"Date", "From", "To", "Cc", "Subject"}) {
    fields += one_line(raw_value(source, name));
    fields += '\n';
  }
  message.id = id_from_content(std::move(fields), content);
  message.id_source = IdSource::Content;
}

std::optional<Timestamp> to_timestamp(GDateTime* time) {
  if (time == nullptr) return std::nullopt;
  const Timestamp read(std::chrono::seconds(g_date_time_to_unix(time)));
  return read >= kFirstDate && read < kEndOfDates ? std::optional(read) : std::nullopt;
}

/// The newest Received field with a date stands first: the mailbox's own server wrote it.
std::optional<Timestamp> received(GMimeMessage* source) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(source));
  const int count = g_mime_header_list_get_count(headers);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    if (!base::equals_ignoring_ascii_case(g_mime_header_get_name(header), "Received")) continue;
    const std::string value(or_empty(g_mime_header_get_raw_value(header)));
    const size_t semicolon = value.rfind(';');
    if (semicolon == std::string::npos) continue;
    GDateTime* time = g_mime_utils_header_decode_date(value.c_str() + semicolon + 1);
    const auto read = to_timestamp(time);
    if (time != nullptr) g_date_time_unref(time);
    if (read) return read;
  }
  return std::nullopt;
}

void read_date(GMimeMessage* source, Message& message) {
  const auto sent = to_timestamp(g_mime_message_get_date(source));
  const auto arrived = received(source);
  // A wrong clock may say anything; nothing arrives before it is sent.
  const bool impossible = sent && arrived && *sent > *arrived + 24h;
  if (sent && !impossible) {
    message.date = sent;
    message.date_source = DateSource::Date;
    return;
  }
  const char* why = impossible                          ? "the Date lies after the arrival of the message"
                    : raw_value(source, "Date").empty() ? "there is no Date"
                                                        : "the Date cannot be read";
  message.problems.push_back(
      fmt::format("{}{}", why, arrived ? "; the time of arrival is taken" : ", nor a time of arrival"));
  message.date = arrived;
  message.date_source = arrived ? DateSource::Received : DateSource::None;
}

}  // namespace

void read_header(GMimeMessage* source, std::string_view content, const Options& options, Message& message) {
  if (source == nullptr) {
    message.problems.emplace_back("there is no header that can be read");
    message.id = id_from_content({}, content);
    message.id_source = IdSource::Content;
    return;
  }
  read_id(source, content, message);
  message.references = read_ids(source, "References", options, message);
  message.in_reply_to = read_ids(source, "In-Reply-To", options, message);
  read_date(source, message);
  message.subject = one_line(or_empty(g_mime_message_get_subject(source)));
  read_addresses(source, options, message);
  for (const std::string_view name : kKeptFields) {
    const char* value = g_mime_object_get_header(GMIME_OBJECT(source), std::string(name).c_str());
    if (value != nullptr) message.fields.emplace_back(name, one_line(value));
  }
}

}  // namespace leadlight::mail
