#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "server/http/message.h"
#include "server/store/ledger.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

class Subscription;

// Tells subscribers "news up to n" when a commit concerns what they may see. A subscriber that does not read costs
// nothing: what waits for it is one number. Any thread.
class LiveHub {
  public:
    using Format = std::string (*)(sync::Seq);

    // Whose stream it is: a session ("s" + hash) or a device ("d" + number), so that it can be ended with it.
    struct Owner {
        std::string key;
        core::Uuid user;
    };

    // Take it before the snapshot in which you find out who asks and what he may see, and hand it to `subscribe`.
    using Moment = std::uint64_t;
    Moment moment() const;
    // Begins with news up to `head`. When somebody's rights changed or a stream was ended since `asked`, it may have
    // concerned this one: it ends at once, and he comes back with what holds now. too_many_attempts: the owner has
    // `limit` streams already.
    core::Result<std::shared_ptr<EventSource>> subscribe(const Owner& owner, const sync::Audience& audience,
                                                         sync::Seq head, Moment asked, Format format,
                                                         std::size_t limit);
    void announce(const News& news);
    void end(const std::string& key);
    void end_user(const core::Uuid& user);
    void end_all();
    std::size_t size() const;

  private:
    friend class Subscription;
    void leave(Subscription& subscription);
    void end_where(const std::function<bool(const Subscription&)>& which);

    mutable std::mutex mutex_;
    std::set<std::shared_ptr<Subscription>> all_;
    std::map<core::Uuid, std::set<Subscription*>> by_circle_;
    std::set<Subscription*> everything_;
    sync::Seq last_ = 0;
    Moment moment_ = 0;  // grows with what ends streams
};

}  // namespace fieldfare::server
