// What an organisation sets about relationships: one JSON value in the settings.
#pragma once

#include <string>

#include "base/json.h"
#include "core/relation/health_settings.h"
#include "core/relation/response.h"
#include "core/relation/time_spent.h"
#include "service/insight/our_domains.h"
#include "service/settings/privacy.h"
#include "storage/store/store.h"

namespace leadlight::insight {

struct RelationshipSettings {
  bool health_on = true;
  relation::HealthSettings health;
  relation::Effort effort;
  std::chrono::days longest_answer{30};
  relation::WorkingWeek week;
  int chart_days = 90;
  OurDomains our_domains;
  settings::Privacy privacy;
  /// What the organisation tells its sellers beside the program's own words (notice.h).
  std::string notice;
  /// Grows when the notice changes: everybody is to read it again.
  int notice_version = 1;
};

/// As the API shows it; docs/api.md, `RelationshipSettings`.
OrderedJson to_json(const RelationshipSettings& settings);
/// What the JSON names, on top of `before`.
/// @errors InvalidInput naming the member at fault
Result<RelationshipSettings> from_json(const Json& json, RelationshipSettings before);

Result<RelationshipSettings> read_settings(store::Snapshot& snapshot);
/// Whoever calls has checked that the user may, and sees to it that list columns follow (rebuild(), kpi_rows.h).
/// Answers what is now set.
Result<RelationshipSettings> change_settings(store::Transaction& tx, const Json& changes);

}  // namespace leadlight::insight
