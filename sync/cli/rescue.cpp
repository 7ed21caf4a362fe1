// Subcommands about the rescue file.
#include "sync/client/rescue.h"

#include <fstream>
#include <iterator>

#include "core/base/files.h"
#include "sync/cli/commands.h"

namespace fieldfare::cli {

using nlohmann::json;
namespace rescue_file = sync::rescue;

Output rescue(Session& session, const std::string& path) {
    const auto code = rescue_file::new_code(session.random());
    FF_ASSIGN(const auto file, rescue_file::write(session.store(), code));
    FF_TRY(core::files::write_new(path, {reinterpret_cast<const char*>(file.data()), file.size()}));
    return json{{"file", path}, {"code", code}, {"bytes", file.size()}};
}

Output take_in(Session& session, const std::string& path, const std::string& code) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return core::Error{core::ErrorCode::not_found, path};
    const core::Bytes file{std::istreambuf_iterator<char>(in), {}};
    FF_ASSIGN(const auto contents, rescue_file::read(file, code));
    FF_ASSIGN(auto transaction, session.store().begin());
    FF_ASSIGN(const auto taken, rescue_file::take_in(transaction, contents));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return json{{"groups", contents.groups.size()}, {"taken", taken}, {"device", contents.device}};
}

}  // namespace fieldfare::cli
