#include "core/catalog/entities.h"
#include "core/rows/reader.h"
#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"
#include "server/dashboard/quarantine.h"

// The dashboard's reads: parameters in, server/dashboard's answers out.
namespace fieldfare::server::api {
namespace {

constexpr std::size_t search_characters = 100;

core::Error bad(const char* name) {
    return {core::ErrorCode::invalid_argument, std::string("parameter ") + name};
}

core::Result<std::optional<core::Uuid>> id_parameter(const Query& query, const char* name) {
    const auto* text = query.find(name);
    if (text == nullptr) return std::optional<core::Uuid>{};
    const auto id = core::Uuid::parse(*text);
    if (!id) return bad(name);
    return std::optional(*id);
}

core::Result<std::optional<core::Day>> day_parameter(const Query& query, const char* name) {
    const auto* text = query.find(name);
    if (text == nullptr) return std::optional<core::Day>{};
    const auto day = core::Day::parse(*text);
    if (!day) return bad(name);
    return std::optional(*day);
}

// One of these words; empty when absent.
core::Result<std::string> word_parameter(const Query& query, const char* name,
                                         std::initializer_list<std::string_view> words) {
    const auto* text = query.find(name);
    if (text == nullptr) return std::string();
    for (const auto word : words) {
        if (*text == word) return *text;
    }
    return bad(name);
}

// A code of the catalog's choices, or one word more.
core::Result<std::string> choice_parameter(const Query& query, const char* name, const core::Enumeration& choices,
                                           std::string_view besides = {}) {
    const auto* text = query.find(name);
    if (text == nullptr) return std::string();
    if (choices.find(*text) == nullptr && (besides.empty() || *text != besides)) {
        return core::Error{core::ErrorCode::unknown_enum_value, name};
    }
    return *text;
}

core::Result<dashboard::Paging> paging(const Query& query) {
    dashboard::Paging page;
    if (const auto* before = query.find("before")) page.before = *before;
    FF_ASSIGN(const auto limit, query.integer("limit", 1, dashboard::largest_page));
    page.limit = limit.value_or(dashboard::default_page);
    return page;
}

core::Result<core::Uuid> id_part(const Call& call) {
    const auto id = core::Uuid::parse(call.parts.at(0));
    if (!id) return {core::ErrorCode::not_found, "id"};
    return *id;
}

core::Result<HttpResponse> answer(core::Result<nlohmann::json> body) {
    if (!body) return body.error();
    return json_response(*body);
}

// How the server's backups do: for those who see the whole organisation.
nlohmann::json backup_json(const Call& call, const dashboard::View& view) {
    if (!view.viewer.audience.everything || !call.services.backups) return nullptr;
    const auto health = call.services.backups();
    nlohmann::json told{{"scheduled", health.scheduled}, {"taken_at", nullptr}, {"bytes", nullptr}};
    if (health.newest) {
        told["taken_at"] = health.newest->manifest.taken_at;
        told["bytes"] = health.newest->manifest.bytes;
    }
    told["late"] = health.late;
    told["failed_at"] = health.failed_at ? nlohmann::json(*health.failed_at) : nlohmann::json();
    told["error"] = health.failure ? dashboard::error_json(health.failure->code) : nlohmann::json();
    return told;
}

// A resource without parameters.
core::Result<HttpResponse> plain(Call& call, core::Result<nlohmann::json> (*resource)(dashboard::View&)) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto view, view_of(call));
    return answer(resource(view));
}

}  // namespace

core::Result<HttpResponse> users(Call& call) {
    return plain(call, dashboard::users);
}

core::Result<HttpResponse> overview(Call& call) {
    return plain(call, dashboard::overview);
}

core::Result<HttpResponse> devices(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(auto list, dashboard::devices(view));
    list["backup"] = backup_json(call, view);
    return json_response(list);
}

