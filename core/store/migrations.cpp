#include "core/store/migrations.h"

#include <fmt/format.h>

#include <array>

#include "core/base/check.h"
#include "core/catalog/emit/sql.h"
#include "core/catalog/entities.h"
#include "core/conflicts/inbox.h"
#include "core/journal/arrival.h"
#include "core/journal/enrolling.h"
#include "core/journal/schema.h"
#include "core/media/schema.h"
#include "core/search/schema.h"
#include "core/store/book_digest.h"
#include "core/store/masks.h"
#include "core/store/newer.h"

namespace fieldfare::core {
namespace {

std::string first_schema() {
    return emit::first_schema(emit::Flavour::sqlite_device) + std::string(journal::schema) +
           std::string(search::schema);
}

std::string forks() {
    return std::string(journal::fork_schema);
}

std::string digests() {
    return std::string(book_digest::schema);
}

std::string newer_rows() {
    return std::string(newer::schema);
}

std::string attachments() {
    return emit::add_entity(catalog::attachment, emit::Flavour::sqlite_device) + std::string(media::schema);
}

std::string arrivals() {
    return std::string(journal::arrival_schema);
}

std::string masks_of_customers() {
    return std::string(masks::schema) + std::string(search::left_schema);
}

std::string conflict_inbox() {
    return std::string(inbox::schema);
}

std::string merged_customers() {
    return emit::add_column(catalog::customer, catalog::customer.fields[catalog::customer.at("merged_into")],
                            emit::Flavour::sqlite_device);
}

std::string enrolments_under_way() {
    return std::string(journal::enrolling_schema);
}

constexpr std::array<Migration, 10> steps = {{
    {1, first_schema},
    {2, forks},
    {3, digests},
    {4, newer_rows},
    {5, attachments},
    {6, masks_of_customers},
    {7, conflict_inbox},
    {8, arrivals},
    {9, merged_customers},
    {10, enrolments_under_way},
}};

Status run_step(sqlite::Connection& database, const Migration& step) {
    FF_ASSIGN(auto scope, sqlite::Transaction::begin_write(database));
    FF_TRY(database.execute(step.sql()));
    FF_TRY(database.execute(fmt::format("PRAGMA user_version = {}", step.version)));
    return scope.commit();
}

}  // namespace

std::span<const Migration> device_migrations() {
    return steps;
}

int newest_device_version() {
    return steps.back().version;
}

Status migrate(sqlite::Connection& database, std::span<const Migration> list) {
    FF_CHECK(!list.empty());
    FF_ASSIGN(const auto version, database.integer("PRAGMA user_version"));
    if (version > list.back().version) {
        return {ErrorCode::storage_newer, fmt::format("version {}, known {}", version, list.back().version)};
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        FF_CHECK(list[i].version == static_cast<int>(i) + 1);
        if (list[i].version > version) FF_TRY(run_step(database, list[i]));
    }
    return {};
}

}  // namespace fieldfare::core
