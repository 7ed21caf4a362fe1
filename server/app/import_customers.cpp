#include "server/app/import_customers.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_set>

#include "core/catalog/entities.h"
#include "core/catalog/validation.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "server/app/csv.h"
#include "server/app/import_values.h"
#include "server/app/people.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Row;
using core::Status;
using core::catalog::contact;
using core::catalog::customer;

constexpr std::size_t max_problems = 200;
constexpr std::size_t progress_every = 500;  // lines

// What one line makes.
struct Line {
    Row customer_row;
    Row contact_row;
};
using Fill = std::function<Status(Line&, const std::string&, const FindPerson&)>;

Fill into_field(const core::Entity& entity, std::size_t at) {
    return [&entity, at](Line& line, const std::string& cell, const FindPerson& people) -> Status {
        FF_ASSIGN(auto value, import_value(entity.fields[at], cell, people));
        FF_TRY(core::validate_value(entity, entity.fields[at], value));
        auto& row = &entity == &customer ? line.customer_row : line.contact_row;
        if (!core::is_null(value)) row.values[at] = std::move(value);
        return {};
    };
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (true) {
        const auto end = text.find(separator, from);
        parts.push_back(text.substr(from, end == std::string::npos ? end : end - from));
        if (end == std::string::npos) return parts;
        from = end + 1;
    }
}

// T1-1 "200人/5000万": staff, then revenue.
Status fill_size(Line& line, const std::string& cell, const FindPerson& people) {
    const auto parts = split(cell, '/');
    FF_TRY(into_field(customer, customer.at("staff_count"))(line, parts[0], people));
    if (parts.size() > 1) return into_field(customer, customer.at("annual_revenue"))(line, parts[1], people);
    return {};
}

// T4-1 "大型企业/紧急/A级": size band, urgency, potential.
Status fill_labels(Line& line, const std::string& cell, const FindPerson& people) {
    auto parts = split(cell, '/');
    parts.resize(3);
    FF_TRY(into_field(customer, customer.at("size_band"))(line, parts[0], people));
    if (parts[1] == "紧急") parts[1] = "high";
    if (parts[1] == "一般") parts[1] = "medium";
    if (parts[1] == "不紧急") parts[1] = "low";
    FF_TRY(into_field(customer, customer.at("urgency"))(line, parts[1], people));
    return into_field(customer, customer.at("potential_class"))(line, parts[2], people);
}

// T1-1 "[产能扩张]-[自动化设备需求]-[A类]": free tags; the potential class stands among them.
Status fill_tags(Line& line, const std::string& cell, const FindPerson& people) {
    core::StringSet tags;
    for (const auto& part : split(cell, ']')) {
        const auto open = part.find('[');
        const auto word = open == std::string::npos ? part : part.substr(open + 1);
        if (word.empty()) continue;
        if (into_field(customer, customer.at("potential_class"))(line, word, people)) continue;
        tags.push_back(word);
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    if (!tags.empty()) line.customer_row.values[customer.at("tags")] = std::move(tags);
    return {};
}

// "企业规模(员工数/年营收)" and "企业规模（员工数）" are the same column.
std::string without_hint(std::string header) {
    for (const auto* open : {"(", "（"}) {
        if (const auto at = header.find(open); at != std::string::npos) header.resize(at);
    }
    while (!header.empty() && header.back() == ' ') header.pop_back();
    return header;
}

// Headers of the handbooks' tables that are no label of the catalog. Contact data belongs to the line's contact.
struct Alias {
    std::string_view header;
    Fill fill;
};
const std::vector<Alias>& aliases() {
    static const std::vector<Alias> all = {
        {"企业规模", fill_size},
        {"客户规模", fill_size},
        {"初级标签", fill_labels},
        {"需求标签", fill_tags},
        {"跟进人", into_field(customer, customer.at("owner"))},
        {"联系人", into_field(contact, contact.at("name"))},
        {"主联系人", into_field(contact, contact.at("name"))},
        {"职位", into_field(contact, contact.at("title"))},
        {"电话", into_field(contact, contact.at("phone"))},
        {"手机", into_field(contact, contact.at("phone"))},
        {"contact", into_field(contact, contact.at("name"))},
    };
    return all;
}

bool same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return low(x) == low(y);
    });
}

Fill fill_for(const std::string& header) {
    const auto plain = without_hint(header);
    for (const auto& alias : aliases()) {
        if (same(plain, alias.header)) return alias.fill;
    }
    for (const auto* entity : {&customer, &contact}) {
        for (std::size_t at = 0; at < entity->fields.size(); ++at) {
            const auto& field = entity->fields[at];
            if (field.hidden) continue;
            if (same(plain, field.label.zh) || same(plain, field.label.en) || same(plain, field.name)) {
                return into_field(*entity, at);
            }
        }
    }
    return nullptr;
}

class Import {
  public:
    Import(WriteScope& scope, const AdminHost& host) : scope_(scope), host_(host) {}

    Result<ImportReport> run(const std::vector<CsvRecord>& records, const std::string& default_owner);

  private:
    Status read_header(const CsvRecord& header);
    Status take(const CsvRecord& record, const std::optional<core::Uuid>& default_owner);
    Status read_known();
    Status known_already(const std::string& name, const std::string& code);
    Result<core::Uuid> person(const std::string& wanted);
    void problem(std::size_t line, std::string what) {
        if (report_.problems.size() < max_problems) report_.problems.push_back({line, std::move(what)});
    }

    WriteScope& scope_;
    const AdminHost& host_;
    ImportReport report_;
    std::vector<Fill> columns_;
    std::vector<std::string> names_;
    std::map<std::string, core::Uuid> people_;
    std::set<std::string> seen_;
    std::unordered_set<std::string> known_names_;
    std::unordered_set<std::string> known_codes_;
    std::string today_;
};

