#include "mobile/app/content_images.h"

#include <QQuickTextureFactory>
#include <QThreadPool>
#include <memory>
#include <mutex>

#include "core/media/content.h"
#include "mobile/viewmodels/attachments/decode_picture.h"

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
        const QByteArray file(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
        pool.start([link, file, requested_size] { finish(*link, decode_picture(file, bounds_of(requested_size))); });
    });
    return response;
}

}  // namespace fieldfare::mobile
