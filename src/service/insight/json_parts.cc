#include "service/insight/json_parts.h"

namespace leadlight::insight {

OrderedJson reference_json(const record::Reference& reference) {
  return {{"table", reference.table}, {"id", reference.id.to_string()}, {"name", nullptr}};
}

std::string_view unit_name(relation::Unit unit) {
  switch (unit) {
    case relation::Unit::Count:
      return "count";
    case relation::Unit::Minutes:
      return "minutes";
    case relation::Unit::Hours:
      return "hours";
    case relation::Unit::Ratio:
      return "ratio";
    case relation::Unit::Share:
      return "share";
    case relation::Unit::Points:
      return "points";
    case relation::Unit::Code:
      return "code";
    case relation::Unit::Moment:
      return "moment";
    case relation::Unit::People:
      return "people";
    case relation::Unit::Days:
      return "days";
    case relation::Unit::Comparison:
      return "comparison";
  }
  return "";
}

}  // namespace leadlight::insight
