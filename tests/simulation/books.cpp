#include "tests/simulation/books.h"

#include "server/store/view_digest.h"

namespace fieldfare::simulation {
namespace {

using core::Row;

// Of the rows that the phone holds, or of those of the server that it does not.
const Row* some_row(Stage& stage, const Phone& phone, ServerMachine& server, bool held) {
    std::vector<const Row*> rows;
    for (const auto& [key, stored] : server.rows()) {
        const auto found = phone.rows().find(key);
        // Of a customer's scope, so that it may be purged.
        if (stored.row.entity->scope != core::Scope::customer || stored.row.entity->scope_field.empty()) continue;
        if (held && found != phone.rows().end()) rows.push_back(&found->second);
        if (!held && found == phone.rows().end()) rows.push_back(&stored.row);
    }
    return rows.empty() ? nullptr : rows[stage.chance.below(rows.size())];
}

Row as_it_was_once(const Row& row) {
    auto older = row;
    older.clocks.row = {core::Hlc{row.clocks.row.time.packed - 1}, row.clocks.row.device};
    older.clocks.cells.clear();
    older.clocks.deletion.reset();
    return older;
}

Row under_another_id(const Row& row, const core::Uuid& id) {
    auto other = row;
    other.id = id;
    return other;
}

}  // namespace

void check_kept_digest(Phone& phone) {
    auto sum = phone.kept_beside();
    for (const auto& [key, row] : phone.rows()) sum += core::digest_of(row);
    if (sum != phone.digest()) {
        violated(21, "{} keeps the digest {}, its rows come to {}", phone.holder().name, phone.digest().hex(),
                 sum.hex());
    }
}

void check_digests(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    if (!server.keeps_its_digests()) violated(21, "the server's digests are not what its rows come to");
    for (const auto& phone : phones) {
        check_kept_digest(*phone);
        const auto book = phone->book();
        // With something kept aside it is compared once a day: what it said of a server that was set back may be old.
        const bool knows = book.unknown == 0 || !phone->aside().empty();
        if (book.repaired == 0 && knows) continue;
        violated(21, "{} was put right by {} rows and holds {} that the server does not know", phone->holder().name,
                 book.repaired, book.unknown);
    }
}

bool spoil(Stage& stage, Phone& phone, ServerMachine& server) {
    if (!phone.running() || !phone.aside().empty()) return false;
    const auto* lost = some_row(stage, phone, server, true);
    const auto* old = some_row(stage, phone, server, true);
    const auto* foreign = some_row(stage, phone, server, false);
    if (lost == nullptr || lost == old) return false;
    const auto erased = server.erased();
    phone.spoil([&](core::Transaction& transaction) -> core::Status {
        FF_TRY(transaction.put(as_it_was_once(*old)));
        if (foreign != nullptr) FF_TRY(transaction.put(*foreign));
        if (!erased.empty()) FF_TRY(transaction.put(under_another_id(*old, *erased.begin())));
        return transaction.erase(*lost->entity, lost->id);
    });
    stage.count(Happened::spoiled);
    return true;
}

}  // namespace fieldfare::simulation
