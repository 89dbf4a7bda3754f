#include "service/scoring/closed_life.h"

#include <algorithm>

#include "base/random.h"

namespace leadlight::scoring {
namespace {

using feature::kNoNumber;
using record::Record;

/// An import without a creation date is stamped with its own moment.
constexpr auto kStampedWithin = std::chrono::seconds(5);

double order_of(const record::Value& value) {
  if (const auto* whole = record::as<std::int64_t>(value)) return static_cast<double>(*whole);
  if (const auto* real = record::as<double>(value)) return *real;
  if (const auto* time = record::as<Timestamp>(value)) return seconds_of(*time);
  if (const auto* date = record::as<Date>(value)) return seconds_of(Timestamp(*date));
  if (const auto* amount = record::as<Amount>(value)) return amount->to_double();
  return kNoNumber;
}

/// A moment from began to closed that depends on the seed and the record alone.
Timestamp draw_moment(Timestamp began, Timestamp closed, const Uuid& id, std::uint64_t seed) {
  std::uint64_t mixed = seed;
  for (const std::uint8_t byte : id.bytes) mixed = (mixed ^ byte) * 0x100000001b3ULL;
  Random random(mixed);
  const double share = random.uniform();
  return began +
         std::chrono::microseconds(static_cast<std::int64_t>(share * static_cast<double>((closed - began).count())));
}

}  // namespace

void LifeReader::look_before_close(const Record& record, const History& history, ClosedLife& closed) const {
  const Life& life = closed.life;
  closed.positive = definition_.outcome.of(record).value_or(false);
  closed.last = before_entries(record, history, life.first_after);
  closed.as_imported = !life.closing;
  std::optional<Timestamp> created;
  if (life.closing) closed.last_at = history[*life.closing].at;
  // The date that was given wins over the moment at which it was written down, as long as it is not later.
  if (const auto given = record.time(scored_.closed_on); given && (!closed.last_at || *given <= *closed.last_at)) {
    closed.last_at = *given;
  }
  if (const auto given = closed.last.time("createdon")) {
    const bool stamped = !life.began && !history.empty() && *given + kStampedWithin >= history.front().at;
    if (!stamped) created = *given;
  }
  if (!created) closed.last.values.insert_or_assign("createdon", record::Value());
  if (closed.last_at) closed.order = seconds_of(*closed.last_at);
  if (created && closed.last_at) {
    closed.days_to_close = std::max(0.0, (seconds_of(*closed.last_at) - seconds_of(*created)) / kSecondsADay);
  }
  if (!definition_.order_column.empty()) closed.order = order_of(record.get(definition_.order_column));
  if (!life.began || !closed.last_at || *life.began >= *closed.last_at) return;
  closed.earlier_at = draw_moment(*life.began, *closed.last_at, record.id, seed_);
  closed.earlier = as_of(record, history, closed.earlier_at);
}

/// Whether a record succeeds within its horizon is asked at moments that say nothing of the answer: when it was made,
/// and, where its life is known, at an age drawn for each record alike. One that had ended by then is not asked there;
/// that it was not must not make its other row weigh more.
void LifeReader::look_at_ages(const Record& record, const History& history, ClosedLife& closed) const {
  if (closed.life.closing) closed.at_close = before_entries(record, history, closed.life.first_after);
  const auto created = record.time("createdon");
  if (!created) return;
  const Timestamp horizon = *created + std::chrono::days(*definition_.outcome.negative_after_days);
  const Timestamp ended = std::min(closed.last_at.value_or(horizon), horizon);
  if (!closed.last_at || *closed.last_at > horizon) {
    closed.positive = false;  // still open then: a failure, whatever became of it later
    closed.days_to_close = kNoNumber;
  }
  closed.order = seconds_of(horizon);
  closed.last_at = *created;
  closed.earlier.reset();
  if (!closed.life.began) return;
  closed.one_of_two = true;
  if (auto made = as_of(record, history, *closed.life.began)) closed.last = std::move(*made);
  closed.earlier_at = draw_moment(*closed.life.began, horizon, record.id, seed_);
  if (closed.earlier_at < ended) closed.earlier = as_of(record, history, closed.earlier_at);
}

Result<void> LifeReader::read(const Record& record, const History& history, Surroundings& surroundings,
                              ClosedLife& closed) const {
  closed.life = life_of(record, history, definition_.outcome);
  look_before_close(record, history, closed);
  if (definition_.outcome.negative_after_days) look_at_ages(record, history, closed);
  const Past past = closed.as_imported ? Past::CameIn : Past::Lived;
  const auto add = [&](const Record& known, std::optional<Timestamp> at, std::optional<Subject>& to) -> Result<void> {
    Subject subject = TRY(surroundings.before(known, at, past));
    if (definition_.is_about(subject.process_id, subject.stage_id)) to = std::move(subject);
    return {};
  };
  TRY(add(closed.last, closed.last_at, closed.last_subject));
  if (closed.earlier) TRY(add(*closed.earlier, closed.earlier_at, closed.earlier_subject));
  return {};
}

}  // namespace leadlight::scoring
