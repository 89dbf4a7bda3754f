// Sales processes: the stages a record goes through, where it stands, and since when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/work/work.h"

namespace leadlight::work {

struct Stage {
  Uuid id;
  std::string name;
  std::int64_t category = -1;
  std::int64_t order = 0;
  std::vector<std::string> columns;              ///< Asked for in this stage.
  std::optional<Timestamp> entered_on, left_on;  ///< Of the last time the record was in it.
};

struct ProcessState {
  struct Named {
    Uuid id;
    std::string name;
  };
  struct Instance {
    std::optional<Uuid> id;  ///< Absent: the record has not moved yet, and stands where every record begins.
    Named process;
    Uuid active_stage;
    std::int64_t status = 1;  ///< 1 active, 2 finished, 3 aborted.
    Timestamp started_on;     ///< Of the active stage.
  };
  std::optional<Instance> instance;
  std::vector<Stage> stages;
  std::vector<Named> choices;  ///< The activated processes of the table.
};

/// Makes the processes the product starts with, where a table has none. Called after migrate().
Result<void> seed_processes(store::Store& store);

Result<ProcessState> process_of(const Workplace& place, std::string_view table, const Uuid& id,
                                const store::Caller& caller);
/// Moves the record, in its process, to a stage of it: earlier ones too. `salesstage` and `stepname` follow.
/// @errors Conflict: the process is finished or aborted; InvalidInput: no stage of it
Result<void> set_stage(const Workplace& place, std::string_view table, const Uuid& id, const Uuid& stage,
                       const store::Caller& caller);
/// Starts another process at its first stage; nullopt aborts the present one.
Result<void> set_process(const Workplace& place, std::string_view table, const Uuid& id, std::optional<Uuid> process,
                         const store::Caller& caller);
/// 1 active again, 2 finished, 3 aborted.
Result<void> set_process_status(const Workplace& place, std::string_view table, const Uuid& id, std::int64_t status,
                                const store::Caller& caller);

}  // namespace leadlight::work
