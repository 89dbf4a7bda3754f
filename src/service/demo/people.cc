#include "service/demo/people.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"

namespace leadlight::demo {
namespace {

/// Letters, digits and dashes of a name, for addresses.
std::string address_part(const NamePart& name) {
  std::string part;
  for (const char letter : name.latin.empty() ? base::fold(name.native) : std::string(name.latin)) {
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) part += letter;
  }
  return part;
}

/// Half of all companies have fewer than 60 people, one in a hundred more than 5,000.
std::int64_t draw_employees(Random& random) {
  return std::clamp<std::int64_t>(std::llround(std::exp(4.1 + 1.9 * random.normal())), 1, 60'000);
}

}  // namespace

Person make_person(const Culture& culture, Random& random) {
  Person person;
  person.is_woman = random.chance(0.5);
  const NamePart& given = pick(person.is_woman ? culture.women : culture.men, random);
  const NamePart& family = pick(culture.families, random);
  person.first_name = given.native;
  person.last_name = family.native;
  person.full_name =
      culture.family_first ? person.last_name + person.first_name : fmt::format("{} {}", given.native, family.native);
  person.mail_name = fmt::format("{}.{}", address_part(given), address_part(family));
  return person;
}

std::string company_address(const Person& person, std::string_view domain) {
  return fmt::format("{}@{}", person.mail_name, domain);
}

std::string private_address(const Person& person, std::string_view domain, Random& random) {
  return fmt::format("{}.demo{}@{}", person.mail_name, random.below(90'000) + 10'000, domain);
}

std::string phone_number(const Culture& culture, Random& random) {
  return fmt::format("{} {} 555 01{:02}", culture.dialling_code, random.below(80) + 10, random.below(100));
}

Company make_company(const Culture& culture, Random& random) {
  const std::size_t trade = pick_weighted(industries(), random);
  const NamePart& stem = pick(culture.stems, random);
  const std::string_view legal = pick(culture.legal, random);
  const bool spaced = culture.language != "zh";
  Company company;
  company.name = spaced ? fmt::format("{} {} {}", stem.native, culture.trades[trade], legal)
                        : fmt::format("{}{}{}", stem.native, culture.trades[trade], legal);
  const std::string tail = address_part({culture.trades[trade]});
  company.domain =
      fmt::format("{}{}{}-{}.example", address_part(stem), tail.empty() ? "" : "-", tail, random.below(900) + 100);
  company.industry = industries()[trade].code;
  company.employees = draw_employees(random);
  const double euros = static_cast<double>(company.employees) * 150'000 * std::exp(0.5 * random.normal());
  company.revenue = std::round(euros * culture.euro_rate / 1000) * 1000;
  company.place = pick(culture.places, random);
  company.street = fmt::format("{} {}", pick(culture.streets, random), random.below(180) + 1);
  return company;
}

}  // namespace leadlight::demo
