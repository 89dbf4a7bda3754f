#include "service/capture/person_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "core/feature/contact.h"

namespace leadlight::capture {
namespace {

/// Words that make a name one of a function, a group or a program.
constexpr auto kRoleWords = std::to_array<std::string_view>(
    {"admin",    "administrator", "alerts",        "announce", "billing", "bot",        "contact",   "daemon",
     "delivery", "department",    "discuss",       "hr",       "help",    "helpdesk",   "info",      "list",
     "lists",    "mail",          "mailer",        "mailing",  "manager", "marketing",  "news",      "newsletter",
     "noreply",  "notification",  "notifications", "office",   "orders",  "postmaster", "press",     "project",
     "reply",    "robot",         "sales",         "security", "service", "services",   "staff",     "subsystem",
     "support",  "system",        "team",          "user",     "users",   "verkoop",    "webmaster", "vertrieb"});
constexpr auto kRoleLocalParts = std::to_array<std::string_view>(
    {"abuse",      "accounts",     "admin",      "administrator", "all",     "announce", "billing",  "board",
     "contact",    "devel",        "discuss",    "events",        "finance", "hello",    "help",     "helpdesk",
     "hostmaster", "hr",           "info",       "invoice",       "it",      "jobs",     "legal",    "list",
     "mail",       "mailerdaemon", "majordomo",  "marketing",     "me",      "news",     "noc",      "noreply",
     "office",     "orders",       "postmaster", "press",         "privacy", "root",     "sales",    "security",
     "service",    "staff",        "support",    "team",          "users",   "verkoop",  "vertrieb", "webmaster"});
constexpr auto kTitles =
    std::to_array<std::string_view>({"dr", "mr", "mrs", "ms", "prof", "ir", "ing", "drs", "dipl", "jr", "sr", "phd"});
/// From public counts of names in the United States, Germany, the Netherlands and China.
constexpr auto kCommonFirst = std::to_array<std::string_view>(
    {"andreas",  "anna",    "bin",   "chris",   "christian", "daniel", "david", "elizabeth", "james",  "jan",
     "jennifer", "jessica", "jing",  "johan",   "john",      "joseph", "karen", "li",        "linda",  "maria",
     "mark",     "martin",  "mary",  "matthew", "michael",   "mike",   "min",   "patricia",  "paul",   "peter",
     "richard",  "robert",  "sarah", "stefan",  "stephen",   "steve",  "susan", "thomas",    "thomas", "wei",
     "william",  "xin",     "yan",   "yang",    "ying",      "yu"});
constexpr auto kCommonLast = std::to_array<std::string_view>(
    {"anderson", "bakker",   "becker",  "brown",  "chen",    "davis",  "fischer", "garcia",    "hoffmann", "huang",
     "jackson",  "jansen",   "johnson", "jones",  "kim",     "kumar",  "lee",     "li",        "liu",      "martin",
     "martinez", "meyer",    "miller",  "muller", "mueller", "nguyen", "schmidt", "schneider", "schulz",   "sharma",
     "singh",    "smith",    "smit",    "taylor", "thomas",  "visser", "vries",   "wagner",    "wang",     "weber",
     "white",    "williams", "wilson",  "wu",     "xu",      "yang",   "zhang",   "zhao",      "zhou"});

template <class List>
bool is_in(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

/// Without what stands in brackets, behind ` via ` and in quotation marks.
std::string_view bare(std::string_view name) {
  name = name.substr(0, name.find_first_of("([<{"));
  name = name.substr(0, name.find(" via "));
  while (!name.empty() && std::string_view(" '\"").find(name.front()) != std::string_view::npos) name.remove_prefix(1);
  while (!name.empty() && std::string_view(" '\",").find(name.back()) != std::string_view::npos) name.remove_suffix(1);
  return name;
}

std::vector<std::string> words_of(std::string_view name) {
  std::string folded = base::fold(name);
  for (char& c : folded) {
    if (c == '.' || c == '_' || c == '"') c = ' ';
  }
  std::vector<std::string> words;
  for (const std::string_view word : base::split(folded, ' ')) {
    if (!word.empty() && !is_in(kTitles, word)) words.emplace_back(word);
  }
  return words;
}

/// More than an initial; a letter of another script can be a whole name.
bool is_whole(const std::string& word) {
  return word.size() > 1;
}

std::string without_marks(std::string_view local) {
  std::string bare = base::to_lower_ascii(local.substr(0, local.find('+')));
  std::erase_if(bare, [](char c) { return c == '.' || c == '-' || c == '_'; });
  return bare;
}

}  // namespace

std::optional<PersonName> person_name(std::string_view written) {
  std::string name(bare(written));
  if (name.find('@') != std::string::npos || name.size() > 100) return std::nullopt;
  if (const std::size_t comma = name.find(','); comma != std::string::npos) {
    name = name.substr(comma + 1) + " " + name.substr(0, comma);
  }
  const std::vector<std::string> words = words_of(name);
  if (std::ranges::any_of(words, [](const auto& word) { return is_in(kRoleWords, word); })) return std::nullopt;
  const auto first = std::ranges::find_if(words, is_whole);
  const auto last = std::ranges::find_if(words.rbegin(), words.rend(), is_whole);
  if (first == words.end() || &*first == &*last || !feature::is_plausible_name(base::trim(name))) return std::nullopt;
  return PersonName{*first, *last, is_in(kCommonFirst, *first) && is_in(kCommonLast, *last)};
}

LocalPart local_part_for(const PersonName& name, std::string_view local) {
  const std::string bare = without_marks(local);
  const std::string first = without_marks(name.first), last = without_marks(name.last);
  if (bare == first + last || bare == last + first) return LocalPart::Full;
  const std::string f = first.substr(0, 1), l = last.substr(0, 1);
  for (const std::string& form : {first, last, f + last, last + f, first + l, l + first}) {
    if (bare == form) return LocalPart::Partial;
  }
  return LocalPart::Other;
}

bool is_role(std::string_view local) {
  const std::string bare = without_marks(local);
  return is_in(kRoleLocalParts, bare) || bare.find("noreply") != std::string::npos ||
         bare.find("donotreply") != std::string::npos;
}

}  // namespace leadlight::capture
