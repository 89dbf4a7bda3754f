// A random small company for the differential tests, known in memory too, with its own simple idea of who may read
// what.
#pragma once

#include <algorithm>
#include <sstream>

#include "core/query/evaluate.h"
#include "storage/store/contract_fixture.h"

namespace leadlight::store::contract {

/// Text that folding, escaping and byte order may stumble over.
inline const std::vector<std::string>& awkward_words() {
  static const std::vector<std::string> words{"Ärger",
                                              "ärger",
                                              "ARGER",
                                              "straße",
                                              "STRASSE",
                                              "ΑΒΓ",
                                              "αβγ",
                                              "สวัสดี",
                                              "客户",
                                              "客户 经理",
                                              "😀 smile",
                                              "100%",
                                              "50_50",
                                              "a\\b",
                                              "O'Neil",
                                              "\"quote\"",
                                              "a\tb",
                                              "  lead  ",
                                              "x",
                                              "xy",
                                              "",
                                              " ",
                                              "AND OR",
                                              "NEAR(a b)",
                                              "lead*",
                                              "Zoë",
                                              "zoe",
                                              "ﬁne",
                                              "fine",
                                              "ＦＵＬＬ",
                                              "\xF4\x8F\xBF\xBF",
                                              "null",
                                              "--;"};
  return words;
}

class World {
 public:
  using Resolve = query::Resolve;

  void add(record::Record row) {
    rows_[row.table].push_back(row.id);
    by_id_[row.id] = std::move(row);
  }
  const record::Record* find(const Uuid& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &found->second;
  }
  const std::vector<Uuid>& ids(const std::string& table) { return rows_[table]; }

  /// The oracle of access, written the slow and simple way.
  bool readable(const Caller& caller, const record::Record& row) const {
    if (caller.is_system) return true;
    const record::Table& table = record::Schema::built_in()->find(row.table)->table();
    const Depth depth = caller.privileges.depth(row.table, Verb::Read);
    switch (table.ownership) {
      case record::Ownership::System:
        return false;
      case record::Ownership::Organisation:
        return depth != Depth::None;
      case record::Ownership::Parent: {
        std::string names(table.parent);
        std::ranges::replace(names, ',', ' ');
        std::istringstream stream(names);
        for (std::string name; stream >> name;) {
          const auto* parent = row.get_as<record::Reference>(name);
          if (parent == nullptr) continue;
          const record::Record* found = find(parent->id);
          return found != nullptr && readable(caller, *found);
        }
        return false;
      }
      case record::Ownership::User:
        break;
    }
    if (depth == Depth::None) return false;
    if (depth == Depth::Organisation) return true;
    const auto* owner = row.get_as<record::Reference>("ownerid");
    const auto* unit = row.get_as<record::Reference>("owningbusinessunit");
    const bool own = owner && (owner->id == caller.user || std::ranges::count(caller.teams, owner->id) > 0);
    return own || (depth == Depth::BusinessUnit && unit && unit->id == caller.business_unit);
  }
  Resolve resolve_for(const Caller& caller) const {
    return [this, &caller](const record::Reference& reference) -> const record::Record* {
      const record::Record* row = find(reference.id);
      return row != nullptr && readable(caller, *row) ? row : nullptr;
    };
  }

 private:
  std::map<std::string, std::vector<Uuid>> rows_;
  std::map<Uuid, record::Record> by_id_;
};

/// Fills a store and keeps what it answered.
class WorldMaker {
 public:
  WorldMaker(Store& store, World& world, base::Random& random, std::vector<Uuid> users, Uuid team)
      : store_(store), world_(world), random_(random), users_(std::move(users)), team_(team) {}

