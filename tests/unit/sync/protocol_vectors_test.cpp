// The vectors in docs/protocol.md. FIELDFARE_UPDATE_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "sync/authority/authority.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/frame.h"
#include "sync/protocol/snapshot_block.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using sync::Encoding;
using sync::MessageKind;

constexpr core::WallMs moment = 1'700'000'000'000;
constexpr std::size_t line_bytes = 40;

core::Uuid id(const char* text) {
    return *core::Uuid::parse(text);
}

core::FieldId field(const core::Entity& entity, std::string_view name) {
    return entity.fields[entity.position(name)].id;
}

core::Group group() {
    const core::Stamp stamp{core::Hlc::at(moment, 1), 3};
    core::Change visit{
        core::ChangeKind::add, &catalog::interaction, id("018bcfe5-6800-7000-8000-000000000001"), stamp, {}, {}};
    const auto& e = catalog::interaction;
    visit.cells = {{field(e, "customer"), {}, id("018bcfe5-6800-7000-8000-0000000000c1"), {}},
                   {field(e, "author"), {}, id("018bcfe5-6800-7000-8000-0000000000a1"), {}},
                   {field(e, "started_at"), {}, moment, {}},
                   {field(e, "logged_at"), {}, moment, {}},
                   {field(e, "channels"), {}, core::StringSet{"phone", "visit"}, {}},
                   {field(e, "note"), {}, std::string("拜访"), {}}};
    core::Change customer{
        core::ChangeKind::update,
        &catalog::customer,
        id("018bcfe5-6800-7000-8000-0000000000c1"),
        stamp,
        {{field(catalog::customer, "stage"), {}, std::string("intent"), {core::Hlc::at(moment - 1000), 2}}},
        {}};
    return {1, {visit, customer}};
}

core::Row row() {
    core::Row row(catalog::customer, id("018bcfe5-6800-7000-8000-0000000000c1"));
    row.clocks.row = {core::Hlc::at(moment - 1000), 2};
    row.clocks.set({{field(catalog::customer, "stage"), ""}, {core::Hlc::at(moment, 1), 3}, {}});
    row.values[catalog::customer.at("name")] = std::string("Acme");
    row.values[catalog::customer.at("stage")] = std::string("intent");
    row.values[catalog::customer.at("owner")] = id("018bcfe5-6800-7000-8000-0000000000a1");
    row.values[catalog::customer.at("filed_on")] = std::string("2023-11-14");
    return row;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % line_bytes == 0) out += '\n';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

template <typename Message>
std::string vector_of(const std::string& title, MessageKind kind, const Message& message) {
    const auto binary = sync::encode(message, Encoding::binary);
    const auto payload = sync::unpack(kind, binary, sync::limits::reply_body_bytes);
    EXPECT_TRUE(payload.ok());
    // What stands in the document must be read back to the same message.
    const auto from_json = sync::decode<Message>(sync::encode(message, Encoding::json), Encoding::json);
    EXPECT_TRUE(from_json.ok());
    if (from_json.ok()) {
        EXPECT_EQ(sync::encode(*from_json, Encoding::binary), binary);
    }
    const auto pretty = nlohmann::json::parse(sync::encode(message, Encoding::json)).dump(2);
    return "### " + title + "\n\n```json\n" + pretty + "\n```\n\n```hex\n" + hex(*payload) + "\n```\n\n";
}

// Li wrote one name, Zhao, who had not seen it, another.
std::string conflict_vectors(const core::Row& row) {
    const core::Stamp first{core::Hlc::at(moment - 1000), 2};
    const auto named = [&](const core::Stamp& stamp, const char* name, const core::Stamp& base) {
        return core::Change{core::ChangeKind::update,
                            row.entity,
                            row.id,
                            stamp,
                            {{field(*row.entity, "name"), {}, std::string(name), base}},
                            {}};
    };
    core::OwnConflict conflict;
    conflict.id = id("5ad0c0f8-3c1f-4e0a-9b7e-2d4c6f8a0b1d");
    conflict.at = moment + 800;
    conflict.by = id("018bcfe5-6800-7000-8000-0000000000a2");
    conflict.lost = named({core::Hlc::at(moment), 3}, "Acme Ltd", first);
    conflict.kept = named({core::Hlc::at(moment + 100), 4}, "Acme & Sons", {});
    conflict.before = named(first, "Acme", {});
    sync::ConflictsRequest asked;
    asked.held = {{id("5ad0c0f8-3c1f-4e0a-9b7e-2d4c6f8a0b1e"), core::ConflictDecision::kept}};
    sync::ConflictsReply told;
    told.conflicts = {conflict};
    told.gone = {asked.held.front().id};
    told.server_time = moment + 900;
    told.server_epoch = 17;
    return vector_of("A person's conflicts (13)", MessageKind::conflicts_request, asked) +
           vector_of("Its reply (14)", MessageKind::conflicts_reply, told);
}

