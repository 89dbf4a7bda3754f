#include "service/work/timeline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.h"
#include "service/insight/counterparts.h"
#include "service/work/history_json.h"
#include "service/work/names.h"
#include "service/work/rows.h"
#include "service/work/track.h"

namespace leadlight::work {
namespace {

using query::CompareOp;
using query::Direction;
using query::FilterPtr;
using record::Record;
using record::Reference;

/// Where a kind of item is kept.
struct Source {
  std::string_view kind, table, regarding;
  std::string_view time;  ///< When it happened; rows without it stand at createdon.
  std::string_view subject, text;
};
constexpr std::array kSources = {
    Source{"email", "email", "regardingobjectid", "senton", "subject", "description"},
    Source{"phonecall", "phonecall", "regardingobjectid", "actualend", "subject", "description"},
    Source{"appointment", "appointment", "regardingobjectid", "scheduledstart", "subject", "description"},
    Source{"task", "task", "regardingobjectid", "actualend", "subject", "description"},
    Source{"note", "annotation", "objectid", "createdon", "subject", "notetext"},
    Source{"close", "opportunityclose", "opportunityid", "actualend", "subject", "description"},
};
constexpr size_t kMostRelated = 500;
constexpr int kMostItems = 200;

/// A place in the timeline: newest first, ids decide between equal times.
struct Position {
  Timestamp at;
  Uuid id;
  friend bool operator==(const Position&, const Position&) = default;
};
bool is_before(const Position& a, const Position& b) {
  return a.at != b.at ? a.at > b.at : a.id > b.id;
}

std::string to_cursor(const Position& position) {
  return fmt::format("{}~{}", position.at.time_since_epoch().count(), position.id.to_string());
}

Result<std::optional<Position>> read_cursor(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const size_t split = text.find('~');
  std::int64_t micros = 0;
  const bool whole = split != std::string_view::npos &&
                     std::from_chars(text.data(), text.data() + split, micros).ptr == text.data() + split;
  const auto id = whole ? Uuid::parse(text.substr(split + 1)) : std::nullopt;
  if (!id) return fail(ErrorCode::InvalidInput, "Before is not the `next` of a timeline");
  return Position{Timestamp(std::chrono::microseconds(micros)), *id};
}

struct Item {
  Position position;
  OrderedJson json;
};

query::Query page_of(std::string_view table, FilterPtr filter, std::string_view order, int limit) {
  query::Query query{.table = std::string(table), .filter = std::move(filter)};
  query.order = {{query::Path{.lookup = {}, .lookup_table = {}, .column = std::string(order)}, Direction::Descending}};
  query.limit = limit;
  return query;
}

/// Of mails: that the meeting they ask for or answer is not there, or not for the caller. Else it tells them.
FilterPtr has_no_meeting() {
  return std::make_shared<query::Filter>(
      query::Filter{query::Compare{{"ll_meetingid", "appointment", "activityid"}, CompareOp::Eq, {}}});
}

FilterPtr contains(std::string_view column, const std::string& words) {
  return std::make_shared<query::Filter>(
      query::Filter{query::TextMatch{{{}, {}, std::string(column)}, query::TextOp::Contains, words}});
}

/// Reads one timeline page.
class Reading {
 public:
  Reading(store::Snapshot& snapshot, const TimelineQuery& wanted, const store::Caller& caller)
      : snapshot_(snapshot), wanted_(wanted), caller_(caller), top_(std::clamp(wanted.top, 1, kMostItems)) {}

  Result<OrderedJson> run() {
    for (const std::string& kind : wanted_.kinds) {
      if (std::ranges::find(kTimelineKinds, kind) == std::end(kTimelineKinds)) {
        return fail(ErrorCode::InvalidInput, "a timeline has no kind {}", kind);
      }
    }
    before_ = TRY(read_cursor(wanted_.before));
    self_ = TRY(required(snapshot_, wanted_.table, wanted_.id, {}, caller_));
    TRY(find_related());
    for (const Source& source : kSources) {
      if (wants(source.kind)) TRY(read_source(source));
    }
    if (wants("email") || wants("appointment")) TRY(read_captured());
    if (wanted_.search.empty()) {
      if (wants("change") || wants("created")) TRY(read_history());
      if (wants("score")) TRY(read_scores());
    }
    return page();
  }

 private:
  bool wants(std::string_view kind) const { return wanted_.kinds.empty() || wanted_.kinds.contains(kind); }
  bool comes_later(const Position& position) const { return !before_ || is_before(*before_, position); }

