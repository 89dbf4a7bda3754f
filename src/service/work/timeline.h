// Everything that happened around a record, newest first: activities, notes, closings, changes of its columns, scores.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "service/work/work.h"

namespace leadlight::work {

struct TimelineQuery {
  std::string table = {};
  Uuid id = {};
  std::set<std::string, std::less<>> kinds = {};  ///< Of kTimelineKinds; empty: all.
  std::string search = {};                        ///< Occurs in subject or text; no changes and scores then.
  std::string before = {};                        ///< `next` of the page before.
  int top = 30;                                   ///< At most 200.
};
inline constexpr std::string_view kTimelineKinds[] = {"email", "phonecall", "appointment", "task", "note",
                                                      "close", "created",   "change",      "score"};

/// `{"items":[...],"next"}` as docs/api.md has it. An account's timeline takes in those of its contacts and deals, a
/// contact's and an opportunity's that of the lead they came from: an activity belongs to one record and is seen from
/// all it matters to.
/// @errors NotFound; InvalidInput: no such kind, a `before` that is none
Result<OrderedJson> timeline(const Workplace& place, const TimelineQuery& wanted, const store::Caller& caller);

/// `{"changes":[{"at","by","kind","column","before","after"}]}`, newest first.
Result<OrderedJson> record_history(const Workplace& place, std::string_view table, const Uuid& id,
                                   const store::Caller& caller);

}  // namespace leadlight::work
