#include "mobile/viewmodels/enrolment/enrolment.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

// "fieldfare.example.com" is meant as https; a trailing slash is not part of the address.
QString tidy_address(const QString& typed) {
    auto address = typed.trimmed();
    if (!address.contains("://")) address.prepend("https://");
    while (address.endsWith('/')) address.chop(1);
    return address;
}

}  // namespace

void Enrolment::set_server(const QString& server) {
    if (server == server_ || take_pasted(server)) return;
    server_ = server;
    emit changed();
}

void Enrolment::set_code(const QString& code) {
    if (code == code_ || take_pasted(code)) return;
    code_ = code;
    emit changed();
}

// "fieldfare://enrol?server=https://…&code=…", or an address and a code on two lines.
bool Enrolment::take_pasted(const QString& text) {
    const QUrl link(text.trimmed());
    if (link.scheme() == "fieldfare") {
        const QUrlQuery query(link);
        const auto server = query.queryItemValue("server", QUrl::FullyDecoded);
        const auto code = query.queryItemValue("code", QUrl::FullyDecoded);
        if (server.isEmpty() || code.isEmpty()) return false;
        server_ = server;
        code_ = code;
        emit changed();
        return true;
    }
    static const QRegularExpression both(R"(^\s*(https?://\S+)\s+(\S+)\s*$)");
    const auto match = both.match(text);
    if (!match.hasMatch()) return false;
    server_ = match.captured(1);
    code_ = match.captured(2);
    emit changed();
    return true;
}

QString Enrolment::error() const {
    if (!error_) return {};
    if (error_->code != core::ErrorCode::already_exists) return user_message(*error_);
    // The server and the store say so before anything was changed.
    return with_number(tr("The code is for somebody else. Ask your team lead for one for %1, whose records are on this "
                          "phone. Nothing was changed.")
                           .arg(services().session.user_name()),
                       error_->code);
}

void Enrolment::enrol() {
    if (busy_ || !complete()) return;
    busy_ = true;
    error_.reset();
    emit changed();
    services().sync.enrol(tidy_address(server_), code_.trimmed(), this, [this](const core::Status& status) {
        busy_ = false;
        if (!status) error_ = status.error();
        emit changed();
        if (!status) return;
        services().session.enrolled();
        emit connected();
    });
}

}  // namespace fieldfare::mobile
