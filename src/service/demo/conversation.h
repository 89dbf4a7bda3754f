// What passes between a seller and a customer about one record, written as activities with their parties.
#pragma once

#include <algorithm>
#include <string>

#include "service/demo/plan.h"
#include "service/demo/row_batch.h"
#include "service/demo/texts.h"

namespace leadlight::demo {

/// Who talks with whom, about what, and until when.
struct Conversation {
  record::Reference about;
  record::Reference customer;  ///< As a party of the activities.
  std::string customer_name;
  std::string mail, phone;  ///< Empty: none is known.
  const Employee* seller = nullptr;
  std::string_view language;
  const Talk* words = nullptr;
  Timestamp begins;
  Timestamp closes;  ///< May be still to come.
  Timestamp now;

  /// Nothing is known of what comes later.
  Timestamp known_until() const { return std::min(now, closes); }
};

/// Writes what happened into a batch. Ids come from `random`, which outlives it.
class Chronicle {
 public:
  Chronicle(const Conversation& talk, Random& random, RowBatch& batch) : talk_(talk), random_(random), batch_(batch) {}

  void add_email(Timestamp at, bool outgoing);
  /// Nothing when it is later than what is known.
  void add_call(Timestamp at);
  /// In the calendar two days before it takes place; those of the near future are there already.
  void add_meeting(Timestamp at);
  void add_note(Timestamp at);
  void add_task(Timestamp due);

 private:
  record::Values activity(Timestamp at, std::string_view subject, std::int64_t minutes_long) const;
  void add_party(std::string_view table, const Uuid& activity, bool customer, std::int64_t role);

  const Conversation& talk_;
  Random& random_;
  RowBatch& batch_;
};

}  // namespace leadlight::demo
