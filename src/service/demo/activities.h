// The e-mails, calls, meetings, tasks and notes around one lead or opportunity, up to now.
#pragma once

#include "service/demo/row_batch.h"
#include "service/demo/stories.h"

namespace leadlight::demo {

void add_activities(const Plan& plan, const LeadStory& lead, RowBatch& batch);
/// `lead`: the one that it came from.
void add_activities(const Plan& plan, const LeadStory& lead, const OpportunityStory& opportunity, RowBatch& batch);

}  // namespace leadlight::demo
