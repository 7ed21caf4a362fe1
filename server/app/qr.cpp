#include "server/app/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace fieldfare::server {
namespace {

constexpr int quiet_zone = 4;

struct QrFreer {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

bool dark(const Qr& qr, int row, int column) {
    const int size = static_cast<int>(qr.size());
    if (row < 0 || column < 0 || row >= size || column >= size) return false;
    return qr[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

}  // namespace

core::Result<Qr> make_qr(const std::string& content) {
    const std::unique_ptr<QRcode, QrFreer> code(QRcode_encodeString8bit(content.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return {core::ErrorCode::too_long, "QR code"};
    const auto width = static_cast<std::size_t>(code->width);
    Qr qr(width, std::vector<bool>(width));
    for (std::size_t row = 0; row < width; ++row) {
        for (std::size_t column = 0; column < width; ++column)
            qr[row][column] = (code->data[row * width + column] & 1) != 0;
    }
    return qr;
}

std::string qr_as_text(const Qr& qr) {
    const int size = static_cast<int>(qr.size());
    std::string text;
    for (int row = -quiet_zone; row < size + quiet_zone; row += 2) {
        text += "\033[30;47m";
        for (int column = -quiet_zone; column < size + quiet_zone; ++column) {
            const bool upper = dark(qr, row, column);
            const bool lower = dark(qr, row + 1, column);
            text += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        text += "\033[0m\n";
    }
    return text;
}

std::string qr_as_svg(const Qr& qr) {
    const auto size = qr.size() + 2 * quiet_zone;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path d=\"",
        size);
    for (std::size_t row = 0; row < qr.size(); ++row) {
        for (std::size_t column = 0; column < qr.size(); ++column) {
            if (qr[row][column]) {
                fmt::format_to(std::back_inserter(svg), "M{} {}h1v1h-1z", column + quiet_zone, row + quiet_zone);
            }
        }
    }
    return svg + "\"/></svg>\n";
}

}  // namespace fieldfare::server
