#pragma once

#include <span>
#include <string_view>

namespace fieldfare::simulation {

// A bug that can be switched on by name in builds with FIELDFARE_PLANTED_BUGS, at the place where it would be.
struct PlantedBug {
    std::string_view name;
    std::string_view what;
};

std::span<const PlantedBug> planted_bugs();

}  // namespace fieldfare::simulation
