#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"

namespace fieldfare::server {

// Server-side TLS: 1.3 preferred, 1.2 with forward secrecy and AEAD only, no compression, no renegotiation.
class TlsContext {
  public:
    // PEM files. invalid_argument names the file that cannot be used or says that the key does not fit.
    static core::Result<std::unique_ptr<TlsContext>> load(const std::string& certificate_chain, const std::string& key);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    TlsContext();
    std::unique_ptr<Impl> impl_;
};

}  // namespace fieldfare::server
