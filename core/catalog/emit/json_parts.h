#pragma once

#include <nlohmann/json.hpp>

#include "core/catalog/catalog.h"

namespace fieldfare::core::emit {

inline nlohmann::ordered_json label_json(const Label& label) {
    return {{"zh-CN", label.zh}, {"en", label.en}};
}

}  // namespace fieldfare::core::emit
