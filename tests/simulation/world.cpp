#include "tests/simulation/world.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "sync/authority/erasure.h"
#include "tests/simulation/books.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/contents_checks.h"
#include "tests/simulation/crash_vfs.h"
#include "tests/simulation/network.h"
#include "tests/simulation/server_machine.h"
#include "tests/simulation/versions.h"

namespace fieldfare::simulation {
namespace {

constexpr core::WallMs minute = 60'000;
constexpr core::WallMs hour = 60 * minute;
constexpr core::WallMs year = 365LL * 24 * hour;
// From the end of the faults: this must be enough for everything to come to rest.
constexpr core::WallMs rest_within = 2 * hour;
constexpr std::uint64_t exchanges_to_rest = 400;
constexpr std::uint64_t events_at_most = 200'000;
constexpr std::uint64_t most_moments = 1'000;

class World {
  public:
    World(const Company& company, std::uint64_t seed, bool print, const Cut& cut)
        : stage_(seed * 2 + 1, print),
          company_(company),
          server_(stage_, company.server, company.tokens),
          network_(stage_, server_),
          sight_(company.holders) {
        stage_.time.elapsed = minute;
        choose_faults();
        stage_.snapshots = stage_.chance.below(2) == 0;
        for (const auto& kind : fault_kinds()) {
            if (cut.faults.contains(kind.name)) stage_.faults.*kind.chance = 0;
        }
        make_phones(seed);
        // Each moment has chances of its own, so that one that is left out changes the others little.
        stage_.agenda.plan(cut, [this, seed](std::size_t moment) {
            stage_.chance = core::SeededRandom((seed * most_moments + moment) * 2 + 1);
        });
        plan_work();
        planned_ = stage_.agenda.planned();
        server_.on_news([this](sync::Seq seq) { tell(seq); });
    }

    void run() {
        for (auto& phone : phones_) phone->pump();
        while (!stage_.agenda.empty() && stage_.agenda.next_time() <= work_ends_) step();
        come_to_rest();
        sight_.follow(server_);
        upgrade_phones(phones_, server_, sight_);
        check_at_rest(stage_, phones_, server_, sight_);
        check_contents(stage_.oracle, phones_, server_);
        if (stage_.chance.below(4) == 0) put_right();
    }

    const Stage& stage() const { return stage_; }
    std::size_t planned() const { return planned_; }
    std::uint64_t exchanges() const { return network_.exchanges(); }
    // For who reads a trace: what users saved and what the server made of it.
    void print_record() {
        const auto cells = [](const core::Entity& entity, const core::Cell& cell, const core::Stamp& base) {
            return fmt::format(" {} over {}", describe(entity, cell), base.text());
        };
        fmt::print("--- edits saved\n");
        for (const auto& edit : stage_.oracle.edits()) {
            if (edit.adds_row) continue;
            fmt::print("phone {} save {} kind {} {} {}{}\n", edit.phone + 1, edit.save, static_cast<int>(edit.kind),
                       edit.stamp.text(), describe(edit.row), cells(*edit.row.entity, edit.cell, edit.base));
        }
        fmt::print("--- history\n");
        for (const auto& line : server_.history()) {
            const auto& change = line.change;
            std::string parts;
            if (change.kind == core::ChangeKind::update) {
                for (const auto& part : change.cells) parts += cells(*change.entity, {part.field, part.key}, part.base);
            }
            fmt::print("seq {} device {} group {} kind {} {} {}{}\n", line.seq, line.device, line.number,
                       static_cast<int>(change.kind), change.stamp.text(), describe({change.entity, change.row}),
                       parts);
        }
    }

