// A walk through every table, verb and path with rows that somebody may not see: the answers he gets must be, byte for
// byte, those he got before the rows were there. Only test programs include this.
//
// It reads the field table and the list of operations, so what is added there is walked too.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "core/condition/names.h"
#include "server/api/api.h"
#include "server/api/operations.h"
#include "server/http/stream.h"
#include "server/odata/url.h"

namespace leadlight::api {

class Walk {
 public:
  Walk(store::Store& store, const Clock& clock)
      : store_(store),
        clock_(clock),
        access_(store, clock),
        scoring_(store, clock),
        records_(store, scoring_),
        api_(Deps{store, access_, records_, scoring_, clock}) {}

  void run() {
    ASSERT_TRUE(access_.seed());
    const Uuid owner = user("owner", "Salesperson", "North");
    const std::pair<const char*, const char*> strangers[] = {{"seller", "Salesperson"}, {"manager", "Sales manager"}};
    for (const auto& [name, role] : strangers) {
      const Uuid id = user(name, role, "South");
      strangers_.push_back(
          {id, *access_.create_token(name, "walk", std::nullopt), access_.identity_of(id)->caller, {}});
      plant(strangers_.back().rows, std::string("own ") + name, id, {});
    }
    std::vector<std::vector<Answer>> before;
    for (const Stranger& stranger : strangers_) before.push_back(answers(stranger));
    // The hidden rows point to what the strangers can see, and lists of what points there must not grow.
    plant(hidden_, kMarker, owner, strangers_.front().rows);
    for (std::size_t i = 0; i < strangers_.size(); ++i) {
      const std::set<std::string> hidden = hidden_tables(strangers_[i]);
      EXPECT_GE(hidden.size(), 15u) << "hardly anything is hidden: the walk says little";
      for (const char* table : {"lead", "opportunity", "account", "contact", "task", "annotation"}) {
        EXPECT_TRUE(hidden.contains(table)) << table;
      }
      compare(before[i], answers(strangers_[i]), hidden);
      check_upserts(strangers_[i], hidden);
    }
    check_events();
    check_links();
    for (const auto& [table, id] : hidden_) {
      const auto row = find(table, id);
      ASSERT_TRUE(row) << table << " is gone";
    }
  }

 private:
  static constexpr const char* kMarker = "Zqxhidden";
  using Rows = std::map<std::string, Uuid, std::less<>>;
  struct Stranger {
    Uuid id;
    std::string token;
    store::Caller caller;
    Rows rows;
  };
  struct Answer {
    std::string table, asked;
    int status;
    std::string etag, body;
  };

  Uuid user(const char* name, const char* role, const char* unit) {
    const auto made = access_.create_user({name, name, role, unit, "a long password"});
    EXPECT_TRUE(made) << made.error().to_string();
    return made->id;
  }

  static bool is_walked(const record::TableSchema& table) {
    const auto ownership = table.table().ownership;
    return condition::has_entity_set(table) &&
           (ownership == record::Ownership::User || ownership == record::Ownership::Parent);
  }
  static Uuid hidden_id(std::string_view table) { return Uuid::from_name("walk hidden " + std::string(table)); }
  std::optional<record::Record> find(const std::string& table, const Uuid& id) {
    return *(*store_.snapshot())->find(table, id, {}, store::Caller::system());
  }

