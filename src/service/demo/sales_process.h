// Where the demo's opportunities stand in the sales process that the database has for them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "service/demo/row_batch.h"
#include "service/demo/stories.h"

namespace leadlight::demo {

struct SalesProcess {
  struct Stage {
    Uuid id;
    std::string name;
  };
  Uuid id;
  std::string name;
  std::map<std::int64_t, Stage> stages;  ///< By their category, as Stay has it.
};

/// The first activated process of opportunities; nullopt where there is none.
Result<std::optional<SalesProcess>> find_sales_process(store::Store& store);

/// The process instance of an opportunity with its stage history, up to now.
void add_course(const Plan& plan, const SalesProcess& process, const OpportunityStory& opportunity, RowBatch& batch);

}  // namespace leadlight::demo
