#include "service/scoring/score_text.h"

#include <bit>
#include <cmath>
#include <limits>

#include "base/bytes.h"
#include "base/json.h"
#include "base/text.h"

namespace leadlight::scoring {
namespace {

// By hand instead of through a JSON library: this runs for every saved record.
void append_quoted(std::string& text, std::string_view value) {
  text += '"';
  for (const char letter : value) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      text += '\\';
      text += letter;
    } else if (byte < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      text += "\\u00";
      text += kHex[byte >> 4];
      text += kHex[byte & 15];
    } else {
      text += letter;
    }
  }
  text += '"';
}

void append_number(std::string& text, std::string_view name, double value, bool& first) {
  if (std::isnan(value)) return;
  if (!first) text += ',';
  first = false;
  append_quoted(text, name);
  text += ':';
  text += base::to_string(value);
}

/// An option's number goes along with its English label, so that a page can word it in its own language.
void append_params(std::string& text, const record::Field* field, const feature::Reason& reason) {
  text += "{";
  bool first = true;
  append_number(text, "low", reason.low, first);
  append_number(text, "high", reason.high, first);
  const bool has_options = field != nullptr && (field->choices != nullptr || field->type == record::FieldType::Boolean);
  if (has_options && !reason.value.empty()) {
    const auto option = base::parse_int(reason.value);
    if (option) append_number(text, "option", static_cast<double>(*option), first);
  }
  text += '}';
}

std::string one_reason(const LiveModel& live, const feature::Reason& reason) {
  const auto& source = live.sources[reason.attribute];
  std::string text = "{\"attribute\":";
  append_quoted(text, live.model->attributes()[reason.attribute].name);
  text += ",\"table\":";
  append_quoted(text, source ? source->table : live.scored->table);
  text += ",\"value\":";
  append_quoted(text, live.shown(reason));
  text += ",\"points\":";
  text += std::to_string(reason.points);
  text += ",\"key\":";
  append_quoted(text, reason.key);
  text += ",\"params\":";
  append_params(text, source ? source->field : nullptr, reason);
  text += '}';
  return text;
}

}  // namespace

std::string reasons_text(const LiveModel& live, const feature::Scored& scored, size_t limit) {
  constexpr size_t kFrame = 64;  // the members around the list, numbers at their longest
  std::string list;
  int other = scored.other;
  bool full = false;
  for (const auto& reason : scored.reasons) {
    std::string text;
    if (!full) text = one_reason(live, reason);
    full = full || list.size() + text.size() + 1 + kFrame > limit;
    if (full) {
      other += reason.points;
      continue;
    }
    if (!list.empty()) list += ',';
    list += text;
  }
  return "{\"average\":" + std::to_string(scored.average) + ",\"other\":" + std::to_string(other) + ",\"reasons\":[" +
         list + "]}";
}

std::string ledger_text(const LiveModel& live, const feature::Scored& scored) {
  constexpr size_t kFrame = 64;
  std::string points;
  int other = scored.other;
  for (const auto& reason : scored.reasons) {
    const auto& name = live.model->attributes()[reason.attribute].name;
    if (points.size() + name.size() + 16 + kFrame > kMaxReasonsText) {
      other += reason.points;
      continue;
    }
    if (!points.empty()) points += ',';
    append_quoted(points, name);
    points += ':';
    points += std::to_string(reason.points);
  }
  return "{\"average\":" + std::to_string(scored.average) + ",\"other\":" + std::to_string(other) + ",\"points\":{" +
         points + "}}";
}

LedgerPoints read_ledger_text(std::string_view text) {
  const auto json = base::parse_json(text);
  if (!json) return {};
  try {
    LedgerPoints read;
    read.average = json->at("average").get<int>();
    read.other = json->at("other").get<int>();
    for (const auto& [attribute, value] : json->at("points").items()) read.points[attribute] = value.get<int>();
    return read;
  } catch (const Json::exception&) {
    return {};
  }
}

static_assert(std::endian::native == std::endian::little, "feature rows are written as they lie in memory");

namespace {

/// What most features of a row are: missing, or zero.
std::uint32_t usual_bits(std::span<const float> features) {
  constexpr auto kMissing = std::bit_cast<std::uint32_t>(std::numeric_limits<float>::quiet_NaN());
  size_t missing = 0, zero = 0;
  for (const float feature : features) {
    const auto bits = std::bit_cast<std::uint32_t>(feature);
    missing += bits == kMissing;
    zero += bits == 0;
  }
  return missing > zero ? kMissing : 0;
}

constexpr size_t kHead = sizeof(std::uint16_t) + sizeof(std::uint32_t);
constexpr size_t kEntry = sizeof(std::uint16_t) + sizeof(std::uint32_t);

}  // namespace

std::string feature_bytes(std::span<const float> features) {
  const std::uint32_t usual = usual_bits(features);
  std::string bytes;
  base::append_bytes(bytes, static_cast<std::uint16_t>(features.size()));
  base::append_bytes(bytes, usual);
  for (size_t i = 0; i < features.size(); ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(features[i]);
    if (bits == usual) continue;
    base::append_bytes(bytes, static_cast<std::uint16_t>(i));
    base::append_bytes(bytes, bits);
  }
  return bytes;
}

Result<std::vector<float>> read_feature_bytes(std::string_view bytes) {
  if (bytes.size() < kHead || (bytes.size() - kHead) % kEntry != 0) {
    return fail(ErrorCode::Corrupt, "a feature row of {} bytes", bytes.size());
  }
  const auto count = base::bytes_at<std::uint16_t>(bytes, 0);
  std::vector<float> features(count, std::bit_cast<float>(base::bytes_at<std::uint32_t>(bytes, sizeof(std::uint16_t))));
  for (size_t at = kHead; at < bytes.size(); at += kEntry) {
    const auto index = base::bytes_at<std::uint16_t>(bytes, at);
    if (index >= count) return fail(ErrorCode::Corrupt, "a feature row of {} features names number {}", count, index);
    features[index] = std::bit_cast<float>(base::bytes_at<std::uint32_t>(bytes, at + sizeof index));
  }
  return features;
}

}  // namespace leadlight::scoring
