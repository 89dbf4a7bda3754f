// What is written in the demo company's records, in the language of the customer.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace leadlight::demo {

/// What a lead is about: `Warehouse sensors`.
std::string_view pick_topic(std::string_view language, Random& random);

/// Subjects and bodies of what passes between us and a customer.
struct Talk {
  std::string_view mail, body, answer, call, meeting, task;
};
const Talk& talk_of_lead(std::string_view language);
const Talk& talk_of_opportunity(std::string_view language);

/// A seller's note; some ask for something on a day.
std::string pick_note(std::string_view language, std::string_view name, Date day, Random& random);
std::string_view disqualification_reason(std::int64_t statuscode);

}  // namespace leadlight::demo
