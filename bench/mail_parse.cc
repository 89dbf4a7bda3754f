// mail-parse: mail files to plain values (connect/mail), against GMime alone on the same bytes.
//
// The messages are those of the public mailing list ksummit-list (LEADLIGHT_DATA), 3,108 of some 8 KB, in memory; under
// SCALE=full each of them four times. One thread for both, in turns, timed by the CPU time of that thread; the median
// of the turns.
//
// - with-text: messages a second from bytes to a Message, text included. Peer: GMime's parse with what it reads by
//   itself (addresses, date, subject, id), References, and the text parts decoded to UTF-8.
// - without-text: the same without the text, as a mailbox is read by default. No peer.
// - files: MB a second from mbox files to raw messages, which is all that the process that must not die does. No peer.
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "connect/mail/mailbox.h"
#include "connect/mail/message.h"
#include "figure.h"
#include "gmime_parse.h"
#include "must_have.h"
#include "public_data.h"

namespace leadlight::bench {
namespace {

using Messages = std::vector<std::string>;

Messages read_list(double& seconds) {
  const double start = thread_seconds();
  auto mailbox = must_have(mail::Mailbox::open(data_path("ksummit-list")));
  Messages messages;
  while (const mail::RawMessage* raw = mailbox.next()) messages.emplace_back(raw->bytes);
  seconds = thread_seconds() - start;
  return messages;
}

/// Messages a second of CPU.
template <class Work>
double rate(const Messages& messages, Work work) {
  size_t kept = 0;
  const double start = thread_seconds();
  for (const std::string& message : messages) kept += work(message);
  const double seconds = thread_seconds() - start;
  if (kept == 0) throw std::runtime_error("nothing was read");
  return static_cast<double>(messages.size()) / seconds;
}

void run_mail_parse(Run& run) {
  if (!std::filesystem::exists(data_path("ksummit-list"))) {
    run.note("no data: set LEADLIGHT_DATA to the folder of public data sets");
    return;
  }
  double seconds = 0;
  Messages messages = read_list(seconds);
  size_t bytes = 0;
  for (const std::string& message : messages) bytes += message.size();
  run.note(fmt::format("{} messages, {:.1f} MB", messages.size(), 1e-6 * static_cast<double>(bytes)));
  run.report({.part = "files",
              .value = 1e-6 * static_cast<double>(bytes) / seconds,
              .unit = "MB/s",
              .better = Better::Higher,
              .peer = {},
              .must = {}});
  const size_t once = messages.size();
  for (size_t i = 0; run.full() && i < 3 * once; ++i) messages.push_back(messages[i]);

  mail::parse_message(messages.front());  // Starts GMime.
  std::vector<double> with_text, without_text, peer;
  for (int turn = 0; turn < 7; ++turn) {
    peer.push_back(rate(messages, parse_by_gmime));
    with_text.push_back(rate(messages, [](const auto& raw) { return mail::parse_message(raw).text.size(); }));
    without_text.push_back(
        rate(messages, [](const auto& raw) { return mail::parse_message(raw, {.with_text = false}).id.size(); }));
  }
  run.report({.part = "with-text",
              .value = quantile(with_text, 0.5),
              .unit = "messages/s",
              .better = Better::Higher,
              .peer = Peer{quantile(peer, 0.5), {}},
              .must = must_ratio(0.6)});
  run.report({.part = "without-text",
              .value = quantile(without_text, 0.5),
              .unit = "messages/s",
              .better = Better::Higher,
              .peer = {},
              .must = {}});
}

const Registrar kMailParse{"mail-parse", "mail files to plain values, against GMime alone", run_mail_parse};

}  // namespace
}  // namespace leadlight::bench
