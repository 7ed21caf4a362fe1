#pragma once

#include <utility>
#include <vector>

#include "core/store/row_reader.h"

namespace fieldfare::mobile {

// A question to one entity, in one line.
inline core::Select rows_of(const core::Entity& entity, std::vector<core::Condition> where = {},
                            std::vector<core::Order> order = {}, std::uint32_t limit = 0) {
    core::Select question;
    question.entity = &entity;
    question.where = std::move(where);
    question.order = std::move(order);
    question.limit = limit;
    return question;
}

}  // namespace fieldfare::mobile
