// mail-import: a Maildir into the database with texts, people, conversations and links, against GMime's parse alone.
//
// The Maildir holds the messages of the public list ksummit-list (LEADLIGHT_DATA, 3,108 of some 8 KB), each twice,
// under SCALE=full 20 times: copies with Message-ID, References and In-Reply-To of their own and dates some weeks
// apart, so that each is a mail of its own in a conversation of its own. `leadlight import mail --bodies` brings them
// into an empty embedded database; the clock stops when it ends, with everything on disk.
//
// - messages: messages a second of wall time, from starting the program to its end. Peer: GMime's parse of the same
//   messages in memory, one thread (mail-parse says what it reads); the median of turns before and after.
// - again: the same once more, when everything is there. No peer.
// `notmuch new` and `mu index` on the same files are noted where they are installed.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "connect/mail/mailbox.h"
#include "connect/mail/message.h"
#include "figure.h"
#include "gmime_parse.h"
#include "must_have.h"
#include "program.h"
#include "public_data.h"

namespace leadlight::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kDaysApart = 21;

/// `<a@b> <c@d>` -> `<7.a@b> <7.c@d>`.
std::string with_ids_of_copy(std::string_view value, int copy) {
  std::string out;
  for (const char c : value) {
    out += c;
    if (c == '<') out += fmt::format("{}.", copy);
  }
  return out;
}

std::string later(std::string_view value, int days) {
  std::tm time{};
  const std::string text(base::trim(value));
  const char* rest = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S", &time);
  if (rest == nullptr) return text;
  const time_t at = ::timegm(&time) - time_t{days} * 86'400;
  ::gmtime_r(&at, &time);
  char buffer[64];
  const size_t length = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S", &time);
  return std::string(buffer, length) + rest;
}

/// A header field with its folded lines.
std::string field_of_copy(const std::string& field, int copy) {
  const size_t colon = field.find(':');
  const std::string name = base::to_lower_ascii(field.substr(0, colon));
  if (name == "message-id" || name == "references" || name == "in-reply-to") return with_ids_of_copy(field, copy);
  if (name == "date") return "Date: " + later(field.substr(colon + 1), copy * kDaysApart) + "\n";
  return field;
}

std::string message_of_copy(const std::string& bytes, int copy) {
  std::string out, field;
  size_t at = 0;
  while (at < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    const std::string line = bytes.substr(at, end - at);
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (!folded) {
      if (!field.empty()) out += field_of_copy(field, copy);
      field.clear();
    }
    if (line == "\n" || line == "\r\n") break;
    field += line;
    at = end;
  }
  if (!field.empty()) out += field_of_copy(field, copy);
  return out + bytes.substr(at);
}

/// Made once.
std::vector<std::string> make_maildir(const fs::path& folder, int copies) {
  std::vector<std::string> originals, messages;
  auto mailbox = must_have(mail::Mailbox::open(data_path("ksummit-list")));
  while (const mail::RawMessage* raw = mailbox.next()) originals.emplace_back(raw->bytes);
  const bool is_made = fs::exists(folder / "made");
  if (!is_made) {
    fs::remove_all(folder);
    for (const char* part : {"cur", "new", "tmp"}) fs::create_directories(folder / "Maildir" / part);
  }
  for (int copy = 0; copy < copies; ++copy) {
    for (size_t i = 0; i < originals.size(); ++i) {
      messages.push_back(message_of_copy(originals[i], copy));
      if (is_made) continue;
      std::ofstream(folder / "Maildir" / "cur" / fmt::format("{:02}{:06}.bench:2,S", copy, i), std::ios::binary)
          << messages.back();
    }
  }
  std::ofstream(folder / "made") << copies;
  return messages;
}

/// Messages a second of wall time.
double gmime_rate(const std::vector<std::string>& messages) {
  const double start = wall_seconds();
  size_t kept = 0;
  for (const std::string& message : messages) kept += parse_by_gmime(message);
  if (kept == 0) throw std::runtime_error("nothing was read");
  return static_cast<double>(messages.size()) / (wall_seconds() - start);
}

struct Imported {
  double rate;
  Json report;
};

