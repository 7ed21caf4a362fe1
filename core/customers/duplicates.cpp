#include "core/customers/duplicates.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/catalog/entities.h"
#include "core/search/tokens.h"

namespace fieldfare::core::customers {
namespace {

using catalog::contact;
using catalog::customer;

constexpr std::array<std::u32string_view, 8> company_forms = {U"股份有限公司", U"有限责任公司", U"有限公司", U"分公司",
                                                              U"公司",         U"集团",         U"co.,ltd",  U"co ltd"};
constexpr std::size_t min_similar_characters = 3;
constexpr std::size_t min_phone_digits = 7;

void strip_forms(std::u32string& name) {
    for (const auto form : company_forms) {
        for (auto at = name.find(form); at != std::u32string::npos; at = name.find(form)) name.erase(at, form.size());
    }
}

std::optional<Likeness> compare_names(const std::u32string& a, const std::u32string& b) {
    if (a.empty() || b.empty()) return std::nullopt;
    if (a == b) return Likeness::same_name;
    const auto& longer = a.size() > b.size() ? a : b;
    const auto& shorter = a.size() > b.size() ? b : a;
    if (shorter.size() >= min_similar_characters && longer.find(shorter) != std::u32string::npos)
        return Likeness::similar_name;
    return std::nullopt;
}

// Smaller is stronger.
int weakness(Likeness likeness) {
    switch (likeness) {
        case Likeness::same_credit_code:
            return 0;
        case Likeness::same_name:
            return 1;
        case Likeness::same_phone:
            return 2;
        case Likeness::similar_name:
            return 3;
    }
    return 4;
}

using Found = std::map<Uuid, Likeness>;

void note(Found& found, const Uuid& id, Likeness likeness) {
    const auto [at, fresh] = found.emplace(id, likeness);
    if (!fresh && weakness(likeness) < weakness(at->second)) at->second = likeness;
}

Status by_name(RowReader& reader, const DuplicateQuestion& question, Found& found) {
    Select all;
    all.entity = &customer;
    all.fields = {customer.at("name"), customer.at("credit_code")};
    FF_ASSIGN(const auto rows, reader.select(all));
    const auto wanted = search::to_characters(normal_name(question.name));
    for (const auto& row : rows) {
        const auto name = search::to_characters(normal_name(row.text(customer.at("name"))));
        if (const auto likeness = compare_names(wanted, name)) note(found, row.id, *likeness);
        const bool same_code =
            !question.credit_code.empty() && row.text(customer.at("credit_code")) == question.credit_code;
        if (same_code) note(found, row.id, Likeness::same_credit_code);
    }
    return {};
}

Status by_phone(RowReader& reader, const DuplicateQuestion& question, Found& found) {
    std::vector<std::string> wanted;
    for (const auto& phone : question.phones) {
        if (auto digits = normal_phone(phone); !digits.empty()) wanted.push_back(std::move(digits));
    }
    if (wanted.empty()) return {};
    Select all;
    all.entity = &contact;
    all.where = {{contact.at("phone"), Compare::not_null, {}}};
    all.fields = {contact.at("customer"), contact.at("phone")};
    FF_ASSIGN(const auto rows, reader.select(all));
    for (const auto& row : rows) {
        const auto digits = normal_phone(row.text(contact.at("phone")));
        if (std::find(wanted.begin(), wanted.end(), digits) == wanted.end()) continue;
        note(found, row.reference(contact.at("customer")), Likeness::same_phone);
    }
    return {};
}

}  // namespace

std::string normal_name(std::string_view name) {
    std::u32string kept;
    for (const auto character : search::to_characters(name)) {
        constexpr std::u32string_view dropped = U" \t\u3000()（）[]【】<>《》\"'“”·-—_";
        if (dropped.find(character) == std::u32string_view::npos) kept.push_back(character);
    }
    strip_forms(kept);
    return search::to_utf8(kept);
}

std::string normal_phone(std::string_view phone) {
    std::string digits;
    for (const char c : search::fold(phone)) {
        if (c >= '0' && c <= '9') digits.push_back(c);
        if (c == '*') return {};
    }
    if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
    return digits.size() < min_phone_digits ? std::string{} : digits;
}

Result<std::vector<Duplicate>> duplicates(RowReader& reader, const DuplicateQuestion& question, std::size_t limit) {
    Found found;
    FF_TRY(by_name(reader, question, found));
    FF_TRY(by_phone(reader, question, found));
    if (question.except) found.erase(*question.except);
    std::vector<Duplicate> result;
    for (const auto& [id, likeness] : found) {
        FF_ASSIGN(const auto row, reader.find(customer, id));
        if (!row || row->deleted()) continue;
        const auto code = row->has(customer.at("code")) ? customer.at("code") : customer.at("provisional_code");
        result.push_back({id, std::string(row->text(customer.at("name"))), std::string(row->text(code)), likeness});
    }
    std::stable_sort(result.begin(), result.end(), [](const Duplicate& a, const Duplicate& b) {
        return weakness(a.likeness) < weakness(b.likeness);
    });
    if (result.size() > limit) result.resize(limit);
    return result;
}

}  // namespace fieldfare::core::customers
