#include "core/customers/duplicates.h"

#include <algorithm>
#include <map>

#include "core/catalog/entities.h"
#include "core/search/tokens.h"

namespace fieldfare::core::customers {
namespace {

using catalog::contact;
using catalog::customer;
using Phones = std::map<Uuid, std::vector<std::string>>;

Result<Phones> phones_by_customer(RowReader& reader) {
    Select all;
    all.entity = &contact;
    all.where = {{contact.at("phone"), Compare::not_null, {}}};
    all.fields = {contact.at("customer"), contact.at("phone")};
    FF_ASSIGN(const auto rows, reader.select(all));
    Phones phones;
    for (const auto& row : rows) {
        auto digits = normal_phone(row.text(contact.at("phone")));
        if (!digits.empty()) phones[row.reference(contact.at("customer"))].push_back(std::move(digits));
    }
    return phones;
}

Traits asked(const DuplicateQuestion& question) {
    Traits traits;
    if (auto name = normal_name(question.name); !name.empty()) traits.names.push_back(std::move(name));
    traits.credit_code = search::fold(question.credit_code);
    for (const auto& phone : question.phones) {
        if (auto digits = normal_phone(phone); !digits.empty()) traits.phones.push_back(std::move(digits));
    }
    return traits;
}

}  // namespace

Result<std::vector<Duplicate>> duplicates(RowReader& reader, const DuplicateQuestion& question, std::size_t limit) {
    const auto wanted = asked(question);
    Phones phones;
    if (!wanted.phones.empty()) {
        FF_ASSIGN(phones, phones_by_customer(reader));
    }
    Select all;
    all.entity = &customer;
    all.fields = {customer.at("name"),    customer.at("aliases"), customer.at("credit_code"),
                  customer.at("address"), customer.at("code"),    customer.at("provisional_code")};
    FF_ASSIGN(const auto rows, reader.select(all));
    std::vector<std::pair<int, Duplicate>> found;
    for (const auto& row : rows) {
        if (row.id == question.except) continue;
        auto traits = traits_of(row);
        if (const auto theirs = phones.find(row.id); theirs != phones.end()) traits.phones = theirs->second;
        const auto score = compare(wanted, traits);
        if (score.points < warned_from) continue;
        const auto code = row.has(customer.at("code")) ? customer.at("code") : customer.at("provisional_code");
        found.emplace_back(score.points, Duplicate{row.id, std::string(row.text(customer.at("name"))),
                                                   std::string(row.text(code)), score.reasons.front()});
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    if (found.size() > limit) found.resize(limit);
    std::vector<Duplicate> result;
    result.reserve(found.size());
    for (auto& [points, duplicate] : found) result.push_back(std::move(duplicate));
    return result;
}

}  // namespace fieldfare::core::customers
