// fieldfare-cli: a phone without a screen, over the real store and the real sync.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "core/base/errors.h"
#include "sync/cli/commands.h"

namespace {

using namespace fieldfare;

constexpr int exit_failed = 1;

void print_text(const nlohmann::json& value, int indent) {
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    for (const auto& [key, member] : value.items()) {
        if (member.is_structured()) {
            std::printf("%s%s:\n", margin.c_str(), key.c_str());
            print_text(member, indent + 2);
        } else {
            const auto text = member.is_string() ? member.get<std::string>() : member.dump();
            std::printf("%s%s: %s\n", margin.c_str(), key.c_str(), text.c_str());
        }
    }
}

int finish(const cli::Output& output, bool json) {
    if (output.ok()) {
        if (json) {
            std::printf("%s\n", output->dump().c_str());
        } else {
            print_text(*output, 0);
        }
        return 0;
    }
    const auto& error = output.error();
    if (json) {
        const nlohmann::json body{
            {"error",
             {{"code", core::label(error.code)}, {"name", core::info(error.code).name}, {"detail", error.detail}}}};
        std::printf("%s\n", body.dump().c_str());
    }
    std::fprintf(stderr, "fieldfare-cli: %s\n", error.describe().c_str());
    return exit_failed;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("A phone without a screen: the book, its journal and its sync");
    app.set_version_flag("--version", FIELDFARE_VERSION);
    app.require_subcommand(1);
    cli::Settings settings;
    app.add_option("--store", settings.store_path, "The phone's database file")->required();
    app.add_option("--key", settings.key_hex, "Its key, 64 hex digits; without: not encrypted");
    app.add_flag("--json", settings.json, "Print JSON");
    app.fallthrough();

    std::function<cli::Output(cli::Session&)> action;

    cli::EnrolWanted enrolment;
    auto* enrol = app.add_subcommand("enrol", "Make this store a device of an organisation");
    enrol->add_option("--server", enrolment.server, "http://127.0.0.1:8080")->required();
    enrol->add_option("--code", enrolment.code, "The one-time code")->required();
    enrol->add_option("--name", enrolment.device_name, "The device's name");
    enrol->add_option("--ca", enrolment.ca_file, "Certificate file of a private authority");
    enrol->callback([&] { action = [&](cli::Session& session) { return cli::enrol(session, enrolment); }; });

    cli::VisitWanted visit;
    auto* log = app.add_subcommand("log-visit", "Log a visit, durably, with or without a network");
    log->add_option("--customer", visit.customer, "Id, code or exact name")->required();
    log->add_option("--channel", visit.channels, "visit, phone, wechat, ...");
    log->add_option("--note", visit.note, "What was said");
    log->add_option("--next", visit.next_step, "The next step");
    log->add_option("--due", visit.next_due, "Its day, YYYY-MM-DD");
    log->add_option("--at", visit.at, "When it began, in milliseconds since 1970 (default: now)");
    log->add_option("--stage", visit.stage, "The customer's new stage");
    log->callback([&] { action = [&](cli::Session& session) { return cli::log_visit(session, visit); }; });

    cli::FileWanted filing;
    auto* file = app.add_subcommand("file-customer", "File a new customer");
    file->add_option("--name", filing.name, "The customer's name")->required();
    file->add_option("--set", filing.fields, "field=value, repeatable");
    file->add_option("--contact", filing.contact_name, "Name of the first contact");
    file->add_option("--phone", filing.contact_phone, "The contact's phone");
    file->callback([&] { action = [&](cli::Session& session) { return cli::file_customer(session, filing); }; });

    std::string customer;
    std::vector<std::string> fields;
    auto* edit = app.add_subcommand("edit", "Change a customer");
    edit->add_option("--customer", customer, "Id, code or exact name")->required();
    edit->add_option("--set", fields, "field=value, repeatable; an empty value clears")->required();
    edit->callback(
        [&] { action = [&](cli::Session& session) { return cli::edit_customer(session, customer, fields); }; });

    auto* remove = app.add_subcommand("remove", "Remove a customer");
    remove->add_option("--customer", customer, "Id, code or exact name")->required();
    remove->callback(
        [&] { action = [&](cli::Session& session) { return cli::remove_customer(session, customer, false); }; });
    auto* restore = app.add_subcommand("restore", "Undo a removal");
    restore->add_option("--customer", customer, "Id")->required();
    restore->callback(
        [&] { action = [&](cli::Session& session) { return cli::remove_customer(session, customer, true); }; });

    cli::AttachWanted attachment;
    auto* attach = app.add_subcommand("attach", "Attach a photo, a voice note or a document");
    attach->add_option("file", attachment.file, "The file")->required();
    attach->add_option("--customer", attachment.customer, "Id, code or exact name")->required();
    attach->add_option("--visit", attachment.visit, "Id of the visit");
    attach->add_option("--kind", attachment.kind, "photo, voice or document (default)");
    attach->add_option("--format", attachment.format, "jpeg, pdf, ogg, ...")->required();
    attach->add_option("--thumbnail", attachment.thumbnail, "A JPEG of at most 16 KiB");
    attach->add_option("--caption", attachment.caption, "What it shows");
    attach->callback([&] { action = [&](cli::Session& session) { return cli::attach(session, attachment); }; });
    std::string attachment_id;
    std::string content_path;
    auto* content = app.add_subcommand("content", "Write an attachment's bytes to a new file, or want them");
    content->add_option("attachment", attachment_id, "Its id")->required();
    content->add_option("file", content_path, "A new file")->required();
    content->callback(
        [&] { action = [&](cli::Session& session) { return cli::content(session, attachment_id, content_path); }; });

    std::string entity = "customer";
    std::uint32_t limit = 1000;
    auto* conflicts = app.add_subcommand("conflicts", "What you wrote and somebody overwrote without having seen it");
    conflicts->callback([&] { action = [](cli::Session& session) { return cli::conflicts(session); }; });
    std::string conflict;
    bool put_back = false;
    auto* settle = app.add_subcommand("settle", "Leave what overwrote your value, or put yours back");
    settle->add_option("conflict", conflict, "Its id")->required();
    settle->add_flag("--restore", put_back, "Put yours back");
    settle->callback(
        [&] { action = [&](cli::Session& session) { return cli::settle_conflict(session, conflict, put_back); }; });

    auto* list = app.add_subcommand("list", "Print rows");
    list->add_option("entity", entity, "customer, interaction, followup, contact, ...");
    list->add_option("--customer", customer, "Of this customer only");
    list->add_option("--limit", limit, "At most so many");
    list->callback(
        [&] { action = [&](cli::Session& session) { return cli::list(session, entity, customer, limit); }; });

    auto* outbox = app.add_subcommand("outbox", "What the server has not got, or set aside");
    outbox->callback([&] { action = [](cli::Session& session) { return cli::outbox(session); }; });
    std::uint64_t number = 0;
    auto* discard = app.add_subcommand("discard", "Give up a quarantined group, knowingly");
    discard->add_option("number", number, "Its number in the outbox")->required();
    discard->callback([&] { action = [&](cli::Session& session) { return cli::discard(session, number); }; });
    auto* status = app.add_subcommand("status", "Where this device stands");
    status->callback([&] { action = [](cli::Session& session) { return cli::status(session); }; });

    std::string path;
    std::string code;
    auto* rescue = app.add_subcommand("rescue", "Write what is unsent to an encrypted file, and print its code");
    rescue->add_option("file", path, "A new file")->required();
    rescue->callback([&] { action = [&](cli::Session& session) { return cli::rescue(session, path); }; });
    auto* take_in = app.add_subcommand("take-in", "Put such a file of another phone of yours into this one");
    take_in->add_option("file", path, "The file")->required();
    take_in->add_option("--code", code, "Its code")->required();
    take_in->callback([&] { action = [&](cli::Session& session) { return cli::take_in(session, path, code); }; });

    cli::SyncWanted wanted;
    auto* sync = app.add_subcommand("sync", "Exchange with the server until there is nothing left");
    sync->add_flag("--watch", wanted.watch, "Go on by itself until a signal, one line of JSON at every change");
    sync->add_flag("--obey", wanted.obey,
                   "With --watch: take commands from standard input, a JSON object a line, until it ends");
    sync->add_option("--timeout", wanted.timeout_s, "Seconds");
    sync->add_flag("--json-form", wanted.json_form, "Speak JSON instead of the binary form");
    sync->add_option("--ca", wanted.ca_file, "Certificate file of a private authority");
    sync->callback([&] { action = [&](cli::Session& session) { return cli::sync_now(session, wanted); }; });

    CLI11_PARSE(app, argc, argv);
    auto session = cli::Session::open(settings);
    if (!session) return finish(session.error(), settings.json);
    return finish(action(**session), settings.json);
}
