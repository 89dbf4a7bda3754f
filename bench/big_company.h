// A company with very many leads, made fast and always the same: 20 business units of ten sellers and a team each.
//
// Seven of ten leads are open. A seller owns one of 200, a unit's team one of 50 of its unit. Ten sources, of which the
// first has a third of the leads and the tenth one of 200. Scores are evenly spread over 0..100; nothing is published.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::bench {

struct Person {
  std::string name;  ///< To sign in with.
  Uuid id, unit;
};

struct BigCompany {
  std::vector<Person> sellers, managers;
  Person administrator;
};

inline constexpr int kSources = 10;

/// Makes the company in an empty database, or finds the one that is there.
BigCompany big_company(store::Store& store, const Clock& clock, std::int64_t leads);

}  // namespace leadlight::bench
