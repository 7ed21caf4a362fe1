#pragma once

#include "server/api/call.h"

// Every handler, one file a resource. What each takes and answers stands in docs/api.md and docs/protocol.md.
namespace fieldfare::server::api {

// Sync protocol
core::Result<HttpResponse> enrol(Call& call);
core::Result<HttpResponse> fork(Call& call);
core::Result<HttpResponse> push(Call& call);
core::Result<HttpResponse> pull(Call& call);
core::Result<HttpResponse> compare_book(Call& call);
core::Result<HttpResponse> repair_book(Call& call);
core::Result<HttpResponse> own_conflicts(Call& call);
core::Result<HttpResponse> snapshot_offer(Call& call);
core::Result<HttpResponse> snapshot_part(Call& call);
core::Result<HttpResponse> held_content(Call& call);
core::Result<HttpResponse> put_content(Call& call);
core::Result<HttpResponse> get_content(Call& call);
core::Result<HttpResponse> protocol_live(Call& call);
core::Result<HttpResponse> protocol_time(Call& call);

// Dashboard
core::Result<HttpResponse> login(Call& call);
core::Result<HttpResponse> logout(Call& call);
core::Result<HttpResponse> me(Call& call);
core::Result<HttpResponse> users(Call& call);
core::Result<HttpResponse> overview(Call& call);
core::Result<HttpResponse> visits(Call& call);
core::Result<HttpResponse> customers(Call& call);
core::Result<HttpResponse> customer(Call& call);
core::Result<HttpResponse> timeline(Call& call);
core::Result<HttpResponse> shown_content(Call& call);
core::Result<HttpResponse> devices(Call& call);
core::Result<HttpResponse> conflicts(Call& call);
core::Result<HttpResponse> restore_conflict(Call& call);
core::Result<HttpResponse> keep_conflict(Call& call);
core::Result<HttpResponse> quarantine(Call& call);
core::Result<HttpResponse> quarantined_group(Call& call);
core::Result<HttpResponse> accept_group(Call& call);
core::Result<HttpResponse> clear_group(Call& call);
core::Result<HttpResponse> handover(Call& call);
core::Result<HttpResponse> hand_over(Call& call);
core::Result<HttpResponse> take_back(Call& call);
core::Result<HttpResponse> duplicates(Call& call);
core::Result<HttpResponse> keep_apart(Call& call);
core::Result<HttpResponse> ask_again(Call& call);
core::Result<HttpResponse> merge_preview(Call& call);
core::Result<HttpResponse> merge_customers(Call& call);
core::Result<HttpResponse> part_preview(Call& call);
core::Result<HttpResponse> part_customers(Call& call);
core::Result<HttpResponse> masks(Call& call);
core::Result<HttpResponse> set_mask(Call& call);
core::Result<HttpResponse> live(Call& call);

}  // namespace fieldfare::server::api
