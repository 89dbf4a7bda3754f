#include "service/capture/stored_address.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace leadlight::capture {

const std::vector<std::string> kAddressColumns = {"ll_address",          "ll_personid", "ll_name",
                                                  "ll_spellings",        "ll_ours",     "ll_certainty",
                                                  "ll_proposedpersonid", "ll_reason",   "versionnumber"};

StoredAddress stored_address(record::Record row) {
  StoredAddress out;
  out.id = row.id;
  out.person = row.target("ll_personid");
  out.version = row.version;
  out.address = base::fold(row.text("ll_address"));
  out.name = row.text("ll_name");
  out.certainty = static_cast<Certainty>(row.number("ll_certainty", 0));
  out.ours = row.is_true("ll_ours");
  if (const auto json = base::parse_json(row.text("ll_spellings"), 4); json && json->is_array()) {
    for (const Json& each : *json) {
      if (each.is_string()) out.spellings.push_back(each.get<std::string>());
    }
  }
  out.values = std::move(row.values);
  return out;
}

void know(const StoredAddress& stored, AddressFacts& facts) {
  facts.person = stored.person;
  facts.certainty = stored.certainty;
  facts.ours = facts.ours || stored.ours;
  const auto add = [&](const std::string& name, int weight) {
    const auto known = std::ranges::find(facts.names, name, [](const auto& each) { return each.first; });
    if (known == facts.names.end()) facts.names.emplace_back(name, weight);
  };
  if (!stored.name.empty()) add(stored.name, 3);
  for (const std::string& spelling : stored.spellings) add(spelling, 1);
}

AddressFacts as_known(const StoredAddress& stored) {
  AddressFacts facts{.address = stored.address};
  know(stored, facts);
  return facts;
}

}  // namespace leadlight::capture
