#include "core/learn/booster.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <limits>

#include "core/learn/parallel.h"
#include "core/learn/spread.h"

namespace leadlight::learn {
namespace {

Result<void> checked(int code) {
  if (code == 0) return {};
  return fail(ErrorCode::Internal, "XGBoost: {}", XGBGetLastError());
}

std::vector<float> as_floats(auto values) {
  return {values.begin(), values.end()};
}

constexpr int kBins = 128;

/// Gives XGBoost rows a batch at a time, as often as it asks.
class Batches {
 public:
  Batches(const RowSource& rows, int threads) : rows_(rows), threads_(threads) {}

  Result<std::shared_ptr<void>> bin() {
    DMatrixHandle raw = nullptr;
    TRY(checked(XGProxyDMatrixCreate(&raw)));
    proxy_.reset(raw, XGDMatrixFree);
    const auto reset = [](DataIterHandle self) { static_cast<Batches*>(self)->first_ = 0; };
    const auto next = [](DataIterHandle self) { return static_cast<Batches*>(self)->next(); };
    const auto config = fmt::format(R"({{"missing":NaN,"nthread":{},"max_bin":{}}})", threads_, kBins);
    DMatrixHandle binned = nullptr;
    const int code =
        XGQuantileDMatrixCreateFromCallback(this, proxy_.get(), nullptr, reset, next, config.c_str(), &binned);
    std::shared_ptr<void> handle(binned, XGDMatrixFree);
    TRY(std::move(read_));
    TRY(checked(code));
    return handle;
  }

 private:
  /// 1: there is a batch, 0: there is none.
  int next() {
    constexpr size_t kRowsAtOnce = 32'768, kPieces = 8;
    const size_t count = std::min(kRowsAtOnce, rows_.rows - first_);
    if (count == 0) return 0;
    batch_.resize(count * rows_.columns);
    const size_t piece = (count + kPieces - 1) / kPieces;
    const auto read = [&](int number) -> Result<void> {
      const size_t from = std::min(count, static_cast<size_t>(number) * piece), to = std::min(count, from + piece);
      rows_.read(first_ + from, std::span(batch_).subspan(from * rows_.columns, (to - from) * rows_.columns));
      return {};
    };
    read_ = for_each_parallel(kPieces, threads_, read);
    if (!read_) return 0;
    const auto interface = fmt::format(R"({{"data":[{},true],"shape":[{},{}],"typestr":"<f4","version":3}})",
                                       reinterpret_cast<std::uintptr_t>(batch_.data()), count, rows_.columns);
    read_ = checked(XGProxyDMatrixSetDataDense(proxy_.get(), interface.c_str()));
    first_ += count;
    return read_ ? 1 : 0;
  }

