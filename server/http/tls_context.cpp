#include "server/http/tls_context.h"

#include <openssl/ssl.h>

#include "server/http/tls_context_impl.h"

namespace fieldfare::server {
namespace {

constexpr const char* tls12_ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL";
constexpr long session_timeout_seconds = 3600;

}  // namespace

TlsContext::TlsContext() : impl_(std::make_unique<Impl>()) {}
TlsContext::~TlsContext() = default;

core::Result<std::unique_ptr<TlsContext>> TlsContext::load(const std::string& certificate_chain,
                                                           const std::string& key) {
    std::unique_ptr<TlsContext> result(new TlsContext());
    SSL_CTX* raw = result->impl_->context.native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_timeout(raw, session_timeout_seconds);
    if (SSL_CTX_set_cipher_list(raw, tls12_ciphers) != 1) {
        return {core::ErrorCode::internal, "tls ciphers"};
    }
    boost::system::error_code error;
    if (result->impl_->context.use_certificate_chain_file(certificate_chain, error); error) {
        return {core::ErrorCode::invalid_argument, "tls.certificate cannot be used: " + certificate_chain};
    }
    if (result->impl_->context.use_private_key_file(key, boost::asio::ssl::context::pem, error); error) {
        return {core::ErrorCode::invalid_argument, "tls.key cannot be used: " + key};
    }
    if (SSL_CTX_check_private_key(raw) != 1) {
        return {core::ErrorCode::invalid_argument, "tls.key does not fit tls.certificate"};
    }
    return result;
}

}  // namespace fieldfare::server
