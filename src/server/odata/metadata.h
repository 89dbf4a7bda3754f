// `$metadata`: the schema as OData CSDL 4.0, for client generators.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/record/schema.h"

namespace leadlight::odata {

struct Parameter {
  std::string_view name;
  std::string_view type;  ///< `Edm.Guid`
};

/// Something that is no record: an action (POST) or a function (GET) of the service.
struct Operation {
  enum class Kind { Action, Function } kind;
  std::string_view name;
  std::span<const Parameter> parameters;
  std::span<const Parameter> result;  ///< Members of the answer; empty: none.
};

/// The whole document, every table with an entity set and the given operations.
std::string metadata_xml(const record::Schema& schema, std::span<const Operation> operations);

/// The service document: the entity sets as JSON. `context` is the address of `$metadata`.
std::string service_document(const record::Schema& schema, std::string_view context);

}  // namespace leadlight::odata