  private:
    void choose_faults() {
        auto& faults = stage_.faults;
        auto& chance = stage_.chance;
        const auto level = chance.below(4);  // a quarter of the worlds has a good day
        if (level == 0) return;
        const int network = static_cast<int>(level) * 40;
        faults.drop_request = chance.below(2) == 0 ? network : 0;
        faults.drop_reply = chance.below(2) == 0 ? network : 0;
        faults.delay = chance.below(2) == 0 ? network : 0;
        faults.repeat = chance.below(2) == 0 ? network : 0;
        faults.captive = chance.below(3) == 0 ? network : 0;
        faults.garbled = chance.below(3) == 0 ? network / 2 : 0;
        faults.repeat_answer = chance.below(2) == 0 ? network : 0;
        faults.crash_phone = chance.below(2) == 0 ? 60 : 0;
        faults.crash_server = chance.below(2) == 0 ? 60 : 0;
        faults.disk_full = chance.below(6) == 0 ? 30 : 0;
        faults.snapshot_lost = chance.below(3) == 0 ? 100 : 0;
        faults.offline = chance.below(2) == 0 ? 100 : 0;
        faults.clock_jump = chance.below(2) == 0 ? 120 : 0;
    }

    core::WallMs some_skew() {
        switch (stage_.chance.below(6)) {
            case 0:
                return stage_.between(-2 * hour, 2 * hour);
            case 1:
                return stage_.between(-10 * minute, 10 * minute);
            case 2:
                return stage_.chance.below(8) == 0 ? stage_.between(-10 * year, 10 * year) : 0;
            default:
                return stage_.between(-5000, 5000);
        }
    }

    void make_phones(std::uint64_t seed) {
        const auto count = 2 + stage_.chance.below(most_phones - 1);
        seed_ = seed;
        enrolment_chance_ = core::SeededRandom(~seed ^ 3);
        // Versions are drawn beside the rest, which is the same with and without them.
        core::SeededRandom draw(~seed);
        const bool mixed = draw.below(4) == 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            auto holder = company_.holders[i];
            if (mixed && draw.below(2) == 0) holder.earlier = &some_earlier_catalog(draw);
            auto& phone = add_phone(holder, company_.phones[i], new_install(), nullptr);
            phone.contents().send_originals(i > 0 || seed % 4 != 1);
            phone.clock().set_skew(some_skew());
            phone.clock().set_drift(stage_.between(-200, 200));
        }
    }

    core::Uuid new_install() { return core::Uuid::v7(server_.clock(), stage_.chance); }

    Phone& add_phone(const Holder& holder, const CrashDisk::Image& image, const core::Uuid& install,
                     const Phone* copy_of) {
        const int index = next_index_++;
        phones_.push_back(std::make_unique<Phone>(
            stage_, index, holder, image, seed_ * 100 + static_cast<std::uint64_t>(index) + 1,
            [this](Phone& from, std::uint64_t exchange, const sync::HttpRequest& request) {
                network_.send(from, exchange, request);
            },
            install, copy_of));
        phones_.back()->on_checkpoint([this](Phone& at) {
            if (stage_.spoiled) return;  // until it is put right
            sight_.follow(server_);
            check_checkpoint(at, server_, sight_);
        });
        return *phones_.back();
    }

