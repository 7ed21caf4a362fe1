#include "tests/simulation/work.h"

#include <algorithm>
#include <array>

#include "core/catalog/entities.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;
using core::Entity;
using core::Row;
using core::Uuid;
using core::Value;

constexpr std::array words{"报价", "合同", "回访", "展会", "样品", "付款", "交付", "培训", "续约", "投诉"};
constexpr std::array tags{"重点", "展会", "转介绍", "价格敏感"};
constexpr std::array keys{"region_code", "machines", "grade"};  // custom fields of the organisation

Row blank(core::Store& store, const Entity& entity) {
    return Row(entity, Uuid::v7(store.clock(), store.random()));
}

}  // namespace

bool Work::knows_key(const char* key) {
    const auto& entity = catalog::custom_field;
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& entry) {
        return entry.first.entity == &entity && entry.second.values[entity.at("key")] == core::Value{std::string(key)};
    });
}

std::string Work::word() {
    return fmt::format("{}{}", words[stage_.chance.below(words.size())], stage_.chance.below(100));
}

std::string Work::day() {
    return fmt::format("2026-{:02}-{:02}", 3 + stage_.chance.below(6), 1 + stage_.chance.below(28));
}

const Row* Work::any(const Entity& entity, bool deleted) {
    std::vector<const Row*> found;
    for (const auto& [key, row] : rows_) {
        if (key.entity == &entity && row.deleted() == deleted) found.push_back(&row);
    }
    return found.empty() ? nullptr : found[stage_.chance.below(found.size())];
}

const Row* Work::first(const Entity& entity) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const auto& entry) {
        return entry.first.entity == &entity && !entry.second.deleted();
    });
    return found == rows_.end() ? nullptr : &found->second;
}

Row Work::form_of(const Row& row) {
    const core::RowKey key{row.entity, row.id};
    const auto open = open_forms_.find(key);
    if (open == open_forms_.end()) return row;
    Row form = open->second;
    open_forms_.erase(open);
    if (form == row) return row;
    stage_.count(Happened::stale_form);
    used_forms_.insert_or_assign(key, form);
    return form;
}

Work::Done Work::save(std::string what, const Body& body) {
    (*begins_)(what, used_forms_);
    Done done{std::move(what), {}, used_forms_};
    auto transaction = store_.begin();
    if (!transaction) {
        done.status = transaction.error();
        return done;
    }
    core::Edit edit(*transaction);
    done.status = body(edit);
    if (done.status) done.status = edit.save();
    if (!done.status) return done;
    if (auto committed = transaction->commit(); !committed) done.status = committed.error();
    return done;
}

Work::Done Work::act(const Begins& begins) {
    begins_ = &begins;
    if (stage_.tug_of_war) return tag_customer();
    struct Choice {
        std::uint64_t weight;
        Done (Work::*act)();
    };
    static constexpr std::array choices{
        Choice{2, &Work::file_customer},    Choice{20, &Work::edit_customer},     Choice{8, &Work::tag_customer},
        Choice{4, &Work::share_customer},   Choice{1, &Work::give_away_customer}, Choice{3, &Work::add_contact},
        Choice{6, &Work::edit_contact},     Choice{8, &Work::log_visit},          Choice{5, &Work::complete_visit},
        Choice{3, &Work::plan_followup},    Choice{4, &Work::complete_followup},  Choice{3, &Work::remove_something},
        Choice{2, &Work::revive_something}, Choice{9, &Work::open_page},
    };
    std::uint64_t total = 0;
    for (const auto& choice : choices) total += choice.weight;
    auto at = stage_.chance.below(total);
    for (const auto& choice : choices) {
        if (at < choice.weight) return (this->*choice.act)();
        at -= choice.weight;
    }
    return {};
}

Work::Done Work::open_page() {
    static constexpr std::array pages{&catalog::customer, &catalog::customer, &catalog::contact, &catalog::interaction,
                                      &catalog::followup};
    if (const auto* row = any(*pages[stage_.chance.below(pages.size())])) {
        open_forms_.insert_or_assign(core::RowKey{row->entity, row->id}, *row);
    }
    return {};
}

