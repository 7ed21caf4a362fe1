#pragma once

#include <string>

#include "server/app/config.h"

// What the program's commands do. Each prints its result, and returns the exit code: 0 done, 1 refused or failed, 2
// wrong usage or configuration.
namespace fieldfare::server::commands {

struct InitOptions {
    std::string config_path;  // written if there is none
    std::string data_directory;
    std::string organisation;
    std::string time_zone = "Asia/Shanghai";
    std::string currency = "CNY";
    std::string admin_name = "Administrator";
    std::string admin_email;
    bool password_stdin = false;
    bool trial_certificate = false;
    std::string host_name = "localhost";
};
int init(const InitOptions& options);
int serve(const Config& config);

// One administration command as JSON members; through the running server, or on the store if none runs.
int admin(const Config& config, const std::string& command_json, int (*print)(const std::string& answer));
int print_user_added(const std::string& answer);
int print_handover(const std::string& answer);
int print_merge(const std::string& answer);
int print_unmerge(const std::string& answer);
int print_erasure(const std::string& answer);
int print_users(const std::string& answer);
int print_devices(const std::string& answer);
int print_done(const std::string& answer);
int print_fields(const std::string& answer);
int print_field_added(const std::string& answer);
int print_import(const std::string& answer);
int print_masks(const std::string& answer);
int print_quarantine(const std::string& answer);
int print_item(const std::string& answer);

// Writes the group to a new file, then takes it off the server's list.
int clear_quarantine(const Config& config, const std::string& group, const std::string& file);
int enrol(const Config& config, const std::string& user, const std::string& server_url, const std::string& svg_path);
// A backup into the folder; empty: into the configuration's.
int backup(const Config& config, const std::string& folder);
int list_backups(const Config& config, const std::string& folder);
int verify_backup(const std::string& file);
int restore(const Config& config, const std::string& file);
// The data directory was set back by something that the server cannot notice.
int restored_by_hand(const Config& config);
int doctor(const Config& config);

// Prints why not; gives the exit code for it.
int fail(const core::Error& error);
// First line of standard input.
std::string read_password();

}  // namespace fieldfare::server::commands
