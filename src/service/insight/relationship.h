// The relationship of one record as its page shows it, computed when it is asked for.
#pragma once

#include <string>

#include "base/json.h"
#include "base/time_zone.h"
#include "storage/store/store.h"

namespace leadlight::insight {

struct RelationshipQuery {
  record::Reference record;
  Timestamp as_of;  ///< What happened or became known later does not exist.
  TimeZone zone;    ///< Where days begin for whoever looks.
  int days = 0;     ///< Of the chart; 0: as the organisation sets it.
};

/// Everything the relationship tab shows; docs/api.md, `Relationship`. References are without their names.
/// @errors NotFound: no such record, or the caller may not read it; InvalidInput: a table without relationships
Result<OrderedJson> relationship(store::Snapshot& snapshot, const RelationshipQuery& wanted,
                                 const store::Caller& caller);

struct BehindQuery {
  RelationshipQuery relationship;
  std::string channel;                          ///< `email`, `meeting`, `call`, `task`; empty: all
  std::string direction;                        ///< `outgoing`, `incoming`; empty: both
  std::optional<Timestamp> from = {}, to = {};  ///< `to` excluded
  std::string person_table = {};                ///< with `person_id`: only those in which this person took part
  std::optional<Uuid> person_id = {};
  int top = 100;
  bool with_invitations = false;  ///< also to meetings that are yet to come: they were asked for
};

/// The activities behind a number, the newest first, and how many more there are that the caller may not see;
/// docs/api.md, `RelationshipActivities`.
/// @errors as above
Result<OrderedJson> activities_behind(store::Snapshot& snapshot, const BehindQuery& wanted,
                                      const store::Caller& caller);

}  // namespace leadlight::insight