Work::Done Work::file_customer() {
    const auto& entity = catalog::customer;
    return save("files a customer", [&](core::Edit& edit) -> core::Status {
        Row row = blank(store_, entity);
        row.values[entity.at("name")] = word() + "公司";
        row.values[entity.at("owner")] = holder_.user;
        row.values[entity.at("filed_on")] = day();
        row.values[entity.at("filed_by")] = holder_.user;
        row.values[entity.at("stage")] = std::string("lead");
        row.values[entity.at("tags")] = core::StringSet{tags[stage_.chance.below(tags.size())]};
        if (knows_key(keys[0]) && stage_.chance.below(2) == 0)
            row.values[entity.at("custom")] = core::ScalarMap{{keys[0], word()}};
        FF_TRY(edit.add(row));
        // Now and then a whole business card box: a group longer than a page.
        const auto cards = stage_.chance.below(3) == 0 ? 1 + stage_.chance.below(16) : 0;
        for (std::uint64_t i = 0; i < cards; ++i) {
            Row contact = blank(store_, catalog::contact);
            contact.values[catalog::contact.at("customer")] = row.id;
            contact.values[catalog::contact.at("name")] = word();
            FF_TRY(edit.add(contact));
        }
        return {};
    });
}

// Few tags and few customers, so that several people add and take away the same element without having seen each other.
Work::Done Work::tag_customer() {
    const auto& entity = catalog::customer;
    const auto* held = stage_.tug_of_war ? first(entity) : any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    const auto at = entity.at("tags");
    const std::string tag = tags[stage_.tug_of_war ? 0 : stage_.chance.below(2)];
    const auto& worn = row.set(at);
    const bool there = std::find(worn.begin(), worn.end(), tag) != worn.end();
    return save(fmt::format("{} {}", there ? "untags" : "tags", describe({&entity, row.id})), [&](core::Edit& edit) {
        return there ? edit.remove_from_set(row, at, tag) : edit.add_to_set(row, at, tag);
    });
}

Work::Done Work::edit_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    const auto count = 1 + stage_.chance.below(3);
    return save("edits " + describe({&entity, row.id}), [&](core::Edit& edit) -> core::Status {
        for (std::uint64_t i = 0; i < count; ++i) {
            switch (stage_.chance.below(9)) {
                case 0:
                    FF_TRY(edit.set(row, entity.at("name"), word() + "厂"));
                    break;
                case 1:
                    FF_TRY(edit.set(row, entity.at("stage"),
                                    std::string(catalog::funnel_stage.choices[stage_.chance.below(4)].code)));
                    break;
                case 2:
                    FF_TRY(edit.set(row, entity.at("note"), word()));
                    break;
                case 3:
                    FF_TRY(edit.set(row, entity.at("staff_count"), static_cast<std::int64_t>(stage_.chance.below(50))));
                    break;
                case 4:
                    FF_TRY(edit.set(row, entity.at("city"), word()));
                    break;
                case 5:
                    FF_TRY(edit.set(row, entity.at("budget_to"), static_cast<std::int64_t>(stage_.chance.below(999))));
                    break;
                case 6: {
                    const std::string tag = tags[stage_.chance.below(tags.size())];
                    const bool there = stage_.chance.below(2) == 0;
                    FF_TRY(there ? edit.add_to_set(row, entity.at("tags"), tag)
                                 : edit.remove_from_set(row, entity.at("tags"), tag));
                    break;
                }
                case 7:
                    if (!knows_key(keys[0])) break;
                    FF_TRY(edit.set_key(row, entity.at("custom"), keys[0], word()));
                    break;
                default:
                    if (!knows_key(keys[1])) break;
                    if (stage_.chance.below(3) == 0) {
                        FF_TRY(edit.remove_key(row, entity.at("custom"), keys[1]));
                    } else {
                        FF_TRY(edit.set_key(row, entity.at("custom"), keys[1],
                                            static_cast<std::int64_t>(stage_.chance.below(9))));
                    }
            }
        }
        return {};
    });
}

Work::Done Work::share_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    const auto* user = any(catalog::user);
    if (held == nullptr || user == nullptr) return {};
    Row row = form_of(*held);
    const bool with = stage_.chance.below(3) != 0;
    const auto id = user->id.text();
    return save(fmt::format("{} {}", with ? "shares" : "unshares", describe({&entity, row.id})),
                [&](core::Edit& edit) -> core::Status {
                    return with ? edit.add_to_set(row, entity.at("collaborators"), id)
                                : edit.remove_from_set(row, entity.at("collaborators"), id);
                });
}

Work::Done Work::give_away_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    const auto* user = any(catalog::user);
    if (held == nullptr || user == nullptr) return {};
    Row row = form_of(*held);
    const auto id = user->id;
    return save("gives away " + describe({&entity, row.id}),
                [&](core::Edit& edit) { return edit.set(row, entity.at("owner"), id); });
}

