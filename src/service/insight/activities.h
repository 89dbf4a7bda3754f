// The activities of a record: found by index, tested (core/relation/link.h), and made into a history that KPIs read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/relation/interaction.h"
#include "service/insight/around.h"
#include "service/insight/our_domains.h"

namespace leadlight::insight {

/// Somebody who took part, by record or by address alone.
struct Person {
  std::optional<record::Reference> who;
  std::string address;  ///< as it stands on the activity; may be empty
  std::string name;     ///< likewise
};

/// One activity of a record. Its place in Activities::list is its place in the history.
struct Activity {
  relation::Interaction what;
  record::Reference row;
  bool visible = true;  ///< to the caller
};

/// In the order of `history`, which is that of its interactions.
struct Activities {
  std::vector<Activity> list;
  std::vector<relation::Interaction> history;
  std::vector<relation::Participation> participations;
  std::vector<Person> people;  ///< by the number that a participation names
};

/// What is asked beside the record.
struct ActivitiesQuery {
  const Around& around;
  const OurDomains& our_domains;
};

/// Every activity that counts on the record, whoever may see it; those that `caller` may not see are marked.
/// @cost some ten questions to the store, by index
Result<Activities> read_activities(store::Snapshot& snapshot, const ActivitiesQuery& wanted,
                                   const store::Caller& caller);

}  // namespace leadlight::insight
