#include "tests/simulation/contents_checks.h"

#include "core/catalog/entities.h"
#include "core/media/content.h"

namespace fieldfare::simulation {
namespace {

using core::catalog::attachment;
using core::media::BlobState;

std::set<std::string> named_by(const core::Row& row) {
    return {std::string(row.text(attachment.at("content"))), std::string(row.text(attachment.at("thumbnail")))};
}

std::set<std::string> named_on(const Phone& phone) {
    std::set<std::string> names;
    for (const auto& [key, row] : phone.rows()) {
        if (key.entity == &attachment && !row.deleted()) names.merge(named_by(row));
    }
    return names;
}

// What rows of both sides name that are not deleted on either.
std::set<std::string> named_on_both(const Phone& phone, ServerMachine& server) {
    std::set<std::string> names;
    for (const auto& [key, row] : phone.rows()) {
        if (key.entity != &attachment || row.deleted()) continue;
        const auto there = server.rows().find(key);
        if (there != server.rows().end() && !there->second.row.deleted()) names.merge(named_by(row));
    }
    return names;
}

bool whole_on(ServerMachine& server, const std::string& content) {
    const auto* bytes = server.contents().find(content);
    return bytes != nullptr && core::media::content_name(*bytes) == content;
}

// A file that no row of the phone's names. What left with its customer before it was sent goes with the server's
// receipt, which a lead's decision may precede.
std::optional<std::string> stray_file(Phone& phone) {
    auto named = named_on(phone);
    for (const auto& blob : phone.content_lines()) {
        if (blob.state == BlobState::to_send && !phone.aside().empty()) named.insert(blob.content);
    }
    for (const auto& file : phone.contents().disk().names()) {
        if (!named.contains(file.substr(0, file.find('.')))) return file;
    }
    return std::nullopt;
}

}  // namespace

bool contents_rest(Phone& phone, ServerMachine& server) {
    const auto named = named_on_both(phone, server);
    if (stray_file(phone)) return false;
    for (const auto& blob : phone.content_lines()) {
        if (!named.contains(blob.content)) continue;
        if (blob.state == BlobState::to_send) return false;
        if (blob.state == BlobState::to_fetch && whole_on(server, blob.content)) return false;
    }
    return true;
}

void check_contents(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    for (const auto& phone : phones) {
        for (const auto& blob : phone->content_lines()) {
            if (blob.state != BlobState::here || whole_on(server, blob.content)) continue;
            violated(3, "{} takes {} for delivered, the server has {}", phone->holder().name,
                     blob.content.substr(0, 12),
                     server.contents().find(blob.content) == nullptr ? "nothing" : "something else");
        }
        if (const auto stray = stray_file(*phone)) {
            violated(12, "{} keeps {}, which no row of its names", phone->holder().name, stray->substr(0, 12));
        }
    }
    std::set<std::string> ever;
    for (const auto& [key, stored] : server.rows()) {
        if (key.entity == &attachment) ever.merge(named_by(stored.row));
    }
    for (const auto& file : server.contents().names()) {
        if (ever.contains(file.substr(0, file.find('.')))) continue;
        violated(13, "the server keeps {}, which no row names", file.substr(0, 12));
    }
}

}  // namespace fieldfare::simulation
