// Subcommands about attachments and their bytes.
#include <fstream>
#include <iterator>

#include "core/base/files.h"
#include "core/catalog/entities.h"
#include "core/media/attach.h"
#include "core/media/blobs.h"
#include "core/media/content.h"
#include "sync/cli/commands.h"

namespace fieldfare::cli {
namespace {

namespace media = core::media;
using core::Error;
using core::ErrorCode;
using core::catalog::attachment;
using nlohmann::json;

core::Result<core::Bytes> bytes_in(const std::string& path, std::uint64_t most) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return Error{ErrorCode::not_found, path};
    const auto size = static_cast<std::uint64_t>(file.tellg());
    if (size > most) return Error{ErrorCode::too_large, path};
    core::Bytes bytes(size);
    file.seekg(0);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!file) return Error{ErrorCode::storage_failed, path};
    return bytes;
}

std::string file_name_of(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

Output attach(Session& session, const AttachWanted& wanted) {
    FF_ASSIGN(const auto of, find_customer(session, wanted.customer));
    FF_ASSIGN(const auto bytes, bytes_in(wanted.file, media::most_content_bytes));
    core::Bytes thumbnail;
    if (!wanted.thumbnail.empty()) {
        FF_ASSIGN(thumbnail, bytes_in(wanted.thumbnail, media::most_thumbnail_bytes));
    }
    media::Attach what;
    what.customer = of.id;
    if (!wanted.visit.empty()) {
        what.interaction = core::Uuid::parse(wanted.visit);
        if (!what.interaction) return Error{ErrorCode::invalid_argument, "--visit: an id"};
    }
    what.kind = wanted.kind;
    what.format = wanted.format;
    what.bytes = bytes;
    what.thumbnail = thumbnail;
    what.file_name = file_name_of(wanted.file);
    what.caption = wanted.caption;
    FF_ASSIGN(const auto id, media::attach(session.store(), session.contents(), what));
    FF_ASSIGN(const auto row, session.store().read().get(attachment, id));
    return json{{"attachment", id.text()}, {"content", row.text(attachment.at("content"))}};
}

Output content(Session& session, const std::string& id_text, const std::string& path) {
    const auto id = core::Uuid::parse(id_text);
    if (!id) return Error{ErrorCode::invalid_argument, "attachment: an id"};
    FF_ASSIGN(const auto row, session.store().read().get(attachment, *id));
    const std::string name(row.text(attachment.at("content")));
    const auto bytes = media::show(session.store(), session.contents(), name);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return json{{"content", name}, {"here", false}};
    if (!bytes) return bytes.error();
    FF_TRY(core::files::write_new(path, {reinterpret_cast<const char*>(bytes->data()), bytes->size()}));
    return json{{"content", name}, {"here", true}, {"bytes", bytes->size()}};
}

json contents_line(Session& session) {
    const auto now = media::standing(session.store().read());
    if (!now) return {{"error", now.error().describe()}};
    return {{"to_send", now->to_send},   {"to_send_bytes", now->to_send_bytes},
            {"to_fetch", now->to_fetch}, {"refused", now->refused},
            {"damaged", now->damaged},   {"held_bytes", now->held_bytes}};
}

}  // namespace fieldfare::cli