  /// A value for every column that takes one: texts begin with `text`.
  std::optional<record::Value> value_for(const record::TableSchema& table, const record::Field& field,
                                         const std::string& text, const Uuid& owner, const Rows& rows,
                                         const Rows& visible) {
    using enum record::FieldType;
    if (field.has(record::kInternal)) return std::nullopt;
    const bool is_parent =
        (',' + std::string(table.table().parent) + ',').find(',' + std::string(field.name) + ',') != std::string::npos;
    switch (field.type) {
      case Text:
      case Memo: {
        const std::string whole = text + " " + std::string(table.name());
        if (field.max_length > 0 && static_cast<std::size_t>(field.max_length) < whole.size()) return std::nullopt;
        return record::Value(whole);
      }
      case Lookup: {
        if (field.name == "ownerid") return record::Value(record::Reference{"systemuser", owner});
        if (field.name == "owningbusinessunit" || field.name == "createdby" || field.name == "modifiedby") {
          return std::nullopt;
        }
        for (const Rows* from :
             is_parent ? std::vector<const Rows*>{&rows} : std::vector<const Rows*>{&visible, &rows}) {
          for (const std::string_view target : record::lookup_targets(field)) {
            const auto found = from->find(target);
            if (found != from->end()) return record::Value(record::Reference{found->first, found->second});
            if (target == "systemuser" && !is_parent) return record::Value(record::Reference{"systemuser", owner});
          }
        }
        return std::nullopt;
      }
      case Integer:
      case BigInteger:
        return field.name == "versionnumber" ? std::nullopt : std::optional<record::Value>(std::int64_t{77'031});
      case Double:
        return record::Value(77.031);
      case Money:
        return record::Value(Amount{77'031});
      case Boolean:
        // Tracked mail is there to be read by whoever reads its record, and what is ignored is read by nobody.
        return record::Value(field.name != "ll_tracked" && field.name != "ll_ignored");
      case Choice:
        if (field.choices == nullptr || field.choices->options.empty()) return std::nullopt;
        return record::Value(std::int64_t{field.choices->options.back().value});
      case DateTime:
        return field.name == "createdon" || field.name == "modifiedon" || field.name == "overriddencreatedon"
                   ? std::nullopt
                   : std::optional<record::Value>(clock_.now());
      case DateOnly:
        return record::Value(std::chrono::floor<std::chrono::days>(clock_.now()));
      default:
        return std::nullopt;
    }
  }

  /// A row in every walked table, parents first.
  void plant(Rows& rows, const std::string& text, const Uuid& owner, const Rows& visible) {
    for (int round = 0; round < 4; ++round) {
      for (const record::TableSchema* table : store_.schema()->tables()) {
        if (!is_walked(*table) || rows.contains(table->name())) continue;
        record::Values values;
        for (const record::Field* field : table->fields()) {
          if (auto value = value_for(*table, *field, text, owner, rows, visible))
            values[std::string(field->name)] = *value;
        }
        bool has_parent = table->table().parent.empty();
        for (const std::string_view name : base::split(table->table().parent, ',')) has_parent |= values.contains(name);
        if (!has_parent && round < 3) continue;
        const bool hidden = text == kMarker;
        const Uuid id = hidden ? hidden_id(table->name()) : Uuid::from_name(text + std::string(table->name()));
        const auto written = store_.write([&](store::Transaction& tx) -> Result<void> {
          TRY(tx.insert(table->name(), id, values, store::Caller::system()));
          return {};
        });
        if (written) rows[std::string(table->name())] = id;
        if (!written && round == 3) ADD_FAILURE() << table->name() << ": " << written.error().to_string();
      }
    }
  }

  std::set<std::string> hidden_tables(const Stranger& stranger) {
    std::set<std::string> hidden;
    const auto snapshot = *store_.snapshot();
    for (const auto& [table, id] : hidden_) {
      if (!*snapshot->find(table, id, {}, stranger.caller)) hidden.insert(table);
    }
    return hidden;
  }

  http::Response send(const Stranger& stranger, std::string method, const std::string& address, std::string body = {},
                      http::Headers headers = {}) {
    http::Request request;
    request.method = std::move(method);
    const std::string whole = std::string(kServiceRoot) + address;
    const std::size_t question = whole.find('?');
    request.path = whole.substr(0, question);
    if (question != std::string::npos) request.query = whole.substr(question + 1);
    request.headers = std::move(headers);
    request.headers.add("Authorization", "Bearer " + stranger.token);
    if (!body.empty() && !request.headers.has("Content-Type")) request.headers.add("Content-Type", "application/json");
    request.body = std::move(body);
    return api_.handle(request);
  }

  /// Everything a stranger asks about a table, first of rows that are not there, then of the same that are hidden.
  std::vector<Answer> answers(const Stranger& stranger) {
    std::vector<Answer> all;
    for (const record::TableSchema* table : store_.schema()->tables()) {
      if (!is_walked(*table)) continue;
      const auto ask = [&](std::string method, const std::string& address, std::string body = {},
                           http::Headers headers = {}) {
        const http::Response response = send(stranger, method, address, body, std::move(headers));
        all.push_back({std::string(table->name()), method + " " + address + " " + body, response.status,
                       std::string(response.headers.get("ETag")), std::string(response.content())});
      };
      ask_lists(*table, ask);
      ask_one(*table, hidden_id(table->name()), ask);
      ask_below(stranger, *table, ask);
      ask_operations(*table, hidden_id(table->name()), ask);
      ask_batches(*table, hidden_id(table->name()), ask);
    }
    return all;
  }

  void ask_lists(const record::TableSchema& table, const auto& ask) {
    const std::string set = "/" + std::string(table.table().entity_set);
    const std::string id = hidden_id(table.name()).to_string();
    ask("GET", set + "?$count=true", {}, {{"Prefer", "odata.include-annotations=\"*\""}});
    ask("GET", set + "/$count");
    ask("GET", set + "?$search=" + kMarker);
    ask("GET", set + "?$filter=" + std::string(table.table().primary_id) + "%20eq%20" + id);
    ask("GET", set + "?$apply=aggregate($count%20as%20n)");
    for (const record::Field* field : condition::visible_fields(table)) {
      const std::string property = condition::property_name(*field);
      const bool is_text = field->type == record::FieldType::Text || field->type == record::FieldType::Memo;
      const bool is_long = field->type == record::FieldType::Memo || field->type == record::FieldType::Binary;
      ask("GET", set + "?$count=true&$filter=" + property + "%20ne%20null");
      if (is_text) ask("GET", set + "?$filter=contains(" + property + ",'" + kMarker + "')");
      if (is_text) ask("GET", set + "/$count?$filter=startswith(" + property + ",'" + kMarker + "')");
      if (!is_long) {
        ask("GET", set + "?$top=3&$orderby=" + property + "%20desc");
        ask("GET", set + "?$apply=groupby((" + property + "),aggregate($count%20as%20n))");
        ask("GET", set + "?$apply=aggregate(" + property + "%20with%20countdistinct%20as%20n)");
      }
      if (query::can_measure(query::Method::Max, field->type)) {
        ask("GET", set + "?$apply=aggregate(" + property + "%20with%20max%20as%20m)");
      }
      if (field->has(record::kUnique) && is_text) {
        const std::string key = set + "(" + property + "='" + kMarker + "%20" + std::string(table.name()) + "')";
        ask("GET", key);
        ask("DELETE", key);
        ask("PATCH", key, "{}", {{"If-Match", "*"}});
      }
    }
    for (const condition::Navigation& navigation : condition::navigations(*store_.schema(), table)) {
      if (navigation.collection) continue;
      const std::string name = shown_column(*navigation.target);
      ask("GET", set + "?$expand=" + navigation.name);
      if (name.empty()) continue;
      ask("GET", set + "?$orderby=" + navigation.name + "/" + name);
      ask("GET", set + "?$count=true&$filter=" + navigation.name + "/" + name + "%20ne%20null");
      ask("GET", set + "?$apply=groupby((" + navigation.name + "/" + name + "),aggregate($count%20as%20n))");
    }
  }

  void ask_one(const record::TableSchema& table, const Uuid& id, const auto& ask) {
    const std::string at = "/" + std::string(table.table().entity_set) + "(" + id.to_string() + ")";
    ask("GET", at);
    ask("HEAD", at);
    ask("GET", at, {}, {{"If-None-Match", "W/\"1\""}});
    for (const condition::Navigation& navigation : condition::navigations(*store_.schema(), table)) {
      ask("GET", at + "?$expand=" + navigation.name);
    }
    for (const char* tag : {"*", "W/\"1\"", "W/\"99\""}) {
      ask("PATCH", at, "{}", {{"If-Match", tag}});
      ask("DELETE", at, {}, {{"If-Match", tag}});
    }
    ask("DELETE", at);
  }

  /// The stranger's own rows: what hangs on them, and what they may be bound to.
  void ask_below(const Stranger& stranger, const record::TableSchema& table, const auto& ask) {
    const auto own = stranger.rows.find(table.name());
    if (own == stranger.rows.end()) return;
    const std::string at = "/" + std::string(table.table().entity_set) + "(" + own->second.to_string() + ")";
    for (const condition::Navigation& navigation : condition::navigations(*store_.schema(), table)) {
      ask("GET", at + "?$expand=" + navigation.name);
      if (navigation.collection || !is_walked(*navigation.target)) continue;
      const std::string body = "{\"" + navigation.name + "@odata.bind\":\"/" +
                               std::string(navigation.target->table().entity_set) + "(" +
                               hidden_id(navigation.target->name()).to_string() + ")\"}";
      ask("PATCH", at, body, {{"If-Match", "*"}});
    }
  }

  /// Every action and function that takes an id.
  void ask_operations(const record::TableSchema& table, const Uuid& id, const auto& ask) {
    for (const OperationRoute& route : operations()) {
      const bool is_function = route.operation.kind == odata::Operation::Kind::Function;
      std::string arguments;
      Json body = Json::object();
      bool takes_id = false;
      for (const odata::Parameter& parameter : route.operation.parameters) {
        const std::string name(parameter.name);
        const bool is_id = parameter.type == "Edm.Guid" || name == "Id" || name.ends_with("Id") || name == "Target";
        const bool is_list = parameter.type.starts_with("Collection");
        takes_id |= is_id || name == "Ids";
        std::string text = is_id ? id.to_string() : name == "Table" ? std::string(table.name()) : std::string("x");
        if (parameter.type == "Edm.Int32" || parameter.type == "Edm.Boolean" || name == "Search") continue;
        if (!is_id && name != "Table" && name != "Ids") continue;
        if (is_list) {
          body[name] = Json::array({id.to_string()});
        } else {
          body[name] = text;
          arguments += (arguments.empty() ? "" : ",") + name + "=" + (is_id ? text : "'" + text + "'");
        }
      }
      if (!takes_id) continue;
      const std::string at = "/" + std::string(route.operation.name);
      if (is_function) {
        ask("GET", at + "(" + arguments + ")");
      } else {
        ask("POST", at, base::to_text(body));
      }
    }
  }

  void ask_batches(const record::TableSchema& table, const Uuid& id, const auto& ask) {
    const std::string at = std::string(table.table().entity_set) + "(" + id.to_string() + ")";
    Json requests = Json::array();
    requests.push_back({{"id", "1"}, {"method", "GET"}, {"url", at}});
    requests.push_back({{"id", "2"}, {"method", "DELETE"}, {"url", at}, {"atomicityGroup", "g"}});
    requests.push_back({{"id", "3"}, {"method", "GET"}, {"url", std::string(table.table().entity_set) + "/$count"}});
    ask("POST", "/$batch", base::to_text(Json{{"requests", requests}}), {{"Prefer", "continue-on-error"}});
  }

  static std::string shown_column(const record::TableSchema& table) {
    const record::Field* field = table.find(table.table().primary_name);
    const bool fits = field != nullptr && field->type == record::FieldType::Text && !field->has(record::kInternal);
    return fits ? std::string(field->name) : std::string();
  }

  void compare(const std::vector<Answer>& before, const std::vector<Answer>& after,
               const std::set<std::string>& hidden) {
    ASSERT_EQ(before.size(), after.size());
    std::size_t compared = 0;
    int shown = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (!hidden.contains(after[i].table)) continue;
      ++compared;
      // A retry of a change that found no row costs a version of nothing: bodies and statuses tell all there is.
      const bool same =
          before[i].status == after[i].status && before[i].body == after[i].body && before[i].etag == after[i].etag;
      EXPECT_TRUE(after[i].status < 500 || after[i].status == 501) << after[i].asked << "\n" << after[i].body;
      if (!same && ++shown < 20) {
        ADD_FAILURE() << after[i].asked << "\nwas " << before[i].status << " " << before[i].body.substr(0, 500)
                      << "\nis  " << after[i].status << " " << after[i].body.substr(0, 500);
      }
    }
    EXPECT_GT(compared, 1'500u);
    std::cout << "walked " << compared << " requests over " << hidden.size() << " hidden tables\n";
  }

  /// A PATCH without conditions would make a row that is not there; one that is hidden it neither changes nor shows.
  void check_upserts(const Stranger& stranger, const std::set<std::string>& hidden) {
    for (const std::string& table : hidden) {
      const auto row_before = find(table, hidden_.at(table));
      const std::string set(store_.schema()->find(table)->table().entity_set);
      const std::string at = "/" + set + "(" + hidden_.at(table).to_string() + ")";
      for (const char* condition : {"", "*"}) {
        http::Headers headers;
        if (*condition != '\0') headers.add("If-None-Match", condition);
        const http::Response answer = send(stranger, "PATCH", at, "{}", std::move(headers));
        EXPECT_TRUE(answer.status == 400 || answer.status == 403 || answer.status == 404 || answer.status == 412)
            << table << " " << answer.status << " " << answer.body;
        EXPECT_EQ(answer.body.find(kMarker), std::string::npos) << answer.body;
      }
      const auto row_after = find(table, hidden_.at(table));
      ASSERT_TRUE(row_after);
      EXPECT_EQ(row_before->version, row_after->version) << table;
    }
  }

  /// Changes of hidden rows are not told, those of visible ones are.
  void check_events() {
    std::string topics = "jobs";
    for (const record::TableSchema* table : store_.schema()->tables()) {
      if (is_walked(*table) && !table->table().has(record::kNoHistory)) {
        topics += "," + std::string(table->table().entity_set);
      }
    }
    const Stranger& stranger = strangers_.front();
    const std::set<std::string> hidden = hidden_tables(stranger);
    http::Request request;
    request.method = "GET";
    request.path = "/api/events";
    request.query = "topics=" + topics;
    request.headers.add("Authorization", "Bearer " + stranger.token);
    const http::Response response = api_.handle(request);
    ASSERT_EQ(response.status, 200) << response.body;
    for (const std::string& table : hidden) touch(table, hidden_.at(table));
    touch("lead", stranger.rows.at("lead"));
    std::string heard;
    const std::string own = stranger.rows.at("lead").to_string();
    for (int i = 0; i < 400 && heard.find(own) == std::string::npos; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
      heard += response.stream->take();
    }
    EXPECT_NE(heard.find(own), std::string::npos) << heard;
    for (const std::string& table : hidden) {
      EXPECT_EQ(heard.find(hidden_.at(table).to_string()), std::string::npos) << table << "\n" << heard;
    }
    response.stream->close();
  }

  void touch(const std::string& table, const Uuid& id) {
    const record::TableSchema* schema = store_.schema()->find(table);
    for (const record::Field* field : schema->fields()) {
      if (field->type != record::FieldType::Text || field->has(record::kComputed) || field->has(record::kUnique))
        continue;
      const auto written = store_.write([&](store::Transaction& tx) -> Result<void> {
        TRY(tx.update(table, id, {{std::string(field->name), std::string("t")}}, std::nullopt,
                      store::Caller::system()));
        return {};
      });
      if (written) return;
    }
  }

  /// A row one may see that points to one that one may not: through no path does its text come out.
  void check_links() {
    const Stranger& stranger = strangers_.front();
    const std::set<std::string> hidden = hidden_tables(stranger);
    int paths = 0;
    for (const auto& [name, id] : stranger.rows) {
      const record::TableSchema* table = store_.schema()->find(name);
      if (!*(*store_.snapshot())->find(name, id, {}, stranger.caller)) continue;
      for (const condition::Navigation& navigation : condition::navigations(*store_.schema(), *table)) {
        const std::string target(navigation.target->name());
        // Having a mail in a mailbox is what lets one read it.
        const bool decides =
            name == "ll_mailboxitem" ||
            ("," + std::string(table->table().parent) + ",").find("," + std::string(navigation.lookup->name) + ",") !=
                std::string::npos;
        if (navigation.collection || decides || !hidden.contains(target) || navigation.lookup->name == "ownerid")
          continue;
        const auto linked = store_.write([&](store::Transaction& tx) -> Result<void> {
          const record::Reference reference{target, hidden_.at(target)};
          TRY(tx.update(name, id, {{std::string(navigation.lookup->name), reference}}, std::nullopt,
                        store::Caller::system()));
          return {};
        });
        if (!linked) continue;
        ++paths;
        check_link(stranger, *table, id, navigation);
      }
    }
    EXPECT_GT(paths, 20) << "hardly any links: the walk says little";
    std::cout << "followed " << paths << " links to hidden rows\n";
  }

  void check_link(const Stranger& stranger, const record::TableSchema& table, const Uuid& id,
                  const condition::Navigation& navigation) {
    const std::string set = "/" + std::string(table.table().entity_set);
    const std::string at = set + "(" + id.to_string() + ")";
    const http::Headers annotated{{"Prefer", "odata.include-annotations=\"*\""}};
    std::vector<std::string> addresses{at + "?$expand=" + navigation.name, set + "?$expand=" + navigation.name, at,
                                       set};
    std::vector<std::string> empty;
    for (const record::Field* field : condition::visible_fields(*navigation.target)) {
      const std::string path = navigation.name + "/" + condition::property_name(*field);
      empty.push_back("$filter=" + path + "%20ne%20null");
      if (field->type == record::FieldType::Text) empty.push_back("$filter=contains(" + path + ",'" + kMarker + "')");
      if (field->type == record::FieldType::Memo || field->type == record::FieldType::Binary) continue;
      addresses.push_back(set + "?$orderby=" + path);
      if (field->type != record::FieldType::Lookup) {
        addresses.push_back(set + "?$apply=groupby((" + path + "),aggregate($count%20as%20n))");
      }
    }
    addresses.push_back(set + "?$apply=groupby((_" + std::string(navigation.lookup->name) + "_value))");
    for (const std::string& address : addresses) {
      const http::Response answer = send(stranger, "GET", address, {}, annotated);
      EXPECT_TRUE(answer.status < 500 || answer.status == 501) << address << answer.body;
      EXPECT_EQ(answer.body.find(kMarker), std::string::npos) << address << "\n" << answer.body.substr(0, 1000);
      const bool groups = address.find("$apply=groupby((_") != std::string::npos;
      if (groups) {
        EXPECT_EQ(answer.body.find(hidden_.at(std::string(navigation.target->name())).to_string()), std::string::npos)
            << address;
      }
    }
    for (const std::string& filter : empty) {
      const std::string own = "%20and%20" + std::string(table.table().primary_id) + "%20eq%20" + id.to_string();
      EXPECT_EQ(send(stranger, "GET", set + "/$count?" + filter + own).body, "0") << set << filter;
    }
  }

  store::Store& store_;
  const Clock& clock_;
  access::AccessService access_;
  scoring::ScoringService scoring_;
  ingest::Records records_;
  Api api_;
  std::vector<Stranger> strangers_;
  Rows hidden_;
};

}  // namespace leadlight::api
