// All KPIs of one record that are a number: what its widgets show and its row of a KPI table holds.
#pragma once

#include <span>

#include "core/relation/counts.h"
#include "core/relation/engagement.h"
#include "core/relation/health.h"
#include "core/relation/last_next.h"
#include "core/relation/ratio.h"
#include "core/relation/response.h"
#include "core/relation/time_spent.h"

namespace leadlight::relation {

struct KpiSettings {
  Effort effort;
  ResponseSettings response;
  HealthSettings health;
};

/// What is known of a record's relationship. Everything must outlive the call.
struct RecordHistory {
  Timestamp created;
  History interactions;
  std::span<const FollowedMail> followed;
  const DealProgress* deal = nullptr;  ///< of opportunities
};

struct RecordKpis {
  Counts counts;
  TimeSpent time;
  Responses responses;
  LastNext last_next;
  Engagement engagement;
  Health health;

  MailRatio ratio() const { return mail_ratio(counts); }
};

/// Counts, time, responses and engagement are those of the period; health, last and next look at the whole history
/// until its end.
RecordKpis record_kpis(const RecordHistory& record, Period period, const KpiSettings& settings,
                       ResponseScratch& scratch);

}  // namespace leadlight::relation
