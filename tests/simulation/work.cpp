#include "tests/simulation/work.h"

#include <algorithm>
#include <array>

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "core/media/attach.h"
#include "core/visits/log_visit.h"
#include "tests/simulation/traces.h"
#include "tests/support/pictures.h"

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

template <typename T>
core::Status status_of(const core::Result<T>& result) {
    return result ? core::Status{} : core::Status(result.error());
}

// With the element added or taken away, and whether it is there now.
std::pair<core::StringSet, bool> toggled(core::StringSet set, const std::string& element) {
    const auto at = std::lower_bound(set.begin(), set.end(), element);
    const bool there = at != set.end() && *at == element;
    if (there) {
        set.erase(at);
    } else {
        set.insert(at, element);
    }
    return {std::move(set), !there};
}

}  // namespace

bool Work::knows(const Entity& entity) const {
    return holder_.earlier == nullptr || holder_.earlier->without != &entity;
}

bool Work::knows(const Entity& entity, std::size_t field) const {
    return holder_.earlier == nullptr || holder_.earlier->shorter != &entity || field < holder_.earlier->fields;
}

bool Work::knows_key(const char* key) {
    const auto& entity = catalog::custom_field;
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& entry) {
        return entry.first.entity == &entity && entry.second.values[entity.at("key")] == core::Value{std::string(key)};
    });
}

