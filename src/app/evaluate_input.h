// From a file of closed records to a training set: which rows count, what is the outcome, what orders them.
#pragma once

#include <string>
#include <vector>

#include "connect/csv/reader.h"
#include "core/feature/infer.h"
#include "core/feature/training.h"

namespace leadlight::app {

/// What the command line says about the file.
struct EvaluateInput {
  std::string file;
  std::string outcome;  ///< COLUMN=POSITIVE
  std::string order;
  std::string created;
  std::string closed;
  std::vector<std::string> drop;
  std::vector<std::string> keep;
};

/// A file ready to learn from.
struct EvaluateSet {
  feature::TrainingSet set;
  std::vector<feature::ColumnFormat> formats;  ///< of set.frame.columns, to read other files the same way
  std::vector<feature::Exclusion> excluded;    ///< columns with a job of their own
  size_t open_rows = 0;                        ///< without an outcome; not used
  std::string positive;
  std::vector<std::string> drop;  ///< as the file spells them, without the columns that have a job of their own
  std::vector<std::string> keep;
  std::vector<std::string> notes;
};

/// @errors WrongUse (no such column, no such value), InvalidInput (a file that cannot be used), and those of
/// csv::Reader
Result<EvaluateSet> read_evaluate_set(const EvaluateInput& input);

/// Columns of another file as the model's frame has them; absent ones are missing and named in `notes`.
Result<feature::Frame> read_matching_frame(const csv::Document& document, const EvaluateSet& like,
                                           std::vector<std::string>& notes);

}  // namespace leadlight::app
