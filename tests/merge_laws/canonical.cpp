// The bytes of many merged rows, as one number: the same on every platform, or copies of a row would differ. Built for
// each by tools/arm64, with nothing but the merge and what it stands on. usage: canonical ROUNDS SEED
#include <cstdio>
#include <cstdlib>
#include <random>

#include "core/rows/codec.h"
#include "sync/merge/merge.h"
#include "tests/merge_laws/replicas.h"

namespace {

using fieldfare::tests::Event;

// Fowler, Noll, Vo: FNV-1a of 64 bits.
class Sum {
  public:
    void add(const fieldfare::core::Bytes& bytes) {
        for (const auto byte : bytes) value_ = (value_ ^ byte) * 0x100000001b3ULL;
    }
    unsigned long long value() const { return value_; }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const auto rounds = std::strtoul(argv[1], nullptr, 10);
    std::mt19937_64 chance(std::strtoul(argv[2], nullptr, 10));  // its numbers are the standard's
    const auto any = [&] { return static_cast<std::uint8_t>(chance() >> 32); };
    Sum sum;
    for (unsigned long round = 0; round < rounds; ++round) {
        std::vector<Event> events(1 + any() % 48);
        for (auto& event : events) event = {any(), any(), any(), any(), any()};
        const auto rows = fieldfare::tests::diverge(3, events);
        auto merged = rows[0];
        fieldfare::sync::merge_rows(merged, rows[1]);
        fieldfare::sync::merge_rows(merged, rows[2]);
        sum.add(fieldfare::core::encode_row(merged));
    }
    std::printf("%016llx\n", sum.value());
    return 0;
}
