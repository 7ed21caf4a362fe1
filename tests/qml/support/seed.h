#pragma once

#include <QSemaphore>
#include <QString>
#include <functional>
#include <memory>
#include <utility>

#include "core/catalog/classes.h"
#include "core/store/store.h"
#include "mobile/app/services.h"

// A phone for tests: enrolled, with a handful of customers in known states.
namespace fieldfare::mobile::test {

struct Seeded {
    core::Uuid factory;  // 杭州云帆智能制造有限公司: class A, last contact 8 days ago, so one day late; a plan in 3
                         // days; the one with an address
    core::Uuid shop;    // 张伟便利店: class B, filed yesterday, never contacted: due today
    core::Uuid trader;  // Nordlicht Handels GmbH: class C, contacted yesterday
    core::Uuid plan;    // the factory's follow-up
};

// Runs a job on the store's thread and waits for its result; spins the event loop.
core::Status on_store(Services& services, const std::function<core::Status(core::Store&)>& job);

// Somebody overwrote the customer's name without having seen this one, as the server would tell it.
core::Status overwrite_name(core::Store& store, const core::Uuid& customer, const std::string& lost);

// The organisation hides these classes of the customer and its contacts from this phone's user, as a page of the
// server's says it: the values are gone. None: they are there again.
core::Status hide(core::Store& store, const core::Uuid& customer, core::Classes hidden);

// What an enrolment records, without a server.
core::Status enrol(core::Store& store);
core::Result<Seeded> fill(core::Store& store);
// Enrols a new phone, without customers or with them. Ends the program where that fails.
void enrol_empty(Services& services);
Seeded enrol_filled(Services& services);

// Keeps the store's thread busy until it is released: the moments in which a page waits for its data.
class BusyStore {
  public:
    explicit BusyStore(Services& services);
    ~BusyStore() { release(); }
    BusyStore(const BusyStore&) = delete;
    BusyStore& operator=(const BusyStore&) = delete;
    void release();

  private:
    std::shared_ptr<QSemaphore> gate_;
};

// Opens a data directory and waits until the session left `Opening`.
void open_and_wait(Services& services, const QString& directory);

}  // namespace fieldfare::mobile::test
