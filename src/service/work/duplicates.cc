// Who may be the same person or company: records that agree in what identifies them.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "service/settings/switches.h"
#include "service/work/rows.h"
#include "service/work/work.h"

namespace leadlight::work {
namespace {

using record::Record;

/// A column that tells people apart, and how sure an equal value makes.
struct Sign {
  std::string_view column;
  double weight;  ///< Probability-like: signs combine as 1 - Π(1 - weight).
};
constexpr std::array kPersonSigns = {Sign{"emailaddress1", 0.9}, Sign{"mobilephone", 0.7}, Sign{"telephone1", 0.4},
                                     Sign{"fullname", 0.5}, Sign{"companyname", 0.2}};
constexpr std::array kAccountSigns = {Sign{"name", 0.7}, Sign{"websiteurl", 0.7}, Sign{"telephone1", 0.5},
                                      Sign{"emailaddress1", 0.6}, Sign{"accountnumber", 0.9}};
constexpr double kWorthShowing = 0.45;
constexpr int kMostCandidates = 200;
constexpr size_t kMostShown = 20;

std::span<const Sign> signs_of(std::string_view table) {
  if (table == "account") return kAccountSigns;
  return kPersonSigns;
}

std::string folded(const Record& row, std::string_view column) {
  return base::fold(base::trim(row.text(column)));
}

}  // namespace

Result<std::vector<Duplicate>> find_duplicates(const Workplace& place, std::string_view table, const Uuid& id,
                                               const store::Caller& caller) {
  if (table != "lead" && table != "contact" && table != "account") {
    return fail(ErrorCode::InvalidInput, "duplicates are looked for among leads, contacts and accounts, not {}", table);
  }
  const auto snapshot = TRY(place.store.snapshot());
  const Record self = TRY(required(*snapshot, table, id, {}, caller));
  if (!TRY(settings::is_on(*snapshot, settings::Switch::DuplicateDetection))) return std::vector<Duplicate>();
  const record::TableSchema& schema = *snapshot->schema().find(table);
  std::map<Uuid, Duplicate> found;
  for (const Sign& sign : signs_of(table)) {
    const std::string value = folded(self, sign.column);
    if (value.empty() || schema.find(sign.column) == nullptr) continue;
    query::Query query{.table = std::string(table),
                       .columns = {std::string(schema.table().primary_name), std::string(sign.column)},
                       .filter = query::all_of({query::equals(std::string(sign.column), self.text(sign.column)),
                                                query::compare("merged", query::CompareOp::Ne, true)})};
    query.limit = kMostCandidates;
    for (const store::Row& row : TRY(snapshot->select(query, caller)).rows) {
      if (row.record.id == id) continue;
      Duplicate& duplicate = found[row.record.id];
      duplicate.id = row.record.id;
      duplicate.name = row.record.text(schema.table().primary_name);
      duplicate.why.emplace_back(sign.column);
      duplicate.likeness = 1 - (1 - duplicate.likeness) * (1 - sign.weight);
    }
  }
  std::vector<Duplicate> best;
  for (auto& [_, duplicate] : found) {
    if (duplicate.likeness >= kWorthShowing) best.push_back(std::move(duplicate));
  }
  std::ranges::stable_sort(best, std::greater{}, &Duplicate::likeness);
  if (best.size() > kMostShown) best.resize(kMostShown);
  return best;
}

}  // namespace leadlight::work