core::Result<HttpResponse> visits(Call& call) {
    FF_ASSIGN(const auto query, call.query({"before", "limit", "rep", "customer", "channel", "from", "to"}));
    dashboard::VisitFilter filter;
    FF_ASSIGN(filter.rep, id_parameter(query, "rep"));
    FF_ASSIGN(filter.customer, id_parameter(query, "customer"));
    FF_ASSIGN(filter.channel, choice_parameter(query, "channel", core::catalog::channel));
    FF_ASSIGN(filter.from, day_parameter(query, "from"));
    FF_ASSIGN(filter.to, day_parameter(query, "to"));
    FF_ASSIGN(filter.paging, paging(query));
    FF_ASSIGN(auto view, view_of(call));
    return answer(dashboard::visits(view, filter));
}

core::Result<HttpResponse> customers(Call& call) {
    FF_ASSIGN(const auto query,
              call.query({"search", "stage", "owner", "grade", "due", "sort", "order", "offset", "limit"}));
    dashboard::CustomerFilter filter;
    if (const auto* search = query.find("search")) {
        if (core::utf8_length(*search) > search_characters) return bad("search");
        filter.search = *search;
    }
    FF_ASSIGN(filter.stage, choice_parameter(query, "stage", core::catalog::funnel_stage, "none"));
    FF_ASSIGN(filter.owner, id_parameter(query, "owner"));
    FF_ASSIGN(filter.grade, choice_parameter(query, "grade", core::catalog::potential_class));
    FF_ASSIGN(filter.due, word_parameter(query, "due", {"overdue", "today", "week"}));
    FF_ASSIGN(const auto sort,
              word_parameter(query, "sort", {"name", "code", "stage", "grade", "owner", "next_due", "last_visit"}));
    if (!sort.empty()) filter.sort = sort;
    FF_ASSIGN(const auto order, word_parameter(query, "order", {"asc", "desc"}));
    filter.descending = order == "desc";
    FF_ASSIGN(const auto offset, query.integer("offset", 0, dashboard::largest_offset));
    filter.offset = offset.value_or(0);
    FF_ASSIGN(const auto limit, query.integer("limit", 1, dashboard::largest_page));
    filter.limit = limit.value_or(dashboard::default_page);
    FF_ASSIGN(auto view, view_of(call));
    return answer(dashboard::customers(view, filter));
}

core::Result<HttpResponse> customer(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(const auto id, id_part(call));
    FF_ASSIGN(auto view, view_of(call));
    return answer(dashboard::customer_page(view, id));
}

namespace {

// The record is there before the bytes are.
core::Status say_what_is_here(nlohmann::json& timeline, ContentStore* contents) {
    for (auto& item : timeline["items"]) {
        if (!item.contains("attachments")) continue;
        for (auto& one : item["attachments"]) {
            one["here"] = false;
            if (contents == nullptr || !one["content"].is_string()) continue;
            FF_ASSIGN(one["here"], contents->has(one["content"].get<std::string>()));
        }
    }
    return {};
}

}  // namespace

core::Result<HttpResponse> timeline(Call& call) {
    FF_ASSIGN(const auto query, call.query({"before", "limit"}));
    FF_ASSIGN(const auto page, paging(query));
    FF_ASSIGN(const auto id, id_part(call));
    FF_ASSIGN(auto view, view_of(call));
    auto timeline = dashboard::timeline(view, id, page);
    if (timeline) FF_TRY(say_what_is_here(*timeline, call.services.contents));
    return answer(std::move(timeline));
}

core::Result<HttpResponse> conflicts(Call& call) {
    FF_ASSIGN(const auto query, call.query({"state", "before", "limit"}));
    FF_ASSIGN(const auto state, word_parameter(query, "state", {"open", "resolved"}));
    FF_ASSIGN(const auto page, paging(query));
    FF_ASSIGN(auto view, view_of(call));
    return answer(dashboard::conflicts(view, state != "resolved", page));
}

}  // namespace fieldfare::server::api
