#pragma once

#include <cstdint>
#include <string_view>

#include "core/rows/row.h"

// One sales team as performance.md's work describes it: realistic Chinese text, every row a pure function of a seed and
// its number, so nothing has to be kept in memory.
namespace fieldfare::bench {

struct Sizes {
    std::string_view name;
    std::uint32_t users;
    std::uint32_t customers;
    std::uint32_t contacts;
    std::uint32_t visits;
    std::uint32_t followups;
    std::uint32_t rows() const { return customers + contacts + visits + followups; }
};
inline constexpr Sizes tiny_sizes{"tiny", 40, 400, 400, 1'000, 400};  // to try the bench itself
inline constexpr Sizes small_sizes{"small", 40, 2'000, 4'000, 20'000, 5'000};
inline constexpr Sizes full_sizes{"full", 40, 20'000, 40'000, 200'000, 50'000};

// 2026-01-01 UTC: when the generated rows begin.
inline constexpr core::WallMs data_begin_ms = 1'767'225'600'000;

class TeamData {
  public:
    TeamData(std::uint64_t seed, Sizes sizes) : seed_(seed), sizes_(sizes) {}

    const Sizes& sizes() const { return sizes_; }
    core::Uuid organisation_id() const { return id(Kind::organisation, 0); }
    core::Uuid team_id() const { return id(Kind::team, 0); }
    core::Uuid user_id(std::uint32_t number) const { return id(Kind::user, number % sizes_.users); }
    core::Uuid customer_id(std::uint32_t number) const { return id(Kind::customer, number); }
    // One of the customers that this user owns.
    core::Uuid customer_of(std::uint32_t user, std::uint32_t number) const {
        return customer_id(user % sizes_.users + sizes_.users * (number % (sizes_.customers / sizes_.users)));
    }

    core::Row user(std::uint32_t number) const;
    core::Row customer(std::uint32_t number) const;
    core::Row contact(std::uint32_t number) const;
    core::Row visit(std::uint32_t number) const;
    // A visit that is not among the team's rows yet, by this user to one of his customers.
    core::Row new_visit(std::uint32_t user, std::uint32_t number) const;
    core::Row followup(std::uint32_t number) const;
    // All customers, contacts, follow-ups and visits in one numbering, references before what refers to them.
    core::Row row(std::uint32_t number) const;

  private:
    enum class Kind : std::uint8_t { organisation, team, user, customer, contact, visit, followup };
    core::Uuid id(Kind kind, std::uint32_t number) const;
    core::Row blank(Kind kind, const core::Entity& entity, std::uint32_t number) const;
    core::SeededRandom chance(Kind kind, std::uint32_t number) const;

    std::uint64_t seed_;
    Sizes sizes_;
};

// A few sentences of what a visit's note says, about `characters` long.
std::string chinese_note(core::Random& chance, std::size_t characters);

}  // namespace fieldfare::bench
