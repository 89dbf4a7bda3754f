#include "service/work/process.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "service/insight/touch.h"
#include "service/settings/switches.h"
#include "service/work/rows.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::int64_t kActivated = 1, kActive = 1, kFinished = 2, kAborted = 3;

/// The instance's lookup to the record it belongs to.
Result<std::string> record_column(std::string_view table) {
  if (table == "lead" || table == "opportunity" || table == "incident") return fmt::format("ll_{}id", table);
  return fail(ErrorCode::InvalidInput, "leads, opportunities and cases go through processes, no {}", table);
}

/// Everybody may see the stages, so they are read in the program's name.
Result<std::vector<Record>> rows_of(store::Snapshot& snapshot, std::string_view table, query::FilterPtr filter,
                                    std::vector<query::Order> order) {
  query::Query query{.table = std::string(table), .filter = std::move(filter), .order = std::move(order)};
  query.limit = 200;
  std::vector<Record> rows;
  for (store::Row& row : TRY(snapshot.select(query, store::Caller::system())).rows) {
    rows.push_back(std::move(row.record));
  }
  return rows;
}

query::Order by(std::string column, query::Direction direction = query::Direction::Ascending) {
  return {query::Path{.lookup = {}, .lookup_table = {}, .column = std::move(column)}, direction};
}

Result<std::vector<Record>> activated_processes(store::Snapshot& snapshot, std::string_view table) {
  return rows_of(
      snapshot, "workflow",
      query::all_of({query::equals("primaryentity", std::string(table)), query::equals("statecode", kActivated)}),
      {by("ll_order"), by("createdon")});
}

Result<std::vector<Stage>> stages_of(store::Snapshot& snapshot, const Uuid& process) {
  std::vector<Stage> stages;
  for (const Record& row :
       TRY(rows_of(snapshot, "processstage", query::equals("processid", process), {by("ll_order")}))) {
    Stage stage{row.id, row.text("stagename"), row.number("stagecategory"), row.number("ll_order"), {}, {}, {}};
    const std::string columns = row.text("ll_columns");
    for (const std::string_view column : base::split(columns, ',')) {
      const std::string name(base::trim(column));
      if (!name.empty()) stage.columns.push_back(name);
    }
    stages.push_back(std::move(stage));
  }
  return stages;
}

