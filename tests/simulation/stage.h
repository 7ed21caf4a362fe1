#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/random.h"
#include "tests/simulation/machine_clock.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/trace.h"

// What the machines of one world share: time, chance, the agenda, faults, and the record of what happened.
namespace fieldfare::simulation {

// What of a world does not happen: moments that were planned, by their number, and kinds of faults.
struct Cut {
    std::set<std::size_t> moments;
    std::set<std::string, std::less<>> faults;
};

// Chances in thousandths. All zero: nothing goes wrong.
struct Faults {
    int drop_request = 0;
    int drop_reply = 0;
    int delay = 0;   // much later than the others, so that it overtakes nothing and is overtaken
    int repeat = 0;  // the server gets the request twice
    int captive = 0;
    int garbled = 0;        // the answer is cut short
    int repeat_answer = 0;  // the phone takes the same answer twice
    int crash_phone = 0;    // at some operation of the disk, during a piece of work
    int crash_server = 0;
    int power = 500;  // of the crashes that are power cuts rather than the end of the process
    int disk_full = 0;
    int snapshot_lost = 0;  // the server has no such file any more
    int offline = 0;
    int clock_jump = 0;
};
struct FaultKind {
    std::string_view name;
    int Faults::*chance;
};
std::span<const FaultKind> fault_kinds();

// How often each kind of trouble really happened: a fault that never fires proves nothing.
enum class Happened {
    request_dropped,
    reply_dropped,
    delayed,
    repeated,
    captive,
    garbled,
    answer_repeated,
    phone_killed,
    phone_power_cut,
    server_killed,
    server_power_cut,
    disk_full,
    offline,
    clock_jumped,
    restamped,
    conflict,
    revived,
    quarantined,
    waiting,
    stale_form,
    exit,
    joined,
    checkpoint,
    sent_again,
    given_up,
    stood_on,
    restored,
    moved,
    handed_over,
    merged,
    parted,
    revoked,
    enrolled_anew,
    note_merged,
    note_overlapped,
    state_refused,
    compared,
    spoiled,
    erased,
    cloned,
    set_back,
    forked,
    collided,
    upgraded,
    masked,
    conflict_restored,
    conflict_kept,
    accepted,
    snapshot_offered,
    snapshot_shared,
    snapshot_taken,
    snapshot_gone,
    attached,
    content_sent,
    content_fetched,
    content_damaged,
    enrolment_lost,
    count
};
std::string_view name(Happened what);
using Coverage = std::array<std::uint64_t, static_cast<std::size_t>(Happened::count)>;

// Things to do at their times; equal times in the order in which they were put down.
class Agenda {
  public:
    void at(core::WallMs when, std::function<void()> what) {
        if (cut_ == nullptr) {
            items_.emplace(Key{when, next_++}, std::move(what));
            return;
        }
        const auto moment = planned_++;
        if (cut_->moments.contains(moment)) return;
        items_.emplace(Key{when, next_++}, [begin = begin_, moment, what = std::move(what)] {
            begin(moment);
            what();
        });
    }
    // What is put down from now on, until `planned`, is a moment: it has a number, is left out where the cut says so,
    // and begins with `begin`.
    void plan(const Cut& cut, std::function<void(std::size_t moment)> begin) {
        cut_ = &cut;
        begin_ = std::move(begin);
    }
    std::size_t planned() {
        cut_ = nullptr;
        return planned_;
    }
    bool empty() const { return items_.empty(); }
    core::WallMs next_time() const { return items_.begin()->first.first; }
    std::function<void()> take() { return std::move(items_.extract(items_.begin()).mapped()); }

  private:
    using Key = std::pair<core::WallMs, std::uint64_t>;
    std::map<Key, std::function<void()>> items_;
    std::uint64_t next_ = 0;
    const Cut* cut_ = nullptr;
    std::function<void(std::size_t)> begin_;
    std::size_t planned_ = 0;
};

struct Stage {
    Stage(std::uint64_t seed, bool print) : trace(print), chance(seed) {}

    WorldTime time;
    Trace trace;
    core::SeededRandom chance;
    Oracle oracle;
    Faults faults;
    Coverage coverage{};
    Agenda agenda;
    std::uint64_t tokens = 0;  // written in notes; none is written twice
    std::uint64_t words = 0;   // that are written nowhere else
    std::uint64_t head = 0;    // of the server, as of its last commit
    bool snapshots = false;    // the server offers them
    bool scopes_stay = false;  // nobody gains or loses a customer
    bool spoiled = false;      // a phone's book was made wrong
    bool one_pen = false;      // whoever works now gives the same customer a name
    bool at_a_fair = false;    // whoever works now files a customer
    bool tug_of_war = false;   // whoever works now adds or takes away the same element of the same customer

    bool happens(int thousandths) {
        return thousandths > 0 && chance.below(1000) < static_cast<std::uint64_t>(thousandths);
    }
    core::WallMs between(core::WallMs least, core::WallMs most) {
        return least + static_cast<core::WallMs>(chance.below(static_cast<std::uint64_t>(most - least + 1)));
    }
    void after(core::WallMs ms, std::function<void()> what) { agenda.at(time.elapsed + ms, std::move(what)); }
    void count(Happened what) { ++coverage[static_cast<std::size_t>(what)]; }
};

}  // namespace fieldfare::simulation
