#include "core/relation/record_kpis.h"

namespace leadlight::relation {

RecordKpis record_kpis(const RecordHistory& record, Period period, const KpiSettings& settings,
                       ResponseScratch& scratch) {
  const History history = record.interactions;
  return {.counts = count(history, period),
          .time = time_spent(history, period, settings.effort),
          .responses = responses(history, period, settings.response, scratch),
          .last_next = last_and_next(history, period.as_of),
          .engagement = engagement(record.followed, period.from, period.as_of),
          .health = health(history, record.created, record.deal, period.as_of, settings.health)};
}

}  // namespace leadlight::relation
