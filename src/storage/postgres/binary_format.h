// Values in PostgreSQL's binary format, as parameters, results and COPY carry them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/store/sql.h"

namespace leadlight::postgres {

/// The object id of the type a cell is sent as.
unsigned type_oid(store::CellType type);

/// Appends a cell that is not null.
void append_binary(std::string& bytes, const store::Cell& cell);

void append_int16(std::string& bytes, std::int16_t number);
void append_int32(std::string& bytes, std::int32_t number);

/// An integer, boolean, timestamp or date of this type, in the units of CellType.
std::int64_t read_integer(unsigned oid, std::string_view bytes);
double read_real(unsigned oid, std::string_view bytes);

}  // namespace leadlight::postgres
