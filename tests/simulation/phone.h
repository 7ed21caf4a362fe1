#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/catalog/earlier.h"
#include "core/conflicts/conflict.h"
#include "core/journal/journal.h"
#include "core/store/store.h"
#include "sync/client/engine.h"
#include "tests/simulation/crash_disk.h"
#include "tests/simulation/phone_contents.h"
#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

using Rows = std::map<core::RowKey, core::Row>;
using Answer = core::Result<sync::HttpResponse>;

// Who holds it and what he may see.
struct Holder {
    core::DeviceNumber device = 0;
    core::Uuid user;
    core::Uuid team;
    std::string name;
    std::string role;
    const core::EarlierCatalog* earlier = nullptr;  // his phone has an earlier version of the program; null: it has not
};

// One phone with the real store, journal and engine over a disk that may die at any operation. Beside it stands a copy
// of all rows as they were after the last commit: what the user has seen.
class Phone {
  public:
    // Takes a request; the answer comes by `answer`.
    using Send = std::function<void(Phone& from, std::uint64_t exchange, sync::HttpRequest request)>;

    // `install`: what stands beside the database on this machine. `copy_of`: whose data the image is.
    Phone(Stage& stage, int index, Holder holder, const CrashDisk::Image& image, std::uint64_t seed, Send send,
          const core::Uuid& install, const Phone* copy_of = nullptr);
    ~Phone();

    int index() const { return index_; }
    const Holder& holder() const { return holder_; }
    bool running() const { return store_ != nullptr; }
    MachineClock& clock() { return clock_; }
    void start();
    void crash(bool power_cut);

    // Values in groups that its user has still to send, or to decide about.
    std::vector<std::pair<core::RowKey, core::Value>> unsettled();
    // Idle work, to its end.
    void tidy_up();
    // What a copy of its disk would hold now.
    CrashDisk::Image image() const { return disk_.image(); }
    const core::Uuid& install() const { return install_; }
    // When its data last went to another one, or came from there, in edits of all phones.
    void was_copied() { copied_at_ = stage_.oracle.edits().size(); }
    std::size_t copied_at() const { return copied_at_; }
    // Breaks for good.
    void retire();

    // One piece of the user's work, if the phone is on.
    void work();
    // He sends something that the server keeps aside again or gives it up, as the sync centre offers it.
    void look_after_aside();
    // He restores or keeps what somebody overwrote, or takes that back.
    void look_at_conflicts();
    // The conflicts that it holds.
    std::vector<core::Uuid> inbox();
    std::set<core::RowKey> inbox_rows();
    // He enters a new code: what goes out, the same again for the same code. Nothing: not now.
    std::optional<sync::HttpRequest> ask_to_enrol(const std::string& code);
    // The answer; numbers and what is unsent go on. False: not now, or it is not known whether it was kept.
    bool enrol(const sync::EnrolReply& reply);
    // Lets the engine do what is due now.
    void pump();
    void answer(std::uint64_t exchange, const sync::HttpRequest& request, const Answer& answer);
    void news(sync::Seq seq);
    void wake();  // the network came back
    void no_more_faults();

    const Rows& rows() const { return rows_; }
    const core::journal::SyncState& state() const { return state_; }
    const core::Digest& digest() const { return store_->digest(); }
    // What came of comparing its book with the server's.
    core::book_digest::Record book();
    // What the rows come to that it does not know and keeps beside its book.
    core::Digest kept_beside();
    // From now on it has the same version of the program as the server. Nothing comes from the network for it.
    void upgrade();
    // Something goes wrong with its rows that nobody saved.
    void spoil(const std::function<core::Status(core::Transaction&)>& wrong);
    // The numbers under which it was enrolled, one after the other; of twins those of all.
    const std::set<core::DeviceNumber>& devices() const { return *devices_; }
    // The same for this one alone, each with the last of its groups that were sent under it.
    struct Life {
        core::DeviceNumber device = 0;
        std::uint64_t until = 0;
    };
    const std::vector<Life>& lives() const { return lives_; }
    // For the checks: up to which version of the server's row the phone's present row is known to be at least as new.
    // Forgotten when the phone's row changes.
    std::map<core::RowKey, sync::Seq>& proven() { return proven_; }
    // Rows of which something was given up and the server does not know it yet: they show what it will replace.
    std::set<core::RowKey> giving_up();
    // Of which rows the journal speaks, in groups of every state.
    std::set<core::RowKey> journal_rows();
    // Groups that the server keeps aside, as this phone knows it, and the rows that they are about.
    std::set<std::uint64_t> aside();
    // Whether one of them has a change of the row under this stamp.
    bool keeps_aside(const core::RowKey& row, const core::Stamp& stamp);
    std::set<core::RowKey> aside_rows();
    bool waiting_for_answer() const { return exchange_ != 0; }
    PhoneContents& contents() { return contents_; }
    std::vector<core::media::Blob> content_lines() { return contents_.lines(*store_); }
    bool quiet();  // nothing to send, nothing on its way
    bool waits();  // some group waits for a row that the server has not got: the phone asks now and then
    std::string status();
    // Called after each checkpoint that a pull committed.
    void on_checkpoint(std::function<void(Phone&)> call) { on_checkpoint_ = std::move(call); }

