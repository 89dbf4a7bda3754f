// What a model looks at: a record at one moment, the rows it points at, what had happened with it, and where it stood
// in its process.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "core/feature/frame.h"
#include "core/record/record.h"

namespace leadlight::scoring {

/// A lookup of scored records to a row whose columns may be factors too.
struct Relation {
  std::string_view lookup, table;
};
inline constexpr std::array kRelations{Relation{"parentaccountid", "account"}, Relation{"parentcontactid", "contact"}};

/// What is derived from a record's activities and its way through its process, each as of the moment.
enum class Fact {
  EmailsIn,
  EmailsOut,
  Calls,
  Meetings,
  Tasks,
  Last30Days,        ///< activities of any kind
  DaysSinceLast,     ///< activity of any kind; missing when there was none
  DaysSinceInbound,  ///< e-mail or call from the customer
  Health,            ///< 0..100, of the relationship as these activities have it; missing when there was none
  StageDays,         ///< in the present stage
  StageName,
};
inline constexpr size_t kNumericFacts = static_cast<size_t>(Fact::StageName);

struct Subject {
  const record::Record* record = nullptr;
  double as_of = feature::kNoNumber;  ///< Seconds since 1970 UTC.
  /// As kRelations; nullptr where the record points at none, or that row was not there yet.
  std::array<std::shared_ptr<const record::Record>, kRelations.size()> related{};
  std::array<double, kNumericFacts> facts{};
  std::string stage;  ///< Name of the present stage; empty: in no process.
  Uuid stage_id, process_id;
};

}  // namespace leadlight::scoring
