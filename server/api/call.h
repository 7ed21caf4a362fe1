#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/sqlite.h"
#include "server/api/comparisons.h"
#include "server/auth/guard.h"
#include "server/backup/keeper.h"
#include "server/http/message.h"
#include "server/live/hub.h"
#include "server/media/named.h"
#include "server/store/canonical_store.h"
#include "sync/authority/authority.h"

// What a handler gets and gives. Handlers are plain functions on one thread with one database connection: the server
// runs them on its pools, the simulator runs them as they are.
namespace fieldfare::server {

class Snapshots;

// Where a route runs: `read` on a snapshot; `write` inside the writer's transaction; `password` like read, but on the
// few threads that may hash.
enum class Lane : std::uint8_t { read, write, password };
// Who may come: anybody; a dashboard session; a device.
enum class Access : std::uint8_t { open, session, device };

// Who asks, read from the database in the same snapshot as the answer.
struct Viewer {
    core::Uuid user;
    std::string name;
    std::string email;
    std::string role;
    core::Uuid team;  // nil: none
    core::DeviceNumber device = 0;
    std::uint64_t epoch = 0;
    core::Bytes token_hash;

    sync::Principal principal(const Organisation& organisation) const;
    sync::Audience audience(const Organisation& organisation) const;
};

// Query parameters, decoded. A name stands once.
class Query {
  public:
    // invalid_argument: bad encoding, a name twice, or one that is not in `known`.
    static core::Result<Query> parse(std::string_view text, std::initializer_list<std::string_view> known);
    const std::string* find(std::string_view name) const;
    // Nothing when absent. invalid_argument: no number, or outside the bounds.
    core::Result<std::optional<std::int64_t>> integer(std::string_view name, std::int64_t least,
                                                      std::int64_t most) const;

  private:
    std::vector<std::pair<std::string, std::string>> items_;
};

// What all handlers share. Owned by the server or the exchange.
struct Services {
    const core::Clock& clock;
    core::Random& random;  // any thread
    Organisation organisation;
    sync::Authority& authority;
    LiveHub& live;
    AttemptGuard& accounts;   // sign-in attempts by account
    AttemptGuard& addresses;  // sign-in and enrolment attempts by network address
    Comparisons& comparisons;
    std::string public_origin;                     // "https://field.example.com" when a proxy ends TLS; else empty
    std::function<backup::Health()> backups = {};  // any thread; none where nothing keeps backups
    Snapshots* snapshots = nullptr;                // none are made
    ContentStore* contents = nullptr;              // null: attachments have no bytes here
};

struct Call {
    const HttpRequest& request;
    Services& services;
    core::sqlite::Connection& database;
    WriteScope* write = nullptr;          // lane `write`
    std::vector<std::string> parts = {};  // what stood for the {…} of the pattern
    Viewer viewer = {};
    LiveHub::Moment asked = 0;  // before `database` was read
    // Must be durable before the answer goes out (an error becomes the answer); may be lost; after the commit, on any
    // thread.
    std::vector<WriteJob> before_answer = {};
    std::vector<WriteJob> afterwards = {};
    std::vector<std::function<void()>> after_commit = {};
    // Makes the answer once `before_answer` is durable; without it the handler's own answer goes out.
    std::function<HttpResponse()> finish = {};

    Org org() const { return services.organisation.number; }
    core::Result<Query> query(std::initializer_list<std::string_view> known) const {
        return Query::parse(request.query, known);
    }
    bool secure() const { return request.secure || services.public_origin.starts_with("https://"); }
};

using Handler = core::Result<HttpResponse> (*)(Call&);

// "name=value" of a Cookie header; empty: none.
std::string_view cookie(std::string_view header, std::string_view name);
std::string_view session_cookie_name(bool secure);

}  // namespace fieldfare::server
