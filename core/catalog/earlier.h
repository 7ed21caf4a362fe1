#pragma once

#include <cstddef>

#include "core/catalog/catalog.h"

// For tests of programs of different versions beside each other: what a phone makes of rows from outside, decoder,
// merge and the rows kept beside the book, knows the catalog only as it was earlier.
namespace fieldfare::core {

struct EarlierCatalog {
    const Entity* without = nullptr;  // an entity that did not exist
    const Entity* shorter = nullptr;  // one that had only its first `fields` fields
    std::size_t fields = 0;
};

#ifdef FIELDFARE_PLANTED_BUGS

namespace detail {
inline constinit const EarlierCatalog* earlier_catalog = nullptr;
}

// While one stands. For programs with one thread.
class AsEarlier {
  public:
    explicit AsEarlier(const EarlierCatalog* catalog) : before_(detail::earlier_catalog) {
        detail::earlier_catalog = catalog;
    }
    ~AsEarlier() { detail::earlier_catalog = before_; }
    AsEarlier(const AsEarlier&) = delete;
    AsEarlier& operator=(const AsEarlier&) = delete;

  private:
    const EarlierCatalog* before_;
};

inline bool is_known(const Entity& entity) {
    return detail::earlier_catalog == nullptr || detail::earlier_catalog->without != &entity;
}
inline std::size_t known_fields(const Entity& entity) {
    const auto* earlier = detail::earlier_catalog;
    return earlier != nullptr && earlier->shorter == &entity ? earlier->fields : entity.fields.size();
}

#else

constexpr bool is_known(const Entity&) {
    return true;
}
constexpr std::size_t known_fields(const Entity& entity) {
    return entity.fields.size();
}

#endif

}  // namespace fieldfare::core
