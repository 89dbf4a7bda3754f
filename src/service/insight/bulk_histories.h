// The activities of any record, from the columns of all.
#pragma once

#include "service/insight/bulk_people.h"

namespace leadlight::insight {

/// What counts on one record, sorted as a History is.
struct BulkHistory {
  std::vector<relation::Interaction> interactions;
  std::vector<std::uint32_t> activities;  ///< of each its number
};

class BulkHistories {
 public:
  /// @param records ids that `regarding` of activities counts by
  BulkHistories(BulkActivities activities, BulkParties parties, BulkPeople people, UuidNumbers records);

  record::Reference row(std::uint32_t activity) const;

 private:
  friend class BulkHistoryReader;

  BulkActivities activities_;
  BulkParties parties_;
  BulkPeople people_;
  UuidNumbers records_;
  Groups of_person_;   ///< activities by a person of theirs
  Groups of_address_;  ///< and by an address without a person
  Groups regarding_;   ///< and by record
};

/// Reads one history after the other, each by the rules of read_activities(). @threads one a thread
class BulkHistoryReader {
 public:
  /// `all` outlives it.
  explicit BulkHistoryReader(const BulkHistories& all);

  /// Valid until the next call.
  const BulkHistory& read(const Around& around);

 private:
  void tell_addresses(const Around& around);
  void find_activities(const Around& around);
  relation::Interest interest_in(const Around& around) const;
  void fill_parties(std::uint32_t activity);
  std::uint32_t owner_of(std::uint32_t address) const;
  std::uint32_t number_in_record(std::uint32_t conversation);

  const BulkHistories& all_;
  Counting counting_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> own_addresses_;  ///< of the record's people: address, person
  std::vector<std::uint32_t> found_;
  std::vector<std::pair<relation::Interaction, std::uint32_t>> linked_;
  /// By conversation: in which round it was met, and its number then.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> conversations_;
  std::uint32_t round_ = 0;
  std::uint32_t conversations_met_ = 0;
  BulkHistory out_;
};

}  // namespace leadlight::insight
