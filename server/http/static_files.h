#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "server/http/message.h"

namespace fieldfare::server {

// The dashboard's files, read into memory at the start: a request never touches the disk, and no path can lead out of
// the directory.
class StaticFiles {
  public:
    // An empty path serves a page that says that no dashboard is installed. invalid_argument: no such directory, or too
    // much in it.
    static core::Result<StaticFiles> load(const std::string& directory);
    HttpResponse serve(const HttpRequest& request) const;
    std::size_t count() const { return files_.size(); }

  private:
    struct File {
        std::shared_ptr<const std::string> bytes;
        std::string type;
        std::string tag;
    };
    std::map<std::string, File, std::less<>> files_;  // by path, "/assets/app.js"
};

}  // namespace fieldfare::server
