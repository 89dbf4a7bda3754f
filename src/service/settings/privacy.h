// Whose data may be analysed: what people wish and what an organisation requires.
#pragma once

#include <string_view>

#include "core/query/query.h"
#include "storage/store/store.h"

namespace leadlight::settings {

struct Privacy {
  /// Without consent or another legal ground nothing is worked out of a contact's or a lead's activities.
  bool consent_required = false;
};

Result<Privacy> read_privacy(store::Snapshot& snapshot);
/// Whoever calls has checked that the user may, and sees to it that what was worked out follows.
Result<void> require_consent(store::Transaction& tx, bool required);

/// Whether nothing may be worked out of the activities of a contact or lead: they opted out (msdyn_gdproptout), refused
/// or withdrew their consent, or it is required and there is neither consent nor another ground (ll_consentground).
bool is_left_out(const record::Record& person, const Privacy& privacy);
/// The same as a filter. @param lookup the lookup that points to them from the table asked; empty: their own table
query::FilterPtr left_out(std::string_view lookup, const Privacy& privacy);

/// Users who opted out. @param lookup as above
query::FilterPtr opted_out(std::string_view lookup);

/// The columns of contacts and leads that this depends on.
const std::vector<std::string>& privacy_columns();

}  // namespace leadlight::settings
