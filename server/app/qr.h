#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace fieldfare::server {

// A QR code as rows of modules; true is dark.
using Qr = std::vector<std::vector<bool>>;

core::Result<Qr> make_qr(const std::string& content);
// For terminals: two rows of modules a line, dark on light whatever the terminal's colours, with the quiet zone.
std::string qr_as_text(const Qr& qr);
std::string qr_as_svg(const Qr& qr);

}  // namespace fieldfare::server
