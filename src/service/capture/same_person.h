// Whether one person writes from two addresses: the rules of people.h, for two at a time.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/capture/people.h"
#include "service/capture/person_name.h"

namespace leadlight::capture {

/// An address as the rules see it.
struct AddressNode {
  const AddressFacts* facts = nullptr;
  std::string local = {}, tagless = {}, domain = {}, organisation = {};
  bool is_free = false;
  std::string written = {};             ///< The name most often written.
  std::optional<PersonName> name = {};  ///< nullopt: none that is a full name of a person.
  std::set<std::string> names = {};     ///< All full names that are written often: `dave airlie`, `david airlie`.
};
/// `facts` must outlive it.
AddressNode node_of(const AddressFacts& facts);

enum class Verdict { No, Maybe, Same };
struct Judged {
  Verdict verdict = Verdict::No;
  std::string_view reason = {};  ///< Of a text that never goes.
};
Judged judge(const AddressNode& a, const AddressNode& b);

/// Only addresses that have one of these in common are compared: full names, forms of a name at an organisation.
std::vector<std::string> comparison_keys(const AddressNode& node);

bool share_one(const std::set<std::string>& a, const std::set<std::string>& b);

}  // namespace leadlight::capture