  const RowSource& rows_;
  int threads_;
  size_t first_ = 0;
  std::vector<float> batch_;
  Result<void> read_;  ///< what became of the last batch: XGBoost knows only that there was none
  std::shared_ptr<void> proxy_;
};

Result<std::vector<float>> predict(void* handle, void* rows, int type, int rounds) {
  const auto config = fmt::format(
      R"({{"type":{},"training":false,"iteration_begin":0,"iteration_end":{},"strict_shape":false}})", type, rounds);
  const bst_ulong* shape = nullptr;
  bst_ulong dimensions = 0;
  const float* values = nullptr;
  TRY(checked(XGBoosterPredictFromDMatrix(handle, rows, config.c_str(), &shape, &dimensions, &values)));
  size_t count = 1;
  for (bst_ulong d = 0; d < dimensions; ++d) count *= shape[d];
  return std::vector<float>(values, values + count);  // XGBoost reuses its buffer at the next call
}

}  // namespace

Result<BoosterData> BoosterData::make(const Matrix& rows, std::span<const std::uint8_t> labels,
                                      std::span<const double> weights, const SpreadOptions& options) {
  if (const auto spread = spread_unknown(rows, options.attribute_of, options.seed)) {
    BoosterData data = TRY(make(spread->rows));
    data.origin_ = spread->origin;
    data.copies_.resize(rows.rows);
    for (const std::uint32_t row : data.origin_) ++data.copies_[row];
    data.labels_.assign(labels.begin(), labels.end());
    data.weights_.assign(weights.begin(), weights.end());
    return data;
  }
  DMatrixHandle raw = nullptr;
  TRY(checked(XGDMatrixCreateFromMat(rows.values.data(), rows.rows, rows.columns,
                                     std::numeric_limits<float>::quiet_NaN(), &raw)));
  BoosterData data(std::shared_ptr<void>(raw, XGDMatrixFree));
  TRY(data.set(labels, weights));
  return data;
}

Result<BoosterData> BoosterData::binned(const RowSource& rows, std::span<const std::uint8_t> labels,
                                        std::span<const double> weights, int threads, std::uint64_t seed) {
  if (rows.may_be_unknown) return make(rows.all(), labels, weights, {rows.attribute_of, seed});
  BoosterData data(TRY(Batches(rows, threads).bin()));
  TRY(data.set(labels, weights));
  return data;
}

Result<void> BoosterData::set(std::span<const std::uint8_t> labels, std::span<const double> weights) {
  const auto set_info = [&](const char* name, const std::vector<float>& values) -> Result<void> {
    if (values.empty()) return {};
    return checked(XGDMatrixSetFloatInfo(handle_.get(), name, values.data(), values.size()));
  };
  TRY(set_info("label", as_floats(labels)));
  return set_info("weight", as_floats(weights));
}

std::vector<float> BoosterData::mean_of_copies(std::vector<float> found) const {
  if (origin_.empty()) return found;
  std::vector<float> mean(copies_.size());
  for (size_t i = 0; i < found.size(); ++i) mean[origin_[i]] += found[i] / copies_[origin_[i]];
  return mean;
}

Result<Booster> Booster::make(BoosterData train, const BoosterOptions& options) {
  BoosterHandle raw = nullptr;
  const DMatrixHandle cached[] = {train.handle_.get()};
  TRY(checked(XGBoosterCreate(cached, 1, &raw)));
  std::shared_ptr<void> handle(raw, XGBoosterFree);
  const auto set = [&](const char* name, const std::string& value) {
    return checked(XGBoosterSetParam(raw, name, value.c_str()));
  };
  TRY(set("booster", "gbtree"));
  TRY(set("objective", "binary:logistic"));
  TRY(set("tree_method", "hist"));
  TRY(set("max_bin", fmt::format("{}", kBins)));
  TRY(set("max_depth", fmt::format("{}", options.depth)));
  TRY(set("eta", fmt::format("{}", options.eta)));
  TRY(set("subsample", fmt::format("{}", options.subsample)));
  TRY(set("colsample_bytree", fmt::format("{}", options.colsample)));
  TRY(set("min_child_weight", fmt::format("{}", options.min_child_weight)));
  TRY(set("lambda", fmt::format("{}", options.lambda)));
  TRY(set("base_score", fmt::format("{}", options.base_rate)));
  TRY(set("seed", fmt::format("{}", options.seed % 1'000'000'007)));
  // Else boosters that take turns on one thread would draw from one stream.
  TRY(set("seed_per_iteration", "1"));
  TRY(set("nthread", fmt::format("{}", options.threads)));
  TRY(set("verbosity", "0"));
  return Booster(std::move(train), std::move(handle), options.base_rate);
}

Result<void> Booster::step() {
  if (train_.origin_.empty()) {
    TRY(checked(XGBoosterUpdateOneIter(handle_.get(), rounds_, train_.handle_.get())));
  } else {
    TRY(step_on_copies());
  }
  ++rounds_;
  return {};
}

/// Gradient and hessian of the log loss of each row at the mean probability of its copies: what is not known is summed
/// out. Where copies agree each gets its share of the row's gradient; one that is near certain already is pulled no
/// further by how rows without the value end.
Result<void> Booster::step_on_copies() {
  const std::vector<std::uint32_t>& origin = train_.origin_;
  std::vector<float> probability(origin.size(), static_cast<float>(base_margin_));
  if (rounds_ > 0) probability = TRY(predict(handle_.get(), train_.handle_.get(), 1, 0));
  for (float& p : probability) p = std::clamp(1 / (1 + std::exp(-p)), 1e-7F, 1 - 1e-7F);
  const std::vector<float> mean = train_.mean_of_copies(probability);
  std::vector<float> gradient(origin.size()), hessian(origin.size());
  for (size_t i = 0; i < origin.size(); ++i) {
    const std::uint32_t row = origin[i];
    const float p = mean[row], label = train_.labels_[row];
    const float weight = train_.weights_.empty() ? 1 : static_cast<float>(train_.weights_[row]);
    hessian[i] = weight / train_.copies_[row] * probability[i] * (1 - probability[i]);
    gradient[i] = hessian[i] * (p - label) / (p * (1 - p));
  }
  return checked(
      XGBoosterBoostOneIter(handle_.get(), train_.handle_.get(), gradient.data(), hessian.data(), gradient.size()));
}

Result<std::vector<float>> Booster::margins(const BoosterData& rows, int rounds) const {
  return rows.mean_of_copies(TRY(predict(handle_.get(), rows.handle_.get(), 1, rounds >= rounds_ ? 0 : rounds)));
}

Result<std::vector<float>> Booster::library_contributions(const BoosterData& rows) const {
  return predict(handle_.get(), rows.handle_.get(), 2, 0);
}

Result<std::string> Booster::to_json(int rounds) const {
  std::shared_ptr<void> part = handle_;
  if (rounds > 0 && rounds < rounds_) {
    BoosterHandle raw = nullptr;
    TRY(checked(XGBoosterSlice(handle_.get(), 0, rounds, 1, &raw)));
    part.reset(raw, XGBoosterFree);
  }
  bst_ulong size = 0;
  const char* bytes = nullptr;
  TRY(checked(XGBoosterSaveModelToBuffer(part.get(), R"({"format":"json"})", &size, &bytes)));
  return std::string(bytes, size);
}

}  // namespace leadlight::learn
