#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/media/blob_box.h"
#include "core/store/store.h"

// What every subcommand works on: the phone's store, the machine's clock and chance.
namespace fieldfare::cli {

struct Settings {
    std::string store_path;
    std::string key_hex;  // empty: not encrypted
    bool json = false;
};

class Session {
  public:
    static core::Result<std::unique_ptr<Session>> open(const Settings& settings);

    core::Store& store() { return *store_; }
    core::media::BlobBox& contents() { return *contents_; }
    core::SystemClock& clock() { return clock_; }
    core::SystemRandom& random() { return random_; }

  private:
    core::SystemClock clock_;
    core::SystemRandom random_;
    std::unique_ptr<core::Store> store_;
    std::unique_ptr<core::media::DiskFolder> folder_;
    std::optional<core::media::BlobBox> contents_;
};

// A customer by id, code, provisional code, or its exact name. not_found; invalid_argument when the name is not unique.
core::Result<core::Row> find_customer(Session& session, const std::string& wanted);
// "name=Acme" for a field of the entity; sets are comma-separated, an empty value clears.
core::Result<std::pair<std::size_t, core::Value>> parse_field(const core::Entity& entity, const std::string& text);
// Everything the row says, for printing.
nlohmann::json show(const core::Row& row);

}  // namespace fieldfare::cli
