#include "core/customers/likeness.h"

#include <algorithm>
#include <array>

#include "core/catalog/entities.h"
#include "core/search/tokens.h"

namespace fieldfare::core::customers {
namespace {

using catalog::customer;

constexpr std::array<std::u32string_view, 8> company_forms = {U"股份有限公司", U"有限责任公司", U"有限公司", U"分公司",
                                                              U"公司",         U"集团",         U"co.,ltd",  U"co ltd"};
constexpr std::size_t min_similar_characters = 3;
constexpr std::size_t min_phone_digits = 7;
constexpr std::size_t min_address_characters = 6;  // "上海市浦东新区" names no house
constexpr int most_points = 100;

// What a likeness counts for. A name that contains the other is a warning; with the same phone or address it is a task.
int points_of(Likeness likeness) {
    switch (likeness) {
        case Likeness::same_credit_code:
            return 100;
        case Likeness::same_name:
            return 80;
        case Likeness::same_phone:
            return 60;
        case Likeness::similar_name:
            return 50;
        case Likeness::same_address:
            return 30;
    }
    return 0;
}

void strip_forms(std::u32string& name) {
    for (const auto form : company_forms) {
        for (auto at = name.find(form); at != std::u32string::npos; at = name.find(form)) name.erase(at, form.size());
    }
}

std::u32string without_signs(std::string_view text) {
    std::u32string kept;
    for (const auto character : search::to_characters(text)) {
        constexpr std::u32string_view dropped = U" \t\u3000()（）[]【】<>《》\"'“”·-—_,，";
        if (dropped.find(character) == std::u32string_view::npos) kept.push_back(character);
    }
    return kept;
}

bool contains(const std::string& a, const std::string& b) {
    const auto& longer = a.size() > b.size() ? a : b;
    const auto& shorter = a.size() > b.size() ? b : a;
    return search::to_characters(shorter).size() >= min_similar_characters && longer.find(shorter) != std::string::npos;
}

bool any_pair(const std::vector<std::string>& a, const std::vector<std::string>& b,
              bool (*alike)(const std::string&, const std::string&)) {
    return std::ranges::any_of(a, [&](const std::string& one) {
        return std::ranges::any_of(b, [&](const std::string& other) { return alike(one, other); });
    });
}

bool same(const std::string& a, const std::string& b) {
    return !a.empty() && a == b;
}

}  // namespace

std::string_view name(Likeness likeness) {
    switch (likeness) {
        case Likeness::same_credit_code:
            return "same_credit_code";
        case Likeness::same_name:
            return "same_name";
        case Likeness::same_phone:
            return "same_phone";
        case Likeness::similar_name:
            return "similar_name";
        case Likeness::same_address:
            return "same_address";
    }
    return "same_name";
}

std::string normal_name(std::string_view name) {
    auto kept = without_signs(name);
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

Traits traits_of(const Row& row) {
    Traits traits;
    traits.names.push_back(normal_name(row.text(customer.at("name"))));
    for (const auto& alias : row.set(customer.at("aliases"))) traits.names.push_back(normal_name(alias));
    std::erase(traits.names, std::string());
    traits.credit_code = search::fold(row.text(customer.at("credit_code")));
    const auto street = without_signs(row.text(customer.at("address")));
    if (street.size() >= min_address_characters) traits.address = search::to_utf8(street);
    return traits;
}

Score compare(const Traits& a, const Traits& b) {
    Score score;
    const auto add = [&](bool holds, Likeness likeness) {
        if (!holds) return;
        score.reasons.push_back(likeness);
        score.points += points_of(likeness);
    };
    if (!a.credit_code.empty() && !b.credit_code.empty() && a.credit_code != b.credit_code) return score;
    const bool same_name = any_pair(a.names, b.names, same);
    add(same(a.credit_code, b.credit_code), Likeness::same_credit_code);
    add(same_name, Likeness::same_name);
    add(any_pair(a.phones, b.phones, same), Likeness::same_phone);
    add(!same_name && any_pair(a.names, b.names, contains), Likeness::similar_name);
    add(same(a.address, b.address), Likeness::same_address);
    score.points = std::min(score.points, most_points);
    return score;
}

}  // namespace fieldfare::core::customers
