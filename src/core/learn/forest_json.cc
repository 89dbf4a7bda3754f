// XGBoost's JSON model (schema of release 1.x): objects inside objects, each tree a set of parallel arrays.
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "core/learn/forest.h"
#include "core/learn/forest_compile.h"
#include "core/learn/forest_trees.h"

namespace leadlight::learn {
namespace {

/// Member of an object by path, or why not.
Result<const Json*> member(const Json& json, std::initializer_list<const char*> path) {
  const Json* at = &json;
  for (const char* key : path) {
    if (!at->is_object() || !at->contains(key)) return fail(ErrorCode::InvalidInput, "no member {}", key);
    at = &(*at)[key];
  }
  return at;
}

/// XGBoost writes the numbers of its parameters as text: "5E-1".
Result<double> number_in_text(const Json& json, std::initializer_list<const char*> path) {
  const Json* value = TRY(member(json, path));
  if (value->is_number()) return value->get<double>();
  if (!value->is_string()) return fail(ErrorCode::InvalidInput, "{} is no number", *(path.end() - 1));
  const auto& text = value->get_ref<const std::string&>();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ErrorCode::InvalidInput, "{} is no number: {}", *(path.end() - 1), text);
  return number;
}

Result<void> expect_text(const Json& json, std::initializer_list<const char*> path, std::string_view expected) {
  const Json* value = TRY(member(json, path));
  if (!value->is_string()) return fail(ErrorCode::InvalidInput, "{} is no text", *(path.end() - 1));
  if (const auto& text = value->get_ref<const std::string&>(); text != expected)
    return fail(ErrorCode::Unsupported, "{} is {}, only {} is read", *(path.end() - 1), text, expected);
  return {};
}

/// An array of numbers or truth values with the given length.
Result<std::vector<double>> numbers(const Json& tree, const char* key, size_t size) {
  const Json* array = TRY(member(tree, {key}));
  if (!array->is_array() || array->size() != size)
    return fail(ErrorCode::InvalidInput, "{} is no array of {} numbers", key, size);
  std::vector<double> out;
  out.reserve(size);
  for (const Json& item : *array) {
    if (!item.is_number() && !item.is_boolean())
      return fail(ErrorCode::InvalidInput, "{} holds something else than a number", key);
    out.push_back(item.is_boolean() ? (item.get<bool>() ? 1 : 0) : item.get<double>());
  }
  return out;
}

/// Copies one tree in preorder. Nodes that pruning cut off are never reached.
Result<void> read_tree(const Json& tree, TreesBuilder& builder) {
  const Json* left_array = TRY(member(tree, {"left_children"}));
  const size_t size = left_array->size();
  if (size == 0 || size > kMaxNodes) return fail(ErrorCode::InvalidInput, "a tree of {} nodes", size);
  const auto left = TRY(numbers(tree, "left_children", size));
  const auto right = TRY(numbers(tree, "right_children", size));
  const auto feature = TRY(numbers(tree, "split_indices", size));
  const auto value = TRY(numbers(tree, "split_conditions", size));
  const auto missing_left = TRY(numbers(tree, "default_left", size));
  const auto cover = TRY(numbers(tree, "sum_hessian", size));
  if (tree.contains("split_type"))
    for (const double type : TRY(numbers(tree, "split_type", size)))
      if (type != 0) return fail(ErrorCode::Unsupported, "categorical splits are not read");

  std::vector<size_t> todo{0};
  for (size_t visited = 0; !todo.empty(); ++visited) {
    if (visited == size) return fail(ErrorCode::InvalidInput, "a tree's children form a circle");
    const size_t at = todo.back();
    todo.pop_back();
    if (left[at] == -1) {
      TRY(builder.leaf(static_cast<float>(value[at]), static_cast<float>(cover[at])));
      continue;
    }
    const auto inside = [&](double child) { return child >= 0 && child < static_cast<double>(size); };
    if (!inside(left[at]) || !inside(right[at]) || !(feature[at] >= 0 && feature[at] <= kMaxFeatures))
      return fail(ErrorCode::InvalidInput, "node {} names a child or a feature that is not there", at);
    TRY(builder.split(static_cast<std::uint32_t>(feature[at]), missing_left[at] != 0, static_cast<float>(value[at]),
                      static_cast<float>(cover[at])));
    todo.push_back(static_cast<size_t>(right[at]));
    todo.push_back(static_cast<size_t>(left[at]));
  }
  return {};
}

Result<Trees> read_model(const Json& model) {
  TRY(expect_text(model, {"learner", "objective", "name"}, "binary:logistic"));
  TRY(expect_text(model, {"learner", "gradient_booster", "name"}, "gbtree"));
  const double features = TRY(number_in_text(model, {"learner", "learner_model_param", "num_feature"}));
  if (!(features >= 0 && features <= kMaxFeatures))
    return fail(ErrorCode::TooLarge, "{} features, at most {}", features, kMaxFeatures);
  const double base = TRY(number_in_text(model, {"learner", "learner_model_param", "base_score"}));
  if (!(base > 0 && base < 1)) return fail(ErrorCode::InvalidInput, "base_score {} is no probability", base);
  // XGBoost keeps the base score as a float.
  const double base_score = static_cast<float>(base);
  TreesBuilder builder(static_cast<std::uint32_t>(features), std::log(base_score / (1 - base_score)));

  const Json* trees = TRY(member(model, {"learner", "gradient_booster", "model", "trees"}));
  if (!trees->is_array()) return fail(ErrorCode::InvalidInput, "trees is no array");
  for (size_t i = 0; i < trees->size(); ++i)
    if (auto read = read_tree((*trees)[i], builder); !read)
      return fail(std::move(read.error()).in(fmt::format("tree {}", i)));
  return std::move(builder).finish();
}

}  // namespace

Result<Forest> Forest::from_xgboost_json(std::string_view model_json) {
  const Json model = TRY(base::parse_json(model_json));
  auto trees = read_model(model);
  if (!trees) return fail(std::move(trees.error()).in("XGBoost model"));
  return Forest(compile(std::move(*trees)));
}

}  // namespace leadlight::learn
