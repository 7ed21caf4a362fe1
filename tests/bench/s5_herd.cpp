#include "core/rows/codec.h"
#include "sync/protocol/codec.h"
#include "tests/bench/raw_herd.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

constexpr std::uint32_t devices = 200;
constexpr std::uint32_t changes_each = 50;

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
    answers.reserve(phones.size());
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

}  // namespace

std::vector<Line> run_s5(const Options& options) {
    const auto folder = fresh_folder(options, "s5");
    const TeamData team(5, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    const LabServer server(folder, clock, random, team, devices);
    RawHerd floor(folder / "floor.db", team, devices);
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
        std::vector<std::string> pushes;
        const std::span<const core::Row> visits(herd.visits);
        for (std::uint32_t i = 0; i < devices; ++i) {
            pushes.push_back(RawHerd::push_of(visits.subspan(std::size_t{i} * changes_each, changes_each)));
        }
        floor.checkpoint();
        return cost_of([&] { push_herd(floor.phones(), pushes); });
    };
    return {
        compare("S5", "ms", in_turn(options.rounds, ours, least), {Bar::Of::ratio, Bar::Keep::at_most, 2},
                fmt::format("{} connections to the whole server push {} visits each at once, all durable and answered; "
                            "floor: raw sockets, rows, history and marks, up to 16 pushes a commit",
                            devices, changes_each))};
}

}  // namespace fieldfare::bench