std::string Work::word() {
    return words[stage_.chance.below(words.size())] + secret_word(++stage_.words);
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

Work::Done Work::call(std::string what, const UseCase& use_case) {
    (*begins_)(what, used_forms_);
    return {std::move(what), use_case(store_), used_forms_};
}

Work::Done Work::act(const Begins& begins) {
    begins_ = &begins;
    if (stage_.tug_of_war) return tag_customer();
    if (stage_.at_a_fair) return file_customer();
    if (stage_.one_pen) return name_first_customer();
    struct Choice {
        std::uint64_t weight;
        Done (Work::*act)();
    };
    static constexpr std::array choices{
        Choice{2, &Work::file_customer},  Choice{20, &Work::edit_customer},     Choice{8, &Work::tag_customer},
        Choice{4, &Work::share_customer}, Choice{1, &Work::give_away_customer}, Choice{3, &Work::add_contact},
        Choice{6, &Work::edit_contact},   Choice{8, &Work::log_visit},          Choice{5, &Work::complete_visit},
        Choice{3, &Work::plan_followup},  Choice{4, &Work::complete_followup},  Choice{3, &Work::remove_something},
        Choice{9, &Work::write_note},     Choice{2, &Work::revive_something},   Choice{9, &Work::open_page},
        Choice{8, &Work::attach_photo},   Choice{1, &Work::take_photo_away},
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
    core::customers::FileCustomer wanted;
    wanted.fields[entity.at("name")] = word() + "公司";
    wanted.fields[entity.at("tags")] = core::StringSet{tags[stage_.chance.below(tags.size())]};
    if (knows_key(keys[0]) && stage_.chance.below(2) == 0) {
        wanted.fields[entity.at("custom")] = core::ScalarMap{{keys[0], word()}};
    }
    const bool contacts = knows(catalog::contact);
    if (stage_.chance.below(3) == 0 && contacts) return file_with_cards(wanted.fields);
    if (stage_.chance.below(2) == 0 && contacts)
        wanted.contact = core::FieldValues{{catalog::contact.at("name"), word()}};
    return call("files a customer",
                [&](core::Store& store) { return status_of(core::customers::file(store, wanted)); });
}

// A whole business card box at once: a group longer than a page.
Work::Done Work::file_with_cards(const core::FieldValues& fields) {
    const auto& entity = catalog::customer;
    return save("files a customer with cards", [&](core::Edit& edit) -> core::Status {
        Row row = blank(store_, entity);
        FF_TRY(edit.add(row));
        FF_TRY(core::write_fields(edit, row, fields));
        FF_TRY(edit.set(row, entity.at("owner"), holder_.user));
        FF_TRY(edit.set(row, entity.at("filed_on"), day()));
        FF_TRY(edit.set(row, entity.at("stage"), std::string("lead")));
        const auto cards = 1 + stage_.chance.below(16);
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
    const Row seen = form_of(*held);
    const auto at = entity.at("tags");
    const std::string tag = tags[stage_.tug_of_war ? 0 : stage_.chance.below(2)];
    const auto [worn, there] = toggled(seen.set(at), tag);
    return call(fmt::format("{} {}", there ? "tags" : "untags", describe({&entity, seen.id})),
                [&, worn = worn](core::Store& store) {
                    return core::customers::edit(store, seen, {{at, worn}});
                });
}

Work::Done Work::name_first_customer() {
    const auto* held = first(catalog::customer);
    if (held == nullptr) return {};
    const Row seen = *held;
    const core::FieldValues fields{{catalog::customer.at("name"), word()}};
    return call("names " + describe({&catalog::customer, seen.id}),
                [&](core::Store& store) { return core::customers::edit(store, seen, fields); });
}

Work::Done Work::edit_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    const Row seen = form_of(*held);
    core::FieldValues fields;
    const auto custom = [&]() -> core::ScalarMap& {
        auto& value = fields.try_emplace(entity.at("custom"), seen.map(entity.at("custom"))).first->second;
        return std::get<core::ScalarMap>(value);
    };
    const auto count = 1 + stage_.chance.below(3);
    for (std::uint64_t i = 0; i < count; ++i) {
        switch (stage_.chance.below(9)) {
            case 0:
                fields[entity.at("name")] = word() + "厂";
                break;
            case 1:
                fields[entity.at("stage")] = std::string(catalog::funnel_stage.choices[stage_.chance.below(4)].code);
                break;
            case 2:
                fields[entity.at("industry")] = word();
                break;
            case 3:
                fields[entity.at("staff_count")] = static_cast<std::int64_t>(stage_.chance.below(50));
                break;
            case 4:
                fields[entity.at("city")] = word();
                break;
            case 5:
                fields[entity.at("budget_to")] = static_cast<std::int64_t>(stage_.chance.below(999));
                break;
            case 6:
                fields[entity.at("tags")] =
                    toggled(seen.set(entity.at("tags")), tags[stage_.chance.below(tags.size())]).first;
                break;
            case 7:
                if (knows_key(keys[0])) custom()[keys[0]] = word();
                break;
            default:
                if (!knows_key(keys[1])) break;
                if (stage_.chance.below(3) == 0) {
                    custom().erase(keys[1]);
                } else {
                    custom()[keys[1]] = static_cast<std::int64_t>(stage_.chance.below(9));
                }
        }
    }
    return call("edits " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::customers::edit(store, seen, fields); });
}

// Several people write in the same notes: each puts a token of his own somewhere, and takes one away now and then.
Work::Done Work::write_note() {
    const auto& entity = catalog::customer;
    const auto* held = stage_.chance.below(3) != 0 ? first(entity) : any(entity);
    if (held == nullptr) return {};
    const Row seen = form_of(*held);
    const auto at = entity.at("note");
    auto tokens = tokens_of(seen.text(at));
    if (tokens.size() > 12 || (!tokens.empty() && stage_.chance.below(4) == 0)) {
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(stage_.chance.below(tokens.size())));
    }
    const auto place = stage_.chance.below(tokens.size() + 1);
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(place), fmt::format("t{}", ++stage_.tokens));
    const core::FieldValues fields{{at, fmt::format("{}", fmt::join(tokens, " "))}};
    return call("writes in the note of " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::customers::edit(store, seen, fields); });
}

Work::Done Work::share_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    const auto* user = any(catalog::user);
    if (held == nullptr || user == nullptr || stage_.scopes_stay) return {};
    const auto id = held->id;
    const bool with = stage_.chance.below(3) != 0;
    std::vector<Uuid> others;
    for (const auto& text : held->set(entity.at("collaborators"))) {
        const auto other = Uuid::parse(text);
        if (other && *other != user->id) others.push_back(*other);
    }
    if (with) others.push_back(user->id);
    std::sort(others.begin(), others.end());
    return call(fmt::format("{} {}", with ? "shares" : "unshares", describe({&entity, id})),
                [&](core::Store& store) { return core::customers::share(store, id, others); });
}

