// hardening_probe index|overflow|stack must be aborted; hardening_probe memory must find only zeros.
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

// What the compiler must not foresee.
template <typename T>
[[gnu::noinline]] T hidden(T value) {
    volatile T kept = value;
    return kept;
}

// Behind the end of a vector: _GLIBCXX_ASSERTIONS.
int index() {
    const std::vector<int> numbers(hidden<std::size_t>(4));
    return numbers[hidden<std::size_t>(4)];
}

// A copy longer than its target: _FORTIFY_SOURCE.
int overflow() {
    char target[8];
    const char source[64] = "more than there is room for";
    std::memcpy(target, source, hidden<std::size_t>(sizeof(source)));
    return target[hidden<std::size_t>(0)];
}

// Over the end of an array, byte by byte: the stack protector.
[[gnu::noinline]] int stack() {
    char target[16];
    char* at = hidden<char*>(target);
    const auto end = hidden<std::size_t>(sizeof(target) + 16);
    for (std::size_t i = 0; i < end; ++i) at[i] = 'x';
    return target[hidden<std::size_t>(0)];
}

[[gnu::noinline]] void soil() {
    unsigned char bytes[256];
    std::memset(hidden<unsigned char*>(bytes), 0xA5, sizeof(bytes));
}

// What was never set reads as zero: -ftrivial-auto-var-init.
[[gnu::noinline]] int memory() {
    unsigned char bytes[256];
    const auto* at = hidden<unsigned char*>(bytes);
    for (std::size_t i = 0; i < sizeof(bytes); ++i) {
        if (at[i] != 0) return 1;
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string_view what = count == 2 ? arguments[1] : "";
    if (what == "index") return index();
    if (what == "overflow") return overflow();
    if (what == "stack") return stack();
    if (what == "memory") {
        soil();
        return memory();
    }
    std::fputs("usage: hardening_probe index|overflow|stack|memory\n", stderr);
    return 2;
}
