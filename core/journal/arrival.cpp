#include "core/journal/arrival.h"

namespace fieldfare::core::journal {

Result<std::optional<Arrival>> arrival(RowReader& reader) {
    FF_ASSIGN(auto row, reader.database().prepare(
                            "SELECT id, \"then\", bytes, customers, taken_bytes, taken_customers, length(part) FROM "
                            "arrival WHERE one = 1"));
    FF_ASSIGN(const bool found, row.step());
    if (!found) return std::optional<Arrival>{};
    const auto number = [&row](int column) { return static_cast<std::uint64_t>(row.integer(column)); };
    return std::optional(
        Arrival{std::string(row.text(0)), number(1), number(2), number(3), number(4), number(5), number(6)});
}

Result<Bytes> arrival_part(RowReader& reader) {
    FF_ASSIGN(auto row, reader.database().prepare("SELECT part FROM arrival WHERE one = 1"));
    FF_ASSIGN(const bool found, row.step());
    if (!found) return Bytes{};
    const auto bytes = row.bytes(0);
    return Bytes(bytes.begin(), bytes.end());
}

Status set_arrival(Transaction& transaction, const Arrival& arrival, std::span<const std::uint8_t> part) {
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "INSERT OR REPLACE INTO arrival(one, id, \"then\", bytes, customers, taken_bytes, "
                              "taken_customers, part) VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    write.bind(1, arrival.id).bind(2, arrival.then).bind(3, arrival.bytes).bind(4, arrival.customers);
    write.bind(5, arrival.taken_bytes).bind(6, arrival.taken_customers).bind(7, part);
    FF_TRY(write.run());
    transaction.notes().sync_changed = true;
    return {};
}

Status clear_arrival(Transaction& transaction) {
    FF_ASSIGN(auto write, transaction.database().prepare("DELETE FROM arrival"));
    return write.run();
}

}  // namespace fieldfare::core::journal
