#include "core/record/value.h"

#include <fmt/format.h>

#include "base/text.h"

namespace leadlight::record {

std::string to_string(const Value& value) {
  struct Printer {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
    std::string operator()(double number) const { return base::to_string(number); }
    std::string operator()(const Amount& amount) const { return amount.to_string(); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Timestamp time) const { return base::to_string(time); }
    std::string operator()(Date date) const { return base::to_string(date); }
    std::string operator()(const Uuid& id) const { return id.to_string(); }
    std::string operator()(const Reference& reference) const { return reference.id.to_string(); }
    std::string operator()(const Bytes& bytes) const { return fmt::format("{} bytes", bytes.data.size()); }
  };
  return std::visit(Printer{}, value);
}

}  // namespace leadlight::record