  Result<void> add_related(std::string_view table, std::string_view lookup, const Uuid& id) {
    query::Query query{.table = std::string(table), .filter = query::equals(std::string(lookup), id)};
    query.columns = {std::string(snapshot_.schema().find(table)->table().primary_id)};
    query.limit = static_cast<int>(kMostRelated);
    for (const store::Row& row : TRY(snapshot_.select(query, caller_)).rows) related_.push_back(row.record.id);
    return {};
  }

  Result<void> find_related() {
    related_ = {wanted_.id};
    if (const auto* lead = self_.get_as<Reference>("originatingleadid")) related_.push_back(lead->id);
    if (wanted_.table == "account") {
      TRY(add_related("contact", "parentcustomerid", wanted_.id));
      TRY(add_related("opportunity", "parentaccountid", wanted_.id));
      TRY(add_related("incident", "customerid", wanted_.id));
    } else if (wanted_.table == "contact") {
      TRY(add_related("opportunity", "parentcontactid", wanted_.id));
    }
    std::ranges::sort(related_);
    const auto [first, last] = std::ranges::unique(related_);
    related_.erase(first, last);
    return {};
  }

  Result<void> read_source(const Source& source) {
    std::vector<FilterPtr> parts{any_id(source.regarding, related_)};
    if (source.kind == "email") parts.push_back(has_no_meeting());
    if (!wanted_.search.empty()) {
      parts.push_back(query::any_of({contains(source.subject, wanted_.search), contains(source.text, wanted_.search)}));
    }
    TRY(read_rows(source, parts, source.time));
    if (source.time == "createdon") return {};
    parts.push_back(query::equals(std::string(source.time), record::Value()));
    return read_rows(source, parts, "createdon");
  }

  /// The newest rows by `time` that come later in the timeline than where the page before ended.
  Result<void> read_rows(const Source& source, std::vector<FilterPtr> parts, std::string_view time) {
    const std::string column(time), id(snapshot_.schema().find(source.table)->table().primary_id);
    parts.push_back(query::compare(column, CompareOp::Ne, record::Value()));
    if (before_) {
      parts.push_back(query::any_of({query::compare(column, CompareOp::Lt, before_->at),
                                     query::all_of({query::compare(column, CompareOp::Eq, before_->at),
                                                    query::compare(id, CompareOp::Lt, before_->id)})}));
    }
    auto found = TRY(snapshot_.select(page_of(source.table, query::all_of(parts), time, top_ + 1), caller_));
    for (const store::Row& row : found.rows) {
      const auto* at = row.record.get_as<Timestamp>(time);
      if (at != nullptr) add_row(source, row.record, *at);
    }
    return {};
  }

  /// Mail and meetings with the people of the record that belong to no record yet.
  Result<void> read_captured() {
    if (!insight::record_type_of(wanted_.table)) return {};
    // Whatever the moment, the people are those of now.
    const auto around = TRY(insight::read_around(snapshot_, {wanted_.table, wanted_.id}, Timestamp{}));
    const auto people = TRY(insight::read_counterparts(snapshot_, around));
    std::vector<record::Value> addresses;
    for (const auto& [address, _] : people.addresses) addresses.emplace_back(address);
    const auto among = [](std::string_view column, std::vector<record::Value> values) {
      if (values.size() > kMostRelated) values.resize(kMostRelated);
      return std::make_shared<query::Filter>(
          query::Filter{query::In{{{}, {}, std::string(column)}, std::move(values)}});
    };
    const FilterPtr with_them =
        query::any_of({among("partyid", people.records), among("addressused", std::move(addresses))});
    for (const Source& source : kSources) {
      const bool is_private = snapshot_.schema().find(source.table)->table().has(record::kPrivate);
      if (!is_private || !wants(source.kind)) continue;
      if (source.kind != "email") {
        TRY(read_captured_of(source, with_them, {}));
        continue;
      }
      // Those of meetings by themselves: of many of them few are left to show.
      TRY(read_captured_of(source, with_them, CompareOp::Eq));
      TRY(read_captured_of(source, with_them, CompareOp::Ne));
    }
    return {};
  }

