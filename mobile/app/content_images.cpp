#include "mobile/app/content_images.h"

#include <QBuffer>
#include <QImageReader>
#include <QQuickTextureFactory>
#include <QThreadPool>
#include <memory>
#include <mutex>

#include "core/media/content.h"

namespace fieldfare::mobile {

namespace {

class Response;

// The way back to a response, which the engine may give up at any time.
struct Link {
    std::mutex mutex;
    Response* response = nullptr;  // under mutex
};

class Response : public QQuickImageResponse {
  public:
    Response() : link(std::make_shared<Link>()) { link->response = this; }
    ~Response() override {
        const std::lock_guard lock(link->mutex);
        link->response = nullptr;
    }
    QQuickTextureFactory* textureFactory() const override {
        return QQuickTextureFactory::textureFactoryForImage(image);
    }
    QString errorString() const override { return error; }

    const std::shared_ptr<Link> link;
    QImage image;
    QString error;
};

void finish(Link& link, const core::Result<QImage>& image) {
    const std::lock_guard lock(link.mutex);
    if (!link.response) return;
    if (image) {
        link.response->image = *image;
    } else {
        link.response->error = QString::fromStdString(image.error().describe());
    }
    emit link.response->finished();
}

// QML leaves out what does not matter to it: 0 or less.
QSize bounds_of(const QSize& wanted) {
    constexpr int any = 1 << 20;
    return {wanted.width() > 0 ? wanted.width() : any, wanted.height() > 0 ? wanted.height() : any};
}

core::Result<QImage> decode(const core::Bytes& bytes, const QSize& wanted) {
    QBuffer buffer;
    buffer.setData(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()));
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const auto size = reader.size();
    const auto bounds = bounds_of(wanted);
    if (size.width() > bounds.width() || size.height() > bounds.height()) {
        reader.setScaledSize(size.scaled(bounds, Qt::KeepAspectRatio));
    }
    auto image = reader.read();
    if (image.isNull()) return {core::ErrorCode::content_mismatch, reader.errorString().toStdString()};
    return image;
}

}  // namespace

QQuickImageResponse* ContentImages::requestImageResponse(const QString& id, const QSize& requested_size) {
    auto* response = new Response;
    worker_.post([&worker = worker_, &pool = pool_, link = response->link, content = id.toStdString(), requested_size] {
        const auto bytes = [&]() -> core::Result<core::Bytes> {
            if (!core::media::is_content_name(content)) return {core::ErrorCode::not_found, "no content"};
            FF_ASSIGN(auto* box, worker.contents());
            return box->get(content);
        }();
        if (!bytes) return finish(*link, bytes.error());
        pool.start([link, bytes = *bytes, requested_size] { finish(*link, decode(bytes, requested_size)); });
    });
    return response;
}

}  // namespace fieldfare::mobile
