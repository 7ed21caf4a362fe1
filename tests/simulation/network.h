#pragma once

#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

namespace fieldfare::simulation {

// Between phones and server: drops, delays, repeats, reorders, answers in the server's place.
class Network {
  public:
    Network(Stage& stage, ServerMachine& server) : stage_(stage), server_(server) {}

    void send(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request);
    // A phone that is out of reach for a while.
    void cut_off(const Phone& phone, core::WallMs until);
    bool reaches(const Phone& phone) const;
    std::uint64_t exchanges() const { return exchanges_; }

  private:
    void deliver(Phone& from, std::uint64_t exchange, const sync::HttpRequest& sent, bool answer_counts);
    void give_up_later(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request);
    void answer_later(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request, Answer answer);

    Stage& stage_;
    ServerMachine& server_;
    std::map<int, core::WallMs> cut_off_until_;
    std::uint64_t exchanges_ = 0;
};

}  // namespace fieldfare::simulation
