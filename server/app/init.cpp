#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/files.h"
#include "core/catalog/entities.h"
#include "core/rules/day.h"
#include "server/app/admin.h"
#include "server/app/commands.h"
#include "server/app/people.h"
#include "server/app/trial_certificate.h"
#include "server/auth/password.h"
#include "server/auth/secrets.h"

namespace fieldfare::server::commands {
namespace {

namespace fs = std::filesystem;

core::Status found_organisation(CanonicalStore& store, const InitOptions& options, const std::string& email,
                                const std::string& password) {
    const auto id = core::Uuid::v7(store.clock(), store.random());
    FF_ASSIGN(const auto hash, hash_password(password));
    const auto& entity = core::catalog::organisation;
    core::Row row(entity, id);
    row.values[entity.at("name")] = options.organisation;
    row.values[entity.at("time_zone")] = options.time_zone;
    row.values[entity.at("currency")] = options.currency;
    row.values[entity.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
    return store.found(id, [&](WriteScope& scope) -> core::Status {
        const AdminHost host{nullptr, store.clock(), store.random(), store.organisation(), nullptr};
        FF_TRY(scope.authority.write(scope.ledger, system_principal(store.organisation()), {sync::add_of(row)}));
        FF_TRY(add_person(scope, host, {options.admin_name, email, "admin", "", hash}));
        return {};
    });
}

// A small one, for where there is none.
std::string small_config(const std::string& data) {
    return "# Fieldfare server; docs/operations.md says what else can be set.\n[data]\ndirectory = \"" + data +
           "\"\n\n[http]\naddress = \"127.0.0.1\"\nport = 8480\n\n[web]\n"
           "directory = \"\"  # the dashboard's built files; without them phones alone are served\n";
}

// The text with the certificate in its table [tls], which it may have already, or not.
std::string with_certificate(std::string text, const TrialCertificate& paths) {
    const auto lines = fmt::format("certificate = \"{}\"\nkey = \"{}\"\n", paths.certificate, paths.key);
    const std::string heading = "\n[tls]\n";
    const auto found = text.find(heading);
    if (found != std::string::npos) return text.insert(found + heading.size(), lines);
    if (!text.ends_with('\n')) text += '\n';
    return text + heading + lines;
}

struct Configuration {
    Config config;
    std::optional<std::string> to_write;  // nothing: the file stays as it is
};

core::Result<std::string> text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {core::ErrorCode::storage_failed, "cannot read " + path};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// A file that is there already must be for this data directory.
core::Result<Configuration> config_for(const InitOptions& options, const std::string& data) {
    const auto& path = options.config_path;
    const bool is_new = !fs::exists(path);
    FF_ASSIGN(const auto text, is_new ? core::Result<std::string>(small_config(data)) : text_of(path));
    FF_ASSIGN(const auto config, parse_config(text, path));
    if (fs::path(config.data_directory) / "" != fs::path(data) / "") {
        return {core::ErrorCode::invalid_argument,
                path + " is there already and names another data directory: " + config.data_directory};
    }
    const auto trial = TrialCertificate::in(data);
    const auto uses_trial = [&trial](const Config& one) {
        return one.certificate == trial.certificate && one.key == trial.key;
    };
    if (!options.trial_certificate || uses_trial(config)) {
        return Configuration{config, is_new ? std::optional(text) : std::nullopt};
    }
    auto more = with_certificate(text, trial);
    const auto changed = parse_config(more, path);
    if (changed && uses_trial(*changed)) return Configuration{*changed, std::move(more)};
    return {core::ErrorCode::invalid_argument,
            fmt::format("{} is there already and the trial certificate cannot be added to it; have in its table [tls] "
                        "certificate = \"{}\" and key = \"{}\"",
                        path, trial.certificate, trial.key)};
}

}  // namespace

int fail(const core::Error& error) {
    std::cerr << "fieldfare-server: " << error.describe() << '\n';
    return 1;
}

int init(const InitOptions& options) {
    const auto data = fs::absolute(options.data_directory).lexically_normal().string();
    const auto email = normal_email(options.admin_email);
    if (!email) return fail(email.error());
    static const core::SystemClock clock;
    static core::SystemRandom random;
    if (auto zone = core::Day::at(clock.wall(), options.time_zone); !zone) return fail(zone.error());
    const std::string password = options.password_stdin ? read_password() : new_password(random);
    if (auto good = check_new_password(password); !good) return fail(good.error());
    const auto configuration = config_for(options, data);
    if (!configuration) return fail(configuration.error());
    std::error_code error;
    fs::create_directories(data, error);
    if (error || chmod(data.c_str(), 0700) != 0) return fail({core::ErrorCode::storage_failed, data});

    auto store = CanonicalStore::open(configuration->config.store(), clock, random);
    if (!store) return fail(store.error());
    if ((*store)->founded()) return fail({core::ErrorCode::already_exists, data + " holds an organisation already"});
    if (auto made = found_organisation(**store, options, *email, password); !made) return fail(made.error());

    TrialCertificate certificate;
    if (options.trial_certificate) {
        auto made = make_trial_certificate(data, options.host_name);
        if (!made) return fail(made.error());
        certificate = *made;
    }
    if (configuration->to_write) {
        auto written = core::files::replace(options.config_path, *configuration->to_write);
        if (!written) return fail(written.error());
    }
    fmt::print("Organisation: {}\nData:         {}\nConfiguration: {}\nAdministrator: {}\n", options.organisation, data,
               options.config_path, *email);
    if (!options.password_stdin) fmt::print("Password:      {}   (shown this once)\n", password);
    if (!certificate.certificate.empty())
        fmt::print("Certificate:   {} (self-signed, for trials)\n", certificate.certificate);
    return 0;
}

std::string read_password() {
    std::string line;
    std::getline(std::cin, line);
    return line;
}

}  // namespace fieldfare::server::commands
