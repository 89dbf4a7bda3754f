// From the values of one record to the numbers the forest reads. Fitted on the rows that teach and on nothing else.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "core/feature/frame.h"
#include "core/learn/matrix.h"

namespace leadlight {
using Json = nlohmann::json;
}

namespace leadlight::feature {

/// What of an attribute becomes features.
enum class Use {
  Number,        ///< the number itself
  Levels,        ///< one flag for each frequent value, one for all others, one for "not filled in"
  Rank,          ///< the place of the value among all by frequency: for lists too long for flags
  Presence,      ///< whether it is filled in
  Days,          ///< age at the moment of the row, and distance to the reference date
  MailDomain,    ///< the class of the domain, never the address
  NameValidity,  ///< whether it looks like a name, never the name
};
std::string_view to_string(Use use);
/// Whether a blank can be ignored. Elsewhere being filled in is what the use tells, or a part of it.
constexpr bool can_ignore_empty(Use use) {
  return use == Use::Number || use == Use::Levels || use == Use::Rank || use == Use::Days;
}

/// Text as hash key without making a string of it.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// One column of the record and how it is used.
struct Attribute {
  std::string name;
  std::string label;
  ColumnKind kind = ColumnKind::Number;
  Use use = Use::Number;
  std::uint32_t first_feature = 0;
  std::uint32_t feature_count = 0;
  std::vector<std::string> levels;  ///< Levels and Rank: kept values as most often written, most frequent first
  std::vector<double> cuts;         ///< Number and Days: where one bucket of the evidence ends and the next begins
  bool has_age = false;             ///< Days: the moment of the rows was known
  bool ignores_empty = false;       ///< whether it is filled in tells nothing: a blank is learn::kUnknown
  /// Every way of writing a kept value, and its folded form -> index into levels.
  std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>> spellings;

  /// Index into levels; -1 for a value that was not kept.
  std::int32_t level_of(std::string_view text) const;
};

/// A part of an attribute's values that evidence is counted over, and how a reason words it (docs/api.md, reason keys).
struct Bucket {
  std::uint32_t id = 0;
  std::string_view key;
  double low = kNoNumber;  ///< [low, high) of numbers and days; NaN = no end
  double high = kNoNumber;
};

class Encoder {
 public:
  /// Uses the given columns of the frame, each as its kind, name and content suggest. Blanks of the columns named in
  /// `ignore_empty` tell nothing, where that can be.
  static Encoder fit(const Frame& frame, std::span<const std::uint32_t> columns,
                     std::span<const std::string> ignore_empty = {});

  const std::vector<Attribute>& attributes() const { return attributes_; }
  size_t feature_count() const { return feature_count_; }
  /// Whether the distances of other dates are counted from this attribute.
  bool is_reference(size_t attribute) const { return static_cast<std::int32_t>(attribute) == reference_; }

  /// `cells` in the order of attributes(); `as_of` seconds UTC or NaN. Allocates nothing for values seen in training.
  void encode(std::span<const Cell> cells, double as_of, std::span<float> features) const;
  /// The rows of a frame; columns are found by name, one that is absent counts as not filled in. Both must outlive what
  /// is returned.
  learn::RowSource rows_of(const Frame& frame) const;
  learn::Matrix encode(const Frame& frame) const { return rows_of(frame).all(); }

  /// Whether this cell of an attribute is a blank that tells nothing.
  bool ignores(size_t attribute, const Cell& cell) const;

  size_t bucket_count(size_t attribute) const;
  Bucket bucket_of(size_t attribute, std::span<const Cell> cells, double as_of) const;

  Json to_json() const;
  /// @errors InvalidInput when a member is missing or out of range
  static Result<Encoder> from_json(const Json& json);

 private:
  class FrameRows;
  double days_of(const Attribute& attribute, double time, std::span<const Cell> cells, double as_of) const;
  float distance_feature(size_t attribute, std::span<const Cell> cells) const;

  std::vector<Attribute> attributes_;
  size_t feature_count_ = 0;
  std::int32_t reference_ = -1;  ///< the attribute other dates are measured against
};

/// What fit() would make of a column, for those that decide which columns to use.
Use use_of(const Column& column);

}  // namespace leadlight::feature
