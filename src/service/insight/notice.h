// What sellers are told of the analysis of relationships before they see any, and who has read it
// (spec/relationship.md, 1: not for employment decisions).
#pragma once

#include "base/json.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// The notice as it stands, and what `user` has read of it; docs/api.md, `RelationshipNotice`.
Result<OrderedJson> notice_for(store::Snapshot& snapshot, const Uuid& user);

/// @errors Conflict: the notice has changed since, so that they have read another one
Result<void> acknowledge_notice(store::Transaction& tx, const Uuid& user, std::int64_t version);

/// Every user who may sign in, and the version they have read; docs/api.md, `RelationshipNoticeReaders`. For
/// administrators.
Result<OrderedJson> notice_readers(store::Snapshot& snapshot);

}  // namespace leadlight::insight
