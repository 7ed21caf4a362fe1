#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

// Real pictures, drawn for tests.
namespace fieldfare::mobile::test {

// A shop front of so many pixels as JPEG, with what a camera writes into it: turned on its side (orientation 6), and
// `secret` where the place would stand.
QByteArray camera_picture(const QSize& size, const QByteArray& secret = "GPS-30.2741N");
// The same, written to a file.
void write_picture(const QString& path, const QSize& size, const QByteArray& secret = "GPS-30.2741N");

}  // namespace fieldfare::mobile::test
