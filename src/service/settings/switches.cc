#include "service/settings/switches.h"

#include <array>

#include "service/settings/stored.h"

namespace leadlight::settings {
namespace {

constexpr std::array<std::pair<Switch, std::string_view>, 3> kKeys{{{Switch::SalesProcesses, "sales_processes"},
                                                                    {Switch::DuplicateDetection, "duplicate_detection"},
                                                                    {Switch::Import, "import"}}};

std::string setting_of(Switch which) {
  return "switch." + std::string(key_of(which));
}

}  // namespace

std::string_view key_of(Switch which) {
  for (const auto& [one, key] : kKeys) {
    if (one == which) return key;
  }
  return {};
}

std::optional<Switch> switch_named(std::string_view key) {
  for (const auto& [one, name] : kKeys) {
    if (name == key) return one;
  }
  return std::nullopt;
}

Result<bool> is_on(store::Snapshot& snapshot, Switch which) {
  return TRY(stored(snapshot, setting_of(which))).value_or("on") != "off";
}

Result<void> require_on(store::Store& store, Switch which) {
  if (TRY(is_on(*TRY(store.snapshot()), which))) return {};
  return fail(Error(ErrorCode::Denied, fmt::format("{} is switched off for everybody", key_of(which)),
                    "An administrator can turn it on in the settings."));
}

Result<void> turn(store::Store& store, Switch which, bool on) {
  return store.write([&](store::Transaction& tx) { return settings::keep(tx, setting_of(which), on ? "on" : "off"); });
}

}  // namespace leadlight::settings
