#include "tests/simulation/shrink.h"

#include <fmt/format.h>

#include <charconv>

namespace fieldfare::simulation {
namespace {

class Search {
  public:
    Search(const Company& company, std::uint64_t seed, WorldResult result,
           const std::function<void(std::size_t)>& progress)
        : company_(company), seed_(seed), invariant_(result.violation->invariant), progress_(progress) {
        best_.result = std::move(result);
    }

    Shrunk run() {
        // What falls away at the end may make something else superfluous.
        for (bool smaller = true; smaller;) {
            smaller = cut_moments();
            smaller = cut_faults() || smaller;
        }
        return std::move(best_);
    }

  private:
    // Large pieces first.
    bool cut_moments() {
        bool any = false;
        for (auto piece = best_.result.planned; piece > 0; piece /= 2) {
            for (std::size_t begin = 0; begin < best_.result.planned; begin += piece) {
                auto cut = best_.cut;
                for (auto at = begin; at < begin + piece && at < best_.result.planned; ++at) cut.moments.insert(at);
                any = take_if_it_fails(std::move(cut)) || any;
            }
        }
        return any;
    }

    bool cut_faults() {
        bool any = false;
        for (const auto& kind : fault_kinds()) {
            auto cut = best_.cut;
            cut.faults.insert(std::string(kind.name));
            any = take_if_it_fails(std::move(cut)) || any;
        }
        return any;
    }

    bool take_if_it_fails(Cut cut) {
        if (cut.moments == best_.cut.moments && cut.faults == best_.cut.faults) return false;
        ++best_.tried;
        auto result = run_world(company_, seed_, false, cut);
        if (!result.violation || result.violation->invariant != invariant_) return false;
        best_.cut = std::move(cut);
        best_.result = std::move(result);
        progress_(best_.result.planned - best_.cut.moments.size());
        return true;
    }

    const Company& company_;
    std::uint64_t seed_;
    int invariant_;
    const std::function<void(std::size_t)>& progress_;
    Shrunk best_;
};

std::optional<std::size_t> parse_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > 1'000'000) return std::nullopt;
    return number;
}

}  // namespace

Shrunk shrink(const Company& company, std::uint64_t seed, WorldResult result,
              const std::function<void(std::size_t left)>& progress) {
    return Search(company, seed, std::move(result), progress).run();
}

std::string text_of(const std::set<std::size_t>& moments) {
    std::string text;
    for (auto at = moments.begin(); at != moments.end();) {
        const auto first = *at;
        auto last = first;
        while (++at != moments.end() && *at == last + 1) last = *at;
        text += fmt::format("{}{}", text.empty() ? "" : ",", first);
        if (last != first) text += fmt::format("-{}", last);
    }
    return text;
}

std::optional<std::set<std::size_t>> parse_moments(const std::string& text) {
    std::set<std::size_t> moments;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const std::string_view part(text.data() + begin, end - begin);
        const auto dash = part.find('-');
        const auto first = parse_number(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : parse_number(part.substr(dash + 1));
        if (!first || !last || *last < *first) return std::nullopt;
        for (auto at = *first; at <= *last; ++at) moments.insert(at);
        begin = end + 1;
    }
    return moments;
}

}  // namespace fieldfare::simulation