  /// @param meeting of mails: those about no meeting (Eq), or about one (Ne)
  Result<void> read_captured_of(const Source& source, const FilterPtr& with_them, std::optional<CompareOp> meeting) {
    const auto path = [&](std::string_view column) {
      return query::Path{"activityid", std::string(source.table), std::string(column)};
    };
    const auto compare = [&](std::string_view column, CompareOp op, record::Value value) {
      return std::make_shared<query::Filter>(query::Filter{query::Compare{path(column), op, std::move(value)}});
    };
    std::vector<FilterPtr> parts{with_them, compare(source.regarding, CompareOp::Eq, {}),
                                 compare(source.time, CompareOp::Ne, {})};
    if (before_) parts.push_back(compare(source.time, CompareOp::Le, before_->at));
    if (meeting) parts.push_back(compare("ll_meetingid", *meeting, {}));
    if (!wanted_.search.empty()) {
      parts.push_back(std::make_shared<query::Filter>(
          query::Filter{query::TextMatch{path(source.subject), query::TextOp::Contains, wanted_.search}}));
    }
    query::Query query{.table = "activityparty", .columns = {"activityid"}, .filter = query::all_of(parts)};
    query.order = {{path(source.time), Direction::Descending}};
    std::vector<Uuid> ids;
    // Of one moment there may be more than fit: those of the page before are passed over below.
    const auto most = static_cast<size_t>(2 * top_ + 1);
    TRY(snapshot_.scan(query, caller_, [&](Record&& party) -> Result<bool> {
      const Uuid id = party.target("activityid");
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
      return ids.size() < most;
    }));
    if (ids.empty()) return {};
    query::Query found{.table = std::string(source.table), .filter = any_id("activityid", ids)};
    if (meeting == CompareOp::Ne) found.filter = query::all_of({found.filter, has_no_meeting()});
    return snapshot_.scan(found, caller_, [&](Record&& row) -> Result<bool> {
      const auto* at = row.get_as<Timestamp>(source.time);
      if (at != nullptr && comes_later({*at, row.id})) add_row(source, row, *at);
      return true;
    });
  }

  void add_row(const Source& source, const Record& row, Timestamp at) {
    OrderedJson json{{"kind", source.kind},
                     {"table", source.table},
                     {"id", row.id.to_string()},
                     {"at", base::to_string(at)},
                     {"title", row.text(source.subject)},
                     {"text", row.text(source.text)}};
    if (const std::int64_t state = row.number("statecode"); state >= 0) {
      json["state"] = state;
      json["status"] = row.number("statuscode");
      json["open"] = is_open_state(source.table, state);
    }
    if (const auto* outgoing = row.get_as<bool>("directioncode")) json["direction"] = *outgoing ? "out" : "in";
    for (const auto* column : {"scheduledstart", "scheduledend", "actualend", "createdon"}) {
      if (const auto* time = row.get_as<Timestamp>(column)) json[column] = base::to_string(*time);
    }
    for (const auto* column : {"location", "phonenumber", "sender", "torecipients"}) {
      if (std::string text = row.text(column); !text.empty()) json[column] = std::move(text);
    }
    if (source.kind == "close") {
      json["status"] = row.number("opportunitystatuscode");
      if (const auto* revenue = row.get_as<Amount>("actualrevenue")) json["revenue"] = revenue->to_double();
    }
    json["version"] = row.version;
    const std::string_view owner = row.get_as<Reference>("ownerid") != nullptr ? "ownerid" : "createdby";
    if (const auto* reference = row.get_as<Reference>(owner)) json["owner"] = reference_json(*reference);
    if (const auto* reference = row.get_as<Reference>(source.regarding)) json["regarding"] = reference_json(*reference);
    // What was captured: others see it when it is tracked.
    const bool tracked = row.is_true("ll_tracked");
    if (tracked) json["tracked"] = true;
    if (row.is_true("ll_private") && !tracked) json["private"] = true;
    if (tracked || row.is_true("ll_private") || is_untracked(source, row))
      captured_.push_back({row.table, row.id, 0, {{"ownerid", row.get("ownerid")}}});
    items_.push_back({{at, row.id}, std::move(json)});
  }

  bool is_untracked(const Source& source, const Record& row) const {
    return snapshot_.schema().find(source.table)->table().has(record::kPrivate) &&
           record::is_null(row.get(source.regarding));
  }

  /// Who holds it may track it, or take that back.
  Result<void> add_tracking() {
    std::erase_if(captured_, [&](const Record& row) {
      return std::ranges::none_of(items_, [&](const Item& item) { return item.position.id == row.id; });
    });
    const auto held = TRY(held_by(snapshot_, caller_, captured_));
    for (Item& item : items_) {
      if (held.contains(item.position.id)) item.json["may_track"] = true;
    }
    return {};
  }

