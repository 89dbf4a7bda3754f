// Whom we are in contact with most, and who of us (spec 3, "most contacted", "most contacted by").
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "core/relation/interaction.h"

namespace leadlight::relation {

inline constexpr std::size_t kTopPeople = 3;

struct TopPerson {
  std::uint32_t person = 0;
  std::array<std::uint32_t, kChannels> by_channel{};
  std::uint32_t contacts = 0;  ///< over all channels
  std::uint32_t last = 0;      ///< position of the last contact in the history
};

/// Room used again from record to record: person and interaction.
using TopScratch = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// At most three people of a side, those with most contacts first; of equals the one with the later last contact, then
/// the lower number. Somebody named twice in one interaction took part once.
std::vector<TopPerson> top_people(History history, std::span<const Participation> participations, Side side,
                                  Period period, TopScratch& scratch);

}  // namespace leadlight::relation
