// How a score's reasons and its feature row are written down.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/scoring/live_model.h"

namespace leadlight::scoring {

/// What msdyn_scorereasons can hold, in bytes (the column's limit counts characters, which are fewer).
inline constexpr size_t kMaxReasonsText = 10'000;

/// `msdyn_scorereasons` as docs/api.md describes it. Reasons that find no room are folded into `other`, the smallest
/// first, so that the sum of all points and `other` stays score - average.
std::string reasons_text(const LiveModel& live, const feature::Scored& scored, size_t limit = kMaxReasonsText);

/// For the ledger, `{"average":31,"other":1,"points":{"leadsourcecode":12}}`: values stand in the field history.
std::string ledger_text(const LiveModel& live, const feature::Scored& scored);

/// What ledger_text wrote; anything else reads as none.
struct LedgerPoints {
  int average = 0, other = 0;
  std::map<std::string, int> points;  ///< By attribute.
};
LedgerPoints read_ledger_text(std::string_view text);

/// Their number (2 bytes), what most of them are (4: the bits of zero or of missing), then each that is not, as its
/// index (2) and bits (4). Little endian.
std::string feature_bytes(std::span<const float> features);
/// @errors Corrupt
Result<std::vector<float>> read_feature_bytes(std::string_view bytes);

}  // namespace leadlight::scoring