  Result<void> read_history() {
    for (const store::HistoryEntry& entry : TRY(snapshot_.history(wanted_.table, wanted_.id, caller_))) {
      const bool created = entry.kind == store::HistoryEntry::Kind::Create;
      if (!wants(created ? "created" : "change")) continue;
      // An entry has no id of its own; its number makes one that keeps its place among equal times.
      const Position position{entry.at, sequence_id(entry.sequence)};
      if (!comes_later(position)) continue;
      OrderedJson json{{"kind", created ? "created" : "change"},
                       {"table", wanted_.table},
                       {"id", wanted_.id.to_string()},
                       {"at", base::to_string(entry.at)}};
      json["owner"] = reference_json({"systemuser", entry.by});
      if (!created) json["changes"] = changes_json(*snapshot_.schema().find(wanted_.table), entry);
      items_.push_back({position, std::move(json)});
    }
    return {};
  }

  static Uuid sequence_id(std::int64_t sequence) {
    return *Uuid::parse(
        fmt::format("00000000-0000-0000-{:04x}-{:012x}", (sequence >> 48) & 0xffff, sequence & 0xffffffffffffLL));
  }

  Result<void> read_scores() {
    const bool lead = wanted_.table == "lead";
    if (!lead && wanted_.table != "opportunity") return {};
    std::vector<FilterPtr> parts{query::equals(lead ? "ll_leadid" : "ll_opportunityid", wanted_.id)};
    if (before_) parts.push_back(query::compare("ll_scoredon", CompareOp::Le, before_->at));
    for (const store::Row& row :
         TRY(snapshot_.select(page_of("ll_scorepoint", query::all_of(parts), "ll_scoredon", 2 * top_ + 1), caller_))
             .rows) {
      const auto* at = row.record.get_as<Timestamp>("ll_scoredon");
      if (at == nullptr || !comes_later({*at, row.record.id})) continue;
      items_.push_back({{*at, row.record.id},
                        {{"kind", "score"},
                         {"table", wanted_.table},
                         {"id", row.record.id.to_string()},
                         {"at", base::to_string(*at)},
                         {"score", row.record.number("ll_score")},
                         {"grade", row.record.number("ll_grade")},
                         {"cause", row.record.text("ll_cause")}}});
    }
    return {};
  }

  Result<OrderedJson> page() {
    std::ranges::sort(items_, is_before, &Item::position);
    const bool more = items_.size() > static_cast<size_t>(top_);
    if (more) items_.resize(static_cast<size_t>(top_));
    TRY(add_parties());
    TRY(add_tracking());
    OrderedJson list = OrderedJson::array();
    for (Item& item : items_) list.push_back(std::move(item.json));
    TRY(add_names(snapshot_, caller_, list));
    OrderedJson next;
    if (more) next = to_cursor(items_.back().position);
    return OrderedJson{{"items", std::move(list)}, {"next", std::move(next)}};
  }

  Result<void> add_parties() {
    std::vector<Uuid> ids;
    for (const Item& item : items_) {
      const std::string kind = item.json["kind"];
      if (kind == "email" || kind == "phonecall" || kind == "appointment" || kind == "task") {
        ids.push_back(item.position.id);
      }
    }
    if (ids.empty()) return {};
    query::Query query{.table = "activityparty", .filter = any_id("activityid", ids)};
    query.limit = 2000;
    std::map<Uuid, OrderedJson> parties;
    for (const store::Row& row : TRY(snapshot_.select(query, caller_)).rows) {
      const auto* activity = row.record.get_as<Reference>("activityid");
      if (activity == nullptr) continue;
      OrderedJson party{{"role", row.record.number("participationtypemask")},
                        {"name", row.record.text("partyname")},
                        {"address", row.record.text("addressused")}};
      // Whether somebody comes to a meeting.
      if (const auto* answer = row.record.get_as<std::int64_t>("ll_answer")) party["answer"] = *answer;
      if (const auto* on = row.record.get_as<Timestamp>("ll_answeredon")) party["answered_on"] = base::to_string(*on);
      if (const auto* person = row.record.get_as<Reference>("partyid")) {
        party["table"] = person->table;
        party["id"] = person->id.to_string();
      }
      parties[activity->id].push_back(std::move(party));
    }
    for (Item& item : items_) {
      const auto found = parties.find(item.position.id);
      if (found != parties.end()) item.json["parties"] = std::move(found->second);
    }
    return {};
  }

  store::Snapshot& snapshot_;
  const TimelineQuery& wanted_;
  const store::Caller& caller_;
  int top_;
  std::optional<Position> before_;
  Record self_;
  std::vector<Uuid> related_;
  std::vector<Item> items_;
  std::vector<Record> captured_;  ///< With their owners.
};

}  // namespace

Result<OrderedJson> timeline(const Workplace& place, const TimelineQuery& wanted, const store::Caller& caller) {
  const auto snapshot = TRY(place.store.snapshot());
  return Reading(*snapshot, wanted, caller).run();
}

}  // namespace leadlight::work
