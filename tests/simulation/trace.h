#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace fieldfare::simulation {

// What broke, by the number of the invariant in docs/simulation.md. Thrown and caught inside the simulator only.
struct Violation {
    int invariant = 0;
    std::string text;
};

template <typename... Args>
[[noreturn]] void violated(int invariant, fmt::format_string<Args...> format, Args&&... args) {
    throw Violation{invariant, fmt::format(format, std::forward<Args>(args)...)};
}

// Everything that happens in a world, in order: as a hash always, as text when somebody wants to read it.
class Trace {
  public:
    explicit Trace(bool print) : print_(print) {}

    void at(core::WallMs now) { now_ = now; }
    template <typename... Args>
    void say(fmt::format_string<Args...> format, Args&&... args) {
        line_.clear();
        fmt::format_to(std::back_inserter(line_), format, std::forward<Args>(args)...);
        hash(line_);
        if (print_) fmt::print("{:>10.3f}s  {}\n", static_cast<double>(now_) / 1000.0, line_);
    }
    std::uint64_t hash() const { return hash_; }
    bool prints() const { return print_; }

  private:
    void hash(std::string_view text) {
        hash_ = (hash_ ^ static_cast<std::uint64_t>(now_)) * prime;
        for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * prime;
    }

    static constexpr std::uint64_t prime = 0x100000001B3ULL;  // FNV-1a
    std::uint64_t hash_ = 0xCBF29CE484222325ULL;
    core::WallMs now_ = 0;
    std::string line_;
    bool print_;
};

}  // namespace fieldfare::simulation
