#include "core/learn/ensemble.h"

#include "base/json.h"

namespace leadlight::learn {
namespace {

void scale_leaves(Json& tree, double share) {
  const auto& left = tree.at("left_children");
  auto& values = tree.at("split_conditions");  // of a leaf: its value
  auto& weights = tree.at("base_weights");
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i].get<int>() != -1) continue;
    values[i] = static_cast<float>(values[i].get<double>() * share);
    weights[i] = values[i];
  }
}

}  // namespace

Result<std::string> mean_of_models(std::span<const std::string> models) {
  if (models.size() == 1) return models.front();
  try {
    Json mean = Json::parse(models.front());
    auto& into = mean.at("learner").at("gradient_booster").at("model");
    auto& trees = into.at("trees");
    for (const auto& text : models.subspan(1)) {
      auto other = Json::parse(text);
      if (other.at("learner").at("learner_model_param").at("base_score") !=
          mean.at("learner").at("learner_model_param").at("base_score")) {
        return fail(ErrorCode::Internal, "models with different base scores have no common mean");
      }
      for (auto& tree : other.at("learner").at("gradient_booster").at("model").at("trees"))
        trees.push_back(std::move(tree));
    }
    int id = 0;
    for (auto& tree : trees) {
      scale_leaves(tree, 1.0 / static_cast<double>(models.size()));
      tree["id"] = id++;
    }
    into["tree_info"] = std::vector<int>(trees.size(), 0);
    into.at("gbtree_model_param")["num_trees"] = fmt::format("{}", trees.size());
    return mean.dump();
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Internal, "cannot join forests: {}", error.what());
  }
}

}  // namespace leadlight::learn
