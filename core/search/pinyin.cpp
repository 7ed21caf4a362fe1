#include "core/search/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "core/base/check.h"
#include "core/search/tokens.h"

namespace fieldfare::core::search {
namespace {

using Syllables = std::vector<std::string>;

struct Word {
    std::u32string_view characters;
    std::array<std::string_view, 3> syllables;
};

// Where ICU's one reading for each character is not how the word is said.
constexpr auto words = std::to_array<Word>({
    {U"长沙", {"chang", "sha"}},   {U"长春", {"chang", "chun"}}, {U"长江", {"chang", "jiang"}},
    {U"长城", {"chang", "cheng"}}, {U"长安", {"chang", "an"}},   {U"长治", {"chang", "zhi"}},
    {U"重庆", {"chong", "qing"}},  {U"成都", {"cheng", "du"}},   {U"厦门", {"xia", "men"}},
    {U"大厦", {"da", "sha"}},      {U"广厦", {"guang", "sha"}},  {U"银行", {"yin", "hang"}},
    {U"商行", {"shang", "hang"}},  {U"车行", {"che", "hang"}},   {U"行业", {"hang", "ye"}},
    {U"六安", {"lu", "an"}},       {U"蚌埠", {"beng", "bu"}},    {U"台州", {"tai", "zhou"}},
    {U"乐清", {"yue", "qing"}},    {U"音乐", {"yin", "yue"}},    {U"朝阳", {"chao", "yang"}},
    {U"会计", {"kuai", "ji"}},     {U"番禺", {"pan", "yu"}},     {U"东莞", {"dong", "guan"}},
    {U"都市", {"du", "shi"}},      {U"首都", {"shou", "du"}},    {U"丽水", {"li", "shui"}},
    {U"尉迟", {"yu", "chi"}},      {U"万俟", {"mo", "qi"}},      {U"长孙", {"zhang", "sun"}},
    {U"长乐", {"chang", "le"}},    {U"大理", {"da", "li"}},      {U"铅山", {"yan", "shan"}},
    {U"单县", {"shan", "xian"}},   {U"乐山", {"le", "shan"}},    {U"荥阳", {"xing", "yang"}},
});

struct Surname {
    char32_t character;
    std::string_view syllable;
};

constexpr auto surnames = std::to_array<Surname>({
    {U'单', "shan"}, {U'曾', "zeng"},  {U'仇', "qiu"},  {U'解', "xie"},   {U'查', "zha"},   {U'区', "ou"},
    {U'任', "ren"},  {U'朴', "piao"},  {U'盖', "ge"},   {U'翟', "zhai"},  {U'洗', "xian"},  {U'冼', "xian"},
    {U'华', "hua"},  {U'种', "chong"}, {U'缪', "miao"}, {U'宁', "ning"},  {U'繁', "po"},    {U'乐', "yue"},
    {U'员', "yun"},  {U'召', "shao"},  {U'逄', "pang"}, {U'长', "chang"}, {U'重', "chong"}, {U'行', "hang"},
    {U'秘', "bi"},   {U'折', "she"},   {U'曲', "qu"},   {U'令', "ling"},
});

// ICU's transliterator is not safe for two threads; it can be reached only through this lock.
class Reading {
  public:
    Reading() {
        UErrorCode status = U_ZERO_ERROR;
        rule_.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        FF_CHECK(U_SUCCESS(status) && rule_ != nullptr);  // without its data ICU is not installed properly
    }
    std::string of(char32_t character) {
        const std::scoped_lock guard(mutex_);
        const auto found = known_.find(character);
        if (found != known_.end()) return found->second;
        icu::UnicodeString text(static_cast<UChar32>(character));
        rule_->transliterate(text);
        std::string latin;
        text.toUTF8String(latin);
        std::erase_if(latin, [](char c) { return c < 'a' || c > 'z'; });
        return known_.emplace(character, latin).first->second;
    }

  private:
    std::mutex mutex_;
    std::unique_ptr<icu::Transliterator> rule_;
    std::map<char32_t, std::string> known_;
};

std::string reading(char32_t character) {
    static Reading table;
    return table.of(character);
}

bool is_word(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
}

// A Latin word is one syllable, at its first letter; the places of its other letters stay empty.
Syllables plain_reading(std::u32string_view name) {
    Syllables result(name.size());
    std::size_t word_start = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!is_word(name[at])) {
            result[at] = reading(name[at]);
            continue;
        }
        if (at == 0 || !is_word(name[at - 1])) word_start = at;
        result[word_start].push_back(static_cast<char>(name[at]));
    }
    return result;
}

void correct_surname(char32_t character, std::string& syllable) {
    for (const auto& surname : surnames) {
        if (surname.character == character) syllable = surname.syllable;
    }
}

void correct_words(std::u32string_view name, Syllables& syllables) {
    for (const auto& word : words) {
        for (auto at = name.find(word.characters); at != std::u32string_view::npos;
             at = name.find(word.characters, at + 1)) {
            for (std::size_t i = 0; i < word.characters.size(); ++i) syllables[at + i] = word.syllables[i];
        }
    }
}

void add_words(const Syllables& syllables, std::set<std::string>& out) {
    std::string initials;
    std::string full;
    for (auto at = syllables.size(); at-- > 0;) {
        if (syllables[at].empty()) continue;
        initials.insert(0, 1, syllables[at][0]);
        full.insert(0, syllables[at]);
        out.insert(initials);
        out.insert(full);
    }
}

}  // namespace

std::string pinyin_words(std::string_view name) {
    constexpr std::size_t max_characters = 40;
    std::u32string kept;
    bool chinese = false;
    for (const auto character : to_characters(name)) {
        if (kept.size() >= max_characters) break;
        if (!is_han(character) && !is_word(character)) continue;
        chinese = chinese || is_han(character);
        kept.push_back(character);
    }
    if (!chinese) return {};
    std::set<std::string> found;
    auto syllables = plain_reading(kept);
    add_words(syllables, found);
    // A surname may stand anywhere (长沙曾记), and a place may hold a surname's character, so places have the last
    // word.
    for (std::size_t at = 0; at < kept.size(); ++at) correct_surname(kept[at], syllables[at]);
    correct_words(kept, syllables);
    add_words(syllables, found);
    std::string result;
    for (const auto& word : found) result += (result.empty() ? "" : " ") + word;
    return result;
}

}  // namespace fieldfare::core::search