Status Import::read_header(const CsvRecord& header) {
    bool has_name = false;
    for (const auto& cell : header.cells) {
        columns_.push_back(fill_for(cell));
        names_.push_back(cell);
        if (!columns_.back()) report_.ignored_columns.push_back(cell);
        const auto plain = without_hint(cell);
        const auto& name = customer.fields[customer.at("name")];
        has_name = has_name || same(plain, name.label.zh) || same(plain, name.name) || same(plain, name.label.en);
    }
    if (!has_name)
        return core::Error{core::ErrorCode::missing_field, "the first line has no column for the customer's name"};
    return {};
}

Result<core::Uuid> Import::person(const std::string& wanted) {
    if (const auto known = people_.find(wanted); known != people_.end()) return known->second;
    auto found = find_person(scope_.database, scope_.org, wanted);
    if (!found) return core::Error{found.error().code, "no such person, or several: " + wanted};
    return people_[wanted] = found->id;
}

Status Import::read_known() {
    FF_ASSIGN(auto all, scope_.database.prepare(fmt::format("SELECT {}, {} FROM customer WHERE org=?1",
                                                            column(customer, customer.at("name")),
                                                            column(customer, customer.at("code")))));
    all.bind(1, scope_.org);
    while (true) {
        FF_ASSIGN(const bool more, all.step());
        if (!more) return {};
        known_names_.emplace(all.text(0));
        known_codes_.emplace(all.text(1));
    }
}

Status Import::known_already(const std::string& name, const std::string& code) {
    if (!seen_.insert(name).second)
        return core::Error{core::ErrorCode::already_exists, "this customer stands in the file twice"};
    if (known_names_.contains(name)) {
        return core::Error{core::ErrorCode::already_exists, "a customer of this name exists already"};
    }
    if (code.empty()) return {};
    if (!known_codes_.insert(code).second) {
        return core::Error{core::ErrorCode::already_exists, "this code is in use already"};
    }
    return {};
}

Status Import::take(const CsvRecord& record, const std::optional<core::Uuid>& default_owner) {
    Line line{Row(customer, core::Uuid::v7(host_.clock, host_.random)),
              Row(contact, core::Uuid::v7(host_.clock, host_.random))};
    const FindPerson people = [this](const std::string& wanted) { return person(wanted); };
    if (record.cells.size() > columns_.size()) {
        return core::Error{core::ErrorCode::malformed, "more cells than the first line has columns"};
    }
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        if (!columns_[i]) continue;
        if (auto filled = columns_[i](line, record.cells[i], people); !filled) {
            return core::Error{filled.error().code, names_[i] + ": " + filled.error().detail};
        }
    }
    auto& row = line.customer_row;
    const auto name = std::string(row.text(customer.at("name")));
    if (name.empty()) return core::Error{core::ErrorCode::missing_field, "no name"};
    FF_TRY(known_already(name, std::string(row.text(customer.at("code")))));
    if (!row.has(customer.at("owner"))) {
        if (!default_owner) return core::Error{core::ErrorCode::missing_field, "no owner; name one or use --owner"};
        row.values[customer.at("owner")] = *default_owner;
    }
    if (!row.has(customer.at("filed_on"))) row.values[customer.at("filed_on")] = today_;
    if (!row.has(customer.at("stage")))
        row.values[customer.at("stage")] = std::string(core::catalog::funnel_stage.at("lead"));

    std::vector<core::Change> changes{sync::add_of(row)};
    const bool with_contact = line.contact_row.has(contact.at("name"));
    if (with_contact) {
        line.contact_row.values[contact.at("customer")] = row.id;
        line.contact_row.values[contact.at("is_primary")] = std::int64_t{1};
        changes.push_back(sync::add_of(line.contact_row));
    }
    FF_TRY(scope_.authority.write(scope_.ledger, system_principal(host_.organisation), std::move(changes)));
    ++report_.customers;
    report_.contacts += with_contact ? 1 : 0;
    return {};
}

Result<ImportReport> Import::run(const std::vector<CsvRecord>& records, const std::string& default_owner) {
    if (records.empty()) return {core::ErrorCode::malformed, "the file is empty"};
    FF_ASSIGN(const auto organisation,
              find(scope_.database, scope_.org, core::catalog::organisation, host_.organisation.id));
    const auto policy = organisation ? core::policy_of(organisation->row) : core::Policy{};
    FF_ASSIGN(const auto today, core::Day::at(scope_.now, policy.time_zone));
    today_ = today.text();
    std::optional<core::Uuid> owner;
    if (!default_owner.empty()) {
        FF_ASSIGN(owner, person(default_owner));
    }
    FF_TRY(read_header(records.front()));
    FF_TRY(read_known());
    for (std::size_t i = 1; i < records.size(); ++i) {
        if (host_.progress && (i % progress_every == 0 || i + 1 == records.size())) {
            host_.progress(i, records.size() - 1);
        }
        const auto taken = take(records[i], owner);
        if (taken) continue;
        if (core::label(taken.error().code).starts_with("FF-4")) return taken.error();  // the disk, not the line
        problem(records[i].line,
                taken.error().detail.empty() ? std::string(core::info(taken.error().code).text) : taken.error().detail);
    }
    return std::move(report_);
}

}  // namespace

Result<ImportReport> import_customers(WriteScope& scope, const AdminHost& host, const std::string& csv,
                                      const std::string& default_owner) {
    FF_ASSIGN(const auto records, parse_csv(csv));
    return Import(scope, host).run(records, default_owner);
}

}  // namespace fieldfare::server
