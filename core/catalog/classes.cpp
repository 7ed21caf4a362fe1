#include "core/catalog/classes.h"

#include "core/catalog/emit/names.h"

namespace fieldfare::core {

std::vector<std::string> names_of(Classes classes) {
    std::vector<std::string> names;
    for (const auto each : Classes::all) {
        if (classes.has(each)) names.emplace_back(emit::name_of(each));
    }
    return names;
}

std::optional<Sensitivity> class_named(std::string_view name) {
    for (const auto each : Classes::all) {
        if (emit::name_of(each) == name) return each;
    }
    return std::nullopt;
}

}  // namespace fieldfare::core