Imported bring_in(const fs::path& maildir, const fs::path& data) {
  const std::string command = fmt::format(
      "{} import mail {} --bodies --ours linuxfoundation.org,intel.com,oracle.com --owner ann --json --data {} "
      "2>/dev/null",
      shell_word(program()), shell_word(maildir), shell_word(data));
  const double start = wall_seconds();
  Json report = must_have(base::parse_json(output_of(command)));
  const double seconds = wall_seconds() - start;
  return {report["read"].get<double>() / seconds, std::move(report)};
}

/// Other programs that index the same files, where they are installed.
void note_peers(Run& run, const fs::path& folder, size_t messages) {
  struct Peer {
    const char* name;
    std::string prepare, index;
  };
  const std::string home = shell_word(folder / "peer-home"), maildir = shell_word(folder / "Maildir");
  const Peer peers[] = {
      {"notmuch",
       fmt::format("printf '[database]\\npath={}\\n[user]\\nname=a\\nprimary_email=a@b.example\\n' > {}/notmuch",
                   (folder / "Maildir").string(), home),
       fmt::format("NOTMUCH_CONFIG={}/notmuch notmuch new --quiet", home)},
      {"mu", fmt::format("mu init --quiet --muhome={} --maildir={}", home, maildir),
       fmt::format("mu index --quiet --muhome={}", home)},
  };
  for (const Peer& peer : peers) {
    if (std::system(fmt::format("command -v {} > /dev/null 2>&1", peer.name).c_str()) != 0) continue;
    fs::remove_all(folder / "peer-home");
    fs::remove_all(folder / "Maildir" / ".notmuch");
    fs::create_directories(folder / "peer-home");
    output_of(peer.prepare);
    const double start = wall_seconds();
    output_of(peer.index);
    run.note(fmt::format("{}: {:.0f} messages/s", peer.name, static_cast<double>(messages) / (wall_seconds() - start)));
    fs::remove_all(folder / "Maildir" / ".notmuch");
  }
}

void run_mail_import(Run& run) {
  if (!fs::exists(data_path("ksummit-list"))) {
    run.note("no data: set LEADLIGHT_DATA to the folder of public data sets");
    return;
  }
  base::set_log_level(base::LogLevel::Warning);
  const int copies = run.full() ? 20 : 2;
  const fs::path folder = run.data_dir() / fmt::format("ksummit-{}", copies);
  const std::vector<std::string> messages = make_maildir(folder, copies);
  size_t bytes = 0;
  for (const std::string& message : messages) bytes += message.size();
  run.note(fmt::format("{} messages, {:.0f} MB", messages.size(), 1e-6 * static_cast<double>(bytes)));

  const fs::path data = folder / "data";
  fs::remove_all(data);
  output_of(
      fmt::format("echo Correct-horse-77 | {} user create --name ann --role Salesperson --password-stdin --data {}",
                  shell_word(program()), shell_word(data)));
  mail::parse_message(messages.front());  // Starts GMime.
  std::vector<double> peer{gmime_rate(messages)};
  const Imported first = bring_in(folder / "Maildir", data);
  peer.push_back(gmime_rate(messages));
  const Imported again = bring_in(folder / "Maildir", data);
  // The list itself holds three mails twice.
  const auto brought_in = first.report["new"].get<size_t>() + first.report["repeated"].get<size_t>();
  if (brought_in != messages.size() || again.report["repeated"] != messages.size())
    throw std::runtime_error("not every message was brought in, once: " + base::to_text(first.report).substr(0, 500));
  run.note(fmt::format("{} addresses of {} people, {} to confirm", first.report["addresses"].get<int>(),
                       first.report["people"].get<int>(), first.report["to_confirm"].get<int>()));
  run.report({.part = "messages",
              .value = first.rate,
              .unit = "messages/s",
              .better = Better::Higher,
              .peer = Peer{quantile(peer, 0.5), {}},
              .must = must_ratio(0.5)});
  run.report(
      {.part = "again", .value = again.rate, .unit = "messages/s", .better = Better::Higher, .peer = {}, .must = {}});
  note_peers(run, folder, messages.size());
  fs::remove_all(data);
}

const Registrar kMailImport{"mail-import", "a Maildir into the database, against GMime's parse alone", run_mail_import};

}  // namespace
}  // namespace leadlight::bench
