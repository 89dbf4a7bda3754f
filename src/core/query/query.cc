#include "core/query/query.h"

namespace leadlight::query {

FilterPtr all_of(std::vector<FilterPtr> parts) {
  return std::make_shared<Filter>(Filter{And{std::move(parts)}});
}
FilterPtr any_of(std::vector<FilterPtr> parts) {
  return std::make_shared<Filter>(Filter{Or{std::move(parts)}});
}
FilterPtr negate(FilterPtr part) {
  return std::make_shared<Filter>(Filter{Not{std::move(part)}});
}
FilterPtr compare(std::string column, CompareOp op, record::Value value) {
  return std::make_shared<Filter>(Filter{Compare{Path{{}, {}, std::move(column)}, op, std::move(value)}});
}

}  // namespace leadlight::query
