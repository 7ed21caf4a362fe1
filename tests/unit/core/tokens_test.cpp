#include "core/search/tokens.h"

#include <gtest/gtest.h>

#include "core/search/pinyin.h"

namespace fieldfare::tests {
namespace {

using core::search::Cut;

std::vector<std::string> cut(std::string_view text, Cut mode = Cut::document) {
    std::vector<std::string> tokens;
    core::search::cut(text, mode, [&](std::string_view token, std::size_t begin, std::size_t end) {
        EXPECT_LT(begin, end);
        EXPECT_LE(end, text.size());
        tokens.emplace_back(token);
        return true;
    });
    return tokens;
}

using Words = std::vector<std::string>;

TEST(Tokens, ChineseIsCutIntoPairsAndALastCharacter) {
    EXPECT_EQ(cut("便利店"), (Words{"便利", "利店", "店"}));
    EXPECT_EQ(cut("店"), (Words{"店"}));
    EXPECT_EQ(cut("便利店", Cut::query), (Words{"便利", "利店"}));
    EXPECT_EQ(cut("店", Cut::query), (Words{"店"}));
}

TEST(Tokens, WordsAreFoldedAndGapsSeparate) {
    EXPECT_EQ(cut("Order123, ＡＢｃ"), (Words{"order123", "abc"}));
    EXPECT_EQ(cut("A公司B"), (Words{"a", "公司", "司", "b"}));
    EXPECT_TRUE(cut(" ,。！\n").empty());
    EXPECT_TRUE(cut("").empty());
}

TEST(Tokens, BrokenUtf8IsAGap) {
    EXPECT_EQ(cut("a\xff"
                  "b"),
              (Words{"a", "b"}));
    EXPECT_TRUE(cut("\xe4\xbd").empty());
}

TEST(Tokens, QueriesHoldNoSyntax) {
    const auto terms = core::search::parse_query("张伟\" OR head:x* 店");
    EXPECT_EQ(core::search::match_expression(terms), "\"张伟\" AND \"or\" * AND \"head\" * AND \"x\" * AND \"店\" *");
    EXPECT_TRUE(core::search::parse_query("\"*()").empty());
    EXPECT_LE(core::search::parse_query("a b c d e f g h i j k l m").size(), core::search::max_terms);
}

TEST(Pinyin, GivesInitialsAndFullWordsFromEveryCharacter) {
    const auto words = cut(core::search::pinyin_words("张伟便利店"));
    for (const auto* wanted : {"zwbld", "bld", "zhangweibianlidian", "bianlidian", "dian"}) {
        EXPECT_NE(std::find(words.begin(), words.end(), wanted), words.end()) << wanted;
    }
}

TEST(Pinyin, KnowsPlacesAndSurnamesBesideTheUsualReading) {
    const auto has = [](std::string_view name, const std::string& wanted) {
        const auto words = cut(core::search::pinyin_words(name));
        return std::find(words.begin(), words.end(), wanted) != words.end();
    };
    EXPECT_TRUE(has("长沙", "changsha"));
    EXPECT_TRUE(has("长沙", "cs"));
    EXPECT_TRUE(has("单晓芳", "shanxiaofang"));
    EXPECT_TRUE(has("单晓芳", "danxiaofang"));
    EXPECT_TRUE(has("曾国", "zengguo"));
    EXPECT_TRUE(has("重庆", "chongqing"));
    EXPECT_TRUE(has("中国银行", "zhongguoyinhang"));
    EXPECT_TRUE(core::search::pinyin_words("Acme 12").empty());
}

}  // namespace
}  // namespace fieldfare::tests
