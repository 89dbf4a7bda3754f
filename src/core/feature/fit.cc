#include "core/feature/fit.h"

#include <algorithm>
#include <cmath>

#include "core/feature/parts.h"

namespace leadlight::feature {
namespace {

constexpr double kFewestOfAClass = 10;
/// With fewer records a weak factor cannot be told from none, and what is not proven is better kept.
constexpr double kEnoughToSelect = 2'000;

bool is_in(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Records of each outcome, by weight (two moments of one record are one record).
struct Classes {
  double positives = 0;
  double negatives = 0;
  double smoothed_rate() const { return (positives + 1) / (positives + negatives + 2); }
  double rate() const { return positives / (positives + negatives); }
  bool too_few() const { return std::min(positives, negatives) < kFewestOfAClass - 1e-6; }
};

Classes count_classes(const TrainingSet& set) {
  Classes classes;
  for (size_t i = 0; i < set.outcome.size(); ++i) {
    (set.outcome[i] ? classes.positives : classes.negatives) += set.weight.empty() ? 1 : set.weight[i];
  }
  return classes;
}

/// Puts what was known of the column in front of what its values say.
void add_known(const std::vector<Suspect>& known, std::string_view column, std::optional<Suspect>& leak) {
  const auto at = std::find_if(known.begin(), known.end(), [&](const Suspect& each) { return each.column == column; });
  if (at == known.end()) return;
  Suspect both = *at;
  if (leak) {
    both.auc_alone = leak->auc_alone;
    both.reason += "; " + leak->reason;
    both.why.insert(both.why.end(), leak->why.begin(), leak->why.end());
    if (leak->action == LeakAction::Refused) both.action = LeakAction::Refused;
  }
  leak = std::move(both);
}

/// What speaks against a column. More rows than a shape is chosen on would not tell more, only later.
std::optional<Suspect> suspect_in(const TrainingSet& set, const Column& column, std::span<const std::uint32_t> rows,
                                  std::uint64_t seed) {
  if (rows.size() == set.outcome.size()) return suspect(column, {set.outcome, set.group}, seed);
  const auto outcome = learn::take(set.outcome, rows);
  const auto group = learn::take(set.group, rows);
  return suspect(take(column, rows), {outcome, group}, seed);
}

/// Decides column by column; what remains goes into fitted.columns.
void choose_columns(const TrainingSet& set, const TrainOptions& options, Fitted& fitted) {
  const auto dates = std::count_if(set.frame.columns.begin(), set.frame.columns.end(), [&](const Column& column) {
    const auto* entry = leak_name(column.name);
    const bool refused = entry && entry->action == LeakAction::Refused && !is_in(options.keep, column.name);
    return column.kind == ColumnKind::Time && !refused && !is_in(options.drop, column.name);
  });
  const bool lone_date = dates < 2 && set.frame.as_of.empty();
  const auto rows = learn::rows_to_choose_on(set.outcome.size(), options.seed);
  for (const auto& column : set.frame.columns) {
    if (is_in(options.drop, column.name)) {
      fitted.excluded.push_back({column.name, "dropped", "left out by hand"});
      continue;
    }
    const bool kept = is_in(options.keep, column.name);
    const auto junk = screen(column, lone_date, is_in(options.ignore_empty, column.name));
    // A date or note that would be left out as junk may still be the clearest leak; say the worse of the two.
    const bool may_leak = !junk || junk->key == "lone_date" || junk->key == "free_text";
    auto leak = may_leak ? suspect_in(set, column, rows, options.seed) : std::nullopt;
    add_known(set.suspects, column.name, leak);
    if (leak && (!junk || leak->action == LeakAction::Refused)) {
      fitted.suspects.push_back(*leak);
      if (leak->action == LeakAction::Refused && !kept) continue;
    } else if (junk && !kept) {
      fitted.excluded.push_back(*junk);
      continue;
    }
    fitted.columns.push_back(column.name);
  }
  std::stable_sort(fitted.suspects.begin(), fitted.suspects.end(), [](const Suspect& a, const Suspect& b) {
    if (a.action != b.action) return a.action == LeakAction::Refused;
    return a.auc_alone > b.auc_alone;
  });
}

std::vector<std::uint32_t> indices_of(const Frame& frame, const std::vector<std::string>& names) {
  std::vector<std::uint32_t> indices;
  for (std::uint32_t c = 0; c < frame.columns.size(); ++c) {
    if (is_in(names, frame.columns[c].name)) indices.push_back(c);
  }
  return indices;
}

Encoder encoder_of(const TrainingSet& set, const std::vector<std::string>& columns, const TrainOptions& options) {
  return Encoder::fit(set.frame, indices_of(set.frame, columns), options.ignore_empty);
}

/// The rows that a shape is chosen on, as the learner reads them.
struct Sample {
  std::vector<std::uint32_t> rows;
  learn::Examples examples;
};

Sample sample(const TrainingSet& set, const Encoder& encoder, std::uint64_t seed) {
  auto which = learn::rows_to_choose_on(set.outcome.size(), seed);
  const learn::RowSource rows = encoder.rows_of(set.frame);
  learn::Examples examples{rows.take(which),
                           learn::take(set.outcome, which),
                           learn::take(set.weight, which),
                           learn::take(set.group, which),
                           learn::take(set.order, which),
                           rows.attribute_of};
  return {std::move(which), std::move(examples)};
}

/// What was chosen on the sample, with the rows of the set.
learn::Choice of_set(const Sample& sample, learn::Choice choice) {
  for (auto& row : choice.out_of_fold.rows) row = sample.rows[row];
  return choice;
}

/// Columns of which the forest learned nothing that holds on rows it has not seen. A date that others are measured
/// against stays with them.
std::vector<std::string> irrelevant_columns(const Encoder& encoder, const std::vector<learn::Gain>& relevance,
                                            const std::vector<std::string>& keep) {
  const auto& attributes = encoder.attributes();
  const auto holds = [&](size_t a) { return !relevance[a].reaches_zero() || is_in(keep, attributes[a].name); };
  bool is_measured_against = false;
  for (size_t a = 0; a < attributes.size(); ++a) {
    is_measured_against |= attributes[a].use == Use::Days && !encoder.is_reference(a) && holds(a);
  }
  std::vector<std::string> columns;
  for (size_t a = 0; a < attributes.size(); ++a) {
    const bool needed = encoder.is_reference(a) && is_measured_against;
    if (!holds(a) && !needed) columns.push_back(attributes[a].name);
  }
  return columns;
}

/// Whether answers from fewer columns lose log loss, by more than one standard error.
bool is_worse(const TrainingSet& set, const learn::OutOfFold& fewer, const learn::OutOfFold& all) {
  const auto lost = learn::gain_over(fewer.margins, all.margins, learn::take(set.outcome, all.rows),
                                     learn::take(set.weight, all.rows), learn::take(set.group, all.rows),
                                     learn::take(set.order, all.rows));
  return lost.mean > lost.standard_error;
}

/// Chooses again without the irrelevant columns, and keeps to that unless it is worse.
Result<void> leave_out_irrelevant(const TrainingSet& set, const TrainOptions& options,
                                  const learn::TrainerOptions& trainer, Encoder& encoder, Fitted& fitted) {
  const auto irrelevant = irrelevant_columns(encoder, fitted.choice.relevance, options.keep);
  if (irrelevant.empty() || irrelevant.size() == encoder.attributes().size()) return {};
  std::vector<std::string> columns = fitted.columns;
  std::erase_if(columns, [&](const std::string& column) { return is_in(irrelevant, column); });
  Encoder fewer = encoder_of(set, columns, options);
  const Sample some = sample(set, fewer, options.seed);
  auto choice = of_set(some, TRY(learn::choose_rounds(some.examples, fitted.choice.shape, trainer)));
  if (is_worse(set, choice.out_of_fold, fitted.choice.out_of_fold)) return {};
  for (const auto& column : irrelevant) {
    fitted.excluded.push_back({column, "irrelevant", "does not help to foretell the outcome of other records"});
  }
  choice.trials.insert(choice.trials.begin(), fitted.choice.trials.begin(), fitted.choice.trials.end());
  fitted.columns = std::move(columns);
  fitted.choice = std::move(choice);
  encoder = std::move(fewer);
  return {};
}

std::array<ScoringModel::ScoreCount, 101> count_scores(const TrainingSet& set, const learn::OutOfFold& answers,
                                                       const learn::Calibration& calibration) {
  std::array<ScoringModel::ScoreCount, 101> counts{};
  for (size_t k = 0; k < answers.rows.size(); ++k) {
    const auto row = answers.rows[k];
    const double weight = set.weight.empty() ? 1 : set.weight[row];
    auto& count = counts[std::lround(100 * calibration.probability(answers.margins[k]))];
    count.closed += weight;
    count.positives += set.outcome[row] ? weight : 0;
  }
  return counts;
}

double median(std::vector<double> values) {
  if (values.empty()) return kNoNumber;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<std::vector<Evidence>> count_evidence(const TrainingSet& set, const Encoder& encoder) {
  const auto& attributes = encoder.attributes();
  std::vector<std::vector<Evidence>> evidence(attributes.size());
  std::vector<std::vector<std::vector<double>>> days(attributes.size());
  std::vector<const Column*> columns;
  for (size_t a = 0; a < attributes.size(); ++a) {
    evidence[a].resize(encoder.bucket_count(a));
    days[a].resize(evidence[a].size());
    columns.push_back(set.frame.find(attributes[a].name));
  }
  std::vector<Cell> cells(attributes.size());
  for (size_t row = 0; row < set.outcome.size(); ++row) {
    for (size_t a = 0; a < attributes.size(); ++a) cells[a] = columns[a] ? columns[a]->cell(row) : Cell{};
    const double weight = set.weight.empty() ? 1 : set.weight[row];
    const double as_of = set.frame.as_of.empty() ? kNoNumber : set.frame.as_of[row];
    for (size_t a = 0; a < attributes.size(); ++a) {
      const auto bucket = encoder.bucket_of(a, cells, as_of).id;
      auto& e = evidence[a][bucket];
      e.closed += weight;
      if (!set.outcome[row]) continue;
      e.positives += weight;
      if (!set.days_to_close.empty() && !std::isnan(set.days_to_close[row]))
        days[a][bucket].push_back(set.days_to_close[row]);
    }
  }
  for (size_t a = 0; a < attributes.size(); ++a) {
    for (size_t b = 0; b < evidence[a].size(); ++b) evidence[a][b].median_days = median(std::move(days[a][b]));
  }
  return evidence;
}

Result<Fitted> fit(const TrainingSet& set, const TrainOptions& options, const StepProgress& progress,
                   const Fitted* decided) {
  const auto classes = count_classes(set);
  Fitted fitted{.model = ScoringModel::constant(classes.smoothed_rate(), {}, true),
                .columns = {},
                .suspects = {},
                .excluded = {},
                .choice = {}};
  if (decided) {
    fitted.columns = decided->columns;
  } else {
    choose_columns(set, options, fitted);
  }
  fitted.provisional = classes.too_few();
  if (fitted.provisional) return fitted;
  const auto part = [&](double from, double to) -> learn::TrainerOptions {
    return {options.seed, options.threads,
            [&, from, to](double share) { return !progress || progress(from + share * (to - from)); }};
  };
  Encoder encoder = encoder_of(set, fitted.columns, options);
  const bool selects = !decided && classes.positives + classes.negatives >= kEnoughToSelect;
  if (encoder.feature_count() > 0) {
    Sample some = sample(set, encoder, options.seed);
    some.examples.judges_attributes = selects;
    fitted.choice = of_set(some, TRY(learn::choose_shape(some.examples, part(0, 0.65))));
  }
  fitted.no_signal = fitted.choice.shape.rounds == 0 || fitted.choice.gain.reaches_zero();
  if (selects && !fitted.no_signal) TRY(leave_out_irrelevant(set, options, part(0.65, 0.8), encoder, fitted));
  const auto& answers = fitted.choice.out_of_fold;
  if (fitted.no_signal) {
    fitted.model = ScoringModel::constant(classes.smoothed_rate(), encoder, false);
  } else {
    fitted.calibration = learn::Calibration::fit(answers.margins, learn::take(set.outcome, answers.rows),
                                                 learn::take(set.weight, answers.rows));
    auto forest =
        TRY(learn::grow(encoder.rows_of(set.frame), set.outcome, set.weight, fitted.choice.shape, part(0.8, 1)));
    fitted.model = ScoringModel(encoder, std::move(forest), fitted.calibration, classes.rate());
  }
  fitted.model.set_score_counts(count_scores(set, answers, fitted.calibration));
  return fitted;
}

Result<Fitted> refit(const TrainingSet& set, const Fitted& chosen, const TrainOptions& options,
                     const StepProgress& progress) {
  Fitted fitted = chosen;
  const auto classes = count_classes(set);
  const Encoder encoder = encoder_of(set, chosen.columns, options);
  if (chosen.no_signal) {
    fitted.model = ScoringModel::constant(classes.smoothed_rate(), encoder, false);
  } else {
    auto forest = TRY(learn::grow(encoder.rows_of(set.frame), set.outcome, set.weight, chosen.choice.shape,
                                  {options.seed, options.threads, progress}));
    fitted.model = ScoringModel(encoder, std::move(forest), chosen.calibration, classes.rate());
  }
  fitted.model.set_score_counts(chosen.model.score_counts());
  return fitted;
}

}  // namespace leadlight::feature
