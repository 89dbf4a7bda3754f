#include "core/learn/relevance.h"

#include <algorithm>
#include <cmath>

namespace leadlight::learn {
namespace {

constexpr size_t kMostRows = 20'000;

/// Answers to some rows and what each attribute has in them, as sums over the models that had not seen the row.
struct Answers {
  std::vector<std::uint32_t> rows;
  std::vector<double> margins;
  std::vector<float> shares;  ///< [row][attribute]
  std::vector<int> models;    ///< how many answered the row
};

/// Rows that are tested in some fold, evenly thinned.
std::vector<std::uint32_t> tested_rows(const std::vector<ReadyFold>& folds) {
  std::vector<std::uint32_t> rows;
  for (const auto& fold : folds) rows.insert(rows.end(), fold.split.test.begin(), fold.split.test.end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const size_t step = (rows.size() + kMostRows - 1) / kMostRows;
  std::vector<std::uint32_t> some;
  for (size_t i = 0; i < rows.size(); i += step) some.push_back(rows[i]);
  return some;
}

/// Adds what one fold's forest says about its test rows.
void add_answers(const Forest& forest, const ReadyFold& fold, const Examples& examples, size_t attributes,
                 Answers& answers) {
  std::vector<double> phi(forest.feature_count());
  for (const auto row : fold.split.test) {
    const auto at = std::lower_bound(answers.rows.begin(), answers.rows.end(), row);
    if (at == answers.rows.end() || *at != row) continue;
    const auto k = static_cast<size_t>(at - answers.rows.begin());
    answers.margins[k] += forest.contributions(examples.rows.row(row), phi);
    for (size_t f = 0; f < phi.size(); ++f) {
      answers.margins[k] += phi[f];
      answers.shares[k * attributes + examples.attribute_of[f]] += static_cast<float>(phi[f]);
    }
    ++answers.models[k];
  }
}

}  // namespace

Result<std::vector<Gain>> attribute_relevance(const Examples& examples, const std::vector<ReadyFold>& folds,
                                              const Validation& taken) {
  const size_t attributes = 1 + *std::max_element(examples.attribute_of.begin(), examples.attribute_of.end());
  Answers answers{.rows = tested_rows(folds), .margins = {}, .shares = {}, .models = {}};
  const size_t n = answers.rows.size();
  answers.margins.resize(n);
  answers.shares.resize(n * attributes);
  answers.models.resize(n);
  for (size_t f = 0; f < folds.size(); ++f) {
    const auto forest = TRY(Forest::from_xgboost_json(TRY(taken.runs[f].booster.to_json(taken.shape.rounds))));
    add_answers(forest, folds[f], examples, attributes, answers);
  }
  for (size_t k = 0; k < n; ++k) answers.margins[k] /= answers.models[k];
  const auto labels = take(examples.labels, answers.rows);
  const auto weights = take(examples.weights, answers.rows);
  const auto group = take(examples.group, answers.rows);
  const auto order = take(examples.order, answers.rows);
  std::vector<Gain> relevance;
  std::vector<double> scores(n);
  for (size_t a = 0; a < attributes; ++a) {
    for (size_t k = 0; k < n; ++k) {
      const double share = static_cast<double>(answers.shares[k * attributes + a]) / answers.models[k];
      scores[k] = share * (labels[k] - 1 / (1 + std::exp(share - answers.margins[k])));
    }
    relevance.push_back(mean_over(scores, weights, group, order));
  }
  return relevance;
}

}  // namespace leadlight::learn
