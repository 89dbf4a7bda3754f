#include "core/feature/encoder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "base/json.h"
#include "base/text.h"
#include "core/feature/contact.h"
#include "core/feature/names.h"
#include "core/feature/values.h"

namespace leadlight::feature {
namespace {

constexpr size_t kMostFlags = 24;
constexpr size_t kMostRanks = 400;
constexpr size_t kBuckets = 5;
constexpr float kMostFloat = 3e38F;
// A flag that is down counts as missing: the learner then only looks at the few that are up.
constexpr float kNoFlag = std::numeric_limits<float>::quiet_NaN();

float as_feature(double value) {
  return std::isnan(value) ? std::numeric_limits<float>::quiet_NaN()
                           : static_cast<float>(std::clamp<double>(value, -kMostFloat, kMostFloat));
}

/// Where equal shares of the values end; fewer cuts where values repeat.
std::vector<double> quantile_cuts(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  std::sort(values.begin(), values.end());
  std::vector<double> cuts;
  for (size_t k = 1; k < kBuckets && !values.empty(); ++k) {
    const double cut = values[values.size() * k / kBuckets];
    if (cut > values.front() && (cuts.empty() || cut > cuts.back())) cuts.push_back(cut);
  }
  return cuts;
}

/// A value in all its spellings.
struct Folded {
  std::string label;
  size_t count = 0;
  size_t label_count = 0;
  std::vector<std::string> spellings;
};

void keep_levels(const Column& column, Attribute& attribute) {
  std::vector<size_t> counts(column.levels.size());
  size_t filled = 0;
  for (const auto code : column.codes) {
    if (code < 0) continue;
    ++counts[code];
    ++filled;
  }
  std::map<std::string, Folded> by_fold;
  for (size_t level = 0; level < counts.size(); ++level) {
    if (counts[level] == 0) continue;
    auto& folded = by_fold[base::fold(column.levels[level])];
    folded.count += counts[level];
    folded.spellings.push_back(column.levels[level]);
    if (counts[level] > folded.label_count) {
      folded.label = column.levels[level];
      folded.label_count = counts[level];
    }
  }
  const size_t enough = std::max<size_t>(filled < 300 ? 3 : 5, column.codes.size() / 1000);
  std::vector<std::pair<std::string, Folded>> kept;
  for (auto& entry : by_fold) {
    if (entry.second.count >= enough) kept.emplace_back(entry.first, std::move(entry.second));
  }
  std::stable_sort(kept.begin(), kept.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  if (kept.size() > kMostRanks) kept.resize(kMostRanks);
  attribute.use = kept.size() > kMostFlags ? Use::Rank : Use::Levels;
  for (auto& [fold, folded] : kept) {
    const auto index = static_cast<std::int32_t>(attribute.levels.size());
    attribute.levels.push_back(folded.label);
    attribute.spellings.emplace(fold, index);
    for (auto& spelling : folded.spellings) attribute.spellings.emplace(std::move(spelling), index);
  }
}

std::uint32_t features_of(const Attribute& attribute) {
  switch (attribute.use) {
    case Use::Number:
    case Use::Rank:
    case Use::Presence:
    case Use::NameValidity:
      return 1;
    case Use::Levels:
      return static_cast<std::uint32_t>(attribute.levels.size()) + 2;
    case Use::Days:
      return 2;
    case Use::MailDomain:
      return 4;
  }
  return 0;
}

void encode_level(const Attribute& attribute, bool missing, std::int32_t level, std::span<float> out) {
  if (attribute.use == Use::Rank) {
    out[0] = missing ? std::numeric_limits<float>::quiet_NaN()
                     : static_cast<float>(level < 0 ? static_cast<std::int32_t>(attribute.levels.size()) : level);
    return;
  }
  std::fill(out.begin(), out.end(), kNoFlag);
  const size_t n = attribute.levels.size();
  out[missing ? n + 1 : level < 0 ? n : static_cast<size_t>(level)] = 1;
}

void encode_mail(MailClass mail, std::span<float> out) {
  std::fill(out.begin(), out.end(), kNoFlag);
  if (mail != MailClass::Business) out[static_cast<size_t>(mail)] = 1;
}

std::string_view text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string_view>(&cell);
  return text ? *text : std::string_view{};
}

double number_of(const Cell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number ? *number : kNoNumber;
}

/// A cell of another type than the attribute's is as good as none.
bool is_missing_cell(const Attribute& attribute, const Cell& cell) {
  if (attribute.use == Use::Presence) return std::holds_alternative<std::monostate>(cell);
  if (attribute.kind == ColumnKind::Number || attribute.kind == ColumnKind::Time) return std::isnan(number_of(cell));
  return !std::holds_alternative<std::string_view>(cell);
}

double share_of(const Column& column, auto test) {
  size_t filled = 0, yes = 0;
  for (const auto code : column.codes) {
    if (code < 0) continue;
    ++filled;
    yes += test(column.levels[code]);
  }
  return filled == 0 ? 0 : static_cast<double>(yes) / static_cast<double>(filled);
}

}  // namespace

std::string_view to_string(Use use) {
  switch (use) {
    case Use::Number:
      return "number";
    case Use::Levels:
      return "levels";
    case Use::Rank:
      return "rank";
    case Use::Presence:
      return "presence";
    case Use::Days:
      return "days";
    case Use::MailDomain:
      return "mail_domain";
    case Use::NameValidity:
      return "name_validity";
  }
  return "";
}

std::int32_t Attribute::level_of(std::string_view text) const {
  auto at = spellings.find(text);
  if (at == spellings.end()) at = spellings.find(base::fold(text));
  return at == spellings.end() ? -1 : at->second;
}

Use use_of(const Column& column) {
  const auto role = name_role(column.name);
  if (role == NameRole::Phone && column.kind != ColumnKind::Time) {
    if (column.kind == ColumnKind::Number || share_of(column, is_phone_number) > 0.5) return Use::Presence;
  }
  switch (column.kind) {
    case ColumnKind::Number:
      return Use::Number;
    case ColumnKind::Time:
      return Use::Days;
    case ColumnKind::Category:
    case ColumnKind::Text:
      break;
  }
  if (role == NameRole::FirstName || role == NameRole::LastName) return Use::NameValidity;
  if (share_of(column, [](std::string_view text) { return mail_class(text) != MailClass::Invalid; }) > 0.8) {
    return Use::MailDomain;
  }
  return column.kind == ColumnKind::Text ? Use::Presence : Use::Levels;
}

Encoder Encoder::fit(const Frame& frame, std::span<const std::uint32_t> columns,
                     std::span<const std::string> ignore_empty) {
  Encoder encoder;
  for (const auto index : columns) {
    const Column& column = frame.columns[index];
    Attribute attribute;
    attribute.name = column.name;
    attribute.label = column.label.empty() ? column.name : column.label;
    attribute.kind = column.kind;
    attribute.use = use_of(column);
    if (attribute.use == Use::Levels) keep_levels(column, attribute);
    if (attribute.use == Use::Number) attribute.cuts = quantile_cuts(column.numbers);
    attribute.has_age = attribute.use == Use::Days && !frame.as_of.empty();
    attribute.ignores_empty =
        can_ignore_empty(attribute.use) && std::ranges::find(ignore_empty, column.name) != ignore_empty.end();
    const auto at = static_cast<std::int32_t>(encoder.attributes_.size());
    const bool created = name_role(column.name) == NameRole::Created;
    if (attribute.use == Use::Days && (encoder.reference_ < 0 || created)) encoder.reference_ = at;
    attribute.first_feature = static_cast<std::uint32_t>(encoder.feature_count_);
    attribute.feature_count = features_of(attribute);
    encoder.feature_count_ += attribute.feature_count;
    encoder.attributes_.push_back(std::move(attribute));
  }
  if (encoder.reference_ < 0) return encoder;
  const auto& reference = frame.columns[columns[encoder.reference_]].numbers;
  for (size_t a = 0; a < encoder.attributes_.size(); ++a) {
    auto& attribute = encoder.attributes_[a];
    if (attribute.use != Use::Days) continue;
    const auto& times = frame.columns[columns[a]].numbers;
    std::vector<double> days(frame.rows);
    for (size_t row = 0; row < frame.rows; ++row) {
      days[row] = ((attribute.has_age ? frame.as_of[row] - times[row] : times[row] - reference[row])) / kSecondsADay;
    }
    attribute.cuts = quantile_cuts(std::move(days));
  }
  return encoder;
}

double Encoder::days_of(const Attribute& attribute, double time, std::span<const Cell> cells, double as_of) const {
  if (attribute.has_age) return (as_of - time) / kSecondsADay;
  return (time - number_of(cells[reference_])) / kSecondsADay;
}

float Encoder::distance_feature(size_t attribute, std::span<const Cell> cells) const {
  if (is_reference(attribute)) return as_feature(kNoNumber);
  const auto reference = static_cast<size_t>(reference_);
  const double time = number_of(cells[attribute]);
  // Else the distance of every other date would tell of the reference's blanks.
  if (!std::isnan(time) && ignores(reference, cells[reference])) return learn::kUnknown;
  return as_feature((time - number_of(cells[reference])) / kSecondsADay);
}

bool Encoder::ignores(size_t attribute, const Cell& cell) const {
  return attributes_[attribute].ignores_empty && is_missing_cell(attributes_[attribute], cell);
}

void Encoder::encode(std::span<const Cell> cells, double as_of, std::span<float> features) const {
  for (size_t a = 0; a < attributes_.size(); ++a) {
    const auto& attribute = attributes_[a];
    const auto out = features.subspan(attribute.first_feature, attribute.feature_count);
    const Cell& cell = cells[a];
    const bool missing = is_missing_cell(attribute, cell);
    if (missing && attribute.ignores_empty) {
      std::ranges::fill(out, learn::kUnknown);
      continue;
    }
    switch (attribute.use) {
      case Use::Number:
        out[0] = as_feature(number_of(cell));
        break;
      case Use::Levels:
      case Use::Rank:
        encode_level(attribute, missing, missing ? -1 : attribute.level_of(text_of(cell)), out);
        break;
      case Use::Presence:
        out[0] = missing ? 0 : 1;
        break;
      case Use::Days: {
        const double time = number_of(cell);
        out[0] = as_feature(attribute.has_age ? (as_of - time) / kSecondsADay : kNoNumber);
        out[1] = distance_feature(a, cells);
        break;
      }
      case Use::MailDomain:
        encode_mail(missing ? MailClass::Missing : mail_class(text_of(cell)), out);
        break;
      case Use::NameValidity:
        out[0] = missing ? std::numeric_limits<float>::quiet_NaN() : is_plausible_name(text_of(cell)) ? 1.0F : 0.0F;
        break;
    }
  }
}

/// The columns of one frame, as the attributes of one encoder find them.
class Encoder::FrameRows {
 public:
  FrameRows(const Encoder& encoder, const Frame& frame)
      : encoder_(encoder), frame_(frame), levels_(encoder.attributes_.size()) {
    for (size_t a = 0; a < levels_.size(); ++a) {
      const Attribute& attribute = encoder.attributes_[a];
      const Column* column = frame.find(attribute.name);
      columns_.push_back(column);
      if (!column || column->is_numeric()) continue;
      // Each value is looked at once instead of once a row and pass.
      for (const auto& level : column->levels) {
        if (const auto meaning = meaning_of(attribute, level)) levels_[a].push_back(*meaning);
      }
    }
  }

