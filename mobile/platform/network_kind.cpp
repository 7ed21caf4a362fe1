#include "mobile/platform/network_kind.h"

#include <QNetworkInformation>

namespace fieldfare::mobile {

namespace {

using Medium = QNetworkInformation::TransportMedium;

}  // namespace

NetworkKind::NetworkKind() {
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::TransportMedium)) return;
    auto* system = QNetworkInformation::instance();
    const auto take = [this](Medium medium) { become(medium == Medium::Cellular); };
    connect(system, &QNetworkInformation::transportMediumChanged, this, take);
    take(system->transportMedium());
}

void NetworkKind::become(bool mobile) {
    if (mobile == mobile_) return;
    mobile_ = mobile;
    emit changed();
}

}  // namespace fieldfare::mobile
