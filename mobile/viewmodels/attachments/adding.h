#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <string>

#include "core/media/attach.h"

// From what a person chose to an attachment of a visit or a customer.
namespace fieldfare::mobile {

// One of the two; the customer of a visit is its own.
struct AttachTo {
    core::Uuid customer;
    core::Uuid visit;
};

struct Prepared {
    std::string kind;  // codes of the catalog
    std::string format;
    QString file_name;
    QByteArray bytes;
    QByteArray thumbnail;
};

// These read and decode: neither on the UI thread nor on the store's. Errors: storage_failed (the file cannot be read),
// too_large, content_mismatch (no picture, or not what its name says), invalid_argument (a kind that is not kept),
// out_of_range (a photo of too many points).
core::Result<Prepared> prepare_photo(const QUrl& file);
core::Result<Prepared> prepare_document(const QUrl& file);

// The store's thread.
core::Result<core::Uuid> attach(core::Store& store, core::media::BlobBox& box, const AttachTo& to,
                                const Prepared& prepared);

// What a file dialog may offer for documents: "*.pdf *.docx …".
QString document_patterns();

}  // namespace fieldfare::mobile
