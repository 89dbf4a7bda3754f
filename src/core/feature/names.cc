#include "core/feature/names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace leadlight::feature {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// Whether the blank-separated `phrase` stands in `words`, word by word.
bool contains(const std::vector<std::string>& words, std::string_view phrase) {
  const auto wanted = base::split(phrase, ' ');
  return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

bool contains_any(const std::vector<std::string>& words, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return contains(words, phrase); });
}

bool is(const std::vector<std::string>& words, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) {
    const auto wanted = base::split(phrase, ' ');
    return std::equal(words.begin(), words.end(), wanted.begin(), wanted.end());
  });
}

constexpr auto kIdentifierEnds = std::to_array<std::string_view>({"id", "ids", "guid", "uuid", "identifier", "hash"});
constexpr auto kNumbered =
    std::to_array<std::string_view>({"lead", "record", "row", "ticket", "case", "deal", "opportunity", "customer",
                                     "prospect", "reference", "contact", "serial"});
constexpr auto kOwners = std::to_array<std::string_view>({"owner",
                                                          "assigned to",
                                                          "assignee",
                                                          "sales agent",
                                                          "agent",
                                                          "agent name",
                                                          "sales rep",
                                                          "salesrep",
                                                          "sales representative",
                                                          "rep",
                                                          "salesperson",
                                                          "sales person",
                                                          "seller",
                                                          "account manager",
                                                          "account executive",
                                                          "sales manager",
                                                          "sdr",
                                                          "bdr",
                                                          "closer",
                                                          "created by",
                                                          "modified by",
                                                          "handled by",
                                                          "responsible",
                                                          "consultant",
                                                          "verkoper",
                                                          "eigenaar",
                                                          "besitzer",
                                                          "verantwortlich"});
constexpr auto kFirstNames = std::to_array<std::string_view>(
    {"first name", "firstname", "given name", "forename", "vorname", "voornaam", "prenom"});
constexpr auto kLastNames = std::to_array<std::string_view>(
    {"last name", "lastname", "surname", "family name", "nachname", "achternaam", "nom de famille"});
constexpr auto kPersonNames = std::to_array<std::string_view>({"full name", "fullname", "contact name", "person name",
                                                               "lead name", "customer name", "middle name",
                                                               "middlename", "nickname", "contact person", "yomi"});
constexpr auto kCreated = std::to_array<std::string_view>(
    {"created", "created on", "createdon", "created at", "created date", "create date", "creation date", "date created",
     "first contact date", "engage date", "start date", "opened", "open date", "date entered", "received",
     "erstellt am", "aangemaakt op"});

// A close that is planned, and a reason or date of something else, are known while the record is open.
constexpr auto kPlanned =
    std::to_array<std::string_view>({"expected", "estimated", "est", "planned", "target", "forecast", "forecasted",
                                     "projected", "requested", "preferred", "previous", "prior"});

constexpr std::string_view kAtClose = "written when a record is closed";
constexpr std::string_view kSaysOutcome = "says how it ended";
constexpr std::string_view kMoving =
    "keeps changing until, and at, the close, so it may tell the end rather than foretell it";
constexpr std::string_view kJudged = "a judgement that salespeople write during or after the contact";
constexpr std::string_view kOtherScore = "a score from another tool, which may already know the outcome";

