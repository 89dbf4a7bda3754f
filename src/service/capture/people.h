// Addresses -> the people who write from them. Pure: what is known of each address goes in, who it belongs to and why
// comes out.
//
// Certain:
//  1. an address and the same one with a +tag, when the names agree;
//  2. the same full name at one organisation (one registered domain, or one under several endings: suse.com, suse.de);
//  3. the same full name, one of them at a provider of mail for everybody;
//  4. the same full name in the same conversations, among the same people who are not us, or on the same mailing list;
//  5. the same full name and the same local part where that does not follow from the name (hch);
//  6. an address without a full name whose local part is the full name of somebody at the same organisation;
//  7. one word as a name and one local part, in the same conversations or among the same people.
// To be confirmed: the same full name and nothing else; a name so common that more than the name has to agree; local
// parts that are also somebody else's (`ann`, `alee`) without a name.
// Never: robots, lists, addresses of a function; two addresses that different records have as their own; what was
// separated by hand, or said to be different people.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record/value.h"
#include "service/capture/person_name.h"

namespace leadlight::capture {

enum class AddressKind : std::int64_t { Person = 0, List = 1, Robot = 2 };
enum class Certainty : std::int64_t { Certain = 0, ToConfirm = 1, Confirmed = 2, Separated = 3 };

/// What is known of an address.
struct AddressFacts {
  std::string address;  ///< Folded.
  /// As written, with how often; the author of a mail writes the own name, which counts more.
  std::vector<std::pair<std::string, int>> names = {};
  AddressKind kind = AddressKind::Person;
  bool ours = false;
  bool has_written = false;  ///< What kind it is, its own mails told.
  int messages = 0;
  std::vector<std::uint64_t> threads = {};  ///< Hashes, ascending.
  /// Hashes of the addresses it shared mails with and that are not ours, ascending.
  std::vector<std::uint64_t> correspondents = {};
  std::vector<std::uint64_t> lists = {};         ///< Hashes of the mailing lists it shared mails with, ascending.
  std::optional<record::Reference> record = {};  ///< That has the address as its own.
  std::optional<record::Reference> linked = {};  ///< That somebody linked its person to.
  // As it was before; absent for a new one.
  std::optional<Uuid> person = {};
  Certainty certainty = Certainty::Certain;
};

struct Assignment {
  Uuid person;
  Certainty certainty = Certainty::Certain;
  std::string name;    ///< Of this address.
  std::string reason;  ///< For people, without a full stop.
  std::optional<Uuid> proposed = {};
};

struct MergedPerson {
  Uuid id;
  std::string name;
  AddressKind kind = AddressKind::Person;
  std::optional<record::Reference> record = {};
};

struct People {
  std::vector<Assignment> assignments;  ///< In the order of the addresses.
  std::vector<MergedPerson> persons;    ///< Ascending by id.
};

/// Two addresses that somebody said are not one person's.
struct Apart {
  std::string one, other;  ///< Folded.
};

/// Addresses that were confirmed stay with their person whatever the rules say, and `apart` stays apart.
/// @cost grows with the number of addresses, and with the square of those of one name, at most kMostOfOneName
People merge_people(std::span<const AddressFacts> addresses, std::span<const Apart> apart = {});
inline constexpr std::size_t kMostOfOneName = 60;

/// Only addresses that have one of these in common are compared: full names, forms of a name at an organisation.
std::vector<std::string> comparison_keys(const AddressFacts& facts);

}  // namespace leadlight::capture