  void make(int leads) {
    must(store_.write([&](Transaction& tx) -> Result<void> {
      for (const Uuid& user : users_) world_.add(*TRY(tx.find("systemuser", user, {}, Caller::system())));
      world_.add(*TRY(tx.find("team", team_, {}, Caller::system())));
      for (int i = 0; i < 12; ++i) TRY(add(tx, "account", {{"name", text(word())}, {"revenue", money()}}));
      for (int i = 0; i < 12; ++i) TRY(add(tx, "contact", {{"fullname", text(word())}}));
      for (int i = 0; i < leads; ++i) TRY(add(tx, "lead", lead()));
      for (int i = 0; i < leads / 3; ++i) {
        TRY(add(tx, "task", {{"subject", text(word())}, {"regardingobjectid", any_of_tables({"lead", "account"})}}));
      }
      for (int i = 0; i < leads / 2; ++i) {
        TRY(add(tx, "annotation",
                {{"subject", text(word())}, {"objectid", any_of_tables({"lead", "account", "task"})}}));
      }
      return {};
    }));
  }

  std::string word() {
    const auto& words = awkward_words();
    std::string chosen = words[random_.below(words.size())];
    if (random_.chance(0.3)) chosen += " " + words[random_.below(words.size())];
    return chosen;
  }
  record::Value money() { return Amount{static_cast<std::int64_t>(random_.below(8)) * 5'000}; }
  record::Value owner() {
    return random_.chance(0.2) ? to("team", team_) : to("systemuser", users_[random_.below(users_.size())]);
  }
  record::Value any_of_tables(const std::vector<std::string>& tables) {
    const std::string& table = tables[random_.below(tables.size())];
    const auto& ids = world_.ids(table);
    return to(table, ids[random_.below(ids.size())]);
  }

