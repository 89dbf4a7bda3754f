#include "service/demo/sales_process.h"

#include <fmt/format.h>

namespace leadlight::demo {
namespace {

using record::Record;
using record::Reference;

constexpr std::int64_t kActivated = 1;

}  // namespace

Result<std::optional<SalesProcess>> find_sales_process(store::Store& store) {
  const auto system = store::Caller::system();
  const auto snapshot = TRY(store.snapshot());
  query::Query processes{.table = "workflow"};
  processes.filter = query::all_of(
      {query::equals("primaryentity", std::string("opportunity")), query::equals("statecode", kActivated)});
  processes.order = {{{"", "", "ll_order"}, query::Direction::Ascending}};
  processes.limit = 1;
  const store::Page page = TRY(snapshot->select(processes, system));
  if (page.rows.empty()) return std::nullopt;
  const Record& row = page.rows.front().record;
  SalesProcess process{row.id, row.text("name"), {}};
  query::Query stages{.table = "processstage", .filter = query::equals("processid", row.id)};
  TRY(snapshot->scan(stages, system, [&](Record&& stage) -> Result<bool> {
    process.stages.try_emplace(stage.number("stagecategory"), stage.id, stage.text("stagename"));
    return true;
  }));
  return process;
}

void add_course(const Plan& plan, const SalesProcess& process, const OpportunityStory& opportunity, RowBatch& batch) {
  const Reference about{"opportunity", opportunity.id};
  // Named after what they are of, so that they are the same in every demo with this process.
  const Uuid instance = Uuid::from_name(fmt::format("course of {}", opportunity.id.to_string()));
  const Stay* present = nullptr;
  for (const Stay& stay : opportunity.stays) {
    const auto stage = process.stages.find(stay.stage);
    if (stay.entered > plan.now || stage == process.stages.end()) continue;
    present = &stay;
    record::Values row{
        {"ll_name", text(stage->second.name)}, {"ll_processinstanceid", Reference{"ll_processinstance", instance}},
        {"ll_opportunityid", about},           {"processstageid", Reference{"processstage", stage->second.id}},
        {"ll_enteredon", stay.entered},        {"createdon", stay.entered}};
    if (stay.left <= plan.now) row["ll_lefton"] = stay.left;
    batch.add("ll_stagehistory", Uuid::from_name(fmt::format("{} {}", instance.to_string(), stay.stage)),
              std::move(row));
  }
  if (present == nullptr) return;
  const bool finished = opportunity.closes <= plan.now;
  record::Values row{{"name", text(process.name)},
                     {"processid", Reference{"workflow", process.id}},
                     {"ll_opportunityid", about},
                     {"activestageid", Reference{"processstage", process.stages.at(present->stage).id}},
                     {"activestagestartedon", present->entered},
                     {"statecode", whole(finished ? 1 : 0)},
                     {"statuscode", whole(finished ? 2 : 1)},
                     {"createdon", opportunity.stays.front().entered}};
  if (finished) row["completedon"] = opportunity.closes;
  batch.add("ll_processinstance", instance, std::move(row));
}

}  // namespace leadlight::demo