Work::Done Work::give_away_customer() {
    const auto& entity = catalog::customer;
    const auto* held = any(entity);
    const auto* user = any(catalog::user);
    if (held == nullptr || user == nullptr) return {};
    // The server lets a rep give away only what is his own.
    const bool in_vain = holder_.role == "rep" && held->reference(entity.at("owner")) != holder_.user;
    if (stage_.scopes_stay && !in_vain) return {};
    const Row seen = form_of(*held);
    const core::FieldValues fields{{entity.at("owner"), user->id}};
    return call("gives away " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::customers::edit(store, seen, fields); });
}

Work::Done Work::add_contact() {
    const auto& entity = catalog::contact;
    const auto* customer = any(catalog::customer);
    if (customer == nullptr || !knows(entity)) return {};
    const auto of = customer->id;
    core::FieldValues fields{{entity.at("name"), word()}};
    if (knows(entity, entity.at("phone"))) {
        fields[entity.at("phone")] = secret_word(++stage_.words);
    }
    return call("adds a contact",
                [&](core::Store& store) { return status_of(core::customers::add_contact(store, of, fields)); });
}

Work::Done Work::edit_contact() {
    const auto& entity = catalog::contact;
    const auto* held = any(entity);
    if (held == nullptr) return {};
    const Row seen = form_of(*held);
    const bool whole = knows(entity, entity.at("title"));
    core::FieldValues fields{{whole ? entity.at("title") : entity.at("name"), word()}};
    if (stage_.chance.below(2) == 0 && whole) {
        fields[entity.at("preferred_channels")] =
            stage_.chance.below(2) == 0 ? core::StringSet{"phone"} : core::StringSet{"phone", "wechat"};
    }
    if (knows(entity, entity.at("phone")) && stage_.chance.below(3) == 0)
        fields[entity.at("phone")] = secret_word(++stage_.words);
    return call("edits " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::customers::edit_contact(store, seen, fields); });
}

Work::Done Work::log_visit() {
    const auto* customer = any(catalog::customer);
    if (customer == nullptr) return {};
    core::visits::LogVisit visit;
    visit.customer = customer->id;
    visit.channels = {"visit"};
    visit.note = word();
    const auto& entity = catalog::interaction;
    if (knows(entity, entity.at("next_step"))) {
        visit.next_step = word();
        if (knows(catalog::followup)) visit.next_due = core::Day::parse(day());
        visit.stage_after = std::string(catalog::funnel_stage.choices[stage_.chance.below(5)].code);
    }
    return call("logs a visit at " + describe({&catalog::customer, visit.customer}),
                [&](core::Store& store) { return status_of(core::visits::log(store, visit)); });
}

Work::Done Work::attach_photo() {
    const auto* visit = any(catalog::interaction);
    const auto* of = visit == nullptr ? any(catalog::customer) : nullptr;
    if (visit == nullptr && of == nullptr) return {};
    const auto customer = visit == nullptr ? of->id : visit->reference(catalog::interaction.at("customer"));
    const auto held = rows_.find({&catalog::customer, customer});
    if (held == rows_.end() || held->second.deleted()) return {};
    const auto picture = [&](std::size_t most) {
        auto bytes = tests::picture(30 + stage_.chance.below(most), 0);
        stage_.chance.fill(std::span(bytes).subspan(std::size(tests::picture_header)));
        return tests::as_picture(std::move(bytes));
    };
    const auto photo = picture(900);
    const auto small = picture(120);
    core::media::Attach wanted;
    wanted.customer = customer;
    if (visit != nullptr) wanted.interaction = visit->id;
    wanted.kind = "photo";
    wanted.format = "jpeg";
    wanted.bytes = photo;
    wanted.thumbnail = small;
    stage_.count(Happened::attached);
    return call("attaches a photo at " + describe({&catalog::customer, wanted.customer}),
                [&](core::Store& store) { return status_of(core::media::attach(store, box_, wanted)); });
}

