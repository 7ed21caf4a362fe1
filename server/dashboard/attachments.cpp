#include "server/dashboard/attachments.h"

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {

using core::catalog::attachment;
using nlohmann::json;

core::Result<Attachments> attachments_of(View& view, const core::Uuid& customer, const People& people) {
    Attachments found;
    Query query(view.database, view.org);
    const auto place = query.place(customer);
    query << select_text(attachment, "AND attachment._deleted=0 AND attachment.customer=") << place
          << " ORDER BY attachment.taken_at, attachment.id";
    FF_ASSIGN(auto statement, query.run());
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        FF_ASSIGN(const auto stored, read(statement, attachment));
        const auto& row = stored.row;
        const auto fields = core::fields_to_json(row, core::Nulls::written);
        json item{{"id", row.id.text()},
                  {"at", row.integer(attachment.at("taken_at"))},
                  {"who", people.person(row.reference(attachment.at("author")))}};
        for (const auto* field :
             {"kind", "format", "content", "thumbnail", "bytes", "seconds", "file_name", "caption"}) {
            item[field] = fields.at(field);
        }
        auto& list = found[row.reference(attachment.at("interaction"))];
        if (list.is_null()) list = json::array();
        list.push_back(std::move(item));
    }
}

}  // namespace fieldfare::server::dashboard
