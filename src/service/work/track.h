// Captured mail and meetings: they stand on the timeline of whom they are with, private to those who hold them, until
// one of them tracks them with a record.
#pragma once

#include <set>
#include <vector>

#include "service/work/work.h"

namespace leadlight::work {

/// An e-mail or appointment becomes the record's: whoever may read the record may read it from now on.
/// @errors NotFound: no such activity or record, or none that the caller may see; Denied: it is in no mailbox of the
/// caller; Conflict: it is regarding another record; InvalidInput: of another table
Result<void> track(const Workplace& place, const record::Reference& activity, const record::Reference& record,
                   const store::Caller& caller);
/// Takes that back. @errors as for track; Conflict: it is not tracked
Result<void> untrack(const Workplace& place, const record::Reference& activity, const store::Caller& caller);

/// Those of the rows of a table that the caller owns or has in a mailbox. @shape rows: with ownerid
Result<std::set<Uuid>> held_by(store::Snapshot& snapshot, const store::Caller& caller,
                               const std::vector<record::Record>& rows);

}  // namespace leadlight::work
