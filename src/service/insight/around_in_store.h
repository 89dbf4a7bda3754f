// Who stands around one record, found in the store by index.
#pragma once

#include "service/insight/around.h"

namespace leadlight::insight {

class AroundInStore final : public AroundSource {
 public:
  /// `snapshot` outlives it.
  AroundInStore(store::Snapshot& snapshot, settings::Privacy privacy) : snapshot_(snapshot), privacy_(privacy) {}

  Result<std::optional<AroundRow>> row(relation::RecordType type, const Uuid& id) override;
  Result<std::vector<AroundRow>> contacts(const std::vector<Uuid>& ids) override;
  Result<std::vector<Uuid>> contacts_of_account(const Uuid& account) override;
  Result<std::vector<Connection>> connections_of(const Uuid& record) override;
  Result<std::vector<Uuid>> members_of_team(const Uuid& team) override;
  Result<int> interval_of_team(const Uuid& team) override;
  Result<std::vector<Timestamp>> stages_of(const Uuid& opportunity) override;
  Result<std::int64_t> open_deals_of(const Uuid& contact) override;

 private:
  store::Snapshot& snapshot_;
  const settings::Privacy privacy_;
  const store::Caller system_ = store::Caller::system();
};

}  // namespace leadlight::insight
