#include "core/rows/row.h"

namespace fieldfare::core {
namespace {

template <typename T>
const T& read(const Value& value) {
    static const T empty{};
    if (is_null(value)) return empty;
    const auto* held = std::get_if<T>(&value);
    FF_CHECK(held != nullptr);
    return *held;
}

}  // namespace

std::string_view Row::text(std::size_t at) const {
    return read<std::string>(values[at]);
}

std::int64_t Row::integer(std::size_t at) const {
    return read<std::int64_t>(values[at]);
}

double Row::real(std::size_t at) const {
    return read<double>(values[at]);
}

Uuid Row::reference(std::size_t at) const {
    return read<Uuid>(values[at]);
}

const StringSet& Row::set(std::size_t at) const {
    return read<StringSet>(values[at]);
}

const ScalarMap& Row::map(std::size_t at) const {
    return read<ScalarMap>(values[at]);
}

}  // namespace fieldfare::core
