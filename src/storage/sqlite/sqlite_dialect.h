// How SQLite says what the portable SQL leaves open.
#pragma once

#include "storage/store/dialect.h"

namespace leadlight::sqlite {

const store::Dialect& dialect();

}  // namespace leadlight::sqlite
