#include "core/rows/codec.h"
#include "sync/protocol/codec.h"
#include "tests/bench/raw_book.h"
#include "tests/bench/scenarios.h"
#include "tests/bench/wire.h"

namespace fieldfare::bench {
namespace {

constexpr std::uint32_t devices = 200;
constexpr std::uint32_t changes_each = 50;
constexpr std::uint32_t pushes_per_commit = 16;  // of the floor

std::string post(std::uint32_t device, const std::string& body) {
    return with_length(fmt::format("POST {} HTTP/1.1\r\nHost: bench\r\nFieldfare-Protocol: {}\r\nContent-Type: "
                                   "{}\r\nAccept: {}\r\nAuthorization: Bearer {}\r\n",
                                   sync::path::push, sync::protocol_version, sync::content_type(sync::Encoding::binary),
                                   sync::content_type(sync::Encoding::binary), token_of(device)),
                       body);
}

// What the phones have to say in one round.
class Herd {
  public:
    explicit Herd(const TeamData& team) : team_(team), chains_(devices) {}

    void prepare(const core::Clock& clock) {
        requests.clear();
        visits.clear();
        for (std::uint32_t device = 1; device <= devices; ++device) requests.push_back(request_of(device, clock));
        sent += changes_each;
    }

    std::uint64_t sent = 0;  // groups of each device so far
    std::vector<std::string> requests;
    std::vector<core::Row> visits;

  private:
    std::string request_of(std::uint32_t device, const core::Clock& clock) {
        auto& chain = chains_[device - 1];
        sync::PushRequest request;
        request.epoch = 1;
        request.after = sent;
        request.chain = chain;
        for (std::uint32_t i = 0; i < changes_each; ++i) {
            auto visit = team_.new_visit(device, next_visit_++);
            core::Group group;
            group.number = sent + i + 1;
            auto change = sync::add_of(visit);
            change.stamp = {core::Hlc::at(clock.wall(), static_cast<std::uint16_t>(i)), device};
            group.changes.push_back(std::move(change));
            chain = sync::chain_after(chain, group);
            request.groups.push_back(std::move(group));
            visits.push_back(std::move(visit));
        }
        return post(device, sync::encode(request, sync::Encoding::binary));
    }

    const TeamData& team_;
    std::vector<sync::ChainHash> chains_;
    std::uint32_t next_visit_ = 0;
};

// All say it at once, each over its own connection; when the last one has its answer, all is durable.
std::vector<std::string> push_herd(std::vector<Socket>& phones, const std::vector<std::string>& requests) {
    std::vector<std::string> answers;
    for (std::uint32_t i = 0; i < devices; ++i) phones[i].send(requests[i]);
    for (auto& phone : phones) answers.push_back(phone.receive_message());
    return answers;
}

void check_all_applied(const std::vector<std::string>& answers) {
    std::size_t applied = 0;
    for (const auto& answer : answers) {
        const auto reply = must(sync::decode<sync::PushReply>(body_of(answer), sync::Encoding::binary), "an answer");
        for (const auto& verdict : reply.verdicts) applied += verdict.kind == sync::Verdict::Kind::applied;
    }
    FF_CHECK(applied == devices * changes_each);
}

void push_least(RawServer& server, const std::vector<core::Row>& visits, const std::vector<core::Bytes>& payloads,
                std::uint64_t after) {
    for (std::uint32_t device = 0; device < devices; ++device) {
        if (device % pushes_per_commit == 0) server.begin();
        for (std::uint32_t i = 0; i < changes_each; ++i) {
            const auto at = device * changes_each + i;
            server.book().add(visits[at]);
            server.append_history(device, static_cast<std::int64_t>(after + i + 1), payloads[at].data(),
                                  payloads[at].size());
        }
        server.set_mark(device, static_cast<std::int64_t>(after + changes_each));
        if (device % pushes_per_commit == pushes_per_commit - 1 || device + 1 == devices) server.commit();
    }
}

}  // namespace

std::vector<Line> run_s5(const Options& options) {
    const auto folder = fresh_folder(options, "s5");
    const TeamData team(5, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    const LabServer server(folder, clock, random, team, devices);
    RawServer floor(folder / "floor.db", team);
    std::vector<Socket> phones;
    for (std::uint32_t i = 0; i < devices; ++i) phones.push_back(Socket::connect(server.port()));

    Herd herd(team);
    const auto ours = [&] {
        herd.prepare(clock);
        std::vector<std::string> answers;
        const auto cost = cost_of([&] { answers = push_herd(phones, herd.requests); });
        check_all_applied(answers);
        return cost;
    };
    const auto least = [&] {
        std::vector<core::Bytes> payloads;
        for (const auto& visit : herd.visits) payloads.push_back(core::encode_row(visit));
        floor.book().database().checkpoint();
        return cost_of([&] { push_least(floor, herd.visits, payloads, herd.sent - changes_each); });
    };
    return {compare("S5", "ms", in_turn(options.rounds, ours, least), {Bar::Of::ratio, Bar::Keep::at_most, 2},
                    fmt::format("{} connections to the whole server push {} visits each at once; floor: the same rows, "
                                "history and marks without sockets, {} pushes a commit",
                                devices, changes_each, pushes_per_commit))};
}

}  // namespace fieldfare::bench