 private:
  Result<void> add(Transaction& tx, const std::string& table, record::Values values) {
    if (record::Schema::built_in()->find(table)->is_owned()) values["ownerid"] = owner();
    world_.add(TRY(tx.insert(table, {}, std::move(values), Caller::system())));
    return {};
  }
  record::Values lead() {
    record::Values values{{"fullname", text(word())},
                          {"subject", text(word())},
                          {"description", text(word())},
                          {"companyname", text(word())},
                          {"revenue", money()},
                          {"numberofemployees", whole(static_cast<std::int64_t>(random_.below(6)) - 2)},
                          {"exchangerate", static_cast<double>(random_.below(5)) / 4},
                          {"donotemail", random_.chance(0.5)},
                          {"statecode", whole(static_cast<std::int64_t>(random_.below(3)))},
                          {"estimatedclosedate", Date(std::chrono::days(20'000 + random_.below(4)))},
                          {"schedulefollowup_prospect", instant(1'000 + static_cast<std::int64_t>(random_.below(4)))},
                          {"parentaccountid", any_of_tables({"account"})},
                          {"customerid", any_of_tables({"account", "contact"})}};
    std::erase_if(values, [&](const auto&) { return random_.chance(0.25); });
    return values;
  }

  Store& store_;
  World& world_;
  base::Random& random_;
  std::vector<Uuid> users_;
  Uuid team_;
};

/// Questions about leads, as wild as the language allows.
class FilterMaker {
 public:
  FilterMaker(World& world, base::Random& random) : world_(world), random_(random) {}

  query::FilterPtr make(int depth = 0) {
    const auto node = random_.below(depth > 3 ? 5 : 8);
    if (node == 5) return query::negate(make(depth + 1));
    if (node > 5) {
      std::vector<query::FilterPtr> parts;
      for (auto i = random_.below(4); i > 0; --i) parts.push_back(make(depth + 1));
      return node == 6 ? query::all_of(parts) : query::any_of(parts);
    }
    if (node == 0) return wrap(query::Search{needle()});
    const query::Path path = any_path();
    if (node == 1) return wrap(query::In{path, values(path)});
    const bool is_text = world_is_text(path);
    if (is_text && random_.chance(0.5)) {
      return wrap(query::TextMatch{path, static_cast<query::TextOp>(random_.below(3)), needle()});
    }
    return wrap(query::Compare{path, static_cast<query::CompareOp>(random_.below(6)), value(path)});
  }

  std::vector<query::Order> orders() {
    std::vector<query::Order> orders;
    for (auto i = random_.below(4); i > 0; --i) {
      query::Path path = any_path();
      if (path.column == "description") continue;
      orders.push_back({path, random_.chance(0.5) ? query::Direction::Ascending : query::Direction::Descending});
    }
    return orders;
  }

 private:
  static query::FilterPtr wrap(auto node) { return std::make_shared<query::Filter>(query::Filter{std::move(node)}); }

  query::Path any_path() {
    static const std::vector<query::Path> paths{{"", "", "fullname"},
                                                {"", "", "subject"},
                                                {"", "", "description"},
                                                {"", "", "revenue"},
                                                {"", "", "numberofemployees"},
                                                {"", "", "exchangerate"},
                                                {"", "", "donotemail"},
                                                {"", "", "statecode"},
                                                {"", "", "estimatedclosedate"},
                                                {"", "", "schedulefollowup_prospect"},
                                                {"", "", "ownerid"},
                                                {"", "", "customerid"},
                                                {"", "", "leadid"},
                                                {"parentaccountid", "", "name"},
                                                {"parentaccountid", "", "revenue"},
                                                {"customerid", "contact", "fullname"},
                                                {"customerid", "account", "name"},
                                                {"ownerid", "", "fullname"},
                                                {"ownerid", "team", "name"}};
    return paths[random_.below(paths.size())];
  }
  static const record::Field* field_of(const query::Path& path) {
    const auto schema = record::Schema::built_in();
    const record::TableSchema* table = schema->find("lead");
    if (path.lookup.empty()) return table->find(path.column);
    const record::Field* lookup = table->find(path.lookup);
    const std::string target(path.lookup_table.empty() ? record::lookup_targets(*lookup).front()
                                                       : std::string_view(path.lookup_table));
    return schema->find(target)->find(path.column);
  }
  static bool world_is_text(const query::Path& path) {
    const auto type = field_of(path)->type;
    return type == record::FieldType::Text || type == record::FieldType::Memo;
  }
  std::string needle() {
    const auto& words = awkward_words();
    std::string chosen = words[random_.below(words.size())];
    if (random_.chance(0.4) && base_is_ascii(chosen) && !chosen.empty()) {
      const auto at = random_.below(chosen.size());
      chosen = chosen.substr(at, 1 + random_.below(4));
    }
    return chosen;
  }
  static bool base_is_ascii(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  }
  /// Mostly a value some lead has, so that something is found.
  record::Value value(const query::Path& path) {
    if (random_.chance(0.1)) return {};
    const auto& leads = world_.ids("lead");
    for (int i = 0; i < 20; ++i) {
      const record::Record* row = world_.find(leads[random_.below(leads.size())]);
      if (path.column == "leadid") return row->id;
      const record::Record* from = row;
      if (!path.lookup.empty()) {
        const auto* reference = row->get_as<record::Reference>(path.lookup);
        from = reference ? world_.find(reference->id) : nullptr;
        if (from != nullptr && from->values.find(path.column) == from->values.end()) from = nullptr;
      }
      if (from == nullptr || record::is_null(from->get(path.column))) continue;
      return disguise(from->get(path.column));
    }
    return {};
  }
  /// The same value in another type that may be compared with it.
  record::Value disguise(record::Value value) {
    if (random_.chance(0.6)) return value;
    if (const auto* amount = record::as<Amount>(value)) return amount->to_double();
    if (const auto* number = record::as<std::int64_t>(value)) return static_cast<double>(*number) + 0.5;
    if (const auto* reference = record::as<record::Reference>(value)) return reference->id;
    if (const auto* number = record::as<double>(value)) return static_cast<std::int64_t>(*number);
    return value;
  }
  std::vector<record::Value> values(const query::Path& path) {
    std::vector<record::Value> all;
    for (auto i = random_.below(5); i > 0; --i) all.push_back(value(path));
    return all;
  }

  World& world_;
  base::Random& random_;
};

}  // namespace leadlight::store::contract
