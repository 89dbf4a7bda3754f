// How the relationship with a record stands, what is behind each number, and what an organisation sets about it.
#include "service/insight/relationship.h"

#include "server/api/operations.h"
#include "service/insight/notice.h"
#include "service/insight/preview.h"
#include "service/insight/settings.h"
#include "service/insight/similar_deals.h"
#include "service/jobs/jobs.h"
#include "service/scoring/definition.h"
#include "service/work/names.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;

constexpr int kMostDays = 730;

Result<insight::RelationshipQuery> wanted_of(const Deps& deps, const Arguments& arguments) {
  const std::string zone = TRY(arguments.optional_text("TimeZone"));
  const int days = TRY(arguments.optional_integer("Days")).value_or(0);
  if (days < 0 || days > kMostDays) {
    return fail(ErrorCode::InvalidInput, "Days must be between 1 and {}; 0 takes the setting", kMostDays);
  }
  return insight::RelationshipQuery{.record = {TRY(arguments.text("Table")), TRY(arguments.id("Id"))},
                                    .as_of = TRY(arguments.optional_time("AsOf")).value_or(deps.clock.now()),
                                    .zone = TRY(TimeZone::named(zone.empty() ? "UTC" : zone)),
                                    .days = days};
}

Answer relationship(const Deps& deps, const Call& call, const Arguments& arguments) {
  const auto wanted = TRY(wanted_of(deps, arguments));
  const auto snapshot = TRY(deps.store.snapshot());
  OrderedJson out = TRY(insight::relationship(*snapshot, wanted, call.caller()));
  TRY(work::add_names(*snapshot, call.caller(), out));
  return ok(out);
}

Answer activities(const Deps& deps, const Call& call, const Arguments& arguments) {
  const insight::BehindQuery wanted{.relationship = TRY(wanted_of(deps, arguments)),
                                    .channel = TRY(arguments.optional_text("Channel")),
                                    .direction = TRY(arguments.optional_text("Direction")),
                                    .from = TRY(arguments.optional_time("From")),
                                    .to = TRY(arguments.optional_time("To")),
                                    .person_table = TRY(arguments.optional_text("PersonTable")),
                                    .person_id = TRY(arguments.optional_id("PersonId")),
                                    .top = TRY(arguments.optional_integer("Top")).value_or(100),
                                    .with_invitations = TRY(arguments.flag("WithInvitations", false))};
  const auto snapshot = TRY(deps.store.snapshot());
  OrderedJson out = TRY(insight::activities_behind(*snapshot, wanted, call.caller()));
  TRY(work::add_names(*snapshot, call.caller(), out));
  return ok(out);
}

Answer similar_won_deals(const Deps& deps, const Call& call, const Arguments& arguments) {
  const auto snapshot = TRY(deps.store.snapshot());
  OrderedJson out = TRY(insight::similar_won_deals(*snapshot, TRY(arguments.id("OpportunityId")), call.caller()));
  TRY(work::add_names(*snapshot, call.caller(), out));
  return ok(out);
}

Answer settings(const Deps& deps, const Call&, const Arguments&) {
  return ok(insight::to_json(TRY(insight::read_settings(*TRY(deps.store.snapshot())))));
}

/// Whose activities count decides what a score is made of.
Result<void> rescore_all(store::Transaction& tx) {
  for (const scoring::ScoredTable& scored : scoring::scored_tables()) {
    TRY(jobs::enqueue(tx, "rescore", Json{{"table", scored.table}, {"cause", "related"}}, store::Caller::system()));
  }
  return {};
}

Answer change_settings(const Deps& deps, const Call&, const Arguments& arguments) {
  insight::RelationshipSettings now;
  TRY(deps.store.write([&](store::Transaction& tx) -> Result<void> {
    now = TRY(insight::change_settings(tx, arguments.json()));
    TRY(jobs::enqueue_unless_queued(tx, "relations", Json::object()));
    return arguments.json().contains("consent_required") ? rescore_all(tx) : Result<void>();
  }));
  return ok(insight::to_json(now));
}

Answer preview(const Deps& deps, const Call&, const Arguments& arguments) {
  return ok(TRY(insight::preview_settings(*TRY(deps.store.snapshot()), arguments.json(), deps.clock.now())));
}

Answer notice(const Deps& deps, const Call& call, const Arguments&) {
  return ok(TRY(insight::notice_for(*TRY(deps.store.snapshot()), call.caller().user)));
}

Answer acknowledge_notice(const Deps& deps, const Call& call, const Arguments& arguments) {
  const int version = TRY(arguments.integer("Version"));
  TRY(deps.store.write(
      [&](store::Transaction& tx) { return insight::acknowledge_notice(tx, call.caller().user, version); }));
  return no_content();
}

Answer notice_readers(const Deps& deps, const Call&, const Arguments&) {
  return ok(TRY(insight::notice_readers(*TRY(deps.store.snapshot()))));
}

