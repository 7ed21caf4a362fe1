#include "sync/cli/session.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "core/store/install.h"

namespace fieldfare::cli {
namespace {

namespace catalog = core::catalog;
using core::Error;
using core::ErrorCode;

constexpr std::size_t key_bytes = 32;

core::Result<core::Bytes> key_of(const std::string& hex) {
    core::Bytes key;
    if (hex.empty()) return key;
    key.resize(key_bytes);
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, &end);
    if (failed != 0 || size != key_bytes || end != hex.data() + hex.size()) {
        return Error{ErrorCode::invalid_argument, "--key: 64 hex digits"};
    }
    return key;
}

template <typename T>
core::Result<T> number(const std::string& text, std::string_view field) {
    T value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        return Error{ErrorCode::wrong_type, std::string(field)};
    }
    return value;
}

core::StringSet split(const std::string& text) {
    core::StringSet elements;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(',', from), text.size());
        if (to > from) elements.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    std::sort(elements.begin(), elements.end());
    elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
    return elements;
}

core::Result<core::Value> parse_value(const core::Field& field, const std::string& text) {
    if (text.empty()) return core::Value{};
    switch (field.type) {
        case core::Type::text:
        case core::Type::date:
        case core::Type::enumeration:
            return core::Value{text};
        case core::Type::boolean:
            return core::Value{std::int64_t{text == "true" || text == "1"}};
        case core::Type::integer:
        case core::Type::timestamp:
        case core::Type::money: {
            FF_ASSIGN(const auto value, number<std::int64_t>(text, field.name));
            return core::Value{value};
        }
        case core::Type::real: {
            FF_ASSIGN(const auto value, number<double>(text, field.name));
            return core::Value{value};
        }
        case core::Type::reference: {
            const auto id = core::Uuid::parse(text);
            if (!id) return Error{ErrorCode::wrong_type, std::string(field.name)};
            return core::Value{*id};
        }
        case core::Type::set:
            return core::Value{split(text)};
        case core::Type::map:
            break;
    }
    return Error{ErrorCode::invalid_argument, std::string(field.name)};
}

core::Result<std::vector<core::Row>> customers_with(Session& session, std::size_t field, const std::string& text) {
    core::Select question;
    question.entity = &catalog::customer;
    question.where.push_back({field, core::Compare::equal, text});
    question.limit = 2;
    return session.store().read().select(question);
}

}  // namespace

core::Result<std::unique_ptr<Session>> Session::open(const Settings& settings) {
    auto session = std::make_unique<Session>();
    core::StoreOptions options;
    options.path = settings.store_path;
    FF_ASSIGN(options.key, key_of(settings.key_hex));
    FF_ASSIGN(options.install,
              core::install_number(settings.store_path + ".install", session->clock_, session->random_));
    FF_ASSIGN(session->store_, core::Store::open(options, session->clock_, session->random_));
    session->folder_ = std::make_unique<core::media::DiskFolder>(core::media::contents_path(settings.store_path));
    FF_ASSIGN(session->contents_, core::media::BlobBox::open(*session->store_, *session->folder_));
    return session;
}

core::Result<core::Row> find_customer(Session& session, const std::string& wanted) {
    if (const auto id = core::Uuid::parse(wanted)) return session.store().read().get(catalog::customer, *id);
    for (const auto field :
         {catalog::customer.at("code"), catalog::customer.at("provisional_code"), catalog::customer.at("name")}) {
        FF_ASSIGN(auto found, customers_with(session, field, wanted));
        if (found.size() == 1) return std::move(found.front());
        if (found.size() > 1) return Error{ErrorCode::invalid_argument, "several customers have this name"};
    }
    return Error{ErrorCode::not_found, "customer"};
}

core::Result<std::pair<std::size_t, core::Value>> parse_field(const core::Entity& entity, const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return Error{ErrorCode::invalid_argument, "field=value"};
    const auto at = entity.position(std::string_view(text).substr(0, equals));
    if (at == core::Entity::npos) return Error{ErrorCode::unknown_field, text.substr(0, equals)};
    FF_ASSIGN(auto value, parse_value(entity.fields[at], text.substr(equals + 1)));
    return std::pair(at, std::move(value));
}

nlohmann::json show(const core::Row& row) {
    nlohmann::json object{{"id", row.id.text()}};
    object["fields"] = core::fields_to_json(row, core::Nulls::omitted);
    return object;
}

}  // namespace fieldfare::cli
