// Two texts that grew out of one: what each author wrote stands, what one alone took away is gone.
#include <gtest/gtest.h>
// Needs GoogleTest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "sync/merge/note.h"
#include "sync/merge/word_diff.h"

namespace fieldfare {
namespace {

using sync::MergedNote;

constexpr core::Stamp monday{core::Hlc{100}, 2};
constexpr core::Stamp tuesday{core::Hlc{200}, 3};

MergedNote merge(std::string_view base, std::string_view older, std::string_view newer) {
    return sync::merge_notes(base, {older, monday}, {newer, tuesday});
}

TEST(Note, ChangesOfDifferentWordsBothStand) {
    const auto merged =
        merge("budget is 80k, decides in May", "budget is 90k, decides in May", "budget is 80k, decides in June");
    EXPECT_EQ(merged.text, "budget is 90k, decides in June");
    EXPECT_FALSE(merged.overlapped);
}

TEST(Note, ChineseIsCutIntoWords) {
    const auto merged = merge("客户预算八十万，五月决定", "客户预算九十万，五月决定", "客户预算八十万，六月决定");
    EXPECT_EQ(merged.text, "客户预算九十万，六月决定");
    EXPECT_FALSE(merged.overlapped);
}

TEST(Note, TwoWhoWriteOnStandOneBelowTheOther) {
    const auto merged = merge("Called.", "Called. Wants a quotation", "Called. Busy until May");
    EXPECT_EQ(merged.text, "Called. Wants a quotation Busy until May");
    EXPECT_FALSE(merged.overlapped);
    EXPECT_EQ(merge("", "甲", "乙").text, "甲\n乙");
    EXPECT_EQ(merge("Called.", "Called.\nA", "Called.\nB").text, "Called.\nA\nB");
}

TEST(Note, WhatBothChangedStandsTwiceAndIsFlagged) {
    const auto merged = merge("budget is 80k now", "budget is 90k now", "budget is 100k now");
    EXPECT_EQ(merged.text, "budget is [90k | 100k] now");
    EXPECT_TRUE(merged.overlapped);
}

TEST(Note, ARemovalGivesWayToAChangeOfTheSameWordsAndIsFlagged) {
    const auto merged = merge("one two three", "one", "one two and a half three");
    EXPECT_EQ(merged.text, "one two and a half three");
    EXPECT_TRUE(merged.overlapped);
}

TEST(Note, TheSameChangeTwiceIsOne) {
    const auto merged = merge("a b c", "a x c d", "a x c");
    EXPECT_EQ(merged.text, "a x c d");
    EXPECT_FALSE(merged.overlapped);
}

TEST(Note, NumbersOfTwoAuthorsNeverBecomeOne) {
    const auto merged = merge("甲乙", "甲12乙", "甲34");
    EXPECT_EQ(merged.text.find("1234"), std::string::npos) << merged.text;
    EXPECT_NE(merged.text.find("12"), std::string::npos);
    EXPECT_NE(merged.text.find("34"), std::string::npos);
}

// Hostile texts: nothing in common, or the same word over and over.
TEST(Note, LongTextsDoNotStallTheServer) {
    std::string base;
    std::string older;
    std::string newer;
    for (int i = 0; i < 30'000; ++i) {
        base += i % 2 == 0 ? "a" : " ";
        older += i % 3 == 0 ? "b" : " ";
        newer += i % 5 == 0 ? "a" : ".";
    }
    const auto began = std::chrono::steady_clock::now();
    const auto merged = merge(base, older, newer);
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_TRUE(merged.overlapped);
    EXPECT_LT(took, std::chrono::seconds(2));
}

// A text and what somebody made of it: every word is a token that occurs once in the whole world.
struct Edited {
    std::vector<std::string> words;
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::string text() const {
        std::string joined;
        for (const auto& word : words) joined += word + " ";
        return joined;
    }
};

Edited edit(const std::vector<std::string>& base, const std::vector<std::uint16_t>& steps, char author) {
    Edited made{base, {}, {}};
    int count = 0;
    for (const auto step : steps) {
        const auto at = made.words.empty() ? 0 : (step >> 2) % made.words.size();
        const auto place = made.words.begin() + static_cast<std::ptrdiff_t>(at);
        if (step % 4 == 0 && !made.words.empty()) {
            if ((*place)[0] == 'w') made.removed.push_back(*place);
            std::erase(made.added, *place);
            made.words.erase(place);
        } else {
            const auto word = author + std::to_string(++count);
            made.added.push_back(word);
            made.words.insert(place, word);
        }
    }
    return made;
}

bool holds(const std::string& text, const std::string& word) {
    const auto words = sync::words::split(text);
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> base_of(std::uint8_t size) {
    std::vector<std::string> base;
    base.reserve(size % 24);
    for (int i = 0; i < size % 24; ++i) base.push_back("w" + std::to_string(i));
    return base;
}

using Steps = std::vector<std::uint16_t>;

RC_GTEST_PROP(NoteLaws, no_inserted_word_is_lost, (std::uint8_t size, const Steps& one, const Steps& other)) {
    const auto base = base_of(size);
    const auto a = edit(base, one, 'a');
    const auto b = edit(base, other, 'b');
    const auto merged = merge(Edited{base, {}, {}}.text(), a.text(), b.text());
    for (const auto* side : {&a, &b}) {
        for (const auto& word : side->added) RC_ASSERT(holds(merged.text, word));
    }
}

RC_GTEST_PROP(NoteLaws, what_one_side_alone_removed_is_gone,
              (std::uint8_t size, const Steps& one, const Steps& other)) {
    const auto base = base_of(size);
    const auto a = edit(base, one, 'a');
    const auto b = edit(base, other, 'b');
    const auto merged = merge(Edited{base, {}, {}}.text(), a.text(), b.text());
    if (merged.overlapped) return;
    for (const auto* side : {&a, &b}) {
        for (const auto& word : side->removed) RC_ASSERT(!holds(merged.text, word));
    }
    // And nothing else is.
    for (const auto& word : base) {
        const auto removed = [&](const Edited& side) {
            return std::find(side.removed.begin(), side.removed.end(), word) != side.removed.end();
        };
        if (!removed(a) && !removed(b)) RC_ASSERT(holds(merged.text, word));
    }
}

RC_GTEST_PROP(NoteLaws, it_does_not_matter_who_comes_first, (std::uint8_t size, const Steps& one, const Steps& other)) {
    const auto base = base_of(size);
    const auto text = Edited{base, {}, {}}.text();
    const auto a = edit(base, one, 'a').text();
    const auto b = edit(base, other, 'b').text();
    const auto ab = sync::merge_notes(text, {a, monday}, {b, tuesday});
    const auto ba = sync::merge_notes(text, {b, tuesday}, {a, monday});
    RC_ASSERT(ab.text == ba.text);
    RC_ASSERT(ab.overlapped == ba.overlapped);
}

RC_GTEST_PROP(NoteLaws, an_edit_that_nobody_crossed_stands_as_it_is, (std::uint8_t size, const Steps& one)) {
    const auto base = base_of(size);
    const auto text = Edited{base, {}, {}}.text();
    const auto a = edit(base, one, 'a').text();
    for (const auto& merged : {merge(text, a, a), merge(text, text, a), merge(text, a, text)}) {
        RC_ASSERT(merged.text == a);
        RC_ASSERT(!merged.overlapped);
    }
}

RC_GTEST_PROP(NoteLaws, any_bytes_are_text, (const std::string& base, const std::string& a, const std::string& b)) {
    RC_ASSERT(merge(base, base, b).text == b);
    RC_ASSERT(merge(base, a, a).text == a);
    merge(base, a, b);
    std::string whole;
    for (const auto word : sync::words::split(a)) whole += word;
    RC_ASSERT(whole == a);
}

// What the search for differences says leads from one text to the other.
RC_GTEST_PROP(NoteLaws, differences_lead_from_one_text_to_the_other,
              (std::uint8_t size, const Steps& one, bool coarse)) {
    const auto base = base_of(size);
    const auto text = Edited{base, {}, {}}.text();
    const auto a = edit(base, one, 'a').text();
    const auto from = sync::words::split(text);
    const auto to = sync::words::split(a);
    std::string made;
    std::size_t at = 0;
    for (const auto& hunk : sync::words::differences(from, to, coarse ? 2 : 1000)) {
        RC_ASSERT(hunk.begin >= at);
        for (; at < hunk.begin; ++at) made += from[at];
        for (auto i = hunk.from; i < hunk.to; ++i) made += to[i];
        at = hunk.end;
    }
    for (; at < from.size(); ++at) made += from[at];
    RC_ASSERT(made == a);
}

}  // namespace
}  // namespace fieldfare
