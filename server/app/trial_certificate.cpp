#include "server/app/trial_certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/files.h"

namespace fieldfare::server {
namespace {

constexpr long valid_seconds = 90L * 24 * 60 * 60;
constexpr long backdated_seconds = 60L * 60;  // for clocks that are a little behind

template <typename T, void (*Free)(T*)>
struct Freer {
    void operator()(T* held) const { Free(held); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION, X509_EXTENSION_free>>;
struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

core::Error failed(std::string what) {
    return {core::ErrorCode::storage_failed, std::move(what)};
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::string& host_name) {
    unsigned char serial[8];
    if (RAND_bytes(serial, sizeof(serial)) != 1) return false;
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Freer<BIGNUM, BN_free>> number(BN_bin2bn(serial, sizeof(serial), nullptr));
    X509_NAME* name = X509_get_subject_name(certificate);
    std::string names = "DNS:localhost,IP:127.0.0.1";
    if (host_name != "localhost") names += ",DNS:" + host_name;
    return number && X509_set_version(certificate, 2) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -backdated_seconds) != nullptr &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), valid_seconds) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(host_name.c_str()), -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           add_extension(certificate, NID_subject_alt_name, names) && X509_sign(certificate, key, EVP_sha256()) != 0;
}

core::Result<std::string> as_pem(const std::function<int(BIO*)>& write) {
    const std::unique_ptr<BIO, Freer<BIO, BIO_free_all>> out(BIO_new(BIO_s_mem()));
    if (!out || write(out.get()) != 1) return failed("certificate");
    char* text = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace

TrialCertificate TrialCertificate::in(const std::string& directory) {
    const auto folder = std::filesystem::path(directory).lexically_normal();
    return {(folder / "trial-certificate.pem").string(), (folder / "trial-key.pem").string()};
}

core::Result<TrialCertificate> make_trial_certificate(const std::string& directory, const std::string& host_name) {
    if (host_name.empty() || host_name.find_first_of(",: ") != std::string::npos) {
        return {core::ErrorCode::invalid_argument, "host name"};
    }
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), host_name)) return failed("certificate");
    const auto paths = TrialCertificate::in(directory);
    FF_ASSIGN(const auto key_text, as_pem([&](BIO* out) {
                  return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
              }));
    FF_ASSIGN(const auto certificate_text,
              as_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); }));
    FF_TRY(core::files::replace(paths.key, key_text));
    FF_TRY(core::files::replace(paths.certificate, certificate_text));
    return paths;
}

core::Result<int> certificate_days_left(const std::string& path) {
    const File file(std::fopen(path.c_str(), "r"));
    const Certificate certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
    int days = 0;
    int seconds = 0;
    if (!certificate || ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get())) != 1) {
        return {core::ErrorCode::invalid_argument, "certificate " + path};
    }
    return days;
}

}  // namespace fieldfare::server
