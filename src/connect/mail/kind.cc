#include "connect/mail/kind.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "base/text.h"

namespace leadlight::mail {
namespace {

using Words = std::span<const std::string_view>;

/// What mail programs put in front of the subject of an automatic reply. With the colon where people begin a subject
/// with these words, too.
constexpr auto kReplySubjects = std::to_array<std::string_view>({
    "auto reply:",
    "auto-reply:",
    "autoreply:",
    "automatic reply:",
    "out of office:",
    "out of office autoreply",
    "out of office reply",
    "out of the office:",
    "automatische antwort:",
    "abwesenheitsnotiz",
    "automatisch antwoord:",
    "afwezigheidsbericht",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina:",
    "risposta automatica",
    "resposta automática",
    "automatiskt svar",
    "automatisk svar",
    "automaattinen vastaus",
    "odpowiedź automatyczna",
    "автоответ",
    "自动回复",
    "自動回覆",
    "自動返信",
    "자동 회신",
    "การตอบกลับอัตโนมัติ",
});
/// What mail servers put in front of the subject of a report.
constexpr auto kReportSubjects = std::to_array<std::string_view>(
    {"undeliver", "delivery status", "delivery failure", "delivery has failed", "mail delivery", "mail system error",
     "returned mail", "failure notice", "message not delivered", "warning: message", "unzustellbar", "non remis",
     "onbestelbaar"});
/// The part of an address before the @, without dots, hyphens and underscores.
constexpr auto kReportSenders = std::to_array<std::string_view>({"mailerdaemon", "postmaster", "maildelivery"});
constexpr auto kRobotNames = std::to_array<std::string_view>(
    {"mailerdaemon",  "postmaster",     "daemon",   "robot",      "bot",         "notification",
     "notifications", "notify",         "notifier", "alert",      "alerts",      "automailer",
     "autoreply",     "autoresponder",  "bounce",   "bounces",    "cron",        "root",
     "wwwdata",       "bugzilladaemon", "nagios",   "newsletter", "newsletters", "system"});
constexpr auto kRobotParts =
    std::to_array<std::string_view>({"noreply", "donotreply", "dontreply", "noresponse", "nepasrepondre",
                                     "nichtantworten", "noresponder", "nietbeantwoorden"});

std::vector<std::string> folded(Words words) {
  std::vector<std::string> out;
  for (const std::string_view word : words) out.push_back(base::fold(word));
  return out;
}

bool starts_with_any(std::string_view subject, const std::vector<std::string>& beginnings) {
  const std::string text = base::fold(subject);
  return std::ranges::any_of(beginnings, [&](const auto& beginning) { return text.starts_with(beginning); });
}

/// `Do-Not.Reply+7@x` -> `donotreply`.
std::string bare_local_part(const std::string& address) {
  const std::string_view whole = address;
  std::string local = base::to_lower_ascii(whole.substr(0, std::min(whole.rfind('@'), whole.find('+'))));
  std::erase_if(local, [](char c) { return c == '.' || c == '-' || c == '_'; });
  return local;
}

/// The value up to a semicolon or comment, in lower case; empty without the field.
std::string keyword(const Message& message, std::string_view field) {
  const std::string* value = message.field(field);
  if (value == nullptr) return {};
  return base::to_lower_ascii(base::trim(std::string_view(*value).substr(0, value->find_first_of(";("))));
}

bool has(const Message& message, std::string_view field) {
  return message.field(field) != nullptr;
}

/// Of the first sender; empty when there is none.
std::string sender_name(const Message& message) {
  return message.from.empty() ? std::string() : bare_local_part(message.from.front().address);
}

std::optional<std::string_view> as_report(const Message& message) {
  static const auto kSubjects = folded(kReportSubjects);
  if (message.report_type == "disposition-notification") return "a receipt, of a mail that was read (multipart/report)";
  if (message.report_type == "delivery-status") return "a report on delivery (multipart/report)";
  if (has(message, "x-failed-recipients")) return "a report on delivery (X-Failed-Recipients)";
  const bool from_server = std::ranges::find(kReportSenders, sender_name(message)) != kReportSenders.end();
  if (from_server && starts_with_any(message.subject, kSubjects))
    return "a mail server reports on delivery (sender and subject)";
  return std::nullopt;
}

std::optional<std::string_view> as_automatic_reply(const Message& message) {
  static const auto kSubjects = folded(kReplySubjects);
  if (keyword(message, "auto-submitted") == "auto-replied") return "an automatic reply (Auto-Submitted)";
  if (has(message, "x-autoreply") || has(message, "x-autorespond")) return "an automatic reply (X-Autoreply)";
  if (keyword(message, "precedence") == "auto_reply") return "an automatic reply (Precedence)";
  if (starts_with_any(message.subject, kSubjects)) return "an automatic reply (subject)";
  return std::nullopt;
}

bool has_list_software(const Message& message) {
  static constexpr auto kFields =
      std::to_array<std::string_view>({"list-post", "list-subscribe", "list-archive", "x-mailing-list", "mailing-list",
                                       "x-beenthere", "x-mailman-version", "x-google-group-id"});
  return std::ranges::any_of(kFields, [&](auto field) { return has(message, field); });
}

std::optional<std::string_view> as_bulk(const Message& message) {
  // Both kinds of list say where one may leave. Only one of them says where one may write.
  if (has_list_software(message)) return std::nullopt;
  if (has(message, "x-campaign") || has(message, "x-campaignid")) return "sent to many (X-Campaign)";
  if (has(message, "list-unsubscribe")) return "sent to many (List-Unsubscribe)";
  const std::string precedence = keyword(message, "precedence");
  if (precedence == "bulk" || precedence == "junk") return "sent to many (Precedence)";
  return std::nullopt;
}

std::optional<std::string_view> as_robot(const Message& message) {
  const std::string automatic = keyword(message, "auto-submitted");
  if (!automatic.empty() && automatic != "no") return "sent by a program (Auto-Submitted)";
  const std::string name = sender_name(message);
  if (std::ranges::find(kRobotNames, name) != kRobotNames.end()) return "the sender's address is a program's";
  if (std::ranges::any_of(kRobotParts, [&](auto part) { return name.find(part) != std::string::npos; }))
    return "the sender's address takes no answers";
  if (message.from.empty()) return std::nullopt;
  // A dot before it would make it the surname of somebody called Bot.
  const std::string local =
      base::to_lower_ascii(message.from.front().address.substr(0, message.from.front().address.find_first_of("@+")));
  if (local.ends_with("-bot") || local.ends_with("_bot")) return "the sender's address is a program's";
  if (base::fold(message.from.front().name).find("robot") != std::string::npos) return "the sender's name is a robot's";
  return std::nullopt;
}

std::optional<std::string_view> as_list_post(const Message& message) {
  if (has(message, "list-id")) return "sent by a mailing list (List-Id)";
  if (has_list_software(message)) return "sent by a mailing list (List-Post, X-Mailing-List or the like)";
  if (keyword(message, "precedence") == "list") return "sent by a mailing list (Precedence)";
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::Person:
      return "person";
    case Kind::ListPost:
      return "list post";
    case Kind::Bulk:
      return "bulk";
    case Kind::AutomaticReply:
      return "automatic reply";
    case Kind::DeliveryReport:
      return "delivery report";
    case Kind::Robot:
      return "robot";
    case Kind::Invitation:
      return "invitation";
  }
  return "";
}

Classified classify(const Message& message) {
  if (const auto reason = as_report(message)) return {Kind::DeliveryReport, *reason};
  if (const auto reason = as_automatic_reply(message)) return {Kind::AutomaticReply, *reason};
  if (std::ranges::any_of(message.calendars, &Calendar::is_invitation))
    return {Kind::Invitation, "it carries an invitation (text/calendar)"};
  if (const auto reason = as_bulk(message)) return {Kind::Bulk, *reason};
  if (const auto reason = as_robot(message)) return {Kind::Robot, *reason};
  if (const auto reason = as_list_post(message)) return {Kind::ListPost, *reason};
  return {Kind::Person, "nothing says otherwise"};
}

}  // namespace leadlight::mail
