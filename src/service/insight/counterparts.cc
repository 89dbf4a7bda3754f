#include "service/insight/counterparts.h"

#include <unordered_map>

#include "base/text.h"
#include "service/insight/rows.h"

namespace leadlight::insight {

Result<Counterparts> read_counterparts(store::Snapshot& snapshot, const Around& around) {
  const auto system = store::Caller::system();
  Counterparts out;
  for (const auto* list : {&around.theirs, &around.by_account}) {
    for (const Counterpart& each : *list) {
      out.records.emplace_back(each.who.id);
      for (const std::string& address : each.addresses) out.addresses.emplace_back(address, each.who);
    }
  }
  std::unordered_map<Uuid, record::Reference> records;
  std::vector<record::Value> persons;
  TRY(for_each_of(snapshot, "ll_person", "ll_recordid", out.records, {"ll_recordid"}, system,
                  [&](record::Record&& person) -> Result<void> {
                    persons.emplace_back(person.id);
                    records.emplace(person.id, *person.get_as<record::Reference>("ll_recordid"));
                    return {};
                  }));
  TRY(for_each_of(snapshot, "ll_personaddress", "ll_personid", persons, {"ll_address", "ll_personid"}, system,
                  [&](record::Record&& row) -> Result<void> {
                    out.addresses.emplace_back(base::fold(row.text("ll_address")),
                                               records.at(row.target("ll_personid")));
                    return {};
                  }));
  return out;
}

}  // namespace leadlight::insight
