#pragma once

#include <atomic>
#include <cstddef>

namespace fieldfare::server {

// How much memory the bodies of requests may take, all connections together.
class BodyBudget {
  public:
    explicit BodyBudget(std::size_t limit) : limit_(limit) {}

    // What one request holds of it, until it is answered.
    class Share {
      public:
        explicit Share(BodyBudget& budget) : budget_(budget) {}
        ~Share() { budget_.held_ -= mine_; }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        // False: there is no room for that many bytes.
        bool grow_to(std::size_t bytes) {
            if (bytes <= mine_) return true;
            const auto more = bytes - mine_;
            if (budget_.held_.fetch_add(more) + more > budget_.limit_) {
                budget_.held_ -= more;
                return false;
            }
            mine_ = bytes;
            return true;
        }

      private:
        BodyBudget& budget_;
        std::size_t mine_ = 0;
    };

    std::size_t held() const { return held_; }

  private:
    const std::size_t limit_;
    std::atomic<std::size_t> held_{0};
};

}  // namespace fieldfare::server
