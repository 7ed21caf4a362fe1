#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "server/media/content_store.h"
#include "server/store/canonical_store.h"
#include "sync/client/http.h"
#include "tests/simulation/contents_disk.h"
#include "tests/simulation/crash_disk.h"
#include "tests/simulation/snapshots.h"
#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

struct ServerRow {
    core::Row row;
    sync::Seq seq = 0;
};
struct HistoryLine {
    sync::Seq seq = 0;
    core::DeviceNumber device = 0;
    std::uint64_t epoch = 0;
    std::uint64_t number = 0;
    core::Change change;
};
struct ConflictLine {
    core::RowKey row;
    core::Cell cell;
    core::Stamp loser;
    int kind = 0;
    std::vector<sync::FieldValue> loser_values;
    core::Uuid id;
    core::Uuid loser_user;
    bool open = false;
    bool both_wrote_the_same = false;  // nobody is told of it
};
struct VerdictLine {
    core::DeviceNumber device = 0;
    std::uint64_t number = 0;
    int kind = 0;
    std::string detail;
    std::optional<core::Group> kept;  // what was not taken, also when it was given up since
    int reason = 0;
    bool open() const {
        return kind == static_cast<int>(sync::Verdict::Kind::quarantined) ||
               kind == static_cast<int>(sync::Verdict::Kind::waiting);
    }
};

// The real authority over the real canonical store, without sockets and threads: pushes that arrive close together
// share a commit, as the server's writer does it.
class ServerMachine {
  public:
    // None: the machine died meanwhile.
    using Answer = std::function<void(std::optional<sync::HttpResponse>)>;

    ServerMachine(Stage& stage, const CrashDisk::Image& image, std::map<std::string, sync::Principal> tokens);
    ~ServerMachine();

    bool running() const { return store_ != nullptr; }
    void start();
    void crash(bool power_cut);
    void request(const sync::HttpRequest& request, Answer answer);
    // The administration gives a person another team or role: a field of `user`.
    void change_person(const core::Uuid& user, std::size_t field, const core::Value& value);
    // The administration gives a person's whole book to another.
    void hand_over(const core::Uuid& from, const core::Uuid& to);
    // The administration hides these classes of fields from a role, outside the account team.
    void mask(const std::string& role, core::Classes classes);
    // Whether it ever did: then two who hold a row under the same clocks may hold different values.
    bool masks() const { return masks_; }
    // What of a row's customer is hidden from somebody, by what the administration said and who works on it alone.
    core::Classes hidden_from(const core::Uuid& user, const core::Row& row);
    bool hides(const core::Uuid& user, const ConflictLine& line);  // what it is about
    // Two customers become one, or one that was merged comes out again; which, is drawn.
    void merge_some();
    void part_some();
    // Conflicts that an undo of a merge settled: without the merge nothing was overwritten.
    using Overwritten = std::tuple<core::RowKey, core::Cell, core::Stamp>;
    const std::set<Overwritten>& settled() const { return settled_; }
    // The law demands it: a customer with all that belongs to it, or a contact.
    void erase(const core::RowKey& key);
    // Somebody who may takes a group that its author had no right for.
    void accept_something();
    // What took effect there had been refused, and somebody who may took it.
    bool was_accepted(sync::Seq seq) const;
    // Every id that is taken for good.
    std::set<core::Uuid> erased();
    // The administration ends an enrolment; a phone asks for another one with a code. Nothing: not now.
    void revoke(core::DeviceNumber device);
    std::optional<sync::EnrolReply> enrol(const sync::HttpRequest& request);
    // Keeps what the disk holds now; later the disk is set back to it, and the server goes on from there.
    void back_up();
    void restore();
    std::uint64_t epoch() const { return epoch_; }
    // True of a change that took effect and was lost in a restore: phones may have seen it.
    bool knows(core::DeviceNumber device) { return marks().contains(device); }
    bool was_lost(const core::Change& change) const;
    void no_more_faults() { disk_.never_die(); }
    MachineClock& clock() { return clock_; }
    const ContentsDisk& contents() const { return contents_; }
    // Right after a commit that changed something.
    void on_news(std::function<void(sync::Seq)> call) { on_news_ = std::move(call); }

    // What stands in the database after the last commit.
    sync::Seq head();
    const std::map<core::RowKey, ServerRow>& rows();
    const std::vector<HistoryLine>& history();
    // What it keeps as the digests of its views is what their rows come to.
    bool keeps_its_digests();
    // What the book of one of this person's phones should come to.
    core::Digest expected_of(const core::Uuid& user);
    std::vector<ConflictLine> conflicts();
    // Of which rows the history speaks, read anew.
    std::set<core::RowKey> history_rows();
    std::vector<VerdictLine> verdicts();
    const std::map<core::DeviceNumber, std::uint64_t>& marks();
    // What a user may see, by the server's own reading.
    std::vector<core::RowKey> visible_to(const sync::Principal& principal);

  private:
    struct Waiting {
        sync::Principal principal;
        sync::PushRequest request;
        sync::Encoding encoding;
        Answer answer;
    };
    void open_store();
    // A piece of the administration's work; true when it was done.
    bool run(const char* what, const server::WriteJob& job);
    // Who he is at present.
    sync::Principal principal_of(const sync::Principal& enrolled);
    void check_handover(const core::Uuid& from, const core::Uuid& to, const std::vector<core::RowKey>& book);
    void commit_waiting();
    void tell_restamps(const sync::PushReply& reply);
    void tidy_contents();
    void content(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer);
    void compare(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer);
    void tell_conflicts(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer);
    void fork(const std::string& token, const sync::HttpRequest& request, const Answer& answer);
    void pull(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer);
    void snapshot(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer);
    void check_after_commit(const std::vector<sync::PushReply>& replies);
    bool survived();
    sync::Seq head_in_store();
    void read_devices();
    void read_masks();
    void catch_up();

    Stage& stage_;
    CrashDisk disk_;
    ContentsDisk contents_{disk_};
    server::ContentStore content_store_{contents_};
    MachineClock clock_;
    core::SeededRandom random_;
    std::map<std::string, sync::Principal> tokens_;
    std::unique_ptr<server::CanonicalStore> store_;
    SnapshotDesk snapshots_{stage_};
    std::vector<Waiting> waiting_;
    std::uint64_t life_ = 0;  // rises with every crash: what was planned before is void
    std::function<void(sync::Seq)> on_news_;

    std::optional<CrashDisk::Image> backup_;
    sync::Seq backup_head_ = 0;
    bool set_back_ = false;  // the next start begins a new life
    std::uint64_t epoch_ = 0;
    std::set<std::pair<core::RowKey, core::Stamp>> lost_;
    std::set<Overwritten> settled_;

    bool behind_ = true;  // something may have been committed since `catch_up`
    sync::Seq caught_up_ = 0;
    std::map<core::RowKey, ServerRow> rows_;
    std::vector<HistoryLine> history_;
    std::map<core::DeviceNumber, std::uint64_t> marks_;
    std::set<core::DeviceNumber> revoked_;
    std::map<std::string, core::Classes> hidden_;  // by role
    bool masks_ = false;
    std::set<std::pair<core::DeviceNumber, std::uint64_t>> taken_by_lead_;  // groups, or it was tried
};

}  // namespace fieldfare::simulation
