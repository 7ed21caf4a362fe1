#pragma once

#include <string>

#include "core/media/content.h"
#include "tests/unit/server/support.h"

// Photos for tests of the server.
namespace fieldfare::server::testing {

inline std::string picture(std::size_t size) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    bytes.replace(0, 3, "\xFF\xD8\xFF");
    return bytes;
}

inline std::string name_of(const std::string& bytes) {
    return core::media::content_name({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

inline core::Change new_attachment(TestServer& server, TestServer::Device& device, const core::Uuid& customer,
                                   const std::string& bytes, const std::string& file_name = {}) {
    core::Row row(core::catalog::attachment, server.new_id());
    row.values[core::catalog::attachment.at("customer")] = customer;
    row.values[core::catalog::attachment.at("author")] = device.user;
    row.values[core::catalog::attachment.at("kind")] = std::string("photo");
    row.values[core::catalog::attachment.at("taken_at")] = std::int64_t{1'700'000'000'000};
    row.values[core::catalog::attachment.at("format")] = std::string("jpeg");
    row.values[core::catalog::attachment.at("content")] = name_of(bytes);
    row.values[core::catalog::attachment.at("bytes")] = static_cast<std::int64_t>(bytes.size());
    if (!file_name.empty()) row.values[core::catalog::attachment.at("file_name")] = file_name;
    auto change = sync::add_of(row);
    change.stamp = server.stamp(device);
    return change;
}

}  // namespace fieldfare::server::testing
