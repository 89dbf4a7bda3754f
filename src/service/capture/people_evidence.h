// What the mails of an import tell of the addresses in them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "service/capture/parsed_mail.h"
#include "service/capture/people.h"
#include "service/insight/our_domains.h"

namespace leadlight::capture {

class PeopleEvidence {
 public:
  explicit PeopleEvidence(const insight::OurDomains& ours) : ours_(ours) {}

  /// `thread`: the same for all mails of one conversation.
  void add(const ParsedMail& mail, std::string_view thread);
  /// A meeting tells who takes part and nothing of threads.
  void add_meeting(const std::vector<mail::Address>& people, std::string_view meeting);

  bool empty() const { return seen_.empty(); }
  /// Ascending by address.
  std::vector<AddressFacts> facts() const;

 private:
  struct Seen {
    std::unordered_map<std::string, int> names;
    int messages = 0, written = 0, by_robot = 0;
    bool is_list = false;
    std::unordered_set<std::uint64_t> threads, correspondents, lists;
  };
  using All = std::map<std::string, Seen, std::less<>>;
  struct Met {
    Seen* seen;
    std::uint64_t hash;
    bool ours;
  };
  All::iterator note(const mail::Address& who, std::uint64_t thread, int weight);
  static void acquaint(const std::vector<Met>& met, const std::vector<std::uint64_t>& lists);

  const insight::OurDomains& ours_;
  All seen_;
};

std::uint64_t thread_hash(std::string_view thread);

/// The address as it is kept and compared; empty where it is none.
std::string address_key(std::string_view written);

}  // namespace leadlight::capture
