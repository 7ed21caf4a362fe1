#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "server/api/call.h"
#include "server/app/admin.h"
#include "server/store/writer.h"

namespace fieldfare::server {

// Takes administration commands from the same machine while the server runs: a Unix socket in the data directory, for
// the server's own user only. One command a connection, one after the other, on a thread of its own.
class AdminSocket {
  public:
    // storage_failed: the socket cannot be made.
    static core::Result<std::unique_ptr<AdminSocket>> start(const std::string& path, Writer& writer, LiveHub& live,
                                                            Services& services);
    ~AdminSocket();
    void stop();

  private:
    AdminSocket(std::string path, int socket, Writer& writer, LiveHub& live, Services& services);
    void loop();
    void serve(int client);

    std::string path_;
    int socket_;
    int wake_[2] = {-1, -1};
    Writer& writer_;
    LiveHub& live_;
    Services& services_;
    std::thread thread_;
};

// Sends a command to a running server. not_found: none is listening there.
core::Result<std::string> ask_running_server(const std::string& socket_path, const std::string& command,
                                             const Progress& progress = {});

}  // namespace fieldfare::server
