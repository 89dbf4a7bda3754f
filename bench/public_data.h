// The public data sets that benchmarks learn from: LEADLIGHT_DATA, by default ../shared/data beside the checkout.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/evaluate_input.h"

namespace leadlight::bench {

std::string data_path(std::string_view file);
bool has_public_data();

/// A file of closed records; `outcome`: COLUMN=POSITIVE.
feature::TrainingSet read_closed(std::string_view file, std::string_view outcome, std::string_view created = "");

/// X Education: both files of leads as one, as their README counts them. `folder` is for the joined file.
feature::TrainingSet read_xeducation(const std::filesystem::path& folder);
/// Columns of these leads that were filled in during or after the contact; Last Activity may count as one more.
const std::vector<std::string>& leaking_columns();

/// Maven's closed opportunities by agent, product and account: nothing foretells how they ended.
feature::TrainingSet read_maven(bool with_date);

/// Olist's leads by origin and landing page; one without a deal counts as lost.
feature::TrainingSet read_olist(const std::filesystem::path& folder);

}  // namespace leadlight::bench
