// What a column's name gives away: identifiers, people, contact data, and what is known to be written at or after the
// outcome. The published list of docs/models/leak-guard.md; generic words of sales tools, in the order they are tried.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::feature {

/// Lower-case words of a name: `TotalVisits` -> total visits, `mql_id` -> mql id, `E-mail 1` -> e mail 1,
/// `ll_lead_number` -> lead number.
std::vector<std::string> words_of(std::string_view name);

enum class NameRole { Plain, Identifier, Owner, PersonName, FirstName, LastName, Email, Phone, Created };
NameRole name_role(std::string_view name);

enum class LeakAction { Refused, Check };

/// An entry of the published list: the words must stand in the name one after the other.
struct LeakName {
  std::string_view words;
  LeakAction action;
  std::string_view why;
};
/// The first entry that fits, or null.
const LeakName* leak_name(std::string_view name);
std::span<const LeakName> leak_names();

}  // namespace leadlight::feature
