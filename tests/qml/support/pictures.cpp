#include "tests/qml/support/pictures.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QTransform>
#include <random>

#include "core/media/exif.h"

namespace fieldfare::mobile::test {

namespace {

constexpr std::uint8_t on_its_side = 6;
constexpr int start_of_image = 2;

QImage shop_front(const QSize& size) {
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, size.height());
    sky.setColorAt(0, QColor("#8fb8de"));
    sky.setColorAt(1, QColor("#f3e3c3"));
    painter.fillRect(image.rect(), sky);
    const int w = size.width();
    const int h = size.height();
    painter.fillRect(w / 8, h / 3, w * 3 / 4, h * 2 / 3, QColor("#b5643c"));
    painter.fillRect(w / 8, h / 3, w * 3 / 4, h / 9, QColor("#7a2b1e"));
    painter.fillRect(w / 5, h / 2, w / 4, h / 4, QColor("#dff0f5"));
    painter.fillRect(w * 3 / 5, h / 2, w / 5, h / 2, QColor("#3b2a20"));
    painter.fillRect(0, h * 19 / 20, w, h / 20, QColor("#6d6d6d"));
    painter.end();
    // Grain, so that it takes as many bytes as a photo does.
    std::minstd_rand chance(1);
    for (int y = 0; y < h; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < w; ++x) line[x] = QColor(line[x]).lighter(94 + static_cast<int>(chance() % 13)).rgb();
    }
    return image;
}

}  // namespace

QByteArray camera_picture(const QSize& size, const QByteArray& secret) {
    QByteArray plain;
    QBuffer buffer(&plain);
    const auto held = shop_front(size.transposed()).transformed(QTransform().rotate(-90));
    if (!buffer.open(QIODevice::WriteOnly) || !held.save(&buffer, "jpeg", 90)) qFatal("no JPEG");
    const auto turned = core::media::orientation_segment(on_its_side);
    QByteArray comment("\xFF\xFE", 2);
    comment += static_cast<char>((secret.size() + 2) >> 8);
    comment += static_cast<char>(secret.size() + 2);
    comment += secret;
    return plain.first(start_of_image) +
           QByteArray(reinterpret_cast<const char*>(turned.data()), static_cast<qsizetype>(turned.size())) + comment +
           plain.mid(start_of_image);
}

void write_picture(const QString& path, const QSize& size, const QByteArray& secret) {
    QFile file(path);
    const auto bytes = camera_picture(size, secret);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("no picture was written");
}

}  // namespace fieldfare::mobile::test
