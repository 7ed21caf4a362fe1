#include "tests/simulation/contents_checks.h"

#include <algorithm>
#include <map>
#include <set>

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

// The contents of each attachment that anybody ever saved, of which `counts` is true of some edit.
template <typename Counts>
std::set<std::string> saved_names(const Oracle& oracle, const Counts& counts) {
    std::map<core::RowKey, std::set<std::string>> names;
    std::set<core::RowKey> counted;
    for (const auto& edit : oracle.edits()) {
        if (edit.row.entity != &attachment) continue;
        if (counts(edit)) counted.insert(edit.row);
        for (const auto& value : edit.values) {
            const auto* text = std::get_if<std::string>(&value);
            if (text != nullptr && core::media::is_content_name(*text)) names[edit.row].insert(*text);
        }
    }
    std::set<std::string> all;
    for (const auto& row : counted) all.merge(names[row]);
    return all;
}

// What the server may still take, when a lead decides so.
std::set<std::string> names_aside(const Oracle& oracle, Phone& phone) {
    const auto rows = phone.aside_rows();
    if (rows.empty()) return {};
    return saved_names(oracle, [&](const SavedEdit& edit) { return rows.contains(edit.row); });
}

// What attachments named that were erased by law, and none that stands does.
std::set<std::string> names_erased(const Oracle& oracle, ServerMachine& server) {
    const auto ids = server.erased();
    if (ids.empty()) return {};
    auto names = saved_names(oracle, [&](const SavedEdit& edit) {
        return ids.contains(edit.row.id) || std::ranges::any_of(edit.values, [&](const core::Value& value) {
                   const auto* id = std::get_if<core::Uuid>(&value);
                   return id != nullptr && ids.contains(*id);
               });
    });
    for (const auto& [key, stored] : server.rows()) {
        if (key.entity != &attachment) continue;
        for (const auto& name : named_by(stored.row)) names.erase(name);
    }
    return names;
}

std::string content_of(const std::string& file) {
    return file.substr(0, file.find('.'));
}

bool whole_on(ServerMachine& server, const std::string& content) {
    const auto* bytes = server.contents().find(content);
    return bytes != nullptr && core::media::content_name(*bytes) == content;
}

// A file that neither a row of the phone's names nor what it has aside, nor is it kept back for another network.
std::optional<std::string> stray_file(const Oracle& oracle, Phone& phone) {
    auto named = named_on(phone);
    named.merge(names_aside(oracle, phone));
    for (const auto& blob : phone.content_lines()) {
        if (phone.contents().keeps_back(blob)) named.insert(blob.content);
    }
    for (const auto& file : phone.contents().disk().names()) {
        if (!named.contains(content_of(file))) return file;
    }
    return std::nullopt;
}

}  // namespace

bool contents_rest(const Oracle& oracle, Phone& phone, ServerMachine& server) {
    const auto named = named_on_both(phone, server);
    if (stray_file(oracle, phone)) return false;
    for (const auto& blob : phone.content_lines()) {
        if (phone.contents().keeps_back(blob)) continue;
        if (!named.contains(blob.content)) continue;
        if (blob.state == BlobState::to_send) return false;
        if (blob.state == BlobState::to_fetch && whole_on(server, blob.content)) return false;
    }
    return true;
}

void check_contents(const Oracle& oracle, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    const auto erased = names_erased(oracle, server);
    for (const auto& phone : phones) {
        for (const auto& blob : phone->content_lines()) {
            if (blob.state != BlobState::here || whole_on(server, blob.content)) continue;
            violated(3, "{} takes {} for delivered, the server has {}", phone->holder().name,
                     blob.content.substr(0, 12),
                     server.contents().find(blob.content) == nullptr ? "nothing" : "something else");
        }
        for (const auto& file : phone->contents().disk().names()) {
            if (!erased.contains(content_of(file))) continue;
            violated(13, "{} keeps {}, whose row was erased", phone->holder().name, file.substr(0, 12));
        }
        if (const auto stray = stray_file(oracle, *phone)) {
            violated(12, "{} keeps {}, which no row of its names", phone->holder().name, stray->substr(0, 12));
        }
    }
    for (const auto& file : server.contents().names()) {
        if (!erased.contains(content_of(file))) continue;
        violated(13, "the server keeps {}, whose row was erased", file.substr(0, 12));
    }
}

}  // namespace fieldfare::simulation
