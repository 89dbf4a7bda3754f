// What a model may look at, what its version looks at, and why it does not at the rest.
#include <algorithm>
#include <map>

#include "core/record/type_names.h"
#include "service/scoring/columns.h"
#include "service/scoring/influence.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

bool names(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

/// What became of the attributes in a version, from its model and its report.
class Outcomes {
 public:
  Outcomes(const LiveModel* live, const Json& report) : live_(live) {
    if (live == nullptr) return;
    verdict_ = report.value("verdict_key", "");
    for (const Json& each : report.value("factors", Json::array())) {
      influence_[each.value("attribute", "")] = each.value("influence", 0.0);
    }
    for (const Json& each : report.value("excluded", Json::array())) {
      excluded_[each.value("column", "")] = each.value("key", "");
    }
    for (const Json& each : report.value("suspects", Json::array())) suspects_[each.value("column", "")] = each;
  }

  /// nullptr where the version has nothing of it.
  const feature::Attribute* known(std::string_view name) const {
    if (live_ == nullptr) return nullptr;
    const auto& attributes = live_->model->attributes();
    const auto at = std::ranges::find(attributes, name, &feature::Attribute::name);
    return at == attributes.end() ? nullptr : &*at;
  }

  bool used(std::string_view name) const { return known(name) != nullptr && !live_->model->is_constant(); }

  /// Share of all movement; 0 for what is used and moves nothing.
  double influence(std::string_view name) const {
    const auto at = influence_.find(name);
    return at == influence_.end() ? 0 : at->second;
  }

  /// Why it is not used, as a stable key.
  std::string why(std::string_view name) const {
    if (const auto at = excluded_.find(name); at != excluded_.end()) return at->second;
    if (is_refused(name)) return "suspect";
    const auto& chosen = live_->definition.attributes.include;
    if (chosen && !names(*chosen, name)) return "not_included";
    return live_->model->is_constant() ? verdict_ : "new";
  }

  Json suspicion(std::string_view name) const {
    const auto at = suspects_.find(name);
    if (at == suspects_.end()) return nullptr;
    return {{"action", at->second.value("action", "")},
            {"why", at->second.value("why", Json::array())},
            {"auc_alone", at->second.value("auc_alone", Json())},
            {"kept", at->second.value("kept", false)}};
  }

 private:
  bool is_refused(std::string_view name) const {
    const auto at = suspects_.find(name);
    return at != suspects_.end() && at->second.value("action", "") == "refused";
  }

  const LiveModel* live_;
  std::string verdict_;
  std::map<std::string, double, std::less<>> influence_;
  std::map<std::string, std::string, std::less<>> excluded_;
  std::map<std::string, Json, std::less<>> suspects_;
};

std::string_view group_name(SourceGroup group) {
  constexpr std::string_view kNames[] = {"primary", "related", "derived"};
  return kNames[static_cast<size_t>(group)];
}

std::string_view type_of(const Source& source) {
  if (source.field != nullptr) return record::type_name(source.field->type);
  return source.kind() == feature::ColumnKind::Category ? "Text" : "Integer";
}

/// What was decided by hand, as the definition says now.
std::string_view choice_of(const AttributeChoice& choice, std::string_view name) {
  if (names(choice.drop, name) || (choice.include && !names(*choice.include, name))) return "never";
  return names(choice.keep, name) ? "always" : "automatic";
}

/// What the version makes of a column tells more than its kind.
std::string_view ignore_bar(const Source& source, const feature::Attribute* known) {
  using enum feature::Use;
  if (known != nullptr && (known->use == MailDomain || known->use == NameValidity)) return "engineered";
  const std::string_view bar = ignore_empty_bar(source);
  return bar.empty() && known != nullptr && known->use == Presence ? "presence" : bar;
}

/// `barred`: why it can be no factor at all, as a stable key.
OrderedJson factor_json(const Source& source, std::string_view barred, const AttributeChoice& choice,
                        const Outcomes& outcomes, bool has_version) {
  const bool used = barred.empty() && outcomes.used(source.name);
  const double influence = outcomes.influence(source.name);
  const std::string_view ignoring = ignore_bar(source, outcomes.known(source.name));
  OrderedJson why;
  if (!barred.empty()) {
    why = barred;
  } else if (has_version && !used) {
    why = outcomes.why(source.name);
  }
  return {{"attribute", source.name},
          {"label", source.label},
          {"table", source.table},
          {"column", source.field == nullptr ? OrderedJson() : OrderedJson(source.field->name)},
          {"group", group_name(source.group)},
          {"type", type_of(source)},
          {"usable", barred.empty()},
          {"used", used},
          {"influence", used ? OrderedJson(influence) : OrderedJson()},
          {"word", used ? OrderedJson(influence_word(influence)) : OrderedJson()},
          {"why", std::move(why)},
          {"suspect", outcomes.suspicion(source.name)},
          {"choice", choice_of(choice, source.name)},
          {"ignore_empty", names(choice.ignore_empty, source.name)},
          {"can_ignore_empty", barred.empty() && ignoring.empty()},
          {"ignore_empty_bar", ignoring.empty() ? OrderedJson() : OrderedJson(ignoring)}};
}

/// Columns that people look for among the factors and that can be none, with the reason.
std::vector<std::pair<Source, std::string_view>> barred_sources(const record::Schema& schema, const ScoredTable& scored,
                                                                const Definition& definition) {
  std::vector<std::pair<Source, std::string_view>> barred;
  const auto bar = [&](std::string_view column, std::string_view why) {
    if (auto source = find_source(schema, scored, column)) barred.emplace_back(*std::move(source), why);
  };
  for (const LeftOut& left : left_out_columns(*schema.find(scored.table), definition.attributes.keep)) {
    bar(left.field->name, left.key);
  }
  bar(definition.outcome.column, "outcome");
  return barred;
}

OrderedJson cuts_json() {
  OrderedJson cuts;
  for (const InfluenceWord& each : kInfluenceWords) cuts[std::string(each.word)] = each.from;
  return cuts;
}

}  // namespace

