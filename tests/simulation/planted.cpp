#include "tests/simulation/planted.h"

#include <array>

namespace fieldfare::simulation {
namespace {

constexpr std::array bugs{
    PlantedBug{"lying fsync", "the phone's disk says synced and is not"},
    PlantedBug{"ack before commit", "the server answers a push although its commit did not get through"},
    PlantedBug{"retry takes a new number", "a group whose answer was lost is sent again under another number"},
    PlantedBug{"mark not checked", "the server takes a repeated group as a new one"},
    PlantedBug{"base dropped", "changes go out without the stamp of what they replaced"},
    PlantedBug{"cursor before pages", "the cursor is committed before the pages it stands for"},
    PlantedBug{"verdict without transaction", "a group leaves the outbox before its verdict is there"},
    PlantedBug{"seq shared", "two groups of one commit get the same seq"},
    PlantedBug{"remove wins", "a set's concurrent remove beats an add its author had not seen"},
    PlantedBug{"clock forgotten", "the last stamp is not read back after a restart"},
    PlantedBug{"conflict twice", "one overwritten value gives two records"},
    PlantedBug{"group split", "the server takes a group's changes under two seqs"},
    PlantedBug{"restamp ignored", "the phone does not take over the stamps that the server replaced"},
    PlantedBug{"gain forgotten", "a customer that was shared brings no older rows with it"},
    PlantedBug{"loss forgotten", "a customer that was taken away stays on the phone"},
    PlantedBug{"page skips rows", "a page that ends inside a group goes on after it"},
    PlantedBug{"future kept", "stamps beyond the server's time are stored as they come"},
    PlantedBug{"journal not atomic", "rows are committed before their journal entry"},
    PlantedBug{"older wins", "of two concurrent edits the one with the lesser stamp stays"},
    PlantedBug{"given up stays", "what was given up stays on the phone"},
    PlantedBug{"given up comes back", "what was given up keeps its content and is sent again after a restore"},
    PlantedBug{"given up forgets what it knew", "a cell that gives way counts as never seen"},
    PlantedBug{"list not cleared", "the server still lists what was sent again or given up"},
    PlantedBug{"restore not noticed", "a phone goes on from its old cursor after the server was restored"},
    PlantedBug{"new enrolment begins once", "the first push of a new enrolment cannot be repeated"},
    PlantedBug{"move forgotten", "who goes to another team leaves his customers in the sight of his former lead"},
    PlantedBug{"role forgotten", "who becomes a lead, or is none any more, sees what he saw before"},
    PlantedBug{"handover forgets plans", "who hands his customers over keeps his open follow-ups at them"},
    PlantedBug{"any state follows any", "the server takes a state that may not follow the one that stands"},
    PlantedBug{"note takes one side", "of two texts that grew out of one the server takes the one that came"},
    PlantedBug{"ruling keeps its stamp", "what the server merged stands under the stamp of an edit"},
    PlantedBug{"ruling not in the history", "what the server merged has no line in the history"},
    PlantedBug{"erased comes back", "who has not heard of an erasure brings the row back"},
    PlantedBug{"erased stays in the journal", "a phone that hears of an erasure keeps what its journal says"},
    PlantedBug{"phones hear nothing", "an erasure stays on the server"},
    PlantedBug{"erasure forgets the history", "an erasure leaves the history as it is"},
    PlantedBug{"erased stays aside", "what was refused at a customer is kept when the customer is erased"},
    PlantedBug{"nonce ignored", "a database that finds another install beside it takes itself for the original"},
    PlantedBug{"fork drops the unsent", "what stood unsent counts as sent once the phone has a number of its own"},
    PlantedBug{"fork inherits the mark", "a copy's new number begins where the original's stands"},
    PlantedBug{"twins not told apart", "an edit whose stamp a twin gave to another one counts as a repetition"},
    PlantedBug{"join loses edits", "an edit that joins an unsent group replaces its other cells"},
    PlantedBug{"erased row counted", "a row that left the phone stays in the digest of its book"},
    PlantedBug{"former version counted", "a row's former version stays in the server's digest"},
    PlantedBug{"newer fields dropped", "what a later version wrote in a row is passed over"},
    PlantedBug{"newer rows stay", "rows of an unknown entity stay on the phone when their customer leaves"},
    PlantedBug{"newer clock forgotten", "of an unknown field the clock that is held stays, whatever comes"},
    PlantedBug{"never compared", "a phone does not look at what its book should come to"},
    PlantedBug{"mask begins unnoticed", "what is hidden from now on stays on the phones that hold it"},
    PlantedBug{"repair lifts the mask", "a book is put right with rows in which nothing is hidden"},
    PlantedBug{"verdicts lift the mask", "the rows of a verdict show what is hidden"},
    PlantedBug{"lost stays in the journal", "of a customer that leaves the phone the journal keeps what was sent"},
    PlantedBug{"deleted stays in the file", "what is deleted on the phone stays in free pages"},
    PlantedBug{"words stay in the index", "words of what left the phone stay in old segments of its search index"},
    PlantedBug{"settled stays in the inbox", "a phone goes on showing a conflict that was settled elsewhere"},
    PlantedBug{"inbox not asked for", "a phone does not look at which conflicts its user should be told of"},
    PlantedBug{"refused for good", "a phone does not ask again for what was refused"},
    PlantedBug{"snapshot forgets the organisation", "a snapshot holds customers alone"},
    PlantedBug{"snapshot called younger", "a snapshot that is offered again counts as one of now"},
    PlantedBug{"snapshot forgets who left", "a phone that begins anew keeps who left meanwhile"},
    PlantedBug{"block parts a customer", "a block of a snapshot ends inside a customer"},
    PlantedBug{"block counted before it is taken", "the place in a snapshot is committed before the rows"},
    PlantedBug{"erased stays in snapshots", "a snapshot is offered after something in it was erased"},
    PlantedBug{"a failed blob blocks the queue", "a content that cannot be had now keeps those behind it waiting"},
    PlantedBug{"content not checked", "the server keeps under a content's name what came, whatever it is"},
    PlantedBug{"content acknowledged too early", "the server says that it has a content before it is on the disk"},
    PlantedBug{"erasure leaves contents", "the server keeps the photos of what was erased by law"},
    PlantedBug{"erasure leaves photos", "a phone that hears of an erasure keeps what it has not sent of it"},
    PlantedBug{"purge leaves blobs", "contents of rows that left the phone stay on it"},
    PlantedBug{"left rows stay", "a row that is not for the phone stays when its book is put right"},
};

}  // namespace

std::span<const PlantedBug> planted_bugs() {
    return bugs;
}

}  // namespace fieldfare::simulation