Work::Done Work::take_photo_away() {
    const auto* photo = any(catalog::attachment);
    if (photo == nullptr) return {};
    const auto id = photo->id;
    return call("takes away " + describe({&catalog::attachment, id}),
                [&](core::Store& store) { return core::media::remove_attachment(store, id); });
}

Work::Done Work::complete_visit() {
    const auto& entity = catalog::interaction;
    const auto* held = any(entity);
    if (held == nullptr || !knows(entity, entity.at("feedback"))) return {};
    const Row seen = form_of(*held);
    core::FieldValues fields{{entity.at("feedback"), word()}};
    if (stage_.chance.below(2) == 0) fields[entity.at("promise")] = word();
    return call("completes " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::visits::complete_later(store, seen, fields); });
}

Work::Done Work::plan_followup() {
    const auto& entity = catalog::followup;
    if (!knows(entity)) return {};
    if (stage_.chance.below(3) == 0) {
        const auto* customer = any(catalog::customer);
        if (customer == nullptr) return {};
        const core::followups::PlanFollowup wanted{customer->id, *core::Day::parse(day()), word(), {}, {}, {}};
        return call("plans a follow-up",
                    [&](core::Store& store) { return status_of(core::followups::plan(store, wanted)); });
    }
    const auto* held = any(entity);
    if (held == nullptr) return {};
    const Row seen = form_of(*held);
    const core::FieldValues fields{{entity.at("due_on"), day()}};
    return call("moves " + describe({&entity, seen.id}),
                [&](core::Store& store) { return core::followups::edit(store, seen, fields); });
}

Work::Done Work::complete_followup() {
    const auto& entity = catalog::followup;
    const auto* held = stage_.chance.below(2) == 0 ? first(entity) : any(entity);
    if (held == nullptr) return {};
    const auto id = held->id;
    const auto what = "moves the state of " + describe({&entity, id});
    const auto status = held->text(entity.at("status"));
    if (status != "done" && status != "cancelled" && stage_.chance.below(2) == 0) {
        const bool done = stage_.chance.below(2) == 0;
        return call(what, [&](core::Store& store) {
            return done ? core::followups::complete(store, id) : core::followups::cancel(store, id);
        });
    }
    // What his form offers; whoever has it open from before starts from the state he sees.
    const Row seen = form_of(*held);
    std::vector<std::string> next;
    for (const auto& step : catalog::followup_status.transitions) {
        if (step.from == seen.text(entity.at("status"))) next.emplace_back(step.to);
    }
    const core::FieldValues fields{{entity.at("status"), next[stage_.chance.below(next.size())]},
                                   {entity.at("completed_at"), store_.hybrid_clock().now()}};
    return call(what, [&](core::Store& store) { return core::followups::edit(store, seen, fields); });
}

Work::Done Work::remove_something() {
    static constexpr std::array kinds{&catalog::customer, &catalog::contact, &catalog::interaction, &catalog::followup};
    const auto* held = any(*kinds[stage_.chance.below(kinds.size())]);
    if (held == nullptr) return {};
    const auto id = held->id;
    const auto what = "removes " + describe({held->entity, id});
    if (held->entity == &catalog::customer) {
        return call(what, [&](core::Store& store) { return core::customers::remove(store, id); });
    }
    if (held->entity == &catalog::contact) {
        return call(what, [&](core::Store& store) { return core::customers::remove_contact(store, id); });
    }
    Row row = form_of(*held);
    if (row.deleted()) return {};
    return save(what, [&](core::Edit& edit) { return edit.remove(row); });
}

Work::Done Work::revive_something() {
    static constexpr std::array kinds{&catalog::customer, &catalog::contact, &catalog::interaction, &catalog::followup};
    const auto* held = any(*kinds[stage_.chance.below(kinds.size())], true);
    if (held == nullptr) return {};
    const auto what = "revives " + describe({held->entity, held->id});
    if (held->entity == &catalog::customer) {
        const auto id = held->id;
        return call(what, [&](core::Store& store) { return core::customers::restore(store, id); });
    }
    Row row = *held;
    return save(what, [&](core::Edit& edit) { return edit.revive(row); });
}

}  // namespace fieldfare::simulation
