#include "core/catalog/soundness.h"

#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "core/catalog/sections.h"

// The rules that static_assert holds for the real catalog, each shown to fail on a catalog that breaks it.
namespace fieldfare::core::catalog {
namespace {

constexpr Choice two_choices[] = {{"one", {"一", "One"}}, {"two", {"二", "Two"}}};
constexpr Enumeration listed{"listed", two_choices};
constexpr Enumeration unlisted{"unlisted", two_choices};

// Runs a rule on one entity of the given fields.
template <std::size_t size, typename Rule>
bool holds(const Field (&fields)[size], Rule rule, std::string_view scope_field = {}) {
    const Entity entity{1, "thing", {"物", "Thing"}, {"物", "Things"}, Scope::customer, scope_field, fields};
    const Entity* const entities[] = {&entity};
    return rule(Entities(entities));
}

Field field(FieldId id, std::string_view name) {
    Field made;
    made.id = id;
    made.name = name;
    made.label = {"名", "Name"};
    made.section = "identity";
    return made;
}

// The two that a sanitizer build cannot decide while compiling.
TEST(Soundness, RealCatalogPasses) {
    EXPECT_TRUE(rules_fit_types(all_entities));
    EXPECT_TRUE(choices_are_listed(all_entities, all_enumerations));
    EXPECT_TRUE(states_have_transitions(all_entities));
}

TEST(Soundness, SmallGoodCatalogPassesAll) {
    const Field fields[] = {field(1, "a"), field(2, "b")};
    EXPECT_TRUE(holds(fields, ids_count_up));
    EXPECT_TRUE(holds(fields, names_are_unique));
    EXPECT_TRUE(holds(fields, names_are_plain));
    EXPECT_TRUE(holds(fields, groups_are_adjacent));
    EXPECT_TRUE(holds(fields, references_are_known));
    EXPECT_TRUE(holds(fields, scopes_are_reachable));
    EXPECT_TRUE(holds(fields, rules_fit_types));
    EXPECT_TRUE(holds(fields, labels_are_complete));
    EXPECT_TRUE(holds(fields, [](Entities given) { return sections_are_known(given, all_sections); }));
}

TEST(Soundness, IdsWithAGapOrRepeat) {
    const Field gap[] = {field(1, "a"), field(3, "b")};
    const Field repeat[] = {field(1, "a"), field(1, "b")};
    EXPECT_FALSE(holds(gap, ids_count_up));
    EXPECT_FALSE(holds(repeat, ids_count_up));
}

TEST(Soundness, NamesTwiceOrUnfitForSql) {
    const Field twice[] = {field(1, "a"), field(2, "a")};
    EXPECT_FALSE(holds(twice, names_are_unique));
    for (const std::string_view name : {"", "Name", "1st", "na me", "na\"me", "id", "org", "_seq"}) {
        const Field fields[] = {field(1, name)};
        EXPECT_FALSE(holds(fields, names_are_plain)) << name;
    }
}

TEST(Soundness, GroupTornApartOrWithoutName) {
    Field fields[] = {field(1, "a"), field(2, "b"), field(3, "c")};
    fields[0].rule = fields[2].rule = Rule::group;
    EXPECT_FALSE(holds(fields, groups_are_adjacent)) << "no name";
    fields[0].group = fields[2].group = "place";
    EXPECT_FALSE(holds(fields, groups_are_adjacent)) << "a stranger between";
    fields[1].rule = Rule::group;
    fields[1].group = "place";
    EXPECT_TRUE(holds(fields, groups_are_adjacent));
}

constexpr Transition there_and_back[] = {{"one", "two"}, {"two", "one"}};
constexpr Enumeration moving{"moving", two_choices, there_and_back};

TEST(Soundness, StateWithoutTransitionsOrTransitionsWithoutState) {
    Field fields[] = {field(1, "a"), field(2, "b")};
    fields[0].type = Type::enumeration;
    fields[0].choices = &moving;
    EXPECT_FALSE(holds(fields, states_have_transitions)) << "a register would move in any way";
    fields[0].rule = Rule::status;
    EXPECT_TRUE(holds(fields, states_have_transitions));
    fields[0].choices = &listed;
    EXPECT_FALSE(holds(fields, states_have_transitions)) << "it could never move";
    fields[0].choices = &moving;
    fields[0].group = fields[1].group = "state";
    fields[1].rule = Rule::group;
    EXPECT_TRUE(holds(fields, groups_are_adjacent));
    std::swap(fields[0].rule, fields[1].rule);
    EXPECT_FALSE(holds(fields, groups_are_adjacent)) << "the state leads its group";
}

TEST(Soundness, TransitionToNowhereOrWithoutAWayBack) {
    const auto sound = [](std::span<const Transition> steps) {
        return transitions_are_sound(Enumeration{"moving", two_choices, steps});
    };
    EXPECT_TRUE(sound(there_and_back));
    const Transition one_way[] = {{"one", "two"}};
    EXPECT_FALSE(sound(one_way));
    const Transition nowhere[] = {{"one", "three"}, {"three", "one"}};
    EXPECT_FALSE(sound(nowhere));
    const Transition staying[] = {{"one", "one"}};
    EXPECT_FALSE(sound(staying));
    const Transition twice[] = {{"one", "two"}, {"two", "one"}, {"one", "two"}};
    EXPECT_FALSE(sound(twice));
}

TEST(Soundness, NoteThatIsNoLongText) {
    Field fields[] = {field(1, "a")};
    fields[0].rule = Rule::note;
    EXPECT_FALSE(holds(fields, states_have_transitions));
    fields[0].multiline = true;
    EXPECT_TRUE(holds(fields, states_have_transitions));
}

TEST(Soundness, ReferenceToNothing) {
    Field fields[] = {field(1, "a")};
    fields[0].type = Type::reference;
    EXPECT_FALSE(holds(fields, references_are_known));
    fields[0].refers_to = "nothing";
    EXPECT_FALSE(holds(fields, references_are_known));
    fields[0].refers_to = "thing";
    EXPECT_TRUE(holds(fields, references_are_known)) << "its own entity";
}

TEST(Soundness, ScopeThatCouldMove) {
    Field fields[] = {field(1, "customer")};
    fields[0].type = Type::reference;
    fields[0].refers_to = "thing";
    fields[0].required = true;
    EXPECT_FALSE(holds(fields, scopes_are_reachable, "customer"));
    fields[0].rule = Rule::log;
    EXPECT_TRUE(holds(fields, scopes_are_reachable, "customer"));
    EXPECT_FALSE(holds(fields, scopes_are_reachable, "owner"));
}

TEST(Soundness, RuleThatDoesNotFitTheType) {
    Field fields[] = {field(1, "a")};
    fields[0].rule = Rule::set;
    EXPECT_FALSE(holds(fields, rules_fit_types));
    fields[0].type = Type::set;
    EXPECT_TRUE(holds(fields, rules_fit_types));
    fields[0].rule = Rule::last_writer;
    EXPECT_FALSE(holds(fields, rules_fit_types)) << "a set merges by element or is written once";
    fields[0] = field(1, "a");
    fields[0].type = Type::enumeration;
    EXPECT_FALSE(holds(fields, rules_fit_types)) << "no choices";
}

TEST(Soundness, LabelMissingInOneLanguage) {
    Field fields[] = {field(1, "a")};
    fields[0].label.en = {};
    EXPECT_FALSE(holds(fields, labels_are_complete));
}

TEST(Soundness, UnknownSection) {
    Field fields[] = {field(1, "a")};
    fields[0].section = "attic";
    EXPECT_FALSE(holds(fields, [](Entities given) { return sections_are_known(given, all_sections); }));
}

TEST(Soundness, ChoicesTwiceOrUnlisted) {
    const Choice twice[] = {{"one", {"一", "One"}}, {"one", {"壹", "One again"}}};
    const Enumeration bad{"bad", twice};
    const Enumeration* const bad_list[] = {&bad};
    const Enumeration* const good_list[] = {&listed};
    EXPECT_FALSE(choices_are_sound(bad_list));
    EXPECT_TRUE(choices_are_sound(good_list));
    Field fields[] = {field(1, "a")};
    fields[0].type = Type::enumeration;
    fields[0].choices = &unlisted;
    EXPECT_FALSE(holds(fields, [&](Entities given) { return choices_are_listed(given, good_list); }));
}

}  // namespace
}  // namespace fieldfare::core::catalog
