// XGBoost itself, asked about a model we read: the oracle of the forest's tests and its peer in the benchmark.
#pragma once

#include <xgboost/c_api.h>

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::learn {

/// Throws std::runtime_error with XGBoost's message where it refuses: only tests and benchmarks include this.
class ForestOracle {
 public:
  explicit ForestOracle(std::string_view model_json, int threads = 1) {
    BoosterHandle handle = nullptr;
    check(XGBoosterCreate(nullptr, 0, &handle));
    booster_.reset(handle);
    check(XGBoosterSetParam(handle, "nthread", std::to_string(threads).c_str()));
    check(XGBoosterLoadModelFromBuffer(handle, model_json.data(), model_json.size()));
  }

  /// Rows x (features + 1) contributions, the bias last; rows lie one after another.
  std::vector<float> contributions(std::span<const float> rows, size_t feature_count) const {
    return predict(rows, feature_count,
                   R"({"type":2,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false})");
  }
  std::vector<float> margins(std::span<const float> rows, size_t feature_count) const {
    return predict(rows, feature_count,
                   R"({"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false})");
  }

 private:
  static void check(int status) {
    if (status != 0) throw std::runtime_error(XGBGetLastError());
  }

  std::vector<float> predict(std::span<const float> rows, size_t feature_count, const char* config) const {
    DMatrixHandle handle = nullptr;
    check(XGDMatrixCreateFromMat_omp(rows.data(), rows.size() / feature_count, feature_count,
                                     std::numeric_limits<float>::quiet_NaN(), &handle, 1));
    const std::unique_ptr<void, int (*)(void*)> matrix(handle, &XGDMatrixFree);
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    check(XGBoosterPredictFromDMatrix(booster_.get(), handle, config, &shape, &dimensions, &result));
    size_t size = 1;
    for (bst_ulong i = 0; i < dimensions; ++i) size *= shape[i];
    return {result, result + size};
  }

  std::unique_ptr<void, int (*)(void*)> booster_{nullptr, &XGBoosterFree};
};

}  // namespace leadlight::learn
