#pragma once

#include <string>
#include <string_view>

namespace fieldfare::core::search {

// Latin words by which a Chinese name can be typed: initials and full pinyin, from every character on, in ICU's reading
// and in the one of our table of surnames and places (长沙 is changsha, 单 is shan). "张伟便利店" gives "zwbld wbld …
// zhangweibianlidian …". Empty when there is no Chinese character. Any thread; the first call loads ICU's table (about
// 80 ms).
std::string pinyin_words(std::string_view name);

}  // namespace fieldfare::core::search
