#include "sync/client/upgrade.h"

#include "core/rows/codec.h"
#include "core/store/newer.h"
#include "sync/client/checkpoint.h"

namespace fieldfare::sync {
namespace {

constexpr std::size_t rows_at_once = 1000;

core::Status take_up(core::Transaction& transaction, const core::Bytes& bytes) {
    FF_ASSIGN(const auto decoded, core::decode_row_of_any_version(bytes));
    FF_CHECK(decoded.row.has_value());
    FF_TRY(core::newer::forget(transaction, decoded.row->entity->id, decoded.row->id));
    FF_TRY(merge_in(transaction, *decoded.row));
    if (decoded.newer) FF_TRY(core::newer::keep(transaction, *decoded.newer));
    return {};
}

}  // namespace

core::Status take_up_newer(core::Store& store) {
    while (true) {
        FF_ASSIGN(const auto rows, core::newer::outgrown(store.database(), rows_at_once));
        if (rows.empty()) return {};
        FF_ASSIGN(auto transaction, store.begin());
        for (const auto& bytes : rows) FF_TRY(take_up(transaction, bytes));
        FF_ASSIGN(const auto committed, transaction.commit());
        static_cast<void>(committed);
    }
}

}  // namespace fieldfare::sync
