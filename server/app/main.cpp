#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/rows/reader.h"
#include "server/app/commands.h"

// The program: reads the command line, loads the configuration, calls one command.
namespace {

namespace commands = fieldfare::server::commands;
using fieldfare::server::Config;
using nlohmann::json;

constexpr int usage_error = 2;

struct Arguments {
    std::string which;
    std::string seen;
    std::string confirm;
    std::string config = "fieldfare-server.toml";
    commands::InitOptions init;
    std::string entity, key, type = "text", label_zh, label_en;
    std::vector<std::string> choices, classes, take;
    std::int64_t position = 0;
    std::uint64_t step = 0;
    std::string name, email, to, role = "rep", team, user, device, file, folder, owner, url, svg, group;
    bool password_stdin = false;
    bool dry_run = false;
    bool yes = false;
    bool verify = false;
    bool by_hand = false;
    bool no_team = false;
    bool undo = false;
    bool active = false;
    bool inactive = false;
};

int with_config(const Arguments& arguments, const std::function<int(const Config&)>& command) {
    const auto config = fieldfare::server::load_config(arguments.config);
    if (!config) {
        std::cerr << "fieldfare-server: " << config.error().describe() << '\n';
        return usage_error;
    }
    return command(*config);
}

int admin(const Arguments& arguments, const json& command, int (*print)(const std::string&)) {
    return with_config(arguments, [&](const Config& config) {
        // What was typed may be no UTF-8; the server then says that it knows no such name.
        return commands::admin(config, command.dump(-1, ' ', false, json::error_handler_t::replace), print);
    });
}

int import_file(const Arguments& arguments) {
    std::ifstream in(arguments.file, std::ios::binary);
    if (!in) {
        std::cerr << "fieldfare-server: cannot read " << arguments.file << '\n';
        return usage_error;
    }
    const std::string csv(std::istreambuf_iterator<char>(in), {});
    if (!fieldfare::core::is_clean_utf8(csv)) {
        std::cerr << "fieldfare-server: " << arguments.file << " is not UTF-8\n";
        return 1;
    }
    return admin(
        arguments,
        {{"command", "import.customers"}, {"csv", csv}, {"owner", arguments.owner}, {"dry_run", arguments.dry_run}},
        commands::print_import);
}

void add_init(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto& options = arguments.init;
    auto* init = app.add_subcommand("init", "Create the data directory, the organisation and its administrator");
    init->add_option("--data", options.data_directory, "Data directory to create")->required();
    init->add_option("--organisation", options.organisation, "Name of the organisation")->required();
    init->add_option("--admin-email", options.admin_email, "E-mail the administrator signs in with")->required();
    init->add_option("--admin-name", options.admin_name, "The administrator's name")->capture_default_str();
    init->add_option("--time-zone", options.time_zone, "Business time zone")->capture_default_str();
    init->add_option("--currency", options.currency, "Currency")->capture_default_str();
    init->add_flag("--password-stdin", options.password_stdin, "Read the administrator's password from standard input");
    init->add_flag("--trial-certificate", options.trial_certificate, "Make a self-signed certificate and use it");
    init->add_option("--host-name", options.host_name, "Host name in the trial certificate")->capture_default_str();
    init->callback([&] {
        options.config_path = arguments.config;
        exit_code = commands::init(options);
    });
}

void add_users(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* user = app.add_subcommand("user", "People who work with Fieldfare");
    user->require_subcommand(1);
    auto* add = user->add_subcommand("add", "Add a person; the role is rep, lead, director or admin");
    add->add_option("--name", arguments.name, "Name")->required();
    add->add_option("--email", arguments.email, "E-mail")->required();
    add->add_option("--role", arguments.role, "Role")->capture_default_str();
    add->add_option("--team", arguments.team, "Team; made if there is none of this name");
    add->add_flag("--password-stdin", arguments.password_stdin, "Read a dashboard password from standard input");
    add->callback([&] {
        json command{{"command", "user.add"},
                     {"name", arguments.name},
                     {"email", arguments.email},
                     {"role", arguments.role},
                     {"team", arguments.team}};
        if (arguments.password_stdin) command["password"] = commands::read_password();
        exit_code = admin(arguments, command, commands::print_user_added);
    });
    auto* change = user->add_subcommand(
        "change", "Change a person's name, role or team, or end his work here; his phones gain and lose what follows");
    change->add_option("user", arguments.user, "E-mail or name")->required();
    auto* name = change->add_option("--name", arguments.name, "New name");
    auto* role = change->add_option("--role", arguments.role, "New role: rep, lead, director or admin");
    auto* team = change->add_option("--team", arguments.team, "New team; made if there is none of this name");
    change->add_flag("--no-team", arguments.no_team, "Stands in no team any more")->excludes(team);
    auto* inactive = change->add_flag("--inactive", arguments.inactive,
                                      "Has left: ends sessions; phones lock themselves out at their next contact");
    change->add_flag("--active", arguments.active, "Works here again")->excludes(inactive);
    change->callback([&, name, role, team] {
        json command{{"command", "user.change"}, {"user", arguments.user}};
        if (name->count() > 0) command["name"] = arguments.name;
        if (role->count() > 0) command["role"] = arguments.role;
        if (team->count() > 0) command["team"] = arguments.team;
        if (arguments.no_team) command["team"] = "";
        if (arguments.active || arguments.inactive) command["active"] = arguments.active;
        exit_code = admin(arguments, command, commands::print_done);
    });
    auto* handover = user->add_subcommand(
        "handover", "Give all customers of a person and his open follow-ups there to another; shows what it would do");
    handover->add_option("from", arguments.user, "E-mail or name")->required();
    handover->add_option("to", arguments.to, "E-mail or name")->required();
    auto* yes = handover->add_flag("--yes", arguments.yes, "Do it");
    auto* undo = handover->add_option("--undo", arguments.step,
                                      "Give back what this step moved and whose owner nobody changed since");
    undo->excludes(yes);
    handover->callback([&, undo] {
        json command{
            {"command", "user.handover"}, {"from", arguments.user}, {"to", arguments.to}, {"dry_run", !arguments.yes}};
        if (undo->count() > 0) command["undo"] = arguments.step;
        exit_code = admin(arguments, command, commands::print_handover);
    });
    user->add_subcommand("list", "List the people")->callback([&] {
        exit_code = admin(arguments, {{"command", "user.list"}}, commands::print_users);
    });
    auto* password = user->add_subcommand(
        "password", "Set a person's dashboard password (from standard input) and end his sessions");
    password->add_option("user", arguments.user, "E-mail or name")->required();
    password->callback([&] {
        exit_code =
            admin(arguments,
                  {{"command", "user.password"}, {"user", arguments.user}, {"password", commands::read_password()}},
                  commands::print_done);
    });
}

void add_erase(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* erase = app.add_subcommand(
        "erase", "Erase a customer with all that belongs to it, or a contact, for good; shows first what would go");
    erase->add_option("which", arguments.which, "Id, or a customer's code")->required();
    erase->add_option("--confirm", arguments.confirm, "The name as it stands: do it");
    erase->callback([&] {
        exit_code = admin(arguments, {{"command", "erase"}, {"which", arguments.which}, {"confirm", arguments.confirm}},
                          commands::print_erasure);
    });
}

void add_customers(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* customer = app.add_subcommand("customer", "Customers that were filed twice");
    customer->require_subcommand(1);
    auto* merge = customer->add_subcommand(
        "merge", "Merge a customer into another, with all that belongs to it; shows what it would do");
    merge->add_option("from", arguments.which, "The one that goes: id or code")->required();
    merge->add_option("into", arguments.to, "The one that goes on: id or code")->required();
    merge->add_option("--take", arguments.take, "Fields in which the value of the one that goes is to stand");
    merge->add_flag("--yes", arguments.yes, "Do it");
    merge->add_option("--seen", arguments.seen, "Only if the two stand as when it was shown");
    merge->callback([&] {
        exit_code = admin(arguments,
                          {{"command", "customer.merge"},
                           {"from", arguments.which},
                           {"into", arguments.to},
                           {"take", arguments.take},
                           {"seen", arguments.seen},
                           {"dry_run", !arguments.yes}},
                          commands::print_merge);
    });
    auto* unmerge = customer->add_subcommand(
        "unmerge", "Undo a merge: what was the customer's own goes back to it; shows what it would do");
    unmerge->add_option("from", arguments.which, "The one that was merged into another: id or code")->required();
    unmerge->add_flag("--yes", arguments.yes, "Do it");
    unmerge->add_option("--seen", arguments.seen, "Only if the two stand as when it was shown");
    unmerge->callback([&] {
        exit_code = admin(arguments,
                          {{"command", "customer.unmerge"},
                           {"from", arguments.which},
                           {"seen", arguments.seen},
                           {"dry_run", !arguments.yes}},
                          commands::print_unmerge);
    });
}

void add_devices(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* device = app.add_subcommand("device", "Phones");
    device->require_subcommand(1);
    auto* enrol =
        device->add_subcommand("enrol", "Make a one-time code (15 minutes) for a person's phone, as text and QR");
    enrol->add_option("--user", arguments.user, "E-mail or name")->required();
    enrol->add_option("--url", arguments.url, "Address under which phones reach this server");
    enrol->add_option("--svg", arguments.svg, "Also write the QR code to this file");
    enrol->callback([&] {
        exit_code = with_config(arguments, [&](const Config& config) {
            return commands::enrol(config, arguments.user, arguments.url, arguments.svg);
        });
    });
    device->add_subcommand("list", "List the phones")->callback([&] {
        exit_code = admin(arguments, {{"command", "device.list"}}, commands::print_devices);
    });
    auto* revoke = device->add_subcommand("revoke", "Lock a phone out at once; it wipes itself at its next contact");
    revoke->add_option("device", arguments.device, "Number or id, see device list")->required();
    revoke->callback([&] {
        exit_code =
            admin(arguments, {{"command", "device.revoke"}, {"device", arguments.device}}, commands::print_done);
    });
}

void add_fields(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* field = app.add_subcommand("field", "Fields that the organisation defines for itself");
    field->require_subcommand(1);
    auto* add =
        field->add_subcommand("add", "Define a field; forms on phones and dashboard show it at their next pull");
    add->add_option("--entity", arguments.entity, "Where: customer, contact, followup or interaction")->required();
    add->add_option("--key", arguments.key, "Its name in data, for ever: a-z, 0-9 and _")->required();
    add->add_option("--type", arguments.type, "text, integer, real, boolean, date or enumeration")
        ->capture_default_str();
    add->add_option("--label-zh", arguments.label_zh, "What it is called in Chinese")->required();
    add->add_option("--label-en", arguments.label_en, "What it is called in English")->required();
    add->add_option("--choice", arguments.choices, "A choice of an enumeration; once for each");
    auto* position = add->add_option("--position", arguments.position, "Its place, 0 to 10000; the last without it");
    add->callback([&, position] {
        json command{{"command", "field.add"}, {"entity", arguments.entity},     {"key", arguments.key},
                     {"type", arguments.type}, {"label_zh", arguments.label_zh}, {"label_en", arguments.label_en}};
        if (!arguments.choices.empty()) command["choices"] = arguments.choices;
        if (position->count() > 0) command["position"] = arguments.position;
        exit_code = admin(arguments, command, commands::print_field_added);
    });
    field->add_subcommand("list", "List the fields")->callback([&] {
        exit_code = admin(arguments, {{"command", "field.list"}}, commands::print_fields);
    });
    auto* retire = field->add_subcommand("retire", "Take no new values; those there are stay and are shown");
    retire->add_option("entity", arguments.entity, "customer, contact, followup or interaction")->required();
    retire->add_option("key", arguments.key, "Its key, see field list")->required();
    retire->add_flag("--undo", arguments.undo, "In use again");
    retire->callback([&] {
        exit_code = admin(arguments,
                          {{"command", "field.retire"},
                           {"entity", arguments.entity},
                           {"key", arguments.key},
                           {"undo", arguments.undo}},
                          commands::print_done);
    });
}

void add_masks(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* mask = app.add_subcommand("mask", "What a role may not see of customers that are not its holder's own");
    mask->require_subcommand(1);
    auto* set = mask->add_subcommand("set", "Hide these classes of fields from a role, and no others");
    set->add_option("role", arguments.role, "lead, director or admin")->required();
    set->add_option("classes", arguments.classes, "contact_data, revenue, personal; none: everything is shown");
    set->callback([&] {
        exit_code =
            admin(arguments, {{"command", "mask.set"}, {"role", arguments.role}, {"classes", arguments.classes}},
                  commands::print_masks);
    });
    mask->add_subcommand("list", "What is hidden from whom")->callback([&] {
        exit_code = admin(arguments, {{"command", "mask.list"}}, commands::print_masks);
    });
}

void add_quarantine(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* quarantine = app.add_subcommand("quarantine", "What the server could not take from phones, and keeps");
    quarantine->require_subcommand(1);
    quarantine->add_subcommand("list", "List it: group, person, time, state, reason, size")->callback([&] {
        exit_code = admin(arguments, {{"command", "quarantine.list"}}, commands::print_quarantine);
    });
    auto* show = quarantine->add_subcommand("show", "Print one group as JSON, with what of it can be read");
    show->add_option("group", arguments.group, "Group, see quarantine list")->required();
    show->callback([&] {
        exit_code =
            admin(arguments, {{"command", "quarantine.show"}, {"group", arguments.group}}, commands::print_item);
    });
    auto* clear = quarantine->add_subcommand(
        "clear",
        "Take off the list a group that cannot be read, or is of a revoked phone; it is saved to a file first");
    clear->add_option("group", arguments.group, "Group, see quarantine list")->required();
    clear->add_option("--save", arguments.file, "File to create: the group as quarantine show prints it")->required();
    clear->callback([&] {
        exit_code = with_config(arguments, [&](const Config& config) {
            return commands::clear_quarantine(config, arguments.group, arguments.file);
        });
    });
}

void add_backups(CLI::App& app, Arguments& arguments, int& exit_code) {
    auto* backup = app.add_subcommand(
        "backup", "Copy the database into a folder while the server runs, check the copy, and say what it holds");
    backup->require_subcommand(0, 1);
    backup->add_option("--folder", arguments.folder, "Folder that is there; without it the configuration's");
    auto* list = backup->add_subcommand("list", "List a folder's backups, newest first");
    list->callback([&] {
        exit_code = with_config(arguments,
                                [&](const Config& config) { return commands::list_backups(config, arguments.folder); });
    });
    backup->callback([&, list] {
        if (list->parsed()) return;
        exit_code =
            with_config(arguments, [&](const Config& config) { return commands::backup(config, arguments.folder); });
    });
    auto* restore = app.add_subcommand(
        "restore",
        "Put a backup in the place of the database, which is kept aside; phones offer again what came after it. The "
        "server must not run");
    auto* file = restore->add_option("file", arguments.file, "The backup, with its manifest (.json) beside it");
    auto* verify = restore->add_flag("--verify", arguments.verify, "Only check that the backup is whole");
    auto* by_hand = restore->add_flag("--by-hand", arguments.by_hand,
                                      "Say that the data directory was set back by a snapshot or a plain copy");
    verify->needs(file);
    by_hand->excludes(file);
    restore->callback([&, file, by_hand] {
        if (file->count() + by_hand->count() == 0) throw CLI::RequiredError("file");
        if (arguments.verify) {
            exit_code = commands::verify_backup(arguments.file);
            return;
        }
        exit_code = with_config(arguments, [&](const Config& config) {
            return arguments.by_hand ? commands::restored_by_hand(config) : commands::restore(config, arguments.file);
        });
    });
}

void add_upkeep(CLI::App& app, Arguments& arguments, int& exit_code) {
    app.add_subcommand("serve", "Serve phones and the dashboard until SIGTERM or SIGINT")->callback([&] {
        exit_code = with_config(arguments, commands::serve);
    });
    auto* customers = app.add_subcommand("import", "Take customers over from a table");
    customers->add_option("file", arguments.file, "CSV in UTF-8; the first line names the columns")->required();
    customers->add_option("--owner", arguments.owner, "E-mail or name of the owner of customers without one");
    customers->add_flag("--dry-run", arguments.dry_run, "Check everything, keep nothing");
    customers->callback([&] { exit_code = import_file(arguments); });
    app.add_subcommand("doctor", "Check configuration, database, disk, clock and certificate")->callback([&] {
        exit_code = with_config(arguments, commands::doctor);
    });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Fieldfare server: phones' sync and the team lead's dashboard", "fieldfare-server"};
    app.footer("Exit codes: 0 done, 1 refused or failed (the reason is printed), 2 wrong usage or configuration");
    app.set_version_flag("--version", FIELDFARE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    Arguments arguments;
    int exit_code = 0;
    app.add_option("--config", arguments.config, "Configuration file")->capture_default_str();
    add_init(app, arguments, exit_code);
    add_upkeep(app, arguments, exit_code);
    add_backups(app, arguments, exit_code);
    add_users(app, arguments, exit_code);
    add_erase(app, arguments, exit_code);
    add_customers(app, arguments, exit_code);
    add_devices(app, arguments, exit_code);
    add_fields(app, arguments, exit_code);
    add_masks(app, arguments, exit_code);
    add_quarantine(app, arguments, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const auto unknown = app.remaining(true);
        if (error.get_exit_code() != 0 && !unknown.empty()) std::cerr << "unknown: " << unknown.front() << '\n';
        return app.exit(error) == 0 ? 0 : usage_error;
    }
    return exit_code;
}
