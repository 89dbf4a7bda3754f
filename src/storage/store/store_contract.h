// The promises of store.h as tests. Each backend runs all of them:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(backend), name_of);
//   INSTANTIATE_TEST_SUITE_P(Sqlite, QueryContract, testing::Values(backend), name_of);
#pragma once

#include "storage/store/contract_access.h"
#include "storage/store/contract_aggregate.h"
#include "storage/store/contract_changes.h"
#include "storage/store/contract_life.h"
#include "storage/store/contract_queries.h"
#include "storage/store/contract_records.h"

namespace leadlight::store::contract {

inline std::string name_of(const testing::TestParamInfo<Backend>& info) {
  return info.param.name;
}

}  // namespace leadlight::store::contract