Work::Done Work::add_contact() {
    const auto& entity = catalog::contact;
    const auto* customer = any(catalog::customer);
    if (customer == nullptr) return {};
    const auto customer_id = customer->id;
    return save("adds a contact", [&](core::Edit& edit) -> core::Status {
        Row row = blank(store_, entity);
        row.values[entity.at("customer")] = customer_id;
        row.values[entity.at("name")] = word();
        row.values[entity.at("phone")] = fmt::format("1390000{:04}", stage_.chance.below(10'000));
        return edit.add(row);
    });
}

Work::Done Work::edit_contact() {
    const auto& entity = catalog::contact;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    return save("edits " + describe({&entity, row.id}), [&](core::Edit& edit) -> core::Status {
        FF_TRY(edit.set(row, entity.at("title"), word()));
        if (stage_.chance.below(2) != 0) return {};
        return edit.set_elements(
            row, entity.at("preferred_channels"),
            stage_.chance.below(2) == 0 ? core::StringSet{"phone"} : core::StringSet{"phone", "wechat"});
    });
}

// The 20-second form: the visit, the customer's stage and the next step are one group.
Work::Done Work::log_visit() {
    const auto& entity = catalog::interaction;
    const auto* customer = any(catalog::customer);
    if (customer == nullptr) return {};
    Row file = form_of(*customer);
    return save("logs a visit at " + describe({&catalog::customer, file.id}), [&](core::Edit& edit) -> core::Status {
        Row visit = blank(store_, entity);
        const auto now = store_.hybrid_clock().now();
        visit.values[entity.at("customer")] = file.id;
        visit.values[entity.at("author")] = holder_.user;
        visit.values[entity.at("started_at")] = now - 1'800'000;
        visit.values[entity.at("logged_at")] = now;
        visit.values[entity.at("channels")] = core::StringSet{"visit"};
        visit.values[entity.at("note")] = word();
        visit.values[entity.at("next_step")] = word();
        visit.values[entity.at("next_step_due")] = day();
        FF_TRY(edit.add(visit));
        FF_TRY(edit.set(file, catalog::customer.at("stage"),
                        std::string(catalog::funnel_stage.choices[stage_.chance.below(5)].code)));
        Row next = blank(store_, catalog::followup);
        const auto& plan = catalog::followup;
        next.values[plan.at("customer")] = file.id;
        next.values[plan.at("author")] = holder_.user;
        next.values[plan.at("owner")] = holder_.user;
        next.values[plan.at("due_on")] = day();
        next.values[plan.at("status")] = std::string(catalog::followup_status.choices[0].code);
        return edit.add(next);
    });
}

Work::Done Work::complete_visit() {
    const auto& entity = catalog::interaction;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    return save("completes " + describe({&entity, row.id}), [&](core::Edit& edit) -> core::Status {
        FF_TRY(edit.set(row, entity.at("feedback"), word()));
        if (stage_.chance.below(2) == 0) FF_TRY(edit.set(row, entity.at("promise"), word()));
        return {};
    });
}

Work::Done Work::plan_followup() {
    const auto& entity = catalog::followup;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    return save("moves " + describe({&entity, row.id}),
                [&](core::Edit& edit) { return edit.set(row, entity.at("due_on"), day()); });
}

Work::Done Work::complete_followup() {
    const auto& entity = catalog::followup;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    const auto& choices = catalog::followup_status.choices;
    return save("closes " + describe({&entity, row.id}), [&](core::Edit& edit) -> core::Status {
        FF_TRY(edit.set(row, entity.at("status"), std::string(choices[stage_.chance.below(choices.size())].code)));
        return edit.set(row, entity.at("completed_at"), store_.hybrid_clock().now());
    });
}

Work::Done Work::remove_something() {
    static constexpr std::array kinds{&catalog::customer, &catalog::contact, &catalog::interaction, &catalog::followup};
    const auto* held = any(*kinds[stage_.chance.below(kinds.size())]);
    if (held == nullptr) return {};
    Row row = form_of(*held);
    if (row.deleted()) return {};
    return save("removes " + describe({row.entity, row.id}), [&](core::Edit& edit) { return edit.remove(row); });
}

Work::Done Work::revive_something() {
    static constexpr std::array kinds{&catalog::customer, &catalog::contact, &catalog::interaction, &catalog::followup};
    const auto* held = any(*kinds[stage_.chance.below(kinds.size())], true);
    if (held == nullptr) return {};
    Row row = *held;
    return save("revives " + describe({row.entity, row.id}), [&](core::Edit& edit) { return edit.revive(row); });
}

}  // namespace fieldfare::simulation
