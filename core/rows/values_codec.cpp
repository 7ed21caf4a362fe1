#include "core/rows/values_codec.h"

#include <cmath>

#include "core/rows/limits.h"

namespace fieldfare::core {
namespace {

void write_real(Writer& writer, double value) {
    FF_CHECK(std::isfinite(value));
    writer.real(value);
}

struct WriteScalar {
    Writer& writer;
    void operator()(std::int64_t value) const {
        writer.byte(static_cast<std::uint8_t>(Kind::integer));
        writer.zigzag(value);
    }
    void operator()(double value) const {
        writer.byte(static_cast<std::uint8_t>(Kind::real));
        write_real(writer, value);
    }
    void operator()(const std::string& value) const {
        writer.byte(static_cast<std::uint8_t>(Kind::text));
        writer.text(value);
    }
};

struct WriteValue {
    Writer& writer;
    void operator()(std::monostate) const {}
    void operator()(std::int64_t value) const { writer.zigzag(value); }
    void operator()(double value) const { write_real(writer, value); }
    void operator()(const std::string& value) const { writer.text(value); }
    void operator()(const Uuid& value) const { writer.uuid(value); }
    void operator()(const StringSet& set) const {
        writer.varint(set.size());
        for (std::size_t i = 0; i < set.size(); ++i) {
            FF_CHECK(i == 0 || set[i - 1] < set[i]);
            writer.text(set[i]);
        }
    }
    void operator()(const ScalarMap& map) const {
        writer.varint(map.size());
        for (const auto& [key, value] : map) {
            writer.text(key);
            std::visit(WriteScalar{writer}, value);
        }
    }
};

StringSet read_set(Reader& reader) {
    constexpr std::size_t least_bytes = 1;
    const auto count = reader.count(limits::held_set_elements, least_bytes);
    StringSet set;
    set.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto element = reader.text(limits::text_bytes);
        if (!set.empty() && element <= set.back()) reader.fail_malformed();
        set.emplace_back(element);
    }
    return set;
}

Scalar read_scalar(Reader& reader) {
    switch (static_cast<Kind>(reader.byte())) {
        case Kind::integer:
            return reader.zigzag();
        case Kind::real:
            return reader.real();
        case Kind::text:
            return std::string(reader.text(limits::text_bytes));
        default:
            reader.fail_malformed();
            return std::int64_t{0};
    }
}

ScalarMap read_map(Reader& reader) {
    constexpr std::size_t least_bytes = 3;
    const auto count = reader.count(limits::held_map_keys, least_bytes);
    ScalarMap map;
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto key = reader.text(limits::text_bytes);
        if (!map.empty() && key <= map.rbegin()->first) reader.fail_malformed();
        map.emplace_hint(map.end(), key, read_scalar(reader));
    }
    return map;
}

}  // namespace

Kind kind_of(const Value& value) {
    static_assert(std::variant_size_v<Value> == 7, "a new kind of value needs a number on the wire");
    return static_cast<Kind>(value.index());
}

void write_value(Writer& writer, const Value& value) {
    std::visit(WriteValue{writer}, value);
}

Value read_value(Reader& reader, Kind kind) {
    switch (kind) {
        case Kind::null:
            return {};
        case Kind::integer:
            return reader.zigzag();
        case Kind::real:
            return reader.real();
        case Kind::text:
            return Value(std::in_place_type<std::string>, reader.text(limits::text_bytes));
        case Kind::uuid:
            return reader.uuid();
        case Kind::set:
            return read_set(reader);
        case Kind::map:
            return read_map(reader);
    }
    reader.fail_malformed();
    return {};
}

}  // namespace fieldfare::core