/// The newest instance of the record.
Result<std::optional<Record>> instance_of(store::Snapshot& snapshot, std::string_view column, const Uuid& id) {
  auto rows = TRY(rows_of(snapshot, "ll_processinstance", query::equals(std::string(column), id),
                          {by("createdon", query::Direction::Descending)}));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

/// A record's place in its process, and how it is written down.
class Course {
 public:
  Course(const Workplace& place, store::Transaction& tx, std::string_view table, const Uuid& id,
         const store::Caller& caller)
      : place_(place), tx_(tx), table_(table), id_(id), caller_(caller) {}

  Result<void> load() {
    column_ = TRY(record_column(table_));
    row_ = TRY(required(tx_, table_, id_, {}, caller_));
    instance_ = TRY(instance_of(tx_, column_, id_));
    return {};
  }

  /// The instance, made where the record only stood in the first stage so far.
  Result<Record> instance() {
    if (instance_) return *instance_;
    const auto processes = TRY(activated_processes(tx_, table_));
    if (processes.empty()) return fail(ErrorCode::Conflict, "there is no activated process for a {}", table_);
    return start(processes.front(), row_.time("createdon").value_or(tx_.now()));
  }

  Result<Record> start(const Record& process, Timestamp at) {
    const auto stages = TRY(stages_of(tx_, process.id));
    if (stages.empty()) {
      return fail(ErrorCode::Conflict, "the process \"{}\" has no stages yet", process.text("name"));
    }
    instance_ = TRY(tx_.insert("ll_processinstance", Uuid{},
                               {{"name", process.text("name")},
                                {"processid", Reference{"workflow", process.id}},
                                {column_, Reference{table_, id_}},
                                {"activestageid", Reference{"processstage", stages.front().id}},
                                {"activestagestartedon", at},
                                {"statecode", std::int64_t{0}},
                                {"statuscode", kActive}},
                               store::Caller::system()));
    TRY(enter(*instance_, stages.front(), at));
    return *instance_;
  }

  Result<void> enter(const Record& instance, const Stage& stage, Timestamp at) {
    const Record stay = TRY(tx_.insert("ll_stagehistory", Uuid{},
                                       {{"ll_name", stage.name},
                                        {"ll_processinstanceid", Reference{"ll_processinstance", instance.id}},
                                        {column_, Reference{table_, id_}},
                                        {"processstageid", Reference{"processstage", stage.id}},
                                        {"ll_enteredon", at}},
                                       store::Caller::system()));
    return insight::touch(tx_, nullptr, &stay);
  }

  Result<void> leave(const Record& instance) {
    const auto open = TRY(rows_of(
        tx_, "ll_stagehistory",
        query::all_of({query::equals("ll_processinstanceid", instance.id), query::equals("ll_lefton", Value())}), {}));
    for (const Record& row : open) {
      TRY(tx_.update("ll_stagehistory", row.id, {{"ll_lefton", tx_.now()}}, std::nullopt, store::Caller::system()));
    }
    return {};
  }

  /// What the stage says also stands on the record, written in the caller's name: who may not write it may not move it.
  Result<void> tell(const Stage& stage) {
    const record::TableSchema& schema = *tx_.schema().find(table_);
    Values changes;
    if (schema.find("stepname") != nullptr) changes["stepname"] = stage.name;
    const record::Field* sales_stage = schema.find("salesstage");
    if (sales_stage != nullptr && sales_stage->choices->find(stage.category) != nullptr) {
      changes["salesstage"] = stage.category;
    }
    TRY(place_.records.update_in(tx_, table_, id_, std::move(changes), std::nullopt, caller_, "stage"));
    return {};
  }

  Result<void> change(const Record& instance, Values changes) {
    TRY(tx_.update("ll_processinstance", instance.id, std::move(changes), std::nullopt, store::Caller::system()));
    return {};
  }

  const std::optional<Record>& known_instance() const { return instance_; }

 private:
  const Workplace& place_;
  store::Transaction& tx_;
  std::string table_;
  Uuid id_;
  const store::Caller& caller_;
  std::string column_;
  Record row_;
  std::optional<Record> instance_;
};

Result<void> on_course(const Workplace& place, std::string_view table, const Uuid& id, const store::Caller& caller,
                       const std::function<Result<void>(store::Transaction&, Course&)>& work) {
  TRY(settings::require_on(place.store, settings::Switch::SalesProcesses));
  return place.store.write([&](store::Transaction& tx) -> Result<void> {
    Course course(place, tx, table, id, caller);
    TRY(course.load());
    return work(tx, course);
  });
}

Result<void> fill_history(store::Snapshot& snapshot, const Uuid& instance, std::vector<Stage>& stages) {
  for (const Record& row : TRY(rows_of(snapshot, "ll_stagehistory", query::equals("ll_processinstanceid", instance),
                                       {by("ll_enteredon")}))) {
    const auto at = std::ranges::find(stages, row.target("processstageid"), &Stage::id);
    if (at == stages.end()) continue;
    at->entered_on = row.time("ll_enteredon");
    at->left_on = row.time("ll_lefton");
  }
  return {};
}

struct NewStage {
  std::string_view name;
  std::int64_t category;
  std::string_view columns;
};
struct NewProcess {
  std::string_view name, table;
  std::vector<NewStage> stages;
};

std::vector<NewProcess> first_processes() {
  return {{"Lead to opportunity",
           "lead",
           {{"Qualify", 0, "budgetamount,purchasetimeframe,purchaseprocess,decisionmaker,need"},
            {"Develop", 1, "description,estimatedamount,estimatedclosedate"}}},
          {"Opportunity sales process",
           "opportunity",
           {{"Qualify", 0, "customerid,budgetamount,purchasetimeframe,decisionmaker"},
            {"Develop", 1, "customerneed,proposedsolution,identifycustomercontacts,identifycompetitors"},
            {"Propose", 2, "developproposal,presentproposal,estimatedvalue"},
            {"Close", 3, "estimatedclosedate,closeprobability"}}},
          {"Case resolution",
           "incident",
           {{"Identify", 4, "customerid,casetypecode,caseorigincode"},
            {"Research", 5, "description"},
            {"Resolve", 6, "customersatisfactioncode"}}}};
}

}  // namespace

Result<void> seed_processes(store::Store& store) {
  return store.write([](store::Transaction& tx) -> Result<void> {
    for (const NewProcess& process : first_processes()) {
      const auto filter = query::equals("primaryentity", std::string(process.table));
      if (TRY(tx.count("workflow", filter, store::Caller::system())) > 0) continue;
      const Record row = TRY(tx.insert("workflow", Uuid{},
                                       {{"name", std::string(process.name)},
                                        {"primaryentity", std::string(process.table)},
                                        {"ll_order", std::int64_t{1}},
                                        {"statecode", kActivated},
                                        {"statuscode", std::int64_t{2}}},
                                       store::Caller::system()));
      std::int64_t order = 0;
      for (const NewStage& stage : process.stages) {
        TRY(tx.insert("processstage", Uuid{},
                      {{"stagename", std::string(stage.name)},
                       {"processid", Reference{"workflow", row.id}},
                       {"ll_order", ++order},
                       {"stagecategory", stage.category},
                       {"ll_columns", std::string(stage.columns)}},
                      store::Caller::system()));
      }
    }
    return {};
  });
}

