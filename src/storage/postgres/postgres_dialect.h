// How PostgreSQL says what the portable SQL leaves open.
#pragma once

#include "storage/store/dialect.h"

namespace leadlight::postgres {

const store::Dialect& dialect();

}  // namespace leadlight::postgres
