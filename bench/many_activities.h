// A company with very many activities, made fast and always the same: 100 activities to each opportunity, half a
// contact and a fifth of an account to each.
//
// 60 % mails in threads of about four, 18 % meetings, 22 % calls over two years; two and a half parties each: a seller
// and a contact of one opportunity, now and then a colleague of either. Four of ten contacts are known in mail by their
// address alone, and half of these through a person with a second address.
#pragma once

#include <cstdint>

#include "storage/store/store.h"

namespace leadlight::bench {

struct ManyActivities {
  std::int64_t activities, parties;
};

/// Makes it in an empty database, or finds the one that is there.
ManyActivities many_activities(store::Store& store, std::int64_t opportunities);

}  // namespace leadlight::bench
