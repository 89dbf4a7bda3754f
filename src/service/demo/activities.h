// The e-mails, calls, meetings, tasks and notes around one lead, up to now.
#pragma once

#include "service/demo/row_batch.h"
#include "service/demo/stories.h"

namespace leadlight::demo {

void add_activities(const Plan& plan, const LeadStory& lead, RowBatch& batch);

}  // namespace leadlight::demo
