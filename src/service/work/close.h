// Closing as a step of somebody's transaction: one record at a time, or many.
#pragma once

#include "service/work/work.h"

namespace leadlight::work {

struct Step {
  ingest::Records& records;
  store::Transaction& tx;
  const store::Caller& caller;
};

Result<void> disqualify_in(const Step& step, const Uuid& lead, std::int64_t status, std::string reason);
Result<void> close_opportunity_in(const Step& step, const OpportunityClosing& closing, bool won);
Result<void> close_case_in(const Step& step, const Uuid& incident, std::int64_t status, const std::string& resolution);
Result<void> complete_activity_in(const Step& step, std::string_view table, const Uuid& id,
                                  std::optional<std::int64_t> status, std::optional<Timestamp> ended);

}  // namespace leadlight::work
