// Random forests in XGBoost's JSON and random rows for them: input of the forest's tests and its benchmark.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"

namespace leadlight::learn {

struct RandomForestShape {
  size_t features = 8;
  int trees = 10;
  int depth = 4;
  double stop = 0.1;  ///< chance that a branch ends before `depth`
};

/// Thresholds lie on the grid of random_row, so rows meet them exactly; cover(parent) = sum of the children.
/// The first half of the features is one-hot: 0, 1 or missing.
inline std::string random_forest_json(Random& random, const RandomForestShape& shape) {
  Json trees = Json::array();
  for (int t = 0; t < shape.trees; ++t) {
    Json left = Json::array(), right = Json::array(), parents = Json::array(), indices = Json::array();
    Json conditions = Json::array(), missing = Json::array(), cover = Json::array(), zeros = Json::array();
    const auto add = [&](int parent) {
      for (Json* array : {&left, &right}) array->push_back(-1);
      for (Json* array : {&indices, &zeros}) array->push_back(0);
      for (Json* array : {&conditions, &cover}) array->push_back(0.0);
      parents.push_back(parent);
      missing.push_back(random.chance(0.5));
      return static_cast<int>(left.size()) - 1;
    };
    // Covers are quarters of quarters, so that their sums are exact in float.
    const auto grow = [&](const auto& self, int at, int depth, double weight) -> void {
      cover[at] = weight;
      conditions[at] = random.uniform() - 0.5;
      if (depth == shape.depth || (depth > 0 && random.chance(shape.stop))) return;
      const auto feature = random.below(shape.features);
      indices[at] = feature;
      conditions[at] = feature < shape.features / 2 ? 1.0 : 0.25 * static_cast<double>(random.below(9)) - 1;
      // XGBoost takes the right child to stand after the left one.
      left[at] = add(at);
      right[at] = add(at);
      const double share = 0.25 * static_cast<double>(1 + random.below(3));
      self(self, left[at], depth + 1, weight * share);
      self(self, right[at], depth + 1, weight * (1 - share));
    };
    grow(grow, add(std::numeric_limits<int>::max()), 0, 1024);
    const size_t nodes = left.size();
    const std::string count = std::to_string(nodes);
    trees.push_back({{"base_weights", conditions},
                     {"categories", Json::array()},
                     {"categories_nodes", Json::array()},
                     {"categories_segments", Json::array()},
                     {"categories_sizes", Json::array()},
                     {"default_left", missing},
                     {"id", t},
                     {"left_children", left},
                     {"loss_changes", std::vector<double>(nodes, 0.0)},
                     {"parents", parents},
                     {"right_children", right},
                     {"split_conditions", conditions},
                     {"split_indices", indices},
                     {"split_type", zeros},
                     {"sum_hessian", cover},
                     {"tree_param",
                      {{"num_deleted", "0"},
                       {"num_feature", std::to_string(shape.features)},
                       {"num_nodes", count},
                       {"size_leaf_vector", "0"}}}});
  }
  const std::string tree_count = std::to_string(shape.trees);
  const Json model = {
      {"version", {1, 7, 4}},
      {"learner",
       {{"attributes", Json::object()},
        {"feature_names", Json::array()},
        {"feature_types", Json::array()},
        {"gradient_booster",
         {{"name", "gbtree"},
          {"model",
           {{"gbtree_model_param", {{"num_parallel_tree", "1"}, {"num_trees", tree_count}, {"size_leaf_vector", "0"}}},
            {"tree_info", std::vector<int>(static_cast<size_t>(shape.trees), 0)},
            {"trees", trees}}}}},
        {"learner_model_param",
         {{"base_score", "3E-1"},
          {"num_class", "0"},
          {"num_target", "1"},
          {"num_feature", std::to_string(shape.features)}}},
        {"objective", {{"name", "binary:logistic"}, {"reg_loss_param", {{"scale_pos_weight", "1"}}}}}}}};
  return model.dump();
}

/// Values on the grid of the thresholds, a tenth missing.
inline std::vector<float> random_row(Random& random, size_t features) {
  std::vector<float> row(features);
  for (size_t f = 0; f < features; ++f) {
    if (random.chance(0.1))
      row[f] = std::numeric_limits<float>::quiet_NaN();
    else if (f < features / 2)
      row[f] = random.chance(0.3) ? 1.0F : 0.0F;
    else
      row[f] = 0.125F * static_cast<float>(random.below(17)) - 1;
  }
  return row;
}

}  // namespace leadlight::learn