Result<ProcessState> process_of(const Workplace& place, std::string_view table, const Uuid& id,
                                const store::Caller& caller) {
  const std::string column = TRY(record_column(table));
  const auto snapshot = TRY(place.store.snapshot());
  const Record row = TRY(required(*snapshot, table, id, {"createdon"}, caller));
  ProcessState state;
  if (!TRY(settings::is_on(*snapshot, settings::Switch::SalesProcesses))) return state;
  const auto processes = TRY(activated_processes(*snapshot, table));
  for (const Record& process : processes) state.choices.push_back({process.id, process.text("name")});

  if (const auto instance = TRY(instance_of(*snapshot, column, id))) {
    const Uuid process = instance->target("processid");
    state.stages = TRY(stages_of(*snapshot, process));
    TRY(fill_history(*snapshot, instance->id, state.stages));
    state.instance = ProcessState::Instance{instance->id,
                                            {process, instance->text("name")},
                                            instance->target("activestageid"),
                                            instance->number("statuscode"),
                                            instance->time("activestagestartedon").value_or(Timestamp())};
  } else if (!processes.empty()) {
    state.stages = TRY(stages_of(*snapshot, processes.front().id));
    if (!state.stages.empty()) {
      const Timestamp since = row.time("createdon").value_or(Timestamp());
      state.stages.front().entered_on = since;
      state.instance =
          ProcessState::Instance{std::nullopt, state.choices.front(), state.stages.front().id, kActive, since};
    }
  }
  return state;
}

Result<void> set_stage(const Workplace& place, std::string_view table, const Uuid& id, const Uuid& stage,
                       const store::Caller& caller) {
  return on_course(place, table, id, caller, [&](store::Transaction& tx, Course& course) -> Result<void> {
    const Record instance = TRY(course.instance());
    if (instance.number("statuscode") != kActive) {
      return fail(
          Error(ErrorCode::Conflict, "the process is finished", "Take it up again before you move the record."));
    }
    const auto stages = TRY(stages_of(tx, instance.target("processid")));
    const auto wanted = std::ranges::find(stages, stage, &Stage::id);
    if (wanted == stages.end())
      return fail(ErrorCode::InvalidInput, "{} is no stage of this process", stage.to_string());
    if (instance.target("activestageid") == stage) return course.tell(*wanted);
    TRY(course.leave(instance));
    TRY(course.change(instance,
                      {{"activestageid", Reference{"processstage", stage}}, {"activestagestartedon", tx.now()}}));
    TRY(course.enter(instance, *wanted, tx.now()));
    return course.tell(*wanted);
  });
}

Result<void> set_process(const Workplace& place, std::string_view table, const Uuid& id, std::optional<Uuid> process,
                         const store::Caller& caller) {
  if (!process) return set_process_status(place, table, id, kAborted, caller);
  return on_course(place, table, id, caller, [&](store::Transaction& tx, Course& course) -> Result<void> {
    const auto processes = TRY(activated_processes(tx, table));
    const auto wanted = std::ranges::find(processes, *process, &Record::id);
    if (wanted == processes.end()) {
      return fail(ErrorCode::InvalidInput, "{} is no activated process for a {}", process->to_string(), table);
    }
    if (const auto& before = course.known_instance()) {
      if (before->number("statuscode") == kActive) {
        TRY(course.leave(*before));
        TRY(course.change(*before,
                          {{"statecode", std::int64_t{1}}, {"statuscode", kAborted}, {"completedon", tx.now()}}));
      }
    }
    TRY(course.start(*wanted, tx.now()));
    return course.tell(TRY(stages_of(tx, wanted->id)).front());
  });
}

Result<void> set_process_status(const Workplace& place, std::string_view table, const Uuid& id, std::int64_t status,
                                const store::Caller& caller) {
  return on_course(place, table, id, caller, [&](store::Transaction& tx, Course& course) -> Result<void> {
    const Record instance = TRY(course.instance());
    const std::int64_t before = instance.number("statuscode");
    if (before == status) return fail(ErrorCode::Conflict, "the process is in that state already");
    const auto stages = TRY(stages_of(tx, instance.target("processid")));
    const auto active = std::ranges::find(stages, instance.target("activestageid"), &Stage::id);
    if (active == stages.end()) return fail(ErrorCode::Conflict, "the active stage of this process was removed");
    if (status == kActive) {
      TRY(course.change(instance, {{"statecode", std::int64_t{0}},
                                   {"statuscode", kActive},
                                   {"completedon", Value()},
                                   {"activestagestartedon", tx.now()}}));
      TRY(course.enter(instance, *active, tx.now()));
    } else {
      if (before == kActive) TRY(course.leave(instance));
      TRY(course.change(instance, {{"statecode", std::int64_t{1}},
                                   {"statuscode", status == kFinished ? kFinished : kAborted},
                                   {"completedon", tx.now()}}));
    }
    return course.tell(*active);
  });
}

}  // namespace leadlight::work
