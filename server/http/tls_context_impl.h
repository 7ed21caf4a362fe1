#pragma once

#include <boost/asio/ssl/context.hpp>

#include "server/http/tls_context.h"

namespace fieldfare::server {

struct TlsContext::Impl {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

}  // namespace fieldfare::server