  void read(size_t first, std::span<float> part) const {
    const size_t width = encoder_.feature_count_;
    std::vector<Cell> cells(levels_.size());
    for (size_t at = 0; at < part.size(); at += width) read_row(first++, part.subspan(at, width), cells);
  }

 private:
  void read_row(size_t row, std::span<float> features, std::span<Cell> cells) const {
    // Cells of which the meaning is known are left empty for encode(), and their features set afterwards.
    for (size_t a = 0; a < cells.size(); ++a) {
      cells[a] = columns_[a] && levels_[a].empty() ? columns_[a]->cell(row) : Cell{};
    }
    encoder_.encode(cells, frame_.as_of.empty() ? kNoNumber : frame_.as_of[row], features);
    for (size_t a = 0; a < cells.size(); ++a) {
      if (levels_[a].empty() || columns_[a]->missing(row)) continue;
      const Attribute& attribute = encoder_.attributes_[a];
      const std::int32_t meaning = levels_[a][columns_[a]->codes[row]];
      const auto out = features.subspan(attribute.first_feature, attribute.feature_count);
      if (attribute.use == Use::MailDomain) {
        encode_mail(static_cast<MailClass>(meaning), out);
      } else {
        encode_level(attribute, false, meaning, out);
      }
    }
  }

  /// Of a list its place there, of an address its class; nullopt: encode() is to look at the text.
  static std::optional<std::int32_t> meaning_of(const Attribute& attribute, const std::string& level) {
    if (attribute.use == Use::Levels || attribute.use == Use::Rank) return attribute.level_of(level);
    if (attribute.use != Use::MailDomain) return std::nullopt;
    return static_cast<std::int32_t>(mail_class(level));
  }

