#pragma once

#include <cstddef>
#include <cstdint>

// Bounds of one row, change or group, whatever way it comes in. Decoders refuse more with `too_large` before they
// allocate.
namespace fieldfare::core::limits {

inline constexpr std::uint32_t text_characters = 200;     // of a text field that sets no max_length
inline constexpr std::uint32_t element_characters = 200;  // of one element of a set
inline constexpr std::uint32_t map_key_characters = 40;
inline constexpr std::uint32_t map_text_characters = 2000;  // of one custom text
inline constexpr std::size_t set_elements = 200;
inline constexpr std::size_t map_keys = 200;
inline constexpr std::size_t row_clock_cells = 4000;  // exceptions of one row, see within_limits()

// What a decoder takes is more: edits that each keep the limits may meet in one row on a device that has not sent its
// own.
inline constexpr std::size_t held_set_elements = 10 * set_elements;
inline constexpr std::size_t held_map_keys = 10 * map_keys;
inline constexpr std::size_t held_clock_cells = 2 * row_clock_cells;

inline constexpr std::size_t text_bytes = 64 * 1024;  // of any text on the wire
inline constexpr std::size_t cells_per_change = 1000;
inline constexpr std::size_t changes_per_group = 500;
inline constexpr std::size_t groups_per_batch = 1000;
inline constexpr int json_depth = 16;

}  // namespace fieldfare::core::limits
