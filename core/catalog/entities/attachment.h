#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

inline constexpr std::int64_t most_content_bytes = 16 << 20;
inline constexpr std::int64_t most_thumbnail_bytes = 16 << 10;

// A photo, a voice note or a document at a customer or a visit. The row says what there is and travels like any row;
// the bytes follow in a queue of their own, addressed by their SHA-256 (core/media). Facts never change: another photo
// is another row.
// clang-format off
inline constexpr Field attachment_fields[] = {
    {.id = 1, .name = "customer", .type = Type::reference, .label = {"客户", "Customer"}, .rule = Rule::log,
     .required = true, .indexed = true, .refers_to = "customer", .section = "facts", .hidden = true},
    {.id = 2, .name = "interaction", .type = Type::reference, .label = {"跟进记录", "Visit"}, .rule = Rule::log,
     .indexed = true, .refers_to = "interaction", .section = "facts", .hidden = true},
    {.id = 3, .name = "author", .type = Type::reference, .label = {"添加人", "Added by"}, .rule = Rule::log,
     .required = true, .indexed = true, .refers_to = "user", .section = "facts", .hidden = true, .signs = true},
    {.id = 4, .name = "kind", .type = Type::enumeration, .label = {"类型", "Kind"}, .rule = Rule::log, .required = true,
     .choices = &attachment_kind, .section = "facts"},
    {.id = 5, .name = "taken_at", .type = Type::timestamp, .label = {"拍摄时间", "Taken"}, .rule = Rule::log,
     .required = true, .section = "facts"},
    {.id = 6, .name = "format", .type = Type::enumeration, .label = {"格式", "Format"}, .rule = Rule::log,
     .required = true, .choices = &media_format, .section = "facts", .hidden = true},
    {.id = 7, .name = "content", .label = {"内容摘要", "SHA-256 of the content"}, .rule = Rule::log, .required = true,
     .indexed = true, .max_length = 64, .section = "facts", .hidden = true},
    {.id = 8, .name = "bytes", .type = Type::integer, .label = {"字节数", "Bytes"}, .rule = Rule::log, .required = true,
     .section = "facts", .hidden = true, .minimum = 1, .maximum = most_content_bytes},
    {.id = 9, .name = "thumbnail", .label = {"缩略图摘要", "SHA-256 of the thumbnail"}, .rule = Rule::log,
     .indexed = true, .max_length = 64, .section = "facts", .hidden = true},
    {.id = 10, .name = "thumbnail_bytes", .type = Type::integer, .label = {"缩略图字节数", "Bytes of the thumbnail"},
     .rule = Rule::log, .section = "facts", .hidden = true, .minimum = 1, .maximum = most_thumbnail_bytes},
    {.id = 11, .name = "width", .type = Type::integer, .label = {"宽（像素）", "Width (pixels)"}, .rule = Rule::log,
     .section = "facts", .hidden = true, .minimum = 1, .maximum = 65535},
    {.id = 12, .name = "height", .type = Type::integer, .label = {"高（像素）", "Height (pixels)"}, .rule = Rule::log,
     .section = "facts", .hidden = true, .minimum = 1, .maximum = 65535},
    {.id = 13, .name = "seconds", .type = Type::integer, .label = {"时长（秒）", "Length (seconds)"}, .rule = Rule::log,
     .section = "facts", .hidden = true, .minimum = 0, .maximum = 86400},
    {.id = 14, .name = "file_name", .label = {"文件名", "File name"}, .rule = Rule::log, .section = "facts"},
    {.id = 15, .name = "caption", .label = {"说明", "Caption"}, .max_length = 500, .section = "content"},
};
// clang-format on
inline constexpr Entity attachment{.id = 10,
                                   .name = "attachment",
                                   .label = {"附件", "Attachment"},
                                   .plural = {"附件", "Attachments"},
                                   .scope = Scope::customer,
                                   .scope_field = "customer",
                                   .fields = attachment_fields,
                                   .order_field = "taken_at"};

}  // namespace fieldfare::core::catalog
