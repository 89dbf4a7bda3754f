// XGBoost itself, asked about a model we read: the oracle of the forest's tests and its peer in the benchmark.
#pragma once

#include <xgboost/c_api.h>

#include <limits>
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

  /// Rows one after another, as XGBoost holds them.
  class Rows {
   public:
    Rows(std::span<const float> values, size_t feature_count) {
      DMatrixHandle handle = nullptr;
      check(XGDMatrixCreateFromMat_omp(values.data(), values.size() / feature_count, feature_count,
                                       std::numeric_limits<float>::quiet_NaN(), &handle, 1));
      matrix_.reset(handle);
    }

   private:
    friend class ForestOracle;
    std::unique_ptr<void, int (*)(void*)> matrix_{nullptr, &XGDMatrixFree};
  };

  /// Rows x (features + 1) contributions, the bias last.
  std::vector<float> contributions(const Rows& rows) const { return predict(rows, 2); }
  std::vector<float> contributions(std::span<const float> values, size_t feature_count) const {
    return contributions(Rows(values, feature_count));
  }
  std::vector<float> margins(std::span<const float> values, size_t feature_count) const {
    return predict(Rows(values, feature_count), 1);
  }

 private:
  static void check(int status) {
    if (status != 0) throw std::runtime_error(XGBGetLastError());
  }

  std::vector<float> predict(const Rows& rows, int type) const {
    const std::string config =
        R"({"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,"type":)" +
        std::to_string(type) + "}";
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    check(
        XGBoosterPredictFromDMatrix(booster_.get(), rows.matrix_.get(), config.c_str(), &shape, &dimensions, &result));
    size_t size = 1;
    for (bst_ulong i = 0; i < dimensions; ++i) size *= shape[i];
    return {result, result + size};
  }

  std::unique_ptr<void, int (*)(void*)> booster_{nullptr, &XGBoosterFree};
};

}  // namespace leadlight::learn
