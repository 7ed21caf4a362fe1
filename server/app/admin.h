#pragma once

#include <functional>
#include <string>

#include "core/base/random.h"
#include "server/live/hub.h"
#include "server/media/content_store.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server {

// Bytes of one command or answer; an import brings its file along.
inline constexpr std::size_t max_admin_command = 64 * 1024 * 1024;

using Progress = std::function<void(std::size_t done, std::size_t of)>;

// Where administration runs: inside the serving program (through its writer), or on the store itself when none is
// running.
struct AdminHost {
    std::function<core::Status(WriteJob)> write;
    const core::Clock& clock;
    core::Random& random;
    Organisation organisation;
    LiveHub* live = nullptr;  // streams to end when a device is revoked; null when nothing serves
    // Told now and then how far a long command is: so many of so many lines.
    Progress progress = {};
    ContentStore* contents = nullptr;  // of attachments; null when nothing serves: the next start sweeps them
};

// One command as JSON, one answer as JSON: {"ok":true,…} or {"ok":false,"code":"FF-1018","message":…}. Commands:
// erase, customer.merge, customer.unmerge, user.add, user.change, user.handover, user.list, user.password,
// device.enrol, device.list, device.revoke, field.add, field.list, field.retire, quarantine.list, quarantine.show,
// quarantine.clear, import.customers.
std::string run_admin(const AdminHost& host, const std::string& command);

// The principal of the server's own administration.
sync::Principal system_principal(const Organisation& organisation);

}  // namespace fieldfare::server