Result<OrderedJson> ScoringService::factors(const Uuid& model, const store::Caller& caller) {
  const auto snapshot = TRY(store_.snapshot());
  const Record row = TRY(readable_model(*snapshot, model, caller));
  const ScoredTable* scored = find_scored_table(row.text("ll_table"));
  if (scored == nullptr)
    return fail(ErrorCode::Corrupt, "the model {} is about no table that can be scored", name_of(row));
  const Definition definition = TRY(Definition::parse(row.text("ll_definition")));
  const auto live = TRY(published_or_newest(*snapshot, row, Newest::WithNoSignal));
  Json report = Json::object();
  OrderedJson version;
  if (live != nullptr) {
    const auto found = TRY(snapshot->find(kVersion, live->version_id, {"ll_report"}, store::Caller::system()));
    if (found) report = TRY(base::parse_json(found->text("ll_report")));
    version = {{"id", live->version_id.to_string()},
               {"number", live->number},
               {"published", row.target("ll_publishedversionid") == live->version_id},
               {"trained_on", live->trained_on ? OrderedJson(base::to_string(*live->trained_on)) : OrderedJson()}};
  }
  const Outcomes outcomes(live.get(), report);
  const AttributeChoice& choice = definition.attributes;
  OrderedJson factors = OrderedJson::array();
  std::int64_t used = 0, usable = 0;
  for (const Source& source : factor_sources(snapshot->schema(), *scored, choice.keep)) {
    if (source.name == definition.outcome.column) continue;
    factors.push_back(factor_json(source, "", choice, outcomes, live != nullptr));
    used += outcomes.used(source.name);
    ++usable;
  }
  for (const auto& [source, why] : barred_sources(snapshot->schema(), *scored, definition)) {
    factors.push_back(factor_json(source, why, choice, outcomes, live != nullptr));
  }
  return OrderedJson{{"model", {{"id", model.to_string()}, {"name", name_of(row)}, {"table", scored->table}}},
                     {"version", std::move(version)},
                     {"words", cuts_json()},
                     {"used", used},
                     {"usable", usable},
                     {"factors", std::move(factors)}};
}

}  // namespace leadlight::scoring