constexpr auto kLeaks = std::to_array<LeakName>({
    {"close date", LeakAction::Refused, kAtClose},
    {"closed date", LeakAction::Refused, kAtClose},
    {"date closed", LeakAction::Refused, kAtClose},
    {"closed on", LeakAction::Refused, kAtClose},
    {"closed at", LeakAction::Refused, kAtClose},
    {"closed by", LeakAction::Refused, kAtClose},
    {"closing date", LeakAction::Refused, kAtClose},
    {"actual close", LeakAction::Refused, kAtClose},
    {"actual value", LeakAction::Refused, kAtClose},
    {"actual revenue", LeakAction::Refused, kAtClose},
    {"actual amount", LeakAction::Refused, kAtClose},
    {"actualvalue", LeakAction::Refused, kAtClose},
    {"actualclosedate", LeakAction::Refused, kAtClose},
    {"close value", LeakAction::Refused, kAtClose},
    {"closed value", LeakAction::Refused, kAtClose},
    {"close amount", LeakAction::Refused, kAtClose},
    {"close reason", LeakAction::Refused, kSaysOutcome},
    {"closed reason", LeakAction::Refused, kSaysOutcome},
    {"closure reason", LeakAction::Refused, kSaysOutcome},
    {"won reason", LeakAction::Refused, kSaysOutcome},
    {"win reason", LeakAction::Refused, kSaysOutcome},
    {"won date", LeakAction::Refused, kAtClose},
    {"date won", LeakAction::Refused, kAtClose},
    {"is won", LeakAction::Refused, kSaysOutcome},
    {"lost reason", LeakAction::Refused, kSaysOutcome},
    {"loss reason", LeakAction::Refused, kSaysOutcome},
    {"lost date", LeakAction::Refused, kAtClose},
    {"is lost", LeakAction::Refused, kSaysOutcome},
    {"lost to", LeakAction::Refused, kSaysOutcome},
    {"disqualification reason", LeakAction::Refused, kSaysOutcome},
    {"disqualified reason", LeakAction::Refused, kSaysOutcome},
    {"rejection reason", LeakAction::Refused, kSaysOutcome},
    {"converted date", LeakAction::Refused, kAtClose},
    {"conversion date", LeakAction::Refused, kAtClose},
    {"converted on", LeakAction::Refused, kAtClose},
    {"converted at", LeakAction::Refused, kAtClose},
    {"is converted", LeakAction::Refused, kSaysOutcome},
    {"qualified on", LeakAction::Refused, kAtClose},
    {"invoice", LeakAction::Refused, kAtClose},
    {"paid", LeakAction::Refused, kAtClose},
    {"payment date", LeakAction::Refused, kAtClose},
    {"contract signed", LeakAction::Refused, kAtClose},
    {"signed date", LeakAction::Refused, kAtClose},
    {"order date", LeakAction::Refused, kAtClose},
    {"outcome", LeakAction::Refused, kSaysOutcome},
    {"status reason", LeakAction::Check, kSaysOutcome},
    {"statuscode", LeakAction::Check, kSaysOutcome},
    {"stage", LeakAction::Check, kMoving},
    {"deal stage", LeakAction::Check, kMoving},
    {"status", LeakAction::Check, kMoving},
    {"last activity", LeakAction::Check, kMoving},
    {"last notable activity", LeakAction::Check, kMoving},
    {"last contact", LeakAction::Check, kMoving},
    {"last contacted", LeakAction::Check, kMoving},
    {"last interaction", LeakAction::Check, kMoving},
    {"last modified", LeakAction::Check, kMoving},
    {"last updated", LeakAction::Check, kMoving},
    {"modified on", LeakAction::Check, kMoving},
    {"modifiedon", LeakAction::Check, kMoving},
    {"updated at", LeakAction::Check, kMoving},
    {"last call", LeakAction::Check, kMoving},
    {"last email", LeakAction::Check, kMoving},
    {"next step", LeakAction::Check, kMoving},
    {"days to close", LeakAction::Refused, kAtClose},
    {"time to close", LeakAction::Refused, kAtClose},
    {"days open", LeakAction::Check, kMoving},
    {"tag", LeakAction::Check, kJudged},
    {"tags", LeakAction::Check, kJudged},
    {"lead quality", LeakAction::Check, kJudged},
    {"lead profile", LeakAction::Check, kJudged},
    {"disposition", LeakAction::Check, kJudged},
    {"rating", LeakAction::Check, kJudged},
    {"score", LeakAction::Check, kOtherScore},
    {"grade", LeakAction::Check, kOtherScore},
    {"probability", LeakAction::Check, kOtherScore},
    {"activity index", LeakAction::Check, kOtherScore},
    {"profile index", LeakAction::Check, kOtherScore},
    {"lead index", LeakAction::Check, kOtherScore},
});

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter) {
      end_word();
      continue;
    }
    // A new word at aB and at the last capital of ABc.
    const bool after_lower = i > 0 && is_lower(name[i - 1]);
    const bool before_lower = i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && (after_lower || before_lower)) end_word();
    word += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  end_word();
  if (words.size() > 1 && words.front() == "ll") words.erase(words.begin());  // how a database names its own columns
  return words;
}

NameRole name_role(std::string_view name) {
  const auto words = words_of(name);
  if (words.empty()) return NameRole::Plain;
  if (is(words, kCreated)) return NameRole::Created;
  if (contains_any(words, kFirstNames)) return NameRole::FirstName;
  if (contains_any(words, kLastNames)) return NameRole::LastName;
  static constexpr auto kName = std::to_array<std::string_view>({"name"});
  if (is(words, kName) || contains_any(words, kPersonNames)) return NameRole::PersonName;
  static constexpr auto kMail =
      std::to_array<std::string_view>({"email", "e mail", "mail", "emailaddress", "emailaddress1"});
  if (contains_any(words, kMail)) return NameRole::Email;
  static constexpr auto kPhone =
      std::to_array<std::string_view>({"phone", "telephone", "tel", "mobile", "mobilephone", "cell", "fax", "telefon",
                                       "telefoon", "handy", "telephone1"});
  if (contains_any(words, kPhone)) return NameRole::Phone;
  if (std::find(kIdentifierEnds.begin(), kIdentifierEnds.end(), words.back()) != kIdentifierEnds.end()) {
    return NameRole::Identifier;
  }
  static constexpr auto kNumber = std::to_array<std::string_view>({"number", "no", "nr", "key", "code", "num"});
  if (words.size() == 2 && std::find(kNumbered.begin(), kNumbered.end(), words[0]) != kNumbered.end() &&
      std::find(kNumber.begin(), kNumber.end(), words[1]) != kNumber.end()) {
    return NameRole::Identifier;
  }
  if (is(words, kOwners) || contains(words, "owner") || contains(words, "sales rep") || contains(words, "created by") ||
      contains(words, "modified by")) {
    return NameRole::Owner;
  }
  return NameRole::Plain;
}

const LeakName* leak_name(std::string_view name) {
  const auto words = words_of(name);
  if (contains_any(words, kPlanned)) return nullptr;
  for (const auto& entry : kLeaks) {
    if (contains(words, entry.words)) return &entry;
  }
  return nullptr;
}

std::span<const LeakName> leak_names() {
  return kLeaks;
}

}  // namespace leadlight::feature
