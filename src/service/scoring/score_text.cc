#include "service/scoring/score_text.h"

#include <bit>
#include <cmath>
#include <cstring>

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
  std::string text = "{\"attribute\":";
  append_quoted(text, live.model->attributes()[reason.attribute].name);
  text += ",\"table\":";
  append_quoted(text, live.scored->table);
  text += ",\"value\":";
  append_quoted(text, live.shown(reason));
  text += ",\"points\":";
  text += std::to_string(reason.points);
  text += ",\"key\":";
  append_quoted(text, reason.key);
  text += ",\"params\":";
  append_params(text, live.fields[reason.attribute], reason);
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

static_assert(std::endian::native == std::endian::little, "feature rows are written as they lie in memory");

std::string feature_bytes(std::span<const float> features) {
  std::string bytes;
  const auto count = static_cast<std::uint16_t>(features.size());
  bytes.append(reinterpret_cast<const char*>(&count), sizeof count);
  for (size_t i = 0; i < features.size(); ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(features[i]);
    if (bits == 0) continue;
    const auto index = static_cast<std::uint16_t>(i);
    bytes.append(reinterpret_cast<const char*>(&index), sizeof index);
    bytes.append(reinterpret_cast<const char*>(&bits), sizeof bits);
  }
  return bytes;
}

Result<std::vector<float>> read_feature_bytes(std::string_view bytes) {
  std::uint16_t count = 0;
  if (bytes.size() < sizeof count || (bytes.size() - sizeof count) % 6 != 0) {
    return fail(ErrorCode::Corrupt, "a feature row of {} bytes", bytes.size());
  }
  std::memcpy(&count, bytes.data(), sizeof count);
  std::vector<float> features(count, 0.0F);
  for (size_t at = sizeof count; at < bytes.size(); at += 6) {
    std::uint16_t index = 0;
    std::uint32_t bits = 0;
    std::memcpy(&index, bytes.data() + at, sizeof index);
    std::memcpy(&bits, bytes.data() + at + 2, sizeof bits);
    if (index >= count) return fail(ErrorCode::Corrupt, "a feature row of {} features names number {}", count, index);
    features[index] = std::bit_cast<float>(bits);
  }
  return features;
}

}  // namespace leadlight::scoring
