#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace fieldfare::core {

// Number of a device inside its organisation, given by the server at enrolment. 0 is the server itself.
using DeviceNumber = std::uint32_t;

// A moment of the hybrid logical clock: 48 bits of milliseconds, then 16 bits of counter. Always text in JSON, because
// a JSON number loses it. 0 means "before everything" and is the base of a value that replaced nothing.
struct Hlc {
    std::uint64_t packed = 0;

    static Hlc at(WallMs ms, std::uint16_t counter = 0);
    WallMs ms() const { return static_cast<WallMs>(packed >> 16); }
    std::uint16_t counter() const { return static_cast<std::uint16_t>(packed); }
    friend auto operator<=>(const Hlc&, const Hlc&) = default;
};

// What decides a winner: the time, then the device number as tie-break. Taken once, when an edit is saved on the
// device.
struct Stamp {
    Hlc time;
    DeviceNumber device = 0;

    bool is_zero() const { return time.packed == 0 && device == 0; }
    std::string text() const;  // "<packed>.<device>", decimal; "0.0" for none
    static std::optional<Stamp> parse(std::string_view text);
    friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

// Gives rising stamps. One per device, on the store's thread only. Its last value must be persisted with the data
// (`last`) and handed back at start, so a stamp never repeats after a restart.
class HybridClock {
  public:
    // How far a server lets a stamp lie after its own time before it takes a new one for it.
    static constexpr WallMs allowed_drift_ms = 2 * 60 * 1000;

    HybridClock(const Clock& clock, DeviceNumber device, Hlc last) : clock_(clock), device_(device), last_(last) {}

    // Later than every stamp given or observed before.
    Stamp next();
    // Every stamp that arrives must pass here before the next local one is taken.
    void observe(Hlc seen);
    // Difference server time − this machine's time, learned at each exchange.
    void set_offset(WallMs offset_ms) { offset_ms_ = offset_ms; }
    WallMs offset() const { return offset_ms_; }
    // The machine's wall clock corrected by the offset.
    WallMs now() const { return clock_.wall() + offset_ms_; }
    Hlc last() const { return last_; }
    DeviceNumber device() const { return device_; }
    void set_device(DeviceNumber device) { device_ = device; }

  private:
    const Clock& clock_;
    DeviceNumber device_;
    Hlc last_;
    WallMs offset_ms_ = 0;
};

}  // namespace fieldfare::core