// Behind its length and checksum, which are those of the compressed bytes.
std::string block_of(const sync::SnapshotBlock& block) {
    const auto bytes = sync::encode_block(block);
    const auto message = std::string_view(bytes).substr(20);
    const auto content = *sync::unpack(MessageKind::snapshot_block, message, 1024);
    return "### The content of a block with the row of that page (16)\n\n```hex\n" + hex(content) + "\n```\n\n";
}

std::string vectors() {
    std::string text = "\n";
    const auto only = group();
    const auto chain = sync::chain_after({}, only);
    text += "### The canonical bytes of a group, and the chain after it\n\n```hex\n" + hex(core::encode_group(only)) +
            "\n```\n\nchain(1) = `" + sync::hex(chain) + "`\n\n";
    text += vector_of(
        "Enrolment (1)", MessageKind::enrol_request,
        sync::EnrolRequest{"ABCD-EFGH", "Li's phone", "linux", "0.1.0", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                           id("018bcfe5-6800-7000-8000-0000000000b1")});
    text += vector_of("Fork (8)", MessageKind::fork_request,
                      sync::ForkRequest{"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"});
    text += vector_of("Push (3)", MessageKind::push_request, sync::PushRequest{1, 0, {}, {only}, {}, {}});
    sync::PushReply reply{1, chain, {}, moment + 500, 17};
    reply.verdicts.push_back({1, sync::Verdict::Kind::applied, {}, {}, 9, {}, {}});
    text += vector_of("Its reply (4)", MessageKind::push_reply, reply);
    sync::PullPage page;
    page.rows = {row()};
    page.exits = {id("018bcfe5-6800-7000-8000-0000000000c2")};
    page.erased = {id("018bcfe5-6800-7000-8000-0000000000c3")};
    page.masked = {{id("018bcfe5-6800-7000-8000-0000000000c1"), core::Classes::from_bits(0b011)}};
    page.cursor = {9, 0, {}};
    page.head = 9;
    page.server_time = moment + 600;
    page.server_epoch = 17;
    page.digest = core::digest_of(page.rows.front());
    page.conflicts = *core::Digest::from_bytes(id("5ad0c0f8-3c1f-4e0a-9b7e-2d4c6f8a0b1d").bytes);
    text += vector_of("A page (5)", MessageKind::pull_page, page);
    text +=
        vector_of("An error (7)", MessageKind::error_reply, sync::ErrorReply{core::ErrorCode::sequence_gap, "1", 1});
    const sync::RowAddress address{page.rows.front().entity->id, page.rows.front().id};
    sync::RepairRequest request;
    request.cursor = page.cursor;
    request.bucket = core::bucket_of(address.row);
    request.held = {{address, page.digest}};
    text += vector_of("A part of a book, row by row (11)", MessageKind::repair_request, request);
    sync::RepairReply repair;
    repair.left = {address};
    repair.server_time = moment + 700;
    repair.server_epoch = 17;
    text += vector_of("Its reply (12)", MessageKind::repair_reply, repair);
    text += conflict_vectors(page.rows.front());
    sync::SnapshotOffer offer;
    offer.id = "018bcfe5-6800-7000-8000-0000000000f1";
    offer.seq = 9;
    offer.bytes = 321;
    offer.customers = 1;
    offer.exits = page.exits;
    offer.erased = page.erased;
    offer.server_time = moment + 800;
    offer.server_epoch = 17;
    text += vector_of("The offer of a snapshot (15)", MessageKind::snapshot_offer, offer);
    text += block_of({1, page.rows, {}});
    return text;
}

TEST(ProtocolVectors, stand_in_the_document) {
    const std::string path = std::string(FIELDFARE_SOURCE_DIR) + "/docs/protocol.md";
    std::ifstream in(path);
    std::stringstream whole;
    whole << in.rdbuf();
    auto text = whole.str();
    const std::string begin = "<!-- vectors -->\n";
    const std::string end = "<!-- /vectors -->";
    const auto from = text.find(begin);
    const auto to = text.find(end);
    ASSERT_NE(from, std::string::npos);
    ASSERT_NE(to, std::string::npos);
    const auto expected = vectors();
    if (std::getenv("FIELDFARE_UPDATE_GOLDEN") != nullptr) {
        text.replace(from + begin.size(), to - from - begin.size(), expected);
        std::ofstream(path) << text;
        return;
    }
    EXPECT_EQ(text.substr(from + begin.size(), to - from - begin.size()), expected);
}

}  // namespace
}  // namespace fieldfare
