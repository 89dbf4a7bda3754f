#include "service/demo/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/demo/people.h"

namespace leadlight::demo {
namespace {

constexpr std::int64_t kLeadsPerSeller = 300;
constexpr std::int64_t kMostSellers = 150;

/// The whole of a unit's cultures, in the order of cultures().
std::vector<std::string_view> unit_names() {
  std::vector<std::string_view> names;
  for (const Culture& culture : cultures()) {
    if (std::ranges::find(names, culture.unit) == names.end()) names.push_back(culture.unit);
  }
  return names;
}

/// Makes employees whose sign-in names differ.
class Hiring {
 public:
  explicit Hiring(Random random, Timestamp since) : random_(random), since_(since) {}

  Employee hire(const Culture& culture) {
    Person person = make_person(culture, random_);
    return hire(culture, person);
  }
  Employee hire(const Culture& culture, const Person& person) {
    std::string name = person.mail_name;
    for (int twin = 2; !taken_.insert(name).second; ++twin) name = fmt::format("{}{}", person.mail_name, twin);
    const std::string language(culture.language == "fr" ? "en" : culture.language);
    return {Uuid::make(since_, random_),
            name,
            person.first_name,
            person.last_name,
            person.full_name,
            fmt::format("{}@havenlicht.example", name),
            language};
  }
  Uuid make_id() { return Uuid::make(since_, random_); }

 private:
  Random random_;
  Timestamp since_;
  std::set<std::string> taken_;
};

double weight_of_unit(std::string_view unit) {
  double weight = 0;
  for (const Culture& culture : cultures()) weight += culture.unit == unit ? culture.weight : 0;
  return weight;
}

}  // namespace

const Unit& Plan::unit_of(const Culture& culture) const {
  return *std::ranges::find(units, culture.unit, &Unit::name);
}

std::int64_t Plan::standing_accounts() const {
  return std::max<std::int64_t>(leads / 16, 12);
}

Random random_for(const Plan& plan, Story story, std::int64_t number) {
  Random mixer(plan.seed * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(story));
  return Random(mixer.next() ^ (static_cast<std::uint64_t>(number) * 0xd1342543de82ef95ULL));
}

Plan make_plan(std::uint64_t seed, std::int64_t leads, Timestamp now) {
  Plan plan{.seed = seed, .leads = leads, .now = now, .calendar = Calendar(now), .units = {}};
  Hiring hiring(random_for(plan, Story::Organisation, 0), plan.start());
  const auto sellers = static_cast<double>(std::clamp<std::int64_t>(leads / kLeadsPerSeller, 6, kMostSellers));
  for (const std::string_view name : unit_names()) {
    Unit unit{hiring.make_id(), hiring.make_id(), std::string(name), {}, {}};
    std::vector<const Culture*> own;
    for (const Culture& culture : cultures()) {
      if (culture.unit == name) own.push_back(&culture);
    }
    unit.manager = hiring.hire(*own.front());
    const auto wanted = std::max<std::size_t>(static_cast<std::size_t>(sellers * weight_of_unit(name) / 100 + 0.5), 1);
    if (plan.units.empty()) {  // one whom the documentation can name
      unit.sellers.push_back(hiring.hire(*own.front(), {"Anna", "Jansen", "Anna Jansen", "anna.jansen", true}));
    }
    while (unit.sellers.size() < wanted) unit.sellers.push_back(hiring.hire(*own[unit.sellers.size() % own.size()]));
    plan.units.push_back(std::move(unit));
  }
  return plan;
}

Uuid currency_id(std::string_view code) {
  return Uuid::from_name(fmt::format("demo currency {}", code));
}

record::Value text(std::string_view value) {
  return value.empty() ? record::Value{} : record::Value(std::string(value));
}
record::Value user(const Employee& employee) {
  return record::Reference{"systemuser", employee.id};
}

}  // namespace leadlight::demo
