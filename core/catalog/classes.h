#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace fieldfare::core {

// Classes of fields that are hidden from somebody: a set of sensitivities. What is `open` is hidden from nobody.
class Classes {
  public:
    static constexpr std::array all{Sensitivity::contact_data, Sensitivity::revenue, Sensitivity::personal};

    constexpr Classes() = default;
    static constexpr Classes every() {
        Classes classes;
        for (const auto each : all) classes.add(each);
        return classes;
    }
    // Bits of classes that this version does not know are passed over.
    static constexpr Classes from_bits(std::uint64_t bits) {
        Classes classes;
        for (const auto each : all) {
            if ((bits & bit(each)) != 0) classes.add(each);
        }
        return classes;
    }

    constexpr std::uint64_t bits() const { return bits_; }
    constexpr bool none() const { return bits_ == 0; }
    constexpr bool has(Sensitivity each) const { return (bits_ & bit(each)) != 0; }
    constexpr bool hides(const Field& field) const { return has(field.sensitivity); }
    constexpr void add(Sensitivity each) { bits_ |= bit(each); }

    friend constexpr Classes operator&(Classes a, Classes b) { return from_bits(a.bits_ & b.bits_); }
    friend constexpr Classes operator|(Classes a, Classes b) { return from_bits(a.bits_ | b.bits_); }
    friend constexpr bool operator==(Classes, Classes) = default;

  private:
    // Stable: they stand on the wire and in stores.
    static constexpr std::uint64_t bit(Sensitivity each) {
        return each == Sensitivity::open ? 0 : std::uint64_t{1} << (static_cast<unsigned>(each) - 1);
    }
    std::uint64_t bits_ = 0;
};

// "contact_data", "revenue", "personal".
std::vector<std::string> names_of(Classes classes);
std::optional<Sensitivity> class_named(std::string_view name);

}  // namespace fieldfare::core