  private:
    // As the version of the program that it has.
    core::Result<std::optional<sync::HttpRequest>> next_request();
    sync::Outcome absorb(const sync::HttpRequest& request, const Answer& answer);
    void open_store();
    void close_store();
    void arm_death();
    // Runs a piece of work that may write; afterwards the phone may be dead.
    bool survived();
    // Takes into memory what was committed since; returns the rows that stood there before.
    Rows take_over(bool by_user, const std::map<core::RowKey, core::Row>* forms);
    void look_at_everything();
    void compare_with_memory();
    struct Decision {
        core::Group group;
        bool gives_up = false;
        bool waiting = false;  // it may take effect before the server hears of the decision
    };
    core::Status carry_out(const Decision& decision);
    void decide(const std::string& what, const std::function<core::Status(core::Transaction&)>& decision);
    // After it was kept: `before` holds the rows it changed as they were.
    void check_decision(const Decision& decision, const Rows& before);
    void check_given_up(const core::Change& change);
    void check_untouched(const core::Group& group, const core::Row& then, const core::Row& now);
    void expect_cursor_after(const sync::HttpRequest& request, const Answer& answer);
    void check_journal();
    void check_not_backwards(int invariant, const Rows& before);
    void check_stamps(std::size_t first_edit);
    void schedule_tick();
    void note_number();
    void note_exits(const sync::HttpRequest& request, const Answer& answer);
    bool index_some();
    void live_as(const Phone& original);

    Stage& stage_;
    int index_;
    Holder holder_;
    CrashDisk disk_;
    PhoneContents contents_{disk_};
    MachineClock clock_;
    core::SeededRandom random_;
    Send send_;
    std::function<void(Phone&)> on_checkpoint_;
    std::unique_ptr<core::Store> store_;
    std::unique_ptr<sync::Engine> engine_;
    Rows rows_;
    core::journal::SyncState state_;
    core::Uuid install_;
    std::shared_ptr<std::set<core::DeviceNumber>> devices_;
    std::vector<Life> lives_;
    bool knows_it_is_a_copy_ = false;
    core::DeviceNumber original_ = 0;  // whose number it must not speak under then
    bool retired_ = false;
    std::size_t copied_at_ = 0;
    std::map<core::RowKey, sync::Seq> proven_;
    bool committed_ = false;  // something since the last `take_over`
    std::set<core::RowKey> touched_;
    core::Stamp last_stamp_;
    std::uint64_t exchange_ = 0;  // that waits for its answer; 0: none
    std::uint64_t last_exchange_ = 0;
    bool in_doubt_ = false;  // it died inside a piece of work: that one may have been kept or not
    std::string doubt_;
    std::map<core::RowKey, core::Row> doubtful_forms_;
    std::optional<Decision> doubtful_decision_;
    // With new stamps for its groups a phone fetches again, from here on, what it judged under the old ones.
    std::optional<std::uint64_t> doubtful_cursor_;
    std::optional<std::uint64_t> doubtful_mark_;  // a restored server knows groups up to here
    std::set<core::RowKey> sent_again_;
    std::set<core::RowKey> left_;   // at some time with their customer: what comes back comes as the server has it
    std::set<core::Uuid> leaving_;  // customers and rows that the pages of the next checkpoint take away
    bool gave_up_ = false;          // ever
    std::optional<core::OwnConflict> decided_;  // last
    std::optional<core::Change> stood_;         // before he restored it
    core::WallMs tick_at_ = -1;
    std::map<core::RowKey, core::Row> open_forms_;  // pages that stand open since some time
};

}  // namespace fieldfare::simulation
