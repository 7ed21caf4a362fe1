#include "core/store/masks.h"

#include "core/store/store.h"

namespace fieldfare::core::masks {

Result<Classes> of(RowReader& reader, const Uuid& customer) {
    FF_ASSIGN(auto line, reader.database().prepare("SELECT classes FROM masks WHERE customer = ?1"));
    line.bind(1, customer);
    FF_ASSIGN(const bool found, line.step());
    return found ? Classes::from_bits(static_cast<std::uint64_t>(line.integer(0))) : Classes{};
}

Result<Classes> of(RowReader& reader, const Row& row) {
    if (row.entity->scope != Scope::customer) return Classes{};
    const auto& scope_field = row.entity->scope_field;
    return of(reader, scope_field.empty() ? row.id : row.reference(row.entity->position(scope_field)));
}

Status set(Transaction& transaction, const Uuid& customer, Classes classes) {
    if (classes.none()) {
        FF_ASSIGN(auto clear, transaction.database().prepare("DELETE FROM masks WHERE customer = ?1"));
        return clear.bind(1, customer).run();
    }
    FF_ASSIGN(auto write,
              transaction.database().prepare("INSERT OR REPLACE INTO masks(customer, classes) VALUES(?1, ?2)"));
    return write.bind(1, customer).bind(2, classes.bits()).run();
}

}  // namespace fieldfare::core::masks
