#pragma once

#include <string>

#include "core/base/result.h"

namespace fieldfare::server {

struct TrialCertificate {
    std::string certificate;  // paths
    std::string key;
    // Where it lies in a data directory.
    static TrialCertificate in(const std::string& directory);
};

// A self-signed certificate (P-256, 90 days, for `host_name`, localhost and 127.0.0.1) in the directory; the key is
// readable by the owner only.
core::Result<TrialCertificate> make_trial_certificate(const std::string& directory, const std::string& host_name);

// Days until the first certificate of a PEM file expires; negative when it has. invalid_argument: cannot be read.
core::Result<int> certificate_days_left(const std::string& path);

}  // namespace fieldfare::server