constexpr Parameter kRelationshipIn[] = {{"Table", "Edm.String"},
                                         {"Id", "Edm.Guid"},
                                         {"Days", "Edm.Int32"},
                                         {"TimeZone", "Edm.String"},
                                         {"AsOf", "Edm.DateTimeOffset"}};
constexpr Parameter kRelationshipOut[] = {{"table", "Edm.String"},
                                          {"id", "Edm.Guid"},
                                          {"title", "Edm.String"},
                                          {"as_of", "Edm.DateTimeOffset"},
                                          {"left_out", "Edm.String"},
                                          {"open", "Edm.Boolean"},
                                          {"activities", "Edm.Int64"},
                                          {"hidden", "Edm.Int64"},
                                          {"kpis", "Collection(Edm.Untyped)"},
                                          {"health", "Edm.Untyped"},
                                          {"last", "Edm.Untyped"},
                                          {"next", "Edm.Untyped"},
                                          {"most_contacted", "Collection(Edm.Untyped)"},
                                          {"most_contacted_by", "Collection(Edm.Untyped)"},
                                          {"responses", "Edm.Untyped"},
                                          {"engagement", "Edm.Untyped"},
                                          {"chart", "Edm.Untyped"}};
constexpr Parameter kActivitiesIn[] = {
    {"Table", "Edm.String"},        {"Id", "Edm.Guid"},           {"TimeZone", "Edm.String"},
    {"AsOf", "Edm.DateTimeOffset"}, {"Channel", "Edm.String"},    {"Direction", "Edm.String"},
    {"From", "Edm.DateTimeOffset"}, {"To", "Edm.DateTimeOffset"}, {"PersonTable", "Edm.String"},
    {"PersonId", "Edm.Guid"},       {"Top", "Edm.Int32"},         {"WithInvitations", "Edm.Boolean"}};
constexpr Parameter kActivitiesOut[] = {
    {"activities", "Collection(Edm.Untyped)"}, {"more", "Edm.Int64"}, {"hidden", "Edm.Int64"}};
constexpr Parameter kSimilarIn[] = {{"OpportunityId", "Edm.Guid"}};
constexpr Parameter kSimilarOut[] = {{"state", "Edm.String"},       {"won", "Edm.Int64"},
                                     {"lost", "Edm.Int64"},         {"needed", "Edm.Int64"},
                                     {"fallback", "Edm.Boolean"},   {"fields", "Collection(Edm.Untyped)"},
                                     {"compared", "Edm.Int64"},     {"deals", "Collection(Edm.Untyped)"},
                                     {"not_readable", "Edm.Int64"}, {"comparison", "Collection(Edm.Untyped)"}};
constexpr Parameter kSettings[] = {{"health_on", "Edm.Boolean"},
                                   {"expected_days", "Edm.Double"},
                                   {"good", "Edm.Int32"},
                                   {"fair", "Edm.Int32"},
                                   {"deal_points", "Edm.Double"},
                                   {"influence", "Edm.Untyped"},
                                   {"minutes_to_write", "Edm.Double"},
                                   {"minutes_to_read", "Edm.Double"},
                                   {"longest_answer_days", "Edm.Int32"},
                                   {"chart_days", "Edm.Int32"},
                                   {"working_week", "Edm.Untyped"},
                                   {"our_domains", "Collection(Edm.String)"},
                                   {"consent_required", "Edm.Boolean"},
                                   {"notice", "Edm.String"}};
constexpr Parameter kPreview[] = {{"tables", "Collection(Edm.Untyped)"}};
constexpr Parameter kNotice[] = {{"version", "Edm.Int32"}, {"text", "Edm.String"}, {"read", "Edm.Untyped"}};
constexpr Parameter kAcknowledgeIn[] = {{"Version", "Edm.Int32"}};
constexpr Parameter kReaders[] = {{"version", "Edm.Int32"}, {"readers", "Collection(Edm.Untyped)"}};

constexpr OperationRoute kRelationshipRoutes[] = {
    {{Function, "Relationship", kRelationshipIn, kRelationshipOut}, Audience::Everybody, relationship},
    {{Function, "RelationshipActivities", kActivitiesIn, kActivitiesOut}, Audience::Everybody, activities},
    {{Function, "SimilarWonDeals", kSimilarIn, kSimilarOut}, Audience::Everybody, similar_won_deals},
    {{Function, "RelationshipSettings", {}, kSettings}, Audience::Everybody, settings},
    {{Action, "PreviewRelationshipSettings", kSettings, kPreview}, Audience::Administrators, preview},
    {{Function, "RelationshipNotice", {}, kNotice}, Audience::Everybody, notice},
    {{Action, "AcknowledgeRelationshipNotice", kAcknowledgeIn, {}}, Audience::Everybody, acknowledge_notice},
    {{Function, "RelationshipNoticeReaders", {}, kReaders}, Audience::Administrators, notice_readers},
    {{Action, "SetRelationshipSettings", kSettings, kSettings}, Audience::Administrators, change_settings},
};

}  // namespace

std::span<const OperationRoute> relationship_operations() {
  return kRelationshipRoutes;
}

}  // namespace leadlight::api