    void plan_work() {
        const auto saves = 8 + stage_.chance.below(40);
        auto at = stage_.time.elapsed + 2000;
        const auto begin = at;
        stage_.scopes_stay = stage_.chance.below(8) == 0;
        for (std::uint64_t i = 0; i < saves; ++i) {
            // Mostly one after the other within a minute; some at the same moment, some hours later.
            const auto pause = stage_.chance.below(20);
            if (pause > 2) at += stage_.between(100, 30'000);
            if (pause == 1) at += stage_.between(minute, 20 * minute);
            auto& phone = *phones_[stage_.chance.below(phones_.size())];
            stage_.agenda.at(at, [this, &phone] { live_a_moment(phone); });
            if (stage_.chance.below(32) == 0) plan_tug_of_war(at);
        }
        work_ends_ = at + 10'000;
        if (stage_.scopes_stay) {
            plan_restore(begin, work_ends_);
            // Beside the rest, which is the same with and without them.
            if (core::SeededRandom(~seed_ ^ 2).below(2) == 0) plan_new_enrolments(begin, work_ends_);
        }
        if (!stage_.scopes_stay && stage_.chance.below(4) == 0) plan_moves(begin, work_ends_);
        if (!stage_.scopes_stay && stage_.chance.below(4) == 0) plan_masks(begin, work_ends_);
        const auto lot = stage_.scopes_stay ? 0 : stage_.chance.below(8);
        if (lot == 1 || lot == 2) plan_new_enrolments(begin, work_ends_);
        const bool copies = lot == 3 || lot == 4;
        if (copies) plan_copies(begin, work_ends_);
        if (!stage_.scopes_stay && !copies && stage_.chance.below(4) == 0) plan_erasure(begin, work_ends_);
        plan_merges_and_filings(begin, work_ends_);
    }

    // A phone is cloned to a twin, and both go on; or it breaks, and what was kept of its disk some time before goes on
    // in its place. The number that says which install it is comes with the data or does not.
    void plan_copies(core::WallMs from, core::WallMs to) {
        const auto times = 1 + stage_.chance.below(2);
        for (std::uint64_t i = 0; i < times; ++i) {
            auto& phone = *phones_[stage_.chance.below(phones_.size())];
            const auto then = stage_.between(from, to);
            const bool breaks = stage_.chance.below(2) == 0;
            const bool unaware = stage_.chance.below(2) == 0;
            stage_.agenda.at(then, [this, &phone, to, breaks, unaware] {
                auto& now = present(phone);
                if (breaks) return keep_for_later(now, to, unaware);
                stage_.count(Happened::cloned);
                auto& twin = copy(now, now.image(), unaware);
                if (unaware && stage_.chance.below(2) == 0) name_alike(now, twin);
                plan_work_of(twin, to);
            });
        }
    }

    void keep_for_later(Phone& phone, core::WallMs to, bool unaware) {
        stage_.trace.say("{} is backed up", phone.holder().name);
        const auto edits = stage_.oracle.edits().size();
        stage_.agenda.at(stage_.between(stage_.time.elapsed, to),
                         [this, &phone, image = phone.image(), edits, unaware, to] {
                             if (successors_.contains(&phone)) return;  // another one came in its place meanwhile
                             stage_.count(Happened::set_back);
                             stage_.oracle.gone(phone.index(), edits);
                             auto& next = copy(phone, image, unaware);
                             successors_[&phone] = &next;
                             retire(phone);
                             plan_work_of(next, to);
                         });
    }

    Phone& copy(Phone& phone, const CrashDisk::Image& image, bool unaware) {
        auto holder = phone.holder();
        holder.name += unaware ? "'" : "*";
        phone.was_copied();
        auto& made = add_phone(holder, image, unaware ? phone.install() : new_install(), &phone);
        made.clock().set_skew(some_skew());
        stage_.trace.say("{} begins with the data of {}", holder.name, phone.holder().name);
        made.pump();
        return made;
    }

    void retire(Phone& phone) {
        phone.retire();
        const auto at = std::find_if(phones_.begin(), phones_.end(), [&](auto& each) { return each.get() == &phone; });
        retired_.push_back(std::move(*at));
        phones_.erase(at);
    }

    // Who is in this phone's place now.
    Phone& present(Phone& phone) {
        const auto found = successors_.find(&phone);
        return found == successors_.end() ? phone : present(*found->second);
    }

    void plan_work_of(Phone& phone, core::WallMs to) {
        const auto saves = 1 + stage_.chance.below(8);
        for (std::uint64_t i = 0; i < saves; ++i) {
            stage_.agenda.at(stage_.between(stage_.time.elapsed, to), [this, &phone] { live_a_moment(phone); });
        }
    }

    // Both clocks stand alike, so that both phones give the same stamps, and both name the same customer.
    void name_alike(Phone& one, Phone& other) {
        other.clock().follow(one.clock());
        for (auto* phone : {&one, &other}) {
            stage_.one_pen = true;
            phone->work();
            stage_.one_pen = false;
        }
    }

    // People go to another team, and their customers out of their lead's sight, or into it; reps become leads, and
    // leads reps, who see no more than their own. Or somebody hands his whole book over.
    void plan_moves(core::WallMs from, core::WallMs to) {
        const auto moves = 2 + stage_.chance.below(4);
        for (std::uint64_t i = 0; i < moves; ++i) {
            const auto& holder = company_.holders[stage_.chance.below(company_.holders.size())];
            const auto& team = company_.teams[stage_.chance.below(company_.teams.size())];
            const std::string role = stage_.chance.below(2) == 0 ? "lead" : "rep";
            const bool moves_on = stage_.chance.below(4) != 0;
            if (stage_.chance.below(4) == 0) {
                const auto& heir = company_.holders[stage_.chance.below(company_.holders.size())];
                stage_.agenda.at(stage_.between(from, to),
                                 [this, &holder, &heir] { server_.hand_over(holder.user, heir.user); });
                continue;
            }
            stage_.agenda.at(stage_.between(from, to), [this, &holder, &team, role, moves_on] {
                const auto& user = core::catalog::user;
                if (moves_on) return server_.change_person(holder.user, user.at("team"), team);
                server_.change_person(holder.user, user.at("role"), role);
            });
        }
    }

    // The organisation hides something from leads, or shows it again.
    void plan_masks(core::WallMs from, core::WallMs to) {
        const auto times = 1 + stage_.chance.below(4);
        for (std::uint64_t i = 0; i < times; ++i) {
            const auto classes = core::Classes::from_bits(stage_.chance.below(8));
            stage_.agenda.at(stage_.between(from, to), [this, classes] { server_.mask("lead", classes); });
        }
    }

    // Customers become one, and some of them two again; or somebody comes back from a fair and files several. Drawn
    // beside the rest, like versions.
    void plan_merges_and_filings(core::WallMs from, core::WallMs to) {
        core::SeededRandom draw(~seed_ * 2);
        const auto moment = [&] {
            return from + static_cast<core::WallMs>(draw.below(static_cast<std::uint64_t>(to - from)));
        };
        if (draw.below(4) == 0 && !stage_.scopes_stay) {
            const auto merges = 1 + draw.below(3);
            for (std::uint64_t i = 0; i < merges; ++i) {
                stage_.agenda.at(moment(), [this] { server_.merge_some(); });
                if (draw.below(2) == 0) stage_.agenda.at(moment(), [this] { server_.part_some(); });
            }
        }
        if (draw.below(8) != 0) return;
        auto& phone = *phones_[draw.below(phones_.size())];
        const auto filings = 2 + draw.below(3);
        for (std::uint64_t i = 0; i < filings; ++i) {
            stage_.agenda.at(moment(), [this, &phone] {
                stage_.at_a_fair = true;
                present(phone).work();
                stage_.at_a_fair = false;
            });
        }
    }

    // What was there the longest, so that everybody has worked on it and goes on doing so where he has not heard; and
    // at the end a customer at whom something new was refused.
    void plan_erasure(core::WallMs from, core::WallMs to) {
        const auto* entity = stage_.chance.below(2) == 0 ? &core::catalog::customer : &core::catalog::contact;
        stage_.agenda.at(stage_.between(from, to), [this, entity] {
            const auto& rows = server_.rows();
            const auto found =
                std::find_if(rows.begin(), rows.end(), [&](const auto& entry) { return entry.first.entity == entity; });
            if (server_.running() && found != rows.end()) server_.erase(core::RowKey(found->first));
        });
        stage_.agenda.at(to, [this] {
            if (!server_.running()) return;
            if (const auto refused = customer_of_refused()) server_.erase(*refused);
        });
    }

    std::optional<core::RowKey> customer_of_refused() {
        for (const auto& verdict : server_.verdicts()) {
            if (!verdict.kept) continue;
            for (const auto& change : verdict.kept->changes) {
                const core::RowKey named{&core::catalog::customer, sync::customer_named(change)};
                if (server_.rows().contains(named)) return named;
            }
        }
        return std::nullopt;
    }

    // A phone is revoked, goes on working, and some time later its owner enters a new code.
    void plan_new_enrolments(core::WallMs from, core::WallMs to) {
        const auto times = 1 + stage_.chance.below(2);
        for (std::uint64_t i = 0; i < times; ++i) {
            auto& phone = *phones_[stage_.chance.below(phones_.size())];
            const auto end = stage_.between(from, to);
            stage_.agenda.at(end, [this, &phone] { server_.revoke(phone.state().device); });
            stage_.agenda.at(stage_.between(end, to), [this, &phone] { enrol_anew(phone, new_code()); });
        }
    }

    std::string new_code() { return fmt::format("code {}", ++codes_); }

    // Until it is done, with the same code: the answer may be lost, or the phone fail to keep it.
    void enrol_anew(Phone& phone, const std::string& code) {
        const auto request = phone.ask_to_enrol(code);
        const auto reply = request ? server_.enrol(*request) : std::nullopt;
        const bool lost = reply && enrolment_chance_.below(4) == 0;
        if (lost) stage_.count(Happened::enrolment_lost);
        if (reply && !lost && phone.enrol(*reply)) return;
        stage_.after(minute, [this, &phone, code] { enrol_anew(phone, code); });
    }

    // The disk is set back to what it held some time before. Nobody's view of a customer changes in such a world: what
    // has left a phone cannot be sent again from there.
    void plan_restore(core::WallMs from, core::WallMs to) {
        const auto backup = stage_.between(from, to);
        const auto restore = stage_.between(backup, to);
        stage_.agenda.at(backup, [this] { server_.back_up(); });
        stage_.agenda.at(restore, [this] {
            server_.restore();
            stage_.after(minute, [this] { enrol_the_unknown(); });
        });
    }

    // Who was enrolled after the backup is nobody to a server that was set back, until he enters a new code.
    void enrol_the_unknown() {
        if (!server_.running()) return stage_.after(minute, [this] { enrol_the_unknown(); });
        for (auto& phone : phones_) {
            if (server_.knows(phone->state().device)) continue;
            stage_.after(stage_.between(0, 10 * minute), [this, &phone = *phone] { enrol_anew(phone, new_code()); });
        }
    }

    // Several people add and take away one element faster than they can hear of each other.
    void plan_tug_of_war(core::WallMs at) {
        constexpr core::WallMs shorter_than_an_exchange = 400;
        const auto pulls = 4 + stage_.chance.below(5);
        for (std::uint64_t i = 0; i < pulls; ++i) {
            auto& phone = *phones_[stage_.chance.below(phones_.size())];
            stage_.agenda.at(at + stage_.between(0, shorter_than_an_exchange), [this, &phone] {
                stage_.tug_of_war = true;
                present(phone).work();
                stage_.tug_of_war = false;
            });
        }
    }

    void live_a_moment(Phone& whose) {
        auto& phone = present(whose);
        if (stage_.happens(stage_.faults.offline)) {
            const auto until = stage_.time.elapsed + stage_.between(5000, 10 * minute);
            stage_.trace.say("{} goes out of reach", phone.holder().name);
            network_.cut_off(phone, until);
            stage_.agenda.at(until, [this, &phone] { present(phone).wake(); });
        }
        if (stage_.happens(stage_.faults.clock_jump)) {
            phone.clock().set_skew(some_skew());
            stage_.count(Happened::clock_jumped);
            stage_.trace.say("{}'s clock jumps to {} ms", phone.holder().name, phone.clock().skew());
        }
        if (stage_.happens(stage_.faults.garbled) && phone.contents().disk().damage(stage_.chance)) {
            stage_.count(Happened::content_damaged);
            stage_.trace.say("a content of {} is damaged on its disk", phone.holder().name);
        }
        if (stage_.chance.below(2) == 0) phone.look_after_aside();
        if (stage_.chance.below(2) == 0) phone.look_at_conflicts();
        if (!stage_.scopes_stay && stage_.chance.below(4) == 0) server_.accept_something();
        phone.work();
    }

    void tell(sync::Seq seq) {
        for (auto& phone : phones_) {
            if (!network_.reaches(*phone) || stage_.chance.below(3) == 0) continue;
            stage_.after(stage_.between(5, 200), [&phone = *phone, seq] { phone.news(seq); });
        }
    }

    void step() {
        if (++events_ > events_at_most) violated(14, "no rest after {} events", events_);
        stage_.time.elapsed = std::max(stage_.time.elapsed, stage_.agenda.next_time());
        stage_.trace.at(stage_.time.elapsed);
        stage_.agenda.take()();
    }

    bool at_rest() {
        if (!server_.running()) return false;
        const auto head = server_.head();
        return std::all_of(phones_.begin(), phones_.end(), [&](auto& phone) {
            const auto& state = phone->state();
            const bool rests =
                state.server_epoch == server_.epoch() && state.cursor == head && !state.fork && phone->quiet();
            return rests && contents_rest(stage_.oracle, *phone, server_) &&
                   (!phone->waits() || may_wait(stage_.oracle, *phone, server_)) && inbox_agrees(*phone, server_) &&
                   (stage_.oracle.has_twins(phone->index()) || lists_agree(*phone, server_));
        });
    }

    void come_to_rest() {
        stage_.trace.say("the faults stop");
        stage_.faults = Faults{};
        server_.no_more_faults();
        for (auto& phone : phones_) {
            network_.cut_off(*phone, 0);
            phone->no_more_faults();
        }
        const auto until = stage_.time.elapsed + rest_within;
        const auto first = network_.exchanges();
        while (!at_rest()) {
            const bool late = stage_.agenda.empty() || stage_.agenda.next_time() > until;
            if (late || network_.exchanges() - first > exchanges_to_rest * phones_.size()) {
                std::string where;
                for (auto& phone : phones_) where += fmt::format("; {}: {}", phone->holder().name, phone->status());
                for (auto& phone : phones_) {
                    if (server_.running() && phone->quiet()) check_inbox(*phone, server_);
                }
                if (server_.running()) check_contents(stage_.oracle, phones_, server_);
                violated(14, "no rest after {} exchanges, head {}{}", network_.exchanges() - first,
                         server_.running() ? server_.head() : 0, where);
            }
            step();
        }
        stage_.trace.say("rest at {}", server_.head());
    }

    // A phone's book goes wrong, and by and by it is as it should be again.
    void put_right() {
        auto& phone = *phones_[stage_.chance.below(phones_.size())];
        stage_.spoiled = spoil(stage_, phone, server_);
        if (!stage_.spoiled) return;
        const auto until = stage_.time.elapsed + rest_within;
        // By a comparison, or by a new enrolment that fetches everything anew.
        while (!at_rest() || phone.digest() != server_.expected_of(phone.holder().user)) {
            if (stage_.agenda.empty() || stage_.agenda.next_time() > until) {
                violated(21, "{}'s book stays wrong: {}", phone.holder().name, phone.status());
            }
            step();
        }
        check_kept_digest(phone);
        check_at_rest(stage_, phones_, server_, sight_);
    }

    Stage stage_;
    const Company& company_;
    ServerMachine server_;
    Network network_;
    Sight sight_;
    std::vector<std::unique_ptr<Phone>> phones_;
    std::vector<std::unique_ptr<Phone>> retired_;
    std::map<Phone*, Phone*> successors_;
    std::uint64_t seed_ = 0;
    core::SeededRandom enrolment_chance_{0};  // beside the rest, which it leaves as it is
    int codes_ = 0;
    int next_index_ = 0;
    core::WallMs work_ends_ = 0;
    std::size_t planned_ = 0;
    std::uint64_t events_ = 0;
};

}  // namespace

WorldResult run_world(const Company& company, std::uint64_t seed, bool print, const Cut& cut) {
    seed_sqlite_chance(seed);
    WorldResult result;
    std::unique_ptr<World> world;
    try {
        world = std::make_unique<World>(company, seed, print, cut);
        world->run();
    } catch (const Violation& violation) {
        result.violation = violation;
        if (print && world) world->print_record();
    }
    if (world) {
        result.trace = world->stage().trace.hash();
        result.coverage = world->stage().coverage;
        result.edits = world->stage().oracle.edits().size();
        result.exchanges = world->exchanges();
        result.planned = world->planned();
    }
    return result;
}

}  // namespace fieldfare::simulation
