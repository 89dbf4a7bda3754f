// Invented people and companies, the same for the same random numbers.
#pragma once

#include <string>

#include "base/uuid.h"
#include "service/demo/culture.h"

namespace leadlight::demo {

struct Person {
  std::string first_name;
  std::string last_name;
  std::string full_name;
  std::string mail_name;  ///< `anna.jansen`
  bool is_woman = false;
};
Person make_person(const Culture& culture, Random& random);

/// Domains end in `.example`, which nobody can own.
std::string company_address(const Person& person, std::string_view domain);
/// At a real free-mail provider, with a local part nobody would choose.
std::string private_address(const Person& person, std::string_view domain, Random& random);
std::string phone_number(const Culture& culture, Random& random);

struct Company {
  std::string name;
  std::string domain;  ///< `waldau-maschinenbau.example`
  std::int64_t industry = 0;
  std::int64_t employees = 0;
  double revenue = 0;  ///< In the culture's currency, a year.
  Place place;
  std::string street;
};
Company make_company(const Culture& culture, Random& random);

}  // namespace leadlight::demo
