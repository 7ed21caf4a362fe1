#include "tests/support/open_ledger.h"

#include <filesystem>

#include "core/base/check.h"
#include "core/rows/codec.h"
#include "server/store/accounts.h"
#include "server/store/conflicts.h"
#include "server/store/hash.h"

namespace fieldfare::tests {

OpenLedger::OpenLedger(const core::Clock& clock, core::Random& random) {
    folder_ = (std::filesystem::temp_directory_path() / "ff-ledger-XXXXXX").string();
    FF_CHECK(mkdtemp(folder_.data()) != nullptr);
    server::StoreOptions options;
    options.path = folder_ + "/store.db";
    options.durability = core::sqlite::Durability::normal;
    store_ = server::CanonicalStore::open(options, clock, random).value();
    FF_CHECK(store_->found(core::Uuid::v7(clock, random)).ok());
    transaction_.emplace(core::sqlite::Transaction::begin_write(store_->database()).value());
    ledger_ = std::make_unique<server::SqliteLedger>(store_->database(), store_->organisation().number, rows_);
}

OpenLedger::~OpenLedger() {
    ledger_.reset();
    transaction_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
}

core::DeviceNumber OpenLedger::enrol(const core::Uuid& user) {
    server::DeviceState device;
    device.number = server::next_device_number(store_->database(), ledger_->org()).value();
    device.id = core::Uuid::v7(store_->clock(), store_->random());
    device.user = user;
    device.epoch = 1;
    device.enrolled_at = store_->clock().wall();
    core::Bytes hash(32);
    store_->random().fill(hash);
    FF_CHECK(server::add_device(store_->database(), ledger_->org(), device, hash).ok());
    return device.number;
}

core::DeviceNumber OpenLedger::fork(core::DeviceNumber parent, const std::string& token) {
    const auto id = core::Uuid::v7(store_->clock(), store_->random());
    return server::fork_device(store_->database(), ledger_->org(), parent, server::hashed(token), id,
                               store_->clock().wall())
        .value()
        .device.number;
}

void OpenLedger::revoke(core::DeviceNumber device) {
    FF_CHECK(server::revoke_device(store_->database(), ledger_->org(), device, store_->clock().wall()).ok());
}

server::Savepoint OpenLedger::savepoint() {
    return server::Savepoint::open(*ledger_).value();
}

std::optional<core::Row> OpenLedger::find(const core::Entity& entity, const core::Uuid& id) {
    const auto row = ledger_->row(entity, id).value();
    return row ? std::optional(*row) : std::nullopt;
}

sync::Seq OpenLedger::head() {
    return ledger_->head().value();
}

std::int64_t OpenLedger::history_size() {
    return store_->database().integer("SELECT COUNT(*) FROM history").value();
}

core::Stamp OpenLedger::last_claimed() {
    auto newest = store_->database()
                      .prepare("SELECT claimed_time, claimed_device FROM history ORDER BY seq DESC, ordinal DESC")
                      .value();
    FF_CHECK(newest.step().value());
    return {core::Hlc{static_cast<std::uint64_t>(newest.integer(0))},
            static_cast<core::DeviceNumber>(newest.integer(1))};
}

std::vector<sync::Conflict> OpenLedger::conflicts() {
    std::vector<core::Uuid> ids;
    {
        auto all = store_->database().prepare("SELECT id FROM conflict ORDER BY seq, id").value();
        while (all.step().value()) ids.push_back(all.uuid(0));
    }
    std::vector<sync::Conflict> found;
    found.reserve(ids.size());
    for (const auto& id : ids) {
        found.push_back(server::find_conflict(store_->database(), ledger_->org(), id).value()->conflict);
    }
    return found;
}

std::optional<std::string> OpenLedger::kept_bytes(core::DeviceNumber device, std::uint64_t number) {
    auto held = store_->database().prepare("SELECT kept FROM verdict WHERE device=?1 AND number=?2").value();
    held.bind(1, static_cast<std::int64_t>(device)).bind(2, number);
    if (!held.step().value() || held.null(0)) return std::nullopt;
    const auto bytes = held.bytes(0);
    return std::string(bytes.begin(), bytes.end());
}

std::optional<core::Group> OpenLedger::kept(core::DeviceNumber device, std::uint64_t number) {
    const auto bytes = kept_bytes(device, number);
    if (!bytes) return std::nullopt;
    return core::decode_group({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()}).value();
}

}  // namespace fieldfare::tests
