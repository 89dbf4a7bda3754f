// What listeners of GET /api/events are told, as server-sent events.
#pragma once

#include <string>
#include <string_view>

#include "core/record/record.h"

namespace leadlight::api {

/// A row, and what happened to it.
std::string change_text(std::string_view table, const Uuid& id, std::string_view kind);
/// More of a table than is told one by one. `kind`: it is nothing but that; empty: anything.
std::string reset_text(std::string_view table, std::string_view kind = {});
/// How far a row of ll_job is.
std::string job_text(const record::Record& job);

}  // namespace leadlight::api