  const Encoder& encoder_;
  const Frame& frame_;
  std::vector<const Column*> columns_;
  std::vector<std::vector<std::int32_t>> levels_;  ///< [attribute][level of its column]; empty where it has none
};

learn::RowSource Encoder::rows_of(const Frame& frame) const {
  learn::RowSource rows{.rows = frame.rows, .columns = feature_count_, .read = {}, .attribute_of = {}};
  const auto reader = std::make_shared<const FrameRows>(*this, frame);
  rows.read = [reader](size_t first, std::span<float> part) { reader->read(first, part); };
  for (std::uint32_t a = 0; a < attributes_.size(); ++a) {
    rows.attribute_of.insert(rows.attribute_of.end(), attributes_[a].feature_count, a);
    rows.may_be_unknown |= attributes_[a].ignores_empty;
  }
  return rows;
}

size_t Encoder::bucket_count(size_t attribute) const {
  const auto& a = attributes_[attribute];
  switch (a.use) {
    case Use::Number:
    case Use::Days:
      return a.cuts.size() + 2;
    case Use::Levels:
    case Use::Rank:
      return a.levels.size() + 2;
    case Use::Presence:
      return 2;
    case Use::MailDomain:
      return 5;
    case Use::NameValidity:
      return 3;
  }
  return 0;
}

Bucket Encoder::bucket_of(size_t attribute, std::span<const Cell> cells, double as_of) const {
  const auto& a = attributes_[attribute];
  const Cell& cell = cells[attribute];
  const bool missing = is_missing_cell(a, cell);
  const auto last = static_cast<std::uint32_t>(bucket_count(attribute) - 1);
  const auto between = [&](double value, std::string_view key) -> Bucket {
    if (std::isnan(value)) return {last, "empty"};
    const auto at = static_cast<size_t>(std::upper_bound(a.cuts.begin(), a.cuts.end(), value) - a.cuts.begin());
    return {static_cast<std::uint32_t>(at), key, at > 0 ? a.cuts[at - 1] : kNoNumber,
            at < a.cuts.size() ? a.cuts[at] : kNoNumber};
  };
  switch (a.use) {
    case Use::Number:
      return between(number_of(cell), "number");
    case Use::Days:
      return between(missing ? kNoNumber : days_of(a, number_of(cell), cells, as_of),
                     a.has_age ? "age_days" : "distance_days");
    case Use::Levels:
    case Use::Rank: {
      if (missing) return {last, "empty"};
      const auto level = a.level_of(text_of(cell));
      return level < 0 ? Bucket{last - 1, "other_value"} : Bucket{static_cast<std::uint32_t>(level), "value"};
    }
    case Use::Presence:
      return missing ? Bucket{1, "empty"} : Bucket{0, "filled"};
    case Use::MailDomain:
      return {static_cast<std::uint32_t>(missing ? MailClass::Missing : mail_class(text_of(cell))), "mail_domain"};
    case Use::NameValidity:
      return {missing ? 2U : is_plausible_name(text_of(cell)) ? 0U : 1U, "name_valid"};
  }
  return {};
}

Json Encoder::to_json() const {
  Json list = Json::array();
  for (const auto& a : attributes_) {
    Json spellings = Json::array();
    // Sorted: the same model is the same bytes.
    const std::map<std::string, std::int32_t> sorted(a.spellings.begin(), a.spellings.end());
    for (const auto& [text, level] : sorted) spellings.push_back({text, level});
    list.push_back({{"name", a.name},
                    {"label", a.label},
                    {"kind", static_cast<int>(a.kind)},
                    {"use", static_cast<int>(a.use)},
                    {"levels", a.levels},
                    {"cuts", a.cuts},
                    {"has_age", a.has_age},
                    {"spellings", std::move(spellings)}});
    if (a.ignores_empty) list.back()["ignores_empty"] = true;
  }
  return {{"attributes", std::move(list)}, {"reference", reference_}};
}

Result<Encoder> Encoder::from_json(const Json& json) {
  Encoder encoder;
  try {
    for (const auto& each : json.at("attributes")) {
      Attribute a;
      a.name = each.at("name").get<std::string>();
      a.label = each.at("label").get<std::string>();
      const int kind = each.at("kind").get<int>(), use = each.at("use").get<int>();
      if (kind < 0 || kind > static_cast<int>(ColumnKind::Text) || use < 0 ||
          use > static_cast<int>(Use::NameValidity)) {
        return fail(ErrorCode::InvalidInput, "attribute {}: unknown kind or use", a.name);
      }
      a.kind = static_cast<ColumnKind>(kind);
      a.use = static_cast<Use>(use);
      a.levels = each.at("levels").get<std::vector<std::string>>();
      a.cuts = each.at("cuts").get<std::vector<double>>();
      a.has_age = each.at("has_age").get<bool>();
      a.ignores_empty = each.value("ignores_empty", false);
      for (const auto& spelling : each.at("spellings")) {
        const auto level = spelling.at(1).get<std::int32_t>();
        if (level < 0 || static_cast<size_t>(level) >= a.levels.size()) {
          return fail(ErrorCode::InvalidInput, "attribute {}: no level {}", a.name, level);
        }
        a.spellings.emplace(spelling.at(0).get<std::string>(), level);
      }
      a.first_feature = static_cast<std::uint32_t>(encoder.feature_count_);
      a.feature_count = features_of(a);
      encoder.feature_count_ += a.feature_count;
      encoder.attributes_.push_back(std::move(a));
    }
    encoder.reference_ = json.at("reference").get<std::int32_t>();
  } catch (const Json::exception& error) {
    return fail(ErrorCode::InvalidInput, "not an encoder: {}", error.what());
  }
  const bool has_days = std::any_of(encoder.attributes_.begin(), encoder.attributes_.end(),
                                    [](const Attribute& a) { return a.use == Use::Days; });
  const bool in_range = encoder.reference_ >= 0 && static_cast<size_t>(encoder.reference_) < encoder.attributes_.size();
  if (has_days && !in_range) return fail(ErrorCode::InvalidInput, "not an encoder: no reference date");
  return encoder;
}

}  // namespace leadlight::feature
