#include <algorithm>
#include <utility>

#include "core/base/planted.h"
#include "sync/authority/authority.h"
#include "sync/authority/veil.h"

namespace fieldfare::sync {
namespace {

constexpr std::size_t row_overhead_bytes = 48;  // id, stamp, bitmap
constexpr std::size_t clock_bytes = 12;
constexpr std::size_t scalar_bytes = 6;
constexpr std::size_t uuid_bytes = 17;

std::size_t size_of(const core::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text->size() + 2;
    if (std::holds_alternative<core::Uuid>(value)) return uuid_bytes;
    std::size_t size = core::is_null(value) ? 0 : scalar_bytes;
    if (const auto* set = std::get_if<core::StringSet>(&value)) {
        for (const auto& element : *set) size += element.size() + 1;
    }
    if (const auto* map = std::get_if<core::ScalarMap>(&value)) {
        for (const auto& [key, scalar] : *map) {
            const auto* text = std::get_if<std::string>(&scalar);
            size += key.size() + (text != nullptr ? text->size() : 0) + scalar_bytes;
        }
    }
    return size;
}

// Near the size of the binary form, without making it.
std::size_t size_of(const core::Row& row) {
    std::size_t size = row_overhead_bytes;
    for (const auto& value : row.values) size += size_of(value);
    size += row.clocks.cells.size() * clock_bytes;
    if (row.clocks.deletion) size += (1 + row.clocks.deletion->seen_cells.size()) * clock_bytes;
    return size;
}

// Fills a page and ends it between groups where that is possible.
class Pager {
  public:
    Pager(PullPage& page, const Cursor& from, const PullLimits& limits) : page_(page), at_(from), limits_(limits) {}

    bool take(PullItem&& item) {
        if (item.seq != at_.seq) {
            if (full()) return stop(here(Cursor{at_.seq, 0, {}}));
            if (items() > 0) {
                boundary_ = here(Cursor{at_.seq, 0, {}});
            }
        } else if (full() && item.row) {
            // Inside a group: back to its start, unless nothing stood before it.
            if (core::planted("page skips rows")) return stop(here({at_.seq, 0, {}}));
            if (boundary_) return stop(*boundary_);
            if (!at_.whole()) return stop(here(at_));
        }
        at_ = Cursor{item.seq, 0, {}};
        if (item.row) {
            at_.entity = item.row->entity->id;
            at_.row = item.row->id;
            bytes_ += size_of(*item.row);
            page_.rows.push_back(*std::move(item.row));
        } else if (item.exit) {
            page_.exits.push_back(*item.exit);
        } else if (item.erased) {
            page_.erased.push_back(*item.erased);
        }
        return true;
    }

    void finish(Seq head) {
        if (page_.more) return;
        page_.cursor = Cursor{head, 0, {}};
    }

  private:
    struct Boundary {
        Cursor cursor;
        std::size_t rows = 0;
        std::size_t exits = 0;
        std::size_t erased = 0;
    };

    std::size_t items() const { return page_.rows.size() + page_.exits.size() + page_.erased.size(); }
    bool full() const { return bytes_ >= limits_.bytes || items() >= limits_.items; }
    Boundary here(const Cursor& cursor) const {
        return {cursor, page_.rows.size(), page_.exits.size(), page_.erased.size()};
    }

    bool stop(const Boundary& end) {
        page_.rows.resize(end.rows);
        page_.exits.resize(end.exits);
        page_.erased.resize(end.erased);
        page_.cursor = end.cursor;
        page_.more = true;
        return false;
    }

    PullPage& page_;
    Cursor at_;
    PullLimits limits_;
    std::optional<Boundary> boundary_;
    std::size_t bytes_ = 0;
};

}  // namespace

core::Result<PullPage> Authority::pull(LedgerReader& ledger, const Principal& principal, const Cursor& cursor,
                                       const PullLimits& limits) {
    PullPage page;
    page.server_time = clock_.wall();
    page.server_epoch = server_epoch_;
    FF_ASSIGN(page.head, ledger.head());
    if (cursor.seq > page.head) return core::Error{core::ErrorCode::epoch_changed, "cursor"};
    const auto audience = audience_of(principal);
    if (cursor.whole() && cursor.seq == page.head) {
        page.cursor = cursor;
    } else {
        Pager pager(page, cursor, limits);
        FF_TRY(ledger.visible_after(audience, cursor, [&](PullItem&& item) { return pager.take(std::move(item)); }));
        pager.finish(page.head);
        FF_ASSIGN(page.masked, Veil(ledger, principal.user).hide(page.rows));
    }
    if (!page.more) {
        FF_ASSIGN(page.digest, ledger.digest(audience));
        FF_ASSIGN(page.conflicts, conflicts_digest(ledger, audience));
    }
    return page;
}

}  // namespace fieldfare::sync
